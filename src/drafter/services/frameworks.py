"""Finding frameworks: the shipped ones and the user's own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import platformdirs

from drafter.errors import DrafterError
from drafter.framework.files import HOUSE_STYLE, MAIN, read_folder
from drafter.framework.load import load_framework
from drafter.framework.model import Framework
from drafter.resources import shipped
from drafter.word.house import house_style


def user_folder() -> Path:
    """Where a user's own frameworks live, one folder each; it need not exist.

    The environment variable DRAFTER_FRAMEWORKS names another place.
    """
    named = os.environ.get("DRAFTER_FRAMEWORKS")
    return Path(named) if named else platformdirs.user_data_path("drafter", appauthor=False) / "frameworks"


def folders() -> Mapping[str, Path]:
    """Every framework's folder by the folder's name; a user's own wins over a shipped one."""
    found: dict[str, Path] = {}
    for place in (shipped("templates"), user_folder()):
        # a folder that is not there, or may not be looked into, holds no frameworks
        with contextlib.suppress(OSError):
            found |= {folder.name: folder for folder in sorted(place.iterdir()) if (folder / MAIN).is_file()}
    return found


def available() -> tuple[list[Framework], list[DrafterError]]:
    """Every framework that is in order, by key, and what is wrong with the others."""
    found, problems = [], []
    for key in sorted(folders()):
        try:
            found.append(by_key(key))
        except DrafterError as error:
            problems.append(error)
    return found, problems


@cache
def _loaded(folder: Path) -> Framework:
    return check(folder)


def check(folder: Path) -> Framework:
    """Load the framework in `folder` and check all of it, its house style too.

    Raises DrafterError with the file, the key and the mistake.
    """
    framework = load_framework(read_folder(folder), str(folder))
    try:
        house_style(framework.house_style)
    except DrafterError as error:
        raise error.within(str(folder / HOUSE_STYLE)) from None
    if framework.key != folder.name:
        raise DrafterError(
            f"the folder is called {folder.name!r} and its framework {framework.key!r}",
            where=str(folder),
            hint="Give both the same name, so that the framework is found.",
        )
    return framework


def by_key(key: str) -> Framework:
    """The framework with this key. Raises DrafterError where there is none."""
    known = folders()
    if key not in known:
        raise DrafterError(
            f"there is no framework {key!r}", hint=f"Known: {', '.join(sorted(known)) or 'none'}."
        )
    return _loaded(known[key])


def installed(key: str, version: int) -> Framework | None:
    """The framework of this key and version where it is here and in order, otherwise None."""
    try:
        framework = by_key(key)
    except DrafterError:
        return None
    return framework if framework.version == version else None
