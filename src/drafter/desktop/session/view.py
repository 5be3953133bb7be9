"""A report as the window shows it: the report, and what composing it last said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from drafter.compose import Sentences, compose
from drafter.document.keys import address
from drafter.document.model import Document, Text, texts_of
from drafter.framework.model import Framework, SectionSpec
from drafter.report.model import (
    Area,
    AreaSection,
    Content,
    InvestigationsSection,
    NarrativeSection,
    Paragraph,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import RichText, footnotes


@dataclass(frozen=True)
class View:
    """A report with its framework, and its document as it was composed last.

    While somebody types, `document` may be a moment behind in its words; its numbers are right whenever
    the shape of the report changed.
    """

    report: Report
    framework: Framework
    document: Document

    @classmethod
    def of(cls, report: Report, framework: Framework) -> View:
        """The view of a report, composed now."""
        return cls(report, framework, compose(report.content, framework, draft=True))

    def with_report(self, report: Report) -> View:
        """The same document beside a newer report; what is known of the document stays known."""
        view = View(report, self.framework, self.document)
        known = vars(self)
        vars(view).update({name: known[name] for name in ("note_numbers", "numbered") if name in known})
        return view

    @property
    def content(self) -> Content:
        return self.report.content

    @cached_property
    def sentences(self) -> Sentences:
        """The framework's wording with this report's facts and grades."""
        return Sentences(self.report.content, self.framework)

    def number_of(self, paragraph: str) -> str:
        """The printed number of a paragraph (of a sentence by its area's address), or nothing."""
        number = self.document.numbers.get(paragraph)
        return "" if number is None else str(number)

    @cached_property
    def note_numbers(self) -> Mapping[str, int]:
        """The printed number of each footnote by its id."""
        found: dict[str, int] = {}
        for block in self.document.blocks:
            for text in texts_of(block):
                for note in footnotes(text.text):
                    found.setdefault(note.id, len(found) + 1)
        return found

    @cached_property
    def numbered(self) -> tuple[tuple[str, str, RichText], ...]:
        """Every paragraph that a reference may name: its address, its number, its text."""
        texts = [text for block in self.document.blocks for text in texts_of(block)]
        return tuple(
            (address(text.key), str(text.number), text.text)
            for text in texts
            if isinstance(text, Text) and text.number is not None and text.key
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that stands in the report now, footnotes' and groups' among them."""
        return frozenset(_ids(self.report))

    def spec(self, place: str) -> SectionSpec:
        """The section that `place` (its key, or `investigations.<id>`) belongs to."""
        return self.framework.section(place.partition(".")[0])


def _ids(report: Report) -> Iterator[str]:
    for section in report.content.sections.values():
        if isinstance(section, NarrativeSection):
            yield from ids_in(section.narrative)
        elif isinstance(section, AreaSection):
            yield from _area_ids(section.area)
        elif isinstance(section, InvestigationsSection):
            for one in section.investigations:
                yield one.id
                yield from _area_ids(one.area)
        elif isinstance(section, RecommendationsSection):
            for group in section.groups:
                yield group.id
                for item in group.items:
                    yield item.id
                    yield from (note.id for note in footnotes(item.text))


def _area_ids(area: Area) -> Iterator[str]:
    for text in (area.sentence, area.finding.text):
        yield from (note.id for note in footnotes(text))
    for item in (*area.strengths, *area.weaknesses):
        yield item.id
        yield from (note.id for note in footnotes(item.text))
    yield from ids_in(area.narrative)


def ids_in(narrative: Iterable[Paragraph]) -> Iterator[str]:
    """The ids of paragraphs and of the footnotes in them."""
    for paragraph in narrative:
        yield paragraph.id
        for text in (paragraph.text, *(cell for row in paragraph.rows for cell in row)):
            yield from (note.id for note in footnotes(text))
