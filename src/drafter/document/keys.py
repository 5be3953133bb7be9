"""Keys of fields, and the hidden bookmarks that carry them through Word.

A key is `section.field` or `section.field.id`. A bookmark may hold letters, digits and underscores and
at most 40 characters, so a hyphen becomes `_` and a dot `__`; where that is too long, `section.field`
is replaced by a short digest of it, which the list of a framework's fields inverts. An id is never cut;
a last part that is a name of the framework's (a judgement's, a timescale's) may be part of the digest.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache

LONGEST = 40
_PREFIX = "_dr_"
_SHORT = "_drh_"
_WHOLE = "_drw_"
_GRADED = "Graded"  # no section is called so: their keys have no capitals
_NOWHERE = "no"
_GONE = f"{_NOWHERE}.p"


def key(section: str, field: str, part: str = "") -> str:
    """`section.field`, or `section.field.part`."""
    return f"{section}.{field}.{part}" if part else f"{section}.{field}"


def split(whole: str) -> tuple[str, str, str]:
    """Section, field and id of a key; what is not there is empty."""
    section, _, rest = whole.partition(".")
    field, _, part = rest.partition(".")
    return section, field, part


def bookmark(whole: str) -> str:
    """The name of the bookmark that carries this key."""
    name = _PREFIX + _letters(whole)
    if len(name) <= LONGEST:
        return name
    section, field, part = split(whole)
    name = _SHORT + _digest(key(section, field)) + (f"__{_letters(part)}" if part else "")
    return name if len(name) <= LONGEST else _WHOLE + _digest(whole)


def is_bookmark(name: str) -> bool:
    """Whether a bookmark of this name is one of ours."""
    return name.startswith((_PREFIX, _SHORT, _WHOLE))


def key_of(name: str, fields: Iterable[str] = ()) -> str | None:
    """The key that a bookmark carries, or None where it is none of ours.

    `fields` are the `section.field` keys that a shortened name may stand for, and the whole keys of
    fields whose last part is no id but a name of the framework's.
    """
    return Bookmarks(fields).key_of(name)


class Bookmarks:
    """The keys that the bookmarks of one document carry. `fields` are as for `key_of`."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._by_digest = _by_digest(tuple(fields))  # once, since finding it again hashes every field
        self.are_own = False
        """Whether one of those that were asked for is ours."""

    def key_of(self, name: str) -> str | None:
        """The key that a bookmark carries, or None where it is none of ours."""
        if name.startswith(_PREFIX):
            self.are_own = True
            return _words(name.removeprefix(_PREFIX))
        found = self._lengthened(name) if is_bookmark(name) else None
        self.are_own = self.are_own or found is not None
        return found

    def _lengthened(self, name: str) -> str | None:
        """The key that a shortened bookmark stands for, or None where it is not known."""
        if name.startswith(_WHOLE):
            return self._by_digest.get(name.removeprefix(_WHOLE))
        digest, _, part = name.removeprefix(_SHORT).partition("__")
        field = self._by_digest.get(digest)
        return f"{field}.{_words(part)}" if field is not None and part else field


def address(whole: str) -> str:
    """What references call the paragraph with this key: its id, or its section where it has none."""
    section, field, part = split(whole)
    if field == "sentence":
        return f"{section}.{part}" if part else section
    return part or section


def nowhere(paragraph: str, number: int) -> str:
    """The key that marks the `number`-th reference to a paragraph that the document does not have."""
    return key(_NOWHERE, f"p{number}", paragraph)


def is_nowhere(whole: str) -> bool:
    """Whether a key is one of those; what it names is its address."""
    return whole.startswith(_GONE)


def graded(judgement: str, grade: str) -> str:
    """The name that says of a judgement sentence which grade it stands for (see `Text.grades`)."""
    return key(_GRADED, grade, judgement)


def grade_of(whole: str) -> tuple[str, str] | None:
    """Judgement and grade of such a name; None for any other name or key."""
    section, grade, judgement = split(whole)
    return (judgement, grade) if section == _GRADED and grade and judgement else None


def grades_in(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The judgements with their grades that are among `names`, in order."""
    return tuple(sorted({found for name in names if (found := grade_of(name))}))


def _letters(whole: str) -> str:
    return whole.replace("-", "_").replace(".", "__")


def _words(letters: str) -> str:
    return letters.replace("__", ".").replace("_", "-")


@lru_cache(maxsize=16)
def _by_digest(fields: tuple[str, ...]) -> dict[str, str]:
    """The fields by their digests; the first of a digest wins."""
    return {_digest(field): field for field in reversed(fields)}


@cache
def _digest(field: str) -> str:
    return base64.b32encode(hashlib.sha256(field.encode()).digest())[:8].decode().lower()
