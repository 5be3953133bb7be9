"""Paragraphs of the report to text blocks of Qt and back.

Qt counts UTF-16 units and Python code points; `units` and `points` convert. A block's text is read
with `block.text()`: `toPlainText()` would turn no-break spaces into spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from drafter.desktop.editor.formats import (
    OBJECT,
    Look,
    Property,
    Thing,
    block_id,
    block_kind,
    char_format,
    marks_of,
    object_format,
    text_of,
)
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Footnote, Inline, Reference, RichText, Run, rich

_SOFT_BREAK = "\u2028"


class Stock:
    """What stands behind the objects of a text: footnotes and tables by their ids.

    They are kept after their object is gone, so that it can come back.
    """

    def __init__(self) -> None:
        self.notes: MutableMapping[str, RichText] = {}
        self.tables: MutableMapping[str, tuple[tuple[RichText, ...], ...]] = {}

    def keep(self, paragraph: Paragraph) -> None:
        """Remember what the objects of a paragraph mean."""
        for part in paragraph.text:
            if isinstance(part, Footnote):
                self.notes[part.id] = part.text
        if paragraph.kind is Kind.TABLE:
            self.tables[paragraph.id] = paragraph.rows


def write_text(cursor: QTextCursor, text: RichText, look: Look, *, heading: bool = False) -> None:
    """Insert rich text at the cursor. Its footnotes must be in the stock."""
    for part in text:
        if isinstance(part, Run):
            form = char_format(look, part.marks, part.link, heading=heading)
            cursor.insertText(part.text.replace("\n", _SOFT_BREAK), form)
        elif isinstance(part, Footnote):
            cursor.insertText(OBJECT, object_format(look, Thing.NOTE, part.id))
        else:
            cursor.insertText(OBJECT, object_format(look, Thing.REFERENCE, part.to))


def write_paragraph(cursor: QTextCursor, paragraph: Paragraph, look: Look) -> None:
    """Insert what a paragraph says into the (empty) block of the cursor."""
    heading = paragraph.kind is Kind.SUBHEADING
    if paragraph.kind is Kind.TABLE:
        cursor.insertText(OBJECT, object_format(look, Thing.TABLE, paragraph.id))
    else:
        write_text(cursor, paragraph.text, look, heading=heading)
    # what is typed at the start or into nothing looks like the paragraph, not like what was there before
    if not paragraph.text and paragraph.kind is not Kind.TABLE:
        cursor.setBlockCharFormat(char_format(look, heading=heading))


def read_paragraph(block: QTextBlock, stock: Stock) -> Paragraph:
    """The paragraph in a block."""
    kind, paragraph = block_kind(block), block_id(block)
    if kind is Kind.TABLE:
        return Paragraph(id=paragraph, kind=kind, rows=stock.tables.get(paragraph, ()))
    return Paragraph(id=paragraph, kind=kind, text=rich(*inlines(block, stock)))


def read_exactly(block: QTextBlock, stock: Stock) -> RichText:
    """What a block says with the white space at its end, for putting something behind it."""
    return rich(*inlines(block, stock), Reference(""))[:-1]  # behind a reference white space is kept


def inlines(block: QTextBlock, stock: Stock, start: int = 0, stop: int | None = None) -> Iterator[Inline]:
    """What stands in a block between two places (in UTF-16 units from its start), part by part."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        at += 1
        first = fragment.position() - block.position()
        text = fragment.text()
        if start > first or (stop is not None and stop < first + fragment.length()):
            text = _cut(text, start - first, None if stop is None else stop - first)
        if text:
            yield from _parts(text, fragment.charFormat(), stock)


def _parts(text: str, form: QTextCharFormat, stock: Stock) -> Iterator[Inline]:
    name = text_of(form, Property.INLINE)
    if form.objectType() == Thing.NOTE:
        # neighbours with one format come as one fragment: the same footnote twice is one footnote
        yield Footnote(name, stock.notes.get(name, ()))
    elif form.objectType() == Thing.REFERENCE:
        yield from (Reference(name) for _ in text)
    elif form.objectType() != Thing.TABLE:
        yield Run(text.replace(_SOFT_BREAK, "\n"), marks_of(form), text_of(form, Property.LINK))


def _cut(text: str, start: int, stop: int | None) -> str:
    """A part of a text by UTF-16 units."""
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * max(0, start) : None if stop is None else 2 * max(0, stop)].decode(
        "utf-16-le", "surrogatepass"
    )


def with_notes(paragraph: Paragraph, notes: Mapping[str, RichText]) -> Paragraph:
    """The paragraph with the texts of its footnotes as they are in `notes`."""
    text = tuple(
        replace(part, text=notes.get(part.id, part.text)) if isinstance(part, Footnote) else part
        for part in paragraph.text
    )
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, position: int) -> int:
    """The place in code points of a place in UTF-16 units."""
    return position if text.isascii() else len(_cut(text, 0, position))
