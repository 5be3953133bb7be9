"""What holds of every form: it shows the report, and anybody can use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as TooLong
from pytestqt.qtbot import QtBot

from drafter.checks.known import find_all
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.grade_strip import GradeButton, GradeStrip
from drafter.desktop.session.names import place_of
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import all_lists, paragraphs_at
from drafter.report.model import AreaSection, InvestigationsSection, Report
from drafter.services.frameworks import by_key
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import Host, press, shown
from tests.desktop.forms.reports import all_reports, first_investigation, halton, places

EVERY = [
    pytest.param(report, place, id=f"{name}-{place}")
    for name, report in all_reports().items()
    for place in places(report)
]
every_form = pytest.mark.parametrize(("report", "place"), EVERY)
NARROW = 334
"""What a window of 1024 pixels leaves a form beside an outline and docks of their usual width."""


@every_form
def test_it_shows_what_the_report_has(host: MakeHost, report: Report, place: str) -> None:
    form = host(place, report).form
    for where in all_lists(report):
        if where.place != place:
            continue
        found = [one for one in form.bindings if one.where is not None and one.where.key() == where.key()]
        holders = [one for one in found if one.where is not None and one.where.group == where.group]
        if not holders:  # a list that the framework has no name for
            assert not paragraphs_at(report, where)
            continue
        assert len(holders) == 1, where
        assert shown(holders[0].editor) == paragraphs_at(report, where)
    for binding in form.bindings:
        assert binding.editor.sync.paragraphs == shown(binding.editor)


@every_form
def test_showing_the_same_again_changes_nothing(host: MakeHost, report: Report, place: str) -> None:
    held = host(place, report)
    changes: list[object] = []
    for binding in held.form.bindings:
        editor = binding.editor
        editor.document().contentsChange.connect(lambda *what: changes.append(what))
        editor.put_cursor(0, min(3, len(editor.document().firstBlock().text())))
    at = [one.editor.textCursor().position() for one in held.form.bindings]
    held.form.show_view(held.view)
    held.take(held.report)
    assert not changes
    assert [one.editor.textCursor().position() for one in held.form.bindings] == at
    assert not held.edits


# --- everybody can use it --------------------------------------------------------------------------------


def body_of(form: Form) -> QWidget:
    body = form.widget()
    assert body is not None
    return body


def stops(form: Form) -> list[QWidget]:
    """Where Tab stops, in its order."""
    body = body_of(form)
    found: list[QWidget] = []
    widget = body.nextInFocusChain()
    while widget is not None and widget is not body:
        inside = body.isAncestorOf(widget)
        is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if inside and is_stop and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def called(widget: QWidget, body: QWidget) -> str:
    """What a screen reader calls it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    return next((one.text() for one in body.findChildren(QLabel) if one.buddy() is widget), "")


@every_form
def test_everything_that_takes_the_focus_has_a_name_of_its_own(
    host: MakeHost, report: Report, place: str
) -> None:
    form = host(place, report).form
    names = [called(one, body_of(form)) for one in stops(form)]
    assert all(names)
    assert len(set(names)) == len(names), sorted(names)


@every_form
def test_tab_goes_the_way_one_reads(host: MakeHost, report: Report, place: str) -> None:
    form = host(place, report).form
    body = body_of(form)
    boxes = [QRect(one.mapTo(body, QPoint(0, 0)), one.size()) for one in stops(form)]
    for before, after in pairwise(boxes):
        assert after.top() >= before.top() - 8 or after.left() >= before.right(), (before, after)


@every_form
def test_nothing_is_cut_off_in_a_small_window(
    host: MakeHost, qtbot: QtBot, report: Report, place: str
) -> None:
    form = host(place, report).form
    form.setFixedWidth(NARROW)
    try:
        # a layout that changes asks the one around it to do so, and that one the next
        qtbot.waitUntil(lambda: not list(cut_off(form)), timeout=3000)
    except TooLong:
        pytest.fail("\n".join(cut_off(form)))


@pytest.mark.parametrize("place", ["cover", "safeguarding", "recommendations", "main-findings", "annex-a"])
def test_nothing_is_cut_off_with_large_letters(
    host: MakeHost, qtbot: QtBot, tools: Tools, place: str
) -> None:
    tools.theme.set_scale(1.6)
    try:
        form = host(place).form
        form.restyle()
        form.setFixedWidth(round(NARROW * 1.6))
        qtbot.waitUntil(lambda: not list(cut_off(form)), timeout=3000)
    finally:
        tools.theme.set_scale(1.0)


def cut_off(form: Form) -> Iterator[str]:
    """What does not have the room that it needs."""
    body = body_of(form)
    if body.minimumSizeHint().width() > form.viewport().width():
        yield f"the form is {body.minimumSizeHint().width()} wide at least"
    for widget in body.findChildren(QWidget):
        if not widget.isVisible() or _is_inside_an_editor(widget):
            continue
        if widget.mapTo(body, QPoint(widget.width(), 0)).x() > body.width():
            yield f"{widget} ends at the right of the form"
        wanted, wide = widget.minimumSizeHint().height(), 0
        if isinstance(widget, QLabel) and widget.wordWrap():
            wanted = widget.heightForWidth(widget.width())
        elif isinstance(widget, QLabel):
            wide = widget.sizeHint().width()
        elif isinstance(widget, QAbstractButton) and not isinstance(widget, GradeButton):
            wide = widget.fontMetrics().horizontalAdvance(widget.text())
        if widget.height() < min(wanted, widget.maximumHeight()) or widget.width() < wide:
            yield f"{widget} is {widget.size()} and needs {wide} x {wanted}"


def _is_inside_an_editor(widget: QWidget) -> bool:
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, ParagraphsEdit) or parent.objectName() == "narrative-tools":
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("width", [NARROW, 560, 800])
def test_every_grade_says_all_of_its_word(host: MakeHost, qtbot: QtBot, width: int) -> None:
    for report, place in (
        (halton(), "safeguarding"),
        (all_reports()["ilacs"], "help"),
        (all_reports()["area-send"], "outcome"),
    ):
        form = host(place, report).form
        form.setFixedWidth(width)
        buttons = [button for strip in form.findChildren(GradeStrip) for button in strip.buttons]
        qtbot.waitUntil(lambda buttons=buttons: all(map(_says_all, buttons)))  # type: ignore[misc]


def _says_all(button: GradeButton) -> bool:
    lines = 1 if button.height() < 50 else 2
    return button.width() * lines >= button.width_of_word()


@every_form
def test_one_sees_where_the_focus_is(host: MakeHost, report: Report, place: str) -> None:
    form = host(place, report).form
    body = body_of(form)
    for widget in stops(form):
        form.setFocus()
        body.setFocus()
        without = _picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        assert _picture(widget) != without, called(widget, body)


def _picture(widget: QWidget) -> QImage:
    frame: QWidget | None = widget
    while frame is not None and frame.property("role") != "field":
        frame = frame.parentWidget()
    return (frame or widget).grab().toImage()


# --- what is gone ----------------------------------------------------------------------------------------


def without_investigations(report: Report) -> Report:
    held = report.content.sections["investigations"]
    assert isinstance(held, InvestigationsSection)
    section = replace(held, investigations=())
    content = replace(report.content, sections={**report.content.sections, "investigations": section})
    return replace(report, content=content)


def test_the_form_of_an_investigation_that_is_gone_stays_quiet(host: MakeHost) -> None:
    place = first_investigation(halton())
    held = host(place)
    before = [shown(one.editor) for one in held.form.bindings]
    held.take(without_investigations(halton()))
    assert [shown(one.editor) for one in held.form.bindings] == before
    for binding in held.form.bindings:
        binding.editor.setFocus()
        press(binding.editor, Qt.Key.Key_X)
    for strip in held.form.findChildren(GradeStrip):
        press(strip, Qt.Key.Key_1)
    held.form.restyle()
    assert held.report.content.sections == without_investigations(halton()).content.sections


def test_main_findings_follow_the_investigations(host: MakeHost) -> None:
    held: Host = host("main-findings")
    number = len(held.form.bindings)
    held.take(without_investigations(halton()))
    assert len(held.form.bindings) == number - 2
    held.take(halton())
    assert len(held.form.bindings) == number
    for binding in held.form.bindings:
        assert binding.editor.sync.paragraphs == shown(binding.editor)


# --- getting there ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(all_reports()))
def test_every_finding_leads_to_a_field_that_takes_the_focus(host: MakeHost, qtbot: QtBot, name: str) -> None:
    report = all_reports()[name]
    view = View.of(report, by_key(report.framework))
    hosts: dict[str, Host] = {}
    lost = []
    for finding in find_all(report, view.framework, view.document):
        place = place_of(view, finding.key)
        held = hosts.get(place) or hosts.setdefault(place, host(place, report))
        held.form.activateWindow()
        qtbot.waitUntil(held.form.isActiveWindow)
        focus = QApplication.focusWidget() if held.form.go_to(finding.key) else None
        if focus is None or not held.form.isAncestorOf(focus):
            lost.append((finding.rule, finding.key))
    assert lost == [], lost


def test_what_one_goes_to_is_seen(host: MakeHost, qtbot: QtBot) -> None:
    held = host("safeguarding")
    section = halton().content.sections["safeguarding"]
    assert isinstance(section, AreaSection)
    held.form.go_to(f"safeguarding.narrative.{section.area.narrative[-1].id}")
    focus = QApplication.focusWidget()
    assert isinstance(focus, ParagraphsEdit)

    def is_seen() -> bool:
        spot = focus.viewport().mapTo(held.form.viewport(), focus.cursorRect().center())
        return held.form.viewport().rect().contains(spot)

    qtbot.waitUntil(is_seen)
    held.form.go_to("safeguarding.grade.safeguarding")
    (strip,) = held.form.findChildren(GradeStrip)
    assert strip.hasFocus()
    qtbot.waitUntil(lambda: held.form.viewport().rect().contains(strip.mapTo(held.form.viewport(), QPoint())))
