"""A report open for editing: lock, journal and stamp, from opening to the clean end, and after a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from drafter.errors import DrafterError
from drafter.services.editing import Editing, Listeners
from drafter.services.frameworks import installed
from drafter.services.recovering import recover_as, recovered, restore, resumed, unfinished
from drafter.services.saving import save
from drafter.store.locks import InUseError, holder_of
from drafter.store.reports import open_report
from drafter.store.stamps import ChangedError
from tests.store.making import blank, number_in, numbered

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report that says 1, alone in its folder."""
    file = tmp_path / "a.drafter"
    save(file, numbered(1), blank())
    return file


@pytest.fixture
def editing(path: Path) -> Iterator[Editing]:
    made = Editing.opened(path)
    yield made
    made.close()


def says(path: Path) -> int:
    return number_in(open_report(path, installed).report)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def journals(state: Path) -> list[Path]:
    folder = state / "journals"
    return list(folder.iterdir()) if folder.exists() else []


def crash(work: str, *arguments: Path) -> None:
    """Do `work` with the report `a` in a process that dies at once thereafter, without any end."""
    script = (
        "import sys, os; from pathlib import Path\n"
        "from drafter.services.editing import Editing\n"
        "from tests.store.making import numbered, blank\n"
        f"path = Path(sys.argv[1]) if sys.argv[1:] else None\n{work}\nos._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, *map(str, arguments)], check=True, cwd=ROOT)


# --- from opening to the end ------------------------------------------------------------------------------


def test_opening_locks_and_closing_leaves_nothing(path: Path, state: Path) -> None:
    editing = Editing.opened(path)
    assert names(path.parent) == [".a.drafter.lock", "a.drafter"]
    states = [editing.is_saved]
    editing.change(numbered(2))
    states.append(editing.is_saved)
    editing.close()
    assert states == [True, False]

    assert names(path.parent) == ["a.drafter"]
    assert journals(state) == []
    assert says(path) == 1


def test_a_report_that_is_open_is_not_opened_twice(editing: Editing, path: Path) -> None:
    with pytest.raises(InUseError):
        Editing.opened(path)

    other = Editing.opened(path, force=True)
    editing.change(numbered(2))
    with pytest.raises(InUseError):
        editing.save()
    editing.take_over()
    editing.save()
    assert says(path) == 2
    other.close()
    assert holder_of(path) is not None


def test_a_report_that_cannot_be_read_leaves_no_lock(path: Path) -> None:
    path.write_bytes(b"{}")

    with pytest.raises(DrafterError):
        Editing.opened(path)
    assert names(path.parent) == ["a.drafter"]


def test_edits_reach_the_journal_and_a_save_empties_it(path: Path, state: Path) -> None:
    done = Event()
    times: list[datetime] = []

    def written(when: datetime) -> None:
        times.append(when)
        done.set()

    editing = Editing.opened(path, listeners=Listeners(written=written))
    editing.change(numbered(2))
    assert done.wait(5)
    assert len(journals(state)) == 1

    editing.save()
    assert (journals(state), says(path), editing.is_saved) == ([], 2, True)
    editing.save()
    editing.close()


def test_a_report_that_changed_on_disk_is_noticed_and_not_overwritten(
    editing: Editing, path: Path, state: Path
) -> None:
    touched = [editing.is_touched]
    path.write_bytes(path.read_bytes().replace(b'"1"', b'"9"'))
    touched.append(editing.is_touched)
    assert touched == [False, True]

    editing.change(numbered(2))
    with pytest.raises(ChangedError):
        editing.save()
    assert says(path) == 9

    editing.save(overwrite=True)
    assert says(path) == 2


def test_saving_under_another_name_moves_the_lock_and_takes_nobodys_place(
    editing: Editing, path: Path
) -> None:
    other = path.with_name("b.drafter")
    save(other, numbered(7), blank())
    editing.change(numbered(2))
    with pytest.raises(DrafterError, match="there already"):
        editing.save(other)
    assert names(path.parent) == [".a.drafter.lock", "a.drafter", "b.drafter"]

    editing.save(other, overwrite=True)
    assert names(path.parent) == [".b.drafter.lock", "a.drafter", "b.drafter"]
    assert (says(path), says(other), editing.path) == (1, 2, other)
    editing.save()


def test_a_new_report_is_in_the_journal_before_anybody_types(state: Path, tmp_path: Path) -> None:
    editing = Editing.started(numbered(1), blank(), name="New report")
    editing.keep_in_journal()
    assert len(journals(state)) == 1
    with pytest.raises(DrafterError, match="no name yet"):
        editing.save()

    editing.save(tmp_path / "new.drafter")
    assert journals(state) == []
    editing.close()
    assert names(tmp_path) == ["new.drafter"]


def test_an_end_that_keeps_leaves_the_journal_for_the_next_start(path: Path, state: Path) -> None:
    editing = Editing.opened(path)
    editing.change(numbered(2))
    editing.close(discard=False)

    assert len(journals(state)) == 1
    assert names(path.parent) == ["a.drafter"]


# --- after a crash ----------------------------------------------------------------------------------------


def test_a_report_without_a_file_comes_back_after_a_crash(tmp_path: Path, state: Path) -> None:
    crash("Editing.started(numbered(5), blank(), name='New report').keep_in_journal()")

    (one,) = unfinished()
    assert (one.about.name, one.about.place) == ("New report", None)
    editing = resumed(one)
    assert number_in(editing.report) == 5
    assert not editing.is_saved
    assert len(journals(state)) == 1
    editing.save(tmp_path / "new.drafter")
    editing.close()
    assert (unfinished(), says(tmp_path / "new.drafter")) == ([], 5)


EDIT = "editing = Editing.opened(path); editing.change(numbered(5)); editing.keep_in_journal()"


def test_unsaved_edits_come_back_after_a_crash_and_are_saved_where_they_belong(path: Path) -> None:
    crash(EDIT, path)

    (one,) = unfinished()
    assert one.about.place == path
    assert number_in(recovered(one).report) == 5
    editing = resumed(one)
    editing.save()
    editing.close()
    assert says(path) == 5
    assert names(path.parent) == ["a.drafter"]


def test_a_report_that_was_named_from_its_folder_is_found_from_any_other(path: Path) -> None:
    crash(f"os.chdir(path.parent); path = Path(path.name); {EDIT}", path)

    (one,) = unfinished()
    assert one.about.place == path


def test_a_report_that_changed_after_the_crash_is_not_overwritten(path: Path) -> None:
    crash(EDIT, path)
    save(path, numbered(8), blank(), overwrite=True)

    (one,) = unfinished()
    editing = resumed(one)
    with pytest.raises(ChangedError):
        editing.save()
    editing.save(path.with_name("b.drafter"))
    editing.close()
    assert says(path) == 8


def test_a_crash_just_after_a_save_offers_nothing(path: Path, state: Path) -> None:
    crash(EDIT, path)
    save(path, numbered(5), blank(), overwrite=True)

    assert unfinished() == []
    assert journals(state) == []


def test_resuming_fails_where_a_colleague_has_the_report_open_and_the_journal_stays(path: Path) -> None:
    crash(EDIT, path)
    other = Editing.opened(path)

    (one,) = unfinished()
    with pytest.raises(InUseError):
        resumed(one)
    assert unfinished() == [one]
    other.close()


def test_an_unsaved_report_is_recovered_as_a_new_file(path: Path, tmp_path: Path) -> None:
    crash(EDIT, path)
    (one,) = unfinished()
    with pytest.raises(DrafterError, match="wrong ending"):
        recover_as(one, tmp_path / "b.docx")
    with pytest.raises(DrafterError, match="there already"):
        recover_as(one, path)

    recover_as(one, tmp_path / "b.drafter")
    assert (says(path), says(tmp_path / "b.drafter"), unfinished()) == (1, 5, [])


# --- older saves ------------------------------------------------------------------------------------------


def test_an_older_save_is_restored_as_a_new_file(editing: Editing, path: Path) -> None:
    for number in (2, 3):
        editing.change(numbered(number))
        editing.save()
    target = path.with_name("b.drafter")
    restore(path, 2, target)
    assert says(target) == 2

    with pytest.raises(DrafterError, match="there already"):
        restore(path, 1, target)
    with pytest.raises(DrafterError, match=r"no older save 7.* Kept are: 1, 2"):
        restore(path, 7, path.with_name("c.drafter"))
    with pytest.raises(DrafterError, match="wrong ending"):
        restore(path, 1, path.with_name("c.docx"))


def test_a_journal_that_cannot_be_written_is_told_and_saving_still_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    (state / "file").touch()
    monkeypatch.setenv("DRAFTER_STATE", str(state / "file"))
    told: list[DrafterError] = []
    editing = Editing.opened(path, listeners=replace(Listeners(), failed=told.append))
    editing.change(numbered(2))
    with pytest.raises(DrafterError, match="could not be kept for a crash"):
        editing.keep_in_journal()
    editing.save()
    editing.close()

    assert says(path) == 2
    assert told[0].hint.startswith("Save your report now")
