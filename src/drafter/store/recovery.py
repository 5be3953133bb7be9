"""After a crash: the journals that nobody closed, and the reports in them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.files import sweep
from drafter.store.journal import BESIDE, ENDING
from drafter.store.processes import is_alive
from drafter.store.records import MARK, About, newest_first
from drafter.store.reports import Installed, Opened, decode_report
from drafter.store.state import journal_folder


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A journal whose process ended before its report was saved, and what its last record says."""

    file: Path
    about: About

    def discard(self) -> None:
        """Take the journal away. Raises DrafterError."""
        try:
            self.file.unlink(missing_ok=True)
        except OSError as error:
            raise DrafterError(
                f"the journal could not be taken away ({error.strerror})",
                where=str(self.file),
                hint="Check that this folder can be written.",
            ) from error


def unfinished() -> list[Unfinished]:
    """The journals of this machine's dead processes, newest first.

    What a process left that died while making its journal holds nothing, and is taken away.
    """
    folder = journal_folder()
    found: list[Unfinished] = []
    sweep(folder)
    for file in sorted(folder.glob(f"*{BESIDE}")):
        if _is_orphan(file):
            _remove(file)
    for file in sorted(folder.glob(f"*{ENDING}")):
        try:
            whole = file.read_bytes()
        except OSError:
            continue
        about = next((about for about, _ in newest_first(whole)), None)
        if about is not None and about.holder.is_dead():
            found.append(Unfinished(file, about))
        elif about is None and whole.count(MARK) < 2 and _is_orphan(file):
            _remove(file)
    return sorted(found, key=lambda one: one.about.written, reverse=True)


def recovered(journal: Unfinished, installed: Installed) -> Opened:
    """The newest report in a journal that can be read. Raises DrafterError where there is none."""
    problem: DrafterError | None = None
    try:
        whole = journal.file.read_bytes()
    except OSError as error:
        raise DrafterError(
            f"the journal cannot be read ({error.strerror})",
            where=str(journal.file),
            hint="Open the report itself, or an older save of it.",
        ) from error
    for about, data in newest_first(whole):
        try:
            return decode_report(data, installed, str(about.place or about.name or journal.file))
        except DrafterError as error:
            problem = problem or error
    raise problem or DrafterError(
        "this journal holds no report",
        where=str(journal.file),
        hint="Open the report itself, or an older save of it.",
    )


def _is_orphan(file: Path) -> bool:
    """Whether the process that stands in the file's name has ended."""
    process = file.name.partition("-")[0]
    return process.isdecimal() and not is_alive(int(process))


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()
