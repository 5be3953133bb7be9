"""The list of findings: rows of several lines in groups that fold, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from drafter.checks.finding import Finding
from drafter.desktop.docks.finding_delegate import FindingDelegate
from drafter.desktop.docks.findings_model import Data, FindingsModel
from drafter.desktop.look.theme import Theme


class FindingsView(QTreeView):
    """Shows a FindingsModel. `went` brings the key of the finding that was clicked or entered."""

    went = Signal(str)

    def __init__(self, model: FindingsModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._folded: set[str] = set()
        self._last: Finding | None = None
        self._scrolled = 0
        self._delegate = FindingDelegate(theme, self)
        self.setProperty("role", "plain")
        self.setAccessibleName("Checks")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(self._delegate)
        # before the view connects its own slots, which forget what was chosen
        model.modelAboutToBeReset.connect(self._keep)
        self.setModel(model)
        model.modelReset.connect(self._bring_back)
        model.dataChanged.connect(self._on_changed)
        self.clicked.connect(self._on_clicked)
        self.expanded.connect(lambda index: self._folded.discard(index.data(Data.GROUP)))
        self.collapsed.connect(lambda index: self._folded.add(index.data(Data.GROUP)))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def choose(self, index: QModelIndex) -> None:
        """Make a finding the current one and show it."""
        self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # --- when findings come and go -----------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.scheduleDelayedItemsLayout()  # other words may need another height

    def _keep(self) -> None:
        self._last = self._model.finding(self.currentIndex())
        self._scrolled = self.verticalScrollBar().value()

    def _bring_back(self) -> None:
        """Fold what was folded, and choose what was chosen if it is still there."""
        for row in range(self._model.rowCount()):
            group = self._model.index(row, 0)
            self.setExpanded(group, group.data(Data.GROUP) not in self._folded)
        last = self._last
        if last is not None:
            same = (index for index in self._model.indexes() if _is_same(self._model.finding(index), last))
            found = next(same, None)
            if found is not None:
                self.selectionModel().setCurrentIndex(
                    found, self.selectionModel().SelectionFlag.ClearAndSelect
                )
        self.verticalScrollBar().setValue(self._scrolled)

    # --- going -------------------------------------------------------------------------------------------

    def _on_clicked(self, index: QModelIndex) -> None:
        finding = self._model.finding(index)
        if finding is None:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.went.emit(finding.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self._on_clicked(index)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()  # first, since Qt asks for the height of every row now
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        return super().event(event)

    def _measure(self) -> None:
        """Lines break at the width that there is, with a scroll bar or without: rows must not jump."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        if width != self._delegate.width:
            self._delegate.width = width
            self.scheduleDelayedItemsLayout()


def _is_same(one: Finding | None, other: Finding) -> bool:
    return one is not None and (one.rule, one.key, one.quote) == (other.rule, other.key, other.quote)
