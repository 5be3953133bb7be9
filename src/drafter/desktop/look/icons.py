"""The icons: one family of line drawings, in the colour of a role, sharp at any scale."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from drafter.desktop.look.tokens import LIGHT, Colours
from drafter.resources import shipped

#: The program's own icon, the one drawing that brings its own colours.
PROGRAM = "drafter"


@cache
def drawing(name: str) -> str:
    """The SVG text of an icon, with `currentColor` where its colour goes.

    Raises FileNotFoundError where there is no icon of this name.
    """
    return shipped("resources", "icons", f"{name}.svg").read_text("utf-8")


def coloured(name: str, colour: str) -> bytes:
    """The SVG of an icon in a colour given as `#rrggbb`."""
    return drawing(name).replace("currentColor", colour).encode()


def names() -> list[str]:
    """Every icon that is shipped."""
    return sorted(file.stem for file in shipped("resources", "icons").glob("*.svg"))


def draw(painter: QPainter, rect: QRect | QRectF, name: str, colour: str) -> None:
    """Draw an icon into a rectangle, in a colour given as `#rrggbb`."""
    _renderer(name, colour).render(painter, QRectF(rect))


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(coloured(name, colour)))


class _Inks:
    """The colours that icons are drawn in now. There is one style sheet a program, and so one of these."""

    def __init__(self) -> None:
        self.colours: Colours = LIGHT


_INKS = _Inks()


def draw_in(colours: Colours) -> None:
    """Draw every icon in these colours from now on, those that are shown already too, once they repaint."""
    _INKS.colours = colours


class _Engine(QIconEngine):
    """Draws an icon when it is asked for, in the colours of that moment.

    So an icon that a button or an action holds needs no exchange when the theme changes.
    """

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        draw(painter, _square(rect), self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a bar that is being laid out has no height for a moment
            return QPixmap()
        # Qt asks for device pixels, so what is drawn at this size is sharp on every screen.
        key = f"drafter/{self._name}/{self._colour(mode)}/{size.width()}x{size.height()}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        QPixmapCache.insert(key, drawn)
        return drawn

    def clone(self) -> QIconEngine:
        return _kept(_Engine(self._name, self._role))

    def _colour(self, mode: QIcon.Mode) -> str:
        colours = _INKS.colours
        if mode == QIcon.Mode.Disabled:
            return colours.disabled
        # Where a chosen row turns its text round (high contrast), an icon in it turns with it.
        if mode == QIcon.Mode.Selected and colours.on_row != colours.text:
            return colours.on_row
        return colours.of_role(self._role)


def _square(rect: QRect) -> QRectF:
    side = min(rect.width(), rect.height())
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)


_ENGINES: list[_Engine] = []


def _kept(engine: _Engine) -> _Engine:
    # An engine belongs to the C++ icon, but its Python half would go with the last Python reference and
    # leave that icon a pointer to nothing. There are as many as icons and roles in use, so they stay.
    _ENGINES.append(engine)
    return engine


@cache
def icon(name: str, colour_role: str = "text") -> QIcon:
    """An icon in the colour of a role (a field of `Colours`), which follows the theme by itself.

    Raises FileNotFoundError for an unknown icon and KeyError for an unknown role, here rather than while
    something paints.
    """
    drawing(name)
    LIGHT.of_role(colour_role)
    return QIcon(_kept(_Engine(name, colour_role)))


def program_icon() -> QIcon:
    """The program's own icon, for windows, at every size that desktops ask for."""
    made = QIcon()
    for side in (16, 20, 24, 32, 48, 64, 128, 256):
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        draw(painter, drawn.rect(), PROGRAM, "")
        painter.end()
        made.addPixmap(drawn)
    return made
