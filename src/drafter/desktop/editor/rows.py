"""Rows dragged by their handles, within a list and from one list to another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QPainter, QPen, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from drafter.desktop.editor.formats import block_id
from drafter.desktop.editor.mime import new_data

if TYPE_CHECKING:
    from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit

ROWS = "application/x-drafter-rows"
"""Ids of rows that are being dragged, as JSON."""


class RowDrag:
    """Dragging for one editor: from its handles, and onto its rows."""

    def __init__(self, editor: ParagraphsEdit) -> None:
        self._editor = editor
        self._from: QPoint | None = None
        self._target: float | None = None

    def press(self, event: QMouseEvent) -> bool:
        """A press on a handle selects its row and may begin a drag."""
        self._from = None
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not is_left or not self._editor.gutter.is_handle(event.position().x()):
            return False
        self._from = event.position().toPoint()
        block = self._block_at(self._from)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Moving on from a handle drags."""
        if self._from is None:
            return False
        far = (event.position().toPoint() - self._from).manhattanLength()
        row = block_id(self._block_at(self._from))
        if far >= QApplication.startDragDistance() and row:
            self._from = None
            drag = QDrag(self._editor)
            drag.setMimeData(rows_data([row]))
            drag.exec(Qt.DropAction.MoveAction)
        return True

    def enter(self, event: QDropEvent) -> bool:
        """Rows may come in."""
        if not event.mimeData().hasFormat(ROWS):
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        return True

    def over(self, event: QDropEvent) -> bool:
        """Show between which rows they would land."""
        if not self.enter(event):
            return False
        _, self._target = self._landing(event.position())
        self._editor.viewport().update()
        return True

    def leave(self) -> None:
        """They went elsewhere."""
        self._target = None
        self._editor.viewport().update()

    def drop(self, event: QDropEvent) -> bool:
        """Rows land in front of a row, or at the end."""
        if not self.enter(event):
            return False
        before, _ = self._landing(event.position())
        self.leave()
        rows = dropped_rows(event.mimeData())
        if rows:
            self._editor.rows_dropped.emit(rows, before)
        return True

    def paint(self, painter: QPainter) -> None:
        """The line where they would land."""
        if self._target is not None:
            painter.setPen(QPen(self._editor.look().accent, 2))
            y = max(1.0, min(self._target, self._editor.viewport().height() - 1.0))
            painter.drawLine(QPointF(4, y), QPointF(self._editor.viewport().width() - 4, y))

    def _landing(self, place: QPointF) -> tuple[str, float]:
        """The row in front of which something dropped here lands (empty: at the end), and its height."""
        layout = self._editor.document().documentLayout()
        block = self._block_at(place.toPoint())
        rect = layout.blockBoundingRect(block)
        if place.y() > rect.center().y():
            behind = block.next()
            return (block_id(behind) if behind.isValid() else ""), rect.bottom()
        return block_id(block), rect.top()

    def _block_at(self, place: QPoint) -> QTextBlock:
        return self._editor.cursorForPosition(QPoint(self._editor.gutter.width + 1, place.y())).block()


def rows_data(ids: list[str]) -> QMimeData:
    """What a drag of rows carries."""
    data = new_data()
    data.setData(ROWS, QByteArray(json.dumps(ids).encode()))
    return data


def dropped_rows(data: QMimeData) -> list[str]:
    """The ids of rows that were dragged; none where the data is not ours."""
    try:
        found = json.loads(bytes(data.data(ROWS).data()))
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
