"""When two texts are the same but for typography, and how alike they are otherwise."""

from __future__ import annotations

import re

from drafter.report.richtext import RichText, plain

_WORDS = re.compile(r"[^\W_]+")


def normal(text: str) -> str:
    """Letters and digits only, in one case: quotes, dashes, spaces and stops do not count."""
    return "".join(_WORDS.findall(text.casefold()))


def same(text: RichText | str, other: str) -> bool:
    """Whether both say the same words."""
    return normal(text if isinstance(text, str) else plain(text)) == normal(other)


def words(text: str) -> frozenset[str]:
    """The different words of a text, in lower case."""
    return frozenset(_WORDS.findall(text.casefold()))


def likeness(text: str, other: str) -> float:
    """How much of `other`'s words are in `text`, from 0 to 1."""
    wanted = words(other)
    return len(wanted & words(text)) / len(wanted) if wanted else 0.0
