"""What keys do in an editor, where that is not what every text box does. Word's keys where Word has one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from drafter.desktop.editor import actions
from drafter.desktop.editor.actions import Result
from drafter.desktop.editor.formats import Property, block_kind, char_format, marks_of, text_of
from drafter.desktop.editor.gutter import Margin
from drafter.report.model import Kind
from drafter.report.quotes import printed_mark
from drafter.report.richtext import Mark
from drafter.report.slices import length

if TYPE_CHECKING:
    from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit

_BULLETS = (Kind.BULLET, Kind.BULLET_2)
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Keys:
    """The keys of one editor. `press` is true where a key was dealt with."""

    def __init__(self, editor: ParagraphsEdit) -> None:
        self._editor = editor
        # QTextEdit would set formats of its own for some of these
        self._table: Mapping[QKeyCombination, Callable[[], object]] = {
            _CTRL | Qt.Key.Key_B: lambda: self.toggle(Mark.BOLD),
            _CTRL | Qt.Key.Key_I: lambda: self.toggle(Mark.ITALIC),
            _CTRL | Qt.Key.Key_U: lambda: None,  # a report holds no underlining
            _CTRL | _SHIFT | Qt.Key.Key_Equal: lambda: self.toggle(Mark.SUPERSCRIPT),
            _CTRL | _SHIFT | Qt.Key.Key_Plus: lambda: self.toggle(Mark.SUPERSCRIPT),
            _CTRL | Qt.Key.Key_Equal: lambda: self.toggle(Mark.SUBSCRIPT),
            _CTRL | Qt.Key.Key_Space: self.unformat,
            _CTRL | _SHIFT | Qt.Key.Key_V: editor.paste_plain,
            _ALT | _SHIFT | Qt.Key.Key_Up: lambda: self.move(-1),
            _ALT | _SHIFT | Qt.Key.Key_Down: lambda: self.move(1),
        }
        self._handlers: Mapping[int, Callable[[QKeyEvent], bool]] = {
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Backspace: self._erase,
            Qt.Key.Key_Delete: self._erase,
            Qt.Key.Key_Tab: lambda _: self._tab(deeper=True),
            Qt.Key.Key_Backtab: lambda _: self._tab(deeper=False),
            Qt.Key.Key_Up: self._leave,
            Qt.Key.Key_Down: self._leave,
        }

    def press(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (do := self._table.get(QKeyCombination(modifiers, Qt.Key(event.key())))) is not None:
            do()
            return True
        if event.matches(QKeySequence.StandardKey.Cut):
            self._editor.cut_selection()
            return True
        if (handle := self._handlers.get(event.key())) is not None:
            return handle(event)
        return is_typing(event) and self._type(event)

    # --- typing ------------------------------------------------------------------------------------------

    def _type(self, event: QKeyEvent) -> bool:
        editor = self._editor
        self.make_room()
        cursor = editor.textCursor()
        form = cursor.charFormat()
        behind = QTextCursor(cursor)
        if text_of(form, Property.LINK) and (
            cursor.atBlockEnd()
            or not behind.movePosition(QTextCursor.MoveOperation.Right)
            or text_of(behind.charFormat(), Property.LINK) != text_of(form, Property.LINK)
        ):
            # behind a link, as in Word, text is text again
            heading = block_kind(cursor.block()) is Kind.SUBHEADING
            editor.setCurrentCharFormat(char_format(editor.look(), marks_of(form), heading=heading))
        editor.type_key(event)
        if editor.prints_marks():
            self._put_mark(event.text())
        return True

    def _put_mark(self, typed: str) -> None:
        """Marks of print in place of typed ones, as a step that undo takes back alone."""
        editor = self._editor
        cursor = editor.textCursor()
        text = cursor.block().text()
        before = text.encode("utf-16-le")[: 2 * cursor.positionInBlock()].decode("utf-16-le", "replace")
        number, mark = printed_mark(before[: -len(typed)], typed)
        if not number or before[-number:] == mark:
            return
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, number)
        with editor.doing("a mark as printed"):
            cursor.insertText(mark, cursor.charFormat())

    def make_room(self) -> None:
        """See that what is typed next is typed into a text: beside a table a new paragraph begins."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            self._take_out()
        elif block_kind(cursor.block()) is Kind.TABLE:
            self._new_after()

    def _take_out(self) -> bool:
        """Erase a selection over several paragraphs, or over a table; whether it was one.

        Qt would give what is left the format of the first paragraph, though it be a table or say nothing.
        """
        editor = self._editor
        span = editor.span()
        if span.is_empty:
            return True  # nothing but the line between a text and a table was selected
        if span.first == span.last and editor.sync.paragraphs[span.first].kind is not Kind.TABLE:
            cursor, document = editor.textCursor(), editor.document()
            if document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd()):
                editor.put_cursor(span.last, span.stop, select_from=(span.first, span.start))
            return False
        editor.do(actions.without(editor.paragraphs(), span, editor.nature.default), "deleting")
        return True

    def erase_selection(self) -> None:
        """Erase what is selected, as the menu does."""
        if not self._take_out():
            cursor = self._editor.textCursor()
            cursor.removeSelectedText()

    def fit(self, menu: QMenu) -> None:
        """Have Qt's menu do as the keys do. Undo goes: the window has the one history."""
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
            elif action.objectName() in ("edit-cut", "edit-delete"):
                is_cut = action.objectName() == "edit-cut"
                action.triggered.disconnect()
                action.triggered.connect(self._editor.cut_selection if is_cut else self.erase_selection)

    def _enter(self, event: QKeyEvent) -> bool:
        editor = self._editor
        if event.modifiers() & _CTRL:
            return False
        if event.modifiers() & _SHIFT:
            editor.type_key(event)  # a line break inside the paragraph
            return True
        if editor.nature.single:
            editor.left.emit(1)
            return True
        cursor = editor.textCursor()
        block = cursor.block()
        kind = block_kind(block)
        if kind is Kind.TABLE and not cursor.hasSelection():
            editor.table_wished.emit(editor.current_id())
        elif not block.text().strip() and kind is not editor.nature.default:
            self._as_kind(editor.nature.default)
        elif not block.text().strip() and editor.nature.margin is Margin.HANDLES:
            editor.left.emit(1)  # an empty row asks for no second one
        else:
            self._split(kind)
        return True

    def _split(self, kind: Kind) -> None:
        editor = self._editor
        if editor.textCursor().hasSelection():
            self._take_out()
        cursor = editor.textCursor()
        with editor.doing("splitting a paragraph" if not cursor.atBlockEnd() else "a new paragraph"):
            ends_heading = kind is Kind.SUBHEADING and cursor.atBlockEnd()
            cursor = editor.textCursor()
            cursor.insertBlock()
            editor.setTextCursor(cursor)
        if ends_heading:
            editor.type_format()
            self._as_kind(editor.nature.default)

    def _new_after(self) -> None:
        """A new paragraph behind the one that the cursor is in."""
        editor = self._editor
        paragraphs = editor.paragraphs()
        number = editor.textCursor().blockNumber()
        new = replace(paragraphs[number], id=editor.ids(), kind=editor.nature.default, text=(), rows=())
        editor.do(
            Result(
                paragraphs=(*paragraphs[: number + 1], new, *paragraphs[number + 1 :]),
                number=number + 1,
                place=0,
            ),
            "a new paragraph",
        )

    def _erase(self, event: QKeyEvent) -> bool:
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return self._take_out()
        if block_kind(cursor.block()) is Kind.TABLE:
            return self._erase_paragraph()
        back = event.key() == Qt.Key.Key_Backspace
        if not (cursor.atBlockStart() if back else cursor.atBlockEnd()):
            return False
        if back and self._step_back(block_kind(cursor.block())):
            return True
        return self._join(event, cursor, cursor.block().previous() if back else cursor.block().next())

    def _step_back(self, kind: Kind) -> bool:
        """Backspace at the start of a bullet or a sub-heading makes it less of one."""
        editor = self._editor
        if kind is editor.nature.default or not editor.nature.rich:
            return False
        self._as_kind(Kind.BULLET if kind is Kind.BULLET_2 else editor.nature.default)
        return True

    def _join(self, event: QKeyEvent, cursor: QTextCursor, other: QTextBlock) -> bool:
        """Join the paragraph of the cursor with its neighbour; the one that says something keeps its id."""
        editor, block = self._editor, cursor.block()
        if not other.isValid():
            return False
        back = other.blockNumber() < block.blockNumber()
        if block_kind(other) is Kind.TABLE:
            return self._erase_paragraph() if not block.text() else True
        if back and not other.text() and block.text():
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            editor.setTextCursor(cursor)
            return self._erase_paragraph(to_next=True)
        if not back and not block.text():
            return self._erase_paragraph(to_next=True)
        with editor.doing("joining paragraphs"):
            editor.type_key(event)
        return True

    def _erase_paragraph(self, *, to_next: bool = False) -> bool:
        editor = self._editor
        number = editor.textCursor().blockNumber()
        paragraphs = editor.paragraphs()
        rest = (*paragraphs[:number], *paragraphs[number + 1 :])
        at = number if to_next else max(0, number - 1)
        place = 0 if to_next or not rest else length(rest[min(at, len(rest) - 1)].text)
        editor.do(Result(paragraphs=rest, number=at, place=place), "deleting")
        return True

    def wants_tab(self) -> bool:
        """Whether Tab means the level of bullets here, and not the next field."""
        editor = self._editor
        span = editor.span()
        chosen = editor.sync.paragraphs[span.first : span.last + 1]
        return editor.nature.rich and bool(chosen) and all(one.kind in _BULLETS for one in chosen)

    def _tab(self, *, deeper: bool) -> bool:
        editor = self._editor
        if not self.wants_tab():
            return True  # there was nowhere to go on to; a report holds no tabs
        span = editor.span()
        new = actions.nested(editor.paragraphs(), span, deeper=deeper)
        editor.do(Result(paragraphs=new, number=span.last, place=span.stop), "changing the level")
        return True

    def _leave(self, event: QKeyEvent) -> bool:
        """Up from the first line and Down from the last go on to the neighbour."""
        cursor = self._editor.textCursor()
        up = event.key() == Qt.Key.Key_Up
        way = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        is_plain = not event.modifiers() & (_SHIFT | _CTRL | _ALT)
        if not is_plain or cursor.hasSelection() or cursor.movePosition(way):
            return False
        self._editor.left.emit(-1 if up else 1)
        return True

    # --- actions that the menu has too -------------------------------------------------------------------

    def toggle(self, mark: Mark) -> None:
        """Set a mark on the selection, or on what is typed next; take it away where it is set."""
        editor = self._editor
        if editor.nature.words:
            return
        span = editor.span()
        if span.is_empty:
            form = editor.currentCharFormat()
            other = {Mark.SUPERSCRIPT: Mark.SUBSCRIPT, Mark.SUBSCRIPT: Mark.SUPERSCRIPT}.get(mark, Mark.NONE)
            marks = (marks_of(form) ^ mark) & ~other
            heading = block_kind(editor.textCursor().block()) is Kind.SUBHEADING
            editor.setCurrentCharFormat(
                char_format(editor.look(), marks, text_of(form, Property.LINK), heading=heading)
            )
            return
        self._select_again(actions.toggled(editor.paragraphs(), span, mark), "formatting")

    def unformat(self) -> None:
        """Take all marks off the selection, or off what is typed next."""
        editor = self._editor
        span = editor.span()
        if span.is_empty:
            editor.type_format()
            return
        plain = actions.changed_runs(editor.paragraphs(), span, lambda run: replace(run, marks=Mark.NONE))
        self._select_again(plain, "clearing formatting")

    def _select_again(self, paragraphs: actions.Paragraphs, verb: str) -> None:
        editor, span = self._editor, self._editor.span()
        editor.do(Result(paragraphs=paragraphs, number=span.last, place=span.stop), verb)
        editor.put_cursor(span.last, span.stop, select_from=(span.first, span.start))

    def link(self, address: str) -> None:
        """Make the selection a link, or take its link away where the address is empty."""
        if self._editor.nature.words:
            return
        self._select_again(actions.linked(self._editor.paragraphs(), self._editor.span(), address), "linking")

    def _as_kind(self, kind: Kind) -> None:
        editor = self._editor
        span = editor.span()
        paragraphs = editor.paragraphs()
        new = actions.of_kind(paragraphs, span, kind, kind)
        editor.do(Result(paragraphs=new, number=span.last, place=span.stop), "changing a paragraph")

    def kind(self, kind: Kind) -> None:
        """Make the selected paragraphs of this kind, or of the usual one where they are."""
        editor = self._editor
        span = editor.span()
        new = actions.of_kind(editor.paragraphs(), span, kind, editor.nature.default)
        editor.do(Result(paragraphs=new, number=span.last, place=span.stop), "changing a paragraph")

    def move(self, by: int) -> None:
        """Move the selected paragraphs up or down; past an end they ask to go to the next list."""
        editor = self._editor
        span = editor.span()
        paragraphs = editor.sync.paragraphs
        if not paragraphs:
            return
        ids = [one.id for one in paragraphs[span.first : span.last + 1]]
        to = span.first - 1 if by < 0 else span.last + 2
        if to < 0 or to > len(paragraphs):
            editor.move_out_wished.emit(ids, by)
            return
        new = actions.moved(paragraphs, span.first, span.last, to)
        editor.do(Result(paragraphs=new, number=span.last + by, place=span.stop), "moving")
        editor.put_cursor(span.last + by, span.stop, select_from=(span.first + by, span.start))


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key types something. AltGr comes as Ctrl and Alt at once on some systems."""
    text, modifiers = event.text(), event.modifiers()
    is_command = bool(modifiers & _CTRL) and not modifiers & _ALT
    return bool(text) and not is_command and unicodedata.category(text[0]) not in ("Cc", "Cs")
