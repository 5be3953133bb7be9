"""Processes that write and save, killed at random instants; a line of JSON for each says what was left.

`python -m tests.store.killing FOLDER COUNT SEED`, from the top of the checkout. It is a program of its own
because it forks, which a test with threads about it must not. All that is imported and loaded is so once.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.services.recovering import unfinished
from drafter.store import history, journal, recovery
from drafter.store.reports import decode_report, open_report, save_report
from tests.store.making import blank, number_in, numbered

AT_ONCE = 6
LONGEST_LIFE = 1.6
_EDIT = struct.Struct("=qd")


@dataclass(frozen=True)
class Child:
    """A process at work in `folder`; it tells its edits through `pipe` and is killed at `end`."""

    process: int
    folder: Path
    pipe: int
    end: float


def born(folder: Path, kind: int, end: float) -> Child:
    """Start a process that edits. Kind 0 never saves, 1 always, 2 seldom; 3 makes its journal anew."""
    (folder / "work").mkdir(parents=True)
    save_report(folder / "work" / "a.drafter", numbered(0), blank())
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            live(folder, kind, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return Child(process, folder, reading, end)


def live(folder: Path, kind: int, pipe: int) -> None:
    """Edit, and tell each edit, until somebody puts an end to it."""
    os.environ["DRAFTER_STATE"] = str(folder / "state")
    if kind == 3:
        journal.PATIENCE = 0.002
        journal.LARGEST_JOURNAL = 1
    editing = Editing.opened(folder / "work" / "a.drafter")
    pause = threading.Event()
    number = 0
    while True:
        number += 1
        editing.change(numbered(number))
        os.write(pipe, _EDIT.pack(number, time.monotonic()))
        if kind == 1 or (kind == 2 and number % 100 == 0):
            editing.save()
        pause.wait(0.002)


def killed(child: Child) -> dict[str, object]:
    """Kill it, and look at what it left."""
    moment = time.monotonic()
    os.kill(child.process, signal.SIGKILL)
    _, status = os.waitpid(child.process, 0)
    told = b""
    while part := os.read(child.pipe, 100_000):
        told += part
    os.close(child.pipe)
    if not os.WIFSIGNALED(status):
        return {"problem": "it ended by itself"}
    edits = dict(_EDIT.iter_unpack(told[: len(told) // _EDIT.size * _EDIT.size]))
    os.environ["DRAFTER_STATE"] = str(child.folder / "state")
    try:
        newest = left(child.folder)
    except (DrafterError, AssertionError) as error:
        return {"problem": repr(error)}
    lost = [moment - when for number, when in edits.items() if number > newest]
    return {"edits": len(edits), "kept": newest, "lost": max(lost, default=0.0)}


def left(folder: Path) -> int:
    """The number of the newest report that is found again; everything must be in order."""
    report = folder / "work" / "a.drafter"
    newest = number_in(open_report(report, installed).report)
    for save in history.saves(report):
        decode_report(save.data(), installed, str(save.file))
    for one in unfinished():
        newest = max(newest, number_in(recovery.recovered(one, installed).report))
        one.discard()
    editing = Editing.opened(report)  # the lock of the dead one is no hindrance
    editing.change(numbered(newest))
    editing.save()
    editing.close()
    litter = [path.name for path in report.parent.iterdir() if path != report]
    assert not litter, litter
    journals = folder / "state" / "journals"
    assert not journals.exists() or not list(journals.iterdir()), list(journals.iterdir())
    return newest


def main(folder: Path, count: int, seed: int) -> None:
    """Have `count` processes live and die, several at a time."""
    chance = random.Random(seed)
    pause = threading.Event()
    living: list[Child] = []
    started = 0
    while started < count or living:
        while started < count and len(living) < AT_ONCE:
            end = time.monotonic() + chance.uniform(0.0, LONGEST_LIFE)
            living.append(born(folder / str(started), started % 4, end))
            started += 1
        first = min(living, key=lambda child: child.end)
        pause.wait(max(0.0, first.end - time.monotonic()))
        living.remove(first)
        print(json.dumps(killed(first)), flush=True)  # noqa: T201 - its answer to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
