"""How fast a report becomes a Word file, against docxtpl, python-docx and the bare zip.

Run `python bench/word.py`; README.md says what the rows mean. Everything is measured in one run, in
turns, so that a busy moment of the machine strikes all of them alike.
"""

from __future__ import annotations

import datetime
import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import contents, parts, rivals  # noqa: E402 - a script is not told where its package stands
from drafter.compose import compose  # noqa: E402
from drafter.document.model import Document, texts_of  # noqa: E402
from drafter.framework.model import Framework  # noqa: E402
from drafter.report.model import Report  # noqa: E402
from drafter.store.encode import encode_data  # noqa: E402
from drafter.word.house import house_style  # noqa: E402
from drafter.word.package import COMPRESSION  # noqa: E402
from drafter.word.write import write  # noqa: E402

ROUNDS = {1: 21, 10: 9, 100: 5}
"""How often each row is measured, by how many times the worked example the report is."""
WRITE, COMPOSE, DRAFT = "Drafter: write", "Drafter: compose and write", "Drafter: compose and write a draft"
COLD, FLOOR = "Drafter: write, house style not yet open", "floor: our finished parts, zipped"
DOCXTPL, DOCXTPL_MARKS = "docxtpl: same text, styles, structure", "docxtpl: our bookmarks too"
PYTHON_DOCX = "python-docx: same text and styles"
ROWS = (WRITE, COMPOSE, DRAFT, COLD, FLOOR, DOCXTPL, DOCXTPL_MARKS, PYTHON_DOCX)


@dataclass
class Size:
    """One size of report: how much it holds, and each row's times in seconds."""

    times: int
    paragraphs: int
    words: int
    file_sizes: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    deflate: dict[int, float] = field(default_factory=dict)

    def median(self, row: str) -> float:
        return statistics.median(self.seconds[row])


# --- measuring -------------------------------------------------------------------------------------------


def _size(report: Report, framework: Framework, times: int, template: bytes) -> Size:
    """Measure every row at one size, in turns."""
    grown = contents.grown(report, times)
    document = compose(grown.content, framework, draft=False)
    ours = write(document, framework.house_style)
    size = Size(times, _paragraphs(document), len(parts.words(ours)))
    jobs = _jobs(grown, framework, document, ours, template)
    if times == 100:
        del jobs[PYTHON_DOCX]
    made = {row: job() for row, job in jobs.items()}  # once without a clock, to warm up and to check
    size.file_sizes = {row: len(data) for row, data in made.items()}
    size.checks = _checks(made)
    gc.collect()
    gc.freeze()  # what the benchmark itself holds is not to slow anybody's garbage collection
    for _ in range(ROUNDS[times]):
        for row, job in jobs.items():
            size.seconds.setdefault(row, []).append(_timed(job))
    gc.unfreeze()
    theirs = parts.as_text(parts.read_parts(made[DOCXTPL]))
    for level in (6, COMPRESSION):
        zipping = partial(parts.zipped, theirs, level)
        size.deflate[level] = statistics.median(_timed(zipping) for _ in range(5))
    return size


def _jobs(
    report: Report, framework: Framework, document: Document, ours: bytes, template: bytes
) -> dict[str, Callable[[], bytes]]:
    style = framework.house_style
    texts = parts.as_text(parts.read_parts(ours))
    bare = parts.take_apart(ours, bookmarks=False)
    marked = parts.take_apart(ours, bookmarks=True)

    def cold() -> bytes:
        house_style.cache_clear()
        return write(document, style)

    def draft() -> bytes:
        composed = compose(report.content, framework, draft=True)
        return write(composed, style, data=encode_data(report))

    return {
        WRITE: lambda: write(document, style),
        DOCXTPL: lambda: rivals.with_docxtpl(template, bare),
        FLOOR: lambda: parts.zipped(texts),
        COMPOSE: lambda: write(compose(report.content, framework, draft=False), style),
        DRAFT: draft,
        COLD: cold,
        DOCXTPL_MARKS: lambda: rivals.with_docxtpl(template, marked),
        PYTHON_DOCX: lambda: rivals.with_python_docx(style, bare),
    }


def _checks(made: dict[str, bytes]) -> list[str]:
    """What was compared, and whether it is the same."""
    ours = made[WRITE]
    bare = parts.canonical(made[DOCXTPL], bookmarks=False) == parts.canonical(ours, bookmarks=False)
    marked = parts.canonical(made[DOCXTPL_MARKS], bookmarks=True) == parts.canonical(ours, bookmarks=True)
    found = {
        "the floor's file is ours, byte for byte": made[FLOOR] == ours,
        "docxtpl's body and footnotes hold the same words": _same_words(ours, made[DOCXTPL]),
        "docxtpl's body and footnotes are the same XML, bookmarks aside": bare,
        "docxtpl's body and footnotes are the same XML where it writes the bookmarks too": marked,
    }
    if PYTHON_DOCX in made:
        found["python-docx's body holds the same words"] = _same_words(ours, made[PYTHON_DOCX])
    return [f"{what}: {'yes' if holds else 'NO'}" for what, holds in found.items()]


def _same_words(one: bytes, other: bytes) -> bool:
    return parts.words(one) == parts.words(other)


def _timed(job: Callable[[], bytes]) -> float:
    gc.collect()
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _paragraphs(document: Document) -> int:
    return sum(len(list(texts_of(block))) for block in document.blocks)


# --- memory ----------------------------------------------------------------------------------------------


def _peak_memory(times: int) -> float | None:
    """The most memory, in megabytes, of a process that grows, composes and writes a report.

    To be asked first: on Linux a child's figure begins with that of its parent at the start.
    """
    asked = [sys.executable, __file__, "--peak-memory", str(times)]
    found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    return float(found) if found else None


def _say_peak_memory(times: int) -> None:
    report, framework = contents.worked_example()
    if times:
        document = compose(contents.grown(report, times).content, framework, draft=False)
        write(document, framework.house_style)
    try:
        import resource
    except ImportError:  # Windows
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak * (1 if sys.platform == "darwin" else 1024) / 1e6)


# --- saying ----------------------------------------------------------------------------------------------


def _say(sizes: list[Size], memory: dict[int, float | None]) -> None:
    print(f"{'milliseconds: median (lowest to highest)':44}", end="")
    print("".join(f"{f'{size.times}x':>28}" for size in sizes))
    for what, values in (
        ("paragraphs", [f"{size.paragraphs:,}" for size in sizes]),
        ("words", [f"{size.words:,}" for size in sizes]),
        ("our file, KB", [f"{size.file_sizes[WRITE] / 1000:,.0f}" for size in sizes]),
        ("runs of each row", [str(ROUNDS[size.times]) for size in sizes]),
    ):
        _say_row(what, values)
    for row in ROWS:
        _say_row(row, [_times(size, row) for size in sizes])
    print()
    _say_ratios(sizes)
    print()
    for times, peak in memory.items():
        what = f"{times}x of the report" if times else "reading the worked example only"
        print(f"peak memory, {what}: {'not measured here' if peak is None else f'{peak:.0f} MB'}", end="")
        print(f" ({_mark(met=peak < 1000)}; goal: under 1 GB)" if times and peak is not None else "")
    print()
    for size in sizes:
        print(f"Checked at {size.times}x:", *size.checks, sep="\n  ")


def _say_row(what: str, values: list[str]) -> None:
    print(f"{what:44}{''.join(f'{value:>28}' for value in values)}")


def _times(size: Size, row: str) -> str:
    if row not in size.seconds:
        return "—"
    decimals = 1 if size.times < 100 else 0
    found = (size.median(row), min(size.seconds[row]), max(size.seconds[row]))
    median, lowest, highest = (f"{seconds * 1000:,.{decimals}f}" for seconds in found)
    return f"{median} ({lowest} to {highest})"


def _say_ratios(sizes: list[Size]) -> None:
    against = [_ratio(size, DOCXTPL, WRITE) for size in sizes]
    _say_row("docxtpl / ours (goal: at least 6)", [f"{one:.1f} {_mark(met=one >= 6)}" for one in against])
    marked = [_ratio(size, DOCXTPL_MARKS, WRITE) for size in sizes]
    _say_row("docxtpl with bookmarks / ours", [f"{one:.1f}" for one in marked])
    _say_row("docxtpl if it deflated at our level / ours", [f"{_levelled(size):.1f}" for size in sizes])
    floor = [_ratio(size, WRITE, FLOOR) for size in sizes]
    _say_row("ours / floor (goal: at most 3)", [f"{one:.1f} {_mark(met=one <= 3)}" for one in floor])
    each = [size.median(WRITE) / size.paragraphs for size in sizes]
    _say_row("ours, microseconds a paragraph", [f"{seconds * 1e6:.1f}" for seconds in each])
    growth = each[2] / each[1]
    print(f"growth from 10x to 100x, a paragraph: {growth:.2f}", end="")
    print(f" ({_mark(met=growth <= 1.25)}; goal: linear, which is 1)")


def _ratio(size: Size, over: str, under: str) -> float:
    """The median of the ratios of neighbouring measurements, which a slow minute leaves as they are."""
    pairs = zip(size.seconds[over], size.seconds[under], strict=True)
    return statistics.median(one / other for one, other in pairs)


def _levelled(size: Size) -> float:
    """The ratio if docxtpl deflated at our level; it saves at zlib's default, which is 6."""
    saved = size.deflate[6] - size.deflate[COMPRESSION]
    return (size.median(DOCXTPL) - saved) / size.median(WRITE)


def _mark(*, met: bool) -> str:
    return "met" if met else "MISSED"


def machine() -> str:
    """The date and the machine, for the first line."""
    today = datetime.datetime.now(datetime.UTC).date()
    system = f"{platform.system()} {platform.release()} on {platform.machine()}"
    return f"{today:%d %B %Y}; Python {platform.python_version()}, {system}, {os.cpu_count()} cores"


def main() -> None:
    """Measure and print."""
    memory = {times: _peak_memory(times) for times in (0, 100)}
    print(machine())
    print(f"Zip level of ours and of the floor: {COMPRESSION}; docxtpl saves at zlib's default (6).\n")
    report, framework = contents.worked_example()
    first = write(compose(report.content, framework, draft=False), framework.house_style)
    template = rivals.template(first)
    _say([_size(report, framework, times, template) for times in ROUNDS], memory)


if __name__ == "__main__":
    if "--peak-memory" in sys.argv:
        _say_peak_memory(int(sys.argv[-1]))
    else:
        main()
