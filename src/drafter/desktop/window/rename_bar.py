"""A small bar over the form that asks for another heading."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget


class RenameBar(QFrame):
    """Asks once and goes. `named` brings what was typed."""

    named = Signal(str)

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = over
        self._name = QLineEdit(name)
        self._name.setAccessibleName("Heading")
        self._name.returnPressed.connect(self._done)
        label = QLabel("Heading")
        label.setBuddy(self._name)
        set_it = QPushButton("Rename")
        set_it.clicked.connect(self._done)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 8, 16, 8)
        across.addWidget(label)
        across.addWidget(self._name, 1)
        across.addWidget(set_it)

    def open(self) -> None:
        """Ask."""
        self.setGeometry(0, 0, self._over.width(), self.sizeHint().height())
        self.show()
        self.raise_()
        self._name.setFocus()
        self._name.selectAll()

    def _done(self) -> None:
        self.named.emit(self._name.text())
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
