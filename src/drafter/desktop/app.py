"""The program: one theme, one crash door, any number of windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from drafter import __version__
from drafter.desktop.crash import CrashDoor
from drafter.desktop.front import to_front
from drafter.desktop.look.icons import PROGRAM, icon
from drafter.desktop.look.theme import Theme
from drafter.desktop.single import Doorkeeper, hand_over
from drafter.desktop.tools import Tools
from drafter.desktop.window.start_window import StartWindow
from drafter.errors import DrafterError
from drafter.report.ids import random_ids
from drafter.store.settings import FONT_SCALE, THEME, Settings

if TYPE_CHECKING:
    from drafter.desktop.opening import Opener
    from drafter.desktop.window.report_window import ReportWindow
    from drafter.framework.model import Framework
    from drafter.report.facts import Fact

W = TypeVar("W", "StartWindow", "ReportWindow")

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
        self._door = CrashDoor(self._keep_all)
        self._keeper = Doorkeeper()
        self._keeper.asked.connect(self._on_asked)
        if sys.platform == "darwin":  # elsewhere it would see every event for nothing
            app.installEventFilter(self)

    def stand(self) -> None:
        """Listen for later starts and for faults."""
        self._door.stand()
        self._keeper.listen()

    # --- windows -----------------------------------------------------------------------------------------

    def reports(self) -> list[ReportWindow]:
        """The windows of reports."""
        return [one for one in self.windows if not isinstance(one, StartWindow)]

    def show_start(self) -> StartWindow:
        """The start page, in its one window."""
        for one in self.windows:
            if isinstance(one, StartWindow):
                to_front(one)
                return one
        window = StartWindow(self.tools)
        window.begun.connect(self.begin)
        window.open_wished.connect(lambda path: self.open(path, window))
        window.import_wished.connect(lambda path: self.opener.start_from(path, window))
        window.example_wished.connect(lambda: self.opener.try_example(window))
        window.restore_wished.connect(lambda one: self.opener.restore(one, window))
        return self.take_in(window)

    def take_in(self, window: W) -> W:
        """Show a window; when it is a report's, the start page goes."""
        window.ended.connect(self._on_ended)
        window.quit_wished.connect(self.quit)
        self.windows.append(window)
        window.show()
        if not isinstance(window, StartWindow):
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

    @cached_property
    def opener(self) -> Opener:
        """What opens reports; made when the first one is, since it brings in much."""
        from drafter.desktop.opening import Opener

        return Opener(self)

    def open(self, path: Path, over: StartWindow | ReportWindow | None = None) -> ReportWindow | None:
        """Open a report, in a window of its own; one that is open already comes to the front.

        What hinders it is told in `over`, or on the start page; None then.
        """
        return self.opener.open(path, over)

    def begin(self, framework: Framework, facts: Mapping[str, Fact]) -> ReportWindow:
        """A new report. It is on the disk before the first key."""
        return self.opener.begin(framework, facts)

    # --- from outside ------------------------------------------------------------------------------------

    def _on_asked(self, file: Path | None) -> None:
        """A second start: its file opens here, or what is here comes to the front."""
        if file is not None:
            self.open(file, next(iter(self.reports()), None))
        elif self.windows:
            to_front(self.windows[-1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.open(Path(event.file()))  # how macOS opens a file
            return True
        return super().eventFilter(watched, event)

    def _keep_all(self) -> Iterable[DrafterError | None]:
        return [window.session.flush() for window in self.reports()]


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
    if quit_when_shown:
        _quit_when_painted(program, app)
    window = program.open(file) if file is not None else None
    shown = window or program.show_start()
    for problem in settings.problems:
        shown.feedback.tell(problem)
    return app.exec() or int(file is not None and window is None)


def _quit_when_painted(program: Program, app: QApplication) -> None:
    """End once the loop has begun, even where a question is waiting for its answer."""

    def end() -> None:
        for window in program.reports():
            window.docks.close()
            window.session.close(discard=True)
        app.quit()

    # after the events of showing and painting, which are waiting by then
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
