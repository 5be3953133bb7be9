r"""The text of the worked example's Markdown, by a reader of its own that shares nothing with Drafter's.

It knows this one file: a text recovered from printed pages. Tables are rows with tabs; a grade strip is
either such a row with boxes or one word a line with an X behind the given one; paragraphs and tables
that a page cut in two are put together again; `\*` and `\_` lose their backslash, two backslashes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.word.reading import BULLET, Line

_GRADES = ("Inadequate", "Adequate", "Good", "Outstanding")
_LINK = re.compile(r"\[([^]]*)\]\(([^)]*)\)")
_NUMBER = re.compile(r"(?:\*\*)?(\d+)\.(?:\*\*)? +(.*)")
_CONTENTS = "contents:"


def plain(source: str) -> str:
    """Markdown and HTML inside a line as the words that are read."""
    text = _LINK.sub(r"\1", source)
    text = re.sub(r"<sup>(.*?)</sup>", r"^{\1}", text)
    text = re.sub(r"</?[bp]>", "", text).replace("**", "")
    text = re.sub(r"(?<![\w\\*])\*([^*\\]+)\*(?!\w)", r"\1", text)
    return re.sub(r"\\([*_])", r"\1", text).strip()


def seed_lines(markdown: str) -> list[Line]:
    """The lines of the Markdown."""
    found: list[Line] = []
    for block in _blocks(markdown):
        for line in _lines_of(block, found):
            if _goes_on(line, found):
                last = found[-1]
                found[-1] = Line(last.mark, f"{last.text} {line.text}", links=last.links + line.links)
            else:
                found.append(line)
    return _notes_placed(found)


def _blocks(markdown: str) -> Iterator[list[str]]:
    """Lines that belong together: a table with its cut halves, a strip of words, or a single line."""
    lines = [line for line in markdown.splitlines() if line.strip() and not re.fullmatch(r"[-\t]+", line)]
    while lines:
        if lines[0] in _GRADES:
            size = 5
        elif "\t" in lines[0]:
            size = next((n for n, line in enumerate(lines) if "\t" not in line), len(lines))
            ends = (n for n in range(1, size) if "<input" in lines[n] or "<input" in lines[n - 1])
            size = next(ends, size)
        else:
            size = 1
        yield lines[:size]
        del lines[:size]


def _lines_of(block: list[str], before: list[Line]) -> Iterator[Line]:
    first = block[0]
    links = tuple(address for _, address in _LINK.findall(first))
    if first in _GRADES or "<input" in first:
        yield from _strip(block)
    elif "\t" in first:
        yield from _table(block)
    elif _in_contents(first, before):
        yield Line(_CONTENTS, plain(first))
    elif heading := re.fullmatch(r"(#+) (.*)", first):
        yield Line(heading[1] if heading[1] != "#" else "¶", plain(heading[2]))
    elif number := _NUMBER.match(first.removeprefix("**") if re.match(r"\*\*\d+\. ", first) else first):
        yield Line(f"{number[1]}.", plain(number[2]), links=links)
    elif bullet := re.match(r" *- (.*)", first):
        yield Line(BULLET, plain(bullet[1]), links=links)
    elif note := re.match(r"<sup>(\d+)</sup> (.*)", first):
        yield Line(f"note {note[1]}:", plain(note[2]))
    else:
        yield Line("¶", plain(first), links=links)


def _in_contents(line: str, before: list[Line]) -> bool:
    """The one entry of the contents that has no page of its own, between those that have."""
    return line.startswith("<b>") and bool(before) and before[-1].mark == _CONTENTS


def _strip(block: list[str]) -> Iterator[Line]:
    if len(block) == 1:
        cells = block[0].split("\t")
        given = [word for word, box in zip(cells[::2], cells[1::2], strict=True) if " checked" in box]
    else:
        given = [block[place - 1] for place, word in enumerate(block) if word == "X"]
    for word in _GRADES:
        yield Line("strip:", f"[{'x' if word in given else ' '}] {word}")


def _table(block: list[str]) -> Iterator[Line]:
    rows = [[cell.strip() for cell in row.split("\t")] for row in block]
    heads = [plain(cell) for cell in rows[0]]
    if heads[0] == "Major strengths":
        yield from (Line("cell:", head) for head in heads)
        for place, head in enumerate(heads):  # a page may cut the one row in two
            for row in rows[1:]:
                items = re.findall("<p>(.*?)</p>", row[place] if place < len(row) else "")
                yield from (Line(f"{head}:", plain(item)) for item in items)
    elif heads[0]:
        for row in rows:
            yield Line(_CONTENTS, " ... ".join(filter(None, map(plain, row))))
    else:
        yield from (Line("cell:", head or "(empty)") for head in heads)
        for label, grade in rows[1:]:
            yield Line("cell:", plain(label))
            yield Line(f"{plain(label)}:", plain(grade))


def _goes_on(line: Line, before: list[Line]) -> bool:
    """In a numbered text, a paragraph without a number is the rest of one that a page cut in two."""
    return line.mark == "¶" and bool(before) and before[-1].mark[:-1].isdigit()


def _notes_placed(lines: list[Line]) -> list[Line]:
    """A footnote stands behind the paragraph that has its mark, wherever the page printed it."""
    placed = [line for line in lines if not line.mark.startswith("note ")]
    for note in (line for line in lines if line.mark.startswith("note ")):
        number = note.mark.removeprefix("note ").rstrip(":")
        at = next(n for n, line in enumerate(placed) if f"^{{{number}}}" in line.text)
        placed.insert(at + 1, note)
    return placed
