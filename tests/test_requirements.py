"""The pins: complete, for every machine, and made from what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements"


def lines(name: str) -> list[str]:
    """The requirements of the file `name`, each with its continuation lines, without comments."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (REQUIREMENTS / name).read_text("utf-8"))
    return text.replace("\\\n", " ").splitlines()


def test_pyproject_and_run_in_ask_for_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dependencies"] == lines("run.in")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_pin_is_exact_and_has_a_digest(name: str) -> None:
    assert lines(name)
    for line in lines(name):
        assert re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_no_pin_says_where_it_comes_from(name: str) -> None:
    text = (REQUIREMENTS / name).read_text("utf-8")
    assert re.findall(r"://|--index|--extra-index|--find-links|(?m:^-)", text) == []


def test_the_checks_run_with_the_very_packages_that_drafter_runs_with() -> None:
    assert set(lines("run.txt")) <= set(lines("dev.txt"))
