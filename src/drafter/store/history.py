"""Older saves: the ten latest of each report and one of each older day, in the user's state folder.

They are whole `.drafter` files, so that they open even where their list is lost. Each report has a folder
with a note of the report's place. A file is called by its number (which only grows, so that a clock that
goes back mixes nothing up), the time when it had been saved, and the digest of its bytes.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.files import atomic_write, read_bytes, read_stamped, sweep
from drafter.store.stamps import digest
from drafter.store.state import PRIVATE_FILE, history_folder, make_private

LATEST = 10
MOST_DAYS = 60
MOST_BYTES = 100_000_000
"""For each report; the latest save is kept however large it is."""
MOST_BYTES_IN_ALL = 1_000_000_000

_PLACE = "place.txt"
_OFF = "off"
_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6})Z-([0-9a-f]{12})\.drafter")
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, order=True)
class OldSave:
    """One older save. `saved` is when the report had been saved like this; `report` is its place."""

    number: int
    saved: datetime
    size: int
    file: Path
    report: Path

    def data(self) -> bytes:
        """Its content. Raises DrafterError where it cannot be read, or is not what was kept."""
        data = read_bytes(self.file)
        if not digest(data).startswith(_parts(self.file)[2]):
            hint = "Restore the one before it, or the one after it."
            raise DrafterError("this older save is damaged", where=str(self.file), hint=hint)
        return data


def is_on() -> bool:
    """Whether older saves are kept."""
    return not (history_folder() / _OFF).exists()


def switch(*, on: bool) -> None:
    """Keep older saves from now on, or keep no more; those that are there stay. Raises DrafterError."""
    mark = history_folder() / _OFF
    try:
        if on:
            mark.unlink(missing_ok=True)
        else:
            make_private(history_folder())
            mark.touch(PRIVATE_FILE)
    except OSError as error:
        raise _not_possible("the setting could not be kept", mark, error) from error


def keep(report: Path) -> None:
    """Keep what now stands at `report`, before it is overwritten; nothing where it is kept already.

    Raises DrafterError where it cannot be kept.
    """
    if not is_on() or not _has_content(report):
        return
    data, stamp = read_stamped(report)
    folder = _folder(report)
    try:
        make_private(folder)
        sweep(folder)
        place = folder / _PLACE
        if not place.exists():
            atomic_write(place, str(report.resolve()).encode(errors="surrogateescape"), mode=PRIVATE_FILE)
        kept = _saves_in(folder)
    except OSError as error:
        raise _not_possible("the older save could not be kept", folder, error) from error
    if kept and stamp.digest.startswith(_parts(kept[-1].file)[2]):
        return
    number = kept[-1].number + 1 if kept else 1
    name = f"{number:06}-{_time(stamp.modified):{_TIME}}Z-{stamp.digest[:12]}.drafter"
    # two Drafters may choose the same number; the digest in the name keeps both
    atomic_write(folder / name, data, mode=PRIVATE_FILE)
    _thin_out(folder)


def _has_content(report: Path) -> bool:
    try:
        return report.is_file() and report.stat().st_size > 0
    except OSError:
        return False


def saves(report: Path) -> tuple[OldSave, ...]:
    """The older saves of `report`, in the order in which they were saved."""
    try:
        return tuple(_saves_in(_folder(report)))
    except OSError:
        return ()


def all_saves() -> tuple[OldSave, ...]:
    """The older saves of every report."""
    return tuple(save for folder in _folders() for save in _saves_in(folder))


def clear(report: Path | None = None) -> int:
    """Take away the older saves of `report`, or of all reports. Returns how many. Raises DrafterError."""
    found = all_saves() if report is None else saves(report)
    folders = _folders() if report is None else [_folder(report)]
    for folder in folders:
        try:
            if folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            raise _not_possible("the older saves could not be taken away", folder, error) from error
    return len(found)


def keep_within_bounds() -> None:
    """Where all reports together have too much, take away the oldest saves, but no report's ten latest."""
    everything = all_saves()
    size = sum(save.size for save in everything)
    spare = [save for folder in _folders() for save in _saves_in(folder)[:-LATEST]]
    for save in sorted(spare, key=lambda one: (one.saved, one.number)):
        if size <= MOST_BYTES_IN_ALL:
            return
        with contextlib.suppress(OSError):
            save.file.unlink()
        size -= save.size


def _thin_out(folder: Path) -> None:
    """Keep the ten latest, and of what is older the last of each day, as far as the bounds reach.

    Neither today's date nor any age comes into it: a clock that is wrong costs nothing.
    """
    kept = _saves_in(folder)
    older, latest = kept[:-LATEST], kept[-LATEST:]
    of_day = {save.saved.astimezone().date(): save for save in older}
    days = sorted(of_day.values())[-MOST_DAYS:]
    staying = {save.file for save in within(reversed([*days, *latest]), MOST_BYTES)}
    for save in kept:
        if save.file not in staying:
            with contextlib.suppress(OSError):  # another Drafter may be at it too
                save.file.unlink()


def within(newest_first: Iterable[OldSave], most: int) -> list[OldSave]:
    """The first of them that together have at most `most` bytes, and one in any case."""
    found: list[OldSave] = []
    size = 0
    for save in newest_first:
        size += save.size
        if found and size > most:
            break
        found.append(save)
    return found


def _folders() -> list[Path]:
    try:
        return sorted(path for path in history_folder().iterdir() if (path / _PLACE).is_file())
    except OSError:
        return []


def _folder(report: Path) -> Path:
    place = str(report.resolve()).encode(errors="surrogateescape")
    return history_folder() / digest(place)[:16]


def _saves_in(folder: Path) -> list[OldSave]:
    found: list[OldSave] = []
    try:
        place = Path((folder / _PLACE).read_bytes().decode(errors="surrogateescape"))
    except OSError:
        place = folder
    for file in folder.iterdir() if folder.is_dir() else ():
        if _NAME.fullmatch(file.name) is None:
            continue
        number, saved, _ = _parts(file)
        with contextlib.suppress(OSError):  # just taken away
            found.append(OldSave(number, saved, file.stat().st_size, file, place))
    return sorted(found)


def _parts(file: Path) -> tuple[int, datetime, str]:
    match = _NAME.fullmatch(file.name)
    assert match is not None
    try:
        saved = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
    except ValueError:
        saved = datetime.fromtimestamp(0, UTC)
    return int(match[1]), saved, match[3]


def _time(modified: int) -> datetime:
    """A file's time; the earliest there is where a clock gone wild gave one that no calendar has."""
    try:
        found = datetime.fromtimestamp(modified // 1_000_000_000, UTC)
    except (OverflowError, ValueError, OSError):
        found = datetime.fromtimestamp(0, UTC)
    return found if found.year >= 1000 else datetime.fromtimestamp(0, UTC)


def _not_possible(problem: str, where: Path, error: OSError) -> DrafterError:
    hint = "Check that this folder can be written, or name another in DRAFTER_STATE."
    return DrafterError(f"{problem} ({error.strerror or error})", where=str(where), hint=hint)
