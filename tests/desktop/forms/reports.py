"""Reports of every framework: filled ones, and new ones with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from drafter.framework.model import InvestigationsSpec
from drafter.report.edits import add_investigation
from drafter.report.ids import seeded_ids
from drafter.report.model import Investigation, InvestigationsSection, Report, area_address
from drafter.resources import shipped
from drafter.services.frameworks import by_key, installed
from drafter.services.starting import new_report
from drafter.store.reports import open_report
from tests.filled import area_send, ilacs

FRAMEWORKS = ("joint-area-review-2007", "ilacs-2018", "area-send-2023", "blank")


@cache
def halton() -> Report:
    """The worked example as it is shipped."""
    return open_report(shipped("resources", "examples", "halton-2008.drafter"), installed).report


@cache
def empty(framework: str) -> Report:
    """A new report, with an investigation where there can be one, so that it has a form too."""
    held = by_key(framework)
    report = new_report(held, {}, seeded_ids(framework))
    for spec in held.sections:
        if isinstance(spec, InvestigationsSpec):
            report = add_investigation(report, spec.key, Investigation(id="inv1"))
    return report


@cache
def all_reports() -> dict[str, Report]:
    """By a name that a test's id can have."""
    filled = {"halton": halton(), "ilacs": ilacs(), "area-send": area_send()}
    return filled | {f"new-{one}": empty(one) for one in FRAMEWORKS}


def places(report: Report) -> Iterator[str]:
    """Every place that has a form."""
    for key, section in report.content.sections.items():
        yield key
        if isinstance(section, InvestigationsSection):
            yield from (area_address(key, one.id) for one in section.investigations)


def first_investigation(report: Report) -> str:
    return next(place for place in places(report) if "." in place)
