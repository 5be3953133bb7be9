"""The footnotes of a text, each in a box of its own below it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import SINGLE, Nature, ParagraphsEdit, Wish
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import ListAddress, paragraphs_at, with_paragraphs
from drafter.report.model import Paragraph, Report
from drafter.report.richtext import Footnote, RichText, footnotes


class _NoteEdit(ParagraphsEdit):
    """A footnote's text; Escape goes back to its mark."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Footnotes(QWidget):
    """The footnotes of the paragraphs at an address. Nothing is shown where there are none."""

    edited = Signal(object)
    arranged = Signal()
    """Other footnotes than before are shown, or in another order."""

    def __init__(self, tools: Tools, where: ListAddress, text: ParagraphsEdit) -> None:
        super().__init__()
        self._tools = tools
        self._where = where
        self._text = text
        self._shown: list[str] = []
        self._numbers: dict[str, QLabel] = {}
        self.editors: dict[str, ParagraphsEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        title = QLabel("Footnotes")
        title.setProperty("role", "soft")
        self._grid.addWidget(title, 0, 0, 1, 2)
        self.hide()

    def show_view(self, view: View) -> None:
        """Show the footnotes in their order."""
        try:
            paragraphs = paragraphs_at(view.report, self._where)
        except KeyError:
            return
        found = {note.id: (one.id, note.text) for one in paragraphs for note in footnotes(one.text)}
        if list(found) != self._shown:
            self._arrange(list(found))
        context = Context.of(view)
        for note, (_, text) in found.items():
            self._text.stock.notes[note] = text
            shown = (Paragraph(id=SINGLE, kind=self.editors[note].nature.default, text=text),) if text else ()
            self.editors[note].show_paragraphs(shown, context)
            number = context.note_number(note)
            self._numbers[note].setText(number)
            self.editors[note].setAccessibleName(f"Footnote {number}".strip())
        self.setVisible(bool(found))

    def _arrange(self, notes: list[str]) -> None:
        for note in self._shown:
            for widget in (self.editors[note], self._numbers[note]):
                self._grid.removeWidget(widget)
                widget.hide()
        for row, note in enumerate(notes, 1):
            if note not in self.editors:
                self._make(note)
            self._grid.addWidget(self._numbers[note], row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.editors[note], row, 1)
            self._numbers[note].show()
            self.editors[note].show()
        self._shown = notes
        self.arranged.emit()

    def _make(self, note: str) -> None:
        editor = _NoteEdit(self._tools.writing, Nature(single=True, notes=False), self._tools.ids)
        editor.setAccessibleName("Footnote")
        editor.set_hint("Write the footnote; Escape goes back to the text")
        self._tools.help_with_words(editor)
        editor.wished.connect(lambda wish: self._on_wish(note, wish))
        editor.escaped.connect(lambda: self._back(note))
        number = QLabel()
        number.setProperty("role", "soft")
        number.setBuddy(editor)
        number.setContentsMargins(0, 5, 4, 0)  # level with the first line of its text
        self.editors[note] = editor
        self._numbers[note] = number

    def _on_wish(self, note: str, wish: Wish) -> None:
        text = wish.paragraphs[0].text if wish.paragraphs else ()
        holder = self._holder(note)
        self.edited.emit(
            Edit(
                change=lambda report: self._changed(report, note, text),
                verb=f"{wish.verb} a footnote" if wish.verb != "typing" else "a footnote",
                key=self._where.key(holder),
                merge=wish.merge and f"note:{note}:{wish.merge}",
                renumbers=False,
            )
        )

    def _changed(self, report: Report, note: str, text: RichText) -> Report:
        return with_paragraphs(
            report,
            self._where,
            tuple(_with_note(one, note, text) for one in paragraphs_at(report, self._where)),
        )

    def _holder(self, note: str) -> str:
        for one in self._text.sync.paragraphs:
            if any(found.id == note for found in footnotes(one.text)):
                return one.id
        return ""

    def go_to(self, note: str) -> None:
        """Put the cursor into a footnote's text."""
        if note in self.editors:
            self.editors[note].setFocus()

    def _back(self, note: str) -> None:
        self._text.go_to(self._holder(note))

    def restyle(self) -> None:
        """Take another look."""
        for editor in self.editors.values():
            editor.restyle()


def _with_note(paragraph: Paragraph, note: str, text: RichText) -> Paragraph:
    parts = tuple(
        replace(part, text=text) if isinstance(part, Footnote) and part.id == note else part
        for part in paragraph.text
    )
    return paragraph if parts == paragraph.text else replace(paragraph, text=parts)
