"""What is measured: the worked example, and the same report grown to ten and a hundred times its size."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from drafter.framework.model import Framework
from drafter.report.ids import IdMaker, seeded_ids
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    InvestigationsSection,
    Item,
    NarrativeSection,
    Paragraph,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import Footnote
from drafter.resources import shipped
from drafter.services.frameworks import by_key
from drafter.services.importing import import_source
from drafter.services.steps import finish

FRAMEWORK = "joint-area-review-2007"
SOURCE = shipped("resources", "examples", "halton-2008-joint-area-review.md")


def worked_example() -> tuple[Report, Framework]:
    """The worked example as it comes from its Markdown, and its framework."""
    imported = finish(import_source(SOURCE, FRAMEWORK, seeded_ids("bench")))
    return imported.recognition.report, by_key(FRAMEWORK)


def grown(report: Report, times: int) -> Report:
    """The report with `times` as many paragraphs in each narrative and `times` as many items in each list.

    What is added are the report's own paragraphs in turn, under ids of their own. All of them pass
    before one comes again, which is further than deflate looks back: were each repeated on the spot, the
    whole would pack as no real text does. What a framework prints once (cover, headings, grades) stays.
    """
    grower = _Grower(report, times)
    sections = {key: grower.section(section) for key, section in report.content.sections.items()}
    return replace(report, content=replace(report.content, sections=sections))


class _Grower:
    def __init__(self, report: Report, times: int) -> None:
        self._more = times - 1
        self._ids: IdMaker = seeded_ids(f"bench-{times}")
        self._turn = itertools.cycle(_paragraphs(report))

    def section(self, section: AnySection) -> AnySection:
        match section:
            case AreaSection():
                return replace(section, area=self._area(section.area))
            case InvestigationsSection():
                grown = (replace(one, area=self._area(one.area)) for one in section.investigations)
                return replace(section, investigations=tuple(grown))
            case NarrativeSection():
                return replace(section, narrative=self._narrative(section.narrative))
            case RecommendationsSection():
                groups = (replace(one, items=self._items(one.items)) for one in section.groups)
                return replace(section, groups=tuple(groups))
        return section

    def _area(self, area: Area) -> Area:
        return replace(
            area,
            strengths=self._items(area.strengths),
            weaknesses=self._items(area.weaknesses),
            narrative=self._narrative(area.narrative),
        )

    def _narrative(self, narrative: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return (*narrative, *(self._next() for _ in range(self._more * len(narrative))))

    def _items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        more = (self._next() for _ in range(self._more * len(items)))
        return (*items, *(Item(id=one.id, text=one.text) for one in more))

    def _next(self) -> Paragraph:
        one = next(self._turn)
        text = (replace(i, id=self._ids()) if isinstance(i, Footnote) else i for i in one.text)
        return replace(one, id=self._ids(), text=tuple(text))


def _paragraphs(report: Report) -> Iterator[Paragraph]:
    for section in report.content.sections.values():
        if isinstance(section, AreaSection):
            yield from section.area.narrative
        elif isinstance(section, NarrativeSection):
            yield from section.narrative
        elif isinstance(section, InvestigationsSection):
            for one in section.investigations:
                yield from one.area.narrative
