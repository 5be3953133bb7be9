"""Rich text as text blocks, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from drafter.desktop.editor.blocks import (
    Stock,
    inlines,
    points,
    read_exactly,
    read_paragraph,
    units,
    with_notes,
    write_paragraph,
    write_text,
)
from drafter.desktop.editor.formats import block_format
from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, rich
from drafter.report.slices import flat, slice_rich
from tests.desktop.editor.box import LOOK
from tests.strategies import ANY, RICH, ROWS

pytestmark = pytest.mark.usefixtures("qapp")


@st.composite
def texts(draw: st.DrawFn) -> RichText:
    """Rich text whose footnotes have ids."""
    ids = seeded_ids(draw(st.integers(0, 9)))
    return rich(
        *(
            Footnote(ids(), part.text)
            if isinstance(part, Footnote)
            else Reference(ids())
            if isinstance(part, Reference)
            else part
            for part in draw(st.one_of(st.just(()), RICH))
        )
    )


def shown(paragraph: Paragraph) -> tuple[QTextDocument, Stock]:
    document, stock = QTextDocument(), Stock()
    document.setUndoRedoEnabled(False)
    stock.keep(paragraph)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block_format(LOOK, paragraph.id, paragraph.kind, above=0, below=0))
    write_paragraph(cursor, paragraph, LOOK)
    return document, stock


@given(texts(), st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE]))
def test_what_is_shown_is_read_back(text: RichText, kind: Kind) -> None:
    one = Paragraph(id="aaaaaaaa", kind=kind, text=text)
    document, stock = shown(one)
    assert document.blockCount() == 1
    assert read_paragraph(document.firstBlock(), stock) == one


@given(ROWS[1])
def test_a_table_is_read_back(rows: list[tuple[RichText, ...]]) -> None:
    one = Paragraph(id="aaaaaaaa", kind=Kind.TABLE, rows=tuple(rows))
    document, stock = shown(one)
    assert read_paragraph(document.firstBlock(), stock) == one
    assert units(document.firstBlock().text()) == 1


@pytest.mark.parametrize(
    "text",
    [
        rich("a\u00a0b\u202fc\u2007d"),
        rich("one\ntwo\n\nthree"),
        rich("👩‍👧 and 𝒜𝒷", Run("😀", Mark.BOLD), "x"),
        rich("שלום עולם", Run("12", Mark.SUPERSCRIPT)),
        rich("an object \ufffc of somebody else's", Reference("bbbbbbbb")),
        rich(Footnote("nnnnnnnn", rich("One")), Footnote("mmmmmmmm", rich("Two"))),
        rich(Reference("bbbbbbbb"), Reference("bbbbbbbb"), Reference("cccccccc")),
        rich("x" * 100_000),
    ],
    ids=["no-break", "breaks", "astral", "right-to-left", "object", "notes", "references", "long"],
)
def test_what_is_hard_is_read_back(text: RichText) -> None:
    document, stock = shown(Paragraph(id="aaaaaaaa", text=text))
    assert read_paragraph(document.firstBlock(), stock).text == text


@given(texts(), st.data())
def test_a_part_of_a_block_is_that_part_of_the_text(text: RichText, data: st.DataObject) -> None:
    document, stock = shown(Paragraph(id="aaaaaaaa", text=text))
    words = flat(text)
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    found = inlines(document.firstBlock(), stock, units(words[:start]), units(words[:stop]))
    assert rich(*found) == slice_rich(text, start, stop)


def test_a_footnote_that_nobody_knows_is_empty() -> None:
    document, _ = shown(Paragraph(id="aaaaaaaa", text=rich("a", Footnote("nnnnnnnn", rich("Note")))))
    assert read_paragraph(document.firstBlock(), Stock()).text == rich("a", Footnote("nnnnnnnn", ()))


def test_what_is_read_exactly_keeps_the_white_space_at_its_end() -> None:
    document, stock = shown(Paragraph(id="aaaaaaaa"))
    write_text(QTextCursor(document), (Run("  see \u00a0 "),), LOOK)
    assert read_exactly(document.firstBlock(), stock) == (Run("see \u00a0 "),)
    assert read_paragraph(document.firstBlock(), stock).text == rich("see \u00a0")


@given(ANY, st.data())
def test_units_and_points_are_each_others_inverse(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert points(text, units(text[:at])) == at


def test_texts_of_footnotes_are_put_in() -> None:
    one = Paragraph(id="aaaaaaaa", text=rich("a", Footnote("nnnnnnnn", rich("Old")), "b"))
    assert with_notes(one, {}) is one
    assert with_notes(one, {"nnnnnnnn": rich("New")}).text == rich(
        "a", Footnote("nnnnnnnn", rich("New")), "b"
    )


@pytest.fixture(autouse=True)
def no_events(qapp: QApplication) -> Iterator[None]:
    """Documents that are gone leave nothing behind for the next test."""
    yield
    qapp.processEvents()
