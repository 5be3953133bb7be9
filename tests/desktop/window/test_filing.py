"""The report's file: saving, what others do to it, closing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drafter.desktop.forms.area import AreaForm
from drafter.desktop.window.report_window import ReportWindow
from drafter.report.edits import set_grade
from drafter.report.model import Report
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.services.recovering import unfinished
from drafter.store import history, locks
from drafter.store.files import atomic_write
from drafter.store.reports import open_report, save_report
from tests.desktop.small import AREA, FRAMEWORK
from tests.desktop.window.conftest import Running

CTRL = Qt.KeyboardModifier.ControlModifier


def graded(window: ReportWindow, key: str = "3") -> None:
    """Grade the area by its key."""
    form = window.stack.show_place(AREA)
    assert isinstance(form, AreaForm)
    QTest.keyClicks(form.strips[AREA], key)


def is_saved(window: ReportWindow) -> bool:
    return window.session.is_saved


def on_disk(file: Path) -> Report:
    return open_report(file, installed).report


def test_ctrl_s_saves_what_is_on_the_screen(running: Running) -> None:
    window = running.opened()
    graded(window)
    assert not is_saved(window)
    window.actions_["save"].trigger()
    assert is_saved(window)
    assert on_disk(running.folder / "report.drafter") == window.session.report
    assert "Safe on disk" in window.status.safe.text()


def test_a_report_without_a_file_asks_for_its_name_once(running: Running) -> None:
    window = running.program.begin(FRAMEWORK, {"area": "Norfolk"})
    file = running.folder / "norfolk.drafter"
    running.answers.expect("name_to_save", file, words="Norfolk")
    window.actions_["save"].trigger()
    assert on_disk(file) == window.session.report
    graded(window)
    window.actions_["save"].trigger()  # not asked again
    assert on_disk(file) == window.session.report
    running.answers.check()


def test_who_thinks_better_of_saving_goes_on_writing(running: Running) -> None:
    window = running.program.begin(FRAMEWORK, {"area": "Norfolk"})
    running.answers.expect("name_to_save", None)
    window.actions_["save"].trigger()
    assert window.session.path is None
    running.answers.check()


def test_what_somebody_else_changed_is_told_in_a_bar_and_not_overwritten(running: Running) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    graded(window)
    theirs = set_grade(on_disk(file), AREA, "good")
    save_report(file, theirs, FRAMEWORK)
    window.filing.look_at_disk()
    assert "changed-on-disk" in window.bars.names()
    window.actions_["save"].trigger()
    assert on_disk(file) == theirs
    assert not window.session.is_saved


def test_mine_goes_over_theirs_when_that_is_chosen(running: Running) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    graded(window, "1")
    theirs = set_grade(on_disk(file), AREA, "good")
    save_report(file, theirs, FRAMEWORK)
    window.filing.look_at_disk()
    window.bars.chosen.emit("changed-on-disk", "overwrite")
    assert on_disk(file) == window.session.report
    assert "changed-on-disk" not in window.bars.names()
    kept = history.saves(file)
    assert kept, "what stood there is an older save"


def test_the_difference_to_theirs_can_be_looked_at(running: Running) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    save_report(file, set_grade(on_disk(file), AREA, "good"), FRAMEWORK)
    window.filing.look_at_disk()
    window.bars.chosen.emit("changed-on-disk", "compare")
    page = window.pages.currentWidget()
    assert page is not None
    assert page is not window.stack
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.stack


def test_a_folder_that_is_gone_is_told_and_comes_back(running: Running) -> None:
    folder = running.folder / "drive"
    folder.mkdir()
    file = running.saved()
    atomic_write(folder / "report.drafter", file.read_bytes())
    window = running.program.open(folder / "report.drafter")
    assert window is not None
    away = running.folder / "away"
    window.session.editing.lock.release()  # type: ignore[union-attr]
    folder.rename(away)
    window.filing.look_at_disk()
    assert "folder-gone" in window.bars.names()
    graded(window)
    window.actions_["save"].trigger()
    assert "unsaved" in window.bars.names()
    away.rename(folder)
    window.bars.chosen.emit("folder-gone", "try-again")
    assert "folder-gone" not in window.bars.names()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_can_only_be_read_is_told(running: Running) -> None:
    file = running.saved()
    file.chmod(0o400)
    window = running.opened()
    window.filing.look_at_disk()
    assert "read-only" in window.bars.names()


def test_a_failing_save_says_so_and_loses_nothing(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    before = file.read_bytes()
    graded(window)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("drafter.store.files.os.fsync", full)
    window.actions_["save"].trigger()
    assert "unsaved" in window.bars.names()
    bar = window.bars.bar("unsaved")
    assert bar is not None
    assert "kept on this computer" in bar.said()
    assert file.read_bytes() == before


def test_closing_asks_and_may_save(running: Running) -> None:
    window = running.opened()
    graded(window)
    running.answers.expect("choose", "save", words="has changes")
    assert window.close()
    assert on_disk(running.folder / "report.drafter").content.grades[AREA] == "good"
    running.answers.check()


def test_closing_can_be_thought_better_of(running: Running) -> None:
    window = running.opened()
    graded(window)
    running.answers.expect("choose", None)
    assert not window.close()
    assert window.isVisible()


def test_what_is_kept_for_next_time_is_offered_then(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = running.opened()
    graded(window)
    running.answers.expect("choose", "keep")
    running.program.show_start()
    assert window.close()
    monkeypatch.setattr("drafter.store.processes.Holder.is_dead", lambda _: True)
    assert [one.about.name for one in unfinished()] == ["report.drafter"]


def test_what_is_discarded_is_not_offered(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    window = running.opened()
    graded(window)
    running.answers.expect("choose", "discard")
    running.program.show_start()
    assert window.close()
    monkeypatch.setattr("drafter.store.processes.Holder.is_dead", lambda _: True)
    assert unfinished() == []
    assert AREA not in on_disk(running.folder / "report.drafter").content.grades


def test_closing_gives_the_lock_up(running: Running) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    assert locks.holder_of(file) is not None
    running.program.show_start()
    window.close()
    assert locks.holder_of(file) is None


def test_it_saves_by_itself_only_where_no_question_is_needed(running: Running) -> None:
    window = running.opened()
    file = running.folder / "report.drafter"
    graded(window)
    window.filing._save_by_itself()
    assert on_disk(file) == window.session.report
    save_report(file, set_grade(on_disk(file), AREA, "adequate"), FRAMEWORK)
    window.filing.look_at_disk()
    graded(window, "1")
    window.filing._save_by_itself()
    assert on_disk(file).content.grades[AREA] == "adequate"


def test_a_report_that_a_colleague_has_open_can_be_opened_as_a_copy(running: Running) -> None:
    file = running.saved()
    elsewhere = Editing.opened(file)
    try:
        running.answers.expect("choose", "copy", words="open")
        window = running.program.open(file)
        assert window is not None
        assert window.session.path is None
        assert window.session.report == on_disk(file)
    finally:
        elsewhere.close()
    running.answers.check()


def test_a_report_can_be_taken_over(running: Running) -> None:
    file = running.saved()
    elsewhere = Editing.opened(file)
    running.answers.expect("choose", "take")
    window = running.program.open(file)
    assert window is not None
    assert window.session.path == file
    assert elsewhere.lock is not None
    assert not elsewhere.lock.is_ours()
    elsewhere.close()


def test_who_loses_the_lock_is_told(running: Running) -> None:
    window = running.opened()
    locks.take(running.folder / "report.drafter", force=True)
    window.filing.look_at_disk()
    assert "lock-lost" in window.bars.names()
