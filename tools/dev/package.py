"""Making the program that needs no Python, and seeing that it works where there is nothing else."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.dev import debian, licences
from tools.dev.environment import Environment
from tools.dev.process import ROOT, StopError, run_quietly, say, warn

FOLDER = ROOT / "build" / "package"
PROGRAM = FOLDER / "drafter"
_SPEC = ROOT / "packaging" / "drafter.spec"
_EXAMPLE = ROOT / "resources" / "examples" / "halton-2008.drafter"
_FONTS = ROOT / "resources" / "fonts"
_PATIENCE = 120
# Windows starts nothing without these.
_OF_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "TEMP", "TMP", "NUMBER_OF_PROCESSORS")


def make(main: Environment) -> None:
    """Make the program in build/package/drafter and run it.

    Raises StopError with what is wrong: with the system, the build or the program.
    """
    if sys.platform.startswith("linux"):
        _provide()
    shutil.rmtree(FOLDER, ignore_errors=True)
    with _timed("Drawing the icons"):
        _draw(main)
    with _timed("Building the program, which takes half a minute"):
        _build(main)
    with _timed("Collecting the licences"):
        _collect_licences(main)
    if sys.platform.startswith("linux"):
        _add_desktop_files()
    _tell_sizes()
    say("Running it in an empty environment:")
    check(PROGRAM)
    say(f"The program: {PROGRAM.relative_to(ROOT)}")


# --- making it -------------------------------------------------------------------------------------------


def _provide() -> None:
    """See to what the building of it needs from a Linux system, and the window of it from another."""
    lacking = [part for part in debian.QT_ON_A_SCREEN if not _loads(part.library)]
    if shutil.which("objdump") is None:
        lacking.append(debian.Part(("binutils",)))
    if not lacking:
        return
    names = ", ".join(part.packages[-1] for part in lacking)
    if not debian.is_debian():
        raise StopError(f"Parts of the program are missing here; install what Debian calls {names}.")
    if not debian.is_root():
        raise StopError(
            "This system lacks packages that become part of the program. Type this line, then give the "
            f"same command again: {debian.line_to_type(lacking)}"
        )
    debian.install(lacking)


def _draw(main: Environment) -> None:
    run_quietly(
        [main.python, ROOT / "tools" / "make_program_icons.py", FOLDER / "icons"],
        doing="draws the program's icons",
        more={"QT_QPA_PLATFORM": "offscreen"},
    )


def _build(main: Environment) -> None:
    work = FOLDER / "work"
    command: list[str | Path] = [main.python, "-P", "-m", "PyInstaller"]
    command += ["--noconfirm", "--clean", "--log-level", "WARN"]
    run_quietly(
        [*command, "--distpath", FOLDER, "--workpath", work, _SPEC],
        doing="builds the program",
        more={"PYINSTALLER_CONFIG_DIR": str(work / "cache"), "QT_QPA_PLATFORM": "offscreen"},
    )


def _collect_licences(main: Environment) -> None:
    inside = json.loads((FOLDER / "work" / "drafter" / "inside.json").read_text("utf-8"))
    found = licences.parts(
        map(Path, inside),
        site_packages=main.site_packages,
        base=_base(main),
        texts=ROOT / "packaging" / "licences",
    )
    words = (_FONTS / "LICENSE").read_text("utf-8")
    found.append(licences.Part("Liberation Sans", "", "OFL-1.1", [words]))
    (PROGRAM / "LICENSES.txt").write_text(licences.text(found), "utf-8")
    silent = [part.name for part in found if not part.texts]
    if silent:
        warn(f"No text of their licence was found for: {', '.join(silent)}. LICENSES.txt only names them.")


def _base(main: Environment) -> Path:
    """The folder of the Python that the environment is made from."""
    program = main.base.program.resolve()
    return program.parent if os.name == "nt" else program.parents[1]


def _add_desktop_files() -> None:
    """What a Linux desktop shows the program by, and the script that puts it there."""
    shutil.copytree(ROOT / "packaging" / "linux", PROGRAM, dirs_exist_ok=True)
    for file in (FOLDER / "icons").glob("*.png"):
        size = file.stem.rpartition("-")[2]
        folder = PROGRAM / "share" / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        shutil.copyfile(file, folder / "drafter.png")
    folder = PROGRAM / "share" / "icons" / "hicolor" / "scalable" / "apps"
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "icons" / "drafter.svg", folder / "drafter.svg")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# --- telling about it ------------------------------------------------------------------------------------


@contextmanager
def _timed(what: str) -> Iterator[None]:
    say(f"{what} ...")
    start = time.monotonic()
    yield
    say(f"  {time.monotonic() - start:5.1f} s")


def _tell_sizes() -> None:
    inner = PROGRAM / "_internal"
    count = sum(file.is_file() for file in PROGRAM.rglob("*"))
    say(f"Size: {_size(PROGRAM):.0f} MB in {count} files; of these")
    parts = sorted(((_size(one), one.name) for one in inner.iterdir()), reverse=True)
    for size, name in parts[:6]:
        say(f"  {size:5.1f} MB  {name}")


def _size(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir()) / 1e6


# --- running it ------------------------------------------------------------------------------------------


def check(program: Path) -> None:
    """Run the program in the folder `program` in an empty environment: self-test, exports, window.

    Raises StopError at the first that goes wrong.
    """
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        report = Path(folder) / "report.drafter"
        shutil.copyfile(_EXAMPLE, report)
        steps: list[Sequence[str]] = [
            ["--version"],
            ["self-test"],
            ["export", "report.drafter", "-o", "report.docx"],
            ["export", "report.drafter", "-o", "report.pdf"],
            ["open", "--quit-when-shown"],
            ["open", "report.drafter", "--quit-when-shown"],
        ]
        for words in steps:
            _step(program, words, Path(folder))
        for name in ("report.docx", "report.pdf"):
            if not (Path(folder) / name).exists():
                raise StopError(f"The program said that it exported {name}, and there is no such file.")


def _step(program: Path, words: Sequence[str], folder: Path) -> None:
    name = "drafter.exe" if os.name == "nt" else "drafter"
    told = f"drafter {' '.join(words)}"
    start = time.monotonic()
    try:
        done = subprocess.run(
            [program / name, *words],
            cwd=folder,
            env=_empty_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise StopError(f"The packaged program did not end within {_PATIENCE} s: {told}") from error
    except OSError as error:
        raise StopError(f"The packaged program does not start ({error.strerror}): {told}") from error
    if done.returncode:
        warn(done.stdout.rstrip())
        raise StopError(
            f"The packaged program ended with exit code {done.returncode} in an empty environment: {told}. "
            "Its own words are above."
        )
    say(f"  {time.monotonic() - start:5.1f} s  {told}")


def _empty_environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _OF_WINDOWS if os.name == "nt" and name in os.environ}
    return {
        **kept,
        "PATH": os.defpath,
        "HOME": str(folder),
        "USERPROFILE": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "DRAFTER_STATE": str(folder / "state"),
    }
