"""The list of recent reports: opened by a click or Enter, shortened by Delete."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu

from drafter.desktop.look.theme import Theme
from drafter.desktop.start.recent_delegate import REMOVE, RecentDelegate
from drafter.desktop.start.recent_model import RecentModel


class RecentList(QListView):
    """Shows a RecentModel. Each signal brings the Path of a report.

    A report whose file is missing is not opened but located.
    """

    opened = Signal(object)
    located = Signal(object)
    removed = Signal(object)
    folder_wished = Signal(object)

    def __init__(self, theme: Theme, model: RecentModel) -> None:
        super().__init__()
        self._entries = model
        self._delegate = RecentDelegate(theme, self)
        self._pressed = -1
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Recent reports")
        self.setProperty("role", "plain")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.doItemsLayout)
        theme.changed.connect(self.viewport().update)

    def choose(self, row: int) -> None:
        """Put the highlight on a row, or on the last one where there are fewer."""
        row = min(row, self._entries.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._entries.index(row))

    # --- what is done to a row ---------------------------------------------------------------------------

    def _open(self, row: int) -> None:
        path = self._entries.entry(row).path
        (self.located if self._entries.is_missing(row) else self.opened).emit(path)

    def _remove(self, row: int) -> None:
        self.removed.emit(self._entries.entry(row).path)
        # the row is gone by now, and the one that took its place is chosen
        self.choose(row)

    # --- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(row)
        elif row >= 0 and event.matches(QKeySequence.StandardKey.Delete):
            self._remove(row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)
        elif not self.selectionModel().hasSelection():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self.currentIndex(), flag)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.selectionModel().clearSelection()

    # --- the pointer -------------------------------------------------------------------------------------

    def _spot(self, at: QPoint) -> str:
        index = self.indexAt(at)
        return self._delegate.spot(self.visualRect(index), index, at) if index.isValid() else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()).row() if is_left else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        row, pressed = self.indexAt(at).row(), self._pressed
        self._pressed = -1
        if row < 0 or row != pressed:
            return
        if self._spot(at) == REMOVE:
            self._remove(row)
        else:
            self._open(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            box = self.visualRect(index)
            at = self.viewport().mapToGlobal(box.bottomLeft()) if by_key else event.globalPos()
            menu = self.menu(index.row())
            menu.popup(at)

    def menu(self, row: int) -> QMenu:
        """What can be done to the report in a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        path = self._entries.entry(row).path
        if self._entries.is_missing(row):
            menu.addAction("Locate…").triggered.connect(lambda: self.located.emit(path))
        else:
            menu.addAction("Open").triggered.connect(lambda: self.opened.emit(path))
            menu.addAction("Show in folder").triggered.connect(lambda: self.folder_wished.emit(path))
        menu.addSeparator()
        remove = menu.addAction("Remove from the list")
        remove.setShortcut(QKeySequence.StandardKey.Delete)
        remove.setShortcutVisibleInContextMenu(True)
        remove.triggered.connect(lambda: self._remove(row))
        return menu
