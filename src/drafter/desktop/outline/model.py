"""The outline's item model: one row for each line. Indexes hold numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from drafter.desktop.editor.rows import ROWS, dropped_rows
from drafter.desktop.outline.entries import Entry

Index: TypeAlias = QModelIndex | QPersistentModelIndex
PLACE = "application/x-drafter-place"
ENTRY = Qt.ItemDataRole.UserRole.value + 1


class OutlineModel(QAbstractListModel):
    """The lines of the outline. `moved` asks to put an investigation in front of another, or last.

    `rows_dropped` asks to move paragraphs that were dragged here to a section.
    """

    moved = Signal(str, str)
    rows_dropped = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these lines; rows are made anew only where there are others than before."""
        if [one.place for one in entries] != [one.place for one in self._entries]:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
            return
        old, self._entries = self._entries, list(entries)
        for row, (before, now) in enumerate(zip(old, self._entries, strict=True)):
            if before != now:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def entry(self, row: int) -> Entry | None:
        """The line in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, place: str) -> int:
        """The row of a section or an investigation; -1 where it is not listed."""
        return next((row for row, one in enumerate(self._entries) if one.place == place), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.told
        return entry.place if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if entry.is_movable else flags

    # --- drag and drop -----------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [PLACE, ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        entry = self.entry(indexes[0].row()) if indexes else None
        if entry is not None:
            data.setData(PLACE, QByteArray(entry.place.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows change when the report has. So Qt is told that nothing was taken."""
        if data.hasFormat(ROWS):
            target = self.entry(parent.row() if parent.isValid() else row - 1)
            ids = dropped_rows(data)
            if target is not None and ids:
                self.rows_dropped.emit(ids, target.place)
            return False
        place = bytes(data.data(PLACE).data()).decode(errors="replace")
        dragged = self.entry(self.row_of(place))
        if dragged is not None and dragged.is_movable:
            before = self._before(row if row >= 0 else parent.row())
            if before != place:
                self.moved.emit(place, before)
        return False

    def _before(self, row: int) -> str:
        """The investigation in front of which something dropped at a row goes; empty: behind all of them."""
        rows = [number for number, one in enumerate(self._entries) if one.is_movable]
        if row < 0 or row > rows[-1]:
            return ""
        return self._entries[max(row, rows[0])].place
