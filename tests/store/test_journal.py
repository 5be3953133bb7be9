"""The journal: on the disk within a second, a torn record loses itself alone, and nothing stays for long."""

from __future__ import annotations

import errno
import os
import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.report.model import Report
from drafter.services.frameworks import installed
from drafter.store import journal as journals
from drafter.store.encode import encode
from drafter.store.journal import Journal
from drafter.store.processes import Holder, this_process
from drafter.store.records import About, newest_first, pack
from drafter.store.recovery import recovered, unfinished
from drafter.store.stamps import Stamp
from tests.store.making import blank, dead, elsewhere, number_in, numbered

STAMP = Stamp(1, 2, 3, "4")


@pytest.fixture
def journal() -> Iterator[Journal]:
    made = Journal(name="New report")
    yield made
    made.close()


def record(journal: Journal, *numbers: int) -> list[Report]:
    """Have reports written, one record each."""
    reports = [numbered(number) for number in numbers]
    for report in reports:
        journal.record(report, blank())
        journal.flush()
    return reports


def written(state: Path, *numbers: int, holder: Holder | None = None) -> Path:
    """A journal with a record for each number, left behind by a process."""
    holder = holder or dead()
    folder = state / "journals"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{holder.process}-0123.journal"
    moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for number in numbers:
        about = About(holder=holder, written=moment.replace(second=number), name="New report")
        with file.open("ab") as stream:
            stream.write(pack(about, encode(numbered(number), blank(), compact=True)))
    return file


def offered() -> list[int]:
    return [number_in(recovered(one, installed).report) for one in unfinished()]


# --- writing ----------------------------------------------------------------------------------------------


def test_an_edit_is_on_the_disk_within_a_second(state: Path) -> None:
    done = threading.Event()
    journal = Journal(written=lambda _: done.set())
    journal.record(numbered(7), blank())

    assert done.wait(5)
    (_, data), *rest = newest_first(journal.file.read_bytes())
    assert not rest
    assert b'"7"' in data
    assert journal.file.parent == state / "journals"
    assert journals.PATIENCE < 0.5
    journal.close()


def test_edits_that_follow_closely_become_one_record(journal: Journal) -> None:
    for number in range(50):
        journal.record(numbered(number), blank())
    journal.flush()

    entries = list(newest_first(journal.file.read_bytes()))
    assert len(entries) < 5
    assert b'"49"' in entries[0][1]


def test_the_journal_is_only_ever_added_to(journal: Journal) -> None:
    record(journal, 1)
    before = journal.file.read_bytes()
    record(journal, 2)

    assert journal.file.read_bytes().startswith(before)


def test_every_record_reaches_the_disk(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle).st_size)
        real(handle)

    monkeypatch.setattr(os, "fsync", noted)
    record(journal, 1, 2)

    assert len(synced) == 2
    assert synced[-1] == journal.file.stat().st_size


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_journal_is_for_the_users_eyes_only(journal: Journal) -> None:
    record(journal, 1)

    assert journal.file.stat().st_mode & 0o777 == 0o600
    assert journal.file.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_report_again_is_no_edit(journal: Journal) -> None:
    (report,) = record(journal, 1)
    size = journal.file.stat().st_size
    journal.record(report, blank())
    journal.flush()

    assert journal.file.stat().st_size == size


def test_a_journal_that_grows_too_large_keeps_the_newest_record_alone(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(journal, *range(9))
    assert len(list(newest_first(journal.file.read_bytes()))) == 9

    monkeypatch.setattr(journals, "LARGEST_JOURNAL", 1)
    record(journal, 10)
    assert len(list(newest_first(journal.file.read_bytes()))) == 1
    record(journal, 11)
    entries = list(newest_first(journal.file.read_bytes()))
    assert [b'"11"' in entries[0][1], b'"10"' in entries[1][1]] == [True, True]
    assert [path.name for path in journal.file.parent.iterdir()] == [journal.file.name]


def test_a_save_takes_the_journal_away_and_the_next_edit_makes_it_again(
    journal: Journal, tmp_path: Path
) -> None:
    (report,) = record(journal, 1)
    journal.saved(report, tmp_path / "a.drafter", STAMP)
    assert not journal.file.exists()

    record(journal, 2)
    ((about, _),) = newest_first(journal.file.read_bytes())
    assert (about.place, about.name, about.stamp) == (tmp_path / "a.drafter", "a.drafter", STAMP)


def test_an_edit_after_what_was_saved_stays_in_the_journal(journal: Journal, tmp_path: Path) -> None:
    (report,) = record(journal, 1)
    journal.record(numbered(2), blank())
    journal.saved(report, tmp_path / "a.drafter", STAMP)
    journal.flush()

    assert b'"2"' in next(newest_first(journal.file.read_bytes()))[1]


def test_a_clean_end_leaves_nothing_and_the_other_keeps_what_waits(state: Path) -> None:
    for discard in (True, False):
        journal = Journal()
        journal.record(numbered(1), blank())
        journal.close(discard=discard)
        assert journal.file.exists() != discard

    assert len(list((state / "journals").iterdir())) == 1


def test_a_journal_without_an_edit_makes_no_file(journal: Journal, state: Path) -> None:
    journal.flush()
    journal.close()

    assert not state.exists()


def test_a_journal_that_somebody_tidied_away_is_made_again(journal: Journal) -> None:
    record(journal, 1)
    journal.file.unlink()
    record(journal, 2)

    assert b'"2"' in next(newest_first(journal.file.read_bytes()))[1]


# --- what can go wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_is_told_and_what_was_written_stays(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    told: list[DrafterError] = []
    journal = Journal(failed=told.append)
    record(journal, 1)
    before = journal.file.read_bytes()

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        journal.record(numbered(2), blank())
        with pytest.raises(DrafterError, match="No space left on device") as caught:
            journal.flush()
        assert journal.file.read_bytes() == before
    assert caught.value.hint.startswith("Save your report now")
    assert caught.value.where == str(journal.file)

    journal.flush()  # there is room again, and the edit was not forgotten
    assert b'"2"' in next(newest_first(journal.file.read_bytes()))[1]
    assert told
    journal.close()


def test_half_a_record_is_taken_back_when_the_disk_is_full(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(journal, 1)
    before = journal.file.read_bytes()
    real = os.write
    calls: list[int] = []

    def half(handle: int, data: Any) -> int:
        calls.append(1)
        if len(calls) % 2 == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        journal.record(numbered(2), blank())
        with pytest.raises(DrafterError):
            journal.flush()
        assert journal.file.read_bytes() == before


def test_a_full_disk_while_the_journal_is_made_small_leaves_the_old_one(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(journal, *range(9))
    before = journal.file.read_bytes()

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(journals, "LARGEST_JOURNAL", 1)
        patch.setattr(os, "fsync", full)
        journal.record(numbered(10), blank())
        with pytest.raises(DrafterError):
            journal.flush()
    assert journal.file.read_bytes() == before
    assert [path.name for path in journal.file.parent.iterdir()] == [journal.file.name]


def test_a_full_disk_at_the_end_does_not_keep_the_program_from_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    journal = Journal()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        journal.record(numbered(1), blank())
        journal.close(discard=False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_in_the_thread_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: Any, **__: Any) -> bytes:
        raise KeyError("fault")

    journal = Journal()
    with monkeypatch.context() as patch:
        patch.setattr(journals, "encode", fault)
        journal.record(numbered(1), blank())
        thread = journal._thread
        with pytest.raises(DrafterError, match="a fault of Drafter's own"):
            journal.flush()
    assert thread is not None
    thread.join()  # its exception belongs to this test, not to one that comes later

    record(journal, 2)
    journal.close()


# --- after a crash ----------------------------------------------------------------------------------------


def test_what_a_dead_process_left_is_offered_with_name_and_time(state: Path) -> None:
    written(state, 1, 2)

    (one,) = unfinished()
    assert one.about.name == "New report"
    assert one.about.place is None
    assert one.about.written.second == 2
    assert number_in(recovered(one, installed).report) == 2

    one.discard()
    assert unfinished() == []
    one.discard()


@pytest.mark.parametrize("holder", [this_process, elsewhere])
def test_what_a_living_process_or_another_machine_has_open_is_not_offered(holder: Any, state: Path) -> None:
    file = written(state, 1, holder=holder())

    assert unfinished() == []
    assert file.exists()


def test_a_torn_last_record_loses_itself_alone_wherever_it_is_torn(state: Path) -> None:
    holder = dead()
    file = written(state, 1, holder=holder)
    first = file.stat().st_size
    written(state, 2, holder=holder)
    whole = file.read_bytes()
    for size in [
        first,
        first + 1,
        first + 20,
        first + 43,
        *random.Random(1).sample(range(first, len(whole)), 9),
    ]:
        file.write_bytes(whole[:size])
        assert offered() == [1]
    file.write_bytes(whole)
    assert offered() == [2]


def test_damage_in_the_middle_loses_what_is_damaged_alone(state: Path) -> None:
    file = written(state, 1, 2, 3)
    whole = file.read_bytes()
    third = whole.rfind(b"\x00DrJ1\n")
    file.write_bytes(whole[:third] + b"\0" * 100)
    assert offered() == [2]

    file.write_bytes(b"\xff" * 300 + whole[300:])
    assert offered() == [3]


def test_a_record_that_follows_a_torn_one_is_found(state: Path) -> None:
    holder = dead()
    file = written(state, 1, holder=holder)
    first = file.read_bytes()
    written(state, 2, holder=holder)
    file.write_bytes(first + file.read_bytes()[len(first) : -500])
    written(state, 3, holder=holder)

    assert offered() == [3]


def test_a_report_that_cannot_be_read_gives_way_to_the_one_before_it(state: Path) -> None:
    file = written(state, 1)
    about = About(holder=dead(), written=datetime.now(UTC))
    with file.open("ab") as stream:
        stream.write(pack(about, b'{"format": 99, "content": {}}'))

    assert offered() == [1]


def test_a_journal_of_unreadable_reports_says_why(state: Path) -> None:
    file = written(state)
    file.write_bytes(pack(About(holder=dead(), written=datetime.now(UTC)), b'{"format": 99, "content": {}}'))

    (one,) = unfinished()
    with pytest.raises(DrafterError, match="newer Drafter"):
        recovered(one, installed)
    one.file.unlink()
    with pytest.raises(DrafterError, match="cannot be read"):
        recovered(one, installed)


def test_what_a_process_left_that_died_while_it_began_is_taken_away(state: Path) -> None:
    holder = dead()
    file = written(state, 1, holder=holder)
    whole = file.read_bytes()
    for content in (b"", whole[:10], whole[:-10]):
        file.write_bytes(content)
        file.with_suffix(".new").write_bytes(content)
        assert unfinished() == []
        assert not list(file.parent.iterdir())


def test_an_empty_journal_of_a_living_process_stays(state: Path) -> None:
    file = written(state, holder=this_process())
    file.touch()

    assert unfinished() == []
    assert file.exists()


def test_the_newest_is_offered_first(state: Path) -> None:
    for number in (1, 3, 2):
        written(state, number, holder=dead())

    assert offered() == [3, 2, 1]
