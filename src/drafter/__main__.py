"""`python -m drafter`, and the `drafter` command: the one place that knows commands and window."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from drafter import cli


def _window(report: Path | None, quit_when_shown: bool) -> int:
    from drafter.desktop.app import run

    return run(report, quit_when_shown=quit_when_shown)


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    cli.main(window=_window)


if __name__ == "__main__":
    main()
