"""What a layout says. Places are in points from the top left corner of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.document.model import Document


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a child of the body (by its place there) that stands on one page (from 1)."""

    element: int
    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """The fragments in the order of the document, and the number of pages."""

    fragments: tuple[Fragment, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels, row by row from the top: blue, green, red and an unused byte each."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that links lead to: the page (from 1) and the height in points from its top."""

    page: int
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What a PDF is told that the layout engine cannot know.

    `spots` are the targets of links inside the document by the address that the Word file gives them.
    `document` is what the pages show, so that the file can carry its keys, and `foot` how far down the
    text of a page reaches, in points; without them the file carries no marks of our own.
    """

    title: str
    language: str
    spots: Mapping[str, Spot] = field(default_factory=dict)
    document: Document | None = None
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class PdfRead:
    """What a PDF of ours says, and how many words its pages show."""

    document: Document
    words: int


@dataclass(frozen=True, slots=True)
class PdfRefused:
    """Why a PDF is not read, and what to do about it."""

    problem: str
    hint: str
