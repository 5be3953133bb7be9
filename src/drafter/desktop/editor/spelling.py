"""Words that no dictionary knows, underlined while one types, with what may have been meant."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from drafter.desktop.editor.blocks import points, units
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.errors import DrafterError
from drafter.services.spelling import Speller

_SLICE = 0.008
"""Seconds that one go over a long text takes at most: typing comes in between."""


class SpellingMarks(QSyntaxHighlighter):
    """Underlines the misspelt words of one editor. The word that is being typed is left in peace.

    Whole texts are gone over in small slices, so that opening a long one keeps nobody waiting.
    """

    def __init__(self, editor: ParagraphsEdit, speller: Speller, colour: Callable[[], QColor]) -> None:
        super().__init__(editor.document())
        self._editor = editor
        self._speller = speller
        self._colour = colour
        self._is_whole = True
        self._next = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.is_on = True
        self.again()

    def again(self) -> None:
        """Go over all of it, soon."""
        self._next = 0
        self._is_whole = False
        self._timer.start(30)

    def _go_on(self) -> None:
        self._is_whole = False
        until = time.perf_counter() + _SLICE
        document = self.document()
        with self._editor.quietly():
            while self._next < document.blockCount():
                self.rehighlightBlock(document.findBlockByNumber(self._next))
                self._next += 1
                if time.perf_counter() > until:
                    self._timer.start(5)
                    return

    def highlightBlock(self, text: str) -> None:
        if self._is_whole or not self.is_on:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(self._colour())
        typing = self._editor.textCursor().position() - self.currentBlock().position()
        for start, end in self._speller.misspelt(text):
            first, last = (start, end) if text.isascii() else (units(text[:start]), units(text[:end]))
            if last != typing or not self._editor.hasFocus():
                self.setFormat(first, last - first, form)


class Spelling(QObject):
    """Spelling in one window: one speller, the marks of each editor, the menu with suggestions.

    `word_added` brings a word for the report's own dictionary; `told` a sentence for the user.
    """

    word_added = Signal(str)
    told = Signal(str)
    _found = Signal(object, object)

    def __init__(self, colour: Callable[[], QColor], *, is_on: bool = True) -> None:
        super().__init__()
        self._colour = colour
        self.is_on = is_on
        self.speller = Speller()
        self._marks: dict[ParagraphsEdit, SpellingMarks] = {}
        self._found.connect(self._show_suggestions)

    @property
    def problem(self) -> str:
        """Why nothing is checked, and what to do; empty where it is."""
        return self.speller.problem

    def attach(self, editor: ParagraphsEdit) -> None:
        """Check the spelling of an editor from now on."""
        if self.problem or editor in self._marks:
            return
        marks = SpellingMarks(editor, self.speller, self._colour)
        marks.is_on = self.is_on
        self._marks[editor] = marks
        editor.destroyed.connect(lambda: self._marks.pop(editor, None))
        editor.menu_wished.connect(lambda menu, at: self.fill(menu, editor, at))

    def switch(self, *, on: bool) -> None:
        """Check, or do not."""
        self.is_on = on
        for marks in self._marks.values():
            marks.is_on = on
            marks.again()

    def know(self, words: Iterable[str]) -> None:
        """The report's own words: its dictionary and its names."""
        self.speller.know(words)
        for marks in self._marks.values():
            marks.again()

    # --- suggestions -------------------------------------------------------------------------------------

    def word_at(self, cursor: QTextCursor) -> tuple[QTextCursor, str] | None:
        """The misspelt word at a place, selected by a cursor."""
        if self.problem or not self.is_on:
            return None
        block = cursor.block()
        text = block.text()
        at = points(text, cursor.position() - block.position())
        for start, end in self.speller.misspelt(text):
            if start <= at <= end:
                chosen = QTextCursor(block)
                chosen.setPosition(block.position() + units(text[:start]))
                chosen.setPosition(block.position() + units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
                return chosen, text[start:end]
        return None

    def fill(self, menu: QMenu, editor: ParagraphsEdit, at: QPoint) -> None:
        """Put what can be done about the misspelt word at a place on top of a menu."""
        found = self.word_at(editor.cursorForPosition(at))
        if found is None:
            return
        cursor, word = found
        first = menu.actions()[0] if menu.actions() else None
        looking = QAction("Looking for suggestions …", menu)
        looking.setEnabled(False)
        add = QAction(f"Add “{word}” to my dictionary", menu)
        add.triggered.connect(lambda: self.add(word))
        here = QAction("Add it to this report's dictionary", menu)
        here.triggered.connect(lambda: self.word_added.emit(word))
        menu.insertActions(first, [looking, add, here])  # type: ignore[arg-type]  # None: at the end
        if first is not None:
            menu.insertSeparator(first)

        def look() -> None:
            self._found.emit((menu, looking, editor, cursor), self.speller.suggestions(word))

        threading.Thread(target=look, name="drafter-suggestions", daemon=True).start()

    def _show_suggestions(self, waiting: tuple[object, ...], words: list[str]) -> None:
        menu, looking, editor, cursor = waiting
        if not (shiboken6.isValid(menu) and shiboken6.isValid(looking)):
            return
        assert isinstance(menu, QMenu)
        assert isinstance(looking, QAction)
        assert isinstance(editor, ParagraphsEdit)
        assert isinstance(cursor, QTextCursor)
        for word in words:
            action = QAction(word, menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(lambda _=False, word=word: correct(editor, cursor, word))
            menu.insertAction(looking, action)
        looking.setText("No suggestions")
        looking.setVisible(not words)

    def add(self, word: str) -> None:
        """Put a word into the user's own dictionary."""
        try:
            self.speller.add(word)
        except DrafterError as error:
            self.told.emit(str(error))
        for marks in self._marks.values():
            marks.again()


def correct(editor: ParagraphsEdit, cursor: QTextCursor, word: str) -> None:
    """Put a word in place of the selected one, with the marks that it had."""
    with editor.doing("correcting a word"):
        cursor.insertText(word, cursor.charFormat())
