"""Coloured icons at an address that a style sheet can name.

A style sheet takes pictures from files and resources only. These are resources made in memory, so that
nothing is left on the disk and nothing can be swept away under a running program.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from hashlib import sha256

from PySide6.QtCore import qRegisterResourceData

_DIRECTORY, _FILE = 2, 0
_ANYWHERE, _NO_LANGUAGE = 0, 1  # a file for each territory and for the language "C", which is always found
#: What was registered stays where it is: Qt keeps pointers into it until the program ends.
_REGISTERED: dict[str, tuple[bytes, bytes, bytes]] = {}


def register(files: Mapping[str, bytes]) -> str:
    """Give the files an address, such as `:/look-1a2b3c`; the same files get the same one."""
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    folder = f"look-{digest.hexdigest()[:12]}"
    if folder not in _REGISTERED:
        parts = _REGISTERED[folder] = _packed(folder, files)
        if not qRegisterResourceData(1, *parts):
            raise RuntimeError(f"Qt does not take the pictures of {folder}")
    return f":/{folder}"


def _packed(folder: str, files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """The tree, names and contents of one folder of files, as Qt's rcc writes them (version 1)."""
    names, contents = bytearray(), bytearray()

    def named(name: str) -> int:
        at = len(names)
        names.extend(struct.pack(">HI", len(name), _hashed(name)) + name.encode("utf-16-be"))
        return at

    def stored(content: bytes) -> int:
        at = len(contents)
        contents.extend(struct.pack(">I", len(content)) + content)
        return at

    tree = bytearray(struct.pack(">IHII", 0, _DIRECTORY, 1, 1))
    tree += struct.pack(">IHII", named(folder), _DIRECTORY, len(files), 2)
    # Qt looks a name up by halving, so the files stand in the order of their hashes.
    for name in sorted(files, key=_hashed):
        tree += struct.pack(">IHHHI", named(name), _FILE, _ANYWHERE, _NO_LANGUAGE, stored(files[name]))
    return bytes(tree), bytes(names), bytes(contents)


def _hashed(name: str) -> int:
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
