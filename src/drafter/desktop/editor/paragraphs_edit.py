"""The editor: a text box whose blocks are paragraphs of the report.

Two halves: `show_paragraphs` takes the truth in and writes only what differs, so the cursor stays;
`wished` lets out what somebody did. It knows nothing of the session.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
)
from PySide6.QtWidgets import QWidget

from drafter.desktop.editor.actions import Paragraphs, Result
from drafter.desktop.editor.blocks import Stock
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.formats import Look, Thing, block_id, block_kind, char_format
from drafter.desktop.editor.gutter import ROW_SPACE, Gutter, Margin
from drafter.desktop.editor.keys import Keys
from drafter.desktop.editor.mime import Clipboard
from drafter.desktop.editor.nature import SINGLE, Nature
from drafter.desktop.editor.objects import NumberObject, TableObject, register
from drafter.desktop.editor.placed_edit import PlacedEdit
from drafter.desktop.editor.rows import RowDrag
from drafter.desktop.editor.sync import Setting, Sync, says_nothing
from drafter.report.ids import IdMaker
from drafter.report.model import Kind, Origin
from drafter.report.richtext import Run, clean

__all__ = ["SINGLE", "Nature", "ParagraphsEdit", "Wish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody did in an editor: the paragraphs as they are to be, and how to call it.

    `carried` are the marks of carried-over text that came in with it.
    """

    paragraphs: Paragraphs
    verb: str
    paragraph: str
    merge: str = ""
    renumbers: bool = True
    carried: Mapping[str, Origin] = field(default_factory=dict)


class ParagraphsEdit(PlacedEdit):
    """A text box as high as its text. Its own undo is off: the session has the one history."""

    wished = Signal(object)
    told = Signal(str)
    cursor_moved = Signal(QRect)
    left = Signal(int)
    move_out_wished = Signal(object, int)
    rows_dropped = Signal(object, str)
    note_wished = Signal(str)
    menu_wished = Signal(object, object)
    table_wished = Signal(str)

    def __init__(
        self, look: Callable[[], Look], nature: Nature, ids: IdMaker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.nature = nature
        self.look = look
        self.ids = ids
        self.context = Context()
        self.stock = Stock()
        self.prints_marks: Callable[[], bool] = lambda: False
        self._busy = False
        self._verb = ""
        self._is_composing = False
        self._waiting: Paragraphs | None = None
        self._keys = Keys(self)
        self._clipboard = Clipboard(self)
        self._rows = RowDrag(self)
        self.gutter = Gutter(
            self,
            nature.margin,
            self.look,
            self._number_of,
            lambda: self.context.carried,
        )
        self._set_up()
        setting = Setting(default=nature.default, below=self._space_below())
        self._objects = self._register()
        self._busy = True
        self.sync = Sync(
            self.document(), self.stock, self.look, setting, (lambda: SINGLE) if nature.single else ids
        )
        self._busy = False
        self.document().contentsChange.connect(self._on_contents_change)
        self.cursorPositionChanged.connect(self._tell_cursor)

    def _set_up(self) -> None:
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._set_font()

    def _set_font(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(round(self.look().size))
        self.document().setDefaultFont(font)
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(self.gutter.width)
        frame.setRightMargin(8)
        frame.setTopMargin(ROW_SPACE / 2 if self.nature.margin is Margin.HANDLES else 5)
        frame.setBottomMargin(0 if self.nature.margin is Margin.HANDLES else 2)
        self.document().rootFrame().setFrameFormat(frame)

    def _space_below(self) -> float:
        """White below each paragraph. Qt lets white above and below collapse, so there is none above."""
        if self.nature.single:
            return 0.0
        return ROW_SPACE if self.nature.margin is Margin.HANDLES else 8.0

    def _register(self) -> tuple[object, ...]:
        """Tell Qt who draws the objects in the text. Qt does not keep them alive, so this does."""
        return register(
            self.document(),
            {
                Thing.NOTE: NumberObject(self._note_number, self.look, raised=True),
                Thing.REFERENCE: NumberObject(self._number_of, self.look, raised=False),
                Thing.TABLE: TableObject(
                    lambda one: self.stock.tables.get(one, ()), self.look, self._text_width
                ),
            },
        )

    def _number_of(self, paragraph: str) -> str:
        return self.context.number_of(paragraph)

    def _note_number(self, note: str) -> str:
        return self.context.note_number(note)

    def _text_width(self) -> float:
        return max(60.0, self.viewport().width() - self.gutter.width - 16)

    # --- the truth in ------------------------------------------------------------------------------------

    def show_paragraphs(self, paragraphs: Paragraphs, context: Context) -> None:
        """Show these paragraphs; the context says numbers, carried-over marks and what ids are taken."""
        repaint = not context.paints_like(self.context)
        self.context = context
        self._waiting = None
        if paragraphs is not self.sync.paragraphs:
            if self._is_composing and paragraphs != self.sync.paragraphs:
                self._waiting = paragraphs  # what is written now would break into what is being composed
            else:
                self._write(paragraphs)
        if repaint:
            self._renumber()

    def _write(self, paragraphs: Paragraphs) -> None:
        with self.quietly():
            cursor = self.sync.show(paragraphs)
        if cursor is not None and self.hasFocus():
            self.setTextCursor(cursor)

    def _renumber(self) -> None:
        """Lay out anew what prints a number inside the text, and paint the margin."""
        for block in self._blocks_with_objects():
            self.document().markContentsDirty(block.position(), block.length())
        self.viewport().update()

    def _blocks_with_objects(self) -> Iterator[QTextBlock]:
        for number, one in enumerate(self.sync.paragraphs):
            if not all(isinstance(part, Run) for part in one.text):
                yield self.document().findBlockByNumber(number)

    def restyle(self) -> None:
        """Take the look of now: another theme or another size of letters."""
        span = self.span()
        with self.quietly():
            self._set_font()
            self.sync.restyle()
        self.put_cursor(span.last, span.stop, select_from=(span.first, span.start))
        self.grow()

    @contextlib.contextmanager
    def quietly(self) -> Iterator[None]:
        """While this lasts, changes of the document are ours and nobody's wish."""
        was, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = was

    # --- the wish out ------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def doing(self, verb: str) -> Iterator[None]:
        """What changes while this lasts is called `verb` and is a step of its own."""
        was, self._verb = self._verb, verb
        try:
            yield
        finally:
            self._verb = was

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if self._busy:
            return
        before = len(self.sync.paragraphs)
        with self.quietly():
            changed = self.sync.read(position, added)
        if changed is None:
            return
        if self._waiting is not None:
            self._take_waiting(changed.paragraph)
        after = len(self.sync.paragraphs)
        is_text = after == before or not after or not before
        self.wished.emit(
            Wish(
                paragraphs=self.sync.paragraphs,
                verb=self._verb or ("typing" if added else "deleting"),
                paragraph=changed.paragraph,
                merge="" if self._verb or not is_text else f"text:{changed.paragraph}",
                renumbers=changed.renumbers,
            )
        )

    def _take_waiting(self, composed: str) -> None:
        """Show what came while a paragraph was being composed, with that paragraph as it is here."""
        mine = next((one for one in self.sync.paragraphs if one.id == composed), None)
        waiting, self._waiting = self._waiting or (), None
        self._write(tuple(mine if mine is not None and one.id == composed else one for one in waiting))

    def do(self, result: Result, verb: str, carried: Mapping[str, Origin] | None = None) -> None:
        """Make the outcome of an action the text, as a step of its own."""
        new = () if says_nothing(result.paragraphs, self.nature.default) else result.paragraphs
        if new == self.sync.paragraphs:
            return
        with self.quietly():
            self.sync.show(new)
        self.put_cursor(result.number, result.place)
        paragraphs = self.sync.paragraphs
        paragraph = paragraphs[min(result.number, len(paragraphs) - 1)].id if paragraphs else ""
        self.wished.emit(
            Wish(paragraphs=paragraphs, verb=verb, paragraph=paragraph, carried=dict(carried or {}))
        )

    def _tell_cursor(self) -> None:
        self.cursor_moved.emit(self.cursorRect())

    # --- Qt ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            taken = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in taken):
                event.ignore()  # the window has the one history
                return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if is_tab and self._keys.wants_tab():
                return self._keys.press(event)  # before Qt goes on to the next field
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composing leaves the report alone until it is done; then it is one edit."""
        was, self._is_composing = self._is_composing, bool(event.preeditString())
        if (self._is_composing and not was) or event.commitString():
            self._keys.make_room()
        words = event.commitString()
        if not words.isprintable():
            event.setCommitString(
                clean(words).replace("\n", "\u2028"), event.replacementStart(), event.replacementLength()
            )
        super().inputMethodEvent(event)
        if not self._is_composing and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._write(waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def type_key(self, event: QKeyEvent) -> None:
        """Let Qt do what it does with a key."""
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._rows.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._rows.move(event):
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cursor = self.cursorForPosition(event.position().toPoint())
        if block_kind(cursor.block()) is Kind.TABLE:
            self.table_wished.emit(block_id(cursor.block()))
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        note = self._clipboard.note_at(self.cursorForPosition(event.position().toPoint()))
        if note:
            self.note_wished.emit(note)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._rows.enter(event):
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._rows.over(event):
            super().dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._rows.leave()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not self._rows.drop(event):
            super().dragLeaveEvent(QDragLeaveEvent())  # takes Qt's mark of the place away
            self._clipboard.drop(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys.fit(menu)
        self.menu_wished.emit(menu, event.pos())
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_cursor()

    def createMimeDataFromSelection(self) -> QMimeData:
        return self._clipboard.copied(cut=False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self._clipboard.can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._clipboard.paste(source)

    @property
    def keys(self) -> Keys:
        """Formatting, kinds and order, as the keys and the menu do them."""
        return self._keys

    @property
    def clipboard(self) -> Clipboard:
        """What is pasted, copied and put in."""
        return self._clipboard

    def cut_selection(self) -> None:
        """Cut: what comes back later keeps its ids."""
        self._clipboard.cut()

    def paste_plain(self) -> None:
        """Paste the words alone."""
        self._clipboard.paste_plain()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRectF(event.rect())
        painter = QPainter(self.viewport())
        self.gutter.paint_behind(painter, area)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.gutter.paint_over(painter, area)
        self.paint_hint(painter, self.look().soft)
        self._rows.paint(painter)
        painter.end()

    def type_format(self) -> None:
        """What is typed next has the look of its paragraph alone."""
        heading = block_kind(self.textCursor().block()) is Kind.SUBHEADING
        self.setCurrentCharFormat(char_format(self.look(), heading=heading))
