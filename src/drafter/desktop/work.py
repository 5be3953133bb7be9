"""Long work away from the window's thread: its progress, its end, and a way to stop it."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from drafter.errors import DrafterError
from drafter.services.steps import Steps

_PATIENCE = 5.0
"""Seconds that closing waits for a step that is still going on; a file in the making is whole by then."""


class Work(QObject):
    """Steps that run in a thread of their own. All signals come in the window's thread.

    `progressed` brings each Step before it is done. Then comes one of `finished` (with the result), `failed`
    (with a DrafterError), `cancelled` and `fault` (with an exception of ours, which is also raised in the
    window's thread, where the program's one door for such things is), and last of all `ended`.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    fault = Signal(object)
    ended = Signal()

    _said = Signal(object, object)

    def __init__(self, steps: Steps[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._stop = threading.Event()
        self._is_quiet = False
        self.is_running = False
        # never in the worker's thread, whoever listens and however
        self._said.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="drafter-work", daemon=True)

    # --- in the window's thread --------------------------------------------------------------------------

    def start(self) -> None:
        """Begin. A work runs once."""
        self.is_running = True
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the step that it is at; `cancelled` comes then, or the result if that was the last."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was cancelled and is still at its last step."""
        return self.is_running and self._stop.is_set()

    def close(self, patience: float = _PATIENCE) -> bool:
        """Stop, say nothing more, and wait for the thread; whether it ended in `patience` seconds."""
        self._is_quiet = True
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        self.is_running = self._thread.is_alive()
        return not self.is_running

    def _pass_on(self, signal: str, value: object) -> None:
        if self._is_quiet:
            return
        if signal == "progressed":
            self.progressed.emit(value)
            return
        self.is_running = False
        match signal:
            case "finished":
                self.finished.emit(value)
            case "failed":
                self.failed.emit(value)
            case "cancelled":
                self.cancelled.emit()
            case _:
                self.fault.emit(value)
        self.ended.emit()
        if signal == "fault":
            assert isinstance(value, BaseException)
            raise value

    # --- in the worker's thread --------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._say(*self._outcome())
        finally:
            # what the steps hold (a file, a folder that goes) is given up where it was taken
            self._steps.close()

    def _outcome(self) -> tuple[str, object]:
        try:
            while not self._stop.is_set():
                try:
                    step = next(self._steps)
                except StopIteration as stop:
                    return "finished", stop.value
                self._say("progressed", step)
            self._steps.close()
        except DrafterError as error:
            return "failed", error
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            return "fault", error
        return "cancelled", None

    def _say(self, signal: str, value: object) -> None:
        # the window may have gone meanwhile, and nobody wants to know any more
        with contextlib.suppress(RuntimeError):
            self._said.emit(signal, value)


class Works(QObject):
    """All the work of one window: kept alive while it runs, and ended with the window by `close`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Work] = []

    def __len__(self) -> int:
        return len(self._running)

    def make(self, steps: Steps[Any]) -> Work:
        """Work that has not begun, so that its signals can be connected; `start` begins it."""
        work = Work(steps)
        self._running.append(work)
        work.ended.connect(lambda: self._forget(work))
        return work

    def close(self, patience: float = _PATIENCE) -> bool:
        """Stop everything, and wait for it; whether all of it ended in time."""
        for work in self._running:
            work.cancel()
        ended = [work.close(patience) for work in self._running]
        # what still runs is held, since a thread's own object must not go before it
        self._running = [work for work, over in zip(self._running, ended, strict=True) if not over]
        return all(ended)

    def _forget(self, work: Work) -> None:
        if work in self._running:
            self._running.remove(work)
            work.deleteLater()
