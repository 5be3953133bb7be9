"""The findings as a model for views: groups, and the findings of each. Its indexes hold numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drafter.checks.finding import Finding, Severity
from drafter.desktop.session.names import place_name
from drafter.desktop.session.view import View
from drafter.services.open_points import worst_first

Index = QModelIndex | QPersistentModelIndex


class Grouping(Enum):
    """What findings stand under."""

    SECTION = "section"
    SEVERITY = "severity"


class Data(IntEnum):
    """What a row has beside its words: the finding itself (None: a group), where it is, how many it has."""

    FINDING = Qt.ItemDataRole.UserRole
    PLACE = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    GROUP = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class _Row:
    finding: Finding
    place: str


@dataclass(frozen=True, slots=True)
class _Group:
    """`key` stays the same while findings come and go."""

    key: str
    title: str
    rows: tuple[_Row, ...]


class FindingsModel(QAbstractItemModel):
    """Findings in groups. A group's index holds 0, a finding's the number of its group, counted from 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self._view: View | None = None
        self._groups: list[_Group] = []
        self._places: dict[str, str] = {}
        self.grouping = Grouping.SECTION
        self.severities = frozenset(Severity)
        self.words = ""

    # --- the truth in ------------------------------------------------------------------------------------

    def show_findings(self, findings: Sequence[Finding], view: View) -> None:
        """Show these findings; they are in the order of the report."""
        self._findings, self._view = findings, view
        self._places.clear()
        self._renew()

    def group_by(self, grouping: Grouping) -> None:
        self.grouping = grouping
        self._renew()

    def show_only(self, *, severities: frozenset[Severity], words: str) -> None:
        """Show the findings of these severities in which all of the words stand."""
        self.severities, self.words = severities, words
        self._renew()

    def _renew(self) -> None:
        groups = self._grouped()
        if _shape(groups) != _shape(self._groups):
            self.beginResetModel()
            self._groups = groups
            self.endResetModel()
            return
        old, self._groups = self._groups, groups
        for place, (before, now) in enumerate(zip(old, groups, strict=True)):
            at = self.index(place, 0)
            if before != now:
                self.dataChanged.emit(at, at)
                self.dataChanged.emit(self.index(0, 0, at), self.index(len(now.rows) - 1, 0, at))

    def _grouped(self) -> list[_Group]:
        """The findings that are shown, in groups; none of them is empty."""
        view = self._view
        if view is None:
            return []
        by_severity = self.grouping is Grouping.SEVERITY
        sought = self.words.casefold().split()
        found: dict[str, list[_Row]] = {}
        for finding in worst_first(self._findings) if by_severity else self._findings:
            if finding.severity not in self.severities:
                continue
            place = self._place(view, finding)
            said = f"{finding.message} {finding.quote} {place}".casefold()
            if all(word in said for word in sought):
                group = finding.severity.value if by_severity else finding.section
                found.setdefault(group, []).append(_Row(finding, place))
        title: Callable[[str], str] = severity_title if by_severity else lambda key: view.spec(key).name
        return [_Group(key, title(key), tuple(rows)) for key, rows in found.items()]

    def _place(self, view: View, finding: Finding) -> str:
        """Where a finding is, in words: worked out once for each key, since every filter asks."""
        if finding.key not in self._places:
            self._places[finding.key] = place_name(view, finding.key)
        return self._places[finding.key]

    # --- findings ----------------------------------------------------------------------------------------

    def finding(self, index: Index) -> Finding | None:
        """The finding at an index; None where a group is there, or nothing."""
        row = self._row(index)
        return row.finding if row else None

    def indexes(self) -> Iterator[QModelIndex]:
        """The indexes of the findings that are shown, in order."""
        for place, group in enumerate(self._groups):
            parent = self.index(place, 0)
            for row in range(len(group.rows)):
                yield self.index(row, 0, parent)

    def _row(self, index: Index) -> _Row | None:
        group = index.internalId() - 1 if index.isValid() else -1
        return self._groups[group].rows[index.row()] if group >= 0 else None

    # --- Qt ----------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        if parent.column() or parent.internalId():
            return 0
        return len(self._groups[parent.row()].rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemNeverHasChildren if index.internalId() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._row(index)
        return self._of_group(self._groups[index.row()], role) if row is None else self._of_row(row, role)

    def _of_group(self, group: _Group, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return group.title
            case Data.COUNT:
                return len(group.rows)
            case Data.GROUP:
                return group.key
            case Qt.ItemDataRole.AccessibleTextRole:
                number = len(group.rows)
                return f"{group.title}, {number} finding{'' if number == 1 else 's'}"
        return None

    def _of_row(self, row: _Row, role: int) -> Any:
        finding = row.finding
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.message
            case Data.FINDING:
                return finding
            case Data.PLACE:
                return self._place_beside(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{finding.severity.value.capitalize()}: {finding.message} {row.place}"
        return None

    def _place_beside(self, row: _Row) -> str:
        """The place as it is said under what the row stands in."""
        if self.grouping is Grouping.SEVERITY:
            return row.place
        section, _, rest = row.place.partition(", ")
        is_same = self._view is not None and section == self._view.spec(row.finding.section).name
        return rest[:1].upper() + rest[1:] if is_same else row.place


def severity_title(severity: str) -> str:
    """What findings of a severity stand under."""
    return f"{severity.capitalize()}s"


def _shape(groups: Sequence[_Group]) -> list[tuple[str, int]]:
    return [(group.key, len(group.rows)) for group in groups]
