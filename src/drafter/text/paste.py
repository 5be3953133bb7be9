"""What was on the clipboard as paragraphs of a report: kept is what a report can hold, and the rest is told.

Nothing is fetched and nothing is run. Any text at all can be read, in time in proportion to its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from drafter.report.ids import IdMaker
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import RichText, Run, clean, refused_characters
from drafter.text.html_tree import tree_of
from drafter.text.paste_markers import Piece, has_marker, settled, without_numbers
from drafter.text.paste_reader import FRAGMENT_MARK, MOST_PARAGRAPHS, Reader
from drafter.text.paste_unfit import sentences
from drafter.text.paste_words import spaced

LONGEST = 20_000_000
"""Characters that are read; the rest is cut off."""
MOST_TAGS = 400_000
"""A tree of more would take seconds, and gigabytes."""
_WIDE_LINE = 50
_HEADER = re.compile(r"Version:[\d.]+\s+StartHTML:", re.ASCII)
_START, _END = "<!--StartFragment", "<!--EndFragment"
_TAG = re.compile("<")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The paragraphs, and a sentence for the user on each kind of thing that was left out."""

    paragraphs: tuple[Paragraph, ...] = ()
    left_out: tuple[str, ...] = ()


def pasted_html(html: str, ids: IdMaker, *, kind: Kind) -> Pasted:
    """What HTML from a clipboard says; ordinary paragraphs are of this `kind` (numbered or plain)."""
    source, counts = _bounded(html)
    counts["characters"] += refused_characters(source)
    reader = Reader(tree_of(_with_fragment_marks(source)), ids, kind)
    reader.read()
    return _pasted(reader.pieces, ids, kind, counts + reader.left_out)


def pasted_text(text: str, ids: IdMaker, *, kind: Kind) -> Pasted:
    """What plain text says: a paragraph for each line, but what was broken to fit a width is put together."""
    counts: Counter[str] = Counter(characters=refused_characters(text[:LONGEST]))
    if len(text) > LONGEST:
        counts["cut"] = LONGEST
    lines = _lines(clean(text[:LONGEST].expandtabs(4)))
    return _pasted([*islice(lines, MOST_PARAGRAPHS + 1)], ids, kind, counts)


def as_items(pasted: Pasted) -> tuple[RichText, ...]:
    """What a list takes: a text for each paragraph, bullet, sub-heading and row of a table."""
    texts: list[RichText] = []
    for paragraph in pasted.paragraphs:
        if paragraph.kind is Kind.TABLE:
            texts += filter(None, map(spaced, paragraph.rows))
        else:
            texts.append(paragraph.text)
    return without_numbers(texts)


def as_one(pasted: Pasted) -> RichText:
    """What a field of one paragraph takes: all texts, with a space between them."""
    return spaced(as_items(pasted))


# --- from the clipboard to pieces ------------------------------------------------------------------------


def _bounded(html: str) -> tuple[str, Counter[str]]:
    """As much of `html` as is read, cut before a tag, and where it was cut."""
    source = html[:LONGEST]
    if source.count("<") > MOST_TAGS:
        too_many = next(islice(_TAG.finditer(source), MOST_TAGS, None))
        source = source[: too_many.start()]
    if len(source) == len(html):
        return source, Counter()
    begun = source.rfind("<")
    if begun > source.rfind(">"):
        source = source[:begun]
    return source, Counter(cut=len(source))


def _with_fragment_marks(source: str) -> str:
    """`source` with elements where the comments stand that say which part of a page was copied.

    What stands outside (lists and tables around it, the texts of Word's footnotes) is only asked for what it
    says of the part inside. Without both comments all of it was copied.
    """
    if header := _HEADER.match(source):
        source = source[max(0, source.find("<", header.end())) :]
    start = source.rfind(_START)  # the last one, since who carries a fragment on may put it in another one
    end = source.find(_END, start)
    if start < 0 or end < 0:
        return source
    marks = [f'<wbr {FRAGMENT_MARK}="{name}">' for name in ("start", "end")]
    return f"{source[:start]}{marks[0]}{source[start:end]}{marks[1]}{source[end:]}"


def _lines(text: str) -> Iterator[Piece]:
    """The lines of a text. One that goes on in small letters behind a wide line belongs to it."""
    parts: list[str] = []
    indent = 0
    for line in text.split("\n"):
        words = line.strip()
        goes_on = bool(parts) and _is_wide(parts[-1]) and words[:1].islower() and not has_marker(words)
        if words and goes_on:
            parts.append(words)
            continue
        if parts:
            yield Piece([Run(" ".join(parts))], indent=indent)
        parts = [words] if words else []
        indent = len(line) - len(line.lstrip())
    if parts:
        yield Piece([Run(" ".join(parts))], indent=indent)


def _is_wide(line: str) -> bool:
    return len(line) >= _WIDE_LINE and not line.endswith((".", "!", "?", ":", ";"))


def _pasted(pieces: list[Piece], ids: IdMaker, kind: Kind, counts: Counter[str]) -> Pasted:
    if len(pieces) > MOST_PARAGRAPHS:
        counts["paragraphs"] = MOST_PARAGRAPHS
    found = settled(pieces[:MOST_PARAGRAPHS], kind)[:MOST_PARAGRAPHS]
    paragraphs = (Paragraph(id=ids(), kind=one.kind, text=one.text, rows=one.rows) for one in found)
    return Pasted(tuple(paragraphs), sentences(counts))
