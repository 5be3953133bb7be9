"""The pages of a report while it is being written: the newest edit wins, older ones are given up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.pages.client import RESTARTED, CancelledError, Worker
from drafter.pages.model import PageImage
from drafter.services.paging import Paged, paged
from drafter.services.steps import finish


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it is after an edit, and the look that it is to have."""

    document: Document
    house_style: bytes


class Preview:
    """Lays out one document after the other in a thread of its own.

    `show` returns at once. `laid_out` is then called from that thread with the pages, unless a newer
    document came meanwhile; `failed` is called where the engine fails, and the pages shown before stay;
    `restarted` gets a sentence where the engine had to be started again.
    """

    def __init__(
        self,
        worker: Worker,
        *,
        laid_out: Callable[[Paged], None],
        failed: Callable[[DrafterError], None],
        restarted: Callable[[str], None] | None = None,
    ) -> None:
        self._worker = worker
        self._laid_out = laid_out
        self._failed = failed
        self._restarted = restarted
        self._changed = threading.Condition()
        self._wanted: Wanted | None = None
        self._closed = False
        self._cancelled = threading.Event()
        self._last: Paged | None = None
        self._thread = threading.Thread(target=self._run, name="drafter-preview", daemon=True)
        self._thread.start()

    def show(self, document: Document, house_style: bytes) -> None:
        """Lay out this document next, and give up what is under way."""
        with self._changed:
            self._wanted = Wanted(document, house_style)
            self._cancelled.set()
            self._changed.notify()

    def page(self, number: int, scale: float) -> PageImage:
        """Page `number` (from 1) as it was laid out last, `scale` pixels to a point. Waits for it.

        Raises LookupError where nothing was laid out yet or there is no such page.
        """
        last = self._last
        if last is None:
            raise LookupError(number)
        file, place = last.drawable(number)
        return self._worker.page(file.name, file.data, place, scale)

    def close(self) -> None:
        """End the thread; what is under way is given up."""
        with self._changed:
            self._closed = True
            self._cancelled.set()
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (wanted := self._next()) is not None:
            deaths = self._worker.deaths
            try:
                steps = paged(
                    wanted.document,
                    wanted.house_style,
                    self._worker,
                    guess=self._last,
                    cancelled=self._cancelled,
                )
                self._last = finish(steps)
            except CancelledError:
                continue
            except DrafterError as error:
                self._failed(error)
                continue
            if self._restarted is not None and self._worker.deaths > deaths:
                self._restarted(RESTARTED)
            self._laid_out(self._last)

    def _next(self) -> Wanted | None:
        """The newest document, once there is one; None when there will be no more."""
        with self._changed:
            while self._wanted is None and not self._closed:
                self._changed.wait()
            wanted, self._wanted = self._wanted, None
            self._cancelled = threading.Event()
            return None if self._closed else wanted
