"""A short text with its label, and what is wrong with it beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.look.roles import set_role
from drafter.desktop.tools import Tools
from drafter.report.richtext import RichText, plain


def in_one_line(text: RichText) -> str:
    """The words of a text that has no lines: a title, a name."""
    return plain(text).replace("\n", " ")


class LineField(QWidget):
    """A label, a box that grows with its text, and a line below for help or for what is wrong.

    `width` is the most that the box is wide, in pixels at 100 %, where its text is short by nature; `beside`
    are small buttons at the right of the label.
    """

    def __init__(
        self,
        tools: Tools,
        name: str,
        hint: str = "",
        help_: str = "",
        *,
        width: int = 0,
        beside: tuple[QWidget, ...] = (),
    ) -> None:
        super().__init__()
        self._tools = tools
        self._help = help_
        self._width = width
        self.editor = ParagraphsEdit(tools.writing, Nature(single=True, words=True), tools.ids)
        self.editor.setAccessibleName(name)
        self.editor.set_hint(hint)
        self.label = QLabel(name)
        self.label.setProperty("role", "section")
        self.label.setBuddy(self.editor)
        self._box = QFrame()
        self._box.setProperty("role", "field")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(1, 0, 1, 0)
        inside.addWidget(self.editor)
        self.note = QLabel(wordWrap=True)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.label, 1)
        for one in beside:
            top.addWidget(one)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 8)
        down.setSpacing(4)
        down.addLayout(top)
        down.addWidget(self._box)
        down.addWidget(self.note)
        self.show_problem("")
        self.restyle()

    def show_problem(self, problem: str) -> None:
        """Say what is wrong; nothing shows the help again."""
        set_role(self.note, "error" if problem else "soft")
        self.note.setText(problem or self._help)
        self.note.setVisible(bool(self.note.text()))
        self.editor.setAccessibleDescription(problem or self._help)

    def restyle(self) -> None:
        """Take another size of letters."""
        if self._width:
            self._box.setMaximumWidth(self._tools.theme.px(self._width))
