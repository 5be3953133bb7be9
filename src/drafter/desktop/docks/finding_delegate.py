"""How a finding is painted: the shape of its severity, what is wrong in bold, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drafter.checks.finding import Finding, Severity
from drafter.desktop.docks.findings_model import Data
from drafter.desktop.look import icons, paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import BASE, RADIUS, SMALL

GLYPHS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
"""A shape for each, so that colour is never all that tells them apart."""
_END = re.compile(r"(?<=[.!?])\s+")
_MOST_QUOTED = 80
_STEP = 8
"""Pixels in which widths of lines go, so that dragging an edge does not measure all rows at each pixel."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a row: what is in bold, the quote behind it, the rest, and the place."""

    bold: str
    quote: str
    rest: str
    place: str

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.bold, self.quote, self.rest)))


@lru_cache(maxsize=2048)
def words_of(finding: Finding, place: str) -> _Words:
    """How a finding is said in a row; a quote that its message has already is not said twice."""
    bold, *rest = _END.split(finding.message, maxsplit=1)
    quote = " ".join(finding.quote.split())
    is_said = not quote or quote in finding.message
    if len(quote) > _MOST_QUOTED:
        quote = quote[:_MOST_QUOTED].rsplit(" ", 1)[0] + "…"
    return _Words(bold, "" if is_said else f"“{quote}”", " ".join(rest), place)


class FindingDelegate(QStyledItemDelegate):
    """Paints groups and findings; `width` of the view tells how its lines break."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.width = 300
        self._heights: dict[tuple[_Words, int, float], int] = {}

    # --- sizes -------------------------------------------------------------------------------------------

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        finding = index.data(Data.FINDING)
        if finding is None:
            # without room above the first group: the view begins there
            above = 12 if index.row() else 4
            return QSize(0, self._measure(BASE).height() + self._theme.px(above + 6))
        words = words_of(finding, index.data(Data.PLACE))
        width = self._text_width(self.width)
        key = (words, width, self._theme.scale)
        if key not in self._heights:
            if len(self._heights) > 4096:
                self._heights.clear()
            self._heights[key] = self._height(words, width)
        return QSize(0, self._heights[key])

    def _height(self, words: _Words, width: int) -> int:
        place = self._measure(SMALL).height() + self._theme.px(2) if words.place else 0
        return round(self._laid_out(words, width).boundingRect().height()) + place + self._theme.px(16)

    def _text_width(self, width: int) -> int:
        room = width - self._left() - self._theme.px(12)
        return max(60, room - room % _STEP)

    def _left(self) -> int:
        return self._theme.px(36)

    def _measure(self, size: int) -> QFontMetrics:
        return QFontMetrics(self._theme.font(size))

    def _laid_out(self, words: _Words, width: int, ink: str = "") -> QTextLayout:
        layout = QTextLayout(words.text, self._theme.font(BASE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        soft = ink or self._theme.colours.soft_text
        layout.setFormats([_range(0, len(words.bold), bold=True), *self._quote(words, soft)])
        layout.beginLayout()
        y, between = 0.0, self._theme.px(2)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() + between
        layout.endLayout()
        return layout

    def _quote(self, words: _Words, colour: str) -> list[QTextLayout.FormatRange]:
        if not words.quote:
            return []
        return [_range(len(words.bold) + 1, len(words.quote), colour=colour)]

    # --- painting ----------------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        finding = index.data(Data.FINDING)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(self._theme.px(4), 0, -self._theme.px(4), 0)
        colours = self._theme.colours
        fill = colours.row if chosen else colours.hover if state & QStyle.StateFlag.State_MouseOver else ""
        if fill and (finding is not None or chosen):
            paint.rounded(painter, box, radius=self._theme.px(RADIUS), fill=fill)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            paint.focus_ring(painter, box, self._theme)
        ink = colours.on_row if chosen else colours.text
        if finding is None:
            is_open = bool(state & QStyle.StateFlag.State_Open)
            self._paint_group(painter, rect, index, ink, is_open=is_open)
        else:
            self._paint_finding(
                painter, rect, finding, words_of(finding, index.data(Data.PLACE)), chosen=chosen
            )

    def _paint_group(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        ink: str,
        *,
        is_open: bool,
    ) -> None:
        theme, side = self._theme, self._theme.px(14)
        height = self._measure(BASE).height() + theme.px(8)
        line = QRectF(
            rect.left() + theme.px(12), rect.bottom() + 1 - height, rect.width() - theme.px(24), height
        )
        arrow = QRectF(line.left(), line.center().y() - side / 2, side, side)
        soft = ink if ink != theme.colours.text else theme.colours.soft_text
        icons.draw(painter, arrow, "chevron-down" if is_open else "chevron-right", soft)
        words = line.adjusted(theme.px(24), 0, -theme.px(32), 0)
        paint.words(painter, words, index.data(), ink, theme.font(BASE, semibold=True))
        count = str(index.data(Data.COUNT))
        paint.words(painter, line, count, soft, theme.font(SMALL), align=Qt.AlignmentFlag.AlignRight)

    def _paint_finding(
        self, painter: QPainter, rect: QRect, finding: Finding, words: _Words, *, chosen: bool
    ) -> None:
        theme, colours = self._theme, self._theme.colours
        # a chosen row of high contrast turns all of its colours round
        turned = colours.on_row if chosen and colours.on_row != colours.text else ""
        top = rect.top() + theme.px(8)
        side = theme.px(16)
        middle = top + self._measure(BASE).height() / 2
        glyph = QRectF(rect.left() + theme.px(12), middle - side / 2, side, side)
        icons.draw(
            painter, glyph, GLYPHS[finding.severity], turned or colours.of_role(finding.severity.value)
        )
        layout = self._laid_out(words, self._text_width(self.width), turned)
        painter.save()
        painter.setPen(QColor(turned or colours.text))
        layout.draw(painter, QPointF(rect.left() + self._left(), top))
        painter.restore()
        if words.place:
            below = top + layout.boundingRect().height() + theme.px(2)
            line = QRectF(
                rect.left() + self._left(), below, self._text_width(self.width), self._measure(SMALL).height()
            )
            paint.words(painter, line, words.place, turned or colours.soft_text, theme.font(SMALL))


def _range(start: int, length: int, *, bold: bool = False, colour: str = "") -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    form = QTextCharFormat()
    if bold:
        form.setFontWeight(QFont.Weight.DemiBold)
    if colour:
        form.setForeground(QColor(colour))
    found.start, found.length, found.format = start, length, form
    return found
