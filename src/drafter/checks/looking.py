"""What every check of a report looks at."""

from __future__ import annotations

from functools import cached_property

from drafter.checks.finding import Finding, Severity
from drafter.checks.printed import Printed, printed
from drafter.compose import Sentences
from drafter.document.keys import key, split
from drafter.document.model import Document, texts_of
from drafter.framework.model import Framework
from drafter.report.model import Content


class Look:
    """A report, and its composed draft."""

    def __init__(self, content: Content, framework: Framework, document: Document) -> None:
        self.content = content
        self.framework = framework
        self.document = document
        self.sentences = Sentences(content, framework)
        self.printed: tuple[Printed, ...] = tuple(printed(document, framework))
        self._sections = {spec.key: place for place, spec in enumerate(framework.sections)}

    def finding(
        self,
        rule: str,
        severity: Severity,
        whole_key: str,
        message: str,
        *,
        section: str = "",
        quote: str = "",
        fact: str = "",
    ) -> Finding:
        """A finding at `whole_key`; `section` is said where another than the key's own prints the place."""
        return Finding(
            rule=rule,
            severity=severity,
            section=section or split(whole_key)[0],
            key=whole_key,
            message=message,
            quote=quote,
            fact=fact,
            number=self._numbers.get(whole_key),
        )

    def place(self, finding: Finding) -> tuple[int, int]:
        """Where it stands in the report; what is not printed counts to the heading above it."""
        section, _, part = split(finding.key)
        heading = key(section, "title", part)
        place = self._places.get(finding.key, self._places.get(heading, -1))
        return self._sections.get(finding.section, -1), place

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for block in self.document.blocks:
            for whole_key in (block.key, *(text.key for text in texts_of(block))):
                places.setdefault(whole_key, len(places))
        return places

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one.key: one.number for one in self.printed if one.number is not None}
