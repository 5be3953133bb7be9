"""Recognising the paragraphs of a narrative, and joining those that a page break cut in two."""

from __future__ import annotations

from dataclasses import replace

from drafter.document.keys import key
from drafter.document.model import Block, Heading, PageBreak, Role, Table, Text
from drafter.recognise.ledger import Ledger
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Mark, RichText, joined, rich, unmarked

_KINDS = {
    Role.NUMBERED: Kind.NUMBERED,
    Role.JUDGEMENT: Kind.NUMBERED,
    Role.BULLET: Kind.BULLET,
    Role.ITEM: Kind.BULLET,
    Role.BULLET_2: Kind.BULLET_2,
}
_PLAIN = Kind.PLAIN


def read_narrative(
    section: str, blocks: list[Block], ledger: Ledger, *, numbered: bool
) -> tuple[Paragraph, ...]:
    """The paragraphs of a section.

    `numbered`: its paragraphs carry numbers, so one without a number behind one that has it is its
    second half (only in files that Drafter did not write itself).
    """
    begin = key(section, "narrative") + "."
    found: list[Paragraph] = []
    for block in blocks:
        if block.to_do if isinstance(block, Text) else isinstance(block, PageBreak):
            continue
        if numbered and not ledger.own and found and _is_second_half(block, found[-1]):
            assert isinstance(block, Text)
            whole = joined(found[-1].text, ledger.with_ids(block.text))
            found[-1] = replace(found[-1], text=whole)
            continue
        paragraph = _paragraph(begin, block, ledger)
        if paragraph is None:
            ledger.to_tray(block)
            continue
        ledger.place(begin + paragraph.id)
        found.append(paragraph)
    return tuple(found)


def _is_second_half(block: Block, before: Paragraph) -> bool:
    return isinstance(block, Text) and block.role is Role.PLAIN and before.kind is Kind.NUMBERED


def _paragraph(begin: str, block: Block, ledger: Ledger) -> Paragraph | None:
    """The paragraph that a block is; `begin` is how the keys of the narrative's paragraphs begin."""
    given = block.key.removeprefix(begin) if block.key.startswith(begin) else ""
    if isinstance(block, Text):
        new_id = ledger.keep_or_new(given)
        kind = _KINDS.get(block.role, _PLAIN)
        return Paragraph(id=new_id, kind=kind, text=ledger.with_ids(block.text))
    if isinstance(block, Heading):
        new_id = ledger.keep_or_new(given)
        text = block.text if ledger.own else unmarked(block.text, Mark.BOLD)
        return Paragraph(id=new_id, kind=Kind.SUBHEADING, text=ledger.with_ids(text))
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell, ledger) for cell in row) for row in block.rows)
        return Paragraph(id=ledger.keep_or_new(given), kind=Kind.TABLE, rows=rows)
    return None


def _cell(cell: tuple[Text, ...], ledger: Ledger) -> RichText:
    parts: list[RichText | str] = []
    for number, text in enumerate(cell):
        parts.extend(["\n"] if number else [])
        parts.append(ledger.with_ids(text.text))
    return rich(*parts)
