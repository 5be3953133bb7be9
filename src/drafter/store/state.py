"""Where Drafter keeps older saves and journals, for this user's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def state_folder() -> Path:
    """Where it is; it need not exist. The environment variable DRAFTER_STATE names another place."""
    named = os.environ.get("DRAFTER_STATE")
    return Path(named).absolute() if named else platformdirs.user_state_path("drafter", appauthor=False)


def history_folder() -> Path:
    """Where older saves are kept."""
    return state_folder() / "history"


def journal_folder() -> Path:
    """Where the recovery journals are."""
    return state_folder() / "journals"


def has_journals() -> bool:
    """Whether any journal is there at all. Who only wants to know that need not be able to read one."""
    return any(journal_folder().glob("*"))


def make_private(folder: Path) -> None:
    """Make `folder`, and what is missing above it, so that nobody else may look into it. Raises OSError."""
    if folder.is_dir():
        return
    make_private(folder.parent)
    # another Drafter may make it at this very moment
    folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
