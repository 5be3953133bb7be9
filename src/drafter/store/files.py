"""Reading and writing files so that nothing is lost and every failure is a sentence."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from drafter.errors import DrafterError

LARGEST = 200_000_000


def atomic_write(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Write `data` to `path`, whole or not at all: on any failure the old file stands as it was.

    The data goes to a temporary file beside it, reaches the disk, and then takes its name. A link is
    followed, so that what it points to is written. Without `overwrite` a file that is there stays.
    Raises DrafterError with what to do.
    """
    temporary = ""
    try:
        target = path.resolve() if path.is_symlink() else path
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        _take_name(Path(temporary), target, overwrite=overwrite)
    except FileExistsError as error:
        raise already_there(path) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise DrafterError(
            f"the file could not be written ({getattr(error, 'strerror', None) or error})",
            where=str(path),
            hint="Nothing was changed; choose another place, or make room, and try again.",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def already_there(path: Path) -> DrafterError:
    """The error for a file that is not to be overwritten."""
    return DrafterError(
        "this file is there already", where=str(path), hint="Name another, or add --force to overwrite it."
    )


def _take_name(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)  # fails where the name was taken meanwhile, which `replace` would not
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError from None
        temporary.replace(target)


def _mode(path: Path) -> int:
    """The permissions that the file has, or that a new one gets here."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises DrafterError where it cannot be read or is empty."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DrafterError("this is a folder, not a file", where=str(path), hint="Name a file in it.")
        if not path.is_file():
            raise DrafterError("this is no ordinary file", where=str(path), hint="Name a file on a disk.")
        if size > LARGEST:
            raise DrafterError(
                "this file is larger than 200 MB", where=str(path), hint="Is it the right file?"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DrafterError(
            "there is no such file", where=str(path), hint="Check the name and the folder."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DrafterError(
            f"this file cannot be read ({reason})",
            where=str(path),
            hint="Check its name and its permissions.",
        ) from error
    if not data:
        raise DrafterError("this file is empty", where=str(path), hint="Look for an earlier copy of it.")
    return data


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark; line ends as they are.

    Raises DrafterError where it is no such text.
    """
    data = read_bytes(path)
    hint = "Save it as plain text in UTF-8 and try again."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DrafterError("this file is UTF-16 text, not UTF-8", where=str(path), hint=hint)
    if b"\0" in data:
        raise DrafterError("this is not a text file", where=str(path), hint="Is it the right file?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DrafterError("this file is not UTF-8 text", where=f"{path}, line {line}", hint=hint) from error
