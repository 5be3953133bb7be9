from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drafter.desktop.forms.own_wording import OwnWording
from drafter.report.edits import set_grade
from drafter.report.model import AreaSection
from drafter.report.richtext import plain
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import CTRL, Host, Key, click, press, texts, type_into
from tests.desktop.forms.reports import all_reports, halton

STANDARD = (
    "The contribution of local services to improving outcomes for children and young people at risk or"
    " requiring safeguarding is outstanding."
)


def wording(held: Host) -> OwnWording:
    return held.form.findChildren(OwnWording)[0]


def sentence(held: Host) -> str:
    section = held.report.content.sections["safeguarding"]
    assert isinstance(section, AreaSection)
    return plain(section.area.sentence)


@pytest.fixture
def held(host: MakeHost) -> Host:
    return host("safeguarding")


def leave(held: Host, qtbot: QtBot) -> None:
    """Tab goes on to what comes behind."""
    held.form.bindings[-1].editor.setFocus()
    qtbot.wait(1)


def test_the_standard_sentence_stands_there(held: Host) -> None:
    one = wording(held)
    assert one.sentence.text() == STANDARD
    assert one.sentence.isVisible()
    assert not one.editor.isVisible()
    assert not held.edits


def test_own_words_begin_with_the_standard_ones_and_change_nothing_yet(held: Host) -> None:
    one = wording(held)
    one.button.setFocus()
    press(one.button, Key.Key_Space)
    assert one.editor.hasFocus()
    assert texts(one.editor) == [STANDARD]
    assert one.editor.textCursor().selectedText() == STANDARD
    assert not held.edits
    assert sentence(held) == ""


def test_what_is_typed_is_printed(held: Host) -> None:
    one = wording(held)
    click(one.button)
    press(one.editor, Key.Key_End)
    type_into(one.editor, " Indeed.")
    assert sentence(held) == f"{STANDARD} Indeed."
    for _ in range(len(held.past)):
        held.undo()
    assert sentence(held) == ""
    assert texts(one.editor) == [STANDARD]


def test_an_emptied_box_stays_empty_while_one_writes(held: Host) -> None:
    one = wording(held)
    click(one.button)
    press(one.editor, Key.Key_Delete)
    assert texts(one.editor) == [""]
    held.show()
    assert texts(one.editor) == [""]
    type_into(one.editor, "All is well.")
    assert sentence(held) == "All is well."


def test_back_to_the_standard_words(held: Host) -> None:
    one = wording(held)
    click(one.button)
    type_into(one.editor, "All is well.")
    assert one.button.text() == "Use the standard words"
    click(one.button)
    assert sentence(held) == ""
    assert one.sentence.isVisible()
    assert one.button.hasFocus()
    assert one.button.text() == "Write my own"
    assert held.edits[-1].verb == "using the standard words"


def test_back_at_once_is_no_edit(held: Host, qtbot: QtBot) -> None:
    one = wording(held)
    click(one.button)
    click(one.button)
    qtbot.wait(1)
    assert not held.edits
    assert one.sentence.isVisible()


def test_words_equal_to_the_standard_ones_are_nothing_when_the_field_is_left(
    held: Host, qtbot: QtBot
) -> None:
    one = wording(held)
    click(one.button)
    press(one.editor, Key.Key_End)
    press(one.editor, Key.Key_X)
    press(one.editor, Key.Key_Backspace)
    leave(held, qtbot)
    assert sentence(held) == ""
    qtbot.waitUntil(one.sentence.isVisible)


def test_untouched_words_are_nothing_when_the_field_is_left(held: Host, qtbot: QtBot) -> None:
    one = wording(held)
    click(one.button)
    press(one.editor, Key.Key_Tab)  # to the button, which belongs to it
    qtbot.wait(1)
    assert one.button.hasFocus()
    assert one.editor.isVisible()
    press(one.button, Key.Key_Tab)
    qtbot.waitUntil(one.sentence.isVisible)
    assert not held.edits


def test_own_words_stay_when_the_field_is_left(held: Host, qtbot: QtBot) -> None:
    one = wording(held)
    click(one.button)
    type_into(one.editor, "All is well.")
    leave(held, qtbot)
    assert sentence(held) == "All is well."
    assert one.editor.isVisible()


def test_another_window_in_front_settles_nothing(held: Host, qtbot: QtBot) -> None:
    one = wording(held)
    click(one.button)
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(one.editor, away)
    qtbot.wait(1)
    assert one.editor.isVisible()


def test_without_a_grade_it_says_what_it_waits_for(host: MakeHost) -> None:
    held = host("safeguarding", all_reports()["new-joint-area-review-2007"])
    assert wording(held).sentence.text().endswith("once there is a grade.")
    click(wording(held).button)
    type_into(wording(held).editor, "Not graded.")
    assert sentence(held) == "Not graded."


@pytest.mark.parametrize("place", ["cover", "imprint"])
def test_each_line_can_be_worded_anew_and_no_other_changes(host: MakeHost, qtbot: QtBot, place: str) -> None:
    for number in range(len(host(place).form.findChildren(OwnWording))):
        held = host(place)
        one = held.form.findChildren(OwnWording)[number]
        if one.is_own:
            continue
        click(one.button)
        type_into(one.editor, "Own")
        own = held.report.content.sections[place].own
        before = halton().content.sections[place].own
        assert {plain(words) for key, words in own.items() if key not in before} == {"Own"}
        assert held.report.content.facts == halton().content.facts


def test_the_lines_of_the_grades_table_and_annexes_too(host: MakeHost) -> None:
    held = host("main-findings")
    click(wording(held).button)
    type_into(wording(held).editor, "We found:")
    assert plain(held.report.content.sections["main-findings"].own["lead-in"]) == "We found:"


@pytest.mark.parametrize("name", ["halton", "new-joint-area-review-2007"])
def test_the_heading_of_an_annex_is_worded_anew(host: MakeHost, name: str) -> None:
    held = host("annex-a", all_reports()[name])
    one = wording(held)
    if not one.is_own:
        click(one.button)
    one.editor.setFocus()
    press(one.editor, Key.Key_A, CTRL)
    type_into(one.editor, "What was found before")
    assert plain(held.report.content.sections["annex-a"].own["heading"]) == "What was found before"


def test_the_grade_changes_the_standard_sentence_and_not_own_words(held: Host) -> None:
    held.take(set_grade(held.report, "safeguarding", "good"))
    assert wording(held).sentence.text() == STANDARD.replace("outstanding", "good")
    click(wording(held).button)
    type_into(wording(held).editor, "All is well.")
    held.take(set_grade(held.report, "safeguarding", "adequate"))
    assert sentence(held) == "All is well."
    assert texts(wording(held).editor) == ["All is well."]
