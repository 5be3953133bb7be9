"""A state folder of the test's own: nothing of what is kept reaches the user's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder; it is not there yet."""
    folder = tmp_path_factory.mktemp("state") / "drafter"
    monkeypatch.setenv("DRAFTER_STATE", str(folder))
    monkeypatch.setenv("DRAFTER_FRAMEWORKS", str(folder / "no-frameworks"))
    return folder
