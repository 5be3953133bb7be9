"""How long saving and journalling take. Run `python bench/saving.py`.

The worked example, and the same report ten and a hundred times as large. Everything reaches the disk.
"""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.contents import grown, worked_example  # noqa: E402 - a script is not told where its package stands
from drafter.framework.model import Framework  # noqa: E402
from drafter.report.model import Report  # noqa: E402
from drafter.services.editing import Editing, Listeners  # noqa: E402
from drafter.services.saving import save  # noqa: E402
from drafter.store.encode import encode  # noqa: E402
from drafter.store.files import atomic_write  # noqa: E402
from drafter.store.journal import PATIENCE, Journal  # noqa: E402

RUNS = {1: 200, 10: 60, 100: 15}
GOAL = 1.0
"""The longest, in seconds, from an edit to the disk."""


def main() -> int:
    """Measure and print; 0 where every edit was on the disk within its second."""
    today = datetime.datetime.now(datetime.UTC).date()
    print(f"{today:%d %B %Y}; Python {platform.python_version()}, {platform.system()}", end=" ")
    print(f"{platform.release()} on {platform.machine()}, {os.cpu_count()} cores\n")
    report, framework = worked_example()
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        os.environ["DRAFTER_STATE"] = str(Path(folder) / "state")
        for times, runs in RUNS.items():
            work = Path(folder) / str(times)
            work.mkdir()
            slowest = max(slowest, _measure(grown(report, times), framework, work, times, runs))
    met = slowest < GOAL
    print(f"Slowest edit on the disk after {slowest:.2f} s, {PATIENCE} s of it gathering:", end=" ")
    print(f"{'met' if met else 'MISSED'} (goal: under {GOAL:.0f} s)")
    return 0 if met else 1


def _measure(report: Report, framework: Framework, work: Path, times: int, runs: int) -> float:
    """Print a table for one size; returns the longest from an edit to the disk, in seconds."""
    data = encode(report, framework)
    print(f"{f'{times}x: {len(data) / 1000:,.0f} KB; ms, {runs} runs':44}{'median':>9}{'p99':>9}")
    versions = [replace(report, desk=replace(report.desk, notes={"context": str(i)})) for i in range(runs)]
    _row("encode", [_timed(encode, version, framework) for version in versions])
    _row("atomic write alone", [_timed(atomic_write, work / "raw", data) for _ in versions])
    save(work / "new.drafter", report, framework)
    editing = Editing.opened(work / "new.drafter")
    found = []
    for version in versions:
        editing.change(version)
        found.append(_timed(editing.save))
    editing.close()
    _row("save, keeping the one before it", found)
    _row("record: what an edit waits for", _records(versions, framework))
    _row("a journal record, to the disk", _flushes(versions, framework))
    slow = _delays(versions[: max(5, runs // 10)], framework)
    _row("from an edit to the disk", slow)
    print()
    return max(slow)


def _records(versions: list[Report], framework: Framework) -> list[float]:
    journal = Journal()
    found = [_timed(journal.record, version, framework) for version in versions]
    journal.close()
    return found


def _flushes(versions: list[Report], framework: Framework) -> list[float]:
    journal = Journal()
    found = []
    for version in versions:
        journal.record(version, framework)
        found.append(_timed(journal.flush))
    journal.close()
    return found


def _delays(versions: list[Report], framework: Framework) -> list[float]:
    """Edits that nobody waits for: from `change` until the journal says that it is on the disk."""
    done: list[float] = []
    editing = Editing(
        versions[-1], framework, listeners=Listeners(written=lambda _: done.append(time.perf_counter()))
    )
    found = []
    for version in versions:
        begun, before = time.perf_counter(), len(done)
        editing.change(version)
        while len(done) == before:
            time.sleep(0.001)
        found.append(done[-1] - begun)
    editing.close()
    return found


def _timed(work: Callable[..., object], *arguments: object) -> float:
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun


def _row(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{name:44}{statistics.median(ordered) * 1000:9.2f}{last * 1000:9.2f}")


if __name__ == "__main__":
    sys.exit(main())
