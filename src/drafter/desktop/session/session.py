"""The session: one report open for editing, its one undo history, and whom to tell."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from drafter.desktop.session.edits import Edit
from drafter.desktop.session.history import ReportChange
from drafter.desktop.session.names import key_that_stays, place_name
from drafter.desktop.session.view import View
from drafter.document.keys import split
from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.ids import is_id
from drafter.report.model import Report
from drafter.services.editing import Editing, Listeners
from drafter.services.saving import Saved

_PAUSE = 2.0
"""Seconds without a key after which typing becomes a new step of the history."""
_COMPOSE_AFTER = 150
"""Milliseconds without an edit after which the document is composed again."""


class Reporter(QObject):
    """Brings what the journal's thread says into the window's."""

    written = Signal(object)
    failed = Signal(object)

    def listeners(self) -> Listeners:
        return Listeners(written=self.written.emit, failed=self.failed.emit)


class Session(QObject):
    """A report that is being edited.

    `changed` brings a View after every edit; `composed` brings one with a fresh document, after a pause or
    at once where numbers changed; `went` the key of the field that an undo or a redo happened in; `safe`
    the moment at which what is on the screen was on the disk; `troubled` why it is not.
    """

    changed = Signal(object)
    composed = Signal(object)
    went = Signal(str)
    safe = Signal(object)
    troubled = Signal(object)
    saved = Signal()

    def __init__(
        self,
        editing: Editing,
        reporter: Reporter | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._editing = editing
        self._reporter = reporter or Reporter()
        self._reporter.written.connect(self._on_written)
        self._reporter.failed.connect(self.troubled)
        self.history = QUndoStack(self)
        self.view = View.of(editing.report, editing.framework)
        self.safe_since: datetime | None = None
        self._stale = False
        self._step = 0
        self._last_edit = -math.inf
        self._top: ReportChange | None = None
        self._is_swapping = False
        self._timer = QTimer(self, singleShot=True, interval=_COMPOSE_AFTER)
        self._timer.timeout.connect(self.compose)

    # --- what is open ------------------------------------------------------------------------------------

    @property
    def report(self) -> Report:
        return self.view.report

    @property
    def framework(self) -> Framework:
        return self.view.framework

    @property
    def path(self) -> Path | None:
        """The report's file; None while it has none."""
        return self._editing.path

    @property
    def editing(self) -> Editing:
        """The report's file, lock and journal."""
        return self._editing

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what is on the screen."""
        return self._editing.is_saved

    # --- edits -------------------------------------------------------------------------------------------

    def make(self, edit: Edit) -> None:
        """Do what an edit wishes, as a step of the history; one that changes nothing is no step.

        What is wished while an undo is being shown (a field is left, say) is done right after it.
        """
        if self._is_swapping:
            QTimer.singleShot(0, self, lambda: self.make(edit))
            return
        before = self.report
        after = edit.change(before)
        if after is before or after == before:
            return
        now = self._clock()
        if not edit.merge or now - self._last_edit > _PAUSE:
            self._step += 1
        self._last_edit = now
        merge = f"{self._step}:{edit.merge}" if edit.merge else ""
        top = self._top if self._top is not None and merge and merge == self._top.merge else None
        if top is not None and after == top.before:
            after = top.before  # the very same, so that a report that is as it was saved is known to be
        was = self.view
        self._go_on_with(after, renumbers=edit.renumbers)
        words = top.text() if top is not None else self._words(edit, was)
        step = ReportChange(before, after, words, key=edit.key, merge=merge, swap=self._swap)
        self.history.push(step)
        if top is None:
            self._top = step
        elif after is top.before:
            self._top = None
        # last of all: whoever is told may wish for the next edit at once
        self._tell(renumbers=edit.renumbers)

    def _words(self, edit: Edit, before: View) -> str:
        """What the history calls an edit that was just made."""
        if not edit.key:
            return edit.verb
        _, _, part = split(edit.key)
        view = before if is_id(part) and part in before.ids else self.view  # it may be new, or gone
        return f"{edit.verb} in {place_name(view, edit.key)}"

    def end_step(self) -> None:
        """What is typed next is a step of its own."""
        self._last_edit = -math.inf
        self._top = None

    def _swap(self, report: Report, key: str) -> None:
        """Show the report before or after a step, where it happened."""
        self.end_step()
        before = self.view
        self._go_on_with(report, renumbers=True)
        self._is_swapping = True  # Qt takes no new step before this one is undone
        try:
            self._tell(renumbers=True)
            self.went.emit(key_that_stays(before, self.view, key))
        finally:
            self._is_swapping = False

    def _go_on_with(self, report: Report, *, renumbers: bool) -> None:
        self._editing.change(report)
        self._stale = not renumbers
        if renumbers:
            self._timer.stop()
            self.view = View.of(report, self.framework)
        else:
            self._timer.start()
            self.view = self.view.with_report(report)

    def _tell(self, *, renumbers: bool) -> None:
        if renumbers:
            self.composed.emit(self.view)
        self.changed.emit(self.view)

    def compose(self) -> None:
        """Compose the document now, unless it is what the report says already."""
        self._timer.stop()
        if not self._stale:
            return
        self._stale = False
        self.view = View.of(self.report, self.framework)
        self.composed.emit(self.view)

    # --- the file ----------------------------------------------------------------------------------------

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Saved:
        """Save the report, under its own name or at `path`. Raises DrafterError; nothing is lost then."""
        self.end_step()
        saved = self._editing.save(path, overwrite=overwrite)
        self.history.setClean()
        self._on_written(datetime.now().astimezone())
        self.saved.emit()
        return saved

    def close(self, *, discard: bool = True) -> None:
        """End the session. Without `discard`, what is not saved is offered at the next start."""
        self._timer.stop()
        self.history.blockSignals(True)  # it tells of its end, when nobody may be there any more
        self._editing.close(discard=discard)

    def _on_written(self, when: datetime) -> None:
        self.safe_since = when
        self.safe.emit(when)

    def flush(self) -> DrafterError | None:
        """Have what is on the screen on the disk now; what hinders it, if anything does."""
        try:
            self._editing.keep_in_journal()
        except DrafterError as error:
            return error
        return None
