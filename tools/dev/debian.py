"""What a Debian or Ubuntu system must have beside Python, and how it comes to it.

Other systems bring all of it, or their Python and Qt packages do.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.dev.process import StopError, run_quietly, say, warn


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system: the packages that bring it, newest name first, and its library."""

    packages: tuple[str, ...]
    library: str = ""


VENV = Part((f"python3.{sys.version_info.minor}-venv", "python3-venv"))
FONT = Part(("fonts-liberation",))
# Qt cannot be imported without these, even where it draws on no screen.
QT = (
    Part(("libegl1",), "libEGL.so.1"),
    Part(("libgl1",), "libGL.so.1"),
    Part(("libx11-6",), "libX11.so.6"),
    Part(("libxkbcommon0",), "libxkbcommon.so.0"),
    Part(("libfontconfig1",), "libfontconfig.so.1"),
    Part(("libfreetype6",), "libfreetype.so.6"),
    Part(("libglib2.0-0t64", "libglib2.0-0"), "libglib-2.0.so.0"),
    Part(("libdbus-1-3",), "libdbus-1.so.3"),
)
# Spelling. Without them the window says what is missing and works all the same.
ENCHANT = Part(("libenchant-2-2",), "libenchant-2.so.2")
DICTIONARY = Part(("hunspell-en-gb",))
_DICTIONARY_FILES = (Path("/usr/share/hunspell/en_GB.dic"), Path("/usr/share/myspell/dicts/en_GB.dic"))
QT_ON_A_SCREEN = (
    Part(("libxcb-cursor0",), "libxcb-cursor.so.0"),
    Part(("libxcb-icccm4",), "libxcb-icccm.so.4"),
    Part(("libxcb-image0",), "libxcb-image.so.0"),
    Part(("libxcb-keysyms1",), "libxcb-keysyms.so.1"),
    Part(("libxcb-render-util0",), "libxcb-render-util.so.0"),
    Part(("libxcb-shape0",), "libxcb-shape.so.0"),
    Part(("libxcb-xinerama0",), "libxcb-xinerama.so.0"),
    Part(("libxkbcommon-x11-0",), "libxkbcommon-x11.so.0"),
)
_FONTS = Path("/usr/share/fonts")
_FONT_FILE = "LiberationSans-Regular.ttf"


def has_screen() -> bool:
    """Whether a window can be opened."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def provide(*, venv: bool) -> str:
    """Bring in what is missing when we may, and return the line to type for what is missing still.

    The line is empty when nothing is missing. `venv` says that an environment has to be made: where
    Python cannot do that there is no going on, and StopError is raised with the line in it.
    """
    if not is_debian():
        return ""
    lacking = missing(venv=venv)
    if lacking and is_root():
        try:
            install(lacking)
        except StopError as error:
            # Without a network, say: what needs none of this can still run.
            warn(str(error))
        importlib.invalidate_caches()
        lacking = missing(venv=venv)
    if not lacking:
        return ""
    line = line_to_type(lacking)
    if VENV in lacking:
        raise StopError(
            f"Python ({sys.executable}) cannot make virtual environments: its module ensurepip is "
            f"missing. Type this line, then give the same command again: {line} (If that changes "
            "nothing, this Python is not the system's own; start dev.py with /usr/bin/python3.)"
        )
    return line


def is_debian() -> bool:
    """Whether this is Debian or a system made from it, such as Ubuntu."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether we may install packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def missing(*, venv: bool) -> list[Part]:
    """What the system lacks. Asked on every run, so it looks only and starts no program."""
    libraries = (*QT, ENCHANT, *(QT_ON_A_SCREEN if has_screen() else ()))
    lacking = [part for part in libraries if not _loads(part.library)]
    if not _has_font():
        lacking.append(FONT)
    if not any(file.exists() for file in _DICTIONARY_FILES):
        lacking.append(DICTIONARY)
    if venv and not _has_ensurepip():
        lacking.insert(0, VENV)
    return lacking


def install(parts: list[Part]) -> None:
    """Install the packages of `parts`.

    Raises StopError when apt-get fails; its words are shown before.
    """
    names = ", ".join(part.packages[-1] for part in parts)
    say(f"Installing the system packages that Drafter needs: {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(["apt-get", "update"], doing="reads the lists of packages", more=quiet)
    # Only now, with fresh lists, is it known what this release calls the packages.
    found = package_names(parts, available(parts))
    command = ["apt-get", "install", "-y", "--no-install-recommends", *found]
    run_quietly(command, doing=f"installs {' '.join(found)}", more=quiet)


def line_to_type(parts: list[Part]) -> str:
    """The line with which somebody who may do so installs `parts`."""
    names = package_names(parts, available(parts))
    return "sudo apt-get update && sudo apt-get install -y " + " ".join(names)


def package_names(parts: Iterable[Part], candidates: set[str]) -> list[str]:
    """For each part the first of its packages among `candidates`.

    Where none is, because the lists of packages are empty, the oldest name: newer releases still
    understand it.
    """
    return [next((name for name in part.packages if name in candidates), part.packages[-1]) for part in parts]


def available(parts: Iterable[Part]) -> set[str]:
    """Which packages of `parts` apt could install."""
    names = [name for part in parts for name in part.packages]
    done = subprocess.run(
        ["apt-cache", "policy", *names],  # noqa: S607 - apt is where the system has it
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    return candidates_in(done.stdout)


def candidates_in(policy: str) -> set[str]:
    """The packages with a candidate in the output of `apt-cache policy`."""
    found: set[str] = set()
    name = ""
    for line in policy.splitlines():
        if not line.startswith(" "):
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and not line.endswith("(none)"):
            found.add(name)
    return found


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    # The usual place first: a machine may have thousands of fonts.
    usual = _FONTS / "truetype" / "liberation" / _FONT_FILE
    return usual.exists() or any(_FONTS.rglob(_FONT_FILE))


def _has_ensurepip() -> bool:
    # Debian keeps it in a package of its own.
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True
