"""The pictures of pages that are kept: as many as fit into a bound, those furthest from the eye go first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.desktop.docks.drawing import Picture

MOST_BYTES = 64 * 1024 * 1024


class Pictures:
    """Pictures by page. What is shown stays until there is a newer one; `stale` makes all due again."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: dict[int, Picture] = {}
        self._fresh: set[int] = set()
        self._hopeless: set[int] = set()

    @property
    def bytes(self) -> int:
        """What all of them take."""
        return sum(picture.bytes for picture in self._kept.values())

    def __contains__(self, page: object) -> bool:
        return page in self._kept

    def get(self, page: int) -> Picture | None:
        """The picture of a page, be it of an earlier layout or size; None where there is none."""
        return self._kept.get(page)

    def failed(self, page: int) -> bool:
        """Whether a page could not be drawn as it is now."""
        return page in self._hopeless

    def fail(self, page: int) -> None:
        """A page cannot be drawn; it is not due again until the next layout or size."""
        self._hopeless.add(page)

    def put(self, page: int, picture: Picture, shown: range) -> None:
        """Keep a picture of a page as it is now. Pages that are `shown` are not given up for it."""
        self._kept[page] = picture
        self._fresh.add(page)
        self._hopeless.discard(page)
        middle = (shown.start + shown.stop - 1) / 2
        spare = sorted((one for one in self._kept if one not in shown), key=lambda one: abs(one - middle))
        held = self.bytes
        while spare and held > self._most:
            held -= self._kept[spare[-1]].bytes
            self._drop(spare.pop())

    def stale(self, pages: int) -> None:
        """There is a new layout of so many pages, or a new size: all pictures are due again."""
        self._fresh.clear()
        self._hopeless.clear()
        for page in [one for one in self._kept if one > pages]:
            self._drop(page)

    def due(self, wanted: Iterable[int]) -> Sequence[tuple[int, Picture | None]]:
        """Those of the pages that are to be drawn, each with the picture that there is."""
        return [
            (page, self._kept.get(page))
            for page in wanted
            if page not in self._fresh and page not in self._hopeless
        ]

    def _drop(self, page: int) -> None:
        del self._kept[page]
        self._fresh.discard(page)
