"""A report that is open for editing: its lock, its journal, and what its file was when it was opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.services import saving
from drafter.services.frameworks import installed
from drafter.services.saving import Saved
from drafter.store import history, locks
from drafter.store.files import sweep
from drafter.store.journal import Journal
from drafter.store.reports import open_report
from drafter.store.stamps import Stamp


def _ignore(_: object) -> None:
    """What nobody wants to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who is told, in the journal's thread, that something is on the disk (and when), or why it is not."""

    written: Callable[[datetime], None] = _ignore
    failed: Callable[[DrafterError], None] = _ignore


NOBODY = Listeners()


class Editing:
    """A report open for editing. Whoever begins it ends it with `close`.

    `path` is the report's file, None while it has none. `opened`, `started` and, after a crash,
    `recovering.resumed` make one.
    """

    def __init__(
        self,
        report: Report,
        framework: Framework,
        *,
        path: Path | None = None,
        stamp: Stamp | None = None,
        lock: locks.Lock | None = None,
        name: str = "",
        listeners: Listeners = NOBODY,
    ) -> None:
        self.report = report
        self.framework = framework
        self.path = path = path and path.absolute()  # a journal is read from another folder
        self.lock = lock
        self._stamp = stamp
        self._saved: Report | None = None
        self._journal = Journal(
            place=path,
            stamp=stamp,
            name=path.name if path else name,
            written=listeners.written,
            failed=listeners.failed,
        )

    @property
    def is_saved(self) -> bool:
        """Whether the file holds the report as it is now."""
        return self.report is self._saved

    @property
    def is_touched(self) -> bool:
        """Whether the file looks as if somebody else had written it. Cheap enough to ask often."""
        return self.path is not None and self._stamp is not None and self._stamp.is_touched(self.path)

    def change(self, report: Report) -> None:
        """Go on with `report`. It reaches the journal within a second."""
        if report is not self.report:
            self.report = report
            self._journal.record(report, self.framework)

    def keep_in_journal(self) -> None:
        """Have the report as it is now on the disk, and wait for it. Raises DrafterError where that fails."""
        self._journal.record(self.report, self.framework)
        self._journal.flush()

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Saved:
        """Save under the report's own name, or at `path`, which is its file from then on.

        `overwrite` is the user's word that whatever stands there may go. Raises DrafterError; the report is
        then still open, and still in the journal.
        """
        target = path.absolute() if path else self.path
        if target is None:
            raise DrafterError("this report has no name yet", hint="Choose where to save it.")
        moves = self.path is None or locks.lock_file(target) != locks.lock_file(self.path)
        lock = locks.take(target) if moves else self.lock
        try:
            saved = saving.save(
                target,
                self.report,
                self.framework,
                stamp=None if moves else self._stamp,
                overwrite=overwrite,
                lock=lock,
            )
        except BaseException:
            if moves and lock is not None:
                lock.release()
            raise
        if moves and self.lock is not None:
            self.lock.release()
        self.path, self.lock, self._stamp, self._saved = target, lock, saved.stamp, self.report
        self._journal.saved(self.report, target, saved.stamp)
        return saved

    def take_over(self) -> None:
        """Take the lock from whoever has it now; the user has said so."""
        if self.path is not None:
            self.lock = locks.take(self.path, force=True)

    def close(self, *, discard: bool = True) -> None:
        """End it. What is not saved goes, unless `discard` is false: then the next start offers it."""
        self._journal.close(discard=discard or self.is_saved)
        if self.lock is not None:
            self.lock.release()

    @classmethod
    def opened(cls, path: Path, *, force: bool = False, listeners: Listeners = NOBODY) -> Editing:
        """Open a report and lock it. With `force`, its lock is taken over from whoever has it.

        Raises DrafterError: InUseError where somebody else has it open.
        """
        lock = locks.take(path, force=force)
        try:
            found = open_report(path, installed)
        except BaseException:
            lock.release()
            raise
        sweep(path.parent)
        history.keep_within_bounds()
        editing = cls(
            found.report, found.framework, path=path, stamp=found.stamp, lock=lock, listeners=listeners
        )
        editing._saved = found.report
        return editing

    @classmethod
    def started(
        cls, report: Report, framework: Framework, *, name: str, listeners: Listeners = NOBODY
    ) -> Editing:
        """Begin with a report that has no file yet; it is in the journal before anybody types."""
        editing = cls(report, framework, name=name, listeners=listeners)
        editing._journal.record(report, framework)
        return editing
