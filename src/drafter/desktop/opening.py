"""Opening reports: from files, from nothing, from what a crash left, from prior reports.

Apart from the rest of the program, so that the start page need not wait for what only reports need.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from drafter.desktop.feedback import REPORT, Answer
from drafter.desktop.front import to_front
from drafter.desktop.session.session import Reporter, Session
from drafter.desktop.window.report_window import ReportWindow
from drafter.desktop.work import Works
from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.facts import Fact
from drafter.resources import shipped
from drafter.services import recent
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.services.recovering import resumed
from drafter.services.starting import new_report
from drafter.store.locks import InUseError
from drafter.store.recovery import Unfinished
from drafter.store.reports import open_report

if TYPE_CHECKING:
    from drafter.desktop.app import Program
    from drafter.desktop.window.start_window import StartWindow
    from drafter.services.importing import Imported

EXAMPLE = ("resources", "examples", "halton-2008.drafter")


class Opener(QObject):
    """Opens reports in windows of a program, and tells over another window what hinders it."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._works = Works(self)

    def show(self, editing: Editing, reporter: Reporter, *, place: str = "") -> ReportWindow:
        """A window for a report that is open for editing."""
        program = self._program
        session = Session(editing, reporter)
        window = ReportWindow(session, program.tools, settings=program.settings, place=place)
        window.panels.settings_changed.connect(program.take_settings)
        window.new_wished.connect(lambda: program.show_start().show_new())
        window.open_wished.connect(lambda path: self._open_from(window, path))
        window.start_wished.connect(lambda: program.show_start().show_start())
        return program.take_in(window)

    def begin(self, framework: Framework, facts: Mapping[str, Fact]) -> ReportWindow:
        """A new report. It is on the disk before the first key."""
        report = new_report(framework, facts, self._program.tools.ids)
        reporter = Reporter()
        editing = Editing.started(report, framework, name="New report", listeners=reporter.listeners())
        return self.show(editing, reporter)

    def open(self, path: Path, over: StartWindow | ReportWindow | None = None) -> ReportWindow | None:
        """Open a report, in a window of its own; one that is open already comes to the front."""
        for window in self._program.reports():
            if window.path is not None and _is_same(window.path, path):
                to_front(window)
                return window
        reporter = Reporter()
        try:
            editing = Editing.opened(path, listeners=reporter.listeners())
        except InUseError as error:
            return self._open_locked(path, error, over or self._program.show_start())
        except DrafterError as error:
            (over or self._program.show_start()).feedback.tell_error(error)
            return None
        found = next((one for one in recent.recent() if one.path == path.absolute()), None)
        return self.show(editing, reporter, place=found.field or found.section if found else "")

    def _open_locked(
        self, path: Path, error: InUseError, over: StartWindow | ReportWindow
    ) -> ReportWindow | None:
        """Somebody else has it open: a copy can be read and written on, or theirs be taken over."""
        answer = over.feedback.choose(
            f"This report is open: {error.holder.in_words()}.",
            [Answer("copy", "Open a copy"), Answer("take", "Take it over", is_dangerous=True)],
            about="A copy has no file until you save it. Take the report over only if nobody writes in it.",
        )
        if answer is None:
            return None
        if answer == "copy":
            return self._show_copy(path, over, f"Copy of {path.name}")
        reporter = Reporter()
        try:
            editing = Editing.opened(path, force=True, listeners=reporter.listeners())
        except DrafterError as problem:
            over.feedback.tell_error(problem)
            return None
        return self.show(editing, reporter)

    def _show_copy(self, path: Path, over: StartWindow | ReportWindow, name: str) -> ReportWindow | None:
        """A report of one's own that begins with what stands in a file; the file stays as it is."""
        reporter = Reporter()
        try:
            found = open_report(path, installed)
            editing = Editing.started(
                found.report, found.framework, name=name, listeners=reporter.listeners()
            )
        except DrafterError as problem:
            over.feedback.tell_error(problem)
            return None
        return self.show(editing, reporter)

    def _open_from(self, window: ReportWindow, path: Path | None) -> None:
        """Open a file from a report's window; its own file opens anew, in its place."""
        if path is None:
            path = window.feedback.file_to_open("Open a report", [REPORT])
            if path is None:
                return
        if window.path is not None and _is_same(window.path, path):
            if not window.close():
                return
            QTimer.singleShot(0, lambda: self.open(path))
            return
        self.open(path, window)

    def restore(self, one: Unfinished, over: StartWindow) -> ReportWindow | None:
        """Go on with what a crash left."""
        reporter = Reporter()
        try:
            editing = resumed(one, listeners=reporter.listeners())
        except DrafterError as error:
            over.feedback.tell_error(error)
            return None
        return self.show(editing, reporter)

    def try_example(self, over: StartWindow) -> ReportWindow | None:
        """The worked example, as a report of one's own: the shipped file stays as it is."""
        return self._show_copy(shipped(*EXAMPLE), over, "Worked example")

    def start_from(self, path: Path, over: StartWindow) -> None:
        """Read a prior report, off the window's thread, and begin with it."""
        if path.suffix.lower() == ".drafter":
            self._show_copy(path, over, f"From {path.name}")
            return
        from drafter.services.importing import import_source

        work = self._works.make(import_source(path, None, self._program.tools.ids))
        over.bars.tell(f"Reading {path.name} …")
        work.finished.connect(lambda imported: self._show_imported(imported, path, over))
        work.failed.connect(over.feedback.tell_error)
        work.start()

    def _show_imported(self, imported: Imported, path: Path, over: StartWindow) -> None:
        reporter = Reporter()
        editing = Editing.started(
            imported.recognition.report,
            imported.framework,
            name=f"From {path.name}",
            listeners=reporter.listeners(),
        )
        window = self.show(editing, reporter)
        tray = len(imported.recognition.report.desk.tray)
        for warning in imported.warnings:
            window.bars.tell(warning)
        if tray:
            window.bars.tell(f"{tray} passages found no place and are kept with the report, unplaced.")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
