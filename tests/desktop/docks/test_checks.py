from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from drafter.checks.finding import Finding, Severity
from drafter.checks.known import find_all
from drafter.desktop.docks.checks import ChecksDock
from drafter.desktop.docks.finding_delegate import words_of
from drafter.desktop.docks.findings_model import Data, FindingsModel, Grouping
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from tests.desktop.docks.conftest import example

CLEAN = QModelIndex()


def made(section: str, field: str, severity: Severity, message: str = "It is wrong. Mend it.") -> Finding:
    return Finding(rule="made", severity=severity, section=section, key=f"{section}.{field}", message=message)


@pytest.fixture
def findings(view: View) -> list[Finding]:
    found = find_all(view.report, view.framework, view.document)
    assert len(found) == 4
    return found


@pytest.fixture
def model() -> FindingsModel:
    one = FindingsModel()
    QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Fatal, one)
    return one


@pytest.fixture
def dock(tools: Tools, findings: list[Finding], view: View, qtbot: QtBot) -> ChecksDock:
    one = ChecksDock(tools)
    qtbot.addWidget(one)
    QAbstractItemModelTester(one.model, QAbstractItemModelTester.FailureReportingMode.Fatal, one)
    one.resize(320, 600)
    one.show()
    qtbot.waitExposed(one)
    one.show_findings(findings, view)
    return one


def shown(model: FindingsModel) -> list[Finding]:
    return [finding for index in model.indexes() if (finding := model.finding(index)) is not None]


def titles(model: FindingsModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# --- the model -------------------------------------------------------------------------------------------


def test_findings_stand_under_their_sections(
    model: FindingsModel, findings: list[Finding], view: View
) -> None:
    model.show_findings(findings, view)
    assert shown(model) == findings
    assert titles(model)[0] == "Cover"


def test_findings_stand_under_their_severity_the_worst_first(
    model: FindingsModel, findings: list[Finding], view: View
) -> None:
    model.show_findings(findings, view)
    model.group_by(Grouping.SEVERITY)
    assert titles(model)[0] == "Errors"
    assert sorted(shown(model), key=findings.index) == findings


def test_all_the_words_must_stand_in_a_finding(
    model: FindingsModel, findings: list[Finding], view: View
) -> None:
    model.show_findings(findings, view)
    model.show_only(severities=frozenset(Severity), words="  GRADE looked ")
    assert [finding.rule for finding in shown(model)] == ["missing-grade"]


def test_other_words_at_the_same_places_reset_nothing(model: FindingsModel, view: View, qtbot: QtBot) -> None:
    first = [made("safeguarding", "title", Severity.ERROR), made("safeguarding", "grade", Severity.NOTE)]
    model.show_findings(first, view)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_findings([replace(first[0], message="It is worse."), first[1]], view)
    with qtbot.waitSignal(model.modelReset):
        model.show_findings(first[:1], view)


def test_a_row_is_read_aloud_with_its_severity_and_its_place(model: FindingsModel, view: View) -> None:
    model.show_findings([made("safeguarding", "title", Severity.WARNING)], view)
    group = model.index(0, 0)
    said = model.index(0, 0, group).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Warning: It is wrong. Mend it. Safeguarding, title"
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "Safeguarding, 1 finding"


def test_the_rule_is_in_bold_and_a_quote_is_not_said_twice() -> None:
    finding = replace(made("care", "title", Severity.NOTE, "CAF is not spelled out. Do it."), quote="the CAF")
    words = words_of(finding, "")
    assert (words.bold, words.quote, words.rest) == ("CAF is not spelled out.", "“the CAF”", "Do it.")
    assert words_of(replace(finding, quote="CAF"), "").quote == ""


# --- the dock --------------------------------------------------------------------------------------------


def test_the_counts_are_told_and_every_group_is_open(dock: ChecksDock) -> None:
    assert dock.head.counts.text().replace("\u00a0", " ") == "3 errors · 1 note"
    assert all(dock.list.isExpanded(dock.model.index(row, 0)) for row in range(dock.model.rowCount()))


def test_a_click_goes_to_the_field(dock: ChecksDock, findings: list[Finding], qtbot: QtBot) -> None:
    index = list(dock.model.indexes())[1]
    with qtbot.waitSignal(dock.went) as told:
        QTest.mouseClick(
            dock.list.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            dock.list.visualRect(index).center(),
        )
    assert told.args == [findings[1].key]


def test_enter_goes_to_the_field_and_folds_a_group(
    dock: ChecksDock, findings: list[Finding], qtbot: QtBot
) -> None:
    dock.list.setCurrentIndex(dock.model.index(0, 0))
    QTest.keyClick(dock.list, Qt.Key.Key_Return)
    assert not dock.list.isExpanded(dock.model.index(0, 0))
    QTest.keyClick(dock.list, Qt.Key.Key_Return)
    QTest.keyClick(dock.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(dock.went) as told:
        QTest.keyClick(dock.list, Qt.Key.Key_Return)
    assert told.args == [findings[0].key]


def test_what_was_folded_and_chosen_stays_so_when_findings_go(
    dock: ChecksDock, findings: list[Finding], view: View
) -> None:
    dock.list.collapse(dock.model.index(0, 0))
    dock.list.choose(list(dock.model.indexes())[-1])
    dock.show_findings(findings[1:], view)
    assert not dock.list.isExpanded(dock.model.index(0, 0))
    assert dock.model.finding(dock.list.currentIndex()) is findings[-1]


def test_f7_goes_through_all_of_them_and_begins_again(dock: ChecksDock, findings: list[Finding]) -> None:
    keys = [finding.key for finding in findings]
    went = [dock.next_finding("")]
    for _ in keys:
        went.append(dock.next_finding(went[-1]))
    assert went == [*keys, keys[0]]
    back = [dock.previous_finding(went[-1])]
    back.append(dock.previous_finding(back[-1]))
    assert back == [keys[-1], keys[-2]]


def test_f7_goes_on_from_where_the_cursor_is(dock: ChecksDock, view: View) -> None:
    here = made("safeguarding", "grade.safeguarding", Severity.NOTE)
    behind = made("service-management", "title", Severity.NOTE)
    dock.show_findings([here, behind], view)
    assert dock.next_finding("safeguarding.sentence") == behind.key
    assert dock.previous_finding("safeguarding.sentence") == here.key
    assert dock.next_finding("annex-c.narrative.gone") == here.key


def test_several_findings_of_one_field_are_each_gone_to(dock: ChecksDock, view: View) -> None:
    one = made("safeguarding", "title", Severity.NOTE, "First.")
    other = made("safeguarding", "title", Severity.NOTE, "Second.")
    dock.show_findings([one, other], view)
    found = []
    for _ in range(3):
        dock.next_finding("safeguarding.title")
        found.append(dock.model.finding(dock.list.currentIndex()))
    assert found == [one, other, one]


def test_nothing_found_is_said_kindly(dock: ChecksDock, view: View) -> None:
    dock.show_findings([], view)
    assert dock._nothing.isVisible()
    assert dock._nothing.words == "Nothing found"
    assert dock.next_finding("cover.title") == ""


def test_a_filter_that_hides_all_can_be_taken_away(dock: ChecksDock, findings: list[Finding]) -> None:
    QTest.keyClicks(dock.head.search, "zzz")
    assert dock._nothing.isVisible()
    QTest.mouseClick(dock._nothing._all, Qt.MouseButton.LeftButton)
    assert dock.list.isVisible()
    dock.head.switches[Severity.ERROR].click()
    assert all(finding.severity is not Severity.ERROR for finding in shown(dock.model))
    dock.head.clear()
    assert shown(dock.model) == findings


def test_rows_are_as_high_as_their_words_need(dock: ChecksDock, view: View, qtbot: QtBot) -> None:
    dock.show_findings([made("safeguarding", "title", Severity.NOTE, "Word " * 60)], view)
    index = next(dock.model.indexes())
    dock.list.executeDelayedItemsLayout()
    wide = dock.list.visualRect(index).height()
    dock.resize(240, 600)
    dock.list.executeDelayedItemsLayout()
    assert dock.list.visualRect(index).height() > wide * 1.2


def test_many_findings_are_painted_for_the_rows_that_show_only(
    dock: ChecksDock, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Finding] = []
    delegate = dock.list._delegate
    paint = delegate._paint_finding

    def counted(painter: QPainter, rect: QRect, finding: Finding, *rest: Any, **more: Any) -> None:
        painted.append(finding)
        paint(painter, rect, finding, *rest, **more)

    monkeypatch.setattr(delegate, "_paint_finding", counted)
    dock.show_findings([made("safeguarding", f"narrative.{n}", Severity.NOTE) for n in range(600)], view)
    dock.grab()
    assert 0 < len(painted) < 100


def test_the_whole_example_can_be_shown_and_grouped_again(dock: ChecksDock, view: View) -> None:
    whole = View.of(example(), view.framework)
    found = find_all(whole.report, whole.framework, whole.document)
    dock.show_findings(found, whole)
    dock.head.grouping.setCurrentIndex(1)
    assert {index.data(Data.FINDING) for index in dock.model.indexes()} == set(found)
    assert not dock.model.index(5, 5, CLEAN).isValid()
