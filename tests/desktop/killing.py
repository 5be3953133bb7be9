"""Windows that somebody types into, killed at random instants; a line of JSON for each says what was left.

`python -m tests.desktop.killing FOLDER COUNT SEED`, from the top of the checkout. It is a program of its own
because it forks, before Qt has begun, so that all that is imported is so once.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drafter.desktop.app import Program, make_app, make_tools
from drafter.desktop.forms.narrative_form import NarrativeForm
from drafter.desktop.window.report_window import ReportWindow
from drafter.errors import DrafterError
from drafter.report.ids import seeded_ids
from drafter.report.model import NarrativeSection, Report
from drafter.report.richtext import plain
from drafter.services.frameworks import by_key, installed
from drafter.services.recovering import recovered, unfinished
from drafter.services.starting import new_report, read_facts
from drafter.store.reports import open_report, save_report
from drafter.store.settings import PAGE_PREVIEW, Settings

AT_ONCE = 3
LIFE = (0.1, 3.0)
"""Seconds from the first key to the kill, at least and at most."""
_KEY = struct.Struct("=qd")
_WORD = re.compile(r"w(\d{5})")
_SECTION = "context"


@dataclass(frozen=True)
class Child:
    """A window in `folder`; it tells its words through `pipe`, and lives `life` seconds from its first."""

    process: int
    folder: Path
    pipe: int
    life: float


def born(folder: Path, kind: int, life: float) -> Child:
    """Start a window. Kind 0 has no file yet, 1 has one and never saves, 2 saves again and again."""
    folder.mkdir(parents=True)
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            live(folder, kind, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return Child(process, folder, reading, life)


def live(folder: Path, kind: int, pipe: int) -> None:
    """Type, and tell each word, until somebody puts an end to it."""
    for name in ("STATE", "CONFIG", "DICTIONARY"):
        os.environ[f"DRAFTER_{name}"] = str(folder / name.lower())
    app = make_app()
    settings = Settings().having(PAGE_PREVIEW, False)
    program = Program(app, make_tools(settings, app), settings)
    window = _window(program, folder, kind)
    form = window.stack.show_place(_SECTION)
    assert isinstance(form, NarrativeForm)
    editor = form.narrative.editor
    window.activateWindow()
    editor.setFocus()
    number = 0
    while True:
        number += 1
        QTest.keyClicks(editor, f"w{number:05} ")
        os.write(pipe, _KEY.pack(number, time.monotonic()))
        if number % 7 == 0:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        if kind == 2 and number % 20 == 0:
            QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(15)


def _window(program: Program, folder: Path, kind: int) -> ReportWindow:
    framework = by_key("joint-area-review-2007")
    facts = read_facts(framework, ["area=Halton"])
    if kind == 0:
        return program.begin(framework, dict(facts))
    file = folder / "report.drafter"
    save_report(file, new_report(framework, facts, seeded_ids("killing")), framework)
    window = program.open(file)
    assert window is not None
    return window


def killed(child: Child) -> dict[str, object]:
    """Kill it, and look at what it left."""
    os.set_blocking(child.pipe, True)
    told = os.read(child.pipe, _KEY.size)  # its first word: the window stands
    time.sleep(child.life)
    moment = time.monotonic()
    os.kill(child.process, signal.SIGKILL)
    os.waitpid(child.process, 0)
    while more := os.read(child.pipe, 65536):
        told += more
    os.close(child.pipe)
    words = [_KEY.unpack_from(told, place) for place in range(0, len(told) - _KEY.size + 1, _KEY.size)]
    found, problem = _left(child.folder)
    due = max((number for number, when in words if when <= moment - 1.0), default=0)
    late = [moment - when for number, when in words if number > found]
    return {
        "typed": words[-1][0],
        "found": found,
        "due": due,
        "lost": max(late, default=0.0),
        "problem": problem,
        "litter": sorted(one.name for one in child.folder.glob("*.tmp")),
    }


def _left(folder: Path) -> tuple[int, str]:
    """The last word that is on the disk, and what is wrong there."""
    os.environ["DRAFTER_STATE"] = str(folder / "state")
    found, problem = [0], ""
    try:
        file = folder / "report.drafter"
        if file.exists():
            found.append(_last_word(open_report(file, installed).report))
        found += [_last_word(recovered(one).report) for one in unfinished()]
    except DrafterError as error:
        problem = str(error)
    return max(found), problem


def _last_word(report: Report) -> int:
    """The number of the last word; every word before it must be there, in order."""
    section = report.content.sections[_SECTION]
    assert isinstance(section, NarrativeSection)
    numbers = [int(one) for part in section.narrative for one in _WORD.findall(plain(part.text))]
    if numbers != list(range(1, len(numbers) + 1)):
        raise DrafterError(f"words are missing: {numbers}")
    return len(numbers)


def main(folder: Path, count: int, seed: int) -> None:
    """Kill `count` windows, a few at a time."""
    chance = random.Random(seed)
    waiting = list(range(count))
    while waiting:
        now, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        children = [born(folder / str(number), number % 3, chance.uniform(*LIFE)) for number in now]
        for child in children:
            print(json.dumps(killed(child)), flush=True)  # noqa: T201 - its answer to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
