"""The list of recent reports on the disk."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.store import recent
from drafter.store.recent import MOST, Recent

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def one(path: Path | str, minutes: int = 0, **more: Any) -> Recent:
    return replace(Recent(path=Path(path), name="Halton", used=NOON + timedelta(minutes=minutes)), **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_entries_come_back_newest_first(folder: Path) -> None:
    full = one(
        folder / "a.drafter",
        area="Halton",
        framework="Review",
        done=9,
        sections=14,
        section="context",
        field="context.narrative.aaaaaaa2",
        is_final=True,
    )
    for entry in (full, one(folder / "b.drafter", 5), one(folder / "c.drafter", 1)):
        recent.put(entry)

    assert [entry.path.name for entry in recent.entries()] == ["b.drafter", "c.drafter", "a.drafter"]
    assert recent.entry(folder / "a.drafter") == full
    assert full.progress() == "9 of 14 sections done"
    assert one(folder / "b.drafter").progress() == ""


def test_a_report_is_in_it_once_however_its_place_is_spelled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    recent.put(one(folder / "a.drafter"))
    recent.put(one(folder / "sub" / ".." / "a.drafter", 1))
    recent.put(one("a.drafter", 2))

    (entry,) = recent.entries()
    assert (entry.path, entry.used) == (folder / "a.drafter", NOON + timedelta(minutes=2))


def test_twenty_stay(folder: Path) -> None:
    for number in range(MOST + 5):
        recent.put(one(folder / f"{number}.drafter", number))

    assert [entry.path.stem for entry in recent.entries()] == [str(n) for n in range(24, 4, -1)]
    assert len(list(recent.recent_folder().iterdir())) == MOST


def test_an_entry_can_be_taken_out(folder: Path) -> None:
    recent.put(one(folder / "a.drafter"))

    recent.forget(folder / "a.drafter")
    recent.forget(folder / "a.drafter")

    assert recent.entries() == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"path": "/a"}', '{"path": "/a", "name": "a", "used": "now"}', "[" * 100_000],
    ids=lambda content: content[:20],
)
def test_a_damaged_entry_is_none_and_costs_no_other(folder: Path, content: str) -> None:
    recent.put(one(folder / "a.drafter"))
    recent.put(one(folder / "b.drafter"))
    damaged = next(recent.recent_folder().iterdir())
    damaged.write_text(content)
    (recent.recent_folder() / "stray.json").write_text(content)

    assert len(recent.entries()) == 1
    recent.put(one(folder / "c.drafter"))
    assert len(list(recent.recent_folder().iterdir())) == 2


def test_a_copy_of_an_entry_under_another_name_is_none(folder: Path) -> None:
    recent.put(one(folder / "a.drafter"))
    (file,) = recent.recent_folder().iterdir()
    (recent.recent_folder() / f"{'0' * 16}.json").write_bytes(file.read_bytes())

    assert len(recent.entries()) == 1


def test_what_a_newer_drafter_says_besides_is_passed_over(folder: Path) -> None:
    recent.put(one(folder / "a.drafter"))
    (file,) = recent.recent_folder().iterdir()
    file.write_text(file.read_text().replace("{", '{"colour": "blue",', 1))

    assert [entry.name for entry in recent.entries()] == ["Halton"]


def test_no_name_is_too_long_to_be_kept_and_every_name_can_be(folder: Path) -> None:
    recent.put(one(folder / "a\udc80 ü.drafter", area="x" * 100_000))

    (entry,) = recent.entries()
    assert entry.path == folder / "a\udc80 ü.drafter"
    assert len(entry.area) == 300


def test_a_time_without_a_zone_is_read(folder: Path) -> None:
    recent.put(one(folder / "a.drafter"))
    (file,) = recent.recent_folder().iterdir()
    file.write_text(file.read_text().replace("+00:00", ""))

    assert recent.entries()[0].used == NOON


def test_a_state_folder_that_cannot_be_written_is_a_sentence(folder: Path, state: Path) -> None:
    state.write_text("a file")

    assert recent.entries() == []
    recent.forget(folder / "a.drafter")
    with pytest.raises(DrafterError, match="could not be kept"):
        recent.put(one(folder / "a.drafter"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_list_is_private(folder: Path) -> None:
    recent.put(one(folder / "a.drafter"))

    (file,) = recent.recent_folder().iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(recent.recent_folder().stat().st_mode) == 0o700


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from drafter.store import recent
for number in range(5):
    path = Path(sys.argv[1]) / f"{sys.argv[2]}-{number}.drafter"
    recent.put(recent.Recent(path=path, name=sys.argv[2], used=datetime.now(UTC)))
    both = path.with_name("both.drafter")
    recent.put(recent.Recent(path=both, name=sys.argv[2], used=datetime.now(UTC)))
"""


def test_drafters_that_write_at_once_lose_nothing(folder: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), name]) for name in ("a", "b", "c")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]

    names = {entry.path.stem for entry in recent.entries()}
    assert names == {"both", *(f"{name}-{number}" for name in "abc" for number in range(5))}
