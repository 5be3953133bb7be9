"""Writing a document as Markdown that any CommonMark reader shows and that Drafter reads back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.model import (
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    Text,
)
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, plain
from drafter.text.read_markdown import OWN_MARK

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~]")
_START = re.compile(r"(?m)^(\s*)([#+\-=>]|\d+[.)])")
_TAGS = (
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.BOLD, "strong"),
    (Mark.ITALIC, "em"),
)


def write_markdown(document: Document) -> str:
    """The Markdown of a document. A draft says in its first line that it is one."""
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes: list[str] = []

    def write(self) -> str:
        parts = [OWN_MARK]
        if self.document.draft:
            parts.append("<mark>Draft: not for publication</mark>")
        for block in self.document.blocks:
            parts.extend(self._block(block))
        return "\n\n".join(parts + self.notes) + "\n"

    def _block(self, block: object) -> Iterator[str]:
        match block:
            case Heading():
                yield f"{'#' * min(block.level + 1, 6)} {self._text(block.text, cell=True)}"
            case Text():
                yield self._paragraph(block)
            case Strip():
                words = (
                    f"■ **{word}**" if place == block.given else f"□ {word}"
                    for place, word in enumerate(block.words)
                )
                yield f"| {' | '.join(words)} |\n|{' --- |' * len(block.words)}"
            case Table():
                yield self._table(block)
            case Contents():
                yield f"## {self._text(block.title, cell=True)}"
                listed = [b for b in self.document.blocks if isinstance(b, Heading) and b.contents]
                yield "\n".join(map(self._entry, listed))
            case PageBreak():
                yield "---"

    def _entry(self, heading: Heading) -> str:
        words = _escaped(plain(heading.text, self.document.number_of), cell=True)
        return f"{'  ' * (heading.level - 1)}- {words}"

    def _paragraph(self, block: Text) -> str:
        text = self._text(block.text, cell=block.role is Role.COVER_TITLE)
        if block.to_do:
            text = f"<mark>{text}</mark>"
        if block.role is Role.COVER_TITLE:
            return f"# {text}"
        if block.role in (Role.JUDGEMENT, Role.COVER_AREA, Role.LEGEND) and not block.to_do:
            text = f"**{text}**" if _is_plain(block.text) else f"<strong>{text}</strong>"
        if block.role in (Role.NUMBERED, Role.JUDGEMENT) and block.number is not None:
            return f"{block.number}. " + text.replace("\n", f"\n{' ' * (len(str(block.number)) + 2)}")
        if block.role is Role.BULLET:
            return "- " + text.replace("\n", "\n  ")
        if block.role is Role.BULLET_2:
            return "  - " + text.replace("\n", "\n    ")
        return text

    def _table(self, block: Table) -> str:
        rows = ["| " + " | ".join(map(self._cell, row)) + " |" for row in block.rows]
        rows.insert(1, f"|{' --- |' * len(block.rows[0])}")
        return "\n".join(rows)

    def _cell(self, cell: Cell) -> str:
        if len(cell) == 1:
            text = self._text(cell[0].text, cell=True)
            return f"<mark>{text}</mark>" if cell[0].to_do else text
        return " ".join(f"<p>{self._text(text.text, cell=True)}</p>" for text in cell)

    # --- text --------------------------------------------------------------------------------------------

    def _text(self, text: RichText, *, cell: bool = False) -> str:
        spelled = "".join(self._inline(part, cell=cell) for part in text)
        return spelled if cell else _START.sub(_escape_start, spelled)

    def _inline(self, part: Run | Footnote | Reference, *, cell: bool) -> str:
        if isinstance(part, Reference):
            return self.document.number_of(part.to)
        if isinstance(part, Footnote):
            number = len(self.notes) + 1
            self.notes.append(f"[^{number}]: {self._text(part.text, cell=True)}")
            return f"[^{number}]"
        words = _escaped(part.text, cell=cell)
        for mark, tag in _TAGS:
            if mark in part.marks:
                words = f"<{tag}>{words}</{tag}>"
        return f"[{words}](<{part.link}>)" if part.link else words


def _is_plain(text: RichText) -> bool:
    """Whether stars around this text make all of it bold for every reader."""
    return len(text) == 1 and isinstance(text[0], Run) and text[0] == Run(text[0].text)


def _escaped(text: str, *, cell: bool) -> str:
    text = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)
    return text.replace("\n", "<br>" if cell else "\\\n")


_ENTITIES = {"\\": "&#92;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}


def _escape_start(found: re.Match[str]) -> str:
    """What would begin a list, a heading or a quotation at the start of a line is spelled out."""
    space, sign = found.groups()
    if sign[:-1].isdigit():
        return f"{space}{sign[:-1]}\\{sign[-1]}"
    return f"{space}\\{sign}"
