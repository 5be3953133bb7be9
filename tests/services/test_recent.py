"""Remembering reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.services.frameworks import by_key
from drafter.services.recent import forget, present, recent, remember
from drafter.services.states import Progress
from tests.examples import framework, halton
from tests.filled import ILACS, ilacs

HALF = Progress(9, 14, 3000)


def test_a_report_is_remembered_with_what_tells_it_from_others(tmp_path: Path) -> None:
    report = halton().recognition.report

    remember(tmp_path / "a.drafter", report, framework(), HALF, section="context", field="context.title")

    (one,) = recent()
    assert (one.name, one.area) == ("Joint area review: Halton", "Halton")
    assert one.framework == "Joint area review (from April 2007)"
    assert one.progress() == "9 of 14 sections done"
    assert (one.section, one.field, one.is_final) == ("context", "context.title", False)


def test_what_is_not_said_stays_as_it_was_remembered(tmp_path: Path) -> None:
    path, report = tmp_path / "a.drafter", halton().recognition.report
    remember(path, report, framework(), HALF, section="context", field="context.title", final=True)

    remember(path, report, framework(), Progress(10, 14, 3000))
    (one,) = recent()
    assert (one.done, one.section, one.field, one.is_final) == (10, "context", "context.title", True)

    remember(path, report, framework(), HALF, section="equality", field="", final=False)
    (one,) = recent()
    assert (one.section, one.field, one.is_final) == ("equality", "", False)


def test_the_latest_is_the_first(tmp_path: Path) -> None:
    remember(tmp_path / "a.drafter", halton().recognition.report, framework(), HALF)
    remember(tmp_path / "b.drafter", ilacs(), by_key(ILACS), HALF)

    assert [one.area for one in recent()] == ["Halton Borough Council", "Halton"]
    forget(tmp_path / "b.drafter")
    assert [one.path.name for one in recent()] == ["a.drafter"]


def test_the_list_looks_at_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = tmp_path / "drive"
    looked_at: list[Path] = []
    real = Path.stat

    def stat(self: Path, *, follow_symlinks: bool = True) -> object:
        looked_at.append(self)
        return real(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    remember(drive / "a.drafter", halton().recognition.report, framework(), HALF)
    recent()
    forget(drive / "a.drafter")

    assert looked_at
    assert not [path for path in looked_at if path.is_relative_to(drive)]


def test_whether_a_report_is_there_is_asked_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.drafter"
    remember(path, halton().recognition.report, framework(), HALF)

    assert not present(path)
    path.touch()
    assert present(path)
    assert not present(Path("a\0b"))
    assert not present(tmp_path)
