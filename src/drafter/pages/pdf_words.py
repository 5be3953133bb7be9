"""What a paragraph of a PDF says: what its look tells, and what it spells itself where that is not enough.

The look tells words, weight and slant, raised and lowered runs, links and the marks of footnotes. It does
not tell a line break behind a hyphen, bold words in a bold heading or what a reference leads to. Where a
paragraph has any of that, finishing the file spells its text as a property of its element; the property
holds only as long as the words that are drawn are the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from drafter.pages.pdf_pieces import Piece
from drafter.pages.pdf_tree import Leaf
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, rich

_PROPERTY = "Drafter text"
_LONGEST = 2_000_000
_SMALL = 0.8
"""Of the size of a paragraph's letters: what is smaller is raised or lowered."""
_HYPHENS = "-/\N{EN DASH}\N{EM DASH}\N{HYPHEN}"
"""Behind these a line ends without a space."""
_LABEL = re.compile(r"[1-9]\d{0,5}[.)]|[^\w\s]", re.ASCII)
"""A number or a bullet; some list items are drawn without either."""


@dataclass(frozen=True, slots=True)
class Look:
    """The label that stands before a paragraph in a list (its number or bullet), and its text.

    A footnote is its number as id, without text. `jumps` are the words that lead into the document.
    """

    label: str
    text: RichText
    jumps: tuple[str, ...] = ()


def look_of(leaf: Leaf, *, first_page: bool = False) -> Look:
    """What is drawn of a paragraph; with `first_page` on its first page only."""
    pieces = list(zip(leaf.pieces, leaf.pages, strict=True))
    if first_page:
        pieces = [one for one in pieces if one[1] == leaf.pages[0]]
    label = ""
    if pieces and _is_label(pieces[0][0], leaf):
        label = pieces.pop(0)[0].text
    notes = frozenset(note.pieces[0].text for note in leaf.notes if note.pieces)
    writer = _Writer(max((piece.size for piece, _ in pieces), default=0.0), notes)
    for piece, page in pieces:
        writer.add(piece, page)
    return Look(label, rich(*writer.parts), tuple(writer.jumps))


def _is_label(first: Piece, leaf: Leaf) -> bool:
    """Whether the first piece of a paragraph is its label."""
    if leaf.is_note:
        return first.text.isdecimal()
    return bool(leaf.list_level) and _LABEL.fullmatch(first.text) is not None


class _Writer:
    """The parts of a paragraph so far; it tells the ends of lines by their places."""

    def __init__(self, size: float, notes: frozenset[str]) -> None:
        self.parts: list[Inline] = []
        self.jumps: list[str] = []
        self._size = size
        self._notes = notes
        self._line: tuple[int, float] | None = None
        self._last = ""
        self._link = ""

    def add(self, piece: Piece, page: int) -> None:
        small = piece.size < self._size * _SMALL
        between = self._between(piece, page, small=small)
        raised = self._raised(piece) if small else Mark.NONE
        self.parts += [Run(between)] if between else []
        if raised is Mark.SUPERSCRIPT and piece.text in self._notes:
            self.parts.append(Footnote(piece.text, ()))
            self._notes -= {piece.text}
        else:
            self.parts.append(Run(piece.text, piece.marks | raised, piece.link))
            self.jumps += [piece.text] if piece.jumps else []
        self._last = piece.text or self._last
        self._link = piece.link

    def _between(self, piece: Piece, page: int, *, small: bool) -> str:
        """The line break that stands before a piece, if any."""
        before = self._line
        if before is None or not small:
            self._line = (page, piece.y)
        near = self._size * (_SMALL if small else 0.1)
        if before is None or (page == before[0] and abs(piece.y - before[1]) < near):
            return ""
        if small:
            self._line = (page, piece.y)
        if piece.link and piece.link == self._link:
            return ""  # an address that is longer than a line
        return "" if not self._last or self._last[-1].isspace() or self._last[-1] in _HYPHENS else "\n"

    def _raised(self, piece: Piece) -> Mark:
        if self._line is None or piece.y < self._line[1]:
            return Mark.SUPERSCRIPT
        return Mark.SUBSCRIPT if piece.y > self._line[1] else Mark.NONE


def said(element: Any, look: Look) -> RichText:
    """The text of a paragraph: as it spells it, or as it looks; footnotes are their numbers as ids."""
    found = spelled(element, look)
    return without_bold(look.text) if found is None else found


def without_bold(text: RichText) -> RichText:
    """A text whose place is set in bold, where all of it is bold."""
    runs = [part for part in text if isinstance(part, Run)]
    if not all(Mark.BOLD in run.marks for run in runs if run.text.strip()):
        return text
    return rich(*(Run(p.text, p.marks & ~Mark.BOLD, p.link) if isinstance(p, Run) else p for p in text))


# --- what is spelled -----------------------------------------------------------------------------------


def drawn_words(look: Look) -> str:
    """A short name of the words that are drawn, footnotes' numbers and all."""
    words = [p.text if isinstance(p, Run) else f"[{getattr(p, 'id', '')}]" for p in look.text]
    return hashlib.sha256("".join(words).encode("utf-8", "replace")).hexdigest()[:16]


def spell(element: Any, text: RichText, look: Look, labels: Mapping[str, str]) -> None:
    """Spell `text` in a property of an element. `labels` are the numbers of footnotes by their ids."""
    parts: list[list[Any]] = []
    for part in text:
        if isinstance(part, Run):
            parts.append([part.text, part.marks.value, part.link])
        elif isinstance(part, Footnote):
            parts.append(["note", labels.get(part.id, "")])
        else:
            parts.append(["to", part.to, 0, 0])
    value = json.dumps({"drawn": drawn_words(look), "text": parts}, ensure_ascii=True, separators=(",", ":"))
    entry = Dictionary(N=String(_PROPERTY), V=String(value))
    element.A = Dictionary(O=Name.UserProperties, P=Array([entry]))


def spelled(element: Any, look: Look) -> RichText | None:
    """The text that an element spells; None where it spells none, or another than is drawn."""
    value = _property(element)
    try:
        given = json.loads(value) if value else None
        if not isinstance(given, dict) or given.get("drawn") != drawn_words(look):
            return None
        return rich(*map(_part, given["text"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _property(element: Any) -> str:
    holder = element.get("/A")
    if isinstance(holder, Array) and len(holder):
        holder = holder[0]
    entries = holder.get("/P") if isinstance(holder, Dictionary) else None
    for entry in entries if isinstance(entries, Array) else ():
        if isinstance(entry, Dictionary) and str(entry.get("/N", "")) == _PROPERTY:
            value = entry.get("/V")
            return str(value) if isinstance(value, String) and len(bytes(value)) < _LONGEST else ""
    return ""


def _part(given: Any) -> Inline:
    """One part as `spell` writes it. Raises ValueError or TypeError for anything else."""
    if len(given) == 4:
        return Reference(_text(given[1]))
    if len(given) == 2:
        return Footnote(_text(given[1]), ())
    words, marks, link = given
    return Run(_text(words), Mark(int(marks)), _text(link))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
