"""Starting other programs, and stopping with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]

# Python's own variables would lead the programs that we start to other packages than those of their
# environment, and so make a check pass or fail that does not elsewhere.
_LEADING_ASTRAY = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")


class StopError(Exception):
    """The command cannot go on: the message says what happened and what to do next."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of the program started next."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print one line for the attention of the developer, apart from the ordinary output."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], *, more: Mapping[str, str] | None = None, folder: Path = ROOT) -> int:
    """Run `command` in `folder` with its output shown; `more` adds environment variables.

    Returns its exit code as a shell would give it: 128 and the number of the signal that ended it.
    """
    code = subprocess.run(_words(command), cwd=folder, env=_environment(more), check=False).returncode
    return code if code >= 0 else 128 - code


def run_quietly(command: Sequence[str | Path], *, doing: str, more: Mapping[str, str] | None = None) -> None:
    """Run `command` in the checkout and show its output only when it fails.

    Raises StopError then; `doing` ends the sentence "The command that ... failed".
    """
    done = subprocess.run(
        _words(command),
        cwd=ROOT,
        env=_environment(more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        warn(done.stdout.rstrip())
        raise StopError(
            f"The command that {doing} failed with exit code {done.returncode}; its own words are "
            "above. Put right what they name and give the same command again."
        )


@contextmanager
def alone() -> Iterator[None]:
    """Hold the checkout while its environments change, so that two commands do not undo each other.

    The system lets go of the lock when the process ends, however it ends.
    """
    with (ROOT / ".dev.lock").open("a") as file:
        if not _try_lock(file):
            say("Another dev.py is at work in this checkout; waiting for it to finish.")
            _wait_for_lock(file)
        yield


if sys.platform == "win32":
    import msvcrt
    import time

    def _try_lock(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(file: IO[str]) -> None:
        while not _try_lock(file):
            time.sleep(0.5)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)


def _words(command: Sequence[str | Path]) -> list[str]:
    return [str(word) for word in command]


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEADING_ASTRAY}
    return {**kept, **(more or {})}
