"""The strip of pages: scrolls, zooms, marks the field that is worked on, tells which field is clicked."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from drafter.desktop.docks import canvas_paint
from drafter.desktop.docks.canvas_keys import CanvasKeys
from drafter.desktop.docks.drawing import Picture, Wish
from drafter.desktop.docks.pictures import Pictures
from drafter.desktop.docks.places import Places, Spot
from drafter.desktop.docks.sheets import Sheets
from drafter.desktop.tools import Tools
from drafter.services.paging import Paged

PIXELS = 96 / 72
"""Pixels of a point at 100 %."""
LEAST, MOST = 0.2 * PIXELS, 3.0 * PIXELS
STEP = 1.15
_MOST_PIXELS = 8_000_000
"""Of one picture; a page that is larger on the screen is drawn with fewer and stretched."""
_PAUSE = 60
"""Milliseconds without a move after which pages are drawn: who scrolls past pages does not wait for them."""


class PageCanvas(QAbstractScrollArea):
    """All pages in one widget; only those that show, and their neighbours, are ever drawn.

    `wished` brings a Wish for pictures, which `show_picture` takes. `clicked` brings the key of the field
    under the pointer, `turned` the page that is looked at whenever another is; `zoomed` that they are
    of another size.
    """

    wished = Signal(object)
    clicked = Signal(str)
    turned = Signal(int)
    zoomed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.sheets = Sheets()
        self.pictures = Pictures()
        self.places = Places()
        self.paged: Paged | None = None
        self.marked = ""
        self.hint = ""
        self._is_fitted = True
        self._page = 0
        self._hovered = ""
        self._pressed: QPoint | None = None
        self._turned_by_wheel = 0
        self._keys = CanvasKeys(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("page-canvas")
        self.setAccessibleName("Pages of the report")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._wishing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wishing.timeout.connect(self._wish)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        self._lay_out()

    # --- the truth in ------------------------------------------------------------------------------------

    def show_paged(self, paged: Paged) -> None:
        """Show these pages; the pictures of the last ones stay until there are new ones."""
        was_seen = self._sees(self.marked)
        self.paged = paged
        self.places = Places.of(paged)
        self._hovered = ""
        self.pictures.stale(paged.pages)
        self._lay_out()
        if was_seen and not self._sees(self.marked):
            self._reveal(self.marked)

    def show_picture(self, page: int, picture: Picture, wish: Wish) -> None:
        """Take a picture that was wished; one of earlier pages or of another size is too late."""
        if wish.paged is not self.paged or wish.scale != self.drawn_scale():
            return
        self.pictures.put(page, picture, self.seen())
        self._measure(picture)
        self.viewport().update()

    def show_failure(self, page: int, wish: Wish) -> None:
        """A page that was wished cannot be drawn."""
        if wish.paged is self.paged:
            self.pictures.fail(page)
            self.viewport().update()

    def show_hint(self, hint: str) -> None:
        """Say quietly what goes on; nothing takes it away."""
        self.hint = hint
        self._describe()
        self.viewport().update()

    def redraw(self) -> None:
        """Have what could not be drawn drawn again."""
        self.pictures.stale(self.sheets.count)
        self.viewport().update()

    def restyle(self) -> None:
        """Take another look."""
        self._lay_out()

    # --- pages -------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page that is looked at (from 1); 0 where there are none."""
        return self._page

    def seen(self) -> range:
        """The pages of which something shows."""
        top = self.verticalScrollBar().value()
        return self.sheets.between(top, top + self.viewport().height())

    def go_to_page(self, page: int) -> None:
        """Bring a page to the top, or the nearest that there is."""
        page = max(1, min(self.sheets.count, page))
        self.verticalScrollBar().setValue(self.sheets.top(page) - self.sheets.gap // 2)
        if self._page != page and self.sheets.count:  # at the very end the last pages show together
            self._set_page(page)

    def _tell_page(self) -> None:
        looked_at = self.verticalScrollBar().value() + self.viewport().height() * 0.4
        self._set_page(self.sheets.page_at(looked_at))

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._describe()
            self.turned.emit(page)
        self.viewport().update()

    def _describe(self) -> None:
        where = f"Page {self._page} of {self.sheets.count}" if self.sheets.count else "No pages yet"
        self.setAccessibleDescription(f"{where}. {self.hint}" if self.hint else where)

    # --- places ------------------------------------------------------------------------------------------

    def mark(self, key: str) -> None:
        """Mark the field with this key and bring it into view; nothing marks nothing."""
        self.marked = key
        if key and not self._sees(key):
            self._reveal(key)
        self.viewport().update()

    def spots(self, key: str) -> tuple[Spot, ...]:
        """Where the field with this key, or what is nearest to it, stands."""
        return self.places.spots.get(self.places.find(key), ()) if key else ()

    def area_of(self, spot: Spot) -> QRectF:
        """The place of a spot in the viewport."""
        zoom, sheets = self.sheets.zoom, self.sheets
        return QRectF(
            self._shift() + sheets.left + spot.x * zoom,
            sheets.top(spot.page) + spot.y * zoom - self.verticalScrollBar().value(),
            spot.width * zoom,
            spot.height * zoom,
        )

    def key_at(self, at: QPointF) -> str:
        """The key of the field at a point of the viewport; empty beside the pages."""
        y = at.y() + self.verticalScrollBar().value()
        page = self.sheets.page_at(y)
        x = (at.x() - self._shift() - self.sheets.left) / self.sheets.zoom
        down = (y - self.sheets.top(page)) / self.sheets.zoom
        on_page = page and 0 <= x <= self.sheets.width and 0 <= down <= self.sheets.height
        return self.places.at(page, x, down) if on_page else ""

    def _sees(self, key: str) -> bool:
        """Whether the beginning of a field shows, with a line or so of room below."""
        spots = self.spots(key)
        if not spots:
            return False
        area = self.area_of(spots[0])
        return area.top() >= 0 and min(area.bottom(), area.top() + 24) <= self.viewport().height()

    def _reveal(self, key: str) -> None:
        spots = self.spots(key)
        if not spots:
            return
        area = self.area_of(spots[0])
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(area.top() - self.viewport().height() * 0.25))
        across = self.horizontalScrollBar()
        if across.maximum():
            across.setValue(across.value() + round(area.left() - self.sheets.margin))

    # --- zoom --------------------------------------------------------------------------------------------

    @property
    def is_fitted(self) -> bool:
        """Whether pages are as wide as the canvas."""
        return self._is_fitted

    def fit_width(self) -> None:
        """Make pages as wide as the canvas, and keep them so."""
        self._is_fitted = True
        self._lay_out()
        self.zoomed.emit()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Make pages larger or smaller; what stands at a point of the viewport (its middle) stays there."""
        at = at or QPointF(self.viewport().rect().center())
        before = self.sheets
        zoom = max(LEAST, min(MOST, before.zoom * factor))
        self._is_fitted = False
        y = at.y() + self.verticalScrollBar().value()
        page = before.page_at(y)
        x = (at.x() - self._shift() - before.left) / before.zoom
        down = (y - before.top(page)) / before.zoom
        self._lay_out(zoom)
        after = self.sheets
        self.verticalScrollBar().setValue(round(after.top(page) + down * after.zoom - at.y()))
        self.horizontalScrollBar().setValue(round(after.left + x * after.zoom - at.x()))
        self.zoomed.emit()

    def drawn_scale(self) -> float:
        """Pixels of the screen to a point, as pictures are drawn now."""
        scale = self.sheets.zoom * self.devicePixelRatioF()
        most = math.sqrt(_MOST_PIXELS / (self.sheets.width * self.sheets.height))
        return min(scale, most)

    # --- laying out --------------------------------------------------------------------------------------

    def _lay_out(self, zoom: float | None = None) -> None:
        """Work out where everything is, and keep looking at what was looked at."""
        scale = self.tools.theme.scale
        before, bar = self.sheets, self.verticalScrollBar()
        page = before.page_at(bar.value())
        into = (bar.value() - before.top(page)) / before.page_height if before.count else 0.0
        self.sheets = replace(
            before,
            count=self.paged.pages if self.paged else 0,
            zoom=zoom or before.zoom,
            room=self.viewport().width(),
            margin=round(16 * scale),
            gap=round(12 * scale),
        )
        if self._is_fitted:
            # as if there were a scroll bar: its coming and going must not change what makes it come and go
            width = self.width() - self.verticalScrollBar().sizeHint().width()
            self.sheets = replace(self.sheets, zoom=min(MOST, self.sheets.fitting(width)))
        if self.sheets.zoom != before.zoom:
            self.pictures.stale(self.sheets.count)
        self._set_bars()
        if before.count and (self.sheets.page_height, self.sheets.gap) != (before.page_height, before.gap):
            bar.setValue(round(self.sheets.top(page) + into * self.sheets.page_height))
        self._tell_page()
        self._describe()

    def _set_bars(self) -> None:
        size: QSize = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(size.height())
        down.setSingleStep(round(40 * self.tools.theme.scale))
        down.setRange(0, max(0, self.sheets.total_height - size.height()))
        across.setPageStep(size.width())
        across.setSingleStep(down.singleStep())
        is_wider = not self._is_fitted and self.sheets.count
        across.setRange(0, max(0, self.sheets.total_width - size.width()) if is_wider else 0)

    def _measure(self, picture: Picture) -> None:
        """Take the size of the pages from a picture; the engine rounds pictures up to whole pixels."""
        width, height = picture.image.width() / picture.scale, picture.image.height() / picture.scale
        most = 1.5 / picture.scale
        if abs(width - self.sheets.width) > most or abs(height - self.sheets.height) > most:
            self.sheets = replace(self.sheets, width=width, height=height)
            self._lay_out()

    def _shift(self) -> int:
        return -self.horizontalScrollBar().value()

    # --- pictures ----------------------------------------------------------------------------------------

    def wanted(self) -> list[int]:
        """The pages that are to have a picture: those that show, from the middle, then their neighbours."""
        seen = self.seen()
        if not seen:
            return []
        near = [seen.start - 1, seen.stop]
        return [
            *sorted(seen, key=lambda page: abs(page - self._page)),
            *(page for page in near if 1 <= page <= self.sheets.count),
        ]

    def _wish(self) -> None:
        if self.paged is None or not self.isVisible():
            return
        due = self.pictures.due(self.wanted())
        if due:
            self.wished.emit(Wish(self.paged, due, self.drawn_scale()))

    # --- Qt ----------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        canvas_paint.paint(painter, self, self._hovered)
        painter.end()
        if not self._wishing.isActive() and self.pictures.due(self.wanted()):
            self._wishing.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned_by_wheel += event.angleDelta().y()
        steps = int(self._turned_by_wheel / 120)
        self._turned_by_wheel -= 120 * steps
        if steps:
            self.zoom_by(STEP**steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        moved = (event.position().toPoint() - pressed).manhattanLength() if pressed else None
        key = self.key_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and moved is not None and moved < 8 and key:
            self.clicked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.key_at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def _hover(self, key: str) -> None:
        if key == self._hovered:
            return
        self._hovered = key
        shape = Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
