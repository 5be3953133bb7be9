"""A session over a small report, with a clock that tests set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.session.session import Session
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.services.editing import Editing
from tests.desktop.small import FRAMEWORK, small_report


class Clock:
    """Seconds, as the test says."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(qtbot: QtBot, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    for name in ("DRAFTER_CONFIG", "DRAFTER_DICTIONARY"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    editing = Editing.started(small_report(seeded_ids("small")), FRAMEWORK, name="Small")
    made = Session(editing, clock=clock)
    yield made
    made.close()


Make = Callable[[Report], Session]
