"""Keys and clicks, with types."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key while the widget has it."""
    QTest.keyClick(widget, key)


def write(widget: QWidget, text: str) -> None:
    """Write a text, key by key."""
    QTest.keyClicks(widget, text)


def click(
    widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Click into the widget, in its middle unless a place is given."""
    QTest.mouseClick(widget, button, pos=widget.rect().center() if at is None else at)


def focused() -> QWidget:
    """The widget that has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
