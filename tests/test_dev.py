"""dev.py: what it says, and what it makes of a machine that lacks something."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tools.dev import checks, debian, environment
from tools.dev.checks import Check
from tools.dev.debian import Part
from tools.dev.environment import Environment, Python
from tools.dev.process import StopError

ROOT = Path(__file__).resolve().parents[1]
GLIB = Part(("libglib2.0-0t64", "libglib2.0-0"), "libglib-2.0.so.0")


def dev(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "dev.py", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_without_a_command_it_says_what_it_can_do(words: tuple[str, ...]) -> None:
    done = dev(*words)
    assert done.returncode == 0
    for command in ("setup", "run", "test", "lock"):
        assert f"    {command} " in done.stdout


@pytest.mark.parametrize("words", [("tset",), ("test", "tests/test_dev.py")])
def test_what_it_does_not_know_is_refused(words: tuple[str, ...]) -> None:
    done = dev(*words)
    assert done.returncode == 2
    assert words[-1] in done.stderr


def test_an_old_python_could_read_it_to_the_end() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 4))


# ------------------------------------------------------------------ the environment


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """An environment as it is when it was made to the end, without what makes that slow."""
    made = Environment(folder=tmp_path / "venv", base=Python.running())
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made._stamp.write_text(made._digest(), "utf-8")
    return made


def test_an_environment_made_to_the_end_is_ready(made: Environment) -> None:
    assert made.is_ready()


def test_an_environment_killed_half_way_is_not(made: Environment) -> None:
    made._stamp.unlink()
    assert not made.is_ready()


def test_an_environment_whose_python_was_removed_is_not(made: Environment) -> None:
    made.python.unlink()
    assert not made.is_ready()


def test_an_environment_from_another_python_is_not(made: Environment) -> None:
    other = replace(made, base=Python(program=made.base.program, version="3.11.0 of another day"))
    assert not other.is_ready()


def test_an_environment_with_other_packages_is_not(
    made: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "dev.txt"
    changed.write_text("other==1.0\n", "utf-8")
    monkeypatch.setattr(environment, "_REQUIREMENTS", changed)
    assert not made.is_ready()


def test_an_environment_that_was_moved_is_not(made: Environment, tmp_path: Path) -> None:
    made.folder.rename(tmp_path / "moved")
    assert not replace(made, folder=tmp_path / "moved").is_ready()


# ------------------------------------------------------------------ the checks


def test_a_failed_check_is_named_before_pytest_and_in_the_exit_code(
    made: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> int:
        raise StopError("It stopped. Start it again.")

    planned = [Check("one", lambda: 0), Check("two", lambda: 3), Check("three", stop)]
    monkeypatch.setattr(checks, "_before_pytest", lambda *_: planned)
    monkeypatch.setattr(checks, "run_pytest", lambda *_, **__: 0)
    assert checks.run_all(made, full=False) == 1
    said = capsys.readouterr()
    assert "FAILED before pytest: two, three." in said.out
    assert said.out.endswith("== pytest\n")
    assert "It stopped. Start it again." in said.err


@pytest.mark.parametrize("code", [0, 2])
def test_the_exit_code_is_that_of_pytest_when_the_rest_passed(
    code: int, made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_before_pytest", lambda *_: [Check("one", lambda: 0)])
    monkeypatch.setattr(checks, "run_pytest", lambda *_, **__: code)
    assert checks.run_all(made, full=False) == code


# ------------------------------------------------------------------ Debian and Ubuntu


POLICY = """\
libglib2.0-0t64:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0:
  Installed: (none)
  Candidate: 2.74.6-2
  Version table:
     2.74.6-2 500
"""


def test_the_package_that_this_release_has_is_taken() -> None:
    assert debian.candidates_in(POLICY) == {"libglib2.0-0"}
    assert debian.package_names([GLIB], {"libglib2.0-0"}) == ["libglib2.0-0"]
    assert debian.package_names([GLIB], set(GLIB.packages)) == ["libglib2.0-0t64"]


def test_with_empty_lists_of_packages_the_name_is_one_that_all_releases_know() -> None:
    assert debian.package_names([GLIB], set()) == ["libglib2.0-0"]


@pytest.fixture
def bare_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian where we are not root and the library of GLIB is missing."""
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    monkeypatch.setattr(debian, "is_root", lambda: False)
    monkeypatch.setattr(debian, "missing", lambda *, venv: [GLIB])
    monkeypatch.setattr(debian, "available", lambda _: {"libglib2.0-0"})


@pytest.mark.usefixtures("bare_debian")
def test_who_is_not_root_gets_the_line_to_type() -> None:
    line = "sudo apt-get update && sudo apt-get install -y libglib2.0-0"
    assert debian.provide(venv=True) == line


@pytest.mark.usefixtures("bare_debian")
def test_without_ensurepip_there_is_no_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "missing", lambda *, venv: [debian.VENV] if venv else [])
    with pytest.raises(StopError, match=r"ensurepip is missing.* apt-get install -y python3"):
        debian.provide(venv=True)
    assert debian.provide(venv=False) == ""


@pytest.mark.usefixtures("bare_debian")
def test_root_has_the_packages_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = [GLIB]

    def install(parts: list[Part]) -> None:
        assert parts == [GLIB]
        lacking.clear()

    monkeypatch.setattr(debian, "is_root", lambda: True)
    monkeypatch.setattr(debian, "missing", lambda *, venv: list(lacking))
    monkeypatch.setattr(debian, "install", install)
    assert debian.provide(venv=True) == ""


@pytest.mark.skipif(os.name == "nt", reason="there is no Debian to look at")
def test_a_library_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Part(("libnone1",), "libnone.so.1")
    monkeypatch.setattr(debian, "QT", (absent,))
    assert absent in debian.missing(venv=False)
