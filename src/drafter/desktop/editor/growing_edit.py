"""A text box as high as its text, with a hint while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class GrowingEdit(QTextEdit):
    """Never scrolls: what it stands in does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self.grow)

    def grow(self) -> None:
        """Be as high as the text."""
        height = max(1, round(self.document().size().height() + 0.49))
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(320, max(1, self.minimumHeight()))

    def set_hint(self, words: str) -> None:
        """What stands in the box while it is empty."""
        self._hint = words
        self.viewport().update()

    def paint_hint(self, painter: QPainter, colour: QColor) -> None:
        """Write the hint, unless there is a text."""
        if not self._hint or not self.document().isEmpty():
            return
        painter.setFont(self.document().defaultFont())
        painter.setPen(colour)
        painter.drawText(
            self.cursorRect(QTextCursor(self.document())).adjusted(1, 0, 4000, 0),
            Qt.AlignmentFlag.AlignVCenter,
            self._hint,
        )
