"""`drafter history`: older saves and unsaved reports are listed, brought back and cleared."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from drafter.cli.history import history
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.store import recovery
from drafter.store.processes import Holder
from drafter.store.reports import open_report
from tests.cli.running import assert_done, assert_one_line, drafter
from tests.store.making import blank, number_in, numbered


@pytest.fixture
def report(folder: Path) -> Path:
    """A report that was overwritten once."""
    file = folder / "a.drafter"
    for area in ("Halton", "Luton"):
        facts = ("--set", f"area={area}")
        made = drafter("new", "--framework", "joint-area-review-2007", "-o", file, *facts, "--force")
        assert made.code == 0
    return file


@pytest.fixture
def unsaved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that a crash left unsaved."""
    editing = Editing.started(numbered(5), blank(), name="New report")
    editing.keep_in_journal()
    editing.close(discard=False)
    monkeypatch.setattr(Holder, "is_dead", lambda self: True)


def test_older_saves_are_listed_and_restored(report: Path, folder: Path, state: Path) -> None:
    listed = drafter("history", "list", report)
    assert_done(listed)
    first, last = listed.out.splitlines()
    assert first.split()[0] == "1"
    assert last == f"They lie in {state / 'history'}"
    assert str(report) in drafter("history", "list").out

    assert_done(drafter("history", "restore", report, "1", "-o", folder / "b.drafter"))
    assert open_report(folder / "b.drafter", installed).report.content.facts["area"] == "Halton"
    assert open_report(report, installed).report.content.facts["area"] == "Luton"
    assert_one_line(drafter("history", "restore", report, "1", "-o", report), "there already")
    assert_one_line(drafter("history", "restore", report, "3", "-o", folder / "c.drafter"), "Kept are: 1.")


def test_a_report_that_somebody_has_open_is_not_overwritten(report: Path) -> None:
    editing = Editing.opened(report)
    words = ["new", "--framework", "blank", "-o", str(report), "--force"]
    assert_one_line(drafter(*words), str(report), "this report is open", "Close it there first.")
    editing.close()
    assert drafter(*words).code == 0


def test_what_cannot_be_kept_is_told_and_the_report_is_written(
    report: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state / "file").touch()
    monkeypatch.setenv("DRAFTER_STATE", str(state / "file"))
    told = drafter("new", "--framework", "blank", "-o", report, "--force")
    assert (told.code, len(told.err.splitlines())) == (0, 1)
    assert told.err.startswith("Please check: The save before this one could not be kept: ")


def test_older_saves_are_cleared(report: Path) -> None:
    told = drafter("history", "clear", report)
    assert_done(told)
    assert told.out == "Took away 1 older save.\n"
    assert f"No older saves of {report} are kept." in drafter("history", "list", report).out
    assert drafter("history", "clear", "--all").out == "Took away 0 older saves.\n"
    assert report.exists()


def test_keeping_is_switched_off_and_on(folder: Path) -> None:
    assert "not kept" in drafter("history", "keep", "off").out
    assert "switched off" in drafter("history", "list").out
    assert drafter("history", "keep", "on").out == "Older saves are kept.\n"
    assert "switched off" not in drafter("history", "list").out


@pytest.mark.usefixtures("unsaved")
def test_what_a_crash_left_is_listed_and_recovered(folder: Path) -> None:
    assert "New report" in drafter("history", "recover").out
    assert_one_line(drafter("history", "recover", "2", "-o", folder / "a.drafter"), "no unsaved report 2")

    assert_done(drafter("history", "recover", "1", "-o", folder / "a.drafter"))
    assert number_in(open_report(folder / "a.drafter", installed).report) == 5
    assert drafter("history", "recover").out == "Nothing is unsaved.\n"
    assert recovery.unfinished() == []


@pytest.mark.usefixtures("unsaved")
def test_what_a_crash_left_is_cleared() -> None:
    assert drafter("history", "clear", "--unsaved").out == "Took away 1 unsaved report.\n"
    assert drafter("history", "recover").out == "Nothing is unsaved.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("clear",),
        ("clear", "a.drafter", "--all"),
        ("clear", "a.drafter", "--unsaved"),
        ("restore", "a.drafter", "1"),
        ("restore", "a.drafter", "one", "-o", "b.drafter"),
        ("recover", "1"),
        ("recover", "0", "-o", "b.drafter"),
        ("keep", "perhaps"),
        ("weather",),
    ],
    ids=" ".join,
)
def test_wrong_usage_has_exit_code_2(words: tuple[str, ...]) -> None:
    assert drafter("history", *words).code == 2


@pytest.mark.parametrize("name", list(history.commands))
def test_every_command_and_every_option_explains_itself(name: str) -> None:
    for option in ("--help", "-h"):
        assert_done(drafter("history", name, option))
    command = history.commands[name]
    assert command.help
    assert command.help.strip().endswith(".")
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or (parameter.help or "").endswith(".")
