"""A list of strengths, weaknesses or recommendations: growing rows, a count, a way to add one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from drafter.desktop.editor.gutter import Margin
from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.forms.binding import Binding, list_binding
from drafter.desktop.forms.buttons import adding
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import ListAddress, paragraphs_at


class ItemList(QWidget):
    """The rows of one list under their heading. `one` is what a single item is called ("strength")."""

    def __init__(self, tools: Tools, where: ListAddress, title: str, one: str) -> None:
        super().__init__()
        self._where = where
        self.editor = ParagraphsEdit(tools.writing, Nature(margin=Margin.HANDLES), tools.ids)
        self.editor.setAccessibleName(title)
        self.editor.setAccessibleDescription(
            "One row for each. Enter makes the next; Alt+Shift+Up and Alt+Shift+Down move a row."
        )
        self.editor.set_hint(f"Write a {one}, or paste a list")
        self.binding: Binding = list_binding(self.editor, where)
        self._title = QLabel(title)
        self._title.setProperty("role", "section")
        self._title.setBuddy(self.editor)
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self.add = adding(f"Add a {one}")
        self.add.clicked.connect(self._add)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch()
        top.addWidget(self._count)
        box = QFrame()
        box.setProperty("role", "field")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.editor)
        inside.addWidget(self.add)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(top)
        down.addWidget(box)
        down.addStretch()

    def show_view(self, view: View) -> None:
        """Show how many there are."""
        try:
            found = paragraphs_at(view.report, self._where)
        except KeyError:
            return
        written = sum(bool(one.text) for one in found)
        self._count.setText(str(written) if written else "")
        self.add.setVisible(bool(found))

    def _add(self) -> None:
        """A new row at the end, or the empty one that is there."""
        editor = self.editor
        editor.setFocus()
        last = editor.document().blockCount() - 1
        editor.put_cursor(last, len(editor.document().lastBlock().text()))
        if editor.document().lastBlock().text().strip():
            with editor.doing("a new row"):
                editor.textCursor().insertBlock()
            editor.ensureCursorVisible()
