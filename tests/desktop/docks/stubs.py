"""Pages and a layout engine that are not there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtGui import QImage

from drafter.desktop.docks.drawing import Picture, Wish
from drafter.document.model import Block, Document
from drafter.errors import DrafterError
from drafter.pages.client import Worker
from drafter.pages.model import Fragment, PageImage
from drafter.services.paging import Paged, Placed

WIDTH, HEIGHT = 595.3, 841.9


@dataclass(frozen=True)
class _File:
    name: bytes

    def data(self) -> bytes:
        return b"docx"


@dataclass(frozen=True)
class _Pages:
    pages: int
    places: tuple[Placed, ...] = ()
    document: Document = field(default_factory=Document)
    name: bytes = b"one"

    def drawable(self, page: int) -> tuple[_File, int]:
        return _File(self.name), page


def paged(
    pages: int,
    places: Sequence[tuple[str, Sequence[Fragment]]] = (),
    blocks: Sequence[Block] = (),
    name: bytes = b"one",
) -> Paged:
    """So many pages, with fields on them."""
    placed = tuple(Placed(key=key, fragments=tuple(fragments)) for key, fragments in places)
    return cast(Paged, _Pages(pages, placed, Document(blocks=tuple(blocks)), name))


def fragment(page: int, y: float, height: float = 40, x: float = 99, width: float = 425) -> Fragment:
    return Fragment(0, page, x, y, width, height)


def picture(wish: Wish, page: int = 1, name: bytes = b"one") -> Picture:
    """A page as the engine would draw it."""
    width, height = round(WIDTH * wish.scale), round(HEIGHT * wish.scale)
    return Picture(QImage(width, height, QImage.Format.Format_RGB32), (name, page), wish.scale)


class Engine:
    """Draws white pages, and writes down which. `hold` makes it wait; `problem` makes it fail."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.threads: set[str] = set()
        self.hold: threading.Event | None = None
        self.began = threading.Event()
        self.problem: DrafterError | None = None

    def page(self, _name: bytes, _docx: Callable[[], bytes], number: int, scale: float) -> PageImage:
        self.began.set()
        if self.hold is not None:
            self.hold.wait(30)
        self.threads.add(threading.current_thread().name)
        if self.problem is not None:
            raise self.problem
        self.drawn.append(number)
        width, height = round(WIDTH * scale), round(HEIGHT * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    @property
    def as_worker(self) -> Worker:
        return cast(Worker, self)
