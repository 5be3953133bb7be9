"""The outline as it is seen: lines with state and grade, the report's name above, its progress below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.look import paint, tokens
from drafter.desktop.look.paint import Glyph
from drafter.desktop.look.theme import Theme
from drafter.desktop.outline.entries import Entry
from drafter.desktop.outline.model import OutlineModel
from drafter.services.states import Progress, State

_LEAST_TITLE = 70
"""Room that a title needs beside its grades, in pixels at 100 %."""


class OutlineDelegate(QStyledItemDelegate):
    """Paints a line of the outline."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, OutlineModel)
        entry = model.entry(index.row())
        is_tall = entry is not None and self._needs_line(entry, option.rect.width())
        return QSize(self._theme.px(180), self._theme.px(54 if is_tall else 32))

    def _needs_line(self, entry: Entry, width: int) -> bool:
        """Whether the grades have no room beside the title, and so stand below it."""
        px = self._theme.px
        if not any(chip.role for chip in entry.chips) or _remark_of(entry):
            return False
        chips = sum(paint.chip_size(chip.word, self._theme).width() + px(6) for chip in entry.chips)
        return width - px(8 + 8 + 6 + 8 + 20 * entry.level + 16 + 8) - chips < px(_LEAST_TITLE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, OutlineModel)
        entry = model.entry(index.row())
        if entry is None:
            return
        theme = self._theme
        box = QRectF(option.rect).adjusted(theme.px(8), 1, -theme.px(8), -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, box, state, chosen=chosen)
        ink = theme.colours.on_row if chosen else theme.colours.text
        left = box.left() + theme.px(8 + 20 * entry.level)
        side = theme.px(16)
        line = QRectF(box.left(), box.top(), box.width(), theme.px(30))
        self._glyph(painter, QRectF(left, line.top(), side, line.height()), entry)
        left += side + theme.px(8)
        room = box.adjusted(0, 0, -theme.px(6), 0)
        if self._needs_line(entry, option.rect.width()):
            below = QRectF(QPointF(left, line.bottom() - theme.px(4)), room.bottomRight())
            self._chips_below(painter, below.adjusted(0, 0, 0, -theme.px(4)), entry)
            right = room.right()
        else:
            line = box
            right = self._chips(painter, room, entry)
        font = theme.font(semibold=chosen)
        colour = theme.colours.soft_text if entry.state is State.LEFT_OUT and not chosen else ink
        title = QRectF(left, line.top(), max(0.0, right - left), line.height())
        paint.words(painter, title, entry.title, colour, font)

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, chosen: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        radius = theme.px(tokens.RADIUS)
        if chosen:
            paint.rounded(painter, box, radius=radius, fill=colours.row)
            bar = QRectF(box.left(), box.top(), theme.px(3), box.height())
            paint.rounded(painter, bar, radius=1.5, fill=colours.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, box, radius=radius, fill=colours.hover)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            paint.focus_ring(painter, box, theme)

    def _glyph(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        theme = self._theme
        if entry.carried:
            bar = QRectF(
                box.center().x() - theme.px(2),
                box.top() + theme.px(7),
                theme.px(4),
                box.height() - theme.px(14),
            )
            paint.rounded(painter, bar, radius=2, fill=theme.colours.carried_bar)
            return
        glyph = {
            State.EMPTY: Glyph.EMPTY,
            State.BEGUN: Glyph.BEGUN,
            State.LEFT_OUT: Glyph.LEFT_OUT,
        }.get(entry.state, Glyph.DONE if entry.is_done else Glyph.BEGUN)
        paint.state_glyph(painter, box, theme, glyph, "good" if glyph is Glyph.DONE else "soft_text")

    def _chips(self, painter: QPainter, box: QRectF, entry: Entry) -> float:
        """Paint grades or a short remark at the right; where the room for the title ends."""
        theme = self._theme
        right = box.right()
        if words := _remark_of(entry):
            colour = theme.colours.carried_words if entry.carried else theme.colours.soft_text
            return self._remark(painter, box, words, colour)
        shown = entry.chips if any(chip.role for chip in entry.chips) else entry.chips[:1]
        for chip in reversed(shown):
            size = paint.chip_size(chip.word, theme)
            place = QRectF(
                right - size.width(), box.center().y() - size.height() / 2, size.width(), size.height()
            )
            if chip.role is None:
                small = theme.font(tokens.SMALL)
                paint.words(
                    painter,
                    place,
                    chip.word,
                    theme.colours.soft_text,
                    small,
                    align=Qt.AlignmentFlag.AlignRight,
                )
            else:
                paint.chip(painter, place, theme, chip.word, theme.colours.grade(chip.role))
            right = place.left() - theme.px(6)
        return right - theme.px(4)

    def _chips_below(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        theme, left = self._theme, box.left()
        for chip in entry.chips:
            size = paint.chip_size(chip.word, theme)
            width = min(float(size.width()), box.right() - left)
            place = QRectF(left, box.center().y() - size.height() / 2, width, size.height())
            if chip.role is None:
                words, small = theme.colours.soft_text, theme.font(tokens.SMALL)
                paint.words(painter, place, chip.word, words, small)
            else:
                paint.chip(painter, place, theme, chip.word, theme.colours.grade(chip.role))
            left += width + theme.px(6)

    def _remark(self, painter: QPainter, box: QRectF, words: str, colour: str) -> float:
        font = self._theme.font(tokens.SMALL)
        width = paint.chip_size(words, self._theme).width()
        place = QRectF(box.right() - width, box.top(), width, box.height())
        paint.words(painter, place, words, colour, font, align=Qt.AlignmentFlag.AlignRight)
        return place.left()


def _remark_of(entry: Entry) -> str:
    """What stands in the place of the grades, if anything does."""
    if entry.carried:
        return f"{entry.carried} carried over"
    return "left out" if entry.state is State.LEFT_OUT else ""


class OutlineList(QListView):
    """The lines. Enter goes into the form, Alt+Up and Alt+Down move an investigation, Delete removes one."""

    entered = Signal()
    move_wished = Signal(str, int)
    remove_wished = Signal(str)
    menu_wished = Signal(str, object)

    def __init__(self, model: OutlineModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(OutlineDelegate(theme, self))
        self.setObjectName("outline-list")
        self.setProperty("role", "plain-list")
        self.setAccessibleName("Sections of the report")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self._model.entry(self.currentIndex().row())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and entry and entry.is_movable:
            self.move_wished.emit(entry.place, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and entry and entry.is_movable:
            self.remove_wished.emit(entry.place)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == event.Reason.Mouse else self.currentIndex()
        entry = self._model.entry(index.row())
        if entry is not None:
            place = event.globalPos()
            if event.reason() != event.Reason.Mouse:
                place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wished.emit(entry.place, place)


class ProgressLine(QWidget):
    """A thin line, as full as the report is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(8)

    def show_share(self, share: float) -> None:
        """How much is done, 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint.progress_line(painter, self.rect(), self._theme, self._share)
        painter.end()


class Outline(QWidget):
    """The left side of the window."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = OutlineModel()
        self.list = OutlineList(self.model, theme)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._name = QLabel(wordWrap=True)
        self._name.setProperty("role", "heading")
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("role", "soft")
        self._done = QLabel()
        self._words = QLabel()
        self._words.setProperty("role", "soft")
        self._line = ProgressLine(theme)
        self._is_showing = False
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 8)
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._about)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(4)
        foot.addWidget(self._done)
        foot.addWidget(self._words)
        foot.addWidget(self._line)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(head)
        down.addWidget(self.list, 1)
        down.addLayout(foot)
        self.setMinimumWidth(210)

    def show_report(self, name: str, about: str) -> None:
        """The name of the report, and a line about it."""
        self._name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def show_entries(self, entries: list[Entry], progress: Progress) -> None:
        """Show the sections and how far they are; the chosen one stays chosen."""
        current = self.model.entry(self.list.currentIndex().row())
        self._is_showing = True
        self.model.show_entries(entries)
        self._is_showing = False
        if current is not None:
            self.show_place(current.place)
        self._done.setText(progress.in_words())
        self._words.setText(f"{progress.words:,} words")
        self._line.show_share(progress.done / max(1, progress.sections))

    def show_place(self, place: str) -> None:
        """Mark the section that the form shows."""
        row = self.model.row_of(place)
        if row >= 0 and row != self.list.currentIndex().row():
            self._is_showing = True
            self.list.setCurrentIndex(self.model.index(row))
            self._is_showing = False

    def _on_current(self, current: QModelIndex) -> None:
        entry = self.model.entry(current.row())
        if entry is not None and not self._is_showing:
            self.chosen.emit(entry.place)
