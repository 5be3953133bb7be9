"""Paragraphs and rows that are moved past the end of their list go on to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drafter.desktop.forms.area import AreaForm
from drafter.desktop.forms.form import Form
from drafter.desktop.window.report_window import ReportWindow
from drafter.report.lists import ListAddress, paragraphs_at
from drafter.report.model import Report
from drafter.report.richtext import plain
from tests.desktop.small import AREA
from tests.desktop.window.conftest import Running

MOVE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def said(report: Report, field: str, place: str = AREA) -> list[str]:
    return [plain(one.text) for one in paragraphs_at(report, ListAddress(place, field))]


def form_of(window: ReportWindow, place: str) -> Form:
    return window.stack.show_place(place)


def test_the_last_strength_goes_to_the_weaknesses_and_back(running: Running) -> None:
    window = running.opened()
    form = form_of(window, AREA)
    assert isinstance(form, AreaForm)
    before = window.session.report
    strengths, weaknesses = (one.editor for one in form._lists)
    strengths.put_cursor(1, 0)
    QTest.keyClick(strengths, Qt.Key.Key_Down, MOVE)
    assert said(window.session.report, "strengths") == ["strengths a"]
    assert said(window.session.report, "weaknesses") == ["strengths b", "weaknesses a", "weaknesses b"]
    weaknesses.put_cursor(0, 0)
    QTest.keyClick(weaknesses, Qt.Key.Key_Up, MOVE)
    assert window.session.report == before


def test_the_first_paragraph_goes_to_the_section_before(running: Running) -> None:
    window = running.opened()
    form = form_of(window, AREA)
    assert isinstance(form, AreaForm)
    first = said(window.session.report, "narrative")[0]
    form.narrative.editor.put_cursor(0, 0)
    QTest.keyClick(form.narrative.editor, Qt.Key.Key_Up, MOVE)
    assert window.stack.place != AREA
    assert said(window.session.report, "narrative", window.stack.place)[-1] == first
    assert first not in said(window.session.report, "narrative")
    window.session.history.undo()
    assert said(window.session.report, "narrative")[0] == first


def test_what_can_go_no_further_stays_and_that_is_said(running: Running) -> None:
    window = running.opened()
    form = form_of(window, AREA)
    assert isinstance(form, AreaForm)
    before = window.session.report
    form._lists[0].editor.put_cursor(0, 0)
    QTest.keyClick(form._lists[0].editor, Qt.Key.Key_Up, MOVE)
    assert window.session.report is before
    assert "told" in " ".join(window.bars.names())


def test_rows_dropped_on_the_outline_go_to_the_end_of_that_section(running: Running) -> None:
    window = running.opened()
    row = paragraphs_at(window.session.report, ListAddress(AREA, "strengths"))[0]
    window.outline.model.rows_dropped.emit([row.id], "context")
    assert said(window.session.report, "narrative", "context")[-1] == "strengths a"
    assert window.stack.place == "context"
