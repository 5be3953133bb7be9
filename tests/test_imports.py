"""`import drafter` is light, and the package comes from where it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import drafter
from drafter.resources import shipped

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"PySide6", "docx", "jinja2", "lxml", "pikepdf", "pypdfium2", "rdocx"}

pytestmark = pytest.mark.smoke


def test_importing_drafter_brings_in_nothing_heavy() -> None:
    asked = "import drafter, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "drafter" in loaded
    assert loaded & HEAVY == set()


def test_the_layout_engine_is_loaded_by_its_own_process_alone() -> None:
    asked = "import drafter.services.exporting, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "drafter.pages.client" in loaded
    assert loaded & {"pikepdf", "pypdfium2", "rdocx"} == set()


def test_drafter_comes_from_the_wheel_when_the_wheel_is_tested(
    pytestconfig: pytest.Config,
) -> None:
    home = Path(sys.prefix) if pytestconfig.getoption("--on-wheel") else ROOT / "src"
    assert Path(drafter.__file__).resolve().is_relative_to(home.resolve())


def test_the_shipped_folders_are_found() -> None:
    assert shipped("templates").is_dir()
    assert shipped("resources").is_dir()


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(drafter.__file__).with_name("py.typed").exists()
