"""The bars for reports that a crash or a power cut left unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.bars import Action, Kind, MessageBar, Notice
from drafter.desktop.panels.parts import button
from drafter.desktop.panels.words import name_of, when

if TYPE_CHECKING:
    from drafter.store.recovery import Unfinished

_SHOWN = 2
"""Bars that are shown at once, so that the list below is still seen."""


class UnfinishedBars(QWidget):
    """A bar for each unfinished report. `restored`, `compared` and `discarded` bring the Unfinished.

    `rebuilt`: there are other buttons now.
    """

    rebuilt = Signal()
    restored = Signal(object)
    compared = Signal(object)
    discarded = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: tuple[Unfinished, ...] = ()
        self._shows_all = False
        self.bars: list[MessageBar] = []
        self._more = button("", "link")
        self._more.clicked.connect(self._show_all)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 24)
        self._down.setSpacing(8)
        self._down.addWidget(self._more)
        self.hide()

    def show_unfinished(self, found: Sequence[Unfinished]) -> None:
        """Show a bar for each of these; without any this takes no room."""
        if tuple(found) == self._all:
            return
        self._all = tuple(found)
        self._rebuild()

    def _rebuild(self) -> None:
        for bar in self.bars:
            self._down.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        shown = self._all if self._shows_all else self._all[:_SHOWN]
        self.bars = [self._bar(one) for one in shown]
        for place, bar in enumerate(self.bars):
            self._down.insertWidget(place, bar)
        hidden = len(self._all) - len(shown)
        self._more.setText(f"Show {hidden} more unfinished report{'' if hidden == 1 else 's'}")
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(self._all))
        self.rebuilt.emit()

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at, in order."""
        return [*(button for bar in self.bars for button in bar.buttons), self._more]

    def restore_button(self) -> QWidget | None:
        """What restores the newest; None where nothing is unfinished."""
        return self.bars[0].buttons[-1] if self.bars else None

    def _bar(self, one: Unfinished) -> MessageBar:
        signals = {"restore": self.restored, "compare": self.compared, "discard": self.discarded}
        bar = MessageBar(self._theme, notice(one))
        bar.chosen.connect(lambda key: signals[key].emit(one))
        return bar

    def _show_all(self) -> None:
        self._shows_all = True
        self._rebuild()
        # the button that had the focus is gone
        if len(self.bars) > _SHOWN:
            self.bars[_SHOWN].buttons[0].setFocus()


def notice(one: Unfinished) -> Notice:
    """What the bar of an unfinished report says."""
    written = one.about.written
    moment = when(written)
    # to the second, as the status bar had it when the inspector last looked
    until = (
        f"{written.astimezone():%H:%M:%S}"
        if moment.startswith("today")
        else f"{moment}, {written.astimezone():%H:%M:%S}"
    )
    return Notice(
        name="unfinished",
        lead=name_of(one),
        text=f"was not closed properly. Everything up to {until} is safe.",
        kind=Kind.WARNING,
        actions=(
            Action("compare", "Look at the difference"),
            Action("discard", "Discard"),
            Action("restore", "Restore", is_main=True),
        ),
        closes=False,
    )
