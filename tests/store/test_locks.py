"""The lock: who has a report open, where and since when; stale ones are found out."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drafter.store import locks
from drafter.store.locks import InUseError, holder_of, lock_file, take
from drafter.store.processes import Holder, encode_holder, this_process
from tests.store.making import dead, elsewhere


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "a.drafter"


def held(report: Path, holder: Holder) -> None:
    """`report` is open somewhere."""
    content = {"secret": "theirs"} | encode_holder(holder)
    lock_file(report).write_text(json.dumps(content), "utf-8")


def test_a_lock_says_who_has_the_report_where_and_since_when(report: Path) -> None:
    lock = take(report)

    assert lock.is_ours()
    assert lock.file == report.with_name(".a.drafter.lock")
    holder = holder_of(report)
    assert holder is not None
    assert (holder.process, holder.machine) == (os.getpid(), this_process().machine)

    lock.release()
    assert holder_of(report) is None
    assert not list(report.parent.iterdir())


def test_a_second_one_is_told_of_the_first(report: Path) -> None:
    lock = take(report)

    with pytest.raises(InUseError, match=r"this report is open: .* on .* since") as caught:
        take(report)

    assert caught.value.holder.process == os.getpid()
    assert caught.value.hint == "Close it there first."
    assert lock.is_ours()


def test_a_lock_of_another_machine_is_told_and_may_be_taken_over(report: Path) -> None:
    held(report, replace(elsewhere(), since=datetime(2026, 11, 3, 12, 5, tzinfo=UTC)))

    with pytest.raises(InUseError, match="Ann Lee on DESK-12 since 3 November 2026") as caught:
        take(report)
    assert ".a.drafter.lock" in caught.value.hint

    assert take(report, force=True).is_ours()


def test_a_lock_that_was_taken_over_is_not_released_by_who_had_it(report: Path) -> None:
    first = take(report)
    second = take(report, force=True)

    assert not first.is_ours()
    first.release()
    assert second.is_ours()


def test_a_lock_of_a_process_that_ended_is_taken_over(report: Path) -> None:
    held(report, dead())

    assert holder_of(report) is None
    assert take(report).is_ours()
    assert [path.name for path in report.parent.iterdir()] == [".a.drafter.lock"]


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not say when a process began")
def test_a_later_process_of_the_same_number_is_not_taken_for_the_first(report: Path) -> None:
    held(report, replace(this_process(), started="1"))

    assert take(report).is_ours()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[[[", b'{"secret": 1}', b"{}" + b" " * 20_000])
def test_a_lock_that_cannot_be_read_is_somebodys(report: Path, content: bytes) -> None:
    lock_file(report).write_bytes(content)

    with pytest.raises(InUseError, match="somebody"):
        take(report)
    assert take(report, force=True).is_ours()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG, errno.EPERM])
def test_a_folder_that_cannot_hold_a_lock_goes_without(
    report: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fail)
    lock = take(report)
    monkeypatch.undo()

    assert not lock.is_held
    assert not lock.is_ours()
    lock.release()
    assert not list(report.parent.iterdir())


def test_a_name_that_leaves_no_room_for_the_lock_goes_without(tmp_path: Path) -> None:
    assert not take(tmp_path / f"{'x' * 247}.drafter").is_held


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_two_links_to_one_report_have_one_lock(report: Path, tmp_path: Path) -> None:
    report.touch()
    link = tmp_path / "link.drafter"
    link.symlink_to(report)
    take(link)

    with pytest.raises(InUseError):
        take(report)


def test_of_two_who_find_one_stale_lock_the_later_does_not_take_the_others_new_one_away(report: Path) -> None:
    held(report, dead())
    seen = locks._secret(lock_file(report))
    first = take(report)

    locks._put_away(lock_file(report), seen)

    assert first.is_ours()
    assert [path.name for path in report.parent.iterdir()] == [".a.drafter.lock"]


def test_of_many_processes_at_once_one_gets_the_lock(report: Path) -> None:
    held(report, dead())
    script = (
        "import sys; from pathlib import Path; from drafter.store.locks import take, InUseError\n"
        "sys.stdin.readline()\n"
        "try: print(take(Path(sys.argv[1])).is_held, flush=True)\n"
        "except InUseError: print(False, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    words = [sys.executable, "-c", script, str(report)]
    started = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    found = [process.stdout.readline().strip() for process in started if process.stdout]
    for process in started:  # all have tried while all lived
        process.communicate("\n")

    assert sorted(found) == ["False", "False", "False", "True"]
    assert [path.name for path in report.parent.iterdir()] == [".a.drafter.lock"]
