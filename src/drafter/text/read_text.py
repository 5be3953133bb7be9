"""Reading plain text as a document: what `write_text` makes, by its shape.

What plain text does not carry does not come back: keys and ids, bold and slanted and raised runs, what a
reference leads to, page breaks. A text that Drafter did not write is refused, since its lines may mean
anything. Nothing is judged here; what a block means is recognised later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from drafter.document.model import Block, Document, Dropped, Heading, Role, Strip, Table, Text
from drafter.errors import DrafterError
from drafter.report.richtext import Footnote, RichText, plain, rich
from drafter.text.plain_lines import said, unwrapped
from drafter.text.plain_tables import cells_of, is_border

OWN_MARK = "Plain text written by Drafter."
DRAFT_MARK = "DRAFT: NOT FOR PUBLICATION"
NOTES_RULE = "-" * 20
TO_DO = ">> "
FILLED, EMPTY = "■", "□"
UNDERLINES = "=-~"
NUMBER_WIDTH = 5
"""Columns of the number before a paragraph, with the space behind it."""
BULLETS = {Role.BULLET: "  • ", Role.BULLET_2: "    – "}
_LAST_STAR = re.compile(r"(?<!\\)(?:\\\\)*\*\Z")
"""A star at the end that no backslash guards; a guarded backslash before it guards nothing."""
_NUMBER = re.compile(r"([1-9]\d{0,5})\. +")
_NOTE = re.compile(r"\[([1-9]\d{0,5})\] ")
_OPTIONS = re.compile(rf"\s*(?=[{FILLED}{EMPTY}] )")


def read_plain_text(source: str) -> Document:
    """The document in a plain text that Drafter wrote. Raises DrafterError for any other."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = list(_parted(lines))
    if not blocks or blocks[-1] != [OWN_MARK]:
        raise DrafterError(
            "Drafter reads only plain-text files that it made itself so far",
            hint="If it is Markdown, let its name end in .md and import that.",
        )
    rule = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at] == [NOTES_RULE]), len(blocks) - 1)
    notes = _notes(blocks[rule + 1 : -1])
    reader = PlainReader(frozenset(notes))
    body = blocks[:rule]
    if body and body[0] == [DRAFT_MARK]:
        reader.dropped.append(Dropped(DRAFT_MARK, "mark of a draft"))
        del body[0]
    found = [block for part in body for block in reader.blocks(part)]
    kept, loose = _with_notes(found, notes)
    reader.dropped.append(Dropped(OWN_MARK, "line that says who wrote the file"))
    return Document(own=True, blocks=(*kept, *loose), dropped=tuple(reader.dropped))


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """The runs of lines between empty ones."""
    block: list[str] = []
    for line in lines:
        if line.strip(" "):
            block.append(line.rstrip(" "))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _notes(blocks: Sequence[Sequence[str]]) -> dict[str, RichText]:
    """The footnotes at the end by their numbers."""
    found: dict[str, RichText] = {}
    for lines in blocks:
        label = _NOTE.match(lines[0])
        if label:
            found.setdefault(label[1], said(hung(lines, len(label[0])), frozenset()))
    return found


def _with_notes(blocks: list[Block], notes: dict[str, RichText]) -> tuple[list[Block], list[Block]]:
    """The blocks with the notes at their marks, and the notes whose marks are gone as paragraphs."""
    used: set[str] = set()

    def noted(text: RichText) -> RichText:
        used.update(part.id for part in text if isinstance(part, Footnote))
        return rich(*(Footnote("", notes[p.id]) if isinstance(p, Footnote) else p for p in text))

    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Text | Heading):
            kept.append(replace(block, text=noted(block.text)))
        elif isinstance(block, Table):
            rows = tuple(
                tuple(tuple(replace(text, text=noted(text.text)) for text in cell) for cell in row)
                for row in block.rows
            )
            kept.append(replace(block, rows=rows))
        else:
            kept.append(block)
    return kept, [Text(text=text) for label, text in notes.items() if label not in used and text]


def hung(lines: Sequence[str], indent: int) -> str:
    """The words of a paragraph whose lines begin behind an indent; the first has its label there."""
    rest = [line[indent:] if not line[:indent].strip(" ") else line for line in lines[1:]]
    return unwrapped([lines[0][indent:], *rest])


class PlainReader:
    """Turns runs of lines into blocks. `notes` are the numbers that are footnotes' in square brackets."""

    def __init__(self, notes: Set[str]) -> None:
        self.dropped: list[Dropped] = []
        self._notes = notes

    def blocks(self, lines: Sequence[str]) -> list[Block]:
        """The blocks that lines without an empty one between them are: one, or several bullets."""
        if is_border(lines[0]) and is_border(lines[-1]) and len(lines) > 2:
            return [self._table(lines)]
        if len(lines) > 2 and _is_rule(lines[0], lines[1:-1]) == "=" == _is_rule(lines[-1], lines[1:-1]):
            return [Text(role=Role.COVER_TITLE, text=self._said(unwrapped(lines[1:-1])))]
        under = _is_rule(lines[-1], lines[:-1])
        if under:
            return [Heading(text=self._said(unwrapped(lines[:-1])), level=UNDERLINES.index(under) + 1)]
        if all(line.startswith((f"{FILLED} ", f"{EMPTY} ")) for line in lines):
            return [_strip(lines)]
        return list(self._paragraphs(lines))

    def _paragraphs(self, lines: Sequence[str]) -> Iterator[Block]:
        """A paragraph, or bullets, each from one line with its sign to the next."""
        starts = [at for at, line in enumerate(lines) if at == 0 or line.startswith(tuple(BULLETS.values()))]
        if not lines[0].startswith(tuple(BULLETS.values())):
            starts = [0]
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            block = self._paragraph(lines[start:stop])
            if block is not None:
                yield block

    def _paragraph(self, lines: Sequence[str]) -> Text | None:
        role, number, indent = Role.PLAIN, None, 0
        for bullet, sign in BULLETS.items():
            if lines[0].startswith(sign):
                role, indent = bullet, len(sign)
        label = _NUMBER.match(lines[0])
        if label:
            role, number, indent = Role.NUMBERED, int(label[1]), len(label[0])
            self.dropped.append(Dropped(f"{number}.", "paragraph number"))
        words = hung(lines, indent)
        if words.startswith("*") and len(words) > 2 and _LAST_STAR.search(words):
            role, words = Role.JUDGEMENT, words[1:-1]
        return self._text(words, role, number)

    def _text(self, words: str, role: Role, number: int | None = None) -> Text | None:
        """A paragraph with these words; None for the mark of something that is still to be written."""
        if words.startswith(TO_DO):
            self.dropped.append(
                Dropped(plain(said(words.removeprefix(TO_DO), frozenset())), "mark of a draft")
            )
            return None
        text = self._said(words)
        return Text(role=role, text=text, number=number) if text else None

    def _said(self, words: str) -> RichText:
        return said(words, self._notes)

    def _table(self, lines: Sequence[str]) -> Table:
        rows = tuple(tuple(tuple(self.cell(words)) for words in row) for row in cells_of(lines))
        return Table(rows=rows or (((),),))

    def cell(self, paragraphs: Sequence[str]) -> Iterator[Text]:
        """The paragraphs of a cell."""
        for words in paragraphs:
            text = self._text(words, Role.CELL)
            if text is not None:
                yield text


def _is_rule(line: str, over: Sequence[str]) -> str:
    """The sign of a line that underlines others, which is as long as the longest of them; else nothing."""
    sign = line[:1]
    is_rule = bool(over) and sign in UNDERLINES and line == sign * max(map(len, over))
    return sign if is_rule else ""


def _strip(lines: Sequence[str]) -> Strip:
    """A row of grades; the given one is told by its mark."""
    options = [one for line in lines for one in _OPTIONS.split(line) if one]
    given = [place for place, words in enumerate(options) if words.startswith(FILLED)]
    return Strip(
        words=tuple(words[2:].strip() for words in options), given=given[0] if len(given) == 1 else None
    )
