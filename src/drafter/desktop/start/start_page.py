"""The start page: what one can begin with, what was left unfinished, what was open lately."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import Ground, column, label, scrolling
from drafter.desktop.start.action_card import ActionCard
from drafter.desktop.start.drop import DropVeil, file_in
from drafter.desktop.start.recent_list import RecentList
from drafter.desktop.start.recent_model import RecentModel
from drafter.desktop.start.unfinished_bars import UnfinishedBars
from drafter.store.recent import Recent

if TYPE_CHECKING:
    from drafter.store.recovery import Unfinished

_LEFT = 330
PRIVATE = "Everything stays on this computer. Drafter uses no network."


class StartPage(QWidget):
    """What is seen while no report is open.

    The four actions: `new_wished`, `prior_wished`, `open_wished`, `example_wished`. Of a recent report, each
    with its Path: `opened`, `located` (its file is missing), `removed` (from the list), `folder_wished`.
    Of an unfinished one, each with its Unfinished: `restored`, `compared`, `discarded`. `dropped` brings the
    Path of a file that was let go over the page.
    """

    new_wished = Signal()
    prior_wished = Signal()
    open_wished = Signal()
    example_wished = Signal()
    opened = Signal(object)
    located = Signal(object)
    removed = Signal(object)
    folder_wished = Signal(object)
    restored = Signal(object)
    compared = Signal(object)
    discarded = Signal(object)
    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = RecentModel(self)
        self.list = RecentList(theme, self.model)
        self.unfinished = UnfinishedBars(theme)
        self.cards = self._cards()
        self._veil = DropVeil(theme, self)
        self._left = self._actions()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addWidget(self._reports(), 1)
        down = column(self, spacing=0)
        down.addLayout(across, 1)
        down.addWidget(self._foot())
        self._connect()
        self._set_tab_order()
        self._fit()
        self.setAcceptDrops(True)
        theme.changed.connect(self._fit)

    # --- building ----------------------------------------------------------------------------------------

    def _cards(self) -> list[ActionCard]:
        keys = QKeySequence(QKeySequence.StandardKey.Open).toString(QKeySequence.SequenceFormat.NativeText)
        told = [
            ("new", "New report", "Choose a framework, give the area and the dates"),
            (
                "prior-report",
                "Start from a prior report",
                "One that Drafter wrote: a Drafter file, Word, web page or Markdown",
            ),
            ("open", "Open", f"{keys}, or drop a file anywhere here"),
            ("guidance", "Try the worked example", "Halton joint area review, 2008"),
        ]
        signals = (self.new_wished, self.prior_wished, self.open_wished, self.example_wished)
        cards: list[ActionCard] = []
        for (icon, title, about), signal in zip(told, signals, strict=True):
            card = ActionCard(self._theme, icon, title, about, first=not cards)
            card.clicked.connect(lambda _=False, wish=signal: wish.emit())
            card.installEventFilter(self)
            cards.append(card)
        return cards

    def _actions(self) -> QWidget:
        inside = QWidget()
        down = column(inside, margins=(24, 48, 24, 24), spacing=12)
        title = label("Drafter", "title")
        down.addWidget(title)
        down.addWidget(label("Draft a review report, export it to Word.", "soft", wraps=True))
        down.addSpacing(12)
        for card in self.cards:
            down.addWidget(card)
        down.addStretch()
        ground = Ground(self._theme, "background", sides="r")
        column(ground, margins=(0, 0, 1, 0)).addWidget(scrolling(inside))
        return ground

    def _reports(self) -> QWidget:
        ground = Ground(self._theme, "panel")
        down = self._right = column(ground, margins=(48, 48, 48, 16), spacing=0)
        down.addWidget(self.unfinished)
        heading = label("Recent reports", "heading")
        heading.setBuddy(self.list)
        down.addWidget(heading)
        down.addSpacing(12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing_yet())
        down.addWidget(self._stack, 1)
        self._stack.setCurrentIndex(1)
        return ground

    def _nothing_yet(self) -> QWidget:
        empty = QWidget()
        down = QVBoxLayout(empty)
        down.setContentsMargins(0, 4, 0, 0)
        down.setSpacing(4)
        down.addWidget(label("No reports yet."))
        told = "Reports that you begin or open are listed here, with how far each one is."
        down.addWidget(label(told, "soft", wraps=True))
        down.addStretch()
        return empty

    def _foot(self) -> QWidget:
        foot = Ground(self._theme, "panel", sides="t")
        down = column(foot, margins=(16, 7, 16, 6))
        down.addWidget(label(PRIVATE, "soft"))
        return foot

    def _connect(self) -> None:
        self.list.opened.connect(self.opened)
        self.list.located.connect(self.located)
        self.list.removed.connect(self.removed)
        self.list.folder_wished.connect(self.folder_wished)
        self.unfinished.rebuilt.connect(self._set_tab_order)
        self.unfinished.restored.connect(self.restored)
        self.unfinished.compared.connect(self.compared)
        self.unfinished.discarded.connect(self.discarded)

    # --- facts in ----------------------------------------------------------------------------------------

    def show_recent(self, entries: Sequence[Recent]) -> None:
        """Show the list of recent reports, as `services.recent` gives it."""
        had_focus = self.list.hasFocus()
        self.model.show_entries(entries)
        self._stack.setCurrentIndex(0 if entries else 1)
        if had_focus and not entries:
            self.cards[0].setFocus()

    def show_present(self, path: Path, is_present: bool) -> None:
        """Show whether the file of a recent report is there, once that is known."""
        self.model.show_present(path, is_present)

    def show_unfinished(self, found: Sequence[Unfinished]) -> None:
        """Show what a crash left unfinished, as `services.recovering` gives it."""
        self.unfinished.show_unfinished(found)
        self._set_tab_order()

    def begin(self) -> None:
        """Put the focus where most people go on: what is unfinished, the latest report, the first action."""
        first: QWidget = self.list if self.model.rowCount() else self.cards[0]
        target = self.unfinished.restore_button() or first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_tab_order(self) -> None:
        """From left to right: the actions, what is unfinished, the list."""
        for before, after in pairwise([*self.cards, *self.unfinished.stops(), self.list]):
            QWidget.setTabOrder(before, after)

    # --- keys --------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go from action to action, right to the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        places = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in places and isinstance(watched, ActionCard):
            at = self.cards.index(watched) + places[key]
            self.cards[max(0, min(at, len(self.cards) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Right and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left and self.list.hasFocus():
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # --- files let go over the page ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        file = file_in(event.mimeData())
        if file is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._veil.show_file(file)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        file = file_in(event.mimeData())
        if file is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(file)

    # --- sizes -------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A narrow window gives the list its room."""
        wide = self._theme.px(_LEFT)
        self._left.setFixedWidth(min(wide, max(self._theme.px(260), self.width() * 30 // 100)))
        beside = 48 if self.width() >= self._theme.px(960) else 24
        self._right.setContentsMargins(beside, 48, beside, 16)
        if self._veil.isVisible():
            self._veil.setGeometry(self.rect())
