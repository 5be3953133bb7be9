"""Where Word and LibreOffice would begin a page by the rules of the styles, and the layout engine would not.

The engine keeps a heading with what follows, but it leaves the heading row of a table alone at the foot
of a page, and it breaks a table whose rows are to stay together. The file that is laid out gets a page
break in these places; the file that is exported needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from drafter.document.model import Table, TableRole
from drafter.pages.model import Fragment
from drafter.report.richtext import plain
from drafter.word.body import Element

_LINE = 14.0
"""Points of a line in a table."""
_ROW_WHITE = 13.0
"""Points of the white above and below a row's text."""
_LETTER = 6.5
"""Points of a letter of a heading row, on average."""
_WHITE = 24.0
"""Points of white above a heading that does not begin a page."""


class Keeping:
    """What a layout says of such places: by the keys of the blocks that should begin a page.

    `fragments` are those of each child of the body, `breaks` the keys that were told to begin a page, and
    `foot` is how far the text reaches down on a page, in points.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        fragments: Mapping[int, Sequence[Fragment]],
        breaks: Set[str],
        *,
        foot: float,
    ) -> None:
        self._elements = elements
        self._fragments = fragments
        self._breaks = breaks
        self._tops: dict[int, float] = {}
        self._foot = foot
        for parts in fragments.values():
            for part in parts:
                self._tops[part.page] = min(self._tops.get(part.page, part.y), part.y)

    def wanted(self) -> frozenset[str]:
        """The keys of what should begin a page and does not; empty where all is well.

        What moves one of them moves all that follows on its pages, so only the first between two pages
        that begin anyway is told; the next layout shows whether there are more.
        """
        found: set[str] = set()
        settled = False
        for place in sorted(self._fragments):
            block = self._elements[place].block
            if getattr(block, "new_page", False):
                settled = False
            if not settled and isinstance(block, Table) and self._is_torn(place, block):
                start = self._chain(place)
                if start is not None:
                    found.add(self._elements[start].keys[0])
                    settled = True
        return frozenset(found)

    def needless(self) -> frozenset[str]:
        """The keys among `breaks` whose blocks would have had room on the page before."""
        found = set(self._breaks)
        for place in sorted(self._fragments):
            keys = self._elements[place].keys
            if not keys or keys[0] not in found or place - 1 not in self._fragments:
                continue
            table = self._table_behind(place)
            if table is None:
                continue
            top, last = self._fragments[place][0], self._fragments[table][-1]
            room = self._foot - self._fragments[place - 1][-1].bottom - _WHITE
            if last.page != top.page or last.bottom - top.y > room:
                found.discard(keys[0])
        return frozenset(found)

    def _is_torn(self, place: int, table: Table) -> bool:
        """Whether a table is broken where it should not be."""
        parts = self._fragments[place]
        if len(parts) == 1:
            return False
        if table.role is TableRole.GRADES:
            return True
        width = parts[0].width / len(table.rows[0])
        lengths = (sum(len(plain(text.text)) for text in cell) for cell in table.rows[0])
        lines = 1 + int(max(lengths) * _LETTER / width)
        return parts[0].height < lines * _LINE + _ROW_WHITE + _LINE

    def _chain(self, place: int) -> int | None:
        """The first of those that are kept with the table, or None where it begins a page already."""
        start = place
        page = self._fragments[place][0].page
        while start > 0 and self._elements[start - 1].keeps:
            before = self._fragments.get(start - 1)
            if before is None or before[0].page != page:
                break
            start -= 1
        begins = self._fragments[start][0].y <= self._tops[page] + 1
        return None if begins or not self._elements[start].keys or start == place else start

    def _table_behind(self, place: int) -> int | None:
        """The table that the block at `place` is kept with."""
        while self._elements[place].keeps and place + 1 in self._fragments:
            place += 1
        return place if isinstance(self._elements[place].block, Table) else None
