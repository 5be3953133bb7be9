"""How the strip of pages is painted: paper on a ground, the mark in its margin, quiet words over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from drafter.desktop.look.tokens import LIGHT, RADIUS, SMALL, Colours, contrast

if TYPE_CHECKING:
    from drafter.desktop.docks.canvas import PageCanvas
    from drafter.desktop.docks.drawing import Picture

_BAR = 3.0
_BESIDE = 10.0
"""Points between the bar and the text that it marks."""
_SHADE = ((3, 0.25), (2, 0.45), (1, 0.8))
"""The soft edge of the paper: pixels outwards, and how strong."""


def paint(painter: QPainter, canvas: PageCanvas, hovered: str) -> None:
    """Paint what shows of the pages; `hovered` is the key of the field under the pointer."""
    colours = canvas.tools.theme.colours
    painter.fillRect(canvas.viewport().rect(), QColor(colours.background))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for page in canvas.seen():
        _page(painter, canvas, page, colours)
    if hovered and hovered != canvas.places.find(canvas.marked):
        _bar(painter, canvas, hovered, _with_alpha(colours.on_paper, 0.3))
    if canvas.marked:
        _bar(painter, canvas, canvas.marked, QColor(ink_on_paper(colours)))
    if canvas.hasFocus() and canvas.sheets.count:
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(_page_area(canvas, canvas.page)).adjusted(-3, -3, 3, 3))
    if canvas.hint:
        _hint(painter, canvas, canvas.hint, colours)


def ink_on_paper(colours: Colours) -> str:
    """The accent where it can be seen on paper, which is white in a dark window too."""
    return colours.accent if contrast(colours.accent, colours.paper) >= 3 else LIGHT.accent


def _page_area(canvas: PageCanvas, page: int) -> QRect:
    sheets = canvas.sheets
    return QRect(
        sheets.left - canvas.horizontalScrollBar().value(),
        sheets.top(page) - canvas.verticalScrollBar().value(),
        sheets.page_width,
        sheets.page_height,
    )


def _page(painter: QPainter, canvas: PageCanvas, page: int, colours: Colours) -> None:
    area = _page_area(canvas, page)
    _edge(painter, area, canvas, colours)
    painter.fillRect(area, QColor(colours.paper))
    picture = canvas.pictures.get(page)
    if picture is not None:
        _picture(painter, canvas, area, picture)
    elif canvas.pictures.failed(page):
        painter.setPen(QColor(colours.on_paper))
        painter.setFont(canvas.tools.theme.font(SMALL))
        words = f"Page {page} could not be drawn."
        painter.drawText(area.adjusted(12, 12, -12, -12), _WRAPPED, words)


def _edge(painter: QPainter, area: QRect, canvas: PageCanvas, colours: Colours) -> None:
    if canvas.tools.theme.high_contrast:  # an edge, and nothing soft
        border = canvas.tools.theme.border
        painter.fillRect(area.adjusted(-border, -border, border, border), QColor(colours.edge))
        return
    for out, strength in _SHADE:
        painter.fillRect(area.adjusted(-out, -out + 1, out, out + 1), _with_alpha(colours.line, strength))


def _picture(painter: QPainter, canvas: PageCanvas, area: QRect, picture: Picture) -> None:
    """A picture of the right size pixel by pixel; any other stretched until the right one comes."""
    ratio = canvas.devicePixelRatioF()
    if picture.scale != canvas.sheets.zoom * ratio:
        painter.drawImage(area, picture.image)
        return
    corner = QPointF(round(area.x() * ratio) / ratio, round(area.y() * ratio) / ratio)
    image = picture.image
    shown = QRectF(0, 0, min(image.width(), area.width() * ratio), min(image.height(), area.height() * ratio))
    painter.drawImage(
        QRectF(corner.x(), corner.y(), shown.width() / ratio, shown.height() / ratio), image, shown
    )


def _bar(painter: QPainter, canvas: PageCanvas, key: str, colour: QColor) -> None:
    """A thin bar in the margin beside a field."""
    for spot in canvas.spots(key):
        area = canvas.area_of(spot)
        edge = min((one.x for _, one in canvas.places.pages.get(spot.page, ())), default=spot.x)
        # what stands in a right-hand column has its bar beside it
        x = spot.x if spot.x > canvas.sheets.width / 2 else edge
        left = area.left() + (x - spot.x - _BESIDE) * canvas.sheets.zoom
        painter.fillRect(QRectF(left, area.top(), _BAR, area.height()), colour)


def _hint(painter: QPainter, canvas: PageCanvas, hint: str, colours: Colours) -> None:
    """Quiet words: over the foot of the pages or, where there are none yet, in the middle."""
    painter.setFont(canvas.tools.theme.font(SMALL))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view = canvas.viewport().rect().toRectF()
    metrics = QFontMetricsF(painter.font())
    if not canvas.sheets.count:
        painter.setPen(QColor(colours.soft_text))
        painter.drawText(view.adjusted(16, 16, -16, -16), _WRAPPED | Qt.AlignmentFlag.AlignCenter, hint)
        return
    width, height = metrics.horizontalAdvance(hint) + 24, metrics.height() + 10
    area = QRectF(view.center().x() - width / 2, view.bottom() - height - 12, width, height)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(QColor(colours.panel))
    painter.drawRoundedRect(area, RADIUS, RADIUS)
    painter.setPen(QColor(colours.soft_text))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, hint)


_WRAPPED = Qt.TextFlag.TextWordWrap


def _with_alpha(colour: str, alpha: float) -> QColor:
    found = QColor(colour)
    found.setAlphaF(alpha)
    return found
