"""Putting the texts of footnotes to their marks.

A reader leaves a mark as a footnote with its label as id and no text (`[^1]`), or as a raised number, as
recovered pages have it; the text stands in a paragraph of its own that begins with the same mark. Numbers
may begin anew on each page, so a note belongs to the first mark before it that has none yet.
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
    putter = _Notes(own=own)
    kept = [block for block in blocks if not putter.takes(block)]
    return [putter.put(block) for block in kept], putter.dropped


class _Notes:
    """Pairs marks, counted in their order, with notes."""

    def __init__(self, *, own: bool) -> None:
        self.own = own
        self.dropped: list[Dropped] = []
        self._waiting: dict[str, list[int]] = {}
        self._found: dict[int, RichText] = {}
        self._marks = 0
        self._put = 0

    # --- finding -----------------------------------------------------------------------------------------

    def takes(self, block: Block) -> bool:
        """Whether a block is a note; its text is kept for its mark. Other blocks' marks are counted."""
        label = self._note_label(block)
        if label is not None and isinstance(block, Text) and self._waiting.get(label):
            self._found[self._waiting[label].pop(0)] = _note_text(block)
            self._drop_mark(block)
            return True
        for text_block in texts_of(block):
            for mark in self._labels(text_block.text):
                self._waiting.setdefault(mark, []).append(self._marks)
                self._marks += 1
        return False

    def _drop_mark(self, block: Text) -> None:
        first = block.text[0]
        if isinstance(first, Run):
            self.dropped.append(Dropped(first.text, "footnote mark"))

    def _note_label(self, block: Block) -> str | None:
        """The label of the note that this paragraph may be."""
        if not isinstance(block, Text) or block.role is not Role.PLAIN or len(block.text) < 2:
            return None
        first, second = block.text[:2]
        if isinstance(first, Footnote) and not (isinstance(second, Run) and second.text.startswith(":")):
            return None
        return self._label(first)

    def _labels(self, text: RichText) -> Iterator[str]:
        return (label for label in map(self._label, text) if label is not None)

    def _label(self, part: Inline) -> str | None:
        """What a mark is known by: `[^1]`, or `^1` where a raised number is one."""
        if isinstance(part, Footnote):
            return f"[^{part.id}]"
        if self.own or not isinstance(part, Run) or Mark.SUPERSCRIPT not in part.marks:
            return None
        return f"^{part.text.strip()}" if part.text.strip().isdigit() else None

    # --- putting -----------------------------------------------------------------------------------------

    def put(self, block: Block) -> Block:
        """The block with the notes at its marks; blocks come in the order in which they were found."""
        if isinstance(block, Text | Heading):
            return replace(block, text=self._noted(block.text))
        if isinstance(block, Table):
            rows = tuple(
                tuple(tuple(replace(t, text=self._noted(t.text)) for t in cell) for cell in row)
                for row in block.rows
            )
            return replace(block, rows=rows)
        return block

    def _noted(self, text: RichText) -> RichText:
        parts: list[Inline] = []
        for part in text:
            if self._label(part) is None:
                parts.append(part)
                continue
            note = self._found.get(self._put)
            self._put += 1
            if note is not None:
                parts.append(Footnote("", note))
            else:
                parts.append(Run(f"[^{part.id}]") if isinstance(part, Footnote) else part)
        return rich(*parts)


def _note_text(block: Text) -> RichText:
    rest = rich(*block.text[1:])
    return without_start(rest, ":") if isinstance(block.text[0], Footnote) else rest
