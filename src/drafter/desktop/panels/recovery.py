"""What a crash left unfinished, held against its file before it is restored or discarded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.bars import Action
from drafter.desktop.panels.difference import DifferencePage
from drafter.desktop.panels.parts import column
from drafter.desktop.panels.words import name_of, when_exactly
from drafter.services.comparing import Difference
from drafter.store.recovery import Unfinished

_ACTIONS = (Action("restore", "Restore", is_main=True), Action("discard", "Discard what is unfinished"))


class RecoveryPanel(QWidget):
    """Shows one unfinished report. `restored` and `discarded` bring it; `closed` leaves it as it is."""

    restored = Signal(object)
    discarded = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: Unfinished | None = None
        self.page = DifferencePage(theme, _ACTIONS, dangers=("discard",))
        self.page.chosen.connect(self._pass_on)
        self.page.closed.connect(self.closed)
        column(self).addWidget(self.page)

    def show_unfinished(self, one: Unfinished) -> None:
        """Say which report this is; its difference may follow."""
        self._shown = one
        place = one.about.place
        about = f"Everything up to {when_exactly(one.about.written)} is safe."
        about += f" Its file is {place}." if place else " It was never saved as a file."
        self.page.show_head("Not closed properly", name_of(one), about)
        if place is None:
            told = (
                "There is no file to compare with: all of this report is unfinished. Restore it and save it."
            )
        else:
            told = "The difference is being worked out …"
        self.page.view.show_note(told)
        self.page.buttons["restore"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show what the unfinished report has that its file has not, and the other way round."""
        self.page.view.show_differences(found, "the file", "the unfinished report")

    def show_note(self, note: str) -> None:
        """Say why there is no difference to be seen, for instance that the file is gone."""
        self.page.view.show_note(note)

    def _pass_on(self, key: str) -> None:
        if self._shown is not None:
            (self.restored if key == "restore" else self.discarded).emit(self._shown)
