"""Saving a report: what stood there is kept, and nobody's work is overwritten unasked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.store import history
from drafter.store.locks import InUseError, Lock, holder_of, take
from drafter.store.reports import save_report
from drafter.store.stamps import Stamp, changed_on_disk


@dataclass(frozen=True, slots=True)
class Saved:
    """A report that was saved: the stamp of its file, and what the user should know (mostly nothing)."""

    stamp: Stamp
    warning: str = ""


def save(
    path: Path,
    report: Report,
    framework: Framework,
    *,
    stamp: Stamp | None = None,
    overwrite: bool = False,
    lock: Lock | None = None,
) -> Saved:
    """Save `report` at `path`, whole or not at all.

    With the `stamp` of the file as it was opened or saved last, only a file that still is so is replaced;
    without it, none. `overwrite` replaces whatever stands there. What is replaced is kept as an older save.
    `lock` is this process's own. Raises DrafterError: InUseError where somebody else has the file open,
    ChangedError where it was changed meanwhile.
    """
    unless_changed = None if overwrite else stamp
    replacing = overwrite or stamp is not None
    with _alone(path, lock, replacing=replacing):
        if unless_changed is not None and _is_changed(path, unless_changed):
            raise changed_on_disk(path)
        warning = _kept(path) if replacing else ""
        new = save_report(path, report, framework, overwrite=replacing, unless_changed=unless_changed)
    return Saved(new, warning)


@contextlib.contextmanager
def _alone(path: Path, lock: Lock | None, *, replacing: bool) -> Iterator[None]:
    """While this lasts nobody else has the report open; without a lock, one is taken meanwhile.

    A new file takes its name only where nobody has, and needs none. Raises InUseError.
    """
    if lock is not None and lock.is_ours():
        yield
    elif replacing:
        brief = take(path)
        try:
            yield
        finally:
            brief.release()
    elif (holder := holder_of(path)) is not None:
        raise InUseError(path, holder)
    else:
        yield


def _is_changed(path: Path, stamp: Stamp) -> bool:
    try:
        return stamp.is_changed(path)
    except OSError:  # writing will say what is wrong
        return False


def _kept(path: Path) -> str:
    """Keep what stands at `path`; that it could not be kept hinders no saving, but is told."""
    try:
        history.keep(path)
    except DrafterError as error:
        return f"The save before this one could not be kept: {error}"
    return ""
