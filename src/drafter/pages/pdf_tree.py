"""The structure of a PDF of ours: paragraphs and tables in their order, each with its pieces of text.

The engine tags headings, paragraphs, lists and tables (ISO 32000-1, 14.7 and 14.8). A paragraph that goes
on on the next page is one element, and a heading row that is printed again is in the same cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary

from drafter.pages.pdf_pieces import Piece, PieceReader, too_large

MOST_PAGES = 3_000
_MOST_ELEMENTS = 400_000
_DEEPEST = 40
_PARAGRAPHS = {"/P": 0} | {f"/H{level}": level for level in range(1, 7)}


@dataclass(slots=True)
class Leaf:
    """A paragraph: its element, its level as a heading (0: none) and in lists, and what is drawn of it.

    `pages` holds the page (from 1) of each piece. `is_note`: it is a footnote and begins with its number.
    """

    element: Any
    heading: int
    list_level: int
    pieces: list[Piece] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    notes: list[Leaf] = field(default_factory=list)
    is_note: bool = False


@dataclass(slots=True)
class Grid:
    """A table: its rows of cells of paragraphs."""

    element: Any
    rows: list[list[list[Leaf]]] = field(default_factory=list)


Unit: TypeAlias = Leaf | Grid


class Tree:
    """The units of a file, and the pieces of each page by whether an element has them.

    Raises DrafterError where the file is larger or deeper than a report.
    """

    def __init__(self, opened: pikepdf.Pdf) -> None:
        self.units: list[Unit] = []
        self.pages: list[list[Piece]] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._contents: list[dict[int, list[Piece]]] = []
        self._seen: set[tuple[int, ...]] = set()
        self._elements = 0
        if len(opened.pages) > MOST_PAGES:
            raise too_large(f"{len(opened.pages)} pages")
        reader = PieceReader()
        for number, page in enumerate(opened.pages, 1):
            self._numbers[tuple(page.obj.objgen)] = number
            self.pages.append(reader.read(page))
            by_content: dict[int, list[Piece]] = {}
            for piece in self.pages[-1]:
                if piece.content is not None:
                    by_content.setdefault(piece.content, []).append(piece)
            self._contents.append(by_content)
        root = opened.Root.get("/StructTreeRoot")
        if isinstance(root, Dictionary):
            self.units.extend(self._units(root, 0, 0))

    def furniture(self) -> Iterator[tuple[int, list[Piece]]]:
        """Page by page the pieces that no element has: running headers and footers."""
        for number, pieces in enumerate(self.pages, 1):
            yield number, [piece for piece in pieces if piece.content is None]

    # --- elements ----------------------------------------------------------------------------------------

    def _units(self, parent: Any, depth: int, lists: int) -> Iterator[Unit]:
        for child in self._children(parent, depth):
            kind = str(child.get("/S", ""))
            if kind in _PARAGRAPHS:
                yield self._leaf(child, _PARAGRAPHS[kind], lists, depth)
            elif kind == "/Table":
                yield self._grid(child, depth)
            else:
                yield from self._units(child, depth + 1, lists + (kind == "/L"))

    def _grid(self, table: Any, depth: int) -> Grid:
        grid = Grid(table)
        for row in self._all(table, ("/TR",), depth):
            cells = []
            for cell in self._all(row, ("/TH", "/TD"), depth):
                found = self._units(cell, depth + 1, 0)
                cells.append([leaf for unit in found for leaf in leaves(unit)])
            grid.rows.append(cells)
        return grid

    def _all(self, parent: Any, kinds: tuple[str, ...], depth: int) -> Iterator[Any]:
        """The nearest elements of some kinds, inside others too."""
        for child in self._children(parent, depth):
            if str(child.get("/S", "")) in kinds:
                yield child
            else:
                yield from self._all(child, kinds, depth + 1)

    def _leaf(self, element: Any, heading: int, lists: int, depth: int) -> Leaf:
        """A paragraph with all that is drawn of it; notes are elements inside."""
        leaf = Leaf(element, heading, lists)
        for child in _kids(element):
            if isinstance(child, Dictionary) and child.get("/S") is not None:
                if str(child.S) == "/Note":
                    leaf.notes.append(replace(self._leaf(child, 0, 0, depth + 1), is_note=True))
            else:
                self._draw(leaf, element, child)
        for child in self._children(element, depth):
            if str(child.get("/S", "")) not in ("/Note", *_PARAGRAPHS):
                inner = self._leaf(child, 0, 0, depth + 1)
                leaf.pieces += inner.pieces
                leaf.pages += inner.pages
        return leaf

    def _draw(self, leaf: Leaf, element: Any, content: Any) -> None:
        """Add the pieces of a marked content (a number, or a reference to one on a named page)."""
        page = element.get("/Pg")
        if isinstance(content, Dictionary):
            page = content.get("/Pg", page)
            content = content.get("/MCID")
        number = self._numbers.get(tuple(page.objgen)) if isinstance(page, Dictionary) else None
        if number is None or not isinstance(content, int):
            return
        pieces = self._contents[number - 1].pop(content, [])  # what is drawn is one paragraph's
        leaf.pieces += pieces
        leaf.pages += [number] * len(pieces)

    def _children(self, parent: Any, depth: int) -> Iterator[Any]:
        """The elements in an element, each but once in the whole file, so that no loop is followed."""
        if depth > _DEEPEST:
            raise too_large("its structure is nested too deeply")
        for child in _kids(parent):
            if not isinstance(child, Dictionary) or child.get("/S") is None:
                continue
            self._elements += 1
            if self._elements > _MOST_ELEMENTS:
                raise too_large("its structure")
            name = tuple(child.objgen)
            if name[0] and name in self._seen:
                continue
            self._seen.add(name)
            yield child


def _kids(element: Any) -> Iterator[Any]:
    inside = element.get("/K")
    if isinstance(inside, Array):
        yield from inside
    elif inside is not None:
        yield inside


def leaves(unit: Unit) -> Iterator[Leaf]:
    """The paragraphs of a unit, those in a table's cells row by row among them."""
    if isinstance(unit, Leaf):
        yield unit
    else:
        for row in unit.rows:
            for cell in row:
                yield from cell
