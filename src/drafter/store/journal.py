"""The recovery journal: what an inspector wrote and has not saved, on the local disk within a second.

One file for each open report, in the user's state folder. Records are only ever added to it, until it grows
past its bound: then a new file with the newest record takes its place.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.store.encode import encode
from drafter.store.files import sync
from drafter.store.processes import this_process
from drafter.store.records import About, pack
from drafter.store.stamps import Stamp
from drafter.store.state import PRIVATE_FILE, journal_folder, make_private

PATIENCE = 0.3
"""How long, in seconds, edits are gathered before they are written: well within the second promised."""
SECOND_TRY = 5.0
"""How long, in seconds, until what could not be written is tried again."""
LARGEST_JOURNAL = 8_000_000
"""Past this size, and past eight records, only the newest record is kept."""
ENDING, BESIDE = ".journal", ".new"


@dataclass(frozen=True, slots=True)
class _Edit:
    report: Report
    framework: Framework


class Journal:
    """The journal of one report. `record` returns at once; a thread of its own writes.

    `place` is the report's file and `stamp` what it was, both None while it has none; `name` is what the
    user knows it by. `written` is told when something reached the disk, and `failed` why it did not; both
    are called in the journal's thread.
    """

    def __init__(
        self,
        *,
        place: Path | None = None,
        stamp: Stamp | None = None,
        name: str = "",
        written: Callable[[datetime], None] = lambda _: None,
        failed: Callable[[DrafterError], None] = lambda _: None,
    ) -> None:
        holder = this_process()
        self._writer = _Writer(journal_folder() / f"{holder.process}-{secrets.token_hex(8)}{ENDING}")
        self._about = About(holder=holder, written=holder.since, name=name, place=place, stamp=stamp)
        self._written = written
        self._failed = failed
        self._changed = threading.Condition()
        self._waiting: _Edit | None = None
        self._newest: Report | None = None
        self._is_writing = False
        self._in_a_hurry = False
        self._closed = False
        self._problem: DrafterError | None = None
        self._failures = 0
        self._thread: threading.Thread | None = None

    @property
    def file(self) -> Path:
        """Where the journal is, once something was written."""
        return self._writer.file

    def record(self, report: Report, framework: Framework) -> None:
        """Have `report` on the disk within a second. Of several that follow closely the last is written."""
        with self._changed:
            if report is self._newest:
                return
            self._newest = report
            is_known = self._waiting is not None  # the thread gathers what comes, and need not be woken again
            self._waiting = _Edit(report, framework)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafter-journal", daemon=True)
                self._thread.start()
            if not is_known:
                self._changed.notify_all()

    def flush(self) -> None:
        """Wait until what was recorded is on the disk. Raises DrafterError where it could not be written."""
        with self._changed:
            failures = self._failures
            self._in_a_hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_idle() or self._failures > failures)
            self._in_a_hurry = False
            if self._problem is not None:
                raise self._problem

    def saved(self, report: Report, place: Path, stamp: Stamp) -> None:
        """`report` was saved at `place`: what the journal holds is not needed, unless a newer edit came."""
        with self._changed:
            if self._newest is None or self._newest is report:
                self._waiting = None
            self._changed.wait_for(lambda: not self._is_writing)
            self._about = replace(self._about, place=place, name=place.name, stamp=stamp)
            if self._newest is None or self._newest is report:
                self._problem = None
                self._writer.remove()
                self._changed.notify_all()

    def close(self, *, discard: bool = True) -> None:
        """End the thread. The file goes, and what waits with it; without `discard` both are kept."""
        with self._changed:
            if discard:
                self._waiting = None
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()
        if discard:
            self._writer.remove()
        self._writer.close()

    # --- the thread ----------------------------------------------------------------------------------------

    def _is_idle(self) -> bool:
        return self._waiting is None and not self._is_writing

    def _run(self) -> None:
        try:
            while (edit := self._next()) is not None:
                self._write(edit)
        finally:
            with self._changed:
                if not self._is_idle():  # a fault of ours: nobody waits for ever, or takes it for written
                    self._problem = _not_written(self.file, OSError("a fault of Drafter's own"))
                self._is_writing = False
                self._waiting = self._thread = None
                self._changed.notify_all()

    def _next(self) -> _Edit | None:
        """The newest edit, a little after there is one; None when there will be no more."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._waiting is not None or self._closed)
                self._changed.wait_for(lambda: self._in_a_hurry or self._closed, PATIENCE)
                edit, self._waiting = self._waiting, None
                if edit is not None or self._closed:
                    self._is_writing = edit is not None
                    return edit

    def _write(self, edit: _Edit) -> None:
        written = datetime.now(UTC)
        problem: DrafterError | None = None
        try:
            report = encode(edit.report, edit.framework, compact=True)
            self._writer.write(pack(replace(self._about, written=written), report))
        except OSError as error:
            problem = _not_written(self.file, error)
        with self._changed:
            self._problem = problem
            self._is_writing = False
            self._changed.notify_all()
            if problem is not None:
                self._failures += 1
                self._in_a_hurry = False  # who waits is told first
                self._try_again(edit)
        if problem is not None:
            self._failed(problem)
        else:
            self._written(written)

    def _try_again(self, edit: _Edit) -> None:
        """Have the edit wait once more, unless a newer one does. In the lock."""
        if self._closed:
            return
        if self._waiting is None and self._newest is edit.report:
            self._waiting = edit
        self._changed.wait_for(lambda: self._in_a_hurry or self._closed, SECOND_TRY)


class _Writer:
    """Appends records to a journal's file, and keeps it small."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle: int | None = None
        self._size = 0

    def write(self, record: bytes) -> None:
        """Append a record, and return when it is on the disk. Raises OSError; the file is then as it was."""
        if self._handle is not None and os.fstat(self._handle).st_nlink == 0:
            self.remove()  # somebody tidied the folder; what has no name is found by nobody
        if self._size + len(record) > max(LARGEST_JOURNAL, 8 * len(record)):
            self._begin_anew(record)
            return
        if self._handle is None:
            make_private(self.file.parent)
            self._handle = _open(self.file)
        try:
            _write(self._handle, record)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._size)
            raise
        self._size += len(record)

    def remove(self) -> None:
        """Take the file away; the next record makes it again."""
        self.close()
        with contextlib.suppress(OSError):
            self.file.unlink()
        self._size = 0

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _begin_anew(self, record: bytes) -> None:
        """Put a file with `record` alone in the place of the one that grew too large."""
        beside = self.file.with_suffix(BESIDE)
        try:
            handle = _open(beside)
            try:
                _write(handle, record)
            finally:
                os.close(handle)
            self.close()  # Windows replaces no file that is open
            beside.replace(self.file)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
        self._size = len(record)


def _open(file: Path) -> int:
    binary = getattr(os, "O_BINARY", 0)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | binary, PRIVATE_FILE)


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`, and return when it is on the disk. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    sync(handle)


def _not_written(file: Path, error: OSError) -> DrafterError:
    return DrafterError(
        f"what you write could not be kept for a crash ({error.strerror or error})",
        where=str(file),
        hint="Save your report now, and make room on the disk that holds this folder.",
    )
