"""Where the pages lie in the strip that scrolls. No Qt; lengths are in pixels where nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass

A4 = (595.3, 841.9)
"""The size of a page in points until a page was drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """`count` pages of `width` by `height` points one under the other, `zoom` pixels to a point.

    `margin` is the ground round them and `gap` the ground between two; they stand in the middle of `room`.
    """

    count: int = 0
    width: float = A4[0]
    height: float = A4[1]
    zoom: float = 1.0
    room: int = 0
    margin: int = 16
    gap: int = 12

    @property
    def page_width(self) -> int:
        return max(1, round(self.width * self.zoom))

    @property
    def page_height(self) -> int:
        return max(1, round(self.height * self.zoom))

    @property
    def total_width(self) -> int:
        return self.page_width + 2 * self.margin

    @property
    def total_height(self) -> int:
        return self.top(self.count) + self.page_height + self.margin if self.count else 0

    @property
    def left(self) -> int:
        """Where the pages begin."""
        return max(self.margin, (self.room - self.page_width) // 2)

    def top(self, page: int) -> int:
        """Where a page (from 1) begins."""
        return self.margin + (page - 1) * (self.page_height + self.gap)

    def page_at(self, y: float) -> int:
        """The page that stands at a height or next to it; 0 where there are none."""
        place = int((y - self.margin + self.gap / 2) // (self.page_height + self.gap)) + 1
        return max(1, min(self.count, place)) if self.count else 0

    def between(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        return range(self.page_at(top), self.page_at(bottom) + 1) if self.count else range(0)

    def fitting(self, width: float) -> float:
        """The zoom at which a page with its margins is as wide as this."""
        return max(0.1, (width - 2 * self.margin) / self.width)
