"""A framework's files: which belong to it, and reading them from a folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter.errors import DrafterError

MAIN = "framework.toml"
HOUSE_STYLE = "house-style.docx"
_BELONGS = re.compile(r"framework\.toml|house-style\.docx|wording/[a-z0-9-]+\.j2|guidance/[a-z0-9-]+\.md")
MOST_FILES = 500
MOST_BYTES = 8_000_000


def belongs(name: str) -> bool:
    """Whether a file of this name (with `/`) is part of a framework."""
    return _BELONGS.fullmatch(name) is not None


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The framework's files in `folder`, by name in alphabetical order; other files are passed over.

    Raises DrafterError where there is no framework, or it cannot be read.
    """
    try:
        if not folder.is_dir():
            raise DrafterError(
                "there is no such folder",
                where=str(folder),
                hint="Name the folder that holds framework.toml.",
            )
        paths = [
            folder / MAIN,
            folder / HOUSE_STYLE,
            *folder.glob("wording/*"),
            *folder.glob("guidance/*"),
        ]
        names = {path.relative_to(folder).as_posix(): path for path in paths if path.is_file()}
        _check_names(names, folder)
        files = {name: names[name].read_bytes() for name in sorted(names) if belongs(name)}
    except OSError as error:
        raise DrafterError(f"the framework cannot be read ({error.strerror})", where=str(folder)) from error
    check_size(files, str(folder))
    if MAIN not in files:
        raise DrafterError(
            "there is no framework.toml in this folder",
            where=str(folder),
            hint="A framework is one folder with a framework.toml in it.",
        )
    return files


def _check_names(names: Iterable[str], folder: Path) -> None:
    """Refuse a wording or guidance whose name would leave it unread."""
    for name in names:
        if name.lower().endswith((".j2", ".md")) and not belongs(name):
            raise DrafterError(
                "a file of this name is not read",
                where=f"{folder}/{name}",
                hint="Use lower-case letters, digits and hyphens: wording/*.j2 and guidance/*.md.",
            )


def check_size(files: Mapping[str, bytes], where: str) -> None:
    """Refuse what is too large to be a framework."""
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise DrafterError("this is too large to be a framework", where=where)


def digest(files: Mapping[str, bytes]) -> str:
    """A digest of all files: two frameworks are the same where it is the same."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\n{len(files[name])}\n".encode())
        whole.update(files[name])
    return whole.hexdigest()
