"""A program under test, with answers to its questions and without pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.app import Program
from drafter.desktop.look.theme import Theme
from drafter.desktop.window.report_window import ReportWindow
from drafter.report.ids import seeded_ids
from drafter.store.reports import save_report
from tests.desktop import driving
from tests.desktop.feedback_double import FeedbackDouble
from tests.desktop.small import FRAMEWORK, small_report


@dataclass(frozen=True)
class Running:
    """The program, its answers, and a folder to work in."""

    program: Program
    answers: FeedbackDouble
    folder: Path

    def saved(self, name: str = "report.drafter") -> Path:
        """A small report in a file."""
        file = self.folder / name
        save_report(file, small_report(seeded_ids(name)), FRAMEWORK)
        return file

    def opened(self, name: str = "report.drafter") -> ReportWindow:
        """The window of a small report that is in a file."""
        file = self.folder / name
        window = self.program.open(file if file.exists() else self.saved(name))
        assert window is not None
        return window


@pytest.fixture
def running(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, the_theme: Theme, tmp_path: Path
) -> Iterator[Running]:
    with driving.program(monkeypatch, the_theme, seeded_ids("window")) as (program, answers):
        yield Running(program, answers, tmp_path)
        for window in program.reports():
            window.filing.forget()
