"""The licences of all that is inside the packaged program, in one text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

_TEXT = re.compile(r"(?i)(.*/)?(licenses/.*|(licen[cs]e|copying|notice)[^/]*)")
_LINE = "=" * 78
_WIDTH = 60
# Ourselves, whose files are in the checkout; and what starts the program is PyInstaller's.
_ALWAYS = ("drafter", "pyinstaller")


@dataclass(slots=True)
class Part:
    """Something inside the program: its name and version, its licence in a word, and the texts of it."""

    name: str
    version: str
    licence: str
    texts: list[str] = field(default_factory=list)


def parts(inside: Iterable[Path], *, site_packages: Path, base: Path, texts: Path) -> list[Part]:
    """What the files `inside` belong to.

    `base` is the folder of the Python, `texts` that of the licences which their packages name and do not
    bring, by their short names.
    """
    files = {file.resolve() for file in inside}
    found = []
    outside = set(files)
    for one in sorted(distributions(path=[str(site_packages)]), key=lambda one: one.name.lower()):
        own = {Path(str(one.locate_file(file))).resolve() for file in one.files or ()}
        outside -= own
        if one.name.lower() in _ALWAYS or not own.isdisjoint(files):
            found.append(_of_distribution(one, texts))
    found.append(_of_python(base))
    outside = {file for file in outside if not file.is_relative_to(base)}
    return found + list(_of_system(outside))


def text(found: Iterable[Part]) -> str:
    """All of it, to be read by people."""
    found = list(found)
    width = max(len(f"{one.name} {one.version}") for one in found)
    lines = ["What is inside this program, under which licence. The licences themselves follow.", ""]
    lines += [f"{f'{one.name} {one.version}':{width}}  {_short(one.licence)}" for one in found]
    lines += [
        "",
        "Qt, Qt for Python (PySide6, shiboken6) and other libraries under the LGPL stand beside the program",
        "as files of their own; you may put others, which you built from their source, in their place.",
    ]
    told: dict[str, str] = {}
    for one in found:
        for words in one.texts:
            first = told.setdefault(words, one.name)
            shown = words.strip() if first == one.name else f"The same text as under {first}."
            lines += ["", _LINE, f"{one.name} {one.version}", _LINE, "", shown]
    return "\n".join(lines) + "\n"


def _of_distribution(one: Distribution, texts: Path) -> Part:
    licence = _named(one)
    part = Part(one.name, one.version, licence)
    for file in sorted(map(str, one.files or ())):
        inner = file.partition(".dist-info/")[2]
        path = Path(str(one.locate_file(file)))
        if inner and _TEXT.fullmatch(inner) and path.is_file():
            part.texts.append(path.read_text("utf-8", "replace"))
    if not part.texts:
        part.texts = _texts_of(licence, texts)
    for listed in one.files or ():
        if listed.name.endswith(".cyclonedx.json"):
            part.texts.append(_components(Path(str(one.locate_file(listed)))))
    return part


def _texts_of(licence: str, texts: Path) -> list[str]:
    """The texts that we have of the licences in an expression."""
    named = re.findall(r"[\w.+-]+", licence)
    if any(name.startswith("LGPL-3.0") for name in named):
        named.append("GPL-3.0-only")  # of which the other is a supplement
    files = [texts / f"{name}.txt" for name in dict.fromkeys(named)]
    return [file.read_text("utf-8") for file in files if file.exists()]


def _components(file: Path) -> str:
    """What a package says that it was compiled from, with the licences."""
    lines = ["Compiled from:"]
    for one in json.loads(file.read_text("utf-8"))["components"]:
        told = [
            entry.get("expression") or entry["license"].get("id", "") for entry in one.get("licenses", [])
        ]
        lines.append(f"{one['name']} {one['version']}: {', '.join(told) or 'no licence named'}")
    return "\n".join(lines)


def _short(licence: str) -> str:
    return licence if len(licence) <= _WIDTH else licence[: _WIDTH - 2] + " …"


def _named(one: Distribution) -> str:
    """What a package calls its licence."""
    for key in ("License-Expression", "License"):
        for told in one.metadata.get_all(key) or []:
            return str(told).strip().partition("\n")[0]
    marks = [str(mark) for mark in one.metadata.get_all("Classifier") or []]
    return ", ".join(mark.rpartition(" :: ")[2] for mark in marks if mark.startswith("License ::"))


def _of_python(base: Path) -> Part:
    found = [base / "LICENSE.txt", *sorted((base / "lib").glob("python3.*/LICENSE.txt"))]
    found += sorted(Path("/usr/share/doc").glob("python3.*/copyright"))
    part = Part("Python", "", "PSF-2.0")
    part.texts = [file.read_text("utf-8", "replace") for file in found if file.exists()][:1]
    return part


def _of_system(files: set[Path]) -> Iterator[Part]:
    """The packages of Debian that brought libraries; elsewhere nothing says whose they are."""
    libraries = sorted(str(file) for file in files if ".so" in file.name)
    if not libraries or shutil.which("dpkg") is None:
        return
    # Since /lib is /usr/lib, a package may have listed a file under either.
    both = sorted({*libraries, *(name.removeprefix("/usr") for name in libraries)})
    done = subprocess.run(["dpkg", "-S", *both], capture_output=True, text=True, check=False)  # noqa: S607
    common: set[Path] = set()
    for name in sorted({line.partition(":")[0] for line in done.stdout.splitlines()}):
        file = Path("/usr/share/doc") / name / "copyright"
        if file.exists():
            words = file.read_text("utf-8", "replace")
            # What many packages share they do not repeat: they say where the system has it.
            common |= {Path(found) for found in re.findall(r"/usr/share/common-licenses/[\w.-]*\w", words)}
            named = dict.fromkeys(re.findall(r"(?m)^License: *(\S.*)$", words))
            yield Part(name, "", ", ".join(named) or "see below", [words])
        else:
            yield Part(name, "", "unknown")
    for file in sorted(file for file in common if file.is_file()):
        yield Part(file.name, "", "the text that some of these name", [file.read_text("utf-8", "replace")])
