"""The program's windows: opened once, handed files by later starts, safe when a fault is ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from drafter.desktop import app, crash, single
from drafter.desktop.crash_dialog import CrashDialog
from drafter.desktop.forms.area import AreaForm
from drafter.desktop.window.palette import Palette
from drafter.desktop.window.settings_page import SettingsPage
from drafter.desktop.window.start_window import StartWindow
from drafter.errors import DrafterError
from drafter.report.model import InvestigationsSection, NarrativeSection, Report
from drafter.report.richtext import plain
from drafter.services import recent
from drafter.services.finding import Search, find
from drafter.store.settings import SPELLING, THEME, Settings
from tests.desktop.small import AREA, FRAMEWORK, INVESTIGATIONS
from tests.desktop.window.conftest import Running

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


# --- windows ---------------------------------------------------------------------------------------------


def test_a_report_that_is_open_comes_to_the_front(running: Running) -> None:
    window = running.opened()
    assert running.program.open(running.folder / "report.drafter") is window
    assert running.program.reports() == [window]


def test_several_reports_are_open_in_several_windows(running: Running) -> None:
    first, second = running.opened("one.drafter"), running.opened("two.drafter")
    assert running.program.reports() == [first, second]


def test_the_start_page_goes_when_a_report_opens(running: Running) -> None:
    running.program.show_start()
    running.opened()
    assert not any(isinstance(one, StartWindow) and one.isVisible() for one in running.program.windows)


def test_what_is_no_report_is_told_and_nothing_is_lost(running: Running) -> None:
    window = running.opened()
    rubbish = running.folder / "rubbish.drafter"
    rubbish.write_bytes(b"\x00\xff not a report")
    assert running.program.open(rubbish, window) is None
    assert "rubbish.drafter" in str(running.answers.take_error())
    assert window.isVisible()


def test_a_report_opens_where_it_was_left(running: Running) -> None:
    window = running.opened()
    window.show_place("context")
    running.program.show_start()
    window.close()
    QApplication.processEvents()
    again = running.opened()
    assert again.stack.place == "context"
    assert [one.path for one in recent.recent()] == [running.folder / "report.drafter"]


def test_a_prior_report_of_our_own_begins_a_new_one(running: Running) -> None:
    file = running.saved("prior.drafter")
    before = file.read_bytes()
    start = running.program.show_start()
    running.program.opener.start_from(file, start)
    (window,) = running.program.reports()
    assert window.session.path is None
    assert file.read_bytes() == before


def test_a_prior_report_in_markdown_is_read_off_the_windows_thread(running: Running, qtbot: QtBot) -> None:
    file = running.folder / "prior.md"
    file.write_text("# Context\n\n1. Halton is a unitary authority.\n", "utf-8")
    start = running.program.show_start()
    running.program.opener.start_from(file, start)
    qtbot.waitUntil(lambda: bool(running.program.reports()), timeout=20_000)
    (window,) = running.program.reports()
    assert find(window.session.report, window.session.framework, Search("unitary"))


def test_a_prior_report_that_cannot_be_read_is_told(running: Running, qtbot: QtBot) -> None:
    file = running.folder / "prior.docx"
    file.write_bytes(b"no Word file")
    start = running.program.show_start()
    running.program.opener.start_from(file, start)
    qtbot.waitUntil(lambda: bool(running.answers.errors), timeout=20_000)
    assert "prior.docx" in str(running.answers.take_error())


def test_the_worked_example_is_a_report_of_ones_own(running: Running) -> None:
    start = running.program.show_start()
    window = running.program.opener.try_example(start)
    assert window is not None
    assert window.session.path is None


def test_how_macos_opens_a_file(running: Running) -> None:
    file = running.saved()
    event = QFileOpenEvent(QUrl.fromLocalFile(str(file)))
    assert event.type() == QEvent.Type.FileOpen
    assert running.program.eventFilter(running.program, event)
    assert [window.path for window in running.program.reports()] == [file]


# --- a second start --------------------------------------------------------------------------------------


def asked(keeper: single.Doorkeeper, qtbot: QtBot, line: bytes) -> list[Path | None]:
    found: list[Path | None] = []
    keeper.asked.connect(found.append)
    socket = QLocalSocket()
    socket.connectToServer(single.server_name())
    assert socket.waitForConnected(2000)
    socket.write(line)
    socket.flush()
    qtbot.wait(100)
    socket.disconnectFromServer()
    return found


def test_a_second_start_hands_its_file_over(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = single.Doorkeeper()
    assert keeper.listen()
    told = json.dumps({"open": str(tmp_path / "a.drafter")}).encode() + b"\n"
    assert asked(keeper, qtbot, told) == [tmp_path / "a.drafter"]
    keeper.close()


@pytest.mark.parametrize("line", [b"rubbish\n", b"[]\n", b'{"close": 1}\n', b"\xff\xfe\n", b"x" * 100_000])
def test_rubbish_at_the_door_is_nobodys_file(qtbot: QtBot, line: bytes) -> None:
    keeper = single.Doorkeeper()
    assert keeper.listen()
    assert asked(keeper, qtbot, line) == []
    keeper.close()


def test_where_nobody_listens_a_start_is_the_first() -> None:
    assert not single.hand_over(None)


def test_what_a_killed_program_left_does_not_shut_the_door(qtbot: QtBot) -> None:
    first = single.Doorkeeper()
    assert first.listen()
    second = single.Doorkeeper()
    assert second.listen()
    first.close()
    second.close()


# --- faults of ours --------------------------------------------------------------------------------------


def test_a_fault_keeps_everything_first_and_can_be_copied(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def keep() -> list[DrafterError | None]:
        order.append("kept")
        return []

    door = crash.CrashDoor(keep)

    def seen(dialog: CrashDialog) -> int:
        order.append("shown")
        copy = next(one for one in dialog.findChildren(QPushButton) if "Copy" in one.text())
        copy.click()
        return 0

    monkeypatch.setattr(CrashDialog, "exec", seen)
    monkeypatch.setattr(sys.stderr, "write", lambda _: 0)
    try:
        raise ZeroDivisionError("a fault")
    except ZeroDivisionError as error:
        door.take(type(error), error, error.__traceback__)
    assert order == ["kept", "shown"]
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: a fault" in copied
    assert "Drafter" in copied
    QGuiApplication.clipboard().clear()


def test_a_fault_says_when_something_could_not_be_kept(qtbot: QtBot) -> None:
    dialog = CrashDialog("report", "the disk is full.")
    qtbot.addWidget(dialog)
    assert any("could not be kept" in one.text() for one in dialog.findChildren(QLabel))


def test_every_open_report_is_kept_when_something_goes_wrong(running: Running) -> None:
    window = running.opened()
    form = window.stack.show_place(AREA)
    assert isinstance(form, AreaForm)
    QTest.keyClicks(form.strips[AREA], "2")
    assert list(running.program._keep_all()) == [None]
    assert window.session.editing._journal.file.exists()


# --- the window ------------------------------------------------------------------------------------------


def test_investigations_are_added_moved_and_removed_by_keys_and_undo_brings_them_back(
    running: Running,
) -> None:
    window = running.opened()
    before = window.session.report
    window.actions_["add-investigation"].trigger()
    section = window.session.report.content.sections[INVESTIGATIONS]
    assert isinstance(section, InvestigationsSection)
    assert len(section.investigations) == 2
    assert window.stack.place == f"{INVESTIGATIONS}.{section.investigations[1].id}"
    window.actions_["section-up"].trigger()
    section = window.session.report.content.sections[INVESTIGATIONS]
    assert isinstance(section, InvestigationsSection)
    assert window.stack.place == f"{INVESTIGATIONS}.{section.investigations[0].id}"
    window.actions_["remove-section"].trigger()
    assert window.session.report == before
    window.session.history.undo()
    assert window.session.report != before


def test_the_shown_section_stays_when_its_investigation_goes_by_undo(running: Running) -> None:
    window = running.opened()
    window.actions_["add-investigation"].trigger()
    window.session.history.undo()
    window.session.compose()
    window.overview.check(window.session.view, at_once=True)
    assert window.stack.place == INVESTIGATIONS


def test_a_section_is_renamed_in_a_bar(running: Running) -> None:
    window = running.opened()
    window.show_place("context")
    window.actions_["rename-section"].trigger()
    field = window.stack.findChildren(QLineEdit)[-1]
    field.setText("The local area")
    QTest.keyClick(field, Key.Key_Return)
    section = window.session.report.content.sections["context"]
    assert isinstance(section, NarrativeSection)
    assert plain(section.own["title"]) == "The local area"


def test_undo_goes_to_where_it_happened(running: Running) -> None:
    window = running.opened()
    form = window.stack.show_place(AREA)
    assert isinstance(form, AreaForm)
    QTest.keyClicks(form.strips[AREA], "2")
    window.show_place("context")
    assert window.actions_["undo"].text().endswith(f"grading in {FRAMEWORK.section(AREA).name}")
    window.actions_["undo"].trigger()
    assert window.stack.place == AREA


def test_the_palette_goes_to_a_section(running: Running) -> None:
    window = running.opened()
    window.actions_["go-to"].trigger()
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette.words, "zebra")
    assert palette.list.count() == 0
    palette.words.clear()
    QTest.keyClicks(palette.words, "looked after")
    QTest.keyClick(palette.words, Key.Key_Return)
    assert window.stack.place == "looked-after"


def test_find_lists_all_places_and_replaces_them_in_one_step(running: Running) -> None:
    window = running.opened()
    before = window.session.report
    window.actions_["replace"].trigger()
    dock = window.docks.find
    dock.words.setText("last one")
    dock.search()
    assert dock.model.rowCount() == 1
    dock.new.setText("final word")
    QTest.mouseClick(dock.all, Qt.MouseButton.LeftButton)
    assert find(window.session.report, FRAMEWORK, Search("final word"))
    window.session.history.undo()
    assert window.session.report == before


def test_f3_shows_each_place_with_its_words_selected(running: Running) -> None:
    window = running.opened()
    window.docks.find.words.setText("Children are")
    window.actions_["find-next"].trigger()
    assert window.stack.place == AREA
    form = window.stack.form
    assert isinstance(form, AreaForm)
    assert form.narrative.editor.textCursor().selectedText() == "Children are"


def test_f7_goes_from_finding_to_finding(running: Running) -> None:
    window = running.opened()
    window.overview.check(window.session.view, at_once=True)
    seen = []
    for _ in range(3):
        window.actions_["next-finding"].trigger()
        seen.append(window.docks._key)
    assert len(set(seen)) == 3


def test_settings_hold_at_once_and_are_kept(running: Running) -> None:
    window = running.opened()
    window.actions_["settings"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    theme = page.fields[THEME.key]
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(2)
    assert running.program.settings[THEME] == "dark"
    assert Settings.load()[THEME] == "dark"
    assert running.program.tools.theme.name == "dark"
    theme.setCurrentIndex(0)
    QTest.keyClick(page, Key.Key_Escape)
    assert window.pages.currentWidget() is window.stack


def test_spelling_that_is_switched_off_stays_off(running: Running) -> None:
    window = running.opened()
    if window.words.spelling.problem:
        pytest.skip(window.words.spelling.problem)
    window.actions_["spelling"].trigger()
    assert Settings.load()[SPELLING] is False
    again = running.opened("other.drafter")
    assert not again.actions_["spelling"].isChecked()


def test_the_keys_are_shown_and_escape_goes_back(running: Running) -> None:
    window = running.opened()
    window.actions_["keys"].trigger()
    page = window.pages.currentWidget()
    assert page is not None
    assert page is not window.stack
    QTest.keyClick(page, Key.Key_Escape)
    assert window.pages.currentWidget() is window.stack


def test_older_saves_are_brought_back_as_one_step(running: Running, qtbot: QtBot) -> None:
    window = running.opened()
    first: Report = window.session.report
    form = window.stack.show_place(AREA)
    assert isinstance(form, AreaForm)
    QTest.keyClicks(form.strips[AREA], "4")
    window.actions_["save"].trigger()
    window.actions_["older-saves"].trigger()
    panel = window.pages.currentWidget()
    assert panel is not None
    panel.brought_back.emit(panel.model.save(0))  # type: ignore[attr-defined]
    assert window.session.report == first
    window.session.history.undo()
    assert window.session.report.content.grades[AREA] == "outstanding"


def test_f6_goes_round_the_panes(running: Running) -> None:
    window = running.opened()
    window.activateWindow()
    window.windowHandle().requestActivate()
    QApplication.processEvents()
    window.outline.list.setFocus()
    seen = []
    for _ in range(2):
        window.actions_["next-pane"].trigger()
        seen.append(QApplication.focusWidget())
    assert seen[0] is not None
    assert window.stack.isAncestorOf(seen[0])


def test_without_a_screen_a_sentence_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DrafterError, match="no screen"):
        app.check_screen()
