from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.desktop.window.forms_stack import FormStack
from drafter.report.edits import set_grade
from drafter.report.model import AreaSection, MainFinding
from drafter.report.richtext import plain
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import Host, Key, at_end, named, press, texts, type_into
from tests.desktop.forms.reports import halton, places
from tests.examples import framework


def finding(held: Host, place: str = "learning-difficulties") -> MainFinding:
    section = held.report.content.sections[place]
    assert isinstance(section, AreaSection)
    return section.area.finding


@pytest.fixture
def held(host: MakeHost) -> Host:
    return host("learning-difficulties")


def editor(held: Host) -> ParagraphsEdit:
    found = named(held.form, "Main finding")
    assert isinstance(found, ParagraphsEdit)
    return found


def box(held: Host) -> QCheckBox:
    return held.form.findChildren(QCheckBox)[0]


def test_what_is_typed_goes_behind_the_opening(held: Host) -> None:
    before = finding(held)
    assert not before.own_opening
    at_end(editor(held), 0)
    type_into(editor(held), " Indeed.")
    assert plain(finding(held).text) == f"{plain(before.text)} Indeed."
    assert not finding(held).own_opening


def test_the_opening_goes_and_comes_by_key(held: Host) -> None:
    before = finding(held)
    box(held).setFocus()
    press(box(held), Key.Key_Space)
    assert finding(held).own_opening
    assert finding(held).text == before.text
    press(box(held), Key.Key_Space)
    assert finding(held) == before
    assert [edit.verb for edit in held.edits] == ["an own opening", "the standard opening"]


def test_undo_sets_the_tick_without_a_wish(held: Host) -> None:
    press(box(held), Key.Key_Space)
    held.undo()
    assert box(held).isChecked()
    assert len(held.edits) == 1


def test_without_a_grade_it_says_what_the_opening_waits_for(host: MakeHost) -> None:
    held = host("learning-difficulties", set_grade(halton(), "learning-difficulties", None))
    said = [one.text() for one in held.form.findChildren(QLabel) if one.isVisible()]
    assert "The standard sentence stands here once there is a grade." in said


def test_all_of_them_stand_among_the_main_findings(host: MakeHost) -> None:
    held = host("main-findings")
    boxes = held.form.findChildren(QCheckBox)
    areas = [place for place in places(halton()) if place.startswith("investigations.")]
    assert len(boxes) == 4 + len(areas)
    one = named(held.form, "Main finding: Safeguarding")
    assert isinstance(one, ParagraphsEdit)
    assert texts(one)[0].startswith("Safeguarding is outstanding.")
    one.put_cursor(0, 0)
    type_into(one, "X")
    before = halton().content.sections["safeguarding"]
    assert isinstance(before, AreaSection)
    assert plain(finding(held, "safeguarding").text) == "X" + plain(before.area.finding.text)
    old, new = halton().content.sections, held.report.content.sections
    changed = [key for key in old if old[key] != new[key]]
    assert changed == ["safeguarding"]


def test_the_form_that_is_on_top_comes_first(qtbot: QtBot, tools: Tools) -> None:
    stack = FormStack(View.of(halton(), framework()), tools)
    qtbot.addWidget(stack)
    stack.show()
    stack.show_place("main-findings")
    assert stack.go_to("safeguarding.main-finding")
    assert stack.place == "main-findings"
    stack.show_place("context")
    assert stack.go_to("safeguarding.main-finding")
    assert stack.place == "safeguarding"
