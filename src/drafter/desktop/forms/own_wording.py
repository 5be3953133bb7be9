"""A sentence that the framework generates, and the inspector's own words in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from drafter.checks.finding import Finding
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import SINGLE, Nature, ParagraphsEdit
from drafter.desktop.forms.binding import Binding, text_binding
from drafter.desktop.look.roles import restyle
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.model import Paragraph, Report
from drafter.report.richtext import RichText, plain

Read = Callable[[View], RichText]
Write = Callable[[Report, RichText], Report]

_NAME = 132
"""Width of the name beside the words, in pixels at 100 %."""
_WIDE = 460
"""Width from which it stands beside them, rather than over them."""
_LEAST = 260
"""The least width that it asks for."""
_ANY = 16777215
_PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Reasons for which the focus goes and comes back."""


class OwnWording(QFrame):
    """Shows what will be printed: the standard sentence, or own words, which can be edited here.

    `generated` gives the standard sentence (empty while it cannot be said, and `missing` then says why),
    `own` the words that stand in its place. Bind `binding` to the form. Own words are asked for with the
    standard ones to begin with; they become the report's with the first change, and are nothing again where
    they say the same as the standard ones when the field is left.

    A sentence that stands alone is a quotation; with `is_line` it is one of several lines, with its name.
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
        is_line: bool = False,
    ) -> None:
        super().__init__()
        self._tools = tools
        self._key = key
        self._called = name
        self._generated = generated
        self._own = own
        self._write = write
        self._missing = missing
        self._view: View | None = None
        self._is_writing = False
        self.setProperty("role", "line" if is_line else "quote")
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.sentence.setProperty("role", "sentence" if bold else "standard")
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        look = tools.bold_writing if bold else tools.writing
        self.editor = ParagraphsEdit(look, Nature(single=True, bold=bold), tools.ids)
        self.editor.setAccessibleName(f"{name}, own words")
        self.binding: Binding = text_binding(self.editor, key, self._shown, write)
        self.button = QPushButton("Write my own")
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self._toggle)
        for part in (self.editor, self.button):
            part.installEventFilter(self)
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "warning")
        self._note.hide()
        self._lay_out(is_line=is_line)

    # --- building ----------------------------------------------------------------------------------------

    def _lay_out(self, *, is_line: bool) -> None:
        self._box = QFrame()
        self._box.setProperty("role", "field")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(1, 0, 1, 0)
        inside.addWidget(self.editor)
        self._box.hide()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.sentence)
        words.addWidget(self._box)
        words.addWidget(self._note)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(12 if is_line else 0)
        self._name = QLabel(self._called, wordWrap=True)
        self._name.setProperty("role", "soft")
        self._name.setBuddy(self.editor)
        self._name.setVisible(is_line)
        self._body.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(words, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(*((0, 9, 0, 9) if is_line else (14, 9, 10, 9)))
        self._whole.setSpacing(12)
        self._whole.addLayout(self._body, 1)
        self._whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._tools.theme.px
        is_wide = self.width() >= px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        for layout, space in ((self._body, 2), (self._whole, 4)):
            layout.setDirection(direction)
            layout.setSpacing(12 if is_wide else space)
        self._name.setMinimumWidth(px(_NAME) if is_wide else 0)
        self._name.setMaximumWidth(px(_NAME) if is_wide else _ANY)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()  # as it stands now: narrower, the name goes over the words
        return QSize(min(size.width(), self._tools.theme.px(_LEAST)), size.height())

    # --- the truth in ------------------------------------------------------------------------------------

    @property
    def is_own(self) -> bool:
        """Whether own words are shown, or asked for."""
        return not self._box.isHidden()

    def _shown(self, view: View) -> RichText:
        """What the box holds: own words; and as long as there are none, those that they begin with."""
        own = self._own(view)
        has_words = any(one.text for one in self.editor.sync.paragraphs)
        # an empty box was emptied by the inspector, who goes on writing in it
        return self._generated(view) if not own and self._is_writing and has_words else own

    def show_view(self, view: View) -> None:
        """Show the sentence as it will be printed."""
        self._view = view
        generated = self._generated(view)
        is_own = bool(self._own(view)) or self._is_writing
        self._box.setVisible(is_own)
        self.sentence.setVisible(not is_own)
        said = plain(generated) or self._missing(view)
        if self.sentence.text() != said:
            self.sentence.setText(said)
        if self.sentence.property("missing") != (not generated):
            self.sentence.setProperty("missing", not generated)
            restyle(self.sentence)
        self.sentence.setAccessibleName(f"{self._called}: {said}")
        self.button.setText("Use the standard words" if is_own else "Write my own")
        self.button.setAccessibleName(f"{self.button.text()}: {self._called}")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Warn where own words disagree with the grade."""
        found = [one.message for one in findings if one.key == self._key and one.rule == "other-grade"]
        self._note.setText(" ".join(found))
        self._note.setVisible(bool(found))

    # --- the wish out ------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Own words that say what the standard sentence says, or nothing, are the standard sentence again."""
        view = self._view
        if view is None or not self.is_own:
            return
        self._is_writing = False
        if (own := self._own(view)) and own == self._generated(view):
            self._wish((), "using the standard words")
        elif not own:
            self.show_view(view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _PASSING
            and QApplication.focusWidget() not in (self.editor, self.button)
        ):
            # after Qt has moved the focus: what is hidden in the middle of that would move it once more
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if QApplication.focusWidget() not in (self.editor, self.button):
            self.settle()

    def _toggle(self) -> None:
        view = self._view
        if view is None:
            return
        if self.is_own:
            self._is_writing = False
            self.button.setFocus()
            self._wish((), "using the standard words")
            self.show_view(self._view or view)
            return
        self._is_writing = True
        text = self._generated(view)
        begun = (Paragraph(id=SINGLE, kind=self.editor.nature.default, text=text),) if text else ()
        self.editor.show_paragraphs(begun, Context.of(view))
        self.show_view(view)
        self.editor.setFocus()
        self.editor.selectAll()

    def _wish(self, words: RichText, verb: str) -> None:
        self.edited.emit(Edit(change=lambda report: self._write(report, words), verb=verb, key=self._key))

    def go_to(self, key: str) -> QWidget | None:
        """What gets the focus where this is the field with the key."""
        if key != self._key:
            return None
        return self.editor if self.is_own else self.button
