from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.panels.difference import DifferenceView
from drafter.desktop.panels.older_saves import OlderSavesPanel, SavesModel
from drafter.desktop.panels.recovery import RecoveryPanel
from drafter.services.comparing import Difference, Kind
from drafter.services.wordwise import pieces
from drafter.store.history import OldSave
from drafter.store.processes import this_process
from drafter.store.records import About
from drafter.store.recovery import Unfinished
from tests.desktop.panels.keys import press

Key = Qt.Key
NOW = datetime.now(UTC)


@pytest.fixture
def view(qtbot: QtBot, the_theme: Theme) -> DifferenceView:
    made = DifferenceView(the_theme)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def look_of(view: DifferenceView, words: str) -> QTextCharFormat:
    cursor: QTextCursor = view.text.document().find(words)
    assert not cursor.isNull(), f"{words!r} is not in {view.text.toPlainText()!r}"
    return cursor.charFormat()


def paragraph(old: str, new: str, kind: Kind = Kind.CHANGED) -> Difference:
    return Difference(
        kind=kind,
        key="safeguarding.narrative.abc",
        section="Safeguarding",
        field="Paragraph 17",
        what="paragraph",
        before=old,
        after=new,
        pieces=pieces(old, new) if old and new else (),
    )


def test_words_that_went_are_struck_through_and_new_ones_underlined(view: DifferenceView) -> None:
    view.show_differences([paragraph("A good start was made.", "A poor start was made.")], "then", "now")
    gone, new, same = (look_of(view, words) for words in ("good", "poor", "start"))
    assert gone.fontStrikeOut()
    assert not gone.fontUnderline()
    assert new.fontUnderline()
    assert not new.fontStrikeOut()
    assert not same.fontUnderline()
    assert not same.fontStrikeOut()


@pytest.mark.parametrize(("kind", "struck"), [(Kind.ADDED, False), (Kind.REMOVED, True)])
def test_a_whole_paragraph_that_came_or_went(view: DifferenceView, kind: Kind, struck: bool) -> None:
    words = "A whole paragraph."
    one = paragraph("" if kind is Kind.ADDED else words, words if kind is Kind.ADDED else "", kind)
    view.show_differences([one], "then", "now")
    assert look_of(view, "whole").fontStrikeOut() == struck
    assert f"Paragraph 17: {kind}" in view.text.toPlainText()


def test_differences_stand_under_their_sections(view: DifferenceView, found: list[Difference]) -> None:
    view.show_differences(found, "the file", "the unfinished report")
    said = view.text.toPlainText()
    assert said.index("Facts") < said.index("Safeguarding") < said.index("outstanding")
    assert look_of(view, "outstanding").fontStrikeOut()
    assert look_of(view, "good").fontUnderline()
    assert "Halton <and> Widnes" in said
    assert (
        view._legend.text() == "Struck through: only in the file. Underlined: only in the unfinished report."
    )


def test_long_stretches_that_stay_are_shortened(view: DifferenceView) -> None:
    middle = "and so on " * 100
    view.show_differences([paragraph(f"Old {middle}start.", f"New {middle}end.")], "then", "now")
    said = view.text.toPlainText()
    assert len(said) < 400
    assert "…" in said


@pytest.mark.parametrize("width", [300, 800, 1600])
def test_every_line_is_seen_and_none_is_too_long(view: DifferenceView, width: int) -> None:
    view.resize(width, 500)
    view.show_differences([paragraph("", "word " * 400, Kind.ADDED)], "then", "now")
    text = view.text.document().size().width()
    assert text <= min(view.text.viewport().width(), 860)
    assert view.text.horizontalScrollBar().maximum() == 0


def test_no_difference_is_said_in_words(view: DifferenceView) -> None:
    view.show_differences([], "the file", "the report")
    assert view.text.toPlainText() == "Both say the same: the file and the report."
    assert not view._legend.isVisible()


@pytest.mark.parametrize("name", NAMES)
def test_it_follows_the_theme(
    view: DifferenceView, found: list[Difference], the_theme: Theme, name: str, restored: None
) -> None:
    view.show_differences(found, "then", "now")
    the_theme.choose(name)
    gone = look_of(view, "outstanding")
    assert gone.foreground().color().name() == the_theme.colours.error
    assert gone.fontStrikeOut()


# --- an unfinished report --------------------------------------------------------------------------------


@pytest.fixture
def recovery(qtbot: QtBot, the_theme: Theme) -> RecoveryPanel:
    made = RecoveryPanel(the_theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def unfinished(place: Path | None) -> Unfinished:
    about = About(holder=this_process(), written=NOW, name="halton.drafter", place=place)
    return Unfinished(Path("/state/x.journal"), about)


def test_an_unfinished_report_is_compared_restored_and_discarded(
    recovery: RecoveryPanel, found: list[Difference], qtbot: QtBot
) -> None:
    one = unfinished(Path("/home/ann/halton.drafter"))
    recovery.show_unfinished(one)
    assert "being worked out" in recovery.page.view.text.toPlainText()
    recovery.show_differences(found)
    assert "Safeguarding" in recovery.page.view.text.toPlainText()
    for key, signal in (("restore", recovery.restored), ("discard", recovery.discarded)):
        with qtbot.waitSignal(signal) as wished:
            press(recovery.page.buttons[key], Key.Key_Space)
        assert wished.args == [one]


def test_one_that_was_never_saved_says_so(recovery: RecoveryPanel) -> None:
    recovery.show_unfinished(unfinished(None))
    assert "no file to compare with" in recovery.page.view.text.toPlainText()
    assert recovery.page.buttons["restore"].hasFocus()


def test_escape_leaves_it_as_it_is(recovery: RecoveryPanel, qtbot: QtBot) -> None:
    recovery.show_unfinished(unfinished(None))
    with qtbot.waitSignal(recovery.closed):
        press(recovery.page.buttons["restore"], Key.Key_Escape)


# --- older saves -----------------------------------------------------------------------------------------


def old_saves(number: int) -> list[OldSave]:
    return [
        OldSave(one, NOW - timedelta(days=number - one), 48_000 + one, Path(f"/s/{one}"), Path("/r"))
        for one in range(1, number + 1)
    ]


@pytest.fixture
def panel(qtbot: QtBot, the_theme: Theme) -> OlderSavesPanel:
    made = OlderSavesPanel(the_theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_the_saves_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = SavesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.modelReset):
        model.show_saves(old_saves(4))
    model.show_saves([])
    assert model.rowCount() == 0
    del tester


def test_the_newest_is_looked_at_first_and_arrows_go_on(panel: OlderSavesPanel, qtbot: QtBot) -> None:
    saves = old_saves(3)
    with qtbot.waitSignal(panel.looked_at) as looked:
        panel.show_saves(saves)
    assert looked.args == [saves[-1]]
    assert panel.model.index(0).data().startswith("Today, ")
    panel.show_saves(tuple(reversed(saves)))
    assert panel.current() == saves[-1]
    panel.list.setFocus()
    with qtbot.waitSignal(panel.looked_at) as looked:
        press(panel.list, Key.Key_Down)
    assert looked.args == [saves[-2]]


def test_a_difference_that_comes_late_is_not_shown_for_another_save(
    panel: OlderSavesPanel, found: list[Difference]
) -> None:
    saves = old_saves(3)
    panel.show_saves(saves)
    panel.show_differences(saves[0], found)
    assert "Safeguarding" not in panel.page.view.text.toPlainText()
    panel.show_differences(saves[-1], found)
    assert "Safeguarding" in panel.page.view.text.toPlainText()


def test_a_save_is_brought_back_or_copied(panel: OlderSavesPanel, qtbot: QtBot) -> None:
    saves = old_saves(2)
    panel.show_saves(saves)
    for key, signal in (("back", panel.brought_back), ("copy", panel.copied)):
        with qtbot.waitSignal(signal) as wished:
            press(panel.page.buttons[key], Key.Key_Space)
        assert wished.args == [saves[-1]]


def test_without_older_saves_it_says_when_there_are_some(panel: OlderSavesPanel, qtbot: QtBot) -> None:
    panel.show_saves([])
    assert not panel.page.isVisible()
    with qtbot.waitSignal(panel.closed):
        press(panel, Key.Key_Escape)
