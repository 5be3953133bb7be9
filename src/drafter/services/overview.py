"""What a report holds, section by section."""

from __future__ import annotations

from drafter.compose import compose
from drafter.services.states import SectionState as SectionOverview
from drafter.services.states import State, states
from drafter.store.reports import Opened

__all__ = ["SectionOverview", "State", "overview"]


def overview(opened: Opened) -> list[SectionOverview]:
    """Every section of a report, in the framework's order."""
    document = compose(opened.report.content, opened.framework, draft=True)
    return states(opened.report, opened.framework, document)
