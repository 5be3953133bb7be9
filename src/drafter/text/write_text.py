"""Writing a document as plain text that is pleasant to read and that Drafter reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from drafter.document.model import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Role,
    Strip,
    Table,
    Text,
    texts_of,
)
from drafter.report.richtext import Footnote, RichText, footnotes, plain, rich
from drafter.text.plain_lines import WIDTH, said, spelled, unwrapped, wrapped
from drafter.text.plain_tables import grid
from drafter.text.read_text import (
    BULLETS,
    DRAFT_MARK,
    EMPTY,
    FILLED,
    NOTES_RULE,
    NUMBER_WIDTH,
    OWN_MARK,
    TO_DO,
    UNDERLINES,
    PlainReader,
    hung,
)

_BETWEEN_GRADES = "   "
_ALL = 2
T = TypeVar("T")


def write_text(document: Document) -> str:
    """The plain text of a document. A draft says in its first line that it is one."""
    return _Writer(document).write()


class _Writer:
    """Writes block after block; the footnotes are gathered for the end.

    What the lines of a paragraph say to the reader is looked up as they are written; where that is not
    what its words say with a backslash before each sign, they are written with the backslashes.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._notes: list[Footnote] = []
        count = sum(len(footnotes(text.text)) for block in document.blocks for text in texts_of(block))
        self._labels = frozenset(map(str, range(1, count + 1)))

    def write(self) -> str:
        parts: list[list[str]] = [[DRAFT_MARK]] if self.document.draft else []
        after_bullet = False
        for block in self.document.blocks:
            is_bullet = isinstance(block, Text) and block.role in BULLETS
            for lines in self._block(block):
                if is_bullet and after_bullet:
                    parts[-1] += lines
                else:
                    parts.append(lines)
            after_bullet = is_bullet
        if self._notes:
            parts.append([NOTES_RULE])
            parts += [self._note(number, note) for number, note in enumerate(self._notes, 1)]
        return "\n\n".join("\n".join(lines) for lines in [*parts, [OWN_MARK]]) + "\n"

    def _block(self, block: Block) -> Iterator[list[str]]:
        match block:
            case Heading():
                sign = UNDERLINES[min(block.level, len(UNDERLINES)) - 1]
                yield self._safely(block.text, lambda words: _underlined(words, sign))
            case Text():
                yield self._paragraph(block)
            case Strip():
                yield _strip(block)
            case Table():
                yield grid([[self._cell(cell) for cell in row] for row in block.rows])
            case Contents():
                yield self._safely(block.title, lambda words: _underlined(words, UNDERLINES[0]))
                entries = [b for b in self.document.blocks if isinstance(b, Heading) and b.contents]
                if entries:
                    yield [line for entry in entries for line in self._entry(entry)]

    def _entry(self, heading: Heading) -> list[str]:
        words = " ".join(plain(heading.text, self.document.number_of).split())
        sign = BULLETS[Role.BULLET if heading.level == 1 else Role.BULLET_2]
        return self._safely(rich(words), lambda said: _hanging(said, sign))

    def _paragraph(self, block: Text) -> list[str]:
        if block.to_do:
            return _hanging(TO_DO + self._spelled(block.text, guarded=_ALL), _label(block))
        if block.role is Role.COVER_TITLE:
            return self._safely(block.text, _overlined)
        star = "*" if block.role is Role.JUDGEMENT else ""
        return self._safely(block.text, lambda words: _hanging(f"{star}{words}{star}", _label(block)))

    def _cell(self, cell: Cell) -> list[str]:
        """The paragraphs of a cell that say something."""
        found: list[str] = []
        for text in cell:
            if text.to_do:
                found.append(TO_DO + self._spelled(text.text, guarded=_ALL))
            elif text.text:
                found.append(self._free(text.text, lambda words: words, self._read_cell))
        return [words for words in found if words != TO_DO]

    def _read_cell(self, words: str) -> list[Text]:
        """What a cell says, wherever its lines are broken."""
        return list(PlainReader(self._labels).cell([unwrapped(wrapped(words, 1))]))

    def _note(self, number: int, note: Footnote) -> list[str]:
        """The lines of a footnote, in which a number in square brackets is no mark."""
        label = f"[{number}] "

        def read(lines: list[str]) -> RichText:
            return said(hung(lines, len(label)), frozenset())

        return self._free(note.text, lambda words: _hanging(words, label), read)

    # --- words -------------------------------------------------------------------------------------------

    def _safely(self, text: RichText, lines_of: Callable[[str], list[str]]) -> list[str]:
        """The lines of a paragraph, which say nothing else to the reader."""
        return self._free(text, lines_of, lambda lines: PlainReader(self._labels).blocks(lines))

    def _free(self, text: RichText, made: Callable[[str], T], read: Callable[[T], object]) -> T:
        """What is made of the words of a text with as few backslashes as say the same to the reader."""
        ways = [made(self._spelled(text, guarded=guarded)) for guarded in range(_ALL + 1)]
        meant = read(ways[_ALL])
        return next(way for way in ways if read(way) == meant)

    def _spelled(self, text: RichText, *, guarded: int) -> str:
        return spelled(text, self.document.number_of, self._label, guarded=guarded)

    def _label(self, note: Footnote) -> str:
        """The number of a footnote, which it gets where its mark is first written."""
        for number, one in enumerate(self._notes, 1):
            if one is note:
                return str(number)
        self._notes.append(note)
        return str(len(self._notes))


def _label(block: Text) -> str:
    """What stands before the first line of a paragraph."""
    if block.number is not None:
        return f"{block.number}.".ljust(NUMBER_WIDTH - 1) + " "
    return BULLETS.get(block.role, "")


def _hanging(words: str, label: str) -> list[str]:
    """The lines of a paragraph behind its label; the later ones begin below the first's words."""
    first, *rest = wrapped(words, WIDTH - len(label))
    return [label + first, *(" " * len(label) + line for line in rest)]


def _underlined(words: str, sign: str) -> list[str]:
    lines = wrapped(words, WIDTH)
    return [*lines, sign * max(map(len, lines))]


def _overlined(words: str) -> list[str]:
    """The title on the cover: a line above it and one below."""
    *lines, rule = _underlined(words, UNDERLINES[0])
    return [rule, *lines, rule]


def _strip(block: Strip) -> list[str]:
    """The grades in one line, the given one with a filled square; one below the other where they are long."""
    options = [f"{FILLED if at == block.given else EMPTY} {word}" for at, word in enumerate(block.words)]
    line = _BETWEEN_GRADES.join(options)
    return [line] if len(line) <= WIDTH else options
