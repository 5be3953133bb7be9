"""The dock that finds and replaces."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.find import FindDock, HitsModel
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.services.finding import Hit, Search, find
from tests.desktop.small import AREA, FRAMEWORK, small_report


class Shown:
    """The dock with a report that takes its edits."""

    def __init__(self, qtbot: QtBot) -> None:
        self.report: Report = small_report(seeded_ids("find"))
        self.dock = FindDock()
        qtbot.addWidget(self.dock)
        self.went: list[Hit] = []
        self.told: list[str] = []
        self.dock.went.connect(self.went.append)
        self.dock.told.connect(self.told.append)
        self.dock.edited.connect(self.take)
        self.dock.show_view(View.of(self.report, FRAMEWORK))
        self.dock.begin("", replacing=True)
        self.dock.show()

    def take(self, edit: Edit) -> None:
        self.report = edit.change(self.report)
        self.dock.show_view(View.of(self.report, FRAMEWORK))

    def look_for(self, words: str) -> int:
        self.dock.words.setText(words)
        self.dock.search()
        return self.dock.model.rowCount()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_the_model_is_in_order_whatever_is_found(qtbot: QtBot) -> None:
    model = HitsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    report = small_report(seeded_ids("find"))
    for words in ("e", "strengths", "nowhere", "a"):
        hits = find(report, FRAMEWORK, Search(words))
        with qtbot.waitSignal(model.modelReset):
            model.show_hits(hits)
        assert model.rowCount() == len(hits)
        assert model.rowCount(model.index(0)) == 0
    assert tester.model() is model


def test_each_place_is_named_with_what_stands_around_it(shown: Shown) -> None:
    assert shown.look_for("Children are safe") == 1
    told = shown.dock.model.data(shown.dock.model.index(0))
    assert told.startswith("Safeguarding\nChildren are safe")


def test_enter_goes_from_place_to_place_and_round(shown: Shown) -> None:
    number = shown.look_for("strengths")
    assert number == 2
    for _ in range(number + 1):
        QTest.keyClick(shown.dock.words, Qt.Key.Key_Return)
    assert shown.went[0] == shown.went[-1]
    assert len(set(shown.went)) == number
    assert shown.dock.count.text() == "1 of 2"


def test_going_back_begins_at_the_end(shown: Shown) -> None:
    shown.look_for("strengths")
    shown.dock.step(-1)
    assert shown.went[0].words == "strengths"
    assert shown.dock.count.text() == "2 of 2"


def test_nothing_found_is_said(shown: Shown) -> None:
    shown.look_for("zebra")
    shown.dock.step(1)
    assert shown.told == ["“zebra” was not found."]
    assert shown.dock.count.text() == "Nothing found"
    assert not shown.dock.all.isEnabled()


def test_whole_words_case_and_section_narrow_it_down(shown: Shown) -> None:
    assert shown.look_for("strength") == 2
    shown.dock.whole.setChecked(True)
    assert shown.dock.model.rowCount() == 0
    shown.dock.whole.setChecked(False)
    shown.dock.case.setChecked(True)
    assert shown.look_for("STRENGTHS") == 0
    shown.dock.case.setChecked(False)
    shown.dock.show_place("context")
    shown.dock.where.setCurrentIndex(1)
    assert shown.look_for("strengths") == 0
    shown.dock.show_place(AREA)
    assert shown.look_for("strengths") == 2


def test_replacing_goes_on_to_the_next_place(shown: Shown) -> None:
    shown.look_for("strengths")
    shown.dock.new.setText("points")
    QTest.mouseClick(shown.dock.one, Qt.MouseButton.LeftButton)  # goes to the first
    QTest.mouseClick(shown.dock.one, Qt.MouseButton.LeftButton)
    assert len(find(shown.report, FRAMEWORK, Search("strengths"))) == 1
    QTest.mouseClick(shown.dock.one, Qt.MouseButton.LeftButton)
    assert find(shown.report, FRAMEWORK, Search("strengths")) == []
    assert len(find(shown.report, FRAMEWORK, Search("points"))) == 2


def test_replacing_all_says_how_many(shown: Shown) -> None:
    shown.look_for("strengths")
    shown.dock.new.setText("points")
    QTest.mouseClick(shown.dock.all, Qt.MouseButton.LeftButton)
    assert len(find(shown.report, FRAMEWORK, Search("points"))) == 2
    assert shown.told == ["“strengths” was replaced by “points” in 2 places. Undo takes all of it back."]


def test_searching_again_follows_what_is_written(shown: Shown, qtbot: QtBot) -> None:
    shown.look_for("strengths")
    shown.report = small_report(seeded_ids("another"))
    hits = find(shown.report, FRAMEWORK, Search("strengths"))
    shown.dock.new.setText("x")
    shown.dock._replace(hits[:1], "replacing")
    qtbot.waitUntil(lambda: shown.dock.model.rowCount() == 1)
