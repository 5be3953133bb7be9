"""Small paintings that delegates and widgets of our own share. Each leaves the painter as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from drafter.desktop.look import icons, tokens
from drafter.desktop.look.theme import Theme

if TYPE_CHECKING:
    from drafter.framework.model import Grade


class Glyph(Enum):
    """How far something is: by shape, so that it can be told without colour."""

    EMPTY = "circle-empty"
    BEGUN = "circle-half"
    DONE = "check"
    LEFT_OUT = "left-out"
    LOCKED = "lock"


@contextmanager
def _kept(painter: QPainter) -> Iterator[None]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield
    finally:
        painter.restore()


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    radius: float,
    fill: str = "",
    edge: str = "",
    width: float = 1,
) -> None:
    """A rounded rectangle whose border lies wholly inside `rect`; an empty colour paints nothing."""
    half = width / 2 if edge else 0
    inside = QRectF(rect).adjusted(half, half, -half, -half)
    with _kept(painter):
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        within = max(0.0, radius - half)
        painter.drawRoundedRect(inside, within, within)


def focus_ring(
    painter: QPainter, rect: QRect | QRectF, theme: Theme, *, radius: float = tokens.RADIUS
) -> None:
    """The ring that says where the keys go, inside `rect`."""
    outer, ring = theme.px(radius), theme.ring
    rounded(painter, rect, radius=outer, edge=theme.colours.focus, width=ring)
    if theme.high_contrast:
        # The system names no colour that is seen on its ground and on its chosen row; two are, side by side.
        inner = QRectF(rect).adjusted(ring, ring, -ring, -ring)
        rounded(painter, inner, radius=outer - ring, edge=theme.colours.panel, width=theme.border)


def words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    colour: str,
    font: QFont,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text in the middle of the height, with an ellipsis where it does not fit."""
    box = QRectF(rect)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    with _kept(painter):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def chip_size(text: str, theme: Theme) -> QSize:
    """How large the chip with this text is."""
    measure = QFontMetrics(theme.font(tokens.SMALL, semibold=True))
    return QSize(measure.horizontalAdvance(text) + theme.px(20), measure.height() + theme.px(6))


def chip(
    painter: QPainter, rect: QRect | QRectF, theme: Theme, text: str, colours: tokens.GradeColours
) -> None:
    """A pill with a word in it: ink for word and edge, on its own ground, so that it can lie on any."""
    box = QRectF(rect)
    rounded(
        painter, box, radius=box.height() / 2, fill=theme.colours.panel, edge=colours.ink, width=theme.border
    )
    font = theme.font(tokens.SMALL, semibold=True)
    inside = box.adjusted(theme.px(6), 0, -theme.px(6), 0)
    words(painter, inside, text, colours.ink, font, align=Qt.AlignmentFlag.AlignHCenter)


def grade_chip(painter: QPainter, rect: QRect | QRectF, theme: Theme, grade: Grade) -> None:
    """A grade's word in the colours of its role."""
    chip(painter, rect, theme, grade.title, theme.colours.grade(grade.role))


def state_glyph(
    painter: QPainter, rect: QRect | QRectF, theme: Theme, glyph: Glyph, role: str = "soft_text"
) -> None:
    """How far something is, in the colour of a role, as large as the square in the middle of `rect`."""
    icons.draw(painter, _square(QRectF(rect)), glyph.value, theme.colours.of_role(role))


def carried_bar(painter: QPainter, rect: QRect | QRectF, theme: Theme) -> None:
    """The ground and the bar at the left of something that was carried over."""
    box = QRectF(rect)
    with _kept(painter):
        painter.fillRect(box, QColor(theme.colours.carried_tint))
        painter.fillRect(
            QRectF(box.left(), box.top(), theme.px(3), box.height()), QColor(theme.colours.carried_bar)
        )


def progress_line(painter: QPainter, rect: QRect | QRectF, theme: Theme, share: float) -> None:
    """A thin line, filled from the left to `share` (0 to 1), in the middle of the height of `rect`."""
    thick = theme.px(4)
    box = QRectF(rect)
    line = QRectF(box.left(), box.center().y() - thick / 2, box.width(), thick)
    colours = theme.colours
    # in high contrast what is left has no tint of its own to be seen by
    edge = colours.edge if theme.high_contrast else ""
    rounded(painter, line, radius=thick / 2, fill=colours.groove, edge=edge)
    done = min(max(share, 0.0), 1.0)
    if done > 0:
        filled = QRectF(line.left(), line.top(), max(thick, line.width() * done), thick)
        rounded(painter, filled, radius=thick / 2, fill=colours.accent)


def keycap_size(text: str, theme: Theme) -> QSize:
    """How large the key with this text is."""
    measure = QFontMetrics(theme.font(tokens.SMALL))
    height = measure.height() + theme.px(2)
    return QSize(max(height, measure.horizontalAdvance(text) + theme.px(10)), height)


def keycap(painter: QPainter, rect: QRect | QRectF, theme: Theme, text: str, colour: str = "") -> None:
    """A key to press, in soft text unless a colour is given."""
    colours = theme.colours
    rounded(painter, rect, radius=theme.px(4), fill=colours.panel, edge=colours.line, width=theme.border)
    words(
        painter,
        rect,
        text,
        colour or colours.soft_text,
        theme.font(tokens.SMALL),
        align=Qt.AlignmentFlag.AlignHCenter,
    )


MARK = 18
"""Room for the mark of a chosen grade, in px at 100 %."""


def grade_width(grade: Grade, theme: Theme) -> int:
    """How wide an option of a strip must be for its word and its mark, without a key cap."""
    word = QFontMetrics(theme.font(semibold=True)).horizontalAdvance(grade.title)
    return word + theme.px(12 + MARK + 10) + 2


def grade_option(
    painter: QPainter,
    rect: QRect | QRectF,
    theme: Theme,
    grade: Grade,
    *,
    key: str = "",
    chosen: bool = False,
    hovered: bool = False,
    focused: bool = False,
) -> None:
    """One grade of a strip: its word, the key that chooses it, a mark and its colours when it is chosen.

    A word that is too long for one line takes two.
    """
    colours, own = theme.colours, theme.colours.grade(grade.role)
    box = QRectF(rect)
    fill = own.tint if chosen else colours.hover if hovered else colours.panel
    edge, width = (own.ink, 2 * theme.border) if chosen else (colours.edge, theme.border)
    rounded(painter, box, radius=theme.px(tokens.RADIUS_LARGE), fill=fill, edge=edge, width=width)
    if focused:
        away = width + 1 if chosen else 0
        inner = box.adjusted(away, away, -away, -away)
        focus_ring(painter, inner, theme, radius=tokens.RADIUS_LARGE - (away if chosen else 0))
    left, right = box.left() + theme.px(12), box.right() - theme.px(10)
    if key:
        size = keycap_size(key, theme)
        cap = QRectF(right - size.width(), box.center().y() - size.height() / 2, size.width(), size.height())
        keycap(painter, cap, theme, key)
        right = cap.left() - theme.px(6)
    if chosen:
        side = theme.px(16)
        icons.draw(
            painter, QRectF(left - theme.px(2), box.center().y() - side / 2, side, side), "check", own.ink
        )
        left += theme.px(MARK)
    word = QRectF(QPointF(left, box.top()), QPointF(right, box.bottom()))
    ink, font = own.ink if chosen else colours.text, theme.font(semibold=True)
    if QFontMetrics(font).horizontalAdvance(grade.title) <= word.width() + 1:
        words(painter, word, grade.title, ink, font)
        return
    with _kept(painter):  # a word of many words takes two lines rather than lose its end
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, grade.title)


def _square(box: QRectF) -> QRectF:
    side = min(box.width(), box.height())
    return QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
