"""A document and its paragraphs: only what differs is written, and any change is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from drafter.desktop.editor import sync
from drafter.desktop.editor.blocks import Stock, read_paragraph
from drafter.desktop.editor.formats import block_id
from drafter.desktop.editor.sync import Setting, Sync
from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import footnotes, rich
from tests.desktop.editor.box import LOOK, numbered, table
from tests.desktop.editor.test_blocks import texts

pytestmark = pytest.mark.usefixtures("qapp")

A, B, C, D = (numbered(one * 8, f"Paragraph {one}") for one in "abcd")
TABLE = table("tttttttt")


class Pair:
    """A document and its sync, with every change that Qt reports."""

    def __init__(self, *paragraphs: Paragraph) -> None:
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.stock = Stock()
        self.changes: list[tuple[int, int, int]] = []
        self.reads = False
        self.sync = Sync(
            self.document, self.stock, lambda: LOOK, Setting(default=Kind.NUMBERED), seeded_ids("pair")
        )
        self.document.documentLayout()  # Qt tells of changes only where there is one
        self.document.contentsChange.connect(self._on_change)
        self.show(*paragraphs)
        self.changes.clear()

    def _on_change(self, position: int, removed: int, added: int) -> None:
        self.changes.append((position, removed, added))
        if self.reads:
            self.reads = False
            self.sync.read(position, added)
            self.reads = True

    def show(self, *paragraphs: Paragraph) -> QTextCursor | None:
        cursor = self.sync.show(paragraphs)
        assert self.sync.paragraphs == paragraphs
        assert self.read() == (paragraphs or (Paragraph(id=""),))
        return cursor

    def read(self) -> tuple[Paragraph, ...]:
        found = []
        block = self.document.firstBlock()
        while block.isValid():
            found.append(read_paragraph(block, self.stock))
            block = block.next()
        return tuple(found)

    def cursor(self, position: int, to: int | None = None) -> QTextCursor:
        self.reads = True
        cursor = QTextCursor(self.document)
        cursor.setPosition(position)
        if to is not None:
            cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def block(self, number: int) -> int:
        return self.document.findBlockByNumber(number).position()


def lists() -> st.SearchStrategy[tuple[Paragraph, ...]]:
    """Paragraphs out of few ids, so that lists have many of them in common."""
    one = st.builds(
        Paragraph,
        id=st.sampled_from([letter * 8 for letter in "abcdefgh"]),
        kind=st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE]),
        text=st.one_of(st.just(()), st.sampled_from([rich("One"), rich("Two")]), texts()),
    )
    either = st.one_of(one, st.just(TABLE), st.just(table("uuuuuuuu", ("x", "y"))))
    listed = st.lists(either, max_size=6, unique_by=lambda paragraph: paragraph.id)
    return listed.map(tuple).filter(_has_each_note_once)


def _has_each_note_once(paragraphs: tuple[Paragraph, ...]) -> bool:
    """As in a report: its ids are all different."""
    notes = [note.id for one in paragraphs for note in footnotes(one.text)]
    return len(notes) == len(set(notes))


# --- from the report -------------------------------------------------------------------------------------


@given(st.lists(lists(), min_size=1, max_size=6))
def test_any_sequence_of_lists_is_shown(sequence: list[tuple[Paragraph, ...]]) -> None:
    pair = Pair()
    for listed in sequence:
        pair.show(*listed)


def test_what_is_shown_already_is_not_written() -> None:
    pair = Pair(A, B, C)
    assert pair.show(A, replace(B), C) is None
    assert pair.changes == []


@pytest.mark.parametrize(
    ("new", "first", "last"),
    [
        ((A, replace(B, text=rich("Other")), C), 1, 1),
        ((A, B, D, C), 1, 2),
        ((D, A, B, C), 0, 1),
        ((A, C), 0, 1),
        ((A, B), 1, 1),
        ((A, B, C, D), 2, 3),
    ],
)
def test_only_what_differs_is_written(new: tuple[Paragraph, ...], first: int, last: int) -> None:
    pair = Pair(A, B, C)
    pair.show(*new)
    assert len(pair.changes) == 1
    position, _, added = pair.changes[0]
    document = pair.document
    assert document.findBlock(position).blockNumber() >= first
    assert document.findBlock(min(position + added - 1, document.characterCount() - 1)).blockNumber() <= last


def test_where_something_changed_a_cursor_goes() -> None:
    pair = Pair(A, B, C)
    cursor = pair.show(A, replace(B, text=rich("Paragraph new b")), C)
    assert cursor is not None
    assert cursor.positionInBlock() == len("Paragraph new ")
    cursor = pair.show(A, replace(B, text=rich("Par b")), C)
    assert cursor is not None
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (1, 3)
    cursor = pair.show(A)
    assert cursor is not None
    assert cursor.atEnd()


def test_an_empty_paragraph_in_front_of_what_goes_keeps_its_own_id() -> None:
    empty = Paragraph(id="eeeeeeee")
    pair = Pair(empty, A, B)
    pair.show(empty, B)
    pair.show(empty)
    pair.show()
    assert block_id(pair.document.firstBlock()) == ""


def test_a_new_look_changes_no_paragraph() -> None:
    pair = Pair(A, TABLE, B)
    pair.sync.restyle()
    assert pair.read() == (A, TABLE, B)


# --- from the keyboard -----------------------------------------------------------------------------------


def test_typing_reads_one_paragraph_and_shares_the_others() -> None:
    pair = Pair(A, B, C)
    pair.cursor(pair.block(1)).insertText("x")
    assert pair.sync.paragraphs == (A, replace(B, text=rich("xParagraph b")), C)
    assert pair.sync.paragraphs[0] is A
    assert pair.sync.paragraphs[2] is C


def test_a_key_in_a_long_narrative_looks_at_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = Pair(*(numbered(f"p{number:07}", "Words of a paragraph") for number in range(1000)))
    looked: list[str] = []

    def count(block: QTextBlock, stock: Stock) -> Paragraph:
        looked.append(block_id(block))
        return read_paragraph(block, stock)

    monkeypatch.setattr(sync, "read_paragraph", count)
    pair.cursor(pair.block(500) + 3).insertText("x")
    assert looked == ["p0000500"]
    pair.cursor(pair.block(500) + 3).insertBlock()
    assert len(looked) == 3


@pytest.mark.parametrize(("place", "keeps"), [(0, 1), (2, 1), (8, 0), (11, 0)])
def test_of_two_halves_the_empty_or_shorter_one_gets_the_new_id(place: int, keeps: int) -> None:
    pair = Pair(A, B)
    pair.cursor(pair.block(1) + place).insertBlock()
    ids = [one.id for one in pair.sync.paragraphs]
    assert len(set(ids)) == 3
    assert ids[1 + keeps] == B.id


def test_a_join_keeps_the_first() -> None:
    pair = Pair(A, B)
    pair.cursor(pair.block(1)).deletePreviousChar()
    assert pair.sync.paragraphs == (replace(A, text=rich("Paragraph aParagraph b")),)


def test_pasted_blocks_get_ids_of_their_own() -> None:
    pair = Pair(A, B)
    pair.cursor(pair.block(1) + 3).insertText("x\ny\nz")
    ids = [one.id for one in pair.sync.paragraphs]
    assert len(set(ids)) == 4
    assert all(ids)
    assert pair.read() == pair.sync.paragraphs


def test_a_change_that_changes_nothing_is_none() -> None:
    pair = Pair(A, B)
    assert pair.sync.read(2, 5) is None
    assert pair.sync.paragraphs == (A, B)


def test_what_numbers_depend_on_is_told() -> None:
    pair = Pair(A, replace(B, text=()))
    QTextCursor(pair.document).insertText("x")
    changed = pair.sync.read(0, 1)
    assert changed is not None
    assert (changed.paragraph, changed.renumbers) == (A.id, False)
    cursor = QTextCursor(pair.document)
    cursor.setPosition(pair.block(1))
    cursor.insertText("y")
    changed = pair.sync.read(pair.block(1), 1)
    assert changed is not None
    assert (changed.paragraph, changed.renumbers) == (B.id, True)


def test_the_last_word_of_the_only_paragraph_takes_the_paragraph_along() -> None:
    pair = Pair(A)
    pair.cursor(0, pair.document.characterCount() - 1).removeSelectedText()
    assert list(pair.sync.paragraphs) == []
    pair.cursor(0).insertText("x")
    assert [one.text for one in pair.sync.paragraphs] == [rich("x")]
    assert pair.sync.paragraphs[0].id != A.id


_EDITS = st.tuples(
    st.sampled_from(["type", "erase", "split", "lines"]), st.integers(0, 60), st.integers(0, 25)
)


@given(lists(), st.lists(_EDITS, max_size=8))
def test_whatever_is_done_to_the_document_is_read(
    listed: tuple[Paragraph, ...], edits: list[tuple[str, int, int]]
) -> None:
    pair = Pair(*listed)
    for do, start, size in edits:
        end = pair.document.characterCount() - 1
        cursor = pair.cursor(min(start, end), min(start + size * (do == "erase"), end))
        if do == "type":
            cursor.insertText("é😀x")
        elif do == "split":
            cursor.insertBlock()
        elif do == "lines":
            cursor.insertText("one\n\ntwo")
        else:
            cursor.removeSelectedText()
        held = pair.sync.paragraphs
        assert (held or (Paragraph(id=""),)) == pair.read()
        assert all(one.id for one in held)
        assert len({one.id for one in held}) == len(held)
        assert all(bool(one.rows) == (one.kind is Kind.TABLE) for one in held)
        pair.reads = False
        pair.show(*held)
