"""An editor under test, with what it let out, and keys pressed in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.blocks import read_paragraph
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.formats import Look
from drafter.desktop.editor.gutter import Margin
from drafter.desktop.editor.mime import new_data
from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit, Wish
from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Inline, RichText, plain, rich

BLACK = QColor("black")
LOOK = Look(text=BLACK, soft=BLACK, accent=BLACK, line=BLACK, carried_tint=BLACK, carried_bar=BLACK, size=14)
NARRATIVE = Nature(margin=Margin.NUMBERS, default=Kind.NUMBERED, rich=True)
ROWS = Nature(margin=Margin.HANDLES)
SINGLE_TEXT = Nature(single=True)
CLIPBOARD = Path(__file__).resolve().parents[2] / "text" / "clipboard"

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def numbered(one: str, *text: str | Inline) -> Paragraph:
    return Paragraph(id=one, kind=Kind.NUMBERED, text=rich(*text))


def of_kind(one: str, kind: Kind, text: str) -> Paragraph:
    return Paragraph(id=one, kind=kind, text=rich(text))


def table(one: str, *rows: tuple[str, ...]) -> Paragraph:
    made: tuple[tuple[RichText, ...], ...] = tuple(tuple(map(rich, row)) for row in rows)
    return Paragraph(id=one, kind=Kind.TABLE, rows=made or ((rich("Head"),), (rich("Cell"),)))


class Box:
    """The editor, and what it wished."""

    def __init__(self, qtbot: QtBot, nature: Nature, *paragraphs: Paragraph) -> None:
        self.edit = ParagraphsEdit(lambda: LOOK, nature, seeded_ids("box"))
        qtbot.addWidget(self.edit)
        self.wishes: list[Wish] = []
        self.told: list[str] = []
        self.left: list[int] = []
        self.moved_out: list[tuple[list[str], int]] = []
        self.tables: list[str] = []
        self.notes: list[str] = []
        self.dropped: list[tuple[list[str], str]] = []
        self.edit.wished.connect(self._on_wish)
        self.edit.told.connect(self.told.append)
        self.edit.left.connect(self.left.append)
        self.edit.move_out_wished.connect(lambda ids, by: self.moved_out.append((ids, by)))
        self.edit.table_wished.connect(self.tables.append)
        self.edit.note_wished.connect(self.notes.append)
        self.edit.rows_dropped.connect(lambda ids, before: self.dropped.append((ids, before)))
        self.edit.resize(600, 300)
        with qtbot.waitActive(self.edit):
            self.edit.show()
        self.edit.setFocus()
        self.show(*paragraphs)

    def _on_wish(self, wish: Wish) -> None:
        self.wishes.append(wish)
        self.edit.show_paragraphs(wish.paragraphs, self.edit.context)  # as the session does
        self.check()

    def show(self, *paragraphs: Paragraph) -> None:
        self.edit.show_paragraphs(tuple(paragraphs), Context())
        self.check()

    def check(self) -> None:
        """What stands in the document is what the editor says it holds; each id once."""
        read = []
        block = self.edit.document().firstBlock()
        while block.isValid():
            read.append(read_paragraph(block, self.edit.stock))
            block = block.next()
        held = self.edit.sync.paragraphs
        if held:
            assert tuple(read) == held
        else:
            assert len(read) == 1
            assert not read[0].id
        assert len({one.id for one in held}) == len(held)

    # --- what somebody does --------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> Box:
        for _ in range(times):
            QTest.keyClick(self.edit, key, modifiers)
        self.check()
        return self

    def type(self, text: str) -> Box:
        for letter in text:
            # `keyClicks` knows Latin letters only
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, self.edit, Qt.Key(0), letter, NONE
            ) if not letter.isascii() else QTest.keyClicks(self.edit, letter)
        self.check()
        return self

    def at(self, number: int, place: int) -> Box:
        self.edit.put_cursor(number, place)
        return self

    def select(self, first: tuple[int, int], last: tuple[int, int]) -> Box:
        self.edit.put_cursor(*last, select_from=first)
        return self

    def compose(self, preedit: str, commit: str = "") -> Box:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(self.edit, event)
        self.check()
        return self

    def copy(self) -> Box:
        self.edit.copy()
        return self

    def cut(self) -> Box:
        self.edit.cut_selection()
        self.check()
        return self

    def paste(self, data: QMimeData | None = None) -> Box:
        if data is None:
            self.edit.paste()
        else:
            self.edit.insertFromMimeData(data)
        self.check()
        return self

    # --- what came of it -----------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self.edit.sync.paragraphs

    @property
    def texts(self) -> list[str]:
        return [plain(one.text) for one in self.paragraphs]

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.paragraphs]

    @property
    def kinds(self) -> list[Kind]:
        return [one.kind for one in self.paragraphs]

    @property
    def cursor(self) -> tuple[int, int]:
        span = self.edit.span()
        return span.last, span.stop

    @property
    def verbs(self) -> list[str]:
        return [wish.verb for wish in self.wishes]


def data_of(*, text: str = "", html: str = "") -> QMimeData:
    data = new_data()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def clear_clipboard() -> None:
    QGuiApplication.clipboard().clear()


MakeBox = Callable[..., Box]
