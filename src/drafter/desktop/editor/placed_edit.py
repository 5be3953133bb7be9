"""Places in an editor: cursor and selection in paragraphs and code points, as the report counts them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from drafter.desktop.editor.actions import Paragraphs, Span
from drafter.desktop.editor.blocks import Stock, points, read_exactly, units
from drafter.desktop.editor.formats import block_id, block_kind
from drafter.desktop.editor.growing_edit import GrowingEdit
from drafter.desktop.editor.nature import SINGLE, Nature
from drafter.desktop.editor.sync import Sync
from drafter.report.ids import IdMaker
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import clean


class PlacedEdit(GrowingEdit):
    """A text box whose blocks are the paragraphs of `sync`; whoever makes one sets what it holds."""

    nature: Nature
    ids: IdMaker
    stock: Stock
    sync: Sync

    def put_cursor(self, number: int, place: int, *, select_from: tuple[int, int] | None = None) -> None:
        """Put the cursor at a place (in code points) of a paragraph; select from another place to it."""
        cursor = self.textCursor()
        if select_from is not None:
            cursor.setPosition(self._position(*select_from))
            cursor.setPosition(self._position(number, place), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(self._position(number, place))
        self.setTextCursor(cursor)

    def _position(self, number: int, place: int) -> int:
        block = self.document().findBlockByNumber(max(0, min(number, self.document().blockCount() - 1)))
        return block.position() + min(units(block.text()[:place]), block.length() - 1)

    def span(self) -> Span:
        """The selection (or the place of the cursor). What is selected stands in the report's normal form.

        One that ends in front of a table, or begins behind one, leaves the table alone.
        """
        cursor, document = self.textCursor(), self.document()
        begins, ends = cursor.selectionStart(), cursor.selectionEnd()
        first, last = document.findBlock(begins), document.findBlock(ends)
        if first != last and block_kind(last) is Kind.TABLE and ends == last.position():
            last, ends = last.previous(), ends - 1
        if first != last and block_kind(first) is Kind.TABLE and begins > first.position():
            first, begins = first.next(), begins + 1
        start = points(first.text(), begins - first.position())
        stop = points(last.text(), ends - last.position())
        return Span(
            first=first.blockNumber(),
            start=_place(first.text(), start),
            last=last.blockNumber(),
            stop=_place(last.text(), stop),
        )

    def paragraphs(self) -> Paragraphs:
        """The paragraphs as they are, at least one: what actions work on."""
        known = self.sync.paragraphs
        return known or (
            Paragraph(id=SINGLE if self.nature.single else self.ids(), kind=self.nature.default),
        )

    def exact_paragraphs(self) -> Paragraphs:
        """The same with the white space at the ends of those two that the selection begins and ends in.

        For putting something in: a report holds no white space at the end of a paragraph, but who types a
        space and then puts something in wants it there. What comes of it has to be made normal again.
        """
        known = list(self.paragraphs())
        span = self.span()
        for number in {span.first, span.last}:
            if known[number].kind is not Kind.TABLE:
                text = read_exactly(self.document().findBlockByNumber(number), self.stock)
                known[number] = replace(known[number], text=text)
        return tuple(known)

    def go_to(self, paragraph: str, place: int = -1) -> bool:
        """Put the cursor into the paragraph with this id, at its end unless a place is given."""
        for number, one in enumerate(self.sync.paragraphs):
            if one.id == paragraph:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                block = self.document().findBlockByNumber(number)
                self.put_cursor(number, len(block.text()) if place < 0 else place + _leading(block.text()))
                return True
        return False

    def current_id(self) -> str:
        """The id of the paragraph that the cursor is in; empty where it has none."""
        return block_id(self.textCursor().block())


def _place(text: str, at: int) -> int:
    """The place in the report's normal form of a place in a block's text."""
    return len(clean(text[:at]).lstrip(" \n"))


def _leading(text: str) -> int:
    """How much white space stands before a text; the report holds none there."""
    return len(text) - len(text.lstrip(" \t\n\u2028"))
