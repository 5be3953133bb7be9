"""Footnote marks, references and tables as objects in the text, drawn by us."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from drafter.desktop.editor.formats import Look, Property, Thing, text_of
from drafter.report.richtext import RichText, plain

_MOST_ROWS = 6
"""Rows of a table that its picture in the text shows."""


def register(document: QTextDocument, objects: Mapping[Thing, QPyTextObject]) -> tuple[QPyTextObject, ...]:
    """Have the objects of a text drawn by these, which somebody has to keep alive."""
    for thing, one in objects.items():
        document.documentLayout().registerHandler(thing, one)
    return tuple(objects.values())


class NumberObject(QPyTextObject):
    """A footnote's mark or a reference: a number that `number_of` gives by the id it names."""

    def __init__(self, number_of: Callable[[str], str], look: Callable[[], Look], *, raised: bool) -> None:
        super().__init__()
        self._number_of = number_of
        self._look = look
        self._raised = raised

    def intrinsicSize(self, document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._font(document))
        width = metrics.horizontalAdvance(self._words(form)) + (2 if self._raised else 0)
        # no taller than the line, or lines with a number in them would stand further apart
        return QSizeF(width, QFontMetricsF(document.defaultFont()).ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        _position: int,
        form: QTextFormat,
    ) -> None:
        box = QRectF(rect)
        font = self._font(document)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._look().accent)
        lift = box.height() * 0.35 if self._raised else 0.0
        painter.drawText(
            QPointF(box.left() + (1 if self._raised else 0), box.bottom() - lift), self._words(form)
        )
        painter.restore()

    def _words(self, form: QTextFormat) -> str:
        return self._number_of(text_of(form, Property.INLINE)) or "?"

    def _font(self, document: QTextDocument) -> QFont:
        font = QFont(document.defaultFont())
        if self._raised:
            font.setPixelSize(max(8, round(font.pixelSize() * 0.72)))
        return font


class TableObject(QPyTextObject):
    """A table as a small picture of its cells; it is edited in a widget of its own."""

    def __init__(
        self,
        rows_of: Callable[[str], tuple[tuple[RichText, ...], ...]],
        look: Callable[[], Look],
        width: Callable[[], float],
    ) -> None:
        super().__init__()
        self._rows_of = rows_of
        self._look = look
        self._width = width

    def intrinsicSize(self, document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        shown = min(len(self._rows_of(text_of(form, Property.INLINE))), _MOST_ROWS + 1)
        return QSizeF(self._width(), max(1, shown) * self._row_height(document) + 2)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        _position: int,
        form: QTextFormat,
    ) -> None:
        rect = QRectF(rect)
        rows = self._rows_of(text_of(form, Property.INLINE))
        look, height = self._look(), self._row_height(document)
        painter.save()
        painter.setPen(QPen(look.line, 1))
        for number, row in enumerate(rows[:_MOST_ROWS]):
            width = rect.width() / max(1, len(row))
            for place, cell in enumerate(row):
                box = QRectF(rect.left() + place * width, rect.top() + 1 + number * height, width, height)
                painter.setPen(QPen(look.line, 1))
                painter.drawRect(box)
                self._cell(painter, box, plain(cell), document, head=number == 0)
        if len(rows) > _MOST_ROWS:
            box = QRectF(rect.left(), rect.top() + 1 + _MOST_ROWS * height, rect.width(), height)
            painter.setPen(look.soft)
            painter.drawText(
                box, f"and {len(rows) - _MOST_ROWS} more rows", QTextOption(Qt.AlignmentFlag.AlignVCenter)
            )
        painter.restore()

    def _cell(
        self, painter: QPainter, box: QRectF, words: str, document: QTextDocument, *, head: bool
    ) -> None:
        font = QFont(document.defaultFont())
        font.setBold(head)
        painter.setFont(font)
        painter.setPen(self._look().text)
        inside = box.adjusted(6, 0, -6, 0)
        line = QFontMetricsF(font).elidedText(
            words.replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, line, QTextOption(Qt.AlignmentFlag.AlignVCenter))

    @staticmethod
    def _row_height(document: QTextDocument) -> float:
        return QFontMetricsF(document.defaultFont()).height() + 10
