"""The difference of two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, takewhile
from typing import TypeAlias

_WORD = re.compile(r"\s*(?:\w+(?:['’\-]\w+)*|[^\w\s])|\s+$")
_SENTENCE = re.compile(r".+?(?:[.!?;:][)\]”’\"']*(?=\s)|\n|$)|.+", re.DOTALL)
MOST_STEPS = 160_000
"""How many pairs of words, or of sentences, are held against each other at most."""


class How(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row with one fate; the spaces between words belong to what follows them."""

    how: How
    words: str


def pieces(old: str, new: str, most: int = MOST_STEPS) -> tuple[Piece, ...]:
    """What stays, goes and comes. What is not new makes `old`, and what is not gone makes `new`.

    Where so much differs that words would take more than `most` steps, sentences are compared, or the texts
    as wholes.
    """
    return tuple(_joined(_by(_words, old, new, most)))


Cut: TypeAlias = Callable[[str], list[str]]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _by(cut: Cut, old: str, new: str, most: int) -> Iterator[Piece]:
    """The difference by the parts that `cut` makes; what both begin and end with costs next to nothing."""
    was, now = cut(old), cut(new)
    head = _same(was, now)
    tail = _same(reversed(was[head:]), reversed(now[head:]))
    yield Piece(How.SAME, "".join(now[:head]))
    middle_old, middle_new = was[head : len(was) - tail], now[head : len(now) - tail]
    if len(middle_old) * len(middle_new) <= most:
        yield from _matched(middle_old, middle_new)
    elif cut is _words:
        yield from _by(_sentences, "".join(middle_old), "".join(middle_new), most)
    else:
        yield from (Piece(How.GONE, "".join(middle_old)), Piece(How.NEW, "".join(middle_new)))
    yield Piece(How.SAME, "".join(now[len(now) - tail :]))


def _same(old: Iterable[str], new: Iterable[str]) -> int:
    """How many parts both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _matched(old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(How.SAME, "".join(new[k:m]))
        else:
            yield from (Piece(How.GONE, "".join(old[i:j])), Piece(How.NEW, "".join(new[k:m])))


def _joined(found: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one fate as one, none empty; of a change, what goes stands before what comes."""
    joined: list[Piece] = []
    for _, group in groupby((piece for piece in found if piece.words), lambda piece: piece.how is How.SAME):
        words = dict.fromkeys(How, "")
        for piece in group:
            words[piece.how] += piece.words
        joined += [Piece(how, words[how]) for how in How if words[how]]
    return joined
