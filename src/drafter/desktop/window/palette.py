"""Go to a section or do a command by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

Choice = tuple[str, str, Callable[[], object]]
"""Words, keys or another remark, and what is done."""


class Palette(QFrame):
    """A list over the window, narrowed down by what is typed. Enter does it, Escape goes back."""

    def __init__(self, over: QWidget, choices: Iterable[Choice]) -> None:
        super().__init__(over)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = over
        self._choices = list(choices)
        self._back = over.window().focusWidget()
        self.words = QLineEdit(placeholderText="A section or a command")
        self.words.setAccessibleName("Go to a section or command")
        self.list = QListWidget()
        self.list.setAccessibleName("Sections and commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._do())
        down = QVBoxLayout(self)
        down.addWidget(self.words)
        down.addWidget(self.list)

    def open(self) -> None:
        """Show it in the middle of the top."""
        width = min(560, self._over.width() - 32)
        self.setGeometry((self._over.width() - width) // 2, 48, width, min(420, self._over.height() - 80))
        self._narrow("")
        self.show()
        self.raise_()
        self.words.setFocus()

    def _narrow(self, words: str) -> None:
        parts = words.casefold().split()
        self.list.clear()
        for number, (name, remark, _) in enumerate(self._choices):
            if all(part in name.casefold() for part in parts):
                item = QListWidgetItem(f"{name}    {remark}" if remark else name)
                item.setData(Qt.ItemDataRole.UserRole, number)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        chosen = self.list.selectedItems()
        self._leave()
        if chosen:
            self._choices[chosen[0].data(Qt.ItemDataRole.UserRole)][2]()

    def _leave(self) -> None:
        if self._back is not None:
            self._back.setFocus()
        self.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True


def command_choices(actions: Iterable[QAction]) -> list[Choice]:
    """The commands that can be done now."""
    found: list[Choice] = []
    for action in actions:
        name, _, keys = action.text().replace("&", "").partition("\t")
        if action.isEnabled():
            found.append((name.rstrip("…"), action.shortcut().toString() or keys, action.trigger))
    return found
