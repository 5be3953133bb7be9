"""A text document and the paragraphs that it stands for, kept the same in both directions.

Ids live in the document, as a property of each block, and so follow typing. After a change only the
blocks that it touched are looked at; everything else is shared with the paragraphs before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from drafter.desktop.editor.blocks import Stock, read_paragraph, units, write_paragraph
from drafter.desktop.editor.formats import Look, block_format, block_id, block_kind
from drafter.desktop.editor.table_blocks import set_tables_apart
from drafter.report.ids import IdMaker
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import footnotes
from drafter.report.slices import flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change did: the paragraph it was in, and whether others may be numbered otherwise now.

    The paragraph may be gone: it was the only one, and says nothing any more.
    """

    paragraph: str
    renumbers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the paragraphs of an editor are set: `default` is what a new one is, space in pixels."""

    default: Kind
    above: float = 0.0
    below: float = 8.0


class Sync:
    """Keeps `document` and `paragraphs` the same. An empty tuple is one empty block without an id."""

    def __init__(
        self,
        document: QTextDocument,
        stock: Stock,
        look: Callable[[], Look],
        setting: Setting,
        ids: IdMaker,
    ) -> None:
        self._document = document
        self._stock = stock
        self._look = look
        self._setting = setting
        self._ids = ids
        self._known: list[Paragraph] = [Paragraph(id="", kind=setting.default)]
        self.paragraphs: tuple[Paragraph, ...] = ()
        self._format(document.firstBlock(), "", setting.default)

    # --- from the report ---------------------------------------------------------------------------------

    def show(self, paragraphs: Sequence[Paragraph]) -> QTextCursor | None:
        """Write what differs. Where anything did, a cursor behind the first text that changed."""
        if tuple(paragraphs) == self.paragraphs:
            self.paragraphs = tuple(paragraphs)
            return None
        for paragraph in paragraphs:
            self._stock.keep(paragraph)
        new = list(paragraphs) or [Paragraph(id="", kind=self._setting.default)]
        old = self._known
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        same = 0
        while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
            same += 1
        self._rewrite(first, len(old) - same, new[first : len(new) - same])
        self._known = new
        self.paragraphs = tuple(paragraphs)
        return self._cursor_at(min(first, len(new) - 1), old[first] if first < len(old) else None)

    def restyle(self) -> None:
        """Write everything again, in the look of now."""
        self._rewrite(0, len(self._known), self._known)

    def _cursor_at(self, number: int, before: Paragraph | None) -> QTextCursor:
        """A cursor behind what changed in a paragraph; at its end where it is another one than before."""
        block = self._document.findBlockByNumber(number)
        now = self._known[number]
        if before is None or before.id != now.id or now.kind is Kind.TABLE:
            return self._end_of(block)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(flat(now.text)[: _behind_change(before, now)]))
        return cursor

    def _rewrite(self, first: int, stop: int, new: Sequence[Paragraph]) -> None:
        """Put `new` in place of the blocks from `first` to before `stop`."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        shared = min(stop - first, len(new))
        for place in range(shared):
            self._fill(first + place, new[place])
        if stop - first > shared:
            self._remove(first + shared, stop)
        for place in range(shared, len(new)):
            self._open(first + place)
            self._fill(first + place, new[place])
        cursor.endEditBlock()

    def _fill(self, number: int, paragraph: Paragraph) -> None:
        block = self._document.findBlockByNumber(number)
        cursor = self._end_of(block)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._format(block, paragraph.id, paragraph.kind)
        write_paragraph(cursor, paragraph, self._look())

    def _remove(self, first: int, stop: int) -> None:
        """Take out whole blocks; at least one stays."""
        document = self._document
        cursor = self._end_of(document.findBlockByNumber(stop - 1))
        stays = document.findBlockByNumber(first - 1 if first > 0 else stop)
        form = stays.blockFormat()
        if first > 0:
            cursor.setPosition(self._end_of(stays).position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(stays.position())
            cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        # where the first of joined blocks is empty, Qt gives it the format of the last, its id with it
        QTextCursor(document.findBlockByNumber(max(0, first - 1))).setBlockFormat(form)

    def _open(self, number: int) -> None:
        """Make room for a block at this place."""
        if number > 0:
            self._end_of(self._document.findBlockByNumber(number - 1)).insertBlock()
        else:
            QTextCursor(self._document).insertBlock()

    @staticmethod
    def _end_of(block: QTextBlock) -> QTextCursor:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return cursor

    def _format(self, block: QTextBlock, paragraph: str, kind: Kind) -> None:
        setting = self._setting
        form = block_format(self._look(), paragraph, kind, above=setting.above, below=setting.below)
        QTextCursor(block).setBlockFormat(form)

    # --- from the keyboard -------------------------------------------------------------------------------

    def read(self, position: int, added: int) -> Changed | None:
        """Take in a change: so many characters were added at `position`, whatever was removed there.

        None where the paragraphs are what they were, as while an input method composes.
        """
        document = self._document
        first = document.findBlock(min(position, document.characterCount() - 1))
        last = document.findBlock(min(position + added, document.characterCount() - 1))
        start, stop = first.blockNumber(), last.blockNumber()
        stop += set_tables_apart(document, start, stop, default=self._setting.default, form=self._format)
        count = stop - start + 1
        before = count - (document.blockCount() - len(self._known))
        blocks = [document.findBlockByNumber(start)]
        while len(blocks) < count:
            blocks.append(blocks[-1].next())
        old = self._known[start : start + before]
        self._name(blocks)
        new = [self._read_one(block) for block in blocks]
        if new == old:
            return None
        self._known[start : start + before] = new
        self.paragraphs = () if self._is_blank() else tuple(self._known)
        return Changed(paragraph=new[0].id or old[0].id, renumbers=_shape(old) != _shape(new))

    def _read_one(self, block: QTextBlock) -> Paragraph:
        """What a block says. The only one, where it says nothing and is of the usual kind, is none."""
        found = read_paragraph(block, self._stock)
        if self._document.blockCount() > 1 or not says_nothing([found], self._setting.default):
            return found
        if found.id:
            self._format(block, "", self._setting.default)
        return Paragraph(id="", kind=self._setting.default)

    def _is_blank(self) -> bool:
        return len(self._known) == 1 and not self._known[0].id

    def _name(self, blocks: Sequence[QTextBlock]) -> None:
        """See that each block has an id of its own, and that a lone block that says nothing needs none."""
        seen: dict[str, QTextBlock] = {}
        for block in blocks:
            paragraph = block_id(block)
            if paragraph in seen and paragraph:
                loser = _shorter(seen[paragraph], block)
                self._format(loser, self._ids(), block_kind(loser))
                if loser != block:
                    seen[paragraph] = block
            elif not paragraph:
                if block.length() > 1 or self._document.blockCount() > 1:
                    self._format(block, self._ids(), block_kind(block))
            else:
                seen[paragraph] = block


def says_nothing(paragraphs: Sequence[Paragraph], default: Kind) -> bool:
    """Whether these are one paragraph of the usual kind without a word: an editor that is empty."""
    return len(paragraphs) == 1 and paragraphs[0].kind is default and not paragraphs[0].text


def _behind_change(before: Paragraph, now: Paragraph) -> int:
    """The place in `now` behind what is not as it was."""
    old, new = flat(before.text), flat(now.text)
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    return len(new) - end


def _shorter(first: QTextBlock, second: QTextBlock) -> QTextBlock:
    """Of the two halves of a paragraph the one that gets the new id: the empty or shorter one."""
    return first if first.length() < second.length() else second


def _shape(paragraphs: Sequence[Paragraph]) -> list[tuple[str, Kind, bool, list[str]]]:
    """What numbers depend on: which paragraphs there are, whether they say anything, their footnotes."""
    return [
        (one.id, one.kind, bool(one.text or one.rows), [note.id for note in footnotes(one.text)])
        for one in paragraphs
    ]
