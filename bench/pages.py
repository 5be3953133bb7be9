"""How soon the pages are there after an edit, against LibreOffice, and how layout grows with the report.

Run `python bench/pages.py`; README.md says what the rows mean. `--large` adds the report of a hundred times
the size. LibreOffice (`soffice`) is left out where it is not installed.
"""

from __future__ import annotations

import datetime
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import contents  # noqa: E402 - a script is not told where its package stands
from drafter.compose import compose  # noqa: E402
from drafter.document.model import Document, Role, Text  # noqa: E402
from drafter.errors import DrafterError  # noqa: E402
from drafter.pages.client import Worker  # noqa: E402
from drafter.report.richtext import rich  # noqa: E402
from drafter.services.paging import Paged, paged  # noqa: E402
from drafter.services.previewing import Preview  # noqa: E402
from drafter.services.steps import finish  # noqa: E402
from drafter.word.write import write  # noqa: E402

ROUNDS = 15
SCALE = 96 / 72
"""Pixels to a point on a usual screen."""
GOAL, GOAL_RATIO = 0.3, 5.0


def main() -> int:
    """Measure and print; 0 where every goal is met."""
    today = datetime.datetime.now(datetime.UTC).date()
    print(f"{today:%d %B %Y}; Python {platform.python_version()} on {platform.machine()},", end=" ")
    print(f"{os.cpu_count()} cores\n")
    report, framework = contents.worked_example()
    document = compose(report.content, framework, draft=True)
    met = _example(document, framework.house_style)
    for times in (1, 10, 100) if "--large" in sys.argv else (1, 10):
        grown = compose(contents.grown(report, times).content, framework, draft=False)
        _print_size(times, grown, framework.house_style)
    return 0 if met else 1


# --- after an edit ---------------------------------------------------------------------------------------


def _example(document: Document, house_style: bytes) -> bool:
    """After an edit, in turns with LibreOffice's conversion of the same report."""
    shown: list[float] = []
    libreoffice: list[float] = []
    with Worker() as worker, tempfile.TemporaryDirectory() as folder:
        screen = _Screen(worker)
        screen.time_to_see(document, house_style)  # the first one starts the process
        for edited in _edits(document, ROUNDS):
            shown.append(screen.time_to_see(edited, house_style))
            if shutil.which("soffice"):
                libreoffice.append(_timed(lambda d=edited: _convert(d, house_style, Path(folder))))  # type: ignore[misc]
        screen.close()
    _print_row("edit to the first pages on the screen", shown)
    met = statistics.median(shown) < GOAL
    print(f"  goal: under {GOAL} s: {'met' if met else 'MISSED'}")
    if libreoffice:
        _print_row("LibreOffice: the same report to PDF", libreoffice)
        ratio = statistics.median(b / a for a, b in zip(shown, libreoffice, strict=True))
        print(f"  {ratio:.1f} times as long; goal: {GOAL_RATIO:.0f}: ", end="")
        print("met" if ratio >= GOAL_RATIO else "MISSED")
        met = met and ratio >= GOAL_RATIO
    print()
    return met


class _Screen:
    """A preview as the window has it: it waits for the layout, then draws two pages."""

    def __init__(self, worker: Worker) -> None:
        self._there = threading.Event()
        self._preview = Preview(worker, laid_out=self._laid_out, failed=self._failed)

    def _laid_out(self, _: Paged) -> None:
        self._there.set()

    def _failed(self, error: DrafterError) -> None:
        print(error, file=sys.stderr)
        os._exit(1)

    def time_to_see(self, document: Document, house_style: bytes) -> float:
        """Seconds from the edit to the two pages, composing left out (2 ms)."""
        begun = time.perf_counter()
        self._there.clear()
        self._preview.show(document, house_style)
        self._there.wait()
        for page in (9, 10):
            self._preview.page(page, SCALE)
        return time.perf_counter() - begun

    def close(self) -> None:
        self._preview.close()


def _edits(document: Document, count: int) -> Iterator[Document]:
    """The document with a word more in another paragraph each time."""
    places = [
        n for n, b in enumerate(document.blocks) if isinstance(b, Text) and b.role is Role.NUMBERED and b.text
    ]
    for number in range(count):
        place = places[number * len(places) // count]
        block = document.blocks[place]
        assert isinstance(block, Text)
        text = rich(block.text, f" And {number} more.")
        yield replace(
            document,
            blocks=(*document.blocks[:place], replace(block, text=text), *document.blocks[place + 1 :]),
        )


def _convert(document: Document, house_style: bytes, folder: Path) -> None:
    source = folder / "report.docx"
    source.write_bytes(write(document, house_style))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)


# --- growing ---------------------------------------------------------------------------------------------


def _print_size(times: int, document: Document, house_style: bytes) -> None:
    """Layout of a whole report until its contents list is right, in a process of its own."""
    with Worker() as worker:
        worker.warm_up()
        begun = time.perf_counter()
        pages = finish(paged(document, house_style, worker))
        took = time.perf_counter() - begun
        memory = _peak(worker.pid)
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{times:4}x: {pages.pages:5} pages, {len(pages.pieces):2} pieces, {took:6.1f} s, "
        f"{took / pages.pages * 1000:5.1f} ms a page, worker {memory} MB, program {ours} MB, "
        f"{'stable' if pages.stable else 'NOT STABLE'}"
    )


def _peak(pid: int) -> int:
    """The most memory that a running process has held, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines() if ":" in line)
    return int(lines["VmHWM"].split()[0]) // 1024


def _timed(job: Callable[[], None]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _print_row(what: str, seconds: list[float]) -> None:
    figures = (statistics.median(seconds), min(seconds), max(seconds))
    print(f"{what:42}{''.join(f'{figure:8.2f}' for figure in figures)} s (median, lowest, highest)")


if __name__ == "__main__":
    sys.exit(main())
