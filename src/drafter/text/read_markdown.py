"""Reading Markdown, also as it is recovered from printed pages, into a document without keys.

Blocks come from a CommonMark parser. What that does not know is read here: tables whose cells are parted
by tabs, with paragraphs in HTML inside the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from drafter.document.model import Block, Cell, Document, Dropped, Heading, Role, Table, Text
from drafter.report.richtext import (
    Mark,
    RichText,
    Run,
    plain,
    rich,
    without_start,
)
from drafter.text.footnotes import with_footnotes
from drafter.text.inline import DEEPEST, from_tokens, inline, is_draft_mark, parser

OWN_MARK = "<!-- Written by Drafter -->"
_NUMBER_AND_TAB = re.compile(r"\s*\d+[.)]\t")
_DASHES = re.compile(r"[-\s]*-[-\s]*")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ADDRESS = re.compile(r"(?<!\\)\[([^\[\]\n]*)(?<!\\)\]\(([^()\s]*)\)")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"(\d{1,4})\.\s+")


def read_markdown(source: str) -> Document:
    """The document that `source` says. Nothing is judged here: what a block means is recognised later."""
    own = OWN_MARK in source[:200]
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    reader = _BlockReader()
    source = _without_comments(source, reader)
    if not own:  # what Drafter writes escapes its addresses as Markdown does
        source = _ADDRESS.sub(_address, source)
    for is_table, lines in _segments(source.split("\n")):
        if is_table:
            reader.add(_tab_table(lines))
        else:
            _read_lines(reader, lines)
    blocks, marks = with_footnotes(reader.blocks, own=own)
    return Document(own=own, blocks=tuple(blocks), dropped=(*reader.dropped, *marks))


def _without_comments(source: str, reader: _BlockReader) -> str:
    """Comments are not printed; their words are told."""
    reader.dropped.extend(Dropped(found[1].strip(), "comment") for found in _COMMENT.finditer(source))
    return _COMMENT.sub("", source)


def _read_lines(reader: _BlockReader, lines: list[str]) -> None:
    """Read lines as Markdown, or one by one where they nest deeper than the parser follows."""
    tokens = parser().parse("\n".join(_widened(lines)))
    if any(token.nesting == 1 and token.level + 1 >= DEEPEST for token in tokens):
        for line in lines:
            for text in inline(line.lstrip(" \t>*+-")):
                reader.add(Text(role=Role.PLAIN, text=text))
    else:
        reader.tokens(tokens)


def _widened(lines: list[str]) -> list[str]:
    """The lines with the head of each table as wide as its widest row; the parser cuts longer rows."""
    found = list(lines)
    for place in range(1, len(lines)):
        if not _RULE.fullmatch(lines[place]) or "|" not in lines[place - 1]:
            continue
        width = len(_BAR.findall(lines[place]))
        last = place
        while last + 1 < len(lines) and "|" in lines[last + 1]:
            last += 1
            width = max(width, len(_BAR.findall(lines[last])))
        for head, cell in ((place - 1, "  |"), (place, " --- |")):
            found[head] = lines[head].rstrip() + cell * (width - len(_BAR.findall(lines[head])))
    return found


def _address(found: re.Match[str]) -> str:
    """A link as Markdown means it, from one as it is recovered from a page.

    Recovered links spell their address as it is, backslashes and all, and escape it in their text in
    one way or another; where both are the same but for that, the text is the address.
    """
    text, target = found.groups()
    if "\\" not in found[0]:
        return found[0]
    if text.replace("\\", "") == target.replace("\\", ""):
        text = target.replace("*", "\\*")
    return f"[{text}]({target.replace(chr(92), '%5C')})"


def _segments(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines with tabs between words (tables), and all others."""
    segment: list[str] = []
    kind = False
    for line in lines:
        is_table = _is_table_line(line)
        if is_table is not kind and segment:
            yield kind, segment
            segment = []
        kind = is_table
        segment.append(line)
    if segment:
        yield kind, segment


def _is_table_line(line: str) -> bool:
    """Whether tabs part the words of a line; one behind a number or a bullet only sets that apart."""
    if line.lstrip().startswith(("- ", "* ", "+ ", "-\t", "*\t", "+\t")):
        return False
    return "\t" in _NUMBER_AND_TAB.sub("", line)


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
            self._paragraphs(inline(token.content))
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
