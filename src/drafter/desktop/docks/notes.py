"""The dock of notes: the inspector's own, by section, which no export ever carries."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from drafter.desktop.look.tokens import WRITING
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key, split
from drafter.report.edits import changed, with_entry
from drafter.report.model import Report
from drafter.report.richtext import clean

FIELD = "notes"
"""The field that notes count as in a key, such as `safeguarding.notes`."""
_QUIET = "Kept with the report, never exported."
_HINT = "What to ask, to check or to remember here"


class NotesDock(QWidget):
    """The notes of one section. `show_view` takes the truth in, `show_place` the section that is meant.

    `edited` brings an Edit for everything that is written.
    """

    edited = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._view: View | None = None
        self._section = ""
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "heading")
        quiet = QLabel(_QUIET, wordWrap=True)
        quiet.setProperty("role", "soft")
        self.editor = NotesEdit()
        self.editor.setAccessibleDescription(f"{_QUIET} {_HINT}.")
        self.editor.written.connect(self._write)
        self.setFocusProxy(self.editor)
        box = QFrame()
        box.setProperty("role", "field")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(4, 4, 1, 4)
        inside.addWidget(self.editor)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 16, 16)
        down.setSpacing(4)
        down.addWidget(self.title)
        down.addWidget(quiet)
        down.addSpacing(6)
        down.addWidget(box, 1)
        self._theme = tools.theme
        self._theme.changed.connect(self._restyle)
        self._restyle()
        self._show()

    def show_view(self, view: View) -> None:
        """Show the report as it is now."""
        self._view = view
        self._show()

    def show_place(self, place: str) -> None:
        """Show the notes of a section; those of its investigations are the section's."""
        section = place.partition(".")[0]
        if section != self._section:
            self._section = section
            self.editor.show_notes("")
        self._show()

    def go_to(self, whole: str) -> bool:
        """Put the cursor into the notes if this is their key; whether it is."""
        section, field, _ = split(whole)
        if field != FIELD or section != self._section:
            return False
        self.editor.setFocus()
        return True

    def _show(self) -> None:
        view = self._view
        known = view is not None and any(spec.key == self._section for spec in view.framework.sections)
        self.editor.setEnabled(known)
        if view is None or not known:
            self.title.clear()
            self.editor.show_notes("")
            return
        name = section_name(view, self._section)
        self.title.setText(name)
        self.editor.setAccessibleName(f"Notes on {name}")
        self.editor.show_notes(view.report.desk.notes.get(self._section, ""))

    def _write(self, words: str) -> None:
        section = self._section
        self.edited.emit(
            Edit(
                change=lambda report: with_notes(report, section, words),
                verb="notes",
                key=key(section, FIELD),
                merge=f"notes:{section}",
                renumbers=False,
            )
        )

    def _restyle(self) -> None:
        self.editor.setFont(self._theme.font(WRITING))
        self.editor.document().setDefaultFont(self._theme.font(WRITING))


def with_notes(report: Report, section: str, words: str) -> Report:
    """The report with these notes on a section; empty ones are none."""
    notes = with_entry(report.desk.notes, section, clean(words) or None)
    return changed(report, desk=changed(report.desk, notes=notes))


class NotesEdit(QPlainTextEdit):
    """A box for plain text without a history of its own. `written` brings all of it after each change."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_shown = False
        self.setProperty("role", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._tell)

    @property
    def words(self) -> str:
        """What is written, with its own spaces: `toPlainText` would turn hard ones into soft ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_notes(self, words: str) -> None:
        """Show these notes. Only what differs is written, so that the cursor stays where it is."""
        have = self.words
        if clean(have) == words:
            return
        start = _alike(have, words)
        end = _alike(have[start:][::-1], words[start:][::-1])
        self._is_shown = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(have[:start]))
        cursor.setPosition(_units(have[: len(have) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words[start : len(words) - end])
        self._is_shown = False

    def _tell(self) -> None:
        if not self._is_shown:
            self.written.emit(self.words)

    # --- Qt ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()  # the window has the one history
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_history(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Qt's own hint keeps the size of type that the box was made with.
        if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
            margin = round(self.document().documentMargin())
            painter = QPainter(self.viewport())
            painter.setFont(self.document().defaultFont())
            painter.setPen(self.palette().placeholderText().color())
            area = self.viewport().rect().adjusted(margin, margin, -margin, 0)
            painter.drawText(area, Qt.TextFlag.TextWordWrap, _HINT)
            painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        first = menu.actions()[0] if menu.actions() else None
        if first is not None and first.isSeparator():
            menu.removeAction(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def _is_history(event: QEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in keys)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)
