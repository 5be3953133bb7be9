"""What stands round a form in a test: a report, its history, and the way there and back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.blocks import read_paragraph
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.make import make_form
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.framework.model import Framework
from drafter.report.model import Paragraph, Report

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Host:
    """A form in a window of its own. Each edit that it wishes is made and shown again, as a session does."""

    def __init__(self, qtbot: QtBot, report: Report, framework: Framework, place: str, tools: Tools) -> None:
        self.view = _view(report, framework)
        self.edits: list[Edit] = []
        self.told: list[str] = []
        self.past: list[Report] = []
        self.form: Form = make_form(place, framework, tools)
        self.form.edited.connect(self._make)
        self.form.told.connect(self.told.append)
        qtbot.addWidget(self.form)
        self.show()
        self.form.resize(820, 700)
        self.form.show()
        self.form.activateWindow()
        qtbot.waitUntil(self.form.isActiveWindow)

    @property
    def report(self) -> Report:
        return self.view.report

    def _make(self, edit: Edit) -> None:
        after = edit.change(self.report)
        if after == self.report:
            return
        self.edits.append(edit)
        self.past.append(self.report)
        self.take(after)

    def take(self, report: Report) -> None:
        """Show this report from now on."""
        self.view = _view(report, self.view.framework)
        self.show()

    def undo(self) -> None:
        """Back to before the last edit."""
        self.take(self.past.pop())

    def show(self) -> None:
        self.form.show_view(self.view)
        self.form.show_counts(self.view)


_VIEWS: dict[int, View] = {}
"""Views by the identity of their report, which each of them keeps alive: composing takes its time."""


def _view(report: Report, framework: Framework) -> View:
    if id(report) not in _VIEWS:
        _VIEWS[id(report)] = View.of(report, framework)
    return _VIEWS[id(report)]


def type_into(widget: QWidget, words: str) -> None:
    """Type words, as a person would, where the focus is."""
    widget.setFocus()
    QTest.keyClicks(widget, words)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifiers)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def shown(editor: ParagraphsEdit) -> tuple[Paragraph, ...]:
    """What an editor's document holds, read from the document itself."""
    document = editor.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    found = tuple(read_paragraph(block, editor.stock) for block in blocks)
    is_blank = len(found) == 1 and not found[0].text and not found[0].rows
    return () if is_blank else found


def named(form: QWidget, name: str) -> QWidget:
    """The widget that a screen reader calls so."""
    found = [one for one in form.findChildren(QWidget) if one.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
    return found[0]


def button(form: QWidget, words: str) -> QPushButton:
    """The button that can be seen with these words on it."""
    found = [one for one in form.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, f"no button says {words!r}"
    return found[0]


def at_end(editor: ParagraphsEdit, row: int) -> None:
    """The cursor at the end of a row."""
    editor.setFocus()
    editor.put_cursor(row, len(editor.document().findBlockByNumber(row).text()))


def texts(editor: ParagraphsEdit) -> list[str]:
    """The rows of an editor as one reads them."""
    document = editor.document()
    return [document.findBlockByNumber(number).text() for number in range(document.blockCount())]
