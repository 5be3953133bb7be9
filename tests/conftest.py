"""What every test has: the options of the checks, the profiles of Hypothesis, the shared files."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import settings

_STATES = itertools.count(1)
ROOT = Path(__file__).resolve().parents[1]

# Each run tries other examples, and a failure prints the line that repeats it. No deadline: how
# long an example takes says something about the machine only.
settings.register_profile("short", deadline=None, max_examples=50, print_blob=True)
settings.register_profile("full", settings.get_profile("short"), max_examples=400)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("drafter")
    group.addoption("--run-full", action="store_true", help="run the long forms too")
    group.addoption("--on-wheel", action="store_true", help="Drafter must come from its wheel")
    group.addoption("--accept", action="store_true", help="rewrite the golden files")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--run-full") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-full"):
        return
    for item in items:
        if "full" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="a long form; runs with --run-full"))


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of a test; nothing of whoever runs it is read or written, settings neither."""
    folder = tmp_path_factory.getbasetemp() / f"state-{next(_STATES)}"
    folder.mkdir()
    monkeypatch.setenv("DRAFTER_STATE", str(folder))
    monkeypatch.setenv("DRAFTER_CONFIG", str(folder / "config"))
    monkeypatch.setenv("DRAFTER_DICTIONARY", str(folder / "dictionary.txt"))
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real documents beside the checkout, which are not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not beside the checkout")
    return folder
