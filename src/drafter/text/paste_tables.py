"""The shape of a pasted table: what only lays out a page is none, and the rows of others have one length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafter.report.richtext import RichText
from drafter.text.html_tree import Node

MOST_COLUMNS = 63
"""As many as a table of Word may have."""
MOST_CELLS = 20_000
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
Line = list[tuple[Node, RichText]]


def parts_of(table: Node) -> tuple[list[list[Node]], list[Node | str]]:
    """The cells of a table row by row, and what stands in it but in no cell."""
    lines: list[list[Node]] = []
    strays: list[Node | str] = []
    for part in _parts(table):
        if isinstance(part, str):
            if part.strip():
                strays.append(part)
        elif part.tag == "tr":
            lines.append([c for c in part.children if isinstance(c, Node) and c.tag in _CELLS])
            strays += [c for c in part.children if _is_stray(c)]
        elif part.tag in _CELLS:  # without the row that it belongs in
            lines.append([part])
        else:
            strays.append(part)
    return lines, strays


def _parts(node: Node) -> Iterator[Node | str]:
    for child in node.children:
        if isinstance(child, Node) and child.tag in _GROUPS:
            yield from _parts(child)
        else:
            yield child


def _is_stray(child: Node | str) -> bool:
    return bool(child.strip()) if isinstance(child, str) else child.tag not in _CELLS


def is_layout(table: Node, lines: Sequence[Sequence[Node]]) -> bool:
    """Whether a table is there for the look of a page or a mail only.

    So is one with a single cell that says something, one with headings in its cells, and a single row or
    column of cells with tables in them.
    """
    if table.get("role").lower() in ("presentation", "none"):
        return True
    filled = [[_says(cell) for cell in line] for line in lines]
    if sum(map(sum, filled)) <= 1:
        return True
    tags = {node.tag for line in lines for cell in line for node in cell.elements()}
    if not _HEADINGS.isdisjoint(tags):
        return True
    is_one_row = sum(map(any, filled)) == 1
    is_one_column = max(map(sum, filled)) == 1
    return "table" in tags and (is_one_row or is_one_column)


def _says(cell: Node) -> bool:
    return any(text.strip() for node in cell.elements() for text in node.children if isinstance(text, str))


def grid(lines: Iterable[Line]) -> list[list[RichText]]:
    """The texts of cells as rows of one length: what spans others stands in the first of its places.

    A row has at most `MOST_COLUMNS` cells; empty where there are more, or more than `MOST_CELLS` in all.
    """
    rows: list[list[RichText]] = []
    below: dict[int, int] = {}  # for how many rows more a column is taken
    width = 0
    for line in lines:
        row: list[RichText] = []
        taken, below = below, {place: left - 1 for place, left in below.items() if left > 1}
        for cell, text in line:
            while len(row) in taken:
                row.append(())
            columns, down = _span(cell, "colspan", MOST_COLUMNS + 1), _span(cell, "rowspan", MOST_CELLS)
            if down > 1:
                below.update({len(row) + n: down - 1 for n in range(columns)})
            row += [text, *[()] * (columns - 1)]
            if len(row) > MOST_COLUMNS:
                return []
        rows.append(row)
        width = max(width, len(row), *(place + 1 for place in taken), 0)
        if width * len(rows) > MOST_CELLS:
            return []
    return [row + [()] * (width - len(row)) for row in rows]


def without_empty(rows: list[list[RichText]]) -> list[list[RichText]]:
    """`rows` without the rows and columns that say nothing."""
    rows = [row for row in rows if any(row)]
    columns = [n for n in range(len(rows[0])) if any(row[n] for row in rows)] if rows else []
    return [[row[n] for n in columns] for row in rows]


def _span(cell: Node, name: str, most: int) -> int:
    """How many places a cell takes. Not `int` of whatever stands there: it may have a million digits."""
    said = cell.get(name).strip()[:6]
    return max(1, min(int(said), most)) if said.isascii() and said.isdigit() else 1
