"""What pasted paragraphs are: items by the marker before them, or what ordinary paragraphs are.

People type "17. ", "(a) " or "• ", and Word spells the markers of its lists so. A marker that is one is taken
away, since a report sets its own; whether it is one is told by its neighbours: a lone "2008. " is a year, and
"(a) " without a "(b) " belongs to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from drafter.report.model import Kind
from drafter.report.richtext import Inline, RichText, Run, split_lines, without_start
from drafter.text.paste_words import texts_together

_STRONG = "•‣⁃∙◦▪▫●○▶►➢➤❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
"""Nobody begins a sentence with one of these. The last five are letters of the fonts Symbol and Wingdings."""
_BULLET = re.compile(rf"(?:([{_STRONG}])\s*|([·o*–—-])\s+)(?=\S)")
_NUMBER = re.compile(r"((?:\d{1,3}\.){0,3})(\d{1,3})([.)]?)\s+(?=\S)", re.ASCII)
_LETTER = re.compile(r"(?:\(([a-z]|[ivx]{2,5})\)|([a-z])\))\s+(?=\S)", re.ASCII)
_WORD_NUMBER = re.compile(r"[(\[]?\d+((?:\.\d+)*)[.)\]:]*", re.ASCII)
_LINE_OF_LIST = re.compile(rf"\n\s*[{_STRONG}]")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LONGEST = 40
_BULLETS = (Kind.BULLET, Kind.BULLET_2)
_Read: TypeAlias = Callable[[str], Iterable[tuple[str, int]]]


@dataclass(slots=True)
class Piece:
    """A paragraph as it was pasted. `kind` is None for an ordinary one, which may have a typed marker.

    `marker`, `list_name` and `level` are those of an item of Word's. `indent` is by how much it is set in.
    `is_exact`: it was copied from a report and is taken as it is.
    """

    parts: list[Inline] = field(default_factory=list)
    kind: Kind | None = None
    rows: tuple[tuple[RichText, ...], ...] = ()
    marker: str = ""
    list_name: str = ""
    level: int = 0
    indent: int = 0
    is_exact: bool = False


@dataclass(slots=True)
class Settled:
    """A paragraph whose kind is known."""

    kind: Kind
    text: RichText = ()
    rows: tuple[tuple[RichText, ...], ...] = ()
    is_exact: bool = False


def settled(pieces: Iterable[Piece], kind: Kind) -> list[Settled]:
    """What `pieces` are where ordinary paragraphs are of this `kind`; what says nothing is left out."""
    texts = list(_texts(pieces))
    bullets = _typed_bullets(texts)
    letters = set(_confirmed(texts, _letters))
    numbers = set(_confirmed(texts, _numbers)) if kind is Kind.NUMBERED else set()
    lists = _WordLists(kind)
    found: list[Settled] = []
    for place, (piece, text) in enumerate(texts):
        if piece.kind is not None:
            one = Settled(piece.kind, text, piece.rows, piece.is_exact)
        elif piece.marker and piece.level:
            one = Settled(lists.kind(piece), text)
        elif place in bullets:
            one = Settled(bullets[place], _without(text, _BULLET))
        elif place in letters:
            one = Settled(Kind.BULLET, _without(text, _LETTER))
        elif place in numbers:
            one = Settled(Kind.NUMBERED, _without(text, _NUMBER))
        else:
            one = Settled(kind, text)
        is_below = found and found[-1].kind in _BULLETS
        if one.kind is Kind.BULLET_2 and not one.is_exact and not is_below:
            one.kind = Kind.BULLET
        found.append(one)
    return found


def without_numbers(texts: Sequence[RichText]) -> tuple[RichText, ...]:
    """`texts` without the numbers that were typed before them, where these count."""
    pieces = [(Piece(), text) for text in texts]
    numbers = set(_confirmed(pieces, _numbers))
    return tuple(_without(text, _NUMBER) if n in numbers else text for n, text in enumerate(texts))


def has_marker(line: str) -> bool:
    """Whether a line of text begins as an item of a list would."""
    start = line.lstrip()[:_LONGEST]
    return any(pattern.match(start) for pattern in (_BULLET, _NUMBER, _LETTER))


# --- Word's lists ----------------------------------------------------------------------------------------


class _WordLists:
    """Tells items of Word's lists by their markers, the level and what the list was so far."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._numbered: set[str] = set()

    def kind(self, piece: Piece) -> Kind:
        number = _WORD_NUMBER.fullmatch(piece.marker)
        if number and (piece.level == 1 or number[1]) and self._kind is Kind.NUMBERED:
            self._numbered.add(piece.list_name)
            return Kind.NUMBERED
        # what stands below a numbered paragraph is a list of the first level there
        depth = piece.level - (piece.list_name in self._numbered)
        return Kind.BULLET if depth <= 1 else Kind.BULLET_2


# --- typed markers ---------------------------------------------------------------------------------------


def _texts(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, RichText]]:
    """Each piece with its text; an ordinary one with typed bullets after line breaks is one for each line."""
    for piece in pieces:
        text = texts_together(piece.parts)
        is_ordinary = piece.kind is None and not piece.level
        if is_ordinary and any(isinstance(p, Run) and _LINE_OF_LIST.search(p.text) for p in text):
            yield from ((piece, line) for line in split_lines(text))
        elif text or piece.rows:
            yield piece, text


def _start(piece: Piece, text: RichText) -> str:
    """The first characters of an ordinary paragraph; empty for any other."""
    if piece.kind is not None or (piece.marker and piece.level):
        return ""
    start = ""
    for part in text:
        if not isinstance(part, Run) or len(start) >= _LONGEST:
            break
        start += part.text[:_LONGEST]
    return start


def _without(text: RichText, pattern: re.Pattern[str]) -> RichText:
    found = pattern.match(_start(Piece(), text))
    return without_start(text, found[0]) if found else text


def _typed_bullets(texts: Sequence[tuple[Piece, RichText]]) -> dict[int, Kind]:
    """The kinds of the paragraphs that begin with a bullet, by their place."""
    found = [_BULLET.match(_start(piece, text)) for piece, text in texts]
    kinds: dict[int, Kind] = {}
    markers: list[str] = []
    indent = 0
    for place, match in enumerate(found):
        if match is None or not _is_bullet(found, place, in_list=bool(markers)):
            markers = []
            continue
        marker, own_indent = match[1] or match[2], texts[place][0].indent
        if not markers:
            indent = own_indent
        if marker not in markers:
            markers.append(marker)
        indent = min(indent, own_indent)
        is_second = own_indent > indent + 1 or marker != markers[0]
        kinds[place] = Kind.BULLET_2 if is_second else Kind.BULLET
    return kinds


def _is_bullet(found: Sequence[re.Match[str] | None], place: int, *, in_list: bool) -> bool:
    """Whether what may be a bullet is one, by itself or by what stands around it."""
    match = found[place]
    if match is None:
        return False
    if match[1] or match[2] == "·":
        return True
    behind = found[place + 1] if place + 1 < len(found) else None
    if in_list or (behind is not None and match[2] == behind[2]):
        return True
    # "o" alone is a word, and a dash before a figure a minus
    return match[2] != "o" and match.string[match.end()].isalpha()


def _numbers(start: str) -> Iterator[tuple[str, int]]:
    """How a number before a paragraph is spelled, and the number."""
    found = _NUMBER.match(start)
    if found and (found[1] or found[3]):
        yield f"{found[1]}{found[3]}", int(found[2])


def _letters(start: str) -> Iterator[tuple[str, int]]:
    """As letter and as Roman number, since an "i" is both."""
    found = _LETTER.match(start)
    if found:
        word = found[1] or found[2]
        if len(word) == 1:
            yield "letter", ord(word)
        if word in _ROMANS:
            yield "roman", _ROMANS.index(word)


def _confirmed(texts: Sequence[tuple[Piece, RichText]], read: _Read) -> Iterator[int]:
    """The places of the markers that count on from the one before, or that the next one counts on from."""
    last: dict[str, tuple[int, int]] = {}
    for place, (piece, text) in enumerate(texts):
        for spelled, number in read(_start(piece, text)):
            before = last.get(spelled)
            if before is not None and number == before[1] + 1:
                yield before[0]
                yield place
            last[spelled] = place, number
