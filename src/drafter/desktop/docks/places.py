"""Where fields stand on the pages, and which field stands at a point. No Qt.

The layout engine tells where each block stands. A table is one block, so the places of what stands in its
cells are worked out from how much text each holds: near enough to go to, and to be seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafter.document.keys import key, split
from drafter.document.model import Block, Cell, Document, Table, TableRole, Text, texts_of
from drafter.pages.model import Fragment
from drafter.report.richtext import plain
from drafter.services.paging import Paged

_LINE = 75
"""Letters of a line that is as wide as a table, more or less."""
_AIR = 0.7
"""The white round a row of a table, in lines."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a field on one page (from 1), in points from the page's top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.bottom

    def distance(self, x: float, y: float) -> float:
        """How far a point is from it; a field beside the point is nearer than one above or below."""
        across = max(self.x - x, 0.0, x - self.x - self.width)
        return across / 4 + max(self.y - y, 0.0, y - self.bottom)


@dataclass(frozen=True, slots=True)
class Places:
    """The spots of each field by its key, and the fields of each page in order."""

    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    pages: Mapping[int, Sequence[tuple[str, Spot]]] = field(default_factory=dict)

    @classmethod
    def of(cls, paged: Paged) -> Places:
        """The places of pages that were laid out."""
        tables = _tables(paged.document)
        spots: dict[str, tuple[Spot, ...]] = {}
        for place in paged.places:
            whole = tuple(_spot(fragment) for fragment in place.fragments)
            spots.setdefault(place.key, whole)
            if place.key in tables:
                spots |= _in_table(tables[place.key], whole)
        pages: dict[int, list[tuple[str, Spot]]] = {}
        for name, found in spots.items():
            for spot in found:
                pages.setdefault(spot.page, []).append((name, spot))
        return cls(spots, pages)

    def at(self, page: int, x: float, y: float) -> str:
        """The key of the innermost field at a point of a page, or of the nearest; empty on an empty page."""
        on_page = self.pages.get(page, ())
        under = [(spot.width * spot.height, name) for name, spot in on_page if spot.holds(x, y)]
        if under:
            return min(under)[1]
        return min(((spot.distance(x, y), name) for name, spot in on_page), default=(0.0, ""))[1]

    def find(self, whole: str) -> str:
        """The key of the field itself or, where the pages do not have it, of what is nearest to it.

        That is its investigation's, its list's or its section's place; empty where none of these is printed.
        """
        if whole in self.spots:
            return whole
        section, name, part = split(whole)
        near = [
            key(section, "title", part),
            key(section, "lists", part),
            key(section, name),
            key(section, "title"),
        ]
        found = next((one for one in near if one in self.spots), "")
        return found or next((one for one in self.spots if split(one)[0] == section), "")

    def first_on(self, page: int) -> str:
        """The key of what stands first on a page; empty on an empty one."""
        return min(((spot.y, name) for name, spot in self.pages.get(page, ())), default=(0.0, ""))[1]


def _spot(fragment: Fragment) -> Spot:
    return Spot(fragment.page, fragment.x, fragment.y, fragment.width, fragment.height)


def _tables(document: Document) -> Mapping[str, Table]:
    """The tables of a document by their first keys, as the layout names them."""
    return {
        name: block for block in document.blocks if isinstance(block, Table) and (name := _first_key(block))
    }


def _first_key(block: Block) -> str:
    return block.key or next((text.key for text in texts_of(block) if text.key), "")


def _in_table(table: Table, whole: Sequence[Spot]) -> dict[str, tuple[Spot, ...]]:
    """The places of what stands in the cells of a table that stands at `whole`."""
    shares = _shares(table)
    heights = [
        max(
            (sum(_lines(text, share) for text in cell) for cell, share in zip(row, shares, strict=True)),
            default=1.0,
        )
        + _AIR
        for row in table.rows
    ]
    unit = sum(spot.height for spot in whole) / (sum(heights) or 1.0)
    found: dict[str, tuple[Spot, ...]] = {}
    top = 0.0
    for row, height in zip(table.rows, heights, strict=True):
        left = 0.0
        for cell, share in zip(row, shares, strict=True):
            for name, start, stop in _in_cell(cell, share, top, top + height):
                if name != table.key:
                    found[name] = tuple(_cut(whole, start * unit, stop * unit, left, share))
            left += share
        top += height
    return found


def _in_cell(cell: Cell, share: float, top: float, bottom: float) -> Iterator[tuple[str, float, float]]:
    """The keys in a cell, each with its top and bottom in lines; the last one has the white below it."""
    edges = [top]
    for text in cell:
        edges.append(edges[-1] + _lines(text, share))
    if cell:
        edges[-1] = bottom
    for text, (start, stop) in zip(cell, pairwise(edges), strict=True):
        if text.key:
            yield text.key, start, stop


def _cut(whole: Sequence[Spot], start: float, stop: float, left: float, share: float) -> Iterator[Spot]:
    """The parts of a table between two heights from its top, over the pages that it runs across."""
    before = 0.0
    for spot in whole:
        top, bottom = max(start, before), min(stop, before + spot.height)
        if bottom > top:
            yield Spot(
                spot.page,
                spot.x + left * spot.width,
                spot.y + top - before,
                share * spot.width,
                bottom - top,
            )
        before += spot.height


def _shares(table: Table) -> list[float]:
    """The part of the width that each column has."""
    columns = list(zip(*table.rows, strict=True))
    if table.role is TableRole.LISTS or not columns:
        return [1 / len(columns)] * len(columns)
    longest = [max(sum(len(plain(text.text)) for text in cell) for cell in column) for column in columns]
    roots = [math.sqrt(min(max(length, 10), 400)) for length in longest]
    return [root / sum(roots) for root in roots]


def _lines(text: Text, share: float) -> float:
    """How many lines a text has in a column, with a little white below."""
    return 1.4 + len(plain(text.text)) // max(1.0, _LINE * share)
