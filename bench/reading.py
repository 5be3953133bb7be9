"""How fast a Word file becomes a report again, against lxml alone and against readers of text.

Run `python bench/reading.py`; README.md says what the rows mean. Everything is measured in one run, in
turns, and by the processor's time, so that a busy machine strikes all of it alike. The rows that stand in
are steps of the rows below: to unzip and check every part, and then to parse what is read and touch each
element, is the floor of any reader in Python that checks what it is given.
"""

from __future__ import annotations

import datetime
import gc
import io
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx2python
import mammoth
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import contents  # noqa: E402 - a script is not told where its package stands
from drafter.compose import compose  # noqa: E402
from drafter.document.model import Document  # noqa: E402
from drafter.framework.known import known_keys  # noqa: E402
from drafter.framework.model import Framework  # noqa: E402
from drafter.recognise import recognise  # noqa: E402
from drafter.report.ids import seeded_ids  # noqa: E402
from drafter.report.model import Content  # noqa: E402
from drafter.word.gate import Package, opened_package  # noqa: E402
from drafter.word.read import read  # noqa: E402
from drafter.word.write import write  # noqa: E402

PARTS = tuple(f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes"))
ROUNDS = {1: 15, 10: 5, 100: 3}
LXML, GATE = "lxml: unzip and parse the body", "  unzip and check every part"
PARSE, WALK = "  parse what is read", "  parse it and touch each element"
READ, RECOGNISE, REPORT = "Drafter: to a document", "  recognise the document", "Drafter: to a report"
MAMMOTH, DOCX2PYTHON = "mammoth: text alone", "docx2python: text alone"


def main() -> int:
    """Measure and print; 0 where every report came back whole."""
    today = datetime.datetime.now(datetime.UTC).date()
    print(f"{today:%d %B %Y}; Python {platform.python_version()} on {platform.machine()},", end=" ")
    print(f"{os.cpu_count()} cores\n")
    report, framework = contents.worked_example()
    whole = True
    for times, rounds in ROUNDS.items():
        content = contents.grown(report, times).content
        data = write(compose(content, framework, draft=False), framework.house_style)
        medians = _measure(_jobs(data, framework, large=times == 100), rounds)
        _print(times, medians)
        whole = whole and _content(data, framework) == content
    print("every report came back whole" if whole else "A REPORT DID NOT COME BACK WHOLE")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 0 if whole else 1


def _jobs(data: bytes, framework: Framework, *, large: bool) -> dict[str, Callable[[], object]]:
    known = known_keys(framework)
    package = opened_package(data)
    document = read(data, known)
    jobs: dict[str, Callable[[], object]] = {
        LXML: lambda: etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")),
        GATE: lambda: opened_package(data),
        PARSE: lambda: [package.tree(name) for name in PARTS],
        WALK: lambda: _walk(package),
        READ: lambda: read(data, known),
        RECOGNISE: lambda: _recognised(document, framework),
        REPORT: lambda: _content(data, framework),
    }
    if not large:  # they take half a minute then
        jobs[MAMMOTH] = lambda: mammoth.extract_raw_text(io.BytesIO(data)).value
        jobs[DOCX2PYTHON] = lambda: _docx2python(data)
    return jobs


def _content(data: bytes, framework: Framework) -> Content:
    return _recognised(read(data, known_keys(framework)), framework)


def _recognised(document: Document, framework: Framework) -> Content:
    return recognise(document, framework, ids=seeded_ids("bench"), source="report.docx").report.content


def _walk(package: Package) -> None:
    for name in PARTS:
        _touch(package.tree(name))


def _touch(parent: Any) -> None:
    """What reading in Python costs before anything is made of it: each element handed out, and its name."""
    for element in parent[:]:
        element.tag  # noqa: B018 - lxml makes the name when it is asked for
        _touch(element)


def _docx2python(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        with docx2python.docx2python(file.name) as found:
            return found.text


def _measure(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    gc.collect()
    for number in range(rounds + 1):
        for name, job in jobs.items():
            begun = time.process_time()
            job()
            if number:  # the first is not counted
                seconds[name].append(time.process_time() - begun)
    return {name: statistics.median(found) for name, found in seconds.items()}


def _print(times: int, medians: dict[str, float]) -> None:
    print(f"{times} times the worked example (milliseconds, medians)")
    for name, median in medians.items():
        print(f"  {name:36}{median * 1000:10.1f}{median / medians[LXML]:8.1f} times lxml")
    print()


if __name__ == "__main__":
    sys.exit(main())
