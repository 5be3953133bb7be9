"""Older saves: ten, one a day before that, bounded, private, and untroubled by clocks."""

from __future__ import annotations

import errno
import os
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.store import history

DAY = datetime(2026, 11, 25, 12).astimezone()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "a.drafter"


def saved(report: Path, content: str, when: datetime) -> None:
    """`report` is saved at a moment, and about to be overwritten."""
    report.write_text(content, "utf-8")
    os.utime(report, (when.timestamp(), when.timestamp()))
    history.keep(report)


def contents(report: Path) -> list[str]:
    return [save.data().decode() for save in history.saves(report)]


def test_what_is_overwritten_is_kept_once_with_the_time_of_its_saving(report: Path, state: Path) -> None:
    saved(report, "first", DAY)
    saved(report, "first", DAY + timedelta(hours=1))
    saved(report, "second", DAY + timedelta(hours=2))

    assert contents(report) == ["first", "second"]
    assert [save.number for save in history.saves(report)] == [1, 2]
    assert [save.saved for save in history.saves(report)] == [DAY, DAY + timedelta(hours=2)]
    assert {save.report for save in history.all_saves()} == {report}
    assert [path.name for path in report.parent.iterdir()] == ["a.drafter"]
    assert all(path.is_relative_to(state) for path in (save.file for save in history.saves(report)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_is_kept_is_for_the_users_eyes_only(report: Path, state: Path) -> None:
    saved(report, "first", DAY)

    assert state.stat().st_mode & 0o777 == 0o700
    found = list(state.rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in found if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in found if path.is_dir()} == {0o700}


def test_the_ten_latest_stay_and_the_last_of_each_day_before(report: Path) -> None:
    for day in range(4):
        for hour in range(5):
            saved(report, f"{day}:{hour}", DAY + timedelta(days=day, hours=hour))

    latest = [f"{day}:{hour}" for day in (2, 3) for hour in range(5)]
    assert contents(report) == ["0:4", "1:4", *latest]


def test_days_are_bounded_in_number(report: Path) -> None:
    for day in range(history.MOST_DAYS + 20):
        saved(report, str(day), DAY + timedelta(days=day))

    kept = contents(report)
    assert len(kept) == history.MOST_DAYS + history.LATEST
    assert kept[0] == "10"


def test_saves_are_bounded_in_bytes_and_the_latest_always_stays(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 25)
    for number in range(5):
        saved(report, f"{number} {'x' * 8}", DAY)
    assert [text[0] for text in contents(report)] == ["3", "4"]

    saved(report, "y" * 100, DAY)
    assert contents(report) == ["y" * 100]


def test_all_reports_together_are_bounded_but_no_report_loses_its_ten_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(15):
        for name in ("a", "b"):
            saved(tmp_path / f"{name}.drafter", f"{day:02}", DAY + timedelta(days=day))

    monkeypatch.setattr(history, "MOST_BYTES_IN_ALL", 26 * 2)
    history.keep_within_bounds()
    assert len(history.all_saves()) == 26
    assert contents(tmp_path / "a.drafter")[0] == "02"

    monkeypatch.setattr(history, "MOST_BYTES_IN_ALL", 0)
    history.keep_within_bounds()
    assert len(contents(tmp_path / "a.drafter")) == len(contents(tmp_path / "b.drafter")) == 10


@pytest.mark.parametrize("seed", range(5))
def test_a_clock_that_goes_back_and_forth_loses_no_day_and_none_of_the_latest(
    seed: int, report: Path
) -> None:
    clock = random.Random(seed)
    days = [clock.choice([-20_000, -400, -1, 0, 1, 400]) for _ in range(40)]
    for number, day in enumerate(days):
        saved(report, str(number), DAY + timedelta(days=day))

    older = {day: str(number) for number, day in enumerate(days[:-10])}
    assert set(contents(report)) == {*older.values(), *(str(number) for number in range(30, 40))}
    assert [save.number for save in history.saves(report)][-10:] == list(range(31, 41))


def test_a_time_that_no_calendar_has_is_no_reason_to_lose_a_save(report: Path) -> None:
    report.write_bytes(b"first")
    for wild in (-62_167_219_200 * 10**9, -(10**9)):
        try:
            os.utime(report, ns=(wild, wild))
        except OSError:
            continue
        history.keep(report)

    history.keep(report)
    assert contents(report) == ["first"]


def test_nothing_is_kept_of_what_is_not_there_or_empty(report: Path, state: Path) -> None:
    history.keep(report)
    saved(report, "", DAY)

    assert not state.exists()
    assert history.saves(report) == ()
    assert history.all_saves() == ()


def test_the_saves_of_one_report_are_cleared_and_the_others_stay(tmp_path: Path) -> None:
    one, other = tmp_path / "a.drafter", tmp_path / "b.drafter"
    for report in (one, other):
        saved(report, "text", DAY)

    assert history.clear(one) == 1
    assert contents(one) == []
    assert contents(other) == ["text"]
    assert history.clear() == 1
    assert history.all_saves() == ()
    assert history.clear() == history.clear(one) == 0


def test_keeping_is_switched_off_and_on(report: Path) -> None:
    history.switch(on=False)
    saved(report, "first", DAY)
    assert not history.is_on()
    assert contents(report) == []

    history.switch(on=True)
    saved(report, "second", DAY)
    assert contents(report) == ["second"]


def test_a_kept_save_that_is_damaged_is_told(report: Path) -> None:
    saved(report, "first", DAY)
    (save,) = history.saves(report)
    save.file.write_bytes(b"other")

    with pytest.raises(DrafterError, match="damaged"):
        save.data()


def test_what_is_no_save_in_the_folder_is_passed_over(report: Path) -> None:
    saved(report, "first", DAY)
    folder = history.saves(report)[0].file.parent
    (folder / "notes.txt").touch()
    (folder / "000009-99999999T999999Z-0123456789ab.drafter").touch()
    (folder / "place.txt").unlink()

    assert [save.number for save in history.saves(report)] == [1, 9]


def test_a_state_folder_that_is_full_is_told_and_keeps_what_it_has(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(report, "first", DAY)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DrafterError, match="No space left"):
            saved(report, "second", DAY)

    assert contents(report) == ["first"]
    assert not [file for file in history.saves(report)[0].file.parent.iterdir() if file.suffix == ".tmp"]


def test_a_state_folder_that_cannot_be_made_is_told(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (report.parent / "file").touch()
    monkeypatch.setenv("DRAFTER_STATE", str(report.parent / "file"))

    with pytest.raises(DrafterError, match="could not be kept"):
        saved(report, "first", DAY)
    with pytest.raises(DrafterError, match="setting"):
        history.switch(on=False)
    assert history.all_saves() == ()
