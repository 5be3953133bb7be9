from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.editor.rows import rows_data
from drafter.report.model import Area, AreaSection
from drafter.report.richtext import plain
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
    type_into,
)
from tests.desktop.forms.reports import all_reports, halton


@pytest.fixture
def held(host: MakeHost) -> Host:
    return host("service-management")


def area(held: Host, place: str = "service-management") -> Area:
    section = held.report.content.sections[place]
    assert isinstance(section, AreaSection)
    return section.area


def rows(held: Host, which: str = "strengths") -> list[str]:
    return [plain(one.text) for one in getattr(area(held), which)]


def strengths(held: Host) -> ParagraphsEdit:
    found = named(held.form, "Major strengths")
    assert isinstance(found, ParagraphsEdit)
    return found


def weaknesses(held: Host) -> ParagraphsEdit:
    found = named(held.form, "Important weaknesses")
    assert isinstance(found, ParagraphsEdit)
    return found


def test_the_first_row_is_typed_into_the_empty_box(host: MakeHost) -> None:
    held = host("service-management", all_reports()["new-joint-area-review-2007"])
    type_into(strengths(held), "Clear ambition")
    assert rows(held) == ["Clear ambition"]
    assert rows(held, "weaknesses") == []


def test_enter_makes_the_next_row_and_an_empty_one_no_second(held: Host) -> None:
    before = rows(held)
    at_end(strengths(held), len(before) - 1)
    press(strengths(held), Key.Key_Return)
    type_into(strengths(held), "More")
    assert rows(held) == [*before, "More"]
    press(strengths(held), Key.Key_Return)
    press(strengths(held), Key.Key_Return)
    assert rows(held) == [*before, "More", ""]
    assert weaknesses(held).hasFocus()


def test_the_row_below_adds_one_by_mouse(held: Host) -> None:
    before = rows(held, "weaknesses")
    click(button(held.form, "Add a weakness"))
    assert weaknesses(held).hasFocus()
    type_into(weaknesses(held), "Too slow")
    assert rows(held, "weaknesses") == [*before, "Too slow"]
    assert rows(held) == [plain(one.text) for one in _halton().strengths]


def _halton() -> Area:
    section = halton().content.sections["service-management"]
    assert isinstance(section, AreaSection)
    return section.area


def test_backspace_joins_rows_and_the_first_keeps_its_id(held: Host) -> None:
    before = area(held).strengths
    strengths(held).setFocus()
    strengths(held).put_cursor(1, 0)
    press(strengths(held), Key.Key_Backspace)
    after = area(held).strengths
    assert plain(after[0].text) == plain(before[0].text) + plain(before[1].text)
    assert [one.id for one in after] == [before[0].id, *(one.id for one in before[2:])]
    held.undo()
    assert area(held).strengths == before


def test_rows_change_places_by_key(held: Host) -> None:
    before = [one.id for one in area(held).strengths]
    at_end(strengths(held), 0)
    press(strengths(held), Key.Key_Down, ALT | SHIFT)
    assert [one.id for one in area(held).strengths] == [before[1], before[0], *before[2:]]
    press(strengths(held), Key.Key_Up, ALT | SHIFT)
    assert [one.id for one in area(held).strengths] == before


def test_past_its_end_a_row_goes_on_into_the_next_list(held: Host) -> None:
    moving = area(held).strengths[-1]
    others = area(held).weaknesses
    at_end(strengths(held), len(area(held).strengths) - 1)
    press(strengths(held), Key.Key_Down, ALT | SHIFT)
    assert area(held).weaknesses == (moving, *others)
    assert weaknesses(held).hasFocus()
    assert weaknesses(held).current_id() == moving.id
    press(weaknesses(held), Key.Key_Up, ALT | SHIFT)
    assert area(held) == _halton()
    assert strengths(held).hasFocus()


def test_past_the_last_list_it_is_told_that_there_is_none(held: Host) -> None:
    at_end(weaknesses(held), len(area(held).weaknesses) - 1)
    press(weaknesses(held), Key.Key_Down, ALT | SHIFT)
    assert held.told == ["There is no further list that this could go to."]
    assert not held.edits


def drop(editor: ParagraphsEdit, data: QMimeData, y: int) -> None:
    """Dragged in, and let go; the real drag of a mouse would not come back before it is over."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(60, y), Qt.DropAction.MoveAction, data, left, none)
    QApplication.sendEvent(editor.viewport(), over)
    assert over.isAccepted()
    event = QDropEvent(QPointF(60, y), Qt.DropAction.MoveAction, data, left, none)
    QApplication.sendEvent(editor.viewport(), event)


def test_a_row_is_dragged_from_one_list_to_another(held: Host) -> None:
    moving = area(held).strengths[2]
    others = area(held).weaknesses
    drop(weaknesses(held), rows_data([moving.id]), 2)
    assert area(held).weaknesses == (moving, *others)
    assert moving not in area(held).strengths
    assert len(held.edits) == 1
    held.undo()
    assert area(held) == _halton()


def test_a_paragraph_is_dragged_into_a_list_and_keeps_its_id(held: Host) -> None:
    moving = area(held).narrative[0]
    drop(weaknesses(held), rows_data([moving.id]), 2)
    assert area(held).weaknesses[0].id == moving.id
    assert moving.id not in [one.id for one in area(held).narrative]


def test_a_list_from_word_comes_as_rows(host: MakeHost) -> None:
    held = host("service-management", all_reports()["new-joint-area-review-2007"])
    data = QMimeData()
    data.setHtml("<ul><li>Clear ambition</li><li>Strong leadership</li></ul>")
    QGuiApplication.clipboard().setMimeData(data)
    strengths(held).setFocus()
    press(strengths(held), Key.Key_V, CTRL)
    assert rows(held) == ["Clear ambition", "Strong leadership"]


def test_it_says_how_many_there_are(held: Host) -> None:
    said = [one.text() for one in held.form.findChildren(QLabel)]
    assert str(len(area(held).strengths)) in said
