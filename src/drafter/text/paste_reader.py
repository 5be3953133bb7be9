"""From the elements of pasted HTML to pieces: paragraphs, bullets, tables, footnotes, and what is none.

It knows what Word, Outlook, LibreOffice, Google Docs and browsers put on the clipboard, and relies on none of
them: an element that it does not know is its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafter.report.ids import IdMaker
from drafter.report.model import Kind
from drafter.report.richtext import Footnote, Inline, Mark, RichText, Run, plain, unmarked
from drafter.text.html_tree import BLOCKS, LISTS, Node
from drafter.text.paste_look import Look, Style, look_in, style_of
from drafter.text.paste_markers import Piece
from drafter.text.paste_notes import is_list_of_notes, mark_of, notes_in
from drafter.text.paste_tables import Line, grid, is_layout, parts_of, without_empty
from drafter.text.paste_unfit import UNSAID, letter, unfit
from drafter.text.paste_words import Words, spaced

OWN_KINDS = {f"drafter-{kind.value}": kind for kind in Kind}
"""The classes of what was copied from a report."""
OWN_NOTE, OWN_NUMBER = "drafter-note", "drafter-number"
FRAGMENT_MARK = "data-drafter-fragment"
"""On the elements that stand for the comments between which the fragment stands."""
MOST_PARAGRAPHS = 20_000
"""A thousand pages: no window would show more in good time."""
LONGEST_SHARED_NOTE = 2_000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = frozenset({"msotitle", "msosubtitle"})
_LETTERED = ("lower-alpha", "upper-alpha", "lower-roman", "upper-roman", "lower-latin", "upper-latin")
_ITEM_CLASS = "msolistbullet"


@dataclass(slots=True)
class _Item:
    """An item of a list; its first paragraph becomes `piece`, and the others lines of it."""

    kind: Kind
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands. `lists` counts the lists around it, `bullets` those that have no numbers.

    `list_name` and `level` are those of an item of Word's. `is_flat`: in a cell or a note, which hold lines.
    """

    kind: Kind | None = None
    item: _Item | None = None
    lists: int = 0
    bullets: int = 0
    is_numbered: bool = False
    is_flat: bool = False
    in_note: bool = False
    is_exact: bool = False
    list_name: str = ""
    level: int = 0


class Reader:
    """Reads the tree of pasted HTML into `pieces`; `left_out` counts what has no place in a report."""

    def __init__(self, root: Node, ids: IdMaker, kind: Kind) -> None:
        self.pieces: list[Piece] = []
        self.left_out: Counter[str] = Counter()
        self._root = root
        self._ids = ids
        self._kind = kind
        self._words = Words()
        self._marker = ""
        self._notes = notes_in(root)
        self._names = {node: name for name, node in self._notes.items()}
        self._note_texts: dict[str, RichText] = {}
        self._used: set[str] = set()
        self._stray: set[str] = set()
        self._is_within = not any(node.get(FRAGMENT_MARK) == "start" for node in root.elements())

    def read(self) -> None:
        """Read it all. Footnotes that no mark in the text stands for are paragraphs at the end."""
        place = _Place()
        self._children(self._root, Look(), place)
        self._flush(place)
        for name in self._notes:
            if name in self._stray and name not in self._used:
                self.pieces.append(Piece([*self._note_text(name)]))

    def _children(self, node: Node, look: Look, place: _Place) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self._element(child, look, place)
            elif self._is_within:
                self._words.text(child, look)

    def _element(self, node: Node, look: Look, place: _Place) -> None:
        tag = node.tag
        if len(self.pieces) > MOST_PARAGRAPHS:
            return
        if tag == "br":
            self._line_break(look, place)
            return
        style, classes = style_of(node), node.classes
        if self._is_left_out(node, style, classes) or self._is_mark(node, style, classes, place):
            return
        look = look_in(node, style, look)
        if style.is_tab and self._is_within:
            self._words.text(" ", look)
        elif tag == "table" and not place.is_flat:
            self._table(node, look, place)
        elif tag in LISTS:
            self._list(node, look, place)
        elif tag == "li":
            self._item(node, look, place)
        elif tag in BLOCKS and tag not in ("td", "th"):
            self._block(node, style, look, place)
        else:
            self._children(node, look, place)
            if tag in ("td", "th") and self._is_within:
                self._words.text(" ", look)

    def _line_break(self, look: Look, place: _Place) -> None:
        """A line break; two of them end an ordinary paragraph."""
        words = self._words
        if not self._is_within or words.is_empty or not (words.says or place.is_exact):
            return
        is_ordinary = not (place.is_exact or place.item or place.is_flat)
        if is_ordinary and words.ends_line:
            self._flush(place)
        else:
            words.line_break(look)

    # --- what is no text of a paragraph ------------------------------------------------------------------

    def _is_left_out(self, node: Node, style: Style, classes: list[str]) -> bool:
        if FRAGMENT_MARK in node.attributes:
            self._is_within = node.get(FRAGMENT_MARK) == "start"
            return True
        if node in self._names or (is_list_of_notes(node) and any(n in self._names for n in node.elements())):
            if self._is_within:
                self._stray.update(self._names[n] for n in node.elements() if n in self._names)
            return True
        reason = unfit(node, style, classes)
        if not reason:
            return False
        if reason == "picture" and self._is_within and (sign := letter(node)):
            self._words.text(sign, Look())
        elif reason != UNSAID and self._is_within:
            self.left_out[reason] += 1
        for inner in node.elements():
            if FRAGMENT_MARK in inner.attributes:
                self._is_within = inner.get(FRAGMENT_MARK) == "start"
            elif inner.tag == "a":
                self._used.add(mark_of(inner, style_of(inner))[0])
        return True

    def _is_mark(self, node: Node, style: Style, classes: list[str], place: _Place) -> bool:
        """Whether an element is a number, a bullet or the mark of a footnote; what it says is no text."""
        if style.is_marker:
            if self._is_within:
                self._marker = node.words()
            return True
        if node.tag != "a":
            return OWN_NUMBER in classes
        name, is_own = mark_of(node, style)
        if not name or is_own or place.in_note:
            return is_own or bool(name)
        if self._is_within:
            self._mark(name)
        return True

    def _mark(self, name: str) -> None:
        text = self._note_text(name) if name in self._notes else ()
        # one long note under many marks would be the square of what was pasted
        is_too_much = name in self._used and len(plain(text)) > LONGEST_SHARED_NOTE
        self._used.add(name)
        if text and not is_too_much:
            self._words.add(Footnote(self._ids(), text))
        else:
            self.left_out["note"] += 1

    def _note_text(self, name: str) -> RichText:
        if name not in self._note_texts:
            is_within, self._is_within = self._is_within, True
            self._note_texts[name] = self._lines(
                self._notes[name], Look(), _Place(is_flat=True, in_note=True)
            )
            self._is_within = is_within
        return self._note_texts[name]

    def _lines(self, node: Node, look: Look, place: _Place) -> RichText:
        """All that an element says, as the lines of one paragraph."""
        kept = self.pieces, self._words, self._marker
        self.pieces, self._words = [], Words()
        self._children(node, look, place)
        self._flush(place)
        found = self.pieces
        self.pieces, self._words, self._marker = kept
        return spaced((tuple(piece.parts) for piece in found), "\n")

    # --- paragraphs --------------------------------------------------------------------------------------

    def _flush(self, place: _Place) -> None:
        """End the paragraph, if there is one."""
        words, marker, self._marker = self._words, self._marker, ""
        if words.is_empty:
            return
        self._words = Words()
        if not (words.says or place.is_exact):
            return
        parts = words.parts(exact=place.is_exact)
        kind, item = place.kind, place.item
        if item is not None:
            if item.piece is not None and self.pieces[-1:] == [item.piece]:
                item.piece.parts += [Run("\n"), *parts]
                return
            kind = item.kind
        elif kind is Kind.SUBHEADING and not place.is_exact and _is_bold(parts):
            parts = [*unmarked(tuple(parts), Mark.BOLD)]
        piece = Piece(parts, kind, is_exact=place.is_exact)
        if item is None and kind is None:
            piece.marker, piece.list_name, piece.level = marker, place.list_name, place.level
        elif item is not None:
            item.piece = piece
        self.pieces.append(piece)

    def _block(self, node: Node, style: Style, look: Look, place: _Place) -> None:
        self._flush(place)
        inner = self._place_in(node, style, place)
        self._children(node, look, inner)
        self._flush(inner)

    def _place_in(self, node: Node, style: Style, place: _Place) -> _Place:
        """The place of the paragraphs in a block; often the same object."""
        classes = node.classes
        if place.is_flat:
            return replace(place, is_exact=True) if OWN_NOTE in classes else place
        if place.item is not None:
            return place
        own = _own_kind(classes)
        if own is not None:
            return replace(place, kind=own, is_exact=True)
        kind = _told_kind(node, classes)
        if kind is not Kind.SUBHEADING and style.level:
            return replace(place, list_name=style.list_name, level=style.level)
        return replace(place, kind=kind) if kind else place

    # --- lists -------------------------------------------------------------------------------------------

    def _list(self, node: Node, look: Look, place: _Place) -> None:
        self._flush(place)
        is_lettered = node.get("type") in tuple("aAiI") or any(n in node.get("style") for n in _LETTERED)
        is_counted = node.tag == "ol" and self._kind is Kind.NUMBERED and not place.lists
        is_numbered = is_counted and not is_lettered
        inner = replace(
            place,
            kind=None,
            item=None,
            lists=place.lists + 1,
            bullets=place.bullets + (not is_numbered),
            is_numbered=is_numbered,
        )
        self._children(node, look, inner)
        self._flush(inner)

    def _item(self, node: Node, look: Look, place: _Place) -> None:
        self._flush(place)
        said = node.get("data-aria-level") or node.get("aria-level")
        # Word on the web spells every list flat and tells the level like this
        below = max(0, int(said) - place.lists) if said in tuple("123456789") else 0
        kind = Kind.BULLET if place.bullets + below <= 1 else Kind.BULLET_2
        if place.is_numbered and not below:
            kind = Kind.NUMBERED
        own = _own_kind(node.classes)
        inner = replace(place, kind=None, item=_Item(own or kind), is_exact=own is not None)
        self._children(node, look, inner)
        self._flush(inner)

    # --- tables ------------------------------------------------------------------------------------------

    def _table(self, node: Node, look: Look, place: _Place) -> None:
        self._flush(place)
        is_exact = _own_kind(node.classes) is Kind.TABLE
        lines, strays = parts_of(node)
        ends = [n for n in strays if isinstance(n, Node) and n.get(FRAGMENT_MARK) == "end"]
        self._children(Node("div", {}, [n for n in strays if n not in ends]), look, place)
        self._flush(place)
        if not is_exact and is_layout(node, lines):
            for cell in (cell for line in lines for cell in line):
                style = style_of(cell)
                if not self._is_left_out(cell, style, cell.classes):
                    self._block(cell, style, look_in(cell, style, look), place)
        else:
            inner = replace(place, kind=None, item=None, is_flat=True, is_exact=is_exact)
            texts = [[(cell, self._cell(cell, look, inner)) for cell in line] for line in lines if line]
            self._rows(texts, is_exact=is_exact)
        self._children(Node("div", {}, [*ends]), look, place)

    def _cell(self, cell: Node, look: Look, place: _Place) -> RichText:
        style = style_of(cell)
        if self._is_left_out(cell, style, cell.classes):
            return ()
        return self._lines(cell, look_in(cell, style, look), place)

    def _rows(self, texts: list[Line], *, is_exact: bool) -> None:
        says = any(text for line in texts for _, text in line)
        rows = grid(texts) if says or is_exact else []
        if rows:
            kept = rows if is_exact else _without_bold_head(without_empty(rows))
            self.pieces.append(Piece(kind=Kind.TABLE, rows=tuple(map(tuple, kept)), is_exact=is_exact))
        elif says:
            self.left_out["table"] += 1
            for line in texts:
                self.pieces.append(Piece([*spaced(text for _, text in line)]))


def _own_kind(classes: Iterable[str]) -> Kind | None:
    return next((OWN_KINDS[name] for name in classes if name in OWN_KINDS), None)


def _told_kind(node: Node, classes: Iterable[str]) -> Kind | None:
    """What a tag, a role or the name of one of Word's styles tells."""
    if node.tag in _HEADINGS or node.get("role") == "heading":
        return Kind.SUBHEADING
    for name in map(str.lower, classes):
        if name in _TITLES:
            return Kind.SUBHEADING
        if name.startswith(_ITEM_CLASS):
            return Kind.BULLET_2 if name.removeprefix(_ITEM_CLASS)[:1].isdigit() else Kind.BULLET
    return None


def _is_bold(parts: Iterable[Inline]) -> bool:
    return all(Mark.BOLD in part.marks or not part.text.strip() for part in parts if isinstance(part, Run))


def _without_bold_head(rows: list[list[RichText]]) -> list[list[RichText]]:
    """`rows` without the bold letters of the first one, which a report sets in bold by itself."""
    if len(rows) > 1 and all(map(_is_bold, rows[0])):
        rows[0] = [unmarked(cell, Mark.BOLD) for cell in rows[0]]
    return rows
