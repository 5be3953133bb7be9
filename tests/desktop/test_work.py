from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from drafter.desktop.work import Work, Works
from drafter.errors import DrafterError
from drafter.services.steps import Step, Steps


def counting(last: int) -> Steps[str]:
    for number in range(last):
        yield Step(f"step {number}", number / last)
    return "the result"


class Gate:
    """Steps that wait at each step until they may go on."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.reached = threading.Event()
        self.closed_in: list[str] = []

    def steps(self, last: int = 50) -> Steps[str]:
        try:
            for number in range(last):
                yield Step(f"step {number}", number / last)
                self.reached.set()
                assert self.may_go.wait(10)
            return "the result"
        finally:
            self.closed_in.append(threading.current_thread().name)


@pytest.fixture
def works(qapp: QObject) -> Iterator[Works]:
    made = Works()
    yield made
    assert made.close()


def listen(work: Work) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    window = threading.current_thread()

    def note(name: str, value: Any = None) -> None:
        assert threading.current_thread() is window
        heard.append((name, value))

    work.progressed.connect(lambda step: note("progressed", step.what))
    work.finished.connect(lambda value: note("finished", value))
    work.failed.connect(lambda error: note("failed", error))
    work.cancelled.connect(lambda: note("cancelled"))
    work.fault.connect(lambda error: note("fault", error))
    work.ended.connect(lambda: note("ended"))
    return heard


def test_progress_comes_in_order_then_the_result_then_the_end(qtbot: QtBot, works: Works) -> None:
    work = works.make(counting(20))
    heard = listen(work)
    with qtbot.waitSignal(work.ended):
        work.start()
    assert heard[:20] == [("progressed", f"step {number}") for number in range(20)]
    assert heard[20:] == [("finished", "the result"), ("ended", None)]
    assert not work.is_running


def test_the_steps_run_away_from_the_window(qtbot: QtBot, works: Works) -> None:
    def steps() -> Steps[threading.Thread]:
        yield Step("looking", 0.0)
        return threading.current_thread()

    work = works.make(steps())
    with qtbot.waitSignal(work.finished) as found:
        work.start()
    assert found.args is not None
    assert found.args[0] is not threading.current_thread()


def test_cancelling_stops_between_steps_and_closes_them_where_they_ran(qtbot: QtBot, works: Works) -> None:
    gate = Gate()
    work = works.make(gate.steps())
    heard = listen(work)
    work.start()
    assert gate.reached.wait(10)
    work.cancel()
    assert work.is_stopping
    with qtbot.waitSignal(work.ended):
        gate.may_go.set()
    assert [name for name, _ in heard[-2:]] == ["cancelled", "ended"]
    assert "finished" not in dict(heard)
    assert gate.closed_in == ["drafter-work"]


def test_cancelling_after_the_last_step_brings_the_result(qtbot: QtBot, works: Works) -> None:
    work = works.make(counting(1))
    heard = listen(work)
    with qtbot.waitSignal(work.ended):
        work.start()
        work._thread.join()
        work.cancel()
    assert ("finished", "the result") in heard


def test_what_the_user_can_put_right_comes_as_failed(qtbot: QtBot, works: Works) -> None:
    def steps() -> Steps[None]:
        yield Step("writing", 0.5)
        raise DrafterError("the disk is full", hint="Make room.")

    work = works.make(steps())
    heard = listen(work)
    with qtbot.waitSignal(work.ended):
        work.start()
    names = [name for name, _ in heard]
    assert names == ["progressed", "failed", "ended"]
    assert str(heard[1][1]) == "the disk is full. Make room."


def test_a_fault_of_ours_is_told_and_raised_in_the_windows_thread(qtbot: QtBot, works: Works) -> None:
    def steps() -> Steps[None]:
        yield Step("writing", 0.5)
        raise ZeroDivisionError("ours")

    work = works.make(steps())
    heard = listen(work)
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(work.ended):
        work.start()
    assert [name for name, _ in heard] == ["progressed", "fault", "ended"]
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert not work.is_running


def test_closing_ends_the_thread_and_says_nothing_more(qtbot: QtBot, qapp: QObject) -> None:
    works, gate = Works(), Gate()
    work = works.make(gate.steps())
    heard = listen(work)
    work.start()
    assert gate.reached.wait(10)
    qtbot.wait_until(lambda: bool(heard))
    said = len(heard)
    gate.may_go.set()
    assert works.close()
    assert not work._thread.is_alive()
    qtbot.wait(20)
    assert len(heard) == said


def test_closing_does_not_wait_for_ever(qapp: QObject) -> None:
    works, gate = Works(), Gate()
    work = works.make(gate.steps())
    work.start()
    assert gate.reached.wait(10)
    assert not works.close(patience=0.01)
    gate.may_go.set()
    assert works.close()


def test_works_hold_what_runs_and_let_go_of_what_ended(qtbot: QtBot, works: Works) -> None:
    gate = Gate()
    ended: list[bool] = []
    work = works.make(gate.steps(2))
    work.ended.connect(lambda: ended.append(True))
    work.start()
    kept = weakref.ref(work)
    del work
    gc.collect()
    assert kept() is not None
    gate.may_go.set()
    qtbot.wait_until(lambda: bool(ended))
    qtbot.wait_until(lambda: len(works) == 0)
    gc.collect()
    qtbot.wait_until(lambda: gc.collect() >= 0 and kept() is None)


def test_a_work_whose_window_went_ends_quietly(qtbot: QtBot, qapp: QObject) -> None:
    gate = Gate()
    parent = QObject()
    works = Works(parent)
    work = works.make(gate.steps(3))
    thread = work._thread
    work.start()
    assert gate.reached.wait(10)
    works.close(patience=0)
    del work, works, parent
    gate.may_go.set()
    thread.join(10)
    assert not thread.is_alive()
    gc.collect()
