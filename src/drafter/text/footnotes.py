"""Putting the texts of footnotes to their marks.

A reader leaves a mark as a footnote with its label as id and no text (`[^1]`), or as a raised number, as
recovered pages have it; the text stands in a paragraph of its own that begins with the same mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.document.model import Block, Dropped, Heading, Role, Table, Text, texts_of
from drafter.report.richtext import Footnote, Inline, Mark, RichText, Run, rich, without_start


def with_footnotes(blocks: list[Block], *, own: bool) -> tuple[list[Block], list[Dropped]]:
    """The blocks with each note at its mark, and the marks that the notes' own paragraphs began with.

    In Drafter's own files (`own`) raised numbers are nothing but raised. A note without a mark stays the
    paragraph that it is, and a mark without a note becomes text.
    """
    marks = {label for block in blocks for label in _labels_in(block, own=own)}
    kept: list[Block] = []
    dropped: list[Dropped] = []
    notes: dict[str, RichText] = {}
    for block in blocks:
        label = _begins_note(block, own=own) if isinstance(block, Text) else None
        if label is None or label in notes or label not in marks:
            kept.append(block)
            continue
        assert isinstance(block, Text)
        first, *rest = block.text
        if isinstance(first, Run):
            dropped.append(Dropped(first.text, "footnote mark"))
            notes[label] = rich(*rest)
        else:
            notes[label] = without_start(rich(*rest), ":")
    return [_put_notes(block, notes, own=own) for block in kept], dropped


def _label(part: Inline, *, own: bool) -> str | None:
    """What a mark is known by: `[^1]`, or `^1` where a raised number is one."""
    if isinstance(part, Footnote):
        return f"[^{part.id}]"
    raised = isinstance(part, Run) and Mark.SUPERSCRIPT in part.marks and not own
    return f"^{part.text.strip()}" if raised and part.text.strip().isdigit() else None  # type: ignore[union-attr]


def _begins_note(block: Text, *, own: bool) -> str | None:
    if block.role is not Role.PLAIN or len(block.text) < 2:
        return None
    first, second = block.text[:2]
    if isinstance(first, Footnote) and not (isinstance(second, Run) and second.text.startswith(":")):
        return None
    return _label(first, own=own)


def _labels_in(block: Block, *, own: bool) -> Iterator[str]:
    """The marks of a block, without the one that it begins with as a note's own paragraph."""
    for text in texts_of(block):
        begins = isinstance(text, Text) and _begins_note(text, own=own) is not None
        for part in text.text[1 if begins else 0 :]:
            label = _label(part, own=own)
            if label is not None:
                yield label


def _put_notes(block: Block, notes: dict[str, RichText], *, own: bool) -> Block:
    if isinstance(block, Text | Heading):
        return replace(block, text=_noted(block.text, notes, own=own))
    if isinstance(block, Table):
        rows = tuple(
            tuple(tuple(replace(t, text=_noted(t.text, notes, own=own)) for t in cell) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block


def _noted(text: RichText, notes: dict[str, RichText], *, own: bool) -> RichText:
    parts: list[Inline] = []
    for part in text:
        label = _label(part, own=own)
        if label in notes:
            parts.append(Footnote("", notes[label]))
        elif isinstance(part, Footnote):
            parts.append(Run(f"[^{part.id}]"))
        else:
            parts.append(part)
    return rich(*parts)
