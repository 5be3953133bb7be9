"""The window that is seen while no report is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from drafter.desktop.feedback import PRIOR, REPORT, Feedback, QtFeedback, show_in_folder
from drafter.desktop.panels.bars import BarStack
from drafter.desktop.start.presence import Presence
from drafter.desktop.start.start_page import StartPage
from drafter.desktop.tools import Tools
from drafter.desktop.window.commands import Actions, Command
from drafter.desktop.work import Works
from drafter.errors import DrafterError
from drafter.services import recent
from drafter.services.steps import Step, Steps
from drafter.store import window_state
from drafter.store.state import has_journals
from drafter.store.window_state import WindowState

if TYPE_CHECKING:
    from drafter.desktop.panels.recovery import RecoveryPanel
    from drafter.desktop.start.new_report import NewReportPage
    from drafter.services.comparing import Difference
    from drafter.store.recovery import Unfinished

_KIND = "start"
_COMMANDS = (
    Command("new", "&File", "&New report…", "Ctrl+N", picture="new"),
    Command("open", "&File", "&Open…", "Ctrl+O", picture="open"),
    Command("prior", "&File", "Start from a &prior report…", picture="prior-report"),
    Command("", "&File"),
    Command("close", "&File", "&Close", "Ctrl+W", picture="close"),
    Command("quit", "&File", "&Quit", "Ctrl+Q"),
    Command("zoom-in", "&View", "Larger letters", "Ctrl++", picture="zoom-in"),
    Command("zoom-out", "&View", "Smaller letters", "Ctrl+-", picture="zoom-out"),
    Command("zoom-reset", "&View", "Letters of the usual size", "Ctrl+0"),
    Command("keys", "&Help", "&Keys of the keyboard", "F1"),
    Command("about", "&Help", "&About Drafter"),
)


class StartWindow(QMainWindow):
    """Start page, the form of a new report, and what a crash left.

    What is to be opened is the program's business: `begun` (framework, facts), `open_wished` (a file),
    `import_wished` (a prior report), `example_wished`, `restore_wished` (an Unfinished). `ended` comes when
    it was closed.
    """

    begun = Signal(object, object)
    open_wished = Signal(object)
    import_wished = Signal(object)
    example_wished = Signal()
    restore_wished = Signal(object)
    keys_wished = Signal()
    about_wished = Signal()
    quit_wished = Signal()
    ended = Signal(object)

    def __init__(self, tools: Tools, feedback: Feedback | None = None) -> None:
        super().__init__()
        self.tools = tools
        self.bars = BarStack(tools.theme, (24, 12, 24, 12))
        self.feedback = feedback or QtFeedback(self, self.bars)
        self.page = StartPage(tools.theme)
        self._presence = Presence(self)
        self._works = Works(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        middle = QWidget()
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.bars)
        down.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.setWindowTitle("Drafter")
        self.setMinimumSize(760, 520)
        self._connect()
        self._restore()
        self.refresh()

    def _connect(self) -> None:
        page, theme = self.page, self.tools.theme
        page.new_wished.connect(self.show_new)
        page.prior_wished.connect(self.choose_prior)
        page.open_wished.connect(self.choose)
        page.example_wished.connect(self.example_wished)
        page.opened.connect(self.open_wished)
        page.dropped.connect(self.drop)
        page.located.connect(self._locate)
        page.removed.connect(self._forget)
        page.folder_wished.connect(show_in_folder)
        page.restored.connect(self.restore_wished)
        page.compared.connect(self.show_recovery)
        page.discarded.connect(self._discard)
        self._presence.found.connect(page.show_present)
        self.actions_ = Actions(self, _COMMANDS)
        table: dict[str, Callable[[], object]] = {
            "new": self.show_new,
            "open": self.choose,
            "prior": self.choose_prior,
            "close": self.close,
            "quit": self.quit_wished.emit,
            "zoom-in": lambda: theme.set_scale(theme.scale + 0.1),
            "zoom-out": lambda: theme.set_scale(theme.scale - 0.1),
            "zoom-reset": lambda: theme.set_scale(1.0),
            "keys": self.keys_wished.emit,
            "about": self.about_wished.emit,
        }
        self.actions_.does(table)

    @cached_property
    def new_page(self) -> NewReportPage:
        """The form of a new report. What the start page can do without is made when it is first shown."""
        from drafter.desktop.start.new_report import NewReportPage

        page = NewReportPage(self.tools.theme)
        page.begun.connect(self.begun)
        page.closed.connect(self.show_start)
        self._pages.addWidget(page)
        return page

    @cached_property
    def recovery(self) -> RecoveryPanel:
        """What is unfinished, held against its file."""
        from drafter.desktop.panels.recovery import RecoveryPanel

        panel = RecoveryPanel(self.tools.theme)
        panel.restored.connect(self.restore_wished)
        panel.discarded.connect(self._discard)
        panel.closed.connect(self.show_start)
        self._pages.addWidget(panel)
        return panel

    # --- pages -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what there is now: recent reports, and what a crash left."""
        entries = recent.recent()
        self.page.show_recent(entries)
        self._presence.ask([one.path for one in entries])
        found: list[Unfinished] = []
        if has_journals():
            from drafter.services.recovering import unfinished

            found = unfinished()
        self.page.show_unfinished(found)

    def show_start(self) -> None:
        """The start page."""
        self.refresh()
        self._pages.setCurrentWidget(self.page)
        self.page.begin()

    def show_new(self) -> None:
        """The form of a new report."""
        from drafter.services.frameworks import available

        found, problems = available()
        self.new_page.show_frameworks(found, problems, chosen="joint-area-review-2007")
        self._pages.setCurrentWidget(self.new_page)
        self.new_page.focus_first()

    def show_recovery(self, one: Unfinished) -> None:
        """What is unfinished, held against its file."""
        self.recovery.show_unfinished(one)
        self._pages.setCurrentWidget(self.recovery)
        if one.about.place is not None:
            work = self._works.make(_compared(one, one.about.place))
            work.finished.connect(self.recovery.show_differences)
            work.failed.connect(lambda error: self.recovery.show_note(str(error)))
            work.start()

    # --- files -------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a report and open it."""
        path = self.feedback.file_to_open("Open a report", [REPORT])
        if path is not None:
            self.open_wished.emit(path)

    def choose_prior(self) -> None:
        """Ask for a report to start from."""
        path = self.feedback.file_to_open("Start from a prior report", [PRIOR])
        if path is not None:
            self.import_wished.emit(path)

    def drop(self, path: Path) -> None:
        """Open a report; start from any other file."""
        is_report = path.suffix.lower() == ".drafter"
        (self.open_wished if is_report else self.import_wished).emit(path)

    def _locate(self, path: Path) -> None:
        found = self.feedback.file_to_open(f"Where is {path.name}?", [REPORT])
        if found is not None:
            recent.forget(path)
            self.open_wished.emit(found)

    def _forget(self, path: Path) -> None:
        recent.forget(path)
        self.refresh()

    def _discard(self, one: Unfinished) -> None:
        name = one.about.name or "this report"
        verb = "Discard"
        about = "It cannot be brought back."
        if self.feedback.confirm(
            f"Discard what was not saved of {name}?", verb, about=about, is_dangerous=True
        ):
            try:
                one.discard()
            except DrafterError as error:
                self.feedback.tell_error(error)
            self.show_start()

    # --- the window itself -------------------------------------------------------------------------------

    def _restore(self) -> None:
        self.resize(1100, 760)
        geometry = window_state.load(_KIND).blobs.get("geometry")
        if geometry:
            self.restoreGeometry(QByteArray(geometry))

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().data())
        window_state.save(_KIND, WindowState(blobs={"geometry": geometry}))
        self._works.close()
        event.accept()
        self.ended.emit(self)


def _compared(one: Unfinished, place: Path) -> Steps[list[Difference]]:
    """What a crash left, held against its file."""
    from drafter.services.comparing import differences
    from drafter.services.frameworks import installed
    from drafter.services.recovering import recovered
    from drafter.store.reports import open_report

    yield Step("Comparing", 0.0)
    mine, theirs = recovered(one), open_report(place, installed)
    return differences(theirs.report, mine.report, mine.framework)
