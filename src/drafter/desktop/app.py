"""The program: one theme, one crash door, any number of windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from drafter import __version__
from drafter.desktop.crash import CrashDoor
from drafter.desktop.feedback import REPORT, Answer
from drafter.desktop.look.icons import PROGRAM, icon
from drafter.desktop.look.theme import Theme
from drafter.desktop.session.session import Reporter, Session
from drafter.desktop.single import Doorkeeper, hand_over
from drafter.desktop.tools import Tools
from drafter.desktop.window.report_window import ReportWindow
from drafter.desktop.window.start_window import StartWindow
from drafter.desktop.work import Works
from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.facts import Fact
from drafter.report.ids import random_ids
from drafter.resources import shipped
from drafter.services import recent
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.services.importing import Imported, import_source
from drafter.services.recovering import resumed
from drafter.services.starting import new_report
from drafter.store.locks import InUseError
from drafter.store.recovery import Unfinished
from drafter.store.reports import open_report
from drafter.store.settings import FONT_SCALE, THEME, Settings

EXAMPLE = ("resources", "examples", "halton-2008.drafter")
_SWITCH = 0.001
"""Seconds after which Python lets another thread on: the window's must never wait long for the journal's."""


class Program(QObject):
    """Opens and closes windows. It ends when the last one is closed."""

    def __init__(self, app: QApplication, tools: Tools, settings: Settings) -> None:
        super().__init__()
        self._app = app
        self.tools = tools
        self.settings = settings
        self.windows: list[StartWindow | ReportWindow] = []
        self._works = Works(self)
        self._door = CrashDoor(self._keep_all)
        self._keeper = Doorkeeper()
        self._keeper.asked.connect(self._on_asked)
        app.installEventFilter(self)

    def stand(self) -> None:
        """Listen for later starts and for faults."""
        self._door.stand()
        self._keeper.listen()

    # --- windows -----------------------------------------------------------------------------------------

    def reports(self) -> list[ReportWindow]:
        """The windows of reports."""
        return [one for one in self.windows if isinstance(one, ReportWindow)]

    def show_start(self) -> StartWindow:
        """The start page, in its one window."""
        for one in self.windows:
            if isinstance(one, StartWindow):
                _to_front(one)
                return one
        window = StartWindow(self.tools)
        window.begun.connect(self.begin)
        window.open_wished.connect(lambda path: self.open(path, window))
        window.import_wished.connect(lambda path: self.start_from(path, window))
        window.example_wished.connect(lambda: self.try_example(window))
        window.restore_wished.connect(lambda one: self.restore(one, window))
        self._take_in(window)
        return window

    def _take_in(self, window: StartWindow | ReportWindow) -> None:
        window.ended.connect(self._on_ended)
        window.quit_wished.connect(self.quit)
        self.windows.append(window)
        window.show()

    def show_report(self, editing: Editing, reporter: Reporter, *, place: str = "") -> ReportWindow:
        """A window for a report that is open for editing; the start page goes."""
        window = ReportWindow(Session(editing, reporter), self.tools, settings=self.settings)
        window.panels.settings_changed.connect(self.take_settings)
        window.new_wished.connect(lambda: self.show_start().show_new())
        window.open_wished.connect(lambda path: self._open_from(window, path))
        window.start_wished.connect(lambda: self.show_start().show_start())
        if place:
            window.resume_at(place)
        self._take_in(window)
        for start in [one for one in self.windows if isinstance(one, StartWindow)]:
            start.close()
        return window

    def take_settings(self, settings: Settings) -> None:
        """Keep other settings, and do as they say in every window."""
        self.settings = settings
        try:
            self.settings = settings.save()
        except DrafterError as error:
            for window in self.windows:
                window.feedback.tell_error(error)
        use_look(self.tools.theme, settings)
        for window in self.reports():
            window.take_settings(self.settings)

    def _on_ended(self, window: StartWindow | ReportWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()
        if not self.windows:
            self._keeper.close()
            self._app.quit()

    def quit(self) -> None:
        """Close every window; one that is to stay open keeps the program."""
        for window in list(self.windows):
            if not window.close():
                return

    # --- reports -----------------------------------------------------------------------------------------

    def begin(self, framework: Framework, facts: dict[str, Fact]) -> ReportWindow:
        """A new report. It is on the disk before the first key."""
        report = new_report(framework, facts, self.tools.ids)
        reporter = Reporter()
        editing = Editing.started(report, framework, name="New report", listeners=reporter.listeners())
        return self.show_report(editing, reporter)

    def open(self, path: Path, over: StartWindow | ReportWindow | None = None) -> ReportWindow | None:
        """Open a report, in a window of its own; one that is open already comes to the front."""
        for window in self.reports():
            if window.path is not None and _is_same(window.path, path):
                _to_front(window)
                return window
        over = over or self.show_start()
        reporter = Reporter()
        try:
            editing = Editing.opened(path, listeners=reporter.listeners())
        except InUseError as error:
            return self._open_locked(path, error, over)
        except DrafterError as error:
            over.feedback.tell_error(error)
            return None
        found = next((one for one in recent.recent() if one.path == path.absolute()), None)
        return self.show_report(editing, reporter, place=found.field or found.section if found else "")

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
        return self.show_report(editing, reporter)

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
        return self.show_report(editing, reporter)

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
        return self.show_report(editing, reporter)

    def try_example(self, over: StartWindow) -> ReportWindow | None:
        """The worked example, as a report of one's own: the shipped file stays as it is."""
        return self._show_copy(shipped(*EXAMPLE), over, "Worked example")

    def start_from(self, path: Path, over: StartWindow) -> None:
        """Read a prior report, off the window's thread, and begin with it."""
        if path.suffix.lower() == ".drafter":
            self._show_copy(path, over, f"From {path.name}")
            return
        work = self._works.make(import_source(path, None, self.tools.ids))
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
        window = self.show_report(editing, reporter)
        tray = len(imported.recognition.report.desk.tray)
        for warning in imported.warnings:
            window.bars.tell(warning)
        if tray:
            window.bars.tell(f"{tray} passages found no place and are kept with the report, unplaced.")

    # --- from outside ------------------------------------------------------------------------------------

    def _on_asked(self, file: Path | None) -> None:
        """A second start: its file opens here, or what is here comes to the front."""
        if file is not None:
            self.open(file, next(iter(self.reports()), None))
        elif self.windows:
            _to_front(self.windows[-1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.open(Path(event.file()))  # how macOS opens a file
            return True
        return super().eventFilter(watched, event)

    def _keep_all(self) -> Iterable[DrafterError | None]:
        return [window.session.flush() for window in self.reports()]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _to_front(window: QMainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def make_app() -> QApplication:
    """Qt's own part of the program."""
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    app.setApplicationName("drafter")
    app.setApplicationDisplayName("Drafter")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("drafter")
    app.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setWindowIcon(QIcon(icon(PROGRAM)))
    return app


def make_tools(settings: Settings, app: QApplication) -> Tools:
    """What every window is given, as the settings say."""
    theme = Theme()
    use_look(theme, settings)
    theme.apply(app)
    return Tools(theme=theme, ids=random_ids())


def use_look(theme: Theme, settings: Settings) -> None:
    """The theme and the size of letters as the settings say."""
    if settings[THEME] == "system":
        theme.follow_system()
    else:
        theme.choose(settings[THEME])
    theme.set_scale(settings[FONT_SCALE] / 100)


def run(file: Path | None, *, quit_when_shown: bool = False) -> int:
    """Open the window, with a report in it, and stay until it is closed; the exit code.

    With `quit_when_shown` it paints once and ends. Raises DrafterError where there is no screen.
    """
    check_screen()
    sys.setswitchinterval(_SWITCH)
    app = make_app()
    if not quit_when_shown and hand_over(file):
        return 0
    settings = Settings.load()
    program = Program(app, make_tools(settings, app), settings)
    if not quit_when_shown:
        program.stand()
    window = program.open(file) if file is not None else None
    shown = window or program.show_start()
    for problem in settings.problems:
        shown.feedback.tell(problem)
    if quit_when_shown:
        _quit_when_painted(shown, app)
    return app.exec()


def _quit_when_painted(window: QMainWindow, app: QApplication) -> None:
    def end() -> None:
        if isinstance(window, ReportWindow):
            window.docks.close()
            window.session.close(discard=True)
        app.quit()

    # after the events of showing and painting, which are waiting already
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, end))


def check_screen() -> None:
    """Raise DrafterError where Qt would end the process for want of a screen."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise DrafterError(
            "there is no screen that a window could be shown on",
            hint="Start Drafter on a desktop, or use its commands; `drafter --help` lists them.",
        )
