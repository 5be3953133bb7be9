"""The theme, as the next test expects it, and two states of the worked example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from drafter.desktop.look.theme import Theme
from drafter.report.model import Report
from drafter.services.comparing import Difference, differences
from tests.examples import framework, halton


@pytest.fixture
def restored(the_theme: Theme) -> Iterator[None]:
    yield
    the_theme.choose("light")
    the_theme.set_scale(1.0)


@pytest.fixture
def found() -> list[Difference]:
    """A grade and a fact that changed."""
    old: Report = halton().recognition.report
    content = old.content
    grades = {**content.grades, "safeguarding": "good"}
    facts = {**content.facts, "area": "Halton <and> Widnes"}
    return differences(old, replace(old, content=replace(content, grades=grades, facts=facts)), framework())
