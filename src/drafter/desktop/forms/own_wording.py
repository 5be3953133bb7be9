"""A sentence that the framework generates, and the inspector's own words in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from drafter.checks.finding import Finding
from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.forms.binding import Binding, text_binding
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.model import Report
from drafter.report.richtext import RichText, plain, rich

Read = Callable[[View], RichText]
Write = Callable[[Report, RichText], Report]


class OwnWording(QFrame):
    """Shows what will be printed: the standard sentence, or own words, which can be edited here.

    `generated` gives the standard sentence (empty while it cannot be said, and `missing` then says why),
    `own` the words that stand in its place. Bind
    `binding` to the form.
    """

    edited = Signal(object)

    def __init__(
        self,
        tools: Tools,
        key: str,
        name: str,
        *,
        generated: Read,
        own: Read,
        write: Write,
        missing: Callable[[View], str] = lambda _: "",
        bold: bool = True,
    ) -> None:
        super().__init__()
        self._key = key
        self._name = name
        self._generated = generated
        self._own = own
        self._write = write
        self._missing = missing
        self._view: View | None = None
        self.setProperty("role", "quote")
        self._sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._sentence.setProperty("role", "sentence" if bold else "standard")
        self._sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        look = tools.bold_writing if bold else tools.writing
        self.editor = ParagraphsEdit(look, Nature(single=True, bold=bold), tools.ids)
        self.editor.setAccessibleName(f"{name}, own words")
        self.binding: Binding = text_binding(self.editor, key, own, write)
        self.button = QPushButton("Write my own")
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self._toggle)
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "warning")
        self._note.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._sentence)
        words.addWidget(self.editor)
        words.addWidget(self._note)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 8, 8, 8)
        across.setSpacing(12)
        across.addLayout(words, 1)
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.editor.hide()

    def show_view(self, view: View) -> None:
        """Show the sentence as it will be printed."""
        self._view = view
        own, generated = self._own(view), self._generated(view)
        is_own = bool(own) or self.editor.hasFocus()
        self.editor.setVisible(is_own)
        self._sentence.setVisible(not is_own)
        said = plain(generated) or self._missing(view)
        if self._sentence.text() != said:
            self._sentence.setText(said)
        self._sentence.setProperty("missing", not generated)
        self._sentence.setAccessibleName(f"{self._name}: {said}")
        self.button.setText("Use the standard words" if is_own else "Write my own")
        self.button.setAccessibleName(f"{self.button.text()}: {self._name}")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Warn where own words disagree with the grade."""
        found = [one.message for one in findings if one.key == self._key and one.rule == "other-grade"]
        self._note.setText(" ".join(found))
        self._note.setVisible(bool(found))

    def settle(self) -> None:
        """Own words that say what the standard sentence says are the standard sentence again."""
        view = self._view
        if view is not None and (own := self._own(view)) and own == self._generated(view):
            self._wish((), "using the standard words")

    def _toggle(self) -> None:
        view = self._view
        if view is None:
            return
        if self._own(view):
            self._wish((), "using the standard words")
            self.button.setFocus()
            return
        words = self._generated(view) or rich("")
        self.editor.show()
        self._sentence.hide()
        self.editor.setFocus()
        if words:
            self._wish(words, "writing own words")
        self.editor.selectAll()

    def _wish(self, words: RichText, verb: str) -> None:
        self.edited.emit(Edit(change=lambda report: self._write(report, words), verb=verb, key=self._key))

    def go_to(self, key: str) -> bool:
        """Put the focus here where this is the field with the key."""
        if key != self._key:
            return False
        target: QWidget = self.editor if self.editor.isVisible() else self.button
        target.setFocus()
        return True
