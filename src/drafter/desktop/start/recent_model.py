"""The recent reports as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from drafter.desktop.panels.parts import NO_INDEX, Index
from drafter.desktop.panels.words import when
from drafter.store.recent import Recent


class Role(IntEnum):
    """What a row says, beside its name."""

    FRAMEWORK = Qt.ItemDataRole.UserRole + 1
    """What it is held against; empty where that is not known or of no use."""
    PLACE = Qt.ItemDataRole.UserRole + 7
    """Its folder, or that the file is not there."""
    STATE = Qt.ItemDataRole.UserRole + 2
    """How far it is, in words; empty where nothing is known."""
    DONE = Qt.ItemDataRole.UserRole + 3
    """How much is done, from 0 to 1; -1 where no bar is to be drawn."""
    WHEN = Qt.ItemDataRole.UserRole + 4
    IS_MISSING = Qt.ItemDataRole.UserRole + 5
    IS_FINAL = Qt.ItemDataRole.UserRole + 6


class RecentModel(QAbstractListModel):
    """The list as `services.recent` gives it. Indexes hold nothing but row numbers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Recent] = []
        self._missing: set[Path] = set()

    # --- facts in ----------------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[Recent]) -> None:
        """Show these; whether their files are there is as it was found last."""
        if list(entries) == self._entries:
            return
        gone = [row for row, one in enumerate(self._entries) if one not in entries]
        if [one for one in self._entries if one in entries] == list(entries):
            # some went and nothing else changed: who has the focus on another row keeps it
            for row in reversed(gone):
                self.beginRemoveRows(NO_INDEX, row, row)
                del self._entries[row]
                self.endRemoveRows()
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def show_present(self, path: Path, is_present: bool) -> None:
        """Mark a report as missing, or as there."""
        if is_present == (path not in self._missing):
            return
        (self._missing.discard if is_present else self._missing.add)(path)
        for row, one in enumerate(self._entries):
            if one.path == path:
                self.dataChanged.emit(self.index(row), self.index(row))

    # --- facts out ---------------------------------------------------------------------------------------

    def entry(self, row: int) -> Recent:
        """The report in a row; IndexError where there is none."""
        return self._entries[row]

    def is_missing(self, row: int) -> bool:
        """Whether the file of a row was looked for and not found."""
        return self._entries[row].path in self._missing

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        one, is_missing = self._entries[index.row()], self.is_missing(index.row())
        has_bar = bool(one.sections) and not is_missing and not one.is_final
        told: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: one.name,
            Qt.ItemDataRole.ToolTipRole: str(one.path),
            Qt.ItemDataRole.AccessibleTextRole: in_words(one, is_missing),
            Role.FRAMEWORK: "" if is_missing else one.framework,
            Role.PLACE: place(one, is_missing),
            Role.STATE: "" if is_missing else state(one),
            Role.DONE: one.done / one.sections if has_bar else -1.0,
            Role.WHEN: when(one.used),
            Role.IS_MISSING: is_missing,
            Role.IS_FINAL: one.is_final,
        }
        return told.get(role)


def state(one: Recent) -> str:
    """How far a report is."""
    return "Exported as final" if one.is_final else one.progress()


def place(one: Recent, is_missing: bool) -> str:
    """Where a report is, or was."""
    return f"File not found: {folder(one.path)}" if is_missing else folder(one.path)


def folder(path: Path) -> str:
    """Where a report is, short: its last two folders; nothing is asked of any disk."""
    parts = [part for part in path.parent.parts if part != path.anchor]
    return "/".join(parts[-2:]) if parts else str(path.parent)


def in_words(one: Recent, is_missing: bool, now: datetime | None = None) -> str:
    """All that a row says, as a screen reader hears it."""
    told = [
        one.name,
        one.framework,
        place(one, is_missing),
        "" if is_missing else state(one),
        when(one.used, now),
    ]
    return ", ".join(part for part in told if part)
