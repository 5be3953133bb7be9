"""The clipboard of an editor. Whatever comes from it enters as paragraphs of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QStringListModel, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor

from drafter.desktop.editor import actions
from drafter.desktop.editor.actions import Paragraphs, Result
from drafter.desktop.editor.formats import Property, Thing, text_of
from drafter.desktop.session.view import ids_in
from drafter.errors import DrafterError
from drafter.report.model import Kind, Origin, Paragraph
from drafter.report.richtext import Footnote, Reference, RichText, plain, rich
from drafter.report.slices import length
from drafter.store.clip import MIME_TYPE, decode_clip, encode_clip, fresh
from drafter.text.copied import copied_html, copied_text
from drafter.text.paste import Pasted, as_items, as_one, pasted_html, pasted_text

if TYPE_CHECKING:
    from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit

MOST = 500_000
"""Characters that one paste brings in: a long report has half as many, and more would take Qt seconds."""
MOST_PARAGRAPHS = 5_000
"""The same for paragraphs."""
_NOTHING = "There was no text on the clipboard that a report can hold, so nothing was pasted."


class Clipboard:
    """Copying from and pasting into one editor."""

    def __init__(self, editor: ParagraphsEdit) -> None:
        self._editor = editor

    # --- out ---------------------------------------------------------------------------------------------

    def copied(self, *, cut: bool) -> QMimeData:
        """The selection for others (HTML and text) and for ourselves, whole."""
        editor = self._editor
        chosen = actions.selected(editor.sync.paragraphs, editor.span()) if editor.sync.paragraphs else ()
        if editor.nature.single:  # its one paragraph is none of the report's
            chosen = tuple(replace(one, id=editor.ids()) for one in chosen)
        data = new_data()
        carried = {
            one.id: editor.context.carried[one.id] for one in chosen if one.id in editor.context.carried
        }
        data.setData(MIME_TYPE, QByteArray(encode_clip(chosen, carried, cut)))
        data.setHtml(copied_html(chosen, editor.context.number_of))
        data.setText(copied_text(chosen, editor.context.number_of))
        return data

    def cut(self) -> None:
        """Take the selection to the clipboard."""
        editor = self._editor
        span = editor.span()
        if span.is_empty or not editor.sync.paragraphs:
            return
        QGuiApplication.clipboard().setMimeData(
            self.copied(cut=self._is_whole() and not editor.nature.single)
        )
        editor.do(self._without(), "cutting")

    def _is_whole(self) -> bool:
        """Whether whole paragraphs are selected: only they take their ids along."""
        span, paragraphs = self._editor.span(), self._editor.sync.paragraphs
        return span.start == 0 and span.stop >= length(paragraphs[span.last].text)

    def _without(self) -> Result:
        """The text without the selection; paragraphs that are selected whole go altogether."""
        span, paragraphs = self._editor.span(), self._editor.sync.paragraphs
        if not self._is_whole() or self._editor.nature.single:
            return actions.without(paragraphs, span)
        rest = (*paragraphs[: span.first], *paragraphs[span.last + 1 :])
        number = max(0, min(span.first, len(rest) - 1))
        is_last = bool(rest) and span.first > number
        return Result(paragraphs=rest, number=number, place=length(rest[number].text) if is_last else 0)

    # --- in ----------------------------------------------------------------------------------------------

    def can_paste(self, data: QMimeData) -> bool:
        return data.hasFormat(MIME_TYPE) or data.hasHtml() or data.hasText()

    def paste(self, data: QMimeData) -> None:
        """Put in what the report can hold, and tell what was left out."""
        if data.hasFormat(MIME_TYPE) and self._paste_ours(data):
            return
        kind = self._editor.nature.default
        if data.hasHtml():
            pasted = pasted_html(data.html(), self._editor.ids, kind=kind)
            if not pasted.paragraphs and data.hasText():
                pasted = self._words(data)
        else:
            pasted = self._words(data)
        self._put(pasted, {})

    def _words(self, data: QMimeData) -> Pasted:
        text = data.text() if data.hasText() else ""
        return pasted_text(text, self._editor.ids, kind=self._editor.nature.default)

    def paste_plain(self) -> None:
        """Put in the words alone, whatever else the clipboard offers."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none where it is empty
        self._put(Pasted() if data is None else self._words(data), {})

    def drop(self, event: QDropEvent) -> None:
        """Put in what was dropped, where it was. Text of this editor is moved, unless it is to be copied."""
        editor = self._editor
        there = editor.cursorForPosition(event.position().toPoint())
        here = editor.textCursor()
        is_own = event.source() in (editor, editor.viewport())
        if is_own and event.dropAction() == Qt.DropAction.MoveAction:
            if not here.selectionStart() <= there.position() <= here.selectionEnd():
                self._move(there)
        else:
            editor.setTextCursor(there)
            self.paste(event.mimeData())
        if is_own:  # or Qt would erase the selection once more
            event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _move(self, there: QTextCursor) -> None:
        """Move the selection to a place outside of it."""
        editor = self._editor
        data = self.copied(cut=self._is_whole() and not editor.nature.single)
        chosen, result = editor.span(), self._without()
        editor.setTextCursor(there)
        number, place = editor.span().first, editor.span().start
        if (number, place) > (chosen.last, chosen.stop):
            if number == chosen.last:
                number, place = result.number, result.place + place - chosen.stop
            else:
                number -= len(editor.paragraphs()) - len(result.paragraphs)
        editor.do(result, "moving text")
        editor.put_cursor(number, place)
        self.paste(data)

    def _paste_ours(self, data: QMimeData) -> bool:
        try:
            clip = decode_clip(bytes(data.data(MIME_TYPE).data()))
        except DrafterError:
            return False  # it only looks like ours; its text may still do
        here = {*ids_in(self._editor.sync.paragraphs)}
        has_id = self._editor.context.has_id
        keeps = clip.cut and not any(one in here or has_id(one) for one in ids_in(clip.paragraphs))
        paragraphs = clip.paragraphs if keeps else fresh(clip.paragraphs, self._editor.ids)
        carried = {
            new.id: clip.carried[old.id]
            for old, new in zip(clip.paragraphs, paragraphs, strict=True)
            if old.id in clip.carried
        }
        self._put(Pasted(paragraphs=paragraphs, left_out=()), carried)
        return True

    def _put(self, pasted: Pasted, carried: Mapping[str, Origin]) -> None:
        editor = self._editor
        if not pasted.paragraphs:
            editor.told.emit(" ".join(pasted.left_out) or _NOTHING)
            return
        if too_much := _too_much(pasted.paragraphs):
            editor.told.emit(too_much)
            return
        result = self._placed(pasted)
        known = {one.id for one in result.paragraphs}
        editor.do(result, "pasting", {one: origin for one, origin in carried.items() if one in known})
        if pasted.left_out:
            editor.told.emit(" ".join(pasted.left_out))

    def _placed(self, pasted: Pasted) -> Result:
        editor = self._editor
        span, here = editor.span(), editor.exact_paragraphs()
        default = editor.nature.default
        if editor.nature.single:
            return actions.put_inline(here, span, self._one(pasted), default)
        paragraphs = pasted.paragraphs if editor.nature.rich else self._items(pasted)
        first = paragraphs[0]
        is_words = len(paragraphs) == 1 and first.kind in (Kind.NUMBERED, Kind.PLAIN)
        stands_in_text = bool(here[span.first].text) and here[span.first].kind is not Kind.TABLE
        if is_words and stands_in_text:
            return actions.put_inline(here, span, first.text, default)
        return actions.put_paragraphs(here, span, paragraphs, editor.ids, default)

    def _one(self, pasted: Pasted) -> RichText:
        """What a field of one paragraph takes."""
        text, nature = as_one(pasted), self._editor.nature
        if nature.words:
            return rich(plain(text, self._editor.context.number_of))
        return text if nature.notes else rich(*(one for one in text if not isinstance(one, Footnote)))

    def _items(self, pasted: Pasted) -> Paragraphs:
        """What a list of items takes: one for each text. Items that were cut keep their ids."""
        if all(one.kind is not Kind.TABLE for one in pasted.paragraphs):
            return tuple(replace(one, kind=self._editor.nature.default) for one in pasted.paragraphs)
        return tuple(
            Paragraph(id=self._editor.ids(), kind=self._editor.nature.default, text=text)
            for text in as_items(pasted)
        )

    # --- footnotes and references ------------------------------------------------------------------------

    def note_at(self, cursor: QTextCursor) -> str:
        """The id of the footnote whose mark stands at a place; empty where none does."""
        block = cursor.block()
        for step in (0, 1):
            place = QTextCursor(cursor)
            if step and not place.movePosition(QTextCursor.MoveOperation.Right):
                continue
            form = place.charFormat()
            if place.block() == block and form.objectType() == Thing.NOTE:
                return text_of(form, Property.INLINE)
        return ""

    def put_note(self) -> str:
        """Set a footnote at the cursor, or behind the selection; its id."""
        note = self._editor.ids()
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self._editor.setTextCursor(cursor)
        self._put_inline(Footnote(note, rich("")), "a footnote")
        return note

    def put_reference(self, paragraph: str) -> None:
        """Set the number of a paragraph at the cursor; it stays right whatever happens to that paragraph."""
        self._put_inline(Reference(paragraph), "a reference")

    def _put_inline(self, what: Footnote | Reference, verb: str) -> None:
        editor = self._editor
        if not editor.textCursor().hasSelection():
            editor.keys.make_room()
        result = actions.put_inline(editor.exact_paragraphs(), editor.span(), (what,), editor.nature.default)
        for one in result.paragraphs:
            editor.stock.keep(one)
        editor.do(result, verb)


def new_data() -> QMimeData:
    """Empty data for the clipboard, made by Qt itself.

    One made in Python stays tied to it, and crashes the program where Qt frees it last: the clipboard lives
    longer than Python does.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data


def _too_much(paragraphs: Paragraphs) -> str:
    """Why so much cannot be pasted; empty where it can."""
    size, count = size_of(paragraphs), len(paragraphs)
    if size > MOST:
        has, most = f"{size:,} characters", MOST
    elif count > MOST_PARAGRAPHS:
        has, most = f"{count:,} paragraphs", MOST_PARAGRAPHS
    else:
        return ""
    return (
        f"What is on the clipboard has {has}; at most {most:,} can be pasted at once, so nothing was pasted. "
        "Copy it in several parts."
    )


def size_of(paragraphs: Paragraphs) -> int:
    """How many characters these paragraphs have, tables among them."""
    return sum(length(one.text) + sum(length(cell) for row in one.rows for cell in row) for one in paragraphs)
