"""What comes before what in a report. No Qt."""

from __future__ import annotations

from functools import cached_property

from drafter.checks.finding import Finding
from drafter.desktop.session.view import View
from drafter.document.keys import key, split
from drafter.document.model import texts_of

Place = tuple[int, int]
"""The section's number, and the place in the document; -1 for what stands nowhere."""


class Order:
    """The order of a report's fields, as its document was composed last."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of_key(self, whole: str) -> Place:
        """The place of a field; what is not printed counts to the heading above it."""
        return self._place(split(whole)[0], whole)

    def of_finding(self, finding: Finding) -> Place:
        """The place of what a finding is about, in the section that prints it."""
        return self._place(finding.section, finding.key)

    def _place(self, section: str, whole: str) -> Place:
        home, _, part = split(whole)
        heading = key(home, "title", part)
        return self._sections.get(section, -1), self._places.get(whole, self._places.get(heading, -1))

    @cached_property
    def _sections(self) -> dict[str, int]:
        return {spec.key: number for number, spec in enumerate(self._view.framework.sections)}

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for block in self._view.document.blocks:
            for whole in (block.key, *(text.key for text in texts_of(block))):
                places.setdefault(whole, len(places))
        return places
