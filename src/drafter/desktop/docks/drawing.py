"""Pages are drawn in a thread of their own, the ones that are looked at first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from drafter.errors import DrafterError
from drafter.pages.client import Worker
from drafter.services.paging import Paged


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it was drawn, `scale` pixels to a point. Pictures of one `name` and scale are the same."""

    image: QImage
    name: tuple[bytes, int]
    scale: float

    @property
    def bytes(self) -> int:
        return self.image.sizeInBytes()


@dataclass(frozen=True, slots=True)
class Wish:
    """Pages that are to be drawn, the most urgent first, each with the picture that there is of it."""

    paged: Paged
    pages: Sequence[tuple[int, Picture | None]]
    scale: float


class Drawer(QObject):
    """Draws what was wished last. Both signals come in the window's thread.

    `drawn` brings the page's number, its Picture (the very one that was known, where nothing in it changed)
    and the Wish; `failed` the page's number, a DrafterError and the Wish. After `close` neither comes.
    """

    drawn = Signal(int, object, object)
    failed = Signal(int, object, object)

    _said = Signal(int, object, object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._changed = threading.Condition()
        self._wish: Wish | None = None
        self._left: list[tuple[int, Picture | None]] = []
        self._doing: tuple[int, float, Paged] | None = None
        self._closed = False
        self._said.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="drafter-drawing", daemon=True)
        self._thread.start()

    def wish(self, wish: Wish) -> None:
        """Draw these pages next, and forget what was wished before. The page under way is finished."""
        with self._changed:
            doing = self._doing
            self._wish = wish
            self._left = [
                (page, known)
                for page, known in wish.pages
                if doing is None or doing[:2] != (page, wish.scale) or doing[2] is not wish.paged
            ]
            self._changed.notify()

    def close(self) -> None:
        """End the thread after the page that it is at, without waiting for it: the engine may be busy."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _pass_on(self, page: int, result: object, wish: Wish) -> None:
        if not self._closed:
            (self.failed if isinstance(result, DrafterError) else self.drawn).emit(page, result, wish)

    # --- in the thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        while (found := self._next()) is not None:
            wish, page, known = found
            try:
                result: Picture | DrafterError = self._drawn(wish, page, known)
            except DrafterError as error:
                result = error
            with self._changed:
                self._doing = None
                if self._closed:  # whoever closes this may take the Qt half away at once
                    return
                self._said.emit(page, result, wish)

    def _next(self) -> tuple[Wish, int, Picture | None] | None:
        """The next page, once there is one; None when there will be no more."""
        with self._changed:
            while not self._closed and not self._left:
                self._changed.wait()
            wish = self._wish
            if self._closed or wish is None:
                return None
            page, known = self._left.pop(0)
            self._doing = (page, wish.scale, wish.paged)
            return wish, page, known

    def _drawn(self, wish: Wish, page: int, known: Picture | None) -> Picture:
        file, place = wish.paged.drawable(page)
        name = (file.name, place)
        if known is not None and known.name == name and known.scale == wish.scale:
            return known
        drawn = self._worker.page(file.name, file.data, place, wish.scale)
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        return Picture(image.copy(), name, wish.scale)  # the copy has its pixels for itself
