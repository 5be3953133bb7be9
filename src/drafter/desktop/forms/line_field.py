"""A short text with its label, and what is wrong with it beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.tools import Tools


class LineField(QWidget):
    """A label, a box that grows with its text, and a line below for help or for what is wrong."""

    def __init__(self, tools: Tools, name: str, hint: str = "", help_: str = "") -> None:
        super().__init__()
        self._help = help_
        self.editor = ParagraphsEdit(tools.writing, Nature(single=True), tools.ids)
        self.editor.setAccessibleName(name)
        self.editor.set_hint(hint)
        self._label = QLabel(name)
        self._label.setProperty("role", "section")
        self._label.setBuddy(self.editor)
        box = QFrame()
        box.setProperty("role", "field")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 3, 1, 3)
        inside.addWidget(self.editor)
        self._note = QLabel(wordWrap=True)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 6)
        down.setSpacing(4)
        down.addWidget(self._label)
        down.addWidget(box)
        down.addWidget(self._note)
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say what is wrong; nothing shows the help again."""
        role = "error" if problem else "soft"
        if self._note.property("role") != role:
            self._note.setProperty("role", role)
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)
        self._note.setText(problem or self._help)
        self._note.setVisible(bool(self._note.text()))
        self.editor.setAccessibleDescription(problem or self._help)
