"""The way back: to what a crash or a power cut left unsaved, and to older saves."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import DrafterError
from drafter.services.editing import NOBODY, Editing, Listeners
from drafter.services.frameworks import installed
from drafter.services.saving import save
from drafter.store import history, locks, recovery
from drafter.store.files import atomic_write
from drafter.store.recovery import Unfinished
from drafter.store.reports import Opened, open_report


def unfinished() -> list[Unfinished]:
    """What can be offered to the user, newest first. A journal that says what its file says goes at once."""
    found = []
    for journal in recovery.unfinished():
        if _is_saved(journal):
            journal.discard()
        else:
            found.append(journal)
    return found


def recovered(journal: Unfinished) -> Opened:
    """The report in a journal, to be looked at or compared. Raises DrafterError where it cannot be read."""
    return recovery.recovered(journal, installed)


def resumed(journal: Unfinished, *, force: bool = False, listeners: Listeners = NOBODY) -> Editing:
    """Go on with the report in a journal where it was left; it is unsaved.

    The journal goes once the report stands in a new one. With `force`, the lock is taken over from whoever
    has the report open. Raises DrafterError; the journal is then still there.
    """
    found, about = recovered(journal), journal.about
    lock = None if about.place is None else locks.take(about.place, force=force)
    editing = Editing(
        found.report,
        found.framework,
        path=about.place,
        stamp=about.stamp,
        lock=lock,
        name=about.name,
        listeners=listeners,
    )
    try:
        editing.keep_in_journal()
    except DrafterError:
        editing.close()
        raise
    journal.discard()
    return editing


def _is_saved(journal: Unfinished) -> bool:
    """Whether the crash came just after a save, before the journal could be taken away."""
    if journal.about.place is None:
        return False
    try:
        return open_report(journal.about.place, installed).report == recovered(journal).report
    except DrafterError:
        return False


def recover_as(journal: Unfinished, target: Path) -> None:
    """Save the report in a journal as a new file; the journal goes then. Raises DrafterError."""
    _check_ending(target)
    found = recovered(journal)
    save(target, found.report, found.framework)
    journal.discard()


def restore(report: Path, number: int, target: Path) -> None:
    """Write the older save `number` of `report` to `target`, a new file. Raises DrafterError."""
    _check_ending(target)
    found = history.saves(report)
    # two Drafters that saved at once may have given one number twice; the later one is meant
    wanted = next((one for one in reversed(found) if one.number == number), None)
    if wanted is None:
        known = ", ".join(str(one.number) for one in found) or "none"
        raise DrafterError(f"there is no older save {number}", where=str(report), hint=f"Kept are: {known}.")
    atomic_write(target, wanted.data(), overwrite=False)


def _check_ending(target: Path) -> None:
    if target.suffix.lower() != ".drafter":
        raise DrafterError(
            "the name of this file has the wrong ending", where=str(target), hint="Let it end in .drafter."
        )
