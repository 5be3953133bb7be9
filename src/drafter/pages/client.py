"""The worker process, seen from the program: started when first needed, restarted when it dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from drafter.errors import DrafterError
from drafter.pages import worker
from drafter.pages.model import Finish, Layout, PageImage, PdfRead, PdfRefused

PATIENCE = 1.0
"""Seconds that a job may go on after it is cancelled before its process is ended."""
RESTARTED = "The layout engine stopped and was started again; nothing was lost."
READING = 60.0
"""Seconds that reading a PDF may take; one of ours with a hundred pages takes two."""
_LOOK = 0.02
_DIED = "the pages could not be laid out: the layout engine stopped twice, perhaps for want of memory"
_SAFE = "Nothing is lost. Close other programs and try again; the Word file itself can be made without it."
_UNREADABLE = "reading this PDF took more time or memory than a report needs, and was stopped"
_AGAIN = "Export the report again from its .drafter file and import that PDF."


class CancelledError(Exception):
    """The job was cancelled by whoever asked for it."""


class _DiedError(Exception):
    """The worker went away in the middle of a job."""


class Worker:
    """Lays out and draws Word files that we made, one job at a time, from any thread.

    Jobs raise DrafterError where the engine fails, and CancelledError once `cancelled` is set. `deaths`
    counts the processes that died and were not ended by us.
    """

    def __init__(self) -> None:
        self.deaths = 0
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- jobs --------------------------------------------------------------------------------------------

    def lay_out(self, docx: bytes, *, cancelled: threading.Event | None = None) -> Layout:
        """Where each child of the body stands."""
        with self._lock:
            result: Layout = self._do("lay_out", docx, cancelled=cancelled)
            return result

    def pdf(self, docx: bytes, finish: Finish, *, cancelled: threading.Event | None = None) -> bytes:
        """The pages as a PDF: tagged, in its language, with outline and working links."""
        with self._lock:
            result: bytes = self._do("pdf", docx, finish, cancelled=cancelled)
            return result

    def page(self, name: bytes, docx: Callable[[], bytes], number: int, scale: float) -> PageImage:
        """Page `number` (from 1) of the file called `name`, `scale` pixels to a point.

        `docx` gives the file; it is asked for where its pages are not ready to be drawn.
        """
        with self._lock:
            result: PageImage | None = self._do("page", name, number, scale, cancelled=None)
            if result is None:
                self._do("draw", name, docx(), cancelled=None)
                result = self._do("page", name, number, scale, cancelled=None)
            if result is None:  # the process that had made it ready died at once
                raise DrafterError(_DIED, hint=_SAFE)
            return result

    def draws_all(self, docx: bytes) -> bool:
        """Whether there is a font for each character in a file."""
        with self._lock:
            result: bool = self._do("draws_all", docx, cancelled=None)
            return result

    def read_pdf(self, pdf: bytes) -> PdfRead:
        """What a PDF of ours says. Raises DrafterError where it is none, or cannot be read.

        The file may be anybody's: reading it takes its own process with it at worst.
        """
        with self._lock:
            try:
                kind, result = self._ask("read_pdf", (pdf,), seconds=READING)
            except _DiedError:
                raise DrafterError(_UNREADABLE, hint=_AGAIN) from None
            if kind == "failed":
                raise DrafterError("this PDF is damaged and cannot be read", hint=_AGAIN)
            if isinstance(result, PdfRefused):
                raise DrafterError(result.problem, hint=result.hint)
            found: PdfRead = result
            return found

    def warm_up(self) -> None:
        """Start the process now, so that the first job does not wait for it."""
        with self._lock:
            self._do("ready", cancelled=None)

    @property
    def pid(self) -> int:
        """The number of the process, or 0 where none runs."""
        return (self._process.pid or 0) if self._process is not None else 0

    def close(self) -> None:
        """End the process. A job after this starts it again."""
        with self._lock:
            self._end()

    # --- the process -------------------------------------------------------------------------------------

    def _do(self, job: str, *arguments: Any, cancelled: threading.Event | None) -> Any:
        """Do a job, a second time where the worker dies of it: it may have been ended from outside."""
        try:
            return self._try(job, arguments, cancelled)
        except _DiedError:
            try:
                return self._try(job, arguments, cancelled)
            except _DiedError:
                raise DrafterError(_DIED, hint=_SAFE) from None

    def _try(self, job: str, arguments: tuple[Any, ...], cancelled: threading.Event | None) -> Any:
        if cancelled is not None and cancelled.is_set():
            raise CancelledError
        kind, result = self._ask(job, arguments, cancelled)
        if cancelled is not None and cancelled.is_set():
            raise CancelledError
        if kind == "failed":
            reason = str(result).strip().splitlines()[-1]
            raise DrafterError(f"the pages could not be laid out ({reason})", hint=_SAFE)
        return result

    def _ask(
        self,
        job: str,
        arguments: tuple[Any, ...],
        cancelled: threading.Event | None = None,
        seconds: float | None = None,
    ) -> worker.Answer:
        """The answer to a job. After `seconds` its process is ended, as where it died."""
        pipe = self._started()
        try:
            pipe.send((job, arguments))
            if seconds is None:
                self._wait(pipe, cancelled)
            elif not pipe.poll(seconds):
                self._end()
                raise _DiedError
            answer: worker.Answer = pipe.recv()
        except (EOFError, OSError):
            self.deaths += 1
            self._end()
            raise _DiedError from None
        return answer

    def _wait(self, pipe: Connection, cancelled: threading.Event | None) -> None:
        """Until there is an answer. A job that is cancelled and goes on is ended with its process."""
        ends_at = None
        while not pipe.poll(None if cancelled is None else _LOOK):
            if cancelled is None or not cancelled.is_set():
                continue
            ends_at = ends_at or time.monotonic() + PATIENCE
            if time.monotonic() >= ends_at:
                self._end()
                raise CancelledError

    def _started(self) -> Connection:
        if self._process is not None and self._pipe is not None:
            if self._process.is_alive():
                return self._pipe
            self.deaths += 1
        self._end()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=worker.main, args=(theirs,), name="drafter-pages", daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()
            process.join()
            process.close()
