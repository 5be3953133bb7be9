"""Drives the program as a person would: keys and clicks on its real windows, and eyes on what they show.

Nothing here calls what a key or a click is there for.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QWidget

from drafter.desktop.app import Program
from drafter.desktop.docks.pages import PagesDock
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.grade_strip import GradeStrip
from drafter.desktop.look.theme import Theme
from drafter.desktop.tools import Tools
from drafter.desktop.window import report_window, start_window
from drafter.desktop.window.report_window import ReportWindow
from drafter.desktop.window.start_window import StartWindow
from drafter.report.ids import IdMaker
from drafter.store.settings import SMART_QUOTES, Settings
from tests.desktop.feedback_double import FeedbackDouble

_Widget = TypeVar("_Widget", bound=QWidget)
_NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


class _App(QObject):
    """Stands for the application: the last window that closes ends a program, but not the tests."""

    def quit(self) -> None:
        pass


@contextlib.contextmanager
def program(
    monkeypatch: pytest.MonkeyPatch, theme: Theme, ids: IdMaker, *, with_pages: bool = False
) -> Iterator[tuple[Program, FeedbackDouble]]:
    """The program, with answers to its questions; what is left of it at the end is closed.

    Without `with_pages` no pages are laid out while somebody types: exports lay out their own.
    """
    answers = FeedbackDouble()
    for module in (report_window, start_window):
        monkeypatch.setattr(module, "QtFeedback", lambda _window, _bars: answers)
    if not with_pages:
        monkeypatch.setattr(PagesDock, "show_document", lambda *_: None)
    tools = Tools(theme=theme, ids=ids)
    made = Program(cast(QApplication, _App()), tools, Settings.load().having(SMART_QUOTES, False))
    try:
        yield made, answers
    finally:
        for window in made.windows:
            if isinstance(window, ReportWindow):
                window.docks.close()
                window.session.close(discard=True)
            window.deleteLater()
        QApplication.processEvents()


class Hand:
    """The hand and the eyes of whoever uses the program."""

    def __init__(self, made: Program) -> None:
        self._program = made

    # --- windows -----------------------------------------------------------------------------------------

    @property
    def window(self) -> QMainWindow:
        """The window in front."""
        return self._program.windows[-1]

    @property
    def start(self) -> StartWindow:
        window = self.window
        assert isinstance(window, StartWindow)
        return window

    @property
    def report(self) -> ReportWindow:
        window = self.window
        assert isinstance(window, ReportWindow)
        return window

    def settle(self) -> None:
        """Wait until the window in front takes keys."""
        QTest.qWait(20)  # a window that just closed takes the focus along when it goes
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        QApplication.processEvents()

    def to_front(self) -> None:
        """What a click does by itself on a real screen."""
        QApplication.processEvents()
        if not self.window.isActiveWindow():
            self.settle()

    def wait(self, until: Callable[[], bool], patience: float = 10.0) -> None:
        """Wait for something to be so, some seconds at most."""
        end = time.monotonic() + patience
        while not until():
            assert time.monotonic() < end, "it never came"
            QTest.qWait(5)

    # --- looking -----------------------------------------------------------------------------------------

    def find(self, kind: type[_Widget], name: str = "", inside: QWidget | None = None) -> _Widget:
        """The one widget that can be seen and is called so: by its words, its label or to a screen reader."""
        found = [
            one
            for one in (inside or self.window).findChildren(kind)
            if one.isVisible() and (not name or name in self._names(one))
        ]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} are called {name!r}"
        return found[0]

    def _names(self, widget: QWidget) -> list[str]:
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        labels = [one.text() for one in self.window.findChildren(QLabel) if one.buddy() is widget]
        return [widget.accessibleName(), words.replace("&", ""), *labels]

    # --- clicking and typing -----------------------------------------------------------------------------

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """A click on a widget, which is brought into sight as one would do with the wheel."""
        self.to_front()
        form = self.report.stack.form if isinstance(self.window, ReportWindow) else None
        if form is not None and form.isAncestorOf(widget):
            form.ensureWidgetVisible(widget)
        target = widget.viewport() if isinstance(widget, ParagraphsEdit) else widget
        QTest.mouseClick(
            target, Qt.MouseButton.LeftButton, _NONE, at or QPoint(60, min(12, target.height() // 2))
        )

    def push(self, name: str) -> None:
        """A click on the button that is called so."""
        button = self.find(QAbstractButton, name)
        self.click(button, button.rect().center())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """A key, wherever the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClick(focus, key, modifiers)

    def type(self, words: str) -> None:
        """Words, wherever the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClicks(focus, words)

    def type_lines(self, lines: Sequence[str]) -> None:
        """Words with Enter between them."""
        for number, line in enumerate(lines):
            if number:
                self.key(Key.Key_Return)
            self.type(line)

    def write_into(self, name: str, words: str) -> None:
        """Words in place of those in the box that is called so."""
        box = self.find_box(name)
        self.click(box)
        assert QApplication.focusWidget() is box
        self.key(Key.Key_A, CTRL)
        self.type(words)

    def find_box(self, name: str) -> QWidget:
        try:
            return self.find(ParagraphsEdit, name)
        except AssertionError:
            return self.find(QLineEdit, name)

    def paste(self, *, html: str = "", text: str = "") -> None:
        """Paste what another program put on the clipboard."""
        data = QMimeData()
        if html:
            data.setHtml(html)
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        self.key(Key.Key_V, CTRL)

    def choose_in_menu(self, words: str) -> None:
        """A line of the menu that is open, by its keys."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            active = menu.activeAction()
            if active.text().replace("&", "") == words:
                QTest.keyClick(menu, Key.Key_Return)
                return
            QTest.keyClick(menu, Key.Key_Down)
        pytest.fail(f"the menu has no line {words!r}")

    # --- the report's window -----------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """A click on a section in the outline."""
        outline = self.report.outline
        row = outline.model.row_of(place)
        assert row >= 0, f"{place} is not in the outline"
        self.to_front()
        index = outline.model.index(row)
        outline.list.scrollTo(index)
        box = outline.list.visualRect(index)
        QTest.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, _NONE, box.center())
        assert self.report.stack.place == place

    def enter(self) -> None:
        """From the outline into the form, by Enter."""
        assert self.report.outline.list.hasFocus()
        self.key(Key.Key_Return)

    def grade(self, strip: GradeStrip, number: int) -> None:
        """A grade by its key, where Tab or a click has brought the focus."""
        if not strip.hasFocus():
            self.click(strip, QPoint(4, 4))
        assert strip.hasFocus()
        QTest.keyClick(strip, Qt.Key(Key.Key_0 + number))

    def strips(self) -> list[GradeStrip]:
        """The strips of the form, from top to bottom."""
        form = self.report.stack.form
        assert form is not None
        return sorted(form.findChildren(GradeStrip), key=lambda one: one.mapTo(form, QPoint()).y())
