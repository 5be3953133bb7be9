"""The pages of a document: which heading stands where, so that the contents list can say it.

The layout engine lays out the file that is exported, with fonts in it and the footnotes of cells below their
tables. A contents list is right when the pages that it prints are the pages that come out.

A document is laid out in pieces, each from one block that begins a page to the next; a piece that is
very long is cut where a block happens to begin a page. What was laid out before is not laid out again, so
an edit costs the piece that it is in, and memory stays bounded.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.document.model import Document, Heading, PageBreak
from drafter.pages.client import Worker
from drafter.pages.model import Finish, Fragment, Layout, Spot
from drafter.resources import shipped
from drafter.services.keeping import Keeping
from drafter.services.steps import Step, Steps
from drafter.word.body import Element
from drafter.word.fonts import Face
from drafter.word.house import house_style
from drafter.word.inline import INSIDE
from drafter.word.write import ForLayout, Stretch, write_for_layout

PASSES = 4
"""Layouts at most until the contents list agrees with the pages. Two are the rule, three are rare."""

MOST_BLOCKS = 300
"""Blocks of a piece, more or less: some 50 pages. The engine's time grows faster than its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a field stands: `key`, and the parts of its block on their pages."""

    key: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a document; it begins on the page `first`."""

    stretch: Stretch
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """A document with its pages.

    `headings` are the pages of the headings in the contents list. `breaks` are the keys of what had to be
    told to begin a page. `stable` is false where the list and the pages did not come to agree. `layouts`
    are what was worked out for it, by the names of the files.
    """

    document: Document
    house: bytes
    headings: tuple[int, ...]
    breaks: frozenset[str]
    pages: int
    places: tuple[Placed, ...]
    stable: bool
    pieces: tuple[Piece, ...]
    layouts: Mapping[bytes, Layout]

    def whole(self) -> bytes:
        """The whole document in one file for the layout engine."""
        return self._written(Stretch()).data()

    def drawable(self, page: int) -> tuple[ForLayout, int]:
        """The piece that a page (from 1) is drawn from, with its real numbers in it; and the page's place.

        Raises LookupError where there is no such page.
        """
        if not 1 <= page <= self.pages:
            raise LookupError(page)
        piece = self.pieces[bisect_right([piece.first for piece in self.pieces], page) - 1]
        stretch = replace(piece.stretch, first_page=piece.first, pages=self.pages)
        return self._written(stretch), page - piece.first + 1

    def finish(self) -> Finish:
        """What the PDF of the document is to be told."""
        spots = {
            INSIDE + place.key: Spot(place.fragments[0].page, place.fragments[0].y) for place in self.places
        }
        return Finish(
            title=self.document.title,
            language=self.document.language,
            spots=spots,
            document=self.document,
            foot=house_style(self.house).text_bottom,
        )

    def _written(self, stretch: Stretch) -> ForLayout:
        return _written(self.document, self.house, stretch, self.headings, self.breaks)


@cache
def layout_worker() -> Worker:
    """The worker of the whole program. Its process starts with its first job and ends with the program."""
    return Worker()


@cache
def shipped_faces() -> tuple[Face, ...]:
    """The fonts that Drafter brings. They have the widths of Arial, letter by letter."""
    folder = shipped("resources", "fonts")
    return tuple(
        Face(("Arial", "Liberation Sans"), kind, (folder / f"LiberationSans-{kind}.ttf").read_bytes())
        for kind in ("Regular", "Bold", "Italic", "BoldItalic")
    )


def paged(
    document: Document,
    house: bytes,
    worker: Worker,
    *,
    guess: Paged | None = None,
    cancelled: threading.Event | None = None,
) -> Steps[Paged]:
    """Lay a document out until its contents list is right.

    `guess` are the pages before an edit; what still holds of them is not done again. Raises DrafterError
    where the engine fails, and what the worker raises when `cancelled` is set.
    """
    headings = sum(isinstance(block, Heading) and block.contents for block in document.blocks)
    pages = guess.headings if guess and len(guess.headings) == headings else (1,) * headings
    breaks = guess.breaks if guess else frozenset()
    known = guess.layouts if guess else {}
    stretches = tuple(_stretches(document))
    number = 0
    while True:
        one = _Pass(document, house, worker, known, cancelled, pages=pages, breaks=breaks)
        for place, stretch in enumerate(stretches):
            yield Step("Laying out the pages", (number + place / len(stretches)) / PASSES)
            one.lay_out(stretch)
        keeping = one.keeping()
        wanted = keeping.wanted() | (breaks - keeping.needless() if number == 0 else breaks)
        number += 1
        found = one.headings()
        stable = found == pages and wanted == breaks
        if stable or number == PASSES:
            return one.result(stable=stable)
        pages, breaks, known = found, wanted, one.layouts


def _written(
    document: Document, house: bytes, stretch: Stretch, pages: Sequence[int], breaks: frozenset[str]
) -> ForLayout:
    """A piece of a document as the engine gets it: with the fonts that Drafter brings."""
    return write_for_layout(document, house, shipped_faces(), pages=pages, breaks=breaks, stretch=stretch)


def _stretches(document: Document) -> Iterator[Stretch]:
    """The pieces of a document, in order."""
    start = 0
    for place, block in enumerate(document.blocks):
        begins_page = isinstance(block, PageBreak) or (isinstance(block, Heading) and block.new_page)
        if begins_page and place > start:
            yield Stretch(start=start, stop=place)
            start = place
    yield Stretch(start=start)


class _Pass:
    """One layout of all pieces with the same numbers in the contents list."""

    def __init__(
        self,
        document: Document,
        house: bytes,
        worker: Worker,
        known: Mapping[bytes, Layout],
        cancelled: threading.Event | None,
        *,
        pages: tuple[int, ...],
        breaks: frozenset[str],
    ) -> None:
        self._document = document
        self._house = house
        self._worker = worker
        self._known = known
        self.layouts: dict[bytes, Layout] = {}
        self._cancelled = cancelled
        self._numbers = pages
        self._breaks = breaks
        self._elements: list[Element] = []
        self._fragments: dict[int, list[Fragment]] = {}
        self._pages = 0
        self._pieces: list[Piece] = []

    def lay_out(self, stretch: Stretch) -> None:
        """Lay out the next piece."""
        start = stretch.start
        stop = len(self._document.blocks) if stretch.stop is None else stretch.stop
        while stop - start > 2 * MOST_BLOCKS:
            file, layout = self._laid_out(Stretch(start=start, stop=start + MOST_BLOCKS))
            cut = _cut(file.elements, layout)
            if cut is None:
                break
            element, page = cut
            kept = tuple(f for f in layout.fragments if f.element < element)
            until = file.elements[element].place
            self._add(file.elements[:element], Stretch(start=start, stop=until), Layout(kept, page - 1))
            start = until
        rest = Stretch(start=start, stop=stretch.stop)
        file, layout = self._laid_out(rest)
        self._add(file.elements, rest, layout)

    def _laid_out(self, stretch: Stretch) -> tuple[ForLayout, Layout]:
        """A stretch with its layout, which is worked out where it is not known."""
        file = _written(self._document, self._house, stretch, self._numbers, self._breaks)
        layout = self._known.get(file.name)
        if layout is None:
            layout = self._worker.lay_out(file.data(), cancelled=self._cancelled)
        self.layouts[file.name] = layout
        return file, layout

    def _add(self, elements: Sequence[Element], stretch: Stretch, layout: Layout) -> None:
        before = len(self._elements)
        self._elements += elements
        for f in layout.fragments:
            moved = replace(f, element=f.element + before, page=f.page + self._pages)
            self._fragments.setdefault(moved.element, []).append(moved)
        self._pieces.append(Piece(stretch=stretch, first=self._pages + 1))
        self._pages += layout.pages

    def keeping(self) -> Keeping:
        foot = house_style(self._house).text_bottom
        return Keeping(self._elements, self._fragments, self._breaks, foot=foot)

    def headings(self) -> tuple[int, ...]:
        """The pages of the headings in the contents list."""
        return tuple(
            self._fragments[place][0].page
            for place, element in enumerate(self._elements)
            if element.listed is not None
        )

    def result(self, *, stable: bool) -> Paged:
        return Paged(
            document=self._document,
            house=self._house,
            headings=self.headings(),
            breaks=self._breaks,
            pages=self._pages,
            places=tuple(_places(self._elements, self._fragments)),
            stable=stable,
            pieces=tuple(self._pieces),
            layouts=self.layouts,
        )


def _cut(elements: Sequence[Element], layout: Layout) -> tuple[int, int] | None:
    """The last child of the body that begins a page by itself, and that page; None where there is none.

    Not on the last page: what comes after this piece might have drawn it there.
    """
    tops: dict[int, Fragment] = {}
    begins: dict[int, int] = {}
    for fragment in layout.fragments:
        tops.setdefault(fragment.page, fragment)
        begins.setdefault(fragment.element, fragment.page)
    for page in range(layout.pages - 1, 1, -1):
        top = tops.get(page)
        if top and begins[top.element] == page and elements[top.element].block is not None:
            return top.element, page
    return None


def _places(elements: Sequence[Element], fragments: Mapping[int, Sequence[Fragment]]) -> Iterator[Placed]:
    for place, element in enumerate(elements):
        for key in element.keys:
            if key and place in fragments:
                yield Placed(key=key, fragments=tuple(fragments[place]))
