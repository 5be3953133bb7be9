"""Saving: what stood there is kept, nobody's work is overwritten unasked, and failures change nothing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.services.frameworks import installed
from drafter.services.saving import save
from drafter.store import history, locks
from drafter.store.locks import InUseError, lock_file
from drafter.store.processes import encode_holder
from drafter.store.reports import open_report
from drafter.store.stamps import ChangedError
from tests.store.making import blank, elsewhere, number_in, numbered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report that says 1, alone in its folder."""
    file = tmp_path / "a.drafter"
    save(file, numbered(1), blank())
    return file


def says(path: Path) -> int:
    return number_in(open_report(path, installed).report)


def kept(path: Path) -> list[int]:
    return [says(one.file) for one in history.saves(path)]


def alone(path: Path) -> bool:
    return list(path.parent.iterdir()) == [path]


def test_what_stood_there_is_kept_and_nothing_lies_beside_the_report(path: Path) -> None:
    stamp = open_report(path, installed).stamp
    for number in (2, 3):
        saved = save(path, numbered(number), blank(), stamp=stamp)
        stamp = saved.stamp
        assert saved.warning == ""

    assert says(path) == 3
    assert kept(path) == [1, 2]
    assert alone(path)


def test_a_new_report_takes_nobodys_place(path: Path) -> None:
    with pytest.raises(DrafterError, match="there already"):
        save(path, numbered(2), blank())

    assert says(path) == 1
    assert kept(path) == []


def test_a_report_that_somebody_else_changed_is_overwritten_only_when_told_so(path: Path) -> None:
    stamp = open_report(path, installed).stamp
    save(path, numbered(5), blank(), overwrite=True)

    with pytest.raises(ChangedError) as caught:
        save(path, numbered(2), blank(), stamp=stamp)
    assert caught.value.where == str(path)
    assert says(path) == 5

    save(path, numbered(2), blank(), stamp=stamp, overwrite=True)
    assert says(path) == 2
    assert kept(path) == [1, 5]


def test_a_report_that_a_colleague_has_open_is_not_overwritten(path: Path) -> None:
    lock_file(path).write_text(json.dumps({"secret": "theirs"} | encode_holder(elsewhere())), "utf-8")

    with pytest.raises(InUseError, match="Ann Lee on DESK-12"):
        save(path, numbered(2), blank(), overwrite=True)

    assert says(path) == 1


def test_ones_own_lock_is_no_hindrance_until_somebody_takes_it_over(path: Path) -> None:
    lock = locks.take(path)
    stamp = save(path, numbered(2), blank(), overwrite=True, lock=lock).stamp
    other = locks.take(path, force=True)

    with pytest.raises(InUseError):
        save(path, numbered(3), blank(), stamp=stamp, lock=lock)
    other.release()
    assert says(path) == 2


def test_a_state_folder_that_cannot_be_written_hinders_no_saving_and_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    (state / "file").touch()
    monkeypatch.setenv("DRAFTER_STATE", str(state / "file"))

    saved = save(path, numbered(2), blank(), overwrite=True)

    assert says(path) == 2
    assert saved.warning.startswith("The save before this one could not be kept: ")


def test_what_cannot_be_read_may_be_overwritten_when_told_so_and_is_kept(path: Path) -> None:
    path.write_bytes(b"\0" * 100)

    save(path, numbered(2), blank(), overwrite=True)

    assert says(path) == 2
    assert [one.data() for one in history.saves(path)] == [b"\0" * 100]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.ENOENT])
def test_whatever_fails_the_report_stands_as_it_was_and_one_sentence_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    stamp = open_report(path, installed).stamp
    with monkeypatch.context() as patch:
        if call == "write":
            patch.setattr(os, "fdopen", fail)
        else:
            patch.setattr(Path if call == "replace" else os, call, fail)
        with pytest.raises(DrafterError) as caught:
            save(path, numbered(2), blank(), stamp=stamp)

    assert says(path) == 1
    assert alone(path)
    assert (caught.value.where, "\n" in str(caught.value)) == (str(path), False)
    assert os.strerror(number) in caught.value.problem
    assert caught.value.hint.startswith("Nothing was changed")


def test_a_folder_that_is_gone_is_told_with_what_to_do(path: Path) -> None:
    stamp = open_report(path, installed).stamp
    path.unlink()
    path.parent.rmdir()

    with pytest.raises(DrafterError, match="the folder is gone; connect its drive again"):
        save(path, numbered(2), blank(), stamp=stamp)


def test_a_report_whose_time_lies_in_the_future_is_saved_like_any_other(path: Path) -> None:
    os.utime(path, (4_000_000_000, 4_000_000_000))
    stamp = open_report(path, installed).stamp
    stamp = save(path, numbered(2), blank(), stamp=stamp).stamp
    save(path, numbered(3), blank(), stamp=stamp)

    assert kept(path) == [1, 2]


def test_of_two_processes_that_save_at_once_no_save_is_lost(path: Path, state: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from drafter.errors import DrafterError\n"
        "from drafter.services.frameworks import installed\n"
        "from drafter.services.saving import save\n"
        "from drafter.store import history\n"
        "from drafter.store.reports import open_report\n"
        "from tests.store.making import numbered, blank\n"
        "path = Path(sys.argv[1]); first = int(sys.argv[2]); history.LATEST = 100\n"
        "print(flush=True); sys.stdin.readline()\n"
        "for number in range(first, first + 30):\n"
        "    try: save(path, numbered(number), blank(), stamp=open_report(path, installed).stamp)\n"
        "    except DrafterError: continue\n"
        "    print(number)\n"
    )
    root = Path(__file__).resolve().parents[2]
    words = [sys.executable, "-c", script, str(path)]
    both = [
        subprocess.Popen([*words, first], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
        for first in ("100", "200")
    ]
    for process in both:
        assert process.stdout
        process.stdout.readline()
    for process in both:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate()[0] for process in both]

    assert [process.returncode for process in both] == [0, 0], answers
    done = {int(number) for answer in answers for number in answer.split()}
    assert len(done) > 10
    assert {1, *done} == {*kept(path), says(path)}
    assert alone(path)
