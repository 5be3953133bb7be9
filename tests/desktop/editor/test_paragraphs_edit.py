"""Keys in an editor: what becomes of the paragraphs, their ids and the cursor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.paragraphs_edit import Nature
from drafter.report.model import Kind
from drafter.report.richtext import Footnote, Mark, Reference, Run, rich
from tests.desktop.editor.box import (
    ALT,
    CTRL,
    ROWS,
    SHIFT,
    SINGLE_TEXT,
    MakeBox,
    numbered,
    of_kind,
    table,
)

Key = Qt.Key
A, B, C = numbered("aaaaaaaa", "First one"), numbered("bbbbbbbb", "Second"), numbered("cccccccc", "Third")
BULLET, DEEP = of_kind("dddddddd", Kind.BULLET, "Point"), of_kind("eeeeeeee", Kind.BULLET_2, "Deeper")
HEAD = of_kind("ffffffff", Kind.SUBHEADING, "Heading")
TABLE = table("tttttttt", ("Year", "Number"), ("2007", "12"))


# --- Enter -----------------------------------------------------------------------------------------------


def test_enter_in_the_middle_gives_the_shorter_half_the_new_id(box: MakeBox) -> None:
    made = box(A).at(0, 6).press(Key.Key_Return)
    assert made.texts == ["First", "one"]
    assert made.ids[0] == A.id
    assert made.ids[1] != A.id
    assert made.cursor == (1, 0)
    assert made.verbs == ["splitting a paragraph"]


def test_enter_near_the_start_gives_the_first_half_the_new_id(box: MakeBox) -> None:
    made = box(A).at(0, 2).press(Key.Key_Enter)
    assert made.texts == ["Fi", "rst one"]
    assert made.ids[1] == A.id


def test_enter_at_the_start_and_at_the_end_leaves_the_text_its_id(box: MakeBox) -> None:
    made = box(A).at(0, 0).press(Key.Key_Return)
    assert made.texts == ["", "First one"]
    assert made.ids[1] == A.id
    made = box(A).at(0, 9).press(Key.Key_Return)
    assert made.texts == ["First one", ""]
    assert made.ids[0] == A.id
    assert made.verbs == ["a new paragraph"]


def test_enter_over_a_selection_takes_it_out(box: MakeBox) -> None:
    made = box(A, B, C).select((0, 5), (2, 2)).press(Key.Key_Return)
    assert made.texts == ["First", "ird"]
    assert made.ids[0] == A.id


def test_enter_on_an_empty_bullet_ends_the_list(box: MakeBox) -> None:
    made = box(A, BULLET).at(1, 5).press(Key.Key_Return).press(Key.Key_Return)
    assert made.kinds == [Kind.NUMBERED, Kind.BULLET, Kind.NUMBERED]


def test_enter_behind_a_heading_begins_an_ordinary_paragraph(box: MakeBox) -> None:
    made = box(HEAD).at(0, 7).press(Key.Key_Return).type("x")
    assert made.kinds == [Kind.SUBHEADING, Kind.NUMBERED]
    assert made.paragraphs[1].text == rich("x")


def test_shift_enter_breaks_the_line_inside(box: MakeBox) -> None:
    made = box(A).at(0, 5).press(Key.Key_Return, SHIFT).type("x")
    assert made.texts == ["First\nx one"]
    assert made.ids == [A.id]


def test_enter_in_a_field_of_one_paragraph_goes_on(box: MakeBox) -> None:
    made = box(nature=SINGLE_TEXT).type("words").press(Key.Key_Return)
    assert made.texts == ["words"]
    assert made.left == [1]


def test_enter_on_an_empty_row_goes_on(box: MakeBox) -> None:
    made = box(nature=ROWS).type("row").press(Key.Key_Return).press(Key.Key_Return)
    assert made.texts == ["row", ""]
    assert made.left == [1]


# --- Backspace and Delete --------------------------------------------------------------------------------


def test_backspace_makes_less_of_a_bullet_and_then_joins(box: MakeBox) -> None:
    made = box(A, DEEP).at(1, 0)
    kinds = []
    for _ in range(3):
        made.press(Key.Key_Backspace)
        kinds.append(made.kinds[-1])
    assert kinds == [Kind.BULLET, Kind.NUMBERED, Kind.NUMBERED]
    assert made.texts == ["First oneDeeper"]
    assert made.ids == [A.id]
    assert made.cursor == (0, 9)
    assert made.verbs[-1] == "joining paragraphs"


def test_backspace_behind_an_empty_paragraph_keeps_the_id_of_the_text(box: MakeBox) -> None:
    made = box(numbered("emptyy23"), B).at(1, 0).press(Key.Key_Backspace)
    assert made.paragraphs == (B,)
    assert made.cursor == (0, 0)


def test_backspace_in_an_empty_paragraph_goes_to_the_end_of_the_one_before(box: MakeBox) -> None:
    made = box(A, numbered("emptyy23"), B).at(1, 0).press(Key.Key_Backspace)
    assert made.paragraphs == (A, B)
    assert made.cursor == (0, 9)


def test_backspace_at_the_very_start_does_nothing(box: MakeBox) -> None:
    assert box(A, B).at(0, 0).press(Key.Key_Backspace).wishes == []


def test_delete_at_the_end_joins_and_keeps_the_first(box: MakeBox) -> None:
    made = box(A, B).at(0, 9).press(Key.Key_Delete)
    assert made.texts == ["First oneSecond"]
    assert made.ids == [A.id]
    assert made.cursor == (0, 9)


def test_delete_in_an_empty_paragraph_keeps_the_next(box: MakeBox) -> None:
    made = box(numbered("emptyy23"), B).at(0, 0).press(Key.Key_Delete)
    assert made.paragraphs == (B,)


def test_delete_at_the_very_end_does_nothing(box: MakeBox) -> None:
    assert box(A, B).at(1, 6).press(Key.Key_Delete).wishes == []


def test_words_are_erased_over_the_line_between_paragraphs_as_letters_are(box: MakeBox) -> None:
    assert box(A, B).at(1, 0).press(Key.Key_Backspace, CTRL).texts == ["First oneSecond"]
    assert box(A, B).at(0, 9).press(Key.Key_Delete, CTRL).texts == ["First oneSecond"]


def test_erasing_over_several_paragraphs_keeps_the_one_that_says_something(box: MakeBox) -> None:
    made = box(A, B, C).select((0, 0), (2, 2)).press(Key.Key_Delete)
    assert made.paragraphs == (numbered(C.id, "ird"),)
    made = box(A, B, C).select((0, 2), (2, 2)).press(Key.Key_Backspace)
    assert made.paragraphs == (numbered(A.id, "Fiird"),)
    assert made.cursor == (0, 2)


def test_typing_over_several_paragraphs(box: MakeBox) -> None:
    made = box(A, B, C).select((0, 2), (2, 2)).type("x")
    assert made.texts == ["Fixird"]
    assert made.ids == [A.id]


def test_erasing_everything_leaves_nothing_at_all(box: MakeBox) -> None:
    made = box(A, B)
    made.edit.selectAll()
    made.press(Key.Key_Delete)
    assert made.paragraphs == ()
    assert made.wishes[-1].paragraphs == ()
    made.type("n")
    assert made.texts == ["n"]
    assert made.kinds == [Kind.NUMBERED]


def test_type_and_erase_in_an_empty_box_come_to_nothing(box: MakeBox) -> None:
    made = box().type("ab").press(Key.Key_Backspace, times=2)
    assert made.paragraphs == ()
    assert len({wish.merge for wish in made.wishes}) == 1
    assert made.wishes[0].merge


def test_erasing_the_only_empty_paragraph_of_two_leaves_the_other(box: MakeBox) -> None:
    made = box().press(Key.Key_Return).press(Key.Key_Backspace)
    assert made.paragraphs == ()


# --- Tab, order, leaving ---------------------------------------------------------------------------------


def test_tab_changes_the_level_of_bullets(box: MakeBox) -> None:
    made = box(BULLET).at(0, 2).press(Key.Key_Tab)
    assert made.kinds == [Kind.BULLET_2]
    assert made.cursor == (0, 2)
    made.press(Key.Key_Backtab, SHIFT)
    assert made.kinds == [Kind.BULLET]
    assert made.verbs == ["changing the level"] * 2


def test_tab_elsewhere_changes_nothing(box: MakeBox) -> None:
    assert box(A).at(0, 2).press(Key.Key_Tab).wishes == []
    assert box(A, BULLET).select((0, 2), (1, 2)).press(Key.Key_Tab).wishes == []


def test_tab_goes_on_to_the_next_field_but_from_bullets(box: MakeBox, qtbot: QtBot) -> None:
    made = box(A, BULLET)
    window = QWidget()
    qtbot.addWidget(window)
    down = QVBoxLayout(window)
    other = QLineEdit()
    down.addWidget(made.edit)
    down.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
    made.edit.setFocus()
    made.at(1, 0).press(Key.Key_Tab)
    assert made.kinds == [Kind.NUMBERED, Kind.BULLET_2]
    assert made.edit.hasFocus()
    made.at(0, 0).press(Key.Key_Tab)
    assert other.hasFocus()
    made.edit.setParent(None)


def test_paragraphs_move_with_their_ids(box: MakeBox) -> None:
    made = box(A, B, C).at(0, 4).press(Key.Key_Down, ALT | SHIFT)
    assert made.paragraphs == (B, A, C)
    assert made.cursor == (1, 4)
    made.press(Key.Key_Up, ALT | SHIFT)
    assert made.paragraphs == (A, B, C)


def test_several_paragraphs_move_together_and_stay_selected(box: MakeBox) -> None:
    made = box(A, B, C).select((0, 1), (1, 2)).press(Key.Key_Down, ALT | SHIFT)
    assert made.paragraphs == (C, A, B)
    made.press(Key.Key_Up, ALT | SHIFT)
    assert made.paragraphs == (A, B, C)


def test_past_the_ends_paragraphs_wish_to_move_out(box: MakeBox) -> None:
    made = box(A, B).at(1, 0).press(Key.Key_Down, ALT | SHIFT)
    made.at(0, 0).press(Key.Key_Up, ALT | SHIFT)
    assert made.moved_out == [([B.id], 1), ([A.id], -1)]
    assert made.wishes == []


def test_nothing_moves_out_of_an_empty_box(box: MakeBox) -> None:
    assert box().press(Key.Key_Down, ALT | SHIFT).moved_out == []


def test_up_from_the_first_line_and_down_from_the_last_leave(box: MakeBox) -> None:
    made = box(A, B).at(0, 0).press(Key.Key_Down)
    assert made.left == []
    made.press(Key.Key_Down)
    assert made.left == [1]
    made.at(0, 0).press(Key.Key_Up)
    assert made.left == [1, -1]
    made.press(Key.Key_Up, SHIFT)
    assert made.left == [1, -1]


# --- marks and kinds -------------------------------------------------------------------------------------


def test_marks_are_set_on_a_selection_and_taken_off_it(box: MakeBox) -> None:
    made = box(A).select((0, 0), (0, 5)).press(Key.Key_B, CTRL)
    assert made.paragraphs[0].text == rich(Run("First", Mark.BOLD), " one")
    assert made.edit.span().start == 0
    assert made.edit.span().stop == 5
    made.press(Key.Key_I, CTRL)
    assert made.paragraphs[0].text == rich(Run("First", Mark.BOLD | Mark.ITALIC), " one")
    made.press(Key.Key_B, CTRL)
    assert made.paragraphs[0].text == rich(Run("First", Mark.ITALIC), " one")
    made.press(Key.Key_Space, CTRL)
    assert made.paragraphs == (A,)


def test_raised_and_lowered_exclude_each_other(box: MakeBox) -> None:
    made = box(A).select((0, 0), (0, 5)).press(Key.Key_Equal, CTRL | SHIFT)
    assert made.paragraphs[0].text == rich(Run("First", Mark.SUPERSCRIPT), " one")
    made.press(Key.Key_Equal, CTRL)
    assert made.paragraphs[0].text == rich(Run("First", Mark.SUBSCRIPT), " one")


def test_marks_hold_for_what_is_typed_next(box: MakeBox) -> None:
    made = box().press(Key.Key_B, CTRL).type("ab").press(Key.Key_B, CTRL).type("c")
    assert made.paragraphs[0].text == rich(Run("ab", Mark.BOLD), "c")
    made.press(Key.Key_I, CTRL).type("d").press(Key.Key_Space, CTRL).type("e")
    assert made.paragraphs[0].text == rich(Run("ab", Mark.BOLD), "c", Run("d", Mark.ITALIC), "e")


def test_a_field_for_words_takes_no_marks_and_no_links(box: MakeBox) -> None:
    made = box(nature=Nature(single=True, words=True)).press(Key.Key_B, CTRL).type("words")
    made.edit.selectAll()
    made.press(Key.Key_I, CTRL)
    made.edit.keys.link("https://www.example.org")
    made.check()
    assert [one.text for one in made.paragraphs] == [rich("words")]


def test_nothing_is_underlined(box: MakeBox) -> None:
    assert box(A).select((0, 0), (0, 5)).press(Key.Key_U, CTRL).wishes == []


def test_behind_a_link_text_is_text_again_and_inside_it_is_not(box: MakeBox) -> None:
    link = Run("site", link="https://www.example.org")
    made = box(numbered("rkrkrkrk", "See ", link)).at(0, 8).type("x")
    assert made.paragraphs[0].text == rich("See ", link, "x")
    made.at(0, 6).type("y")
    assert made.paragraphs[0].text == rich("See ", Run("siyte", link="https://www.example.org"), "x")


def test_a_link_is_set_and_taken_away(box: MakeBox) -> None:
    made = box(A).select((0, 0), (0, 5))
    made.edit.keys.link("https://www.example.org")
    assert made.paragraphs[0].text == rich(Run("First", link="https://www.example.org"), " one")
    made.edit.keys.link("")
    assert made.paragraphs == (A,)


def test_kinds_are_set_and_taken_back(box: MakeBox) -> None:
    made = box(A, B, TABLE).select((0, 1), (2, 0))
    made.edit.keys.kind(Kind.BULLET)
    made.check()
    assert made.kinds == [Kind.BULLET, Kind.BULLET, Kind.TABLE]
    made.select((0, 1), (1, 0)).edit.keys.kind(Kind.BULLET)
    assert made.paragraphs == (A, B, TABLE)


def test_the_kind_of_an_empty_box_can_be_set(box: MakeBox) -> None:
    made = box()
    made.edit.keys.kind(Kind.BULLET)
    made.check()
    assert made.kinds == [Kind.BULLET]
    made.press(Key.Key_Backspace)
    assert made.paragraphs == ()


# --- footnotes and references ----------------------------------------------------------------------------


def test_a_footnote_is_set_behind_the_selection_and_takes_nothing_away(box: MakeBox) -> None:
    made = box(A).select((0, 0), (0, 5))
    note = made.edit.clipboard.put_note()
    made.check()
    assert made.paragraphs[0].text == rich("First", Footnote(note, ()), " one")
    made.type("x")
    assert made.paragraphs[0].text == rich("First", Footnote(note, ()), "x one")


def test_a_reference_behind_a_space_keeps_the_space(box: MakeBox) -> None:
    made = box(A, B).at(0, 9).type(" see ")
    made.edit.clipboard.put_reference(B.id)
    made.check()
    assert made.paragraphs[0].text == rich("First one see ", Reference(B.id))
    made.type("!")
    assert made.paragraphs[0].text == rich("First one see ", Reference(B.id), "!")


def test_a_click_on_a_footnote_asks_for_its_text(box: MakeBox) -> None:
    made = box(numbered("ntentent", "ab", Footnote("nnnnnnnn", rich("says")), "cd"))
    cursor = made.edit.textCursor()
    for place, note in ((0, ""), (2, "nnnnnnnn"), (3, "nnnnnnnn"), (5, "")):
        cursor.setPosition(place)
        assert made.edit.clipboard.note_at(cursor) == note
    cursor.setPosition(2)
    spot = made.edit.cursorRect(cursor).center() + QPoint(3, 0)
    QTest.mouseClick(made.edit.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert made.notes == ["nnnnnnnn"]


# --- tables ----------------------------------------------------------------------------------------------


def test_typing_beside_a_table_begins_a_paragraph_behind_it(box: MakeBox) -> None:
    for place in (0, 1):
        made = box(A, TABLE, B).at(1, 0)
        cursor = made.edit.textCursor()
        cursor.setPosition(cursor.block().position() + place)
        made.edit.setTextCursor(cursor)
        made.type("x")
        assert made.texts == ["First one", "", "x", "Second"]
        assert made.kinds[1:3] == [Kind.TABLE, Kind.NUMBERED]
        assert made.paragraphs[1] == TABLE


def test_composing_beside_a_table_begins_a_paragraph_behind_it(box: MakeBox) -> None:
    made = box(TABLE).at(0, 0).compose("に").compose("", commit="日")
    assert made.paragraphs[0] == TABLE
    assert made.texts[1] == "日"


def test_a_no_break_space_or_a_letter_by_altgr_beside_a_table(box: MakeBox) -> None:
    for text, modifiers in (
        ("\u00a0", CTRL | SHIFT),
        ("\u00a0", Qt.KeyboardModifier.NoModifier),
        ("@", CTRL | ALT),
    ):
        made = box(TABLE).at(0, 0)
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_At, modifiers, text)
        QApplication.sendEvent(made.edit, event)
        made.check()
        assert made.paragraphs[0] == TABLE
        assert len(made.paragraphs) == (1 if modifiers == CTRL | SHIFT else 2)


def test_enter_opens_a_table(box: MakeBox) -> None:
    made = box(A, TABLE).at(1, 0).press(Key.Key_Return)
    assert made.tables == [TABLE.id]
    assert made.wishes == []


def test_a_table_is_erased_as_one(box: MakeBox) -> None:
    for key in (Key.Key_Backspace, Key.Key_Delete):
        assert box(A, TABLE, B).at(1, 0).press(key).paragraphs == (A, B)


def test_text_never_joins_into_a_table(box: MakeBox) -> None:
    assert box(TABLE, B).at(1, 0).press(Key.Key_Backspace).wishes == []
    assert box(A, TABLE).at(0, 9).press(Key.Key_Delete).wishes == []
    assert box(TABLE, numbered("emptyy23"), B).at(1, 0).press(Key.Key_Backspace).paragraphs == (TABLE, B)


def test_a_selection_over_a_table_takes_all_of_it(box: MakeBox) -> None:
    made = box(A, TABLE, B).select((0, 5), (2, 3)).press(Key.Key_Delete)
    assert made.paragraphs == (numbered(A.id, "Firstond"),)
    made = box(A, TABLE, B).select((0, 5), (2, 3)).type("x")
    assert made.texts == ["Firstxond"]
    made = box(TABLE, B).select((0, 0), (1, 3)).press(Key.Key_Delete)
    assert made.paragraphs == (numbered(B.id, "ond"),)
    made = box(TABLE).at(0, 0)
    made.edit.selectAll()
    made.type("x")
    assert made.kinds == [Kind.NUMBERED]
    assert made.texts == ["x"]


def test_a_selection_that_ends_in_front_of_a_table_leaves_it(box: MakeBox) -> None:
    made = box(A, TABLE, B).at(0, 0)
    cursor = made.edit.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(10, cursor.MoveMode.KeepAnchor)
    made.edit.setTextCursor(cursor)
    made.press(Key.Key_Delete)
    assert made.paragraphs == (numbered(A.id, "First"), TABLE, B)


def test_whatever_qt_does_to_a_table_it_stands_apart_again(box: MakeBox) -> None:
    made = box(A, TABLE, B)
    cursor = made.edit.textCursor()
    start = made.edit.document().findBlockByNumber(1).position()
    for place, text in ((start, "before"), (start + 1 + len("before") + 1, "behind")):
        cursor.setPosition(place)
        cursor.insertText(text)
        made.check()
    assert made.texts == ["First one", "before", "", "behind", "Second"]
    assert TABLE in made.paragraphs
    cursor.setPosition(2)
    cursor.setPosition(made.edit.document().findBlockByNumber(2).position(), cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    made.check()
    assert made.texts == ["Fi", "", "behind", "Second"]
    assert TABLE in made.paragraphs
    assert made.ids[0] == A.id


# --- the cursor, the menu, undo --------------------------------------------------------------------------


def test_what_comes_back_leaves_the_cursor_behind_what_changed(box: MakeBox) -> None:
    made = box(A, B).at(0, 5).type("xy")
    made.show(A, B)
    assert made.cursor == (0, 5)
    made.at(1, 6).press(Key.Key_Return)
    made.show(A, B)
    assert made.cursor[0] == 1
    made.show(A, C, B)
    assert made.cursor == (1, 5)


def test_a_new_look_keeps_text_cursor_and_selection(box: MakeBox) -> None:
    made = box(A, TABLE, B).select((0, 2), (2, 3))
    made.edit.restyle()
    made.check()
    assert made.paragraphs == (A, TABLE, B)
    assert (made.edit.span().start, made.edit.span().stop) == (2, 3)
    assert made.wishes == []


def test_undo_and_redo_belong_to_the_window(box: MakeBox) -> None:
    made = box(A).at(0, 0).type("x")
    for key in (Key.Key_Z, Key.Key_Y):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        event.ignore()
        QApplication.sendEvent(made.edit, event)
        assert not event.isAccepted()
        made.press(key, CTRL)
    assert made.texts == ["xFirst one"]


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of the platform without a screen
def test_the_menu_cuts_and_erases_as_the_keys_do(box: MakeBox) -> None:
    shown: list[QMenu] = []
    made = box(A, TABLE, B)
    made.edit.menu_wished.connect(lambda menu, _: shown.append(menu))
    for name in ("edit-delete", "edit-cut"):
        made.show(A, TABLE, B)
        made.select((0, 5), (2, 3))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(made.edit.viewport(), event)
        menu = shown[-1]
        assert "edit-undo" not in [action.objectName() for action in menu.actions()]
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.close()
        made.check()
        assert made.texts == ["Firstond"]


def test_composing_is_one_edit_and_is_never_written_into(box: MakeBox) -> None:
    made = box(A, B).at(0, 5)
    for preedit in ("k", "か", "かn"):
        made.compose(preedit)
    assert made.wishes == []
    made.show(A, numbered(B.id, "Changed elsewhere"))
    assert made.edit.document().firstBlock().layout().preeditAreaText() == "かn"
    made.compose("", commit="漢字")
    assert made.texts == ["First漢字 one", "Changed elsewhere"]
    assert len(made.wishes) == 1


def test_what_came_while_composing_is_shown_when_nothing_is_committed(box: MakeBox) -> None:
    made = box(A, B).at(0, 5).compose("k")
    made.edit.show_paragraphs((B,), made.edit.context)
    made.compose("")
    assert made.paragraphs == (B,)


def test_a_commit_of_several_lines_stays_in_its_paragraph(box: MakeBox) -> None:
    made = box(nature=SINGLE_TEXT).compose("", commit="one\ntwo\r\nthree\u2029four\x07")
    assert made.texts == ["one\ntwo\nthree\nfour"]
