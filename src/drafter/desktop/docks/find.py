"""Find and replace over the whole report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.report.model import Report
from drafter.services.finding import Hit, Search, find, replace

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_AFTER = 200
"""Milliseconds after the last key until the report is searched."""
_MOST_LISTED = 2000


class HitsModel(QAbstractListModel):
    """One row for each hit: where it is, and what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these."""
        self.beginResetModel()
        self._hits = hits[:_MOST_LISTED]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        hit = self._hits[index.row()]
        return f"{hit.name}\n{hit.before}{hit.words}{hit.after}"


class FindDock(QWidget):
    """Searches what `show_view` brought. `went` brings a Hit to go to, `edited` what replacing changes."""

    went = Signal(object)
    edited = Signal(object)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._place = ""
        self._hits: list[Hit] = []
        self._at = -1
        self.words = QLineEdit(placeholderText="Find")
        self.words.setAccessibleName("Find")
        self.new = QLineEdit(placeholderText="Replace with")
        self.new.setAccessibleName("Replace with")
        self.whole = QCheckBox("Whole words")
        self.case = QCheckBox("Match case")
        self.where = QComboBox()
        self.where.setAccessibleName("Where to look")
        self.where.addItems(["In the whole report", "In this section"])
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        self.model = HitsModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("role", "plain-list")
        self.list.setAccessibleName("What was found")
        self.one = QPushButton("Replace")
        self.all = QPushButton("Replace all")
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.search)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        options = QHBoxLayout()
        options.addWidget(self.whole)
        options.addWidget(self.case)
        options.addStretch()
        fields = QGridLayout()
        fields.setSpacing(8)
        fields.addWidget(self.words, 0, 0, 1, 2)
        fields.addWidget(self.new, 1, 0, 1, 2)
        fields.addWidget(self.one, 2, 0)
        fields.addWidget(self.all, 2, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 12, 12, 12)
        down.setSpacing(8)
        down.addLayout(fields)
        down.addLayout(options)
        down.addWidget(self.where)
        down.addWidget(self.count)
        down.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._timer.start())
        self.words.returnPressed.connect(lambda: self.step(1))
        self.new.returnPressed.connect(self._replace_one)
        for box in (self.whole, self.case):
            box.toggled.connect(lambda _: self.search())
        self.where.currentIndexChanged.connect(lambda _: self.search())
        self.one.clicked.connect(self._replace_one)
        self.all.clicked.connect(self._replace_all)
        self.list.activated.connect(lambda index: self._go(index.row()))
        self.list.clicked.connect(lambda index: self._go(index.row()))

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """What is to be searched; it is searched anew after a pause, where it is looked at."""
        self._view = view
        if self.isVisible() and self.words.text():
            self._timer.start()

    def show_place(self, place: str) -> None:
        """The section that "this section" means."""
        self._place = place.partition(".")[0]
        if self.where.currentIndex() == 1:
            self._timer.start()

    def begin(self, words: str, *, replacing: bool) -> None:
        """Ask for words, beginning with those that were selected."""
        for part in (self.new, self.one, self.all):
            part.setVisible(replacing)
        if words:
            self.words.setText(words)
        self.words.setFocus()
        self.words.selectAll()

    # --- searching ---------------------------------------------------------------------------------------

    def search(self) -> None:
        """Look for the words now."""
        self._timer.stop()
        if self._view is None:
            return
        sections = {self._place} if self.where.currentIndex() == 1 else None
        search = Search(self.words.text(), self.whole.isChecked(), self.case.isChecked(), sections)
        self._hits = find(self._view.report, self._view.framework, search)
        self._at = min(self._at, len(self._hits) - 1)
        self.model.show_hits(self._hits)
        self._mark()

    def _mark(self) -> None:
        number = len(self._hits)
        found = "Nothing found" if not number else "1 place" if number == 1 else f"{number:,} places"
        if 0 <= self._at < number:
            found = f"{self._at + 1} of {number:,}"
            if self._at < self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(self._at))
        self.count.setText(found if self.words.text() else "")
        for button in (self.one, self.all):
            button.setEnabled(number > 0)

    def step(self, by: int) -> None:
        """Go to the next hit, or the one before; behind the last comes the first."""
        if self._timer.isActive() or not self._hits:
            self.search()
        if not self._hits:
            if self.words.text():
                self.told.emit(f"“{self.words.text()}” was not found.")
            return
        self._at = (self._at + by) % len(self._hits) if self._at >= 0 or by > 0 else len(self._hits) - 1
        self._mark()
        self.went.emit(self._hits[self._at])

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            self._at = row
            self._mark()
            self.went.emit(self._hits[row])

    # --- replacing ---------------------------------------------------------------------------------------

    def _replace_one(self) -> None:
        if self._at < 0:
            self.step(1)
            return
        if self._at < len(self._hits):
            self._replace([self._hits[self._at]], "replacing")
            self.search()
            self._at -= 1
            self.step(1)

    def _replace_all(self) -> None:
        self.search()
        hits, old, new = self._hits, self.words.text(), self.new.text()
        if hits:
            self._replace(hits, "replacing all")
            number = f"{len(hits):,} place{'' if len(hits) == 1 else 's'}"
            self.told.emit(f"“{old}” was replaced by “{new}” in {number}. Undo takes all of it back.")
            self.search()

    def _replace(self, hits: list[Hit], verb: str) -> None:
        words = self.new.text()

        def replaced(report: Report) -> Report:
            return replace(report, hits, words)[0]

        self.edited.emit(Edit(change=replaced, verb=verb, key=hits[0].place.field.within or hits[0].key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)
