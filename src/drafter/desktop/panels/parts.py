"""Small parts that panels and pages are put together from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.desktop.look import icons
from drafter.desktop.look.theme import Theme
from drafter.errors import DrafterError

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
"""What Qt has as the parent of rows that stand in no other."""


def label(words: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A label; what it says is never taken for markup."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def button(words: str, role: str = "", *, name: str = "") -> QPushButton:
    """A button. `name` is what a screen reader calls it, where the words alone do not say enough."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
    return made


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something that nobody has to act on."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def sentence(error: DrafterError) -> str:
    """What is wrong and what to do, as one or two sentences that begin with a capital."""
    problem = error.problem[:1].upper() + error.problem[1:]
    stop = "" if problem.endswith((".", "?", "!", "…")) else "."
    return f"{problem}{stop} {error.hint}".strip()


def escaped(words: str) -> str:
    """Words as they stand in markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Ground(QWidget):
    """A widget that paints a colour of the theme under what stands on it, and a line along some sides."""

    def __init__(self, theme: Theme, colour: str, *, sides: str = "") -> None:
        """`colour` is a role of the tokens; `sides` are letters of `left`, `top`, `right`, `bottom`: "lr"."""
        super().__init__()
        self._theme = theme
        self._colour = colour
        self._sides = sides
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.of_role(self._colour)))
        painter.setPen(QColor(self._theme.colours.line))
        box = self.rect().adjusted(0, 0, -1, -1)
        for side, first, last in (
            ("l", box.topLeft(), box.bottomLeft()),
            ("r", box.topRight(), box.bottomRight()),
            ("t", box.topLeft(), box.topRight()),
            ("b", box.bottomLeft(), box.bottomRight()),
        ):
            if side in self._sides:
                painter.drawLine(first, last)
        painter.end()


class Sign(QWidget):
    """An icon in the colour of a role, in the middle of a line of text; for those who see it only."""

    def __init__(self, theme: Theme, icon: str, colour: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._colour = colour
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(16), self._theme.px(22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self.width()
        painter = QPainter(self)
        place = QRect(0, (self.height() - side) // 2, side, side)
        icons.draw(painter, place, self._icon, self._theme.colours.of_role(self._colour))
        painter.end()


def scrolling(inside: QWidget) -> QScrollArea:
    """`inside` in an area that scrolls up and down, without a frame or a ground of its own."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def column(
    parent: QWidget, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8
) -> QVBoxLayout:
    """A layout from top to bottom."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made
