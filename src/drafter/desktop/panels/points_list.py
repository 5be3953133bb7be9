"""What is still open in a report, as a list; Enter or a click goes to the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drafter.checks.finding import Finding, Severity
from drafter.desktop.look import icons, paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import RADIUS, SMALL
from drafter.desktop.panels.parts import NO_INDEX, Index

_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
_INKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_LEFT = 34


class Role(IntEnum):
    """What a row says, beside its message."""

    SEVERITY = Qt.ItemDataRole.UserRole + 1
    PLACE = Qt.ItemDataRole.UserRole + 2


class PointsModel(QAbstractListModel):
    """Findings in the order in which they were given, with the names of their places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Finding, str]] = []

    def show_points(self, points: Sequence[Finding], place_of: Callable[[Finding], str]) -> None:
        """Show these; nothing is reset where they are the same."""
        rows = [(one, place_of(one)) for one in points]
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def finding(self, row: int) -> Finding:
        """The finding in a row; IndexError where there is none."""
        return self._rows[row][0]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        one, place = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.message
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.severity.value.capitalize()} in {place}: {one.message}"
            case Role.SEVERITY:
                return one.severity
            case Role.PLACE:
                return place
        return None


class PointDelegate(QStyledItemDelegate):
    """Draws a finding: its sign, its place, and below it the message in as many lines as it takes."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def _boxes(self, width: int, message: str) -> tuple[QRect, QRect]:
        px = self._theme.px
        room = max(60, width - px(_LEFT) - px(8))
        place = QRect(px(_LEFT), px(7), room, QFontMetrics(self._theme.font(SMALL)).height())
        space = QRect(px(_LEFT), place.bottom() + px(2), room, 10_000)
        metrics = QFontMetrics(self._theme.font())
        height = metrics.boundingRect(space, Qt.TextFlag.TextWordWrap, message).height()
        return place, QRect(space.left(), space.top(), room, height)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        message = self._boxes(self._view.viewport().width(), index.data())[1]
        return QSize(0, message.bottom() + self._theme.px(9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        theme, colours, px = self._theme, self._theme.colours, self._theme.px
        is_chosen = bool(flags & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        is_turned = is_chosen and colours.on_row != colours.text
        if is_chosen:
            paint.rounded(painter, row, radius=px(RADIUS), fill=colours.row)
            paint.focus_ring(painter, row, theme)
        elif flags & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, row, radius=px(RADIUS), fill=colours.hover)
        else:
            painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.colour("line"))
        severity = Severity(index.data(Role.SEVERITY))
        ink = colours.on_row if is_turned else colours.of_role(_INKS[severity])
        painter.save()
        painter.translate(row.topLeft())
        place, message = self._boxes(row.width(), index.data())
        icons.draw(painter, QRect(px(9), px(8), px(16), px(16)), _ICONS[severity], ink)
        soft = colours.on_row if is_turned else colours.soft_text
        told = f"{index.data(Role.PLACE)} · {severity.value}"
        paint.words(painter, place, told, soft, theme.font(SMALL))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("on_row" if is_turned else "text"))
        painter.drawText(message, Qt.TextFlag.TextWordWrap, index.data())
        painter.restore()


class PointsList(QListView):
    """Shows a PointsModel. `went` brings the key of the place to go to."""

    went = Signal(str)

    def __init__(self, theme: Theme, model: PointsModel) -> None:
        super().__init__()
        self._points = model
        self.setModel(model)
        self.setItemDelegate(PointDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setAccessibleName("What is still open")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._go)
        theme.changed.connect(self.doItemsLayout)

    def _go(self, index: QModelIndex) -> None:
        self.went.emit(self._points.finding(index.row()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().isValid():
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the rows wrap, so their heights follow the width
        self.scheduleDelayedItemsLayout()
