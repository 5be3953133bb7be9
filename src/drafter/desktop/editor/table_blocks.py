"""A table stands in a block of its own, whatever was done to the text around it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from drafter.desktop.editor.blocks import units
from drafter.desktop.editor.formats import OBJECT, Property, Thing, block_id, block_kind, text_of
from drafter.report.model import Kind

Format = Callable[[QTextBlock, str, Kind], None]
"""Gives a block an id and a kind."""


def set_tables_apart(document: QTextDocument, first: int, last: int, *, default: Kind, form: Format) -> int:
    """Mend the blocks from `first` to `last` where Qt joined a table with a text; how many blocks came to it.

    A block that lost its table is `default` from then on.
    """
    number, stop = first, last
    while number <= stop:
        block = document.findBlockByNumber(number)
        place, table = _table_in(block) if OBJECT in block.text() else (-1, "")
        if place < 0 and block_kind(block) is Kind.TABLE:
            form(block, "", default)
        elif place >= 0:
            kind = block_kind(block)
            other = default if kind is Kind.TABLE else kind
            stop += _cut_around(block, place, table, other=other, form=form)
        number += 1
    return stop - last


def _table_in(block: QTextBlock) -> tuple[int, str]:
    """Where the first table of a block stands (in UTF-16 units), and its id; (-1, "") without one."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.charFormat().objectType() == Thing.TABLE:
            return fragment.position() - block.position(), text_of(fragment.charFormat(), Property.INLINE)
        at += 1
    return -1, ""


def _cut_around(block: QTextBlock, place: int, table: str, *, other: Kind, form: Format) -> int:
    """Give what stands beside a table a block of its own, of the kind `other`; how many there are more."""
    document, number, start = block.document(), block.blockNumber(), block.position()
    kind, name = block_kind(block), block_id(block)
    if units(block.text()) == 1:
        if kind is not Kind.TABLE:
            form(block, table, Kind.TABLE)
        return 0
    before, behind = place > 0, place + 1 < units(block.text())
    cursor = QTextCursor(document)
    if behind:
        cursor.setPosition(start + place + 1)
        cursor.insertBlock()
        form(document.findBlockByNumber(number + 1), "", other)
    if before:
        cursor.setPosition(start + place)
        cursor.insertBlock()
        # the words keep an id that was theirs
        form(document.findBlockByNumber(number), "" if kind is Kind.TABLE else name, other)
    form(document.findBlockByNumber(number + before), table, Kind.TABLE)
    return before + behind
