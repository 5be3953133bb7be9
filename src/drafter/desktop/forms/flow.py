"""A layout that goes on in a further line where there is no more room, so that nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets from left to right, on as many lines as they need.

    From the widget that is number `right_from` on they stand at the right end of a line that they share with
    those before.
    """

    def __init__(self, *, right_from: int = -1, across: int = 12, down: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._right_from = right_from
        self._across = across
        self._down = down
        self.setContentsMargins(0, 0, 0, 0)

    # --- Qt ----------------------------------------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        sizes = [item.sizeHint() for item in shown]
        width = sum(size.width() for size in sizes) + self._across * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    # --- placing -----------------------------------------------------------------------------------------

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, moves: bool) -> int:
        """Put everything into its line; the height of all lines."""
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if moves:
                self._place_line(line, rect, top, height)
            top += height + self._down
        return max(0, top - rect.top() - self._down)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and used + self._across + wide <= width:
                lines[-1].append(item)
                used += self._across + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _place_line(self, line: Sequence[QLayoutItem], rect: QRect, top: int, height: int) -> None:
        widths = [min(item.sizeHint().width(), rect.width()) for item in line]
        spare = rect.width() - sum(widths) - self._across * (len(line) - 1)
        left = rect.left()
        is_shared = not self._is_at_right(line[0])
        for item, width in zip(line, widths, strict=True):
            if is_shared and self._is_at_right(item) and spare > 0:
                left, spare = left + spare, 0
            tall = min(item.sizeHint().height(), height)
            item.setGeometry(QRect(QPoint(left, top + (height - tall) // 2), QSize(width, tall)))
            left += width + self._across

    def _is_at_right(self, item: QLayoutItem) -> bool:
        return 0 <= self._right_from <= self._items.index(item)


def flowing(*widgets: QWidget, right_from: int = -1, across: int = 12, down: int = 4) -> FlowLayout:
    """A flow of these widgets."""
    flow = FlowLayout(right_from=right_from, across=across, down=down)
    for widget in widgets:
        flow.addWidget(widget)
    return flow
