"""Which grades a sentence names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.framework.model import Scale

_DENIED = re.compile(
    r"(?:\b(?:not(?:\s+(?!only\b)\w+)?|less than|more than|better than|no longer|never)|n['’]t)\s+$",
    re.IGNORECASE,
)
_DENIAL = 40  # letters before the word: enough for the longest of these


@dataclass(frozen=True, slots=True)
class Named:
    """A grade's key, and the words of the sentence that name it."""

    grade: str
    words: str


def named_grades(sentence: str, scale: Scale) -> list[Named]:
    """The grades that `sentence` names by their words or other forms of them, in order.

    Whole words only, the longest first: "requires improvement to be good" names one grade, and not "good";
    "good-quality", "not yet good" and "not always good" name none.
    """
    pattern, grades = _forms(scale)
    return [
        Named(grades[(found.lastindex or 1) - 1], found[0])
        for found in pattern.finditer(sentence)
        if not _DENIED.search(sentence[max(0, found.start() - _DENIAL) : found.start()])
    ]


@lru_cache(maxsize=32)
def _forms(scale: Scale) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What finds any form of any grade's word, each in a group of its own, and the grade of each group."""
    forms: dict[str, str] = {}
    for grade in scale.grades:
        for words in (grade.word, *grade.aliases):
            forms.setdefault(words, grade.key)
    longest_first = sorted(filter(str.strip, forms), key=len, reverse=True)
    groups = "|".join(f"({_any_space(words)})" for words in longest_first)
    pattern = rf"(?<![\w-])(?:{groups or '(?!)'})(?![\w-])"
    return re.compile(pattern, re.IGNORECASE), tuple(forms[words] for words in longest_first)


def _any_space(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
