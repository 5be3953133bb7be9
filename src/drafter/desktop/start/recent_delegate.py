"""How a recent report is drawn: its name over its place, how far it is, and when it was open."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import RADIUS_LARGE, SMALL, WRITING
from drafter.desktop.panels.parts import Index
from drafter.desktop.start.recent_model import Role

LOCATE, REMOVE = "locate", "remove"
_WORDS = {LOCATE: "Locate", REMOVE: "Remove"}
_HEIGHT = 60
_NARROW = 560
"""Pixels of a row at 100 % below which the time stands under the state."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row stand."""

    name: QRect
    below: QRect
    state: QRect
    when: QRect
    spots: dict[str, QRect]


class RecentDelegate(QStyledItemDelegate):
    """Draws rows of a RecentModel, and knows where the words are that can be clicked."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def spot(self, row: QRect, index: Index, at: QPoint) -> str:
        """What of a row can be clicked at a place: LOCATE, REMOVE, or nothing."""
        if not index.data(Role.IS_MISSING):
            return ""
        spots = self._places(row, is_missing=True).spots
        return next((key for key, box in spots.items() if box.contains(at)), "")

    # --- drawing -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        self._ground(painter, row, flags)
        theme, colours = self._theme, self._theme.colours
        # in high contrast a chosen row turns its text round, whatever the text means
        is_turned = bool(flags & QStyle.StateFlag.State_Selected) and colours.on_row != colours.text
        text = colours.on_row if is_turned else colours.text
        soft = colours.on_row if is_turned else colours.soft_text
        link = colours.on_row if is_turned else colours.accent
        is_missing = bool(index.data(Role.IS_MISSING))
        places = self._places(row, is_missing=is_missing)
        name_font = theme.font(WRITING, semibold=True)
        paint.words(painter, places.name, index.data(), soft if is_missing else text, name_font)
        self._below(painter, places.below, index, soft)
        paint.words(painter, places.when, index.data(Role.WHEN), soft, theme.font())
        for key, box in places.spots.items():
            paint.words(painter, box, _WORDS[key], link, theme.font())
        self._state(painter, places.state, index, text, link if is_turned else "")

    def _below(self, painter: QPainter, box: QRect, index: Index, colour: str) -> None:
        """Framework and place; where there is little room the place is what people know it by."""
        font = self._theme.font(SMALL)
        measure = QFontMetrics(font)
        framework, place = index.data(Role.FRAMEWORK), index.data(Role.PLACE)
        behind = f" · {place}" if framework else place
        room = box.width() - measure.horizontalAdvance(behind)
        if framework and room < self._theme.px(48):
            framework, behind = "", place
        shown = measure.elidedText(framework, Qt.TextElideMode.ElideRight, room) if framework else ""
        paint.words(painter, box, shown + behind, colour, font)

    def _ground(self, painter: QPainter, row: QRect, flags: QStyle.StateFlag) -> None:
        theme, colours = self._theme, self._theme.colours
        radius = theme.px(RADIUS_LARGE)
        if flags & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, row, radius=radius, fill=colours.row)
        elif flags & QStyle.StateFlag.State_MouseOver:
            edge = colours.edge if theme.high_contrast else ""
            paint.rounded(painter, row, radius=radius, fill=colours.hover, edge=edge, width=theme.border)
        else:
            rule = QRect(row.left(), row.bottom(), row.width(), 1)
            painter.fillRect(rule, theme.colour("line"))
        if flags & QStyle.StateFlag.State_HasFocus and flags & QStyle.StateFlag.State_Selected:
            paint.focus_ring(painter, row, theme, radius=RADIUS_LARGE)

    def _state(self, painter: QPainter, box: QRect, index: Index, text: str, turned: str) -> None:
        words, done, theme = index.data(Role.STATE), index.data(Role.DONE), self._theme
        if not words:
            return
        if done < 0:
            good = theme.colours.good if index.data(Role.IS_FINAL) else text
            paint.words(painter, box, words, turned or good, theme.font())
            return
        middle = box.center().y()
        top = QRect(box.left(), middle - theme.px(20), box.width(), theme.px(20))
        paint.words(painter, top, words, text, theme.font())
        bar = QRect(box.left(), middle + theme.px(4), min(box.width(), theme.px(132)), theme.px(8))
        if turned:  # the accent has no contrast on this ground, and the words above say it all
            return
        paint.progress_line(painter, bar, theme, done)

    # --- measures ----------------------------------------------------------------------------------------

    def _places(self, row: QRect, *, is_missing: bool) -> _Places:
        px = self._theme.px
        inside = row.adjusted(px(12), 0, -px(12), 0)
        is_narrow = row.width() < px(_NARROW)
        when = QRect(inside.right() - px(118), inside.top(), px(118), inside.height())
        state = QRect(when.left() - px(184), inside.top(), px(172), inside.height())
        if is_narrow:
            state.moveLeft(inside.right() - state.width())
            when = QRect()
        left = QRect(inside.left(), inside.top(), state.left() - inside.left() - px(12), inside.height())
        half = left.height() // 2
        spots: dict[str, QRect] = {}
        if is_missing:
            at = state.left()
            metrics = QFontMetrics(self._theme.font())
            for key, words in _WORDS.items():
                width = metrics.horizontalAdvance(words)
                spots[key] = QRect(at, state.top() + px(14), width + 1, state.height() - px(28))
                at += width + px(16)
        return _Places(
            name=QRect(left.left(), left.top() + px(7), left.width(), half - px(5)),
            below=QRect(left.left(), left.top() + half, left.width(), half - px(9)),
            state=state,
            when=when,
            spots=spots,
        )
