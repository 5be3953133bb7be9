"""What stands beside and behind the text of an editor: numbers, handles, bullets, carried-over tints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from drafter.desktop.editor.formats import Look, block_id, block_kind
from drafter.report.model import Kind

BAR = 3
ROW_SPACE = 14.0
"""White between two rows of a list, in pixels; the line between them is in its middle."""


class Margin(Enum):
    """What the left margin shows."""

    NOTHING = "nothing"
    NUMBERS = "numbers"
    HANDLES = "handles"


class Gutter:
    """Paints for one editor. `width` is the margin in pixels."""

    def __init__(
        self,
        editor: QTextEdit,
        margin: Margin,
        look: Callable[[], Look],
        number_of: Callable[[str], str],
        carried: Callable[[], Collection[str]],
    ) -> None:
        self._editor = editor
        self._margin = margin
        self._look = look
        self._number_of = number_of
        self._carried = carried

    @property
    def width(self) -> int:
        return {
            Margin.NOTHING: 8,
            Margin.NUMBERS: round(self._look().size * 3.2),
            Margin.HANDLES: round(self._look().size * 1.9),
        }[self._margin]

    def blocks(self, area: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that an area of the viewport shows, each with its place there."""
        editor = self._editor
        layout = editor.document().documentLayout()
        top = editor.verticalScrollBar().value()
        block = self._first(area, top)
        while block.isValid():
            place = layout.blockBoundingRect(block).translated(0, -top)
            if place.top() > area.bottom():
                return
            yield block, place
            block = block.next()

    def _first(self, area: QRectF, top: int) -> QTextBlock:
        """The first block that an area shows.

        While somebody types it is the one with the cursor or the one before, which is sooner found out than
        what stands at a place.
        """
        layout = self._editor.document().documentLayout()
        block = self._editor.textCursor().block()
        place = layout.blockBoundingRect(block).translated(0, -top)
        if place.top() <= area.bottom() and place.bottom() >= area.top():
            while place.top() > area.top() and block.previous().isValid():
                block = block.previous()
                place = layout.blockBoundingRect(block).translated(0, -top)
            return block
        return self._editor.cursorForPosition(QPointF(0, area.top()).toPoint()).block()

    def paint_behind(self, painter: QPainter, area: QRectF) -> None:
        """Tints, and the lines between the rows of a list."""
        if self._margin is not Margin.HANDLES and not self._carried():
            return
        look, width = self._look(), self._editor.viewport().width()
        for block, place in self.blocks(area):
            row = QRectF(0, place.top(), width, place.height())
            if self._margin is Margin.HANDLES:
                row.adjust(0, -ROW_SPACE / 2, 0, ROW_SPACE / 2)
            if block_id(block) in self._carried():
                painter.fillRect(row, look.carried_tint)
                painter.fillRect(QRectF(0, row.top(), BAR, row.height()), look.carried_bar)
            if self._margin is Margin.HANDLES and block.blockNumber() > 0:
                painter.setPen(QPen(look.line, 1))
                painter.drawLine(QPointF(0, row.top()), QPointF(width, row.top()))

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Numbers, handles and bullets."""
        if area.left() > self._reach():
            return  # a blinking cursor asks for its own few pixels
        for block, _ in self.blocks(area):
            baseline = self._baseline(block)
            if self._margin is Margin.NUMBERS and (number := self._number_of(block_id(block))):
                self._number(painter, baseline, number)
            elif self._margin is Margin.HANDLES and not self._editor.document().isEmpty():
                self._handle(painter, baseline)
            if block_kind(block) in (Kind.BULLET, Kind.BULLET_2):
                self._bullet(painter, block, baseline)

    def _reach(self) -> float:
        """How far to the right anything of the gutter stands."""
        return self.width + 4 * self._look().size

    def is_handle(self, x: float) -> bool:
        """Whether a place this far from the left is on the handles."""
        return self._margin is Margin.HANDLES and x < self.width

    def _baseline(self, block: QTextBlock) -> float:
        """Where the first line of a block stands, in the viewport."""
        layout = block.layout()
        top = layout.position().y() - self._editor.verticalScrollBar().value()
        if layout.lineCount() == 0:
            return top + QFontMetricsF(self._font).ascent()
        line = layout.lineAt(0)
        return top + line.y() + line.ascent()

    @property
    def _font(self) -> QFont:
        return self._editor.document().defaultFont()

    def _number(self, painter: QPainter, baseline: float, number: str) -> None:
        painter.setFont(self._font)
        painter.setPen(self._look().soft)
        width = QFontMetricsF(self._font).horizontalAdvance(number)
        painter.drawText(QPointF(self.width - 14 - width, baseline), number)

    def _handle(self, painter: QPainter, baseline: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look().soft))
        painter.setOpacity(0.55)
        middle = self._middle(baseline)
        for across in (0, 5):
            for down in (-5, 0, 5):
                painter.drawEllipse(QPointF(self.width / 2 - 1 + across, middle + down), 1.2, 1.2)
        painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _bullet(self, painter: QPainter, block: QTextBlock, baseline: float) -> None:
        look = self._look()
        x = self.width + block.blockFormat().leftMargin() - look.size * 0.8
        radius = look.size * 0.17
        painter.setPen(QPen(look.text, 1.2))
        deep = block_kind(block) is Kind.BULLET_2
        painter.setBrush(Qt.BrushStyle.NoBrush if deep else look.text)
        painter.drawEllipse(QPointF(x, self._middle(baseline)), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _middle(self, baseline: float) -> float:
        """The middle of small letters that stand on a line."""
        return baseline - QFontMetricsF(self._font).xHeight() / 2
