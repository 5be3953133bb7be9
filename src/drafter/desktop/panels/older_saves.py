"""The older saves of a report: when and how large, how one differs from now, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.bars import Action
from drafter.desktop.panels.difference import DifferencePage
from drafter.desktop.panels.parts import NO_INDEX, Ground, Index, button, column, label
from drafter.desktop.panels.words import size, when_exactly
from drafter.services.comparing import Difference
from drafter.store.history import OldSave

_LEFT = 300
_ACTIONS = (Action("back", "Bring back into this report", is_main=True), Action("copy", "Save as a copy"))


class SavesModel(QAbstractListModel):
    """Older saves, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saves: list[OldSave] = []

    def show_saves(self, saves: Sequence[OldSave]) -> None:
        """Show these, in whatever order they come."""
        self.beginResetModel()
        self._saves = sorted(saves, reverse=True)
        self.endResetModel()

    def save(self, row: int) -> OldSave:
        """The save in a row; IndexError where there is none."""
        return self._saves[row]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._saves)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._saves):
            return None
        one = self._saves[index.row()]
        told = when_exactly(one.saved)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{told[:1].upper()}{told[1:]}  ·  {size(one.size)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Saved {told}, {size(one.size)}"
        return None


class OlderSavesPanel(QWidget):
    """Shows a report's older saves. Each signal but `closed` brings an OldSave.

    `looked_at`: its difference is wanted. `brought_back`: it is to be the open report, as one step that can
    be undone. `copied`: it is to be a file of its own.
    """

    looked_at = Signal(object)
    brought_back = Signal(object)
    copied = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = SavesModel(self)
        self.list = self._list()
        self.page = DifferencePage(theme, _ACTIONS)
        self.page.chosen.connect(self._pass_on)
        self.page.closed.connect(self.closed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._nothing(theme))
        self._left = self._choice()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addWidget(self._stack, 1)
        self._stack.setCurrentIndex(1)
        self._fit()
        theme.changed.connect(self._fit)

    # --- building ----------------------------------------------------------------------------------------

    def _list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setProperty("role", "plain")
        made.setAccessibleName("Older saves")
        made.setUniformItemSizes(True)
        made.viewport().setAutoFillBackground(False)
        made.selectionModel().currentChanged.connect(self._look)
        return made

    def _choice(self) -> QWidget:
        ground = Ground(self._theme, "background", sides="r")
        down = column(ground, margins=(16, 32, 16, 16), spacing=8)
        title = label("Older saves", "title")
        title.setBuddy(self.list)
        down.addWidget(title)
        about = "The ten latest, and before them one for each day."
        down.addWidget(label(about, "soft", wraps=True))
        down.addSpacing(8)
        down.addWidget(self.list, 1)
        return ground

    def _nothing(self, theme: Theme) -> QWidget:
        ground = Ground(theme, "panel")
        down = column(ground, margins=(48, 36, 48, 16), spacing=4)
        down.addWidget(label("No older saves yet."))
        told = "Each time you save, what stood in the file before is kept on this computer and listed here."
        down.addWidget(label(told, "soft", wraps=True))
        down.addSpacing(12)
        close = button("Close")
        close.clicked.connect(self.closed)
        down.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        down.addStretch()
        return ground

    # --- facts in ----------------------------------------------------------------------------------------

    def show_saves(self, saves: Sequence[OldSave]) -> None:
        """Show these, as `store.history.saves` gives them; the newest is looked at."""
        self.model.show_saves(saves)
        self._stack.setCurrentIndex(0 if saves else 1)
        if saves:
            self.list.setCurrentIndex(self.model.index(0))

    def show_differences(self, one: OldSave, found: Sequence[Difference]) -> None:
        """Show how the report now differs from this save, unless another is looked at by now."""
        if self.current() == one:
            self.page.view.show_differences(found, "this older save", "the report now")

    def show_note(self, one: OldSave, note: str) -> None:
        """Say why the difference to this save cannot be shown."""
        if self.current() == one:
            self.page.view.show_note(note)

    def current(self) -> OldSave | None:
        """The save that is looked at."""
        index = self.list.currentIndex()
        return self.model.save(index.row()) if index.isValid() else None

    # --- wishes out --------------------------------------------------------------------------------------

    def _look(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        one = self.model.save(index.row())
        self.page.show_head(
            "Older save", f"Saved {when_exactly(one.saved)}", f"{size(one.size)}, kept on this computer"
        )
        self.page.view.show_note("The difference is being worked out …")
        self.looked_at.emit(one)

    def _pass_on(self, key: str) -> None:
        one = self.current()
        if one is not None:
            (self.brought_back if key == "back" else self.copied).emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self._left.setFixedWidth(self._theme.px(_LEFT))
