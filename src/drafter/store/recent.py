"""The list of recent reports, in the user's state folder.

Each has a small file of its own, so that two Drafters that write at once take nothing from each other: of
two entries for one report the one written last stays. What cannot be read is no entry, and never an error.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.files import atomic_write, sweep
from drafter.store.stamps import digest
from drafter.store.state import PRIVATE_FILE, make_private, state_folder
from drafter.strict import Reader, read_json

MOST = 20
_LARGEST = 40_000
_LONGEST = 300
_ENDING = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A report that was opened or saved lately, as it was then. Whether it is still there, nobody looked.

    `name` is what people call it, `area` whom it is about and `framework` the framework's title. `section`
    and `field` are the keys of what was shown last; empty where nothing is known.
    """

    path: Path
    name: str
    used: datetime
    area: str = ""
    framework: str = ""
    done: int = 0
    sections: int = 0
    section: str = ""
    field: str = ""
    is_final: bool = False

    def progress(self) -> str:
        """`9 of 14 sections done`; empty where it is not known."""
        if not self.sections:
            return ""
        return f"{self.done} of {self.sections} section{'' if self.sections == 1 else 's'} done"


def recent_folder() -> Path:
    """Where the list is kept."""
    return state_folder() / "recent"


def lexical(path: Path) -> Path:
    """The whole path, made without looking at any disk: a network drive that is gone would be waited for."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `Path.resolve` looks at the disk, for links


def entries() -> list[Recent]:
    """The list, the newest first; at most twenty."""
    return [one for one, _ in _newest_first()[0][:MOST]]


def entry(path: Path) -> Recent | None:
    """The entry of one report; None where it has none."""
    return _read(_file(path))


def put(one: Recent) -> None:
    """Put an entry into the list, in place of an older one of its report, and take out what is beyond twenty.

    Raises DrafterError where the state folder cannot be written.
    """
    data = json.dumps(_encoded(one), indent=1).encode()
    try:
        make_private(recent_folder())
    except OSError as error:
        raise DrafterError(
            f"the list of recent reports could not be kept ({error.strerror or error})",
            where=str(recent_folder()),
            hint="Check that this folder can be written, or name another in DRAFTER_STATE.",
        ) from error
    sweep(recent_folder())
    atomic_write(_file(one.path), data, mode=PRIVATE_FILE)
    _thin_out()


def forget(path: Path) -> None:
    """Take a report out of the list. The report itself is not touched."""
    with contextlib.suppress(OSError):
        _file(path).unlink()


def _thin_out() -> None:
    """Take away what is beyond twenty, and what cannot be read.

    All from one look at the folder: what another Drafter puts there after it stays.
    """
    listed, damaged = _newest_first()
    for one, file in [*listed[MOST:], *((None, file) for file in damaged)]:
        with contextlib.suppress(OSError):
            if _read(file) == one:  # it may have been written anew just now
                file.unlink()


def _newest_first() -> tuple[list[tuple[Recent, Path]], list[Path]]:
    """Every entry with its file, and the files that hold none."""
    files: list[Path] = []
    with contextlib.suppress(OSError):
        files = list(recent_folder().glob(f"*{_ENDING}"))
    read = [(_read(file), file) for file in files]
    listed = [(one, file) for one, file in read if one is not None]
    listed.sort(key=lambda pair: (pair[0].used, str(pair[0].path)), reverse=True)
    return listed, [file for one, file in read if one is None]


def _file(path: Path) -> Path:
    place = os.path.normcase(lexical(path))
    return recent_folder() / f"{digest(place.encode(errors='surrogatepass'))[:16]}{_ENDING}"


def _encoded(one: Recent) -> dict[str, object]:
    return {
        "path": str(lexical(one.path)),
        "name": one.name[:_LONGEST],
        "used": one.used.isoformat(),
        "area": one.area[:_LONGEST],
        "framework": one.framework,
        "done": one.done,
        "sections": one.sections,
        "section": one.section,
        "field": one.field,
        "final": one.is_final,
    }


def _read(file: Path) -> Recent | None:
    """The entry in a file; None where there is none, or where it is damaged."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        found = Reader(read_json(file.read_bytes().decode()))
        used = datetime.fromisoformat(found["used"].text())
        one = Recent(
            path=Path(found["path"].text()),
            name=found["name"].text(),
            used=used if used.tzinfo else used.replace(tzinfo=UTC),
            area=found.get("area", Reader.text, ""),
            framework=found.get("framework", Reader.text, ""),
            done=found.get("done", Reader.number, 0),
            sections=found.get("sections", Reader.number, 0),
            section=found.get("section", Reader.text, ""),
            field=found.get("field", Reader.text, ""),
            is_final=found.get("final", Reader.flag, False),
        )
    except (OSError, ValueError, OverflowError, RecursionError, DrafterError):
        return None
    # one that stands under another's name, such as a copy, would be there twice
    return one if one.path.is_absolute() and _file(one.path).name == file.name else None
