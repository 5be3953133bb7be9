from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QTableWidget

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.narrative import NarrativeField
from drafter.report.model import AreaSection, Kind, NarrativeSection, Paragraph
from drafter.report.richtext import Footnote, Mark, Reference, Run, footnotes, plain
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import (
    ALT,
    CTRL,
    SHIFT,
    Host,
    Key,
    at_end,
    button,
    click,
    named,
    press,
    shown,
    type_into,
)
from tests.desktop.forms.reports import all_reports, halton


@pytest.fixture
def held(host: MakeHost) -> Host:
    """A context of two paragraphs."""
    made = host("context", all_reports()["new-joint-area-review-2007"])
    text = field(made).editor
    type_into(text, "Halton is an area of two towns")
    press(text, Key.Key_Return)
    type_into(text, "It has many partners")
    made.edits.clear()
    made.past.clear()
    return made


def field(held: Host) -> NarrativeField:
    (found,) = held.form.findChildren(NarrativeField)
    return found


def narrative(held: Host) -> tuple[Paragraph, ...]:
    section = held.report.content.sections["context"]
    assert isinstance(section, NarrativeSection)
    return section.narrative


def select(held: Host, first: int, last: int) -> ParagraphsEdit:
    text = field(held).editor
    text.setFocus()
    text.put_cursor(0, last, select_from=(0, first))
    return text


# --- marks, kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "mark"),
    [("Bold", Mark.BOLD), ("Italic", Mark.ITALIC), ("Superscript", Mark.SUPERSCRIPT)],
)
def test_a_button_formats_what_is_selected(held: Host, name: str, mark: Mark) -> None:
    select(held, 0, 6)
    click(named(held.form, name))
    assert narrative(held)[0].text[0] == Run("Halton", mark)
    assert narrative(held)[1].text == (Run("It has many partners"),)
    assert field(held).editor.textCursor().selectedText() == "Halton"


@pytest.mark.parametrize(("name", "kind"), [("Bullets", Kind.BULLET), ("Sub-heading", Kind.SUBHEADING)])
def test_a_button_makes_a_paragraph_of_another_kind_and_back(held: Host, name: str, kind: Kind) -> None:
    at_end(field(held).editor, 1)
    click(named(held.form, name))
    assert [one.kind for one in narrative(held)] == [Kind.NUMBERED, kind]
    click(named(held.form, name))
    assert [one.kind for one in narrative(held)] == [Kind.NUMBERED, Kind.NUMBERED]


# --- links -----------------------------------------------------------------------------------------------


def test_words_become_a_link_by_keys_alone(held: Host) -> None:
    text = select(held, 0, 6)
    press(text, Key.Key_K, CTRL)
    address = named(held.form, "Address of the link")
    assert address.hasFocus()
    type_into(address, "www.halton.example")
    press(address, Key.Key_Return)
    assert narrative(held)[0].text[0] == Run("Halton", link="https://www.halton.example")
    assert text.hasFocus()
    assert not field(held).links.isVisible()


def test_a_link_is_taken_away(held: Host) -> None:
    test_words_become_a_link_by_keys_alone(held)
    select(held, 0, 6)
    press(field(held).editor, Key.Key_K, CTRL)
    click(button(held.form, "Remove the link"))
    assert narrative(held)[0].text == (Run("Halton is an area of two towns"),)


def test_an_address_that_no_report_may_hold_is_refused_with_a_sentence(held: Host) -> None:
    text = select(held, 0, 6)
    press(text, Key.Key_K, CTRL)
    address = named(held.form, "Address of the link")
    type_into(address, "file:///etc/passwd")
    press(address, Key.Key_Return)
    assert not held.edits
    assert "web addresses" in field(held).links._note.text()
    press(address, Key.Key_Escape)
    assert text.hasFocus()


# --- references ------------------------------------------------------------------------------------------


def test_a_reference_is_chosen_by_its_number(held: Host) -> None:
    text = field(held).editor
    at_end(text, 1)
    press(text, Key.Key_R, CTRL | ALT)
    asked = named(held.form, "Find the paragraph to refer to")
    assert asked.hasFocus()
    target = narrative(held)[0]
    type_into(asked, held.view.number_of(target.id))
    press(asked, Key.Key_Return)
    assert narrative(held)[1].text[-1] == Reference(target.id)
    assert text.hasFocus()


def test_a_reference_is_found_by_words_far_behind_its_beginning(host: MakeHost) -> None:
    held = host("safeguarding")
    target = next(one for one in _narrative_of(held) if len(plain(one.text)) > 300)
    field(held).editor.setFocus()
    press(field(held).editor, Key.Key_R, CTRL | ALT)
    type_into(named(held.form, "Find the paragraph to refer to"), plain(target.text)[200:240].strip())
    found = named(held.form, "Numbered paragraphs")
    assert isinstance(found, QListWidget)
    assert [found.item(0).text().split()[0], found.count()] == [held.view.number_of(target.id), 1]


def _narrative_of(held: Host) -> tuple[Paragraph, ...]:
    section = held.report.content.sections["safeguarding"]
    assert isinstance(section, AreaSection)
    return section.area.narrative


def test_a_reference_is_found_by_words_and_arrows(held: Host) -> None:
    text = field(held).editor
    at_end(text, 1)
    press(text, Key.Key_R, CTRL | ALT)
    asked = named(held.form, "Find the paragraph to refer to")
    type_into(asked, "many partners")
    found = named(held.form, "Numbered paragraphs")
    assert isinstance(found, QListWidget)
    assert found.count() == 1
    press(asked, Key.Key_A, CTRL)
    press(asked, Key.Key_Delete)
    press(asked, Key.Key_Down)
    assert found.currentRow() == 1
    press(asked, Key.Key_Escape)
    assert not held.edits


# --- footnotes -------------------------------------------------------------------------------------------


def put_note(held: Host) -> ParagraphsEdit:
    text = field(held).editor
    at_end(text, 0)
    press(text, Key.Key_F, CTRL | ALT)
    focus = QApplication.focusWidget()
    assert isinstance(focus, ParagraphsEdit)
    assert focus is not text
    return focus


def test_a_footnote_is_set_written_and_left(held: Host) -> None:
    note = put_note(held)
    assert note.accessibleName() == "Footnote 1"
    type_into(note, "In 2008")
    assert [plain(one.text) for one in footnotes(narrative(held)[0].text)] == ["In 2008"]
    press(note, Key.Key_Escape)
    assert field(held).editor.hasFocus()


def test_undo_takes_the_footnote_and_its_box_away_and_brings_them_back(held: Host) -> None:
    note = put_note(held)
    whole = held.report
    held.undo()
    assert not note.isVisible()
    assert not field(held).notes.isVisible()
    held.take(whole)
    assert note.isVisible()


def test_footnotes_stand_in_the_order_of_their_marks(held: Host) -> None:
    type_into(put_note(held), "Second")
    field(held).editor.setFocus()
    field(held).editor.put_cursor(0, 0)
    press(field(held).editor, Key.Key_F, CTRL | ALT)
    focus = QApplication.focusWidget()
    assert focus is not None
    type_into(focus, "First")
    notes = footnotes(narrative(held)[0].text)
    assert [plain(one.text) for one in notes] == ["First", "Second"]
    editors = field(held).notes.editors
    tops = [editors[one.id].mapTo(held.form, editors[one.id].rect().topLeft()).y() for one in notes]
    assert tops == sorted(tops)
    assert isinstance(notes[0], Footnote)


# --- tables ----------------------------------------------------------------------------------------------


def table(held: Host) -> Paragraph:
    return next(one for one in narrative(held) if one.kind is Kind.TABLE)


def cells(held: Host) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table(held).rows]


def put_table(held: Host) -> NarrativeField:
    one = field(held)
    at_end(one.editor, 1)
    press(one.editor, Key.Key_T, CTRL | ALT)
    assert one.tables.isVisible()
    assert one.tables.cells.hasFocus()
    return one


def write(grid: QTableWidget, row: int, column: int, words: str) -> None:
    """Words into a cell, by keys."""
    grid.setFocus()
    grid.setCurrentCell(row, column)
    QTest.keyClicks(grid.viewport(), words[0])
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClicks(box, words[1:])
    QTest.keyClick(box, Key.Key_Return)
    QApplication.processEvents()  # Qt takes the words over a moment later


def test_a_table_is_put_in_with_a_paragraph_behind_it(held: Host) -> None:
    put_table(held)
    assert [one.kind for one in narrative(held)] == [
        Kind.NUMBERED,
        Kind.NUMBERED,
        Kind.TABLE,
        Kind.NUMBERED,
    ]
    assert cells(held) == [["", ""], ["", ""]]


def test_cells_are_written(held: Host) -> None:
    grid = put_table(held).tables.cells
    write(grid, 0, 0, "Year")
    write(grid, 1, 1, "12")
    assert cells(held) == [["Year", ""], ["", "12"]]


def test_rows_and_columns_come_and_go_where_one_is(held: Host) -> None:
    panel = put_table(held).tables
    write(panel.cells, 0, 0, "a")
    write(panel.cells, 1, 0, "b")
    panel.cells.setCurrentCell(0, 0)
    click(button(held.form, "Add a row"))
    assert cells(held) == [["a", ""], ["", ""], ["b", ""]]
    panel.cells.setCurrentCell(0, 0)
    click(button(held.form, "Add a column"))
    assert cells(held) == [["a", "", ""], ["", "", ""], ["b", "", ""]]
    panel.cells.setCurrentCell(1, 0)
    click(button(held.form, "Remove the row"))
    assert cells(held) == [["a", "", ""], ["b", "", ""]]
    panel.cells.setCurrentCell(0, 1)
    click(button(held.form, "Remove the column"))
    assert cells(held) == [["a", ""], ["b", ""]]
    for _ in range(3):
        panel.cells.setCurrentCell(0, 0)
        click(button(held.form, "Remove the row"))
        click(button(held.form, "Remove the column"))
    assert cells(held) == [[""]]


def test_undo_while_a_table_is_open_shows_the_cells_as_they_were(held: Host) -> None:
    panel = put_table(held).tables
    write(panel.cells, 0, 0, "Year")
    held.undo()
    assert cells(held) == [["", ""], ["", ""]]
    assert panel.cells.model().index(0, 0).data() == ""
    held.undo()
    assert not panel.isVisible()
    assert all(one.kind is not Kind.TABLE for one in narrative(held))


def test_a_table_is_opened_from_the_text_and_left(held: Host) -> None:
    panel = put_table(held).tables
    press(panel.cells, Key.Key_Escape)
    assert not panel.isVisible()
    text = field(held).editor
    assert text.hasFocus()
    assert text.current_id() == table(held).id
    press(text, Key.Key_Return)
    assert panel.isVisible()
    click(button(held.form, "Done"))
    assert not panel.isVisible()


def test_a_cell_that_holds_more_than_words_keeps_it_until_it_is_written_anew(host: MakeHost) -> None:
    held = host("details", all_reports()["area-send"])
    (one,) = held.form.findChildren(NarrativeField)
    one.tables.open(shown(one.editor)[0].id)
    assert not held.edits


# --- what it counts --------------------------------------------------------------------------------------


def test_it_says_which_numbers_and_how_many_words(host: MakeHost) -> None:
    held = host("safeguarding")
    said = field(held)._count.text()
    assert said.startswith("17–")
    assert said.endswith(" words")


def test_paragraphs_go_out_of_the_form_past_its_ends(held: Host) -> None:
    found: list[tuple[object, str, int]] = []
    held.form.left.connect(lambda ids, where, by: found.append((ids, where, by)))
    at_end(field(held).editor, 1)
    press(field(held).editor, Key.Key_Down, ALT | SHIFT)
    assert found == [([narrative(held)[1].id], "context.narrative.", 1)]
    assert not held.edits


def test_the_example_is_left_as_it_is(host: MakeHost) -> None:
    held = host("annex-a")
    assert held.report == halton()
    assert not held.edits


def test_tab_goes_from_the_text_through_its_footnotes(held: Host) -> None:
    test_footnotes_stand_in_the_order_of_their_marks(held)
    text = field(held).editor
    text.setFocus()
    editors = field(held).notes.editors
    for note in footnotes(narrative(held)[0].text):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, Key.Key_Tab)
        assert QApplication.focusWidget() is editors[note.id]
