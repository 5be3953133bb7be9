"""What a file was when it was read, to find out later whether somebody changed it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.strict import Reader


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size, time of change (nanoseconds), number on its disk, and digest of its bytes."""

    size: int
    modified: int
    inode: int
    digest: str

    def is_touched(self, path: Path) -> bool:
        """Whether the file looks other than it was. Cheap: for asking often; it reads nothing."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return True
        return (found.st_size, found.st_mtime_ns, found.st_ino) != (self.size, self.modified, self.inode)

    def is_changed(self, path: Path) -> bool:
        """Whether the file holds other bytes than it did. One that is gone holds none, and is not changed.

        The bytes decide. Synchronising programs write the same bytes again under another number and time,
        and times can be set to anything. Raises OSError where the file cannot be read.
        """
        try:
            return path.stat().st_size != self.size or digest(path.read_bytes()) != self.digest
        except FileNotFoundError:
            return False


def stamp(found: os.stat_result, data: bytes) -> Stamp:
    """The stamp of a file that had `data` in it."""
    return Stamp(len(data), found.st_mtime_ns, found.st_ino, digest(data))


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in small hexadecimal letters."""
    return hashlib.sha256(data).hexdigest()


def encode_stamp(found: Stamp) -> dict[str, object]:
    """As JSON."""
    return {
        "size": found.size,
        "modified": found.modified,
        "inode": found.inode,
        "digest": found.digest,
    }


def read_stamp(reader: Reader) -> Stamp:
    """From JSON. Raises DrafterError where it is none."""
    return Stamp(
        reader["size"].number(),
        reader["modified"].number(),
        reader["inode"].number(),
        reader["digest"].text(),
    )


class ChangedError(DrafterError):
    """A file that is not to be overwritten, since somebody changed it after it was opened."""


def changed_on_disk(path: Path) -> ChangedError:
    """The error for a file that changed since it was opened."""
    return ChangedError(
        "this file was changed by somebody else since it was opened",
        where=str(path),
        hint="Nothing was changed; save under another name and compare the two, or overwrite it.",
    )
