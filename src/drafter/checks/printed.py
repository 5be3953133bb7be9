"""What a composed document prints, by section, and where each field of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.keys import split
from drafter.document.model import Document, Heading, Text, texts_of
from drafter.framework.model import Framework, MainFindingsSpec


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph or a heading: the section that prints it, its key (of a cell, its table's), and itself."""

    section: str
    key: str
    text: Text | Heading

    @property
    def is_to_do(self) -> bool:
        """Whether it only marks in a draft what is still to be written."""
        return isinstance(self.text, Text) and self.text.to_do

    @property
    def number(self) -> int | None:
        return self.text.number if isinstance(self.text, Text) else None


def printed(document: Document, framework: Framework) -> Iterator[Printed]:
    """Every paragraph and heading of a document, in order."""
    findings = findings_section(framework)
    for block in document.blocks:
        for text in texts_of(block):
            whole = text.key or block.key
            section, field, _ = split(whole)
            # an area's field, printed among the main findings
            yield Printed(findings if field == "main-finding" and findings else section, whole, text)


def findings_section(framework: Framework) -> str:
    """The key of the section of main findings; empty where the framework has none."""
    return next((spec.key for spec in framework.sections if isinstance(spec, MainFindingsSpec)), "")
