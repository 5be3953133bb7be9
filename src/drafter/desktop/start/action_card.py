"""A large button with a title and a line of explanation."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from drafter.desktop.look import icons, paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import RADIUS_LARGE, WRITING

_BESIDE = 16
_ICON = 18


class ActionCard(QAbstractButton):
    """One of the big actions. The `first` one is marked as what most people want.

    Enter presses it as Space does.
    """

    def __init__(self, theme: Theme, icon: str, title: str, about: str, *, first: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._about = about
        self._first = first
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._grow()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the words take at this width."""
        height = self.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    # --- measures ----------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self.heightForWidth(self._theme.px(260)))

    def heightForWidth(self, width: int) -> int:
        return self._boxes(width)[1].bottom() + self._theme.px(13)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the title and the words below it stand."""
        px = self._theme.px
        left = px(_BESIDE + _ICON + 10)
        room = max(40, width - left - px(_BESIDE))
        title = self._box(
            QRect(left, px(12), room, 10_000), self._theme.font(WRITING, semibold=True), self.text()
        )
        below = QRect(left, title.bottom() + px(3), room, 10_000)
        return title, self._box(below, self._theme.font(), self._about)

    @staticmethod
    def _box(room: QRect, font: QFont, words: str) -> QRect:
        height = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
        return QRect(room.left(), room.top(), room.width(), height)

    # --- drawing -----------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, colours, px = self._theme, self._theme.colours, self._theme.px
        box, radius = self.rect(), theme.px(RADIUS_LARGE)
        painter = QPainter(self)
        fill = colours.pressed if self.isDown() else colours.hover if self.underMouse() else colours.panel
        edge = colours.accent if self._first else colours.edge
        paint.rounded(painter, box, radius=radius, fill=fill, edge=edge, width=theme.border)
        if self._first:
            painter.save()
            painter.setClipRect(QRect(0, 0, px(4), box.height()))
            paint.rounded(painter, box, radius=radius, fill=colours.accent)
            painter.restore()
        if self.hasFocus():
            paint.focus_ring(painter, box, theme, radius=RADIUS_LARGE)
        title, about = self._boxes(box.width())
        side = px(_ICON)
        line = QFontMetrics(theme.font(WRITING, semibold=True)).height()
        place = QRect(px(_BESIDE), title.top() + (line - side) // 2, side, side)
        icons.draw(painter, place, self._icon, colours.accent if self._first else colours.soft_text)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(WRITING, semibold=True))
        painter.drawText(title, Qt.TextFlag.TextWordWrap, self.text())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("soft_text"))
        painter.drawText(about, Qt.TextFlag.TextWordWrap, self._about)
        painter.end()
