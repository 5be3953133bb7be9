"""Small reports to save, and processes that are dead."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache

from drafter.framework.model import Framework
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report
from drafter.store.processes import Holder, this_process


@cache
def blank() -> Framework:
    return by_key("blank")


@cache
def _empty() -> Report:
    return new_report(blank(), {}, seeded_ids("small"))


def numbered(number: int) -> Report:
    """A report that says a number; `number_in` finds it again."""
    section = next(iter(_empty().content.sections))
    return replace(_empty(), desk=replace(_empty().desk, notes={section: str(number)}))


def number_in(report: Report) -> int:
    (note,) = report.desk.notes.values()
    return int(note)


def dead() -> Holder:
    """A process of this machine that ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return replace(this_process(), process=process.pid)


def elsewhere() -> Holder:
    """A process of a colleague's machine."""
    return replace(this_process(), user="Ann Lee", machine="DESK-12")
