from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from drafter.desktop.forms.grade_strip import GradeStrip
from drafter.report.edits import set_grade
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import CTRL, Host, Key, click, press
from tests.desktop.forms.reports import all_reports, first_investigation, halton


@pytest.fixture
def held(host: MakeHost) -> Host:
    return host("safeguarding", set_grade(halton(), "safeguarding", None))


def strip_of(held: Host) -> GradeStrip:
    (strip,) = held.form.findChildren(GradeStrip)
    strip.setFocus()
    return strip


def grade(held: Host) -> str | None:
    return held.report.content.grades.get("safeguarding")


@pytest.mark.parametrize(
    ("key", "given"),
    [
        (Key.Key_1, "inadequate"),
        (Key.Key_2, "adequate"),
        (Key.Key_3, "good"),
        (Key.Key_4, "outstanding"),
    ],
)
def test_a_number_gives_the_grade_in_its_place(held: Host, key: Qt.Key, given: str) -> None:
    press(strip_of(held), key)
    assert grade(held) == given
    assert [one.grade.key for one in strip_of(held).buttons if one.isChecked()] == [given]
    assert len(held.edits) == 1
    held.undo()
    assert not any(one.isChecked() for one in strip_of(held).buttons)


@pytest.mark.parametrize("key", [Key.Key_5, Key.Key_9, Key.Key_A])
def test_other_keys_give_none(held: Host, key: Qt.Key) -> None:
    press(strip_of(held), key)
    press(strip_of(held), Key.Key_1, CTRL)
    assert not held.edits


@pytest.mark.parametrize("text", ["²", "٣"])
def test_digits_of_other_kinds_do_no_harm(held: Host, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(strip_of(held), event)
    assert not held.edits


def test_arrows_go_along_the_scale_and_stop_at_its_ends(held: Host) -> None:
    found = []
    for _ in range(5):
        press(strip_of(held), Key.Key_Right)
        found.append(grade(held))
    assert found == ["inadequate", "adequate", "good", "outstanding", "outstanding"]
    press(strip_of(held), Key.Key_Left)
    assert grade(held) == "good"


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace, Key.Key_0])
def test_it_is_cleared_by_key(host: MakeHost, key: Qt.Key) -> None:
    held = host("safeguarding")
    press(strip_of(held), key)
    assert grade(held) is None
    press(strip_of(held), key)
    assert len(held.edits) == 1


def test_it_is_graded_and_cleared_by_mouse(held: Host) -> None:
    strip = strip_of(held)
    click(strip.buttons[2])
    assert grade(held) == "good"
    click(strip.buttons[2])
    assert grade(held) == "good"
    assert len(held.edits) == 1
    click(strip.clear)
    assert grade(held) is None
    assert not strip.clear.isVisible()
    assert strip.hasFocus()


def test_the_same_grade_again_is_no_edit(host: MakeHost) -> None:
    held = host("safeguarding")
    press(strip_of(held), Key.Key_4)
    assert not held.edits


def test_a_screen_reader_hears_what_it_is(host: MakeHost) -> None:
    strip = strip_of(host("safeguarding"))
    assert strip.accessibleName() == "Grade: Safeguarding"
    assert strip.accessibleDescription().startswith("Outstanding. ")
    strip.show_grade(None)
    assert strip.accessibleDescription().startswith("Not graded yet")


def test_each_judgement_of_a_joint_area_has_its_own(host: MakeHost) -> None:
    held = host("service-management")
    first, second = held.form.findChildren(GradeStrip)
    press(first, Key.Key_1)
    press(second, Key.Key_2)
    grades = held.report.content.grades
    assert (grades["service-management"], grades["capacity-to-improve"]) == ("inadequate", "adequate")


def test_an_investigation_is_graded_under_its_own_address(host: MakeHost) -> None:
    place = first_investigation(halton())
    held = host(place)
    (strip,) = held.form.findChildren(GradeStrip)
    press(strip, Key.Key_1)
    assert held.report.content.grades[place] == "inadequate"
    other = {key: value for key, value in held.report.content.grades.items() if key != place}
    assert other == {key: value for key, value in halton().content.grades.items() if key != place}


def test_the_grades_table_sets_the_grade_of_the_area(host: MakeHost) -> None:
    held = host("grades")
    strips = held.form.findChildren(GradeStrip)
    assert [strip.accessibleName() for strip in strips[:2]] == [
        "Grade: Safeguarding",
        "Grade: Looked after children",
    ]
    press(strips[0], Key.Key_2)
    assert grade(held) == "adequate"


@pytest.mark.parametrize(("name", "place"), [("ilacs", "help"), ("area-send", "outcome")])
def test_other_scales_too(host: MakeHost, name: str, place: str) -> None:
    held = host(place, all_reports()[name])
    (strip,) = held.form.findChildren(GradeStrip)
    press(strip, Key.Key_1)
    chosen = [one.grade.key for one in strip.buttons if one.isChecked()]
    assert chosen == [strip.buttons[0].grade.key]
    assert chosen[0] in held.report.content.grades.values()
