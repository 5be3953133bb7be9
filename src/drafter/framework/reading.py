"""What the loaders of a framework's parts share."""

from __future__ import annotations

import re

from drafter.errors import DrafterError
from drafter.framework.model import Scale
from drafter.report.richtext import clean
from drafter.strict import Reader, shorten

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def key_of(reader: Reader) -> str:
    """A key: lower-case words joined by hyphens."""
    check_key(reader.text(), reader)
    return reader.text()


def check_key(key: str, reader: Reader) -> None:
    """Refuse what is not formed as a key."""
    if not _KEY.fullmatch(key) or len(key) > 60:
        raise reader.error(f"{shorten(key)!r} is not a key", "Keys are lower-case words joined by hyphens.")


def said(reader: Reader) -> str:
    """A text that says something."""
    text = clean(reader.text()).strip()
    if not text:
        raise reader.error("this must not be empty")
    return text


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
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DrafterError("this file is not UTF-8 text", where=where) from error
