"""Ids of paragraphs, items, footnotes and investigations.

Short random lower-case strings, unique in a report, kept for good and never reused. The maker is passed
in, so that tests and scripts get the same ids each time.
"""

from __future__ import annotations

import hashlib
import random
import secrets
from collections.abc import Callable
from typing import TypeAlias

IdMaker: TypeAlias = Callable[[], str]

LENGTH = 8
# A letter first, so that no id is taken for a number; no l, o, 0 and 1, which are read for one another.
_FIRST = "abcdefghijkmnpqrstuvwxyz"
_REST = _FIRST + "23456789"


def random_ids() -> IdMaker:
    """A maker of ids that nobody can foretell (24 x 32^7: a clash in one report is out of the question)."""
    return lambda: _make(secrets.choice)


def seeded_ids(seed: int | str) -> IdMaker:
    """A maker that gives the same ids in the same order for the same `seed`."""
    source = random.Random(seed)  # noqa: S311 - not a secret: the same ids are wanted
    return lambda: _make(source.choice)


def id_of(name: str) -> str:
    """The id of what stands in a report once only: the same for the same `name`."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    letters = [_FIRST[number % len(_FIRST)]]
    for _ in range(LENGTH - 1):
        number //= len(_REST)
        letters.append(_REST[number % len(_REST)])
    return "".join(letters)


def is_id(text: str) -> bool:
    """Whether `text` is formed as an id."""
    return len(text) == LENGTH and text[0] in _FIRST and all(letter in _REST for letter in text)


def _make(choice: Callable[[str], str]) -> str:
    return choice(_FIRST) + "".join(choice(_REST) for _ in range(LENGTH - 1))
