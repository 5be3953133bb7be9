"""What the loaders of a framework's parts share."""

from __future__ import annotations

import re

from drafter.errors import DrafterError
from drafter.framework.model import Scale
from drafter.strict import Reader

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def key_of(reader: Reader) -> str:
    """A key: lower-case words joined by hyphens."""
    key = reader.text()
    if not _KEY.fullmatch(key):
        raise reader.error(f"{key!r} is not a key", "Keys are lower-case words joined by hyphens.")
    return key


def unique(reader: Reader, of: str) -> list[tuple[str, Reader]]:
    """The readers of the list called `of` (it may be missing) with their keys, which must all differ."""
    found: dict[str, Reader] = {}
    for one in reader.each(of, lambda at: at):
        key = key_of(one["key"])
        if key in found:
            raise one["key"].error(f"there are two {of} with the key {key!r}")
        found[key] = one
    return list(found.items())


def scale_of(reader: Reader, scales: tuple[Scale, ...]) -> Scale:
    """The scale that this table names; the only scale need not be named."""
    if not reader.has("scale"):
        if len(scales) == 1:
            return scales[0]
        raise reader.error("the key 'scale' is missing", "There is more than one scale; name one.")
    key = reader["scale"].one_of([scale.key for scale in scales])
    return next(scale for scale in scales if scale.key == key)


def decoded(data: bytes, where: str) -> str:
    """The text of a UTF-8 file. Raises DrafterError where it is none."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise DrafterError("this file is not UTF-8 text", where=where) from error
