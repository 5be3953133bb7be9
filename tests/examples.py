"""The worked example, read once for all tests."""

from __future__ import annotations

from functools import cache

from drafter.framework.model import Framework
from drafter.report.ids import seeded_ids
from drafter.report.model import Area, AreaSection, InvestigationsSection, Report
from drafter.resources import shipped
from drafter.services.frameworks import by_key
from drafter.services.importing import Imported, import_source
from drafter.services.steps import finish

FRAMEWORK = "joint-area-review-2007"
SOURCE = shipped("resources", "examples", "halton-2008-joint-area-review.md")


@cache
def halton() -> Imported:
    """The worked example as it comes from its Markdown."""
    return finish(import_source(SOURCE, FRAMEWORK, seeded_ids("test")))


def framework() -> Framework:
    return by_key(FRAMEWORK)


def areas(report: Report) -> dict[str, Area]:
    """Every area by its address' section, investigations as `investigation-1` and so on."""
    found: dict[str, Area] = {}
    for key, section in report.content.sections.items():
        if isinstance(section, AreaSection):
            found[key] = section.area
        elif isinstance(section, InvestigationsSection):
            for number, one in enumerate(section.investigations, 1):
                found[f"investigation-{number}"] = one.area
    return found
