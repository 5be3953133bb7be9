"""Reading and writing files so that nothing is lost and every failure is a sentence."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import tempfile
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.processes import is_alive, machine
from drafter.store.stamps import Stamp, changed_on_disk, stamp

if sys.platform == "darwin":
    import fcntl

LARGEST = 200_000_000
_ENDING = ".tmp"


def atomic_write(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    unless_changed: Stamp | None = None,
    mode: int | None = None,
) -> Stamp:
    """Write `data` to `path`, whole or not at all: on any failure the old file stands as it was.

    The data goes to a temporary file beside it, reaches the disk, is read back and compared, and then takes
    the name. A link is followed, so that what it points to is written. Without `overwrite` a file that is
    there stays, with `unless_changed` one that holds other bytes than when it was stamped. `mode` gives the
    permissions; without it they stay what they were. Returns the stamp of what now stands there. Raises
    DrafterError with what to do.
    """
    temporary = ""
    try:
        target = path.resolve() if path.is_symlink() else path
        _check_writable(target)
        handle, temporary = tempfile.mkstemp(prefix=_prefix(os.getpid()), suffix=_ENDING, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno())
        written = Path(temporary)
        written.chmod(_mode(target) if mode is None else mode)
        if written.read_bytes() != data:
            raise OSError(errno.EIO, "what was written does not read back")
        result = stamp(written.stat(), data)
        if unless_changed is not None and unless_changed.is_changed(target):
            raise changed_on_disk(path)
        _take_name(written, target, overwrite=overwrite)
        _sync_folder(target.parent)
    except FileExistsError as error:
        raise already_there(path) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise _not_written(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    return result


def sweep(folder: Path) -> None:
    """Take away what processes of this machine that were killed while writing left in `folder`."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_prefix()}*{_ENDING}"):
            process = path.name.removeprefix(_prefix()).partition("-")[0]
            if process.isdecimal() and not is_alive(int(process)):
                path.unlink()


def sync(handle: int) -> None:
    """Have everything that was written to an open file reach the disk itself. Raises OSError."""
    os.fsync(handle)
    if sys.platform == "darwin":  # where fsync leaves it in the disk's own memory
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def _prefix(process: int | None = None) -> str:
    """How the names of temporary files begin: with machine and process, so that litter is told from work."""
    here = hashlib.sha256(machine().encode()).hexdigest()[:6]
    return f".drafter-{here}-{'' if process is None else f'{process}-'}"


def _check_writable(target: Path) -> None:
    """Replacing a file asks for rights on its folder alone; a file that is read-only is meant to stay."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, "the file is read-only")


def _sync_folder(folder: Path) -> None:
    """Have the new name reach the disk. Some network drives refuse, and Windows has no such thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_HINTS = {
    errno.ENOSPC: "make room on the disk, or choose another place, and try again.",
    errno.EDQUOT: "make room in your share of the disk, or choose another place, and try again.",
    errno.ENAMETOOLONG: "choose a shorter name.",
    errno.EROFS: "this disk can only be read; choose another place.",
    errno.EACCES: "choose another place or name, or ask for the right to write here.",
    errno.ENOENT: "the folder is gone; connect its drive again, or choose another place.",
}


def _not_written(path: Path, error: OSError | RuntimeError) -> DrafterError:
    number = getattr(error, "errno", None) or 0
    hint = _HINTS.get(number, "choose another place, or make room, and try again.")
    return DrafterError(
        f"the file could not be written ({getattr(error, 'strerror', None) or error})",
        where=str(path),
        hint=f"Nothing was changed; {hint}",
    )


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
    return read_stamped(path)[0]


def read_stamped(path: Path) -> tuple[bytes, Stamp]:
    """The content of a file and its stamp. Raises DrafterError where it cannot be read or is empty."""
    try:
        found = path.stat()
        if path.is_dir():
            raise DrafterError("this is a folder, not a file", where=str(path), hint="Name a file in it.")
        if not path.is_file():
            raise DrafterError("this is no ordinary file", where=str(path), hint="Name a file on a disk.")
        if found.st_size > LARGEST:
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
    return data, stamp(found, data)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark; line ends as they are.

    Raises DrafterError where it is no such text.
    """
    return as_text(read_bytes(path), str(path))


def as_text(data: bytes, where: str) -> str:
    """The text that `data`, the content of the file `where`, spells in UTF-8. Raises DrafterError."""
    hint = "Save it as plain text in UTF-8 and try again."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DrafterError("this file is UTF-16 text, not UTF-8", where=where, hint=hint)
    if b"\0" in data:
        raise DrafterError("this is not a text file", where=where, hint="Is it the right file?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DrafterError("this file is not UTF-8 text", where=f"{where}, line {line}", hint=hint) from error
