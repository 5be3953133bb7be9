"""Rows dragged by their handles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent

from drafter.desktop.editor.rows import ROWS as ROWS_TYPE
from drafter.desktop.editor.rows import dropped_rows, rows_data
from drafter.report.model import Kind
from tests.desktop.editor.box import NARRATIVE, ROWS, Box, MakeBox, data_of, of_kind

A, B, C = (of_kind(one * 8, Kind.PLAIN, f"Row {one}") for one in "abc")
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOVE = Qt.DropAction.MoveAction


def middle(made: Box, number: int, *, below: float = 0) -> QPointF:
    block = made.edit.document().findBlockByNumber(number)
    rect = made.edit.document().documentLayout().blockBoundingRect(block)
    return QPointF(4, rect.center().y() + below)


def mouse(kind: QEvent.Type, spot: QPointF) -> QMouseEvent:
    return QMouseEvent(kind, spot, spot, LEFT, LEFT, NO_KEYS)


def test_a_press_on_a_handle_selects_its_row(box: MakeBox) -> None:
    made = box(A, B, C, nature=ROWS)
    made.edit.mousePressEvent(mouse(QEvent.Type.MouseButtonPress, middle(made, 1)))
    assert made.edit.textCursor().selectedText() == "Row b"
    made.edit.mouseMoveEvent(mouse(QEvent.Type.MouseMove, middle(made, 1) + QPointF(1, 0)))  # not far enough
    made.edit.mouseReleaseEvent(mouse(QEvent.Type.MouseButtonRelease, middle(made, 1)))
    assert made.paragraphs == (A, B, C)


def test_a_press_beside_the_handles_or_without_any_is_qts(box: MakeBox) -> None:
    made = box(A, B, nature=ROWS)
    spot = middle(made, 1) + QPointF(made.edit.gutter.width, 0)
    made.edit.mousePressEvent(mouse(QEvent.Type.MouseButtonPress, spot))
    assert not made.edit.textCursor().hasSelection()
    other = box(A, B, nature=NARRATIVE)
    other.edit.mousePressEvent(mouse(QEvent.Type.MouseButtonPress, middle(other, 1)))
    assert not other.edit.textCursor().hasSelection()


def test_rows_land_between_rows(box: MakeBox) -> None:
    for number, below, before in ((0, -4, A.id), (0, 4, B.id), (1, -4, B.id), (2, 4, "")):
        made = box(A, B, C, nature=ROWS)
        data = rows_data([C.id])
        spot = middle(made, number, below=below)
        made.edit.dragEnterEvent(QDragEnterEvent(spot.toPoint(), MOVE, data, LEFT, NO_KEYS))
        over = QDragMoveEvent(spot.toPoint(), MOVE, data, LEFT, NO_KEYS)
        made.edit.dragMoveEvent(over)
        assert over.isAccepted()
        made.edit.grab()  # the line where they would land
        made.edit.dropEvent(QDropEvent(spot, MOVE, data, LEFT, NO_KEYS))
        assert made.dropped == [([C.id], before)]
        assert made.wishes == []


def test_rows_that_leave_land_nowhere(box: MakeBox) -> None:
    made = box(A, B, nature=ROWS)
    data = rows_data([A.id])
    made.edit.dragMoveEvent(QDragMoveEvent(QPoint(4, 4), MOVE, data, LEFT, NO_KEYS))
    made.edit.dragLeaveEvent(QDragLeaveEvent())
    made.edit.grab()
    assert made.dropped == []


def test_what_is_no_list_of_rows_is_none() -> None:
    assert dropped_rows(rows_data(["a", "b"])) == ["a", "b"]
    assert dropped_rows(data_of(text="x")) == []
    for spoilt in (b"", b"{}", b"[1, null]", b"\xff", b"[" * 100_000):
        data = data_of()
        data.setData(ROWS_TYPE, spoilt)
        assert dropped_rows(data) == []


def test_a_drop_of_no_rows_does_nothing(box: MakeBox) -> None:
    made = box(A, nature=ROWS)
    data = data_of()
    data.setData(ROWS_TYPE, b"[]")
    made.edit.dropEvent(QDropEvent(middle(made, 0), MOVE, data, LEFT, NO_KEYS))
    assert made.dropped == []
    assert made.paragraphs == (A,)
