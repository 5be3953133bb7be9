"""The keys of the strip of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from drafter.desktop.docks.canvas import PageCanvas

_STEP = 1.15


class CanvasKeys:
    """What each key does to a canvas."""

    def __init__(self, canvas: PageCanvas) -> None:
        self._canvas = canvas

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; whether it means anything here."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and self._zoom(key):
            return True
        canvas = self._canvas
        match key:
            case Qt.Key.Key_PageDown:
                self._turn(1)
            case Qt.Key.Key_PageUp:
                self._turn(-1)
            case Qt.Key.Key_Home:
                canvas.go_to_page(1)
            case Qt.Key.Key_End:
                canvas.go_to_page(canvas.sheets.count)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case _:
                return False
        return True

    def _zoom(self, key: Qt.Key) -> bool:
        canvas = self._canvas
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                canvas.zoom_by(_STEP)
            case Qt.Key.Key_Minus:
                canvas.zoom_by(1 / _STEP)
            case Qt.Key.Key_0:
                canvas.fit_width()
            case _:
                return False
        return True

    def _turn(self, by: int) -> None:
        """To the next page or, where a page is higher than the canvas, on by nearly a screenful."""
        canvas = self._canvas
        height = canvas.viewport().height()
        if canvas.sheets.page_height <= height:
            canvas.go_to_page(canvas.page + by)
            return
        bar = canvas.verticalScrollBar()
        bar.setValue(bar.value() + by * round(height * 0.9))

    def _enter(self) -> None:
        """To the field that is marked, if it shows; otherwise to the first of the page."""
        canvas = self._canvas
        shown = canvas.viewport().rect().toRectF()
        marked = canvas.places.find(canvas.marked) if canvas.marked else ""
        is_seen = any(canvas.area_of(spot).intersects(shown) for spot in canvas.spots(canvas.marked))
        key = marked if marked and is_seen else canvas.places.first_on(canvas.page)
        if key:
            canvas.clicked.emit(key)
