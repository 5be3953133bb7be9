"""Reading Markdown, also as it is recovered from printed pages, into a document without keys.

Blocks come from a CommonMark parser. What that does not know is read here: tables whose cells are parted
by tabs, with paragraphs in HTML inside the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it.token import Token

from drafter.document.model import Block, Cell, Document, Dropped, Heading, Role, Table, Text
from drafter.report.richtext import (
    Footnote,
    Inline,
    Mark,
    RichText,
    Run,
    plain,
    rich,
    without_start,
)
from drafter.text.inline import from_tokens, inline, is_draft_mark, parser

OWN_MARK = "<!-- Written by Drafter -->"
_LIST_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_DASHES = re.compile(r"[-\s]*-[-\s]*")
_NUMBER = re.compile(r"(\d{1,4})\.\s+")


def read_markdown(source: str) -> Document:
    """The document that `source` says. Nothing is judged here: what a block means is recognised later."""
    reader = _BlockReader()
    for is_table, lines in _segments(source.splitlines()):
        if is_table:
            reader.add(_tab_table(lines))
        else:
            reader.tokens(parser().parse("\n".join(lines)))
    blocks = _with_footnotes(reader)
    return Document(own=OWN_MARK in source[:200], blocks=tuple(blocks), dropped=tuple(reader.dropped))


def _segments(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines with tabs between words (tables), and all others."""
    segment: list[str] = []
    kind = False
    for line in lines:
        is_table = ("\t" in line and not _LIST_ITEM.match(line.split("\t")[0] + " ")) or (
            "\t" in line.strip() and not line.startswith(("-", "*", "+"))
        )
        if is_table is not kind and segment:
            yield kind, segment
            segment = []
        kind = is_table
        segment.append(line)
    if segment:
        yield kind, segment


def _tab_table(lines: list[str]) -> Table:
    rows = [line.split("\t") for line in lines if not _DASHES.fullmatch(line)]
    width = max((len(row) for row in rows), default=0)
    return Table(rows=tuple(tuple(map(_cell, row + [""] * (width - len(row)))) for row in rows))


def _cell(source: str) -> Cell:
    return tuple(Text(role=Role.CELL, text=text) for text in inline(source.strip()))


class _BlockReader:
    """Turns block tokens into blocks, keeping the typed numbers of numbered paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self._lists: list[str] = []
        self._number: int | None = None
        self._heading = 0
        self._rows: list[list[Cell]] | None = None

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def tokens(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self._token(token)

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(kind)
            self._number = None
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open" and self._lists[-1] == "ordered_list_open":
            self._number = int(token.info)
        elif kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "table_open":
            self._rows = []
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "table_close":
            self.add(Table(rows=tuple(map(tuple, self._rows or []))))
            self._rows = None
        elif kind == "inline" and is_draft_mark(token.content):
            self._draft_mark(from_tokens(token.children or []))
        elif kind == "inline":
            self._paragraphs(from_tokens(token.children or []))
        elif kind == "html_block":
            self._paragraphs(inline(re.sub(r"<!--.*?-->", "", token.content, flags=re.DOTALL)))
        elif kind in ("code_block", "fence"):
            self._paragraphs([rich(token.content)] if token.content.strip() else [])

    def _draft_mark(self, texts: list[RichText]) -> None:
        """What a draft prints in place of missing words is no text, nor is a number that it holds."""
        for text in texts:
            self.dropped.append(Dropped(plain(text), "mark of a draft"))
        if self._number is not None:
            self.dropped.append(Dropped(f"{self._number}.", "paragraph number"))
            self._number = None
        if self._rows is not None:
            self._rows[-1].append(())

    def _paragraphs(self, texts: list[RichText]) -> None:
        if self._rows is not None:
            self._rows[-1].append(tuple(Text(role=Role.CELL, text=text) for text in texts))
        elif self._heading:
            for text in texts:
                self.add(Heading(text=text, level=self._heading))
            self._heading = 0
        else:
            for text in texts:
                self._paragraph(text)

    def _paragraph(self, text: RichText) -> None:
        bullets = sum(name == "bullet_list_open" for name in self._lists)
        number, self._number = self._number, None
        if number is None and not self._lists:
            number, text = _bold_number(text)
        if number is not None:
            self.dropped.append(Dropped(f"{number}.", "paragraph number"))
            self.add(Text(role=Role.NUMBERED, text=text, number=number))
        elif bullets:
            self.add(Text(role=Role.BULLET if bullets == 1 else Role.BULLET_2, text=text))
        else:
            self.add(Text(role=Role.PLAIN, text=text))


def _bold_number(text: RichText) -> tuple[int | None, RichText]:
    """The number that a paragraph begins with in bold (`**73.** ...`), and what follows it."""
    found = _NUMBER.match(plain(text))
    if found and text and isinstance(text[0], Run) and Mark.BOLD in text[0].marks:
        return int(found[1]), without_start(text, found[0])
    return None, text


# --- footnotes -------------------------------------------------------------------------------------------


def _with_footnotes(reader: _BlockReader) -> list[Block]:
    """The blocks with each footnote's text put to its mark, and without the notes' own paragraphs.

    Notes are written `[^1]` and `[^1]: text`, or with raised numbers at both places.
    """
    blocks: list[Block] = []
    notes: dict[str, RichText] = {}
    for block in reader.blocks:
        label = _note_label(block) if isinstance(block, Text) and block.role is Role.PLAIN else None
        if label is None or label in notes:
            blocks.append(block)
            continue
        assert isinstance(block, Text)
        first, *rest = block.text
        if isinstance(first, Run):
            reader.dropped.append(Dropped(label, "footnote mark"))
            notes[label] = rich(*rest)
        else:
            notes[label] = without_start(rich(*rest), ":")
    return [_put_notes(block, notes) for block in blocks]


def _note_label(block: Text) -> str | None:
    if len(block.text) < 2:
        return None
    first, second = block.text[:2]
    if isinstance(first, Footnote) and isinstance(second, Run) and second.text.startswith(":"):
        return first.id
    if isinstance(first, Run) and Mark.SUPERSCRIPT in first.marks and first.text.strip().isdigit():
        return first.text.strip()
    return None


def _put_notes(block: Block, notes: dict[str, RichText]) -> Block:
    if isinstance(block, Text | Heading):
        return replace(block, text=_noted(block.text, notes))
    if isinstance(block, Table):
        rows = tuple(
            tuple(tuple(replace(text, text=_noted(text.text, notes)) for text in cell) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block


def _noted(text: RichText, notes: dict[str, RichText]) -> RichText:
    parts: list[Inline] = []
    for part in text:
        raised = isinstance(part, Run) and Mark.SUPERSCRIPT in part.marks
        label = part.id if isinstance(part, Footnote) else part.text.strip() if raised else ""  # type: ignore[union-attr]
        if label in notes:
            parts.append(Footnote("", notes[label]))
        elif isinstance(part, Footnote):
            parts.append(Run(f"[^{part.id}]"))
        else:
            parts.append(part)
    return rich(*parts)
