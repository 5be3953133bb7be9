"""Long work on a terminal: a bar after a while, the result in the end, and a way to stop it."""

from __future__ import annotations

import io
import threading
from types import SimpleNamespace

import click
import pytest

from drafter.cli import progress
from drafter.errors import DrafterError
from drafter.services.steps import Step, Steps


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    # not sys.stderr itself, which pytest puts back between setting up and calling a test
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=screen))
    monkeypatch.setattr(progress, "PATIENCE", 0.02)
    return screen


def test_work_that_takes_a_while_shows_a_bar_and_gives_its_result(terminal: Terminal) -> None:
    def steps() -> Steps[int]:
        yield Step("Reading", 0.2)
        yield Step("Writing", 0.7)
        threading.Event().wait(0.3)  # long enough to be shown
        return 42

    assert progress.run(steps()) == 42
    assert "Writing" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_work_that_is_done_at_once_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def steps() -> Steps[int]:
        yield Step("Reading", 0.2)
        return 42

    monkeypatch.setattr(progress, "PATIENCE", 10.0)

    assert progress.run(steps()) == 42
    assert terminal.getvalue() == ""


def test_a_problem_in_long_work_reaches_the_caller(terminal: Terminal) -> None:
    def steps() -> Steps[int]:
        yield Step("Reading", 0.2)
        threading.Event().wait(0.1)
        raise DrafterError("the file is empty")

    with pytest.raises(DrafterError, match="empty"):
        progress.run(steps())


def test_work_that_is_told_to_stop_does_no_further_step() -> None:
    done: list[str] = []

    def steps() -> Steps[int]:
        yield Step("Reading", 0.2)
        done.append("read")
        return 42

    worker = progress._Worker()
    worker.stop.set()

    with pytest.raises(click.exceptions.Abort):
        worker.run(steps())
    assert done == []
