"""The docks of the window: pages, checks, guidance, notes, find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

from drafter.checks.finding import Finding
from drafter.desktop.docks.checks import ChecksDock
from drafter.desktop.docks.find import FindDock
from drafter.desktop.docks.guidance import GuidanceDock
from drafter.desktop.docks.notes import NotesDock
from drafter.desktop.docks.pages import PagesDock
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools


class _NoTitle(QWidget):
    """Stands where a dock's title would be, and takes no room."""

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Docks(QObject):
    """Makes the docks and keeps them up to date.

    `went` brings the key of a field to go to, `found` a Hit of a search, `edited` an Edit, `told` a sentence,
    `pages_counted` how many pages there are.
    """

    went = Signal(str)
    found = Signal(object)
    edited = Signal(object)
    told = Signal(str)
    pages_counted = Signal(int)

    def __init__(self, window: QMainWindow, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._key = ""
        self._lays_out = True
        self.pages = PagesDock(tools)
        self.checks = ChecksDock(tools)
        self.guidance = GuidanceDock(tools)
        self.notes = NotesDock(tools)
        self.find = FindDock()
        self._docks = {
            "pages": self._add("pages", "Pages", self.pages),
            "guidance": self._add("guidance", "Guidance", self.guidance),
            "notes": self._add("notes", "Notes", self.notes),
            "find": self._add("find", "Find", self.find),
            "checks": self._add("checks", "Checks", self.checks),
        }
        self._arrange()
        self._connect()

    def _add(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(widget)
        return dock

    def _arrange(self) -> None:
        """Pages with Guidance, Notes and Find behind it, and Checks below."""
        window, docks = self._window, self._docks
        window.setTabPosition(Qt.DockWidgetArea.RightDockWidgetArea, QTabWidget.TabPosition.North)
        for name in ("pages", "checks"):
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, docks[name])
        for name in ("guidance", "notes", "find"):
            window.tabifyDockWidget(docks["pages"], docks[name])
            docks[name].setTitleBarWidget(_NoTitle())  # its tab names it, and can be dragged
        docks["pages"].setTitleBarWidget(_NoTitle())
        docks["pages"].raise_()
        window.resizeDocks([docks["pages"], docks["checks"]], [480, 220], Qt.Orientation.Vertical)
        window.resizeDocks([docks["pages"]], [340], Qt.Orientation.Horizontal)

    def _connect(self) -> None:
        self.pages.clicked.connect(self.went)
        self.pages.pages_counted.connect(self.pages_counted)
        self.pages.told.connect(self.told)
        self.checks.went.connect(self.went)
        self.notes.edited.connect(self.edited)
        self.find.went.connect(self.found)
        self.find.edited.connect(self.edited)
        self.find.told.connect(self.told)

    def toggles(self) -> list[QAction]:
        """What shows and hides each dock."""
        return [dock.toggleViewAction() for dock in self._docks.values()]

    def panes(self) -> list[QWidget]:
        """The docks that can be seen, for going round them."""
        return [dock.widget() for dock in self._docks.values() if not dock.visibleRegion().isEmpty()]

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show the report as it is now; asked on every key."""
        self.notes.show_view(view)
        self.find.show_view(view)

    def show_document(self, view: View) -> None:
        """Lay out the pages of the document that was just composed, and show what depends on it."""
        self.guidance.show_view(view)
        if self._lays_out:
            self.pages.show_view(view)

    def show_findings(self, findings: Sequence[Finding], view: View) -> None:
        """Show what was found."""
        self.checks.show_findings(findings, view)

    def show_place(self, place: str) -> None:
        """Show what belongs to this section."""
        self.guidance.show_place(place)
        self.notes.show_place(place)
        self.find.show_place(place)

    def follow(self, key: str) -> None:
        """Show the field with this key on the pages."""
        self._key = key
        self.pages.follow(key)

    def lay_out(self, view: View, *, on: bool) -> None:
        """Show the pages and keep them up to date, or do neither."""
        if on is not self._lays_out:
            self._lays_out = on
            self._docks["pages"].setVisible(on)
            self.show_document(view)

    # --- commands ----------------------------------------------------------------------------------------

    def show(self, name: str) -> None:
        """Bring a dock to the front."""
        self._docks[name].show()
        self._docks[name].raise_()

    def begin_find(self, *, replacing: bool) -> None:
        """Look for the words that are selected, or ask for some."""
        focus = QApplication.focusWidget()
        chosen = focus.textCursor().selectedText() if isinstance(focus, ParagraphsEdit) else ""
        self.show("find")
        self.find.begin(chosen if len(chosen) < 200 and "\u2029" not in chosen else "", replacing=replacing)

    def find_again(self, by: int) -> None:
        """The next place, or the one before; where nothing was looked for yet, ask."""
        if self.find.words.text():
            self.find.step(by)
        else:
            self.begin_find(replacing=False)

    def step_finding(self, by: int) -> None:
        """Go to the finding behind, or before, the place of the cursor."""
        checks = self.checks
        key = checks.next_finding(self._key) if by > 0 else checks.previous_finding(self._key)
        if key:  # the dock has said that it goes there
            self._key = key
        else:
            self.told.emit("Nothing was found.")

    def close(self) -> None:
        """End the threads of the pages."""
        self.pages.close()
