"""What the docks are given: the look, the worked example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.desktop.look.theme import Theme
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.edits import set_grade
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.resources import shipped
from drafter.services.frameworks import installed
from drafter.store.reports import open_report
from tests.examples import framework


def example() -> Report:
    """The worked example as it is shipped."""
    return open_report(shipped("resources", "examples", "halton-2008.drafter"), installed).report


@pytest.fixture
def tools(the_theme: Theme) -> Tools:
    the_theme.choose("light")
    the_theme.set_scale(1.0)
    return Tools(theme=the_theme, ids=seeded_ids("docks"))


@pytest.fixture(scope="session")
def report() -> Report:
    """The worked example, with three things wrong."""
    whole = set_grade(example(), "looked-after", None)
    facts = {key: fact for key, fact in whole.content.facts.items() if key not in ("area", "published")}
    return replace(whole, content=replace(whole.content, facts=facts))


@pytest.fixture(scope="session")
def view(report: Report) -> View:
    return View.of(report, framework())
