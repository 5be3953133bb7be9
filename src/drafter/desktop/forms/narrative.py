"""A narrative with its tools: formatting, footnotes and tables below the text, links and references."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from drafter.desktop.editor.gutter import Margin
from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.forms.asking import LinkBar, ReferenceBar
from drafter.desktop.forms.binding import Binding, list_binding
from drafter.desktop.forms.footnotes import Footnotes
from drafter.desktop.forms.order import order_tabs
from drafter.desktop.forms.tables import TablePanel
from drafter.desktop.look.icons import icon
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import ListAddress, paragraphs_at
from drafter.report.model import Kind
from drafter.report.richtext import Mark, RichText, plain
from drafter.text.count import count_words


class NarrativeField(QWidget):
    """The narrative at an address. Bind `binding` to the form; `edited` brings edits of tables and notes."""

    edited = Signal(object)
    told = Signal(str)

    def __init__(self, tools: Tools, where: ListAddress, title: str, default: Kind) -> None:
        super().__init__()
        self._where = where
        self._tools = tools
        self._view: View | None = None
        nature = Nature(
            margin=Margin.NUMBERS if default is Kind.NUMBERED else Margin.NOTHING, default=default, rich=True
        )
        self.editor = ParagraphsEdit(tools.writing, nature, tools.ids)
        self.editor.setAccessibleName(title)
        self.editor.set_hint("Write here, or paste from Word")
        self.binding: Binding = list_binding(self.editor, where)
        self._title = QLabel(title)
        self._title.setProperty("role", "section")
        self._title.setBuddy(self.editor)
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self._bar = QToolBar()
        self._bar.setObjectName("narrative-tools")
        self.links = LinkBar(self.editor)
        self.references = ReferenceBar(self.editor)
        self.notes = Footnotes(tools, where, self.editor)
        self.tables = TablePanel(tools, where, self.editor)
        for part in (self.notes, self.tables):
            part.edited.connect(self.edited)
        self.notes.arranged.connect(lambda: order_tabs(self))
        self._fill_bar()
        self._lay_out()
        self.editor.note_wished.connect(self.notes.go_to)
        self.editor.table_wished.connect(self.tables.open)

    def _fill_bar(self) -> None:
        keys = self.editor.keys
        self._add("Bold", "bold", "Ctrl+B", lambda: keys.toggle(Mark.BOLD))
        self._add("Italic", "italic", "Ctrl+I", lambda: keys.toggle(Mark.ITALIC))
        self._add("Superscript", "superscript", "Ctrl+Shift+=", lambda: keys.toggle(Mark.SUPERSCRIPT))
        self._add("Subscript", "subscript", "Ctrl+=", lambda: keys.toggle(Mark.SUBSCRIPT))
        self._bar.addSeparator()
        self._add("Bullets", "list", "Ctrl+Shift+L", lambda: keys.kind(Kind.BULLET), shortcut=True)
        self._add(
            "Sub-heading", "sub-heading", "Ctrl+Alt+3", lambda: keys.kind(Kind.SUBHEADING), shortcut=True
        )
        self._bar.addSeparator()
        self._add("Footnote", "footnote", "Ctrl+Alt+F", self.put_note, shortcut=True)
        self._add("Link", "link", "Ctrl+K", self.links.open, shortcut=True)
        self._add("Reference to a paragraph", "reference", "Ctrl+Alt+R", self.references_open, shortcut=True)
        self._add("Table", "table", "Ctrl+Alt+T", self.tables.insert, shortcut=True)

    def _add(
        self, name: str, picture: str, keys: str, do: Callable[[], object], *, shortcut: bool = False
    ) -> None:
        """A tool. Keys that the editor deals with itself are only told, not set a second time."""
        action = QAction(icon(picture), name, self)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{name} ({shown})")
        action.triggered.connect(lambda: self._do(do))
        if shortcut:
            action.setShortcut(QKeySequence(keys))
            self.editor.addAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._bar.addAction(action)
        button = self._bar.widgetForAction(action)
        button.setAccessibleName(name)

    def _do(self, do: Callable[[], object]) -> None:
        if not self.editor.hasFocus():
            self.editor.setFocus()
        do()

    def put_note(self) -> None:
        """Set a footnote at the cursor and go to its text."""
        self.notes.go_to(self.editor.clipboard.put_note())

    def references_open(self) -> None:
        """Offer the numbered paragraphs of the report."""
        if self._view is not None:
            self.references.open(self._view.numbered)

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
        for part in (self._bar, self.links, self.references, self.editor, self.tables, self.notes):
            inside.addWidget(part)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(top)
        down.addWidget(box)

    def show_view(self, view: View) -> None:
        """Show numbers and words, notes and tables."""
        self._view = view
        self.notes.show_view(view)
        self.tables.show_view(view)

    def show_counts(self, view: View) -> None:
        """Work out the first and last number and the words; asked after a pause, not on each key."""
        try:
            paragraphs = paragraphs_at(view.report, self._where)
        except KeyError:
            return
        numbers = [number for one in paragraphs if (number := view.document.numbers.get(one.id)) is not None]
        words = sum(_words(one.text) for one in paragraphs)
        words += sum(_words(cell) for one in paragraphs for row in one.rows for cell in row)
        said = [f"{min(numbers)}–{max(numbers)}"] if len(numbers) > 1 else [str(n) for n in numbers]
        said.append(f"{words:,} word{'' if words == 1 else 's'}")
        self._count.setText(" · ".join(said))

    def restyle(self) -> None:
        """Take another look."""
        self.notes.restyle()


@lru_cache(maxsize=8192)
def _words(text: RichText) -> int:
    """Counted once for each text: most of a narrative stays as it is while somebody writes in it."""
    return count_words(plain(text))
