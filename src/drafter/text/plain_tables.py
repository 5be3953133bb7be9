"""Tables in plain text: a grid of lines, whose cells hold paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.text.plain_lines import WIDTH, longest_word, unwrapped, wrapped

_BORDER = re.compile(r"\+(?:[-=]+\+)+")
_NARROWEST = 6

Words = Sequence[str]
"""The paragraphs of a cell."""


def is_border(line: str) -> bool:
    """Whether a line is one of those between the rows of a table."""
    return _BORDER.fullmatch(line) is not None


def grid(rows: Sequence[Sequence[Words]]) -> list[str]:
    """The lines of a table; the first row is set apart as its heading."""
    widths = _widths(rows)
    lines = [_border(widths, "-")]
    for place, row in enumerate(rows):
        cells = [_cell(words, width) for words, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            shown = (
                (cell[number] if number < len(cell) else "").ljust(width)
                for cell, width in zip(cells, widths, strict=True)
            )
            lines.append(f"| {' | '.join(shown)} |")
        lines.append(_border(widths, "=" if place == 0 else "-"))
    return lines


def cells_of(lines: Sequence[str]) -> list[list[list[str]]]:
    """The rows of a table of such lines: cells of paragraphs."""
    marks = [place for place, sign in enumerate(lines[0]) if sign == "+"]
    rows: list[list[list[str]]] = []
    row: list[list[str]] = [[] for _ in marks[1:]]
    for line in lines[1:]:
        if is_border(line):
            rows.append([_paragraphs(cell) for cell in row])
            row = [[] for _ in marks[1:]]
            continue
        for cell, start, stop in zip(row, marks, marks[1:], strict=False):
            cell.append(line[start + 2 : stop - 1].rstrip(" "))
    return rows


def _cell(words: Words, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in words:
        lines += [""] if lines else []
        lines += wrapped(paragraph, width)
    return lines or [""]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a cell, which empty lines part."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        else:
            found.append([])
    return [unwrapped(one) for one in found if one]


def _border(widths: Sequence[int], sign: str) -> str:
    return f"+{'+'.join(sign * (width + 2) for width in widths)}+"


def _widths(rows: Sequence[Sequence[Words]]) -> list[int]:
    """The widths of the columns: what they ask for where there is room, else even shares of the line."""
    columns = range(len(rows[0]))
    asked = [
        max((len(line) for row in rows for w in row[n] for line in w.split("\n")), default=0) for n in columns
    ]
    least = [max((longest_word(w) for row in rows for w in row[n]), default=0) for n in columns]
    room = WIDTH - 3 * len(rows[0]) - 1
    share = max(room // len(rows[0]), _NARROWEST)
    if sum(asked) > room:
        narrow = sum(one for one in asked if one <= share)
        wide = sum(one > share for one in asked)
        share = max((room - narrow) // max(wide, 1), _NARROWEST)
    else:
        share = room
    return [max(min(one, share), needed, 1) for one, needed in zip(asked, least, strict=True)]
