"""The frameworks that a report can be begun with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import RADIUS_LARGE, SMALL, WRITING
from drafter.desktop.panels.parts import NO_INDEX, Index
from drafter.framework.model import Framework

_YEARS = re.compile(r"(.+?)\s*\(([^()]*\d{4}[^()]*)\)")


class Role(IntEnum):
    """What a row says, beside the framework's title."""

    YEARS = Qt.ItemDataRole.UserRole + 1
    ABOUT = Qt.ItemDataRole.UserRole + 2


def title_and_years(framework: Framework) -> tuple[str, str]:
    """`Joint area review` and `from April 2007`; no years where the title does not end in any."""
    found = _YEARS.fullmatch(framework.title)
    return (found[1], found[2]) if found else (framework.title, "")


def about(framework: Framework) -> str:
    """What a framework is like: `5 judgement areas, graded inadequate to outstanding`."""
    areas = len(list(framework.areas()))
    told = f"{areas} judgement area{'' if areas == 1 else 's'}"
    if not framework.scales:
        return told
    grades = framework.scales[0].grades
    # long grades are sentences of their own, and say nothing in a list
    if max(len(grade.word) for grade in grades) > 30:
        return f"{told}, {len(grades)} outcomes"
    return f"{told}, graded {grades[0].word} to {grades[-1].word}"


class FrameworkModel(QAbstractListModel):
    """Frameworks in the order in which they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Framework] = []

    def show_frameworks(self, frameworks: Sequence[Framework]) -> None:
        """Show these."""
        self.beginResetModel()
        self._all = list(frameworks)
        self.endResetModel()

    def framework(self, row: int) -> Framework:
        """The framework in a row; IndexError where there is none."""
        return self._all[row]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._all):
            return None
        one = self._all[index.row()]
        title, years = title_and_years(one)
        told: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: one.title,
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(filter(None, (title, years, about(one)))),
            Role.YEARS: years,
            Role.ABOUT: about(one),
        }
        return told.get(role)


class FrameworkDelegate(QStyledItemDelegate):
    """Draws a framework: its title, as many lines as it takes, over its years and what it is like."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def _title_box(self, width: int, title: str) -> QRect:
        px = self._theme.px
        measure = QFontMetrics(self._theme.font(WRITING, semibold=True))
        room = QRect(px(14), px(10), max(40, width - px(26)), 10_000)
        return measure.boundingRect(room, Qt.TextFlag.TextWordWrap, title)

    def _small_lines(self, width: int, index: Index) -> list[tuple[QRect, str]]:
        px = self._theme.px
        measure = QFontMetrics(self._theme.font(SMALL))
        top = self._title_box(width, index.data()).bottom() + px(4)
        lines = []
        for words in (index.data(Role.YEARS), index.data(Role.ABOUT)):
            if words:
                room = QRect(px(14), top, max(40, width - px(26)), 10_000)
                box = measure.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
                lines.append((QRect(room.left(), top, room.width(), box.height()), words))
                top += box.height() + px(1)
        return lines

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        lines = self._small_lines(width, index)
        last = lines[-1][0].bottom() if lines else self._title_box(width, index.data()).bottom()
        return QSize(0, last + self._theme.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        theme, colours = self._theme, self._theme.colours
        is_chosen = bool(flags & QStyle.StateFlag.State_Selected)
        is_turned = is_chosen and colours.on_row != colours.text
        radius = theme.px(RADIUS_LARGE)
        if is_chosen:
            paint.rounded(
                painter, row, radius=radius, fill=colours.row, edge=colours.accent, width=theme.border
            )
        elif flags & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, row, radius=radius, fill=colours.hover)
        if is_chosen and self._view.hasFocus():
            paint.focus_ring(painter, row, theme, radius=RADIUS_LARGE)
        painter.save()
        painter.translate(row.topLeft())
        painter.setFont(theme.font(WRITING, semibold=True))
        painter.setPen(theme.colour("on_row" if is_turned else "text"))
        painter.drawText(self._title_box(row.width(), index.data()), Qt.TextFlag.TextWordWrap, index.data())
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.colour("on_row" if is_turned else "soft_text"))
        for box, words in self._small_lines(row.width(), index):
            painter.drawText(box, Qt.TextFlag.TextWordWrap, words)
        painter.restore()


class FrameworkList(QListView):
    """Shows a FrameworkModel; arrow keys choose."""

    def __init__(self, theme: Theme, model: FrameworkModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(FrameworkDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setAccessibleName("Frameworks")
        self.setMouseTracking(True)
        self.setSpacing(2)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.doItemsLayout)
