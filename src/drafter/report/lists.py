"""Every list of texts in a report under one kind of address, read and written as paragraphs.

Narratives hold paragraphs; strengths, weaknesses and recommendations hold items, which are plain
paragraphs here. So what is moved from one to another keeps its id and its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.report.edits import change_area, change_groups, change_narrative, changed, put
from drafter.report.model import (
    Area,
    AreaSection,
    InvestigationsSection,
    Item,
    Kind,
    NarrativeSection,
    Paragraph,
    RecommendationGroup,
    RecommendationsSection,
    Report,
)


@dataclass(frozen=True, slots=True)
class ListAddress:
    """A list: its section (or `investigations.<id>`), its field, and of recommendations the group's id.

    `field` is `narrative`, `strengths`, `weaknesses` or `items`. A group that the report does not have yet is
    an empty list, and is made within `timescale` when something is put into it.
    """

    place: str
    field: str
    group: str = ""
    timescale: str = ""

    def key(self, paragraph: str = "") -> str:
        """The key that the document gives a paragraph of this list."""
        section = self.place.partition(".")[0]
        return f"{section}.{self.field}.{paragraph}" if paragraph else f"{section}.{self.field}"


def paragraphs_at(report: Report, where: ListAddress) -> tuple[Paragraph, ...]:
    """The list at an address. Raises KeyError where the report has none."""
    if where.field == "items":
        section = report.content.sections[where.place]
        assert isinstance(section, RecommendationsSection)
        group = next((one for one in section.groups if one.id == where.group), None)
        return _from_items(group.items) if group else ()
    held = report.content.sections[where.place.partition(".")[0]]
    if where.field == "narrative" and isinstance(held, NarrativeSection):
        return held.narrative
    area = _area(report, where.place)
    if where.field == "narrative":
        return area.narrative
    return _from_items(area.strengths if where.field == "strengths" else area.weaknesses)


def with_paragraphs(report: Report, where: ListAddress, paragraphs: Sequence[Paragraph]) -> Report:
    """The report with another list at an address. A list of items keeps the texts of the paragraphs."""
    if where.field == "narrative":
        return change_narrative(report, where.place, lambda _: tuple(paragraphs))
    items = tuple(Item(id=one.id, text=one.text) for one in paragraphs)
    if where.field == "items":
        return change_groups(report, where.place, lambda groups: _with_items(groups, where, items))
    if where.field == "strengths":
        return change_area(report, where.place, lambda area: changed(area, strengths=items))
    return change_area(report, where.place, lambda area: changed(area, weaknesses=items))


def _with_items(
    groups: tuple[RecommendationGroup, ...], where: ListAddress, items: tuple[Item, ...]
) -> tuple[RecommendationGroup, ...]:
    for group in groups:
        if group.id == where.group:
            return put(groups, changed(group, items=items))
    return (*groups, RecommendationGroup(id=where.group, timescale=where.timescale, items=items))


def all_lists(report: Report) -> Iterator[ListAddress]:
    """The addresses of all lists, in the order in which the report holds its sections."""
    for key, section in report.content.sections.items():
        if isinstance(section, NarrativeSection):
            yield ListAddress(key, "narrative")
        elif isinstance(section, AreaSection):
            yield from _area_lists(key)
        elif isinstance(section, InvestigationsSection):
            for one in section.investigations:
                yield from _area_lists(f"{key}.{one.id}")
        elif isinstance(section, RecommendationsSection):
            for group in section.groups:
                yield ListAddress(key, "items", group.id, group.timescale)


def list_of(report: Report, paragraph: str) -> ListAddress | None:
    """The list that holds the paragraph or item with this id."""
    for where in all_lists(report):
        if any(one.id == paragraph for one in paragraphs_at(report, where)):
            return where
    return None


def moved_to(
    report: Report, ids: Sequence[str], where: ListAddress, before: str, default: Kind = Kind.PLAIN
) -> Report:
    """Move paragraphs, wherever they stand, into a list, in front of the one with id `before` or last.

    They keep their ids; what comes into a narrative from a list of items becomes `default`. The same report
    where nothing moves, or where a table would have to become an item.
    """
    whole = report
    wanted = set(ids)
    taken: dict[str, Paragraph] = {}
    target = [one.id for one in paragraphs_at(report, where)]
    if before in wanted:  # in front of the first one behind that stays
        behind = target[target.index(before) :] if before in target else []
        before = next((one for one in behind if one not in wanted), "")
    for source in all_lists(report):
        there = paragraphs_at(report, source)
        if not any(one.id in wanted for one in there):
            continue
        for one in there:
            if one.id in wanted:
                taken[one.id] = _fit(one, source, where, default)
        if any(one.kind is Kind.TABLE for one in taken.values()) and where.field != "narrative":
            return whole  # items cannot hold a table
        report = with_paragraphs(report, source, tuple(one for one in there if one.id not in wanted))
    rest = paragraphs_at(report, where)
    at = next((number for number, one in enumerate(rest) if one.id == before), len(rest))
    moved = tuple(taken[one] for one in dict.fromkeys(ids) if one in taken)
    report = with_paragraphs(report, where, (*rest[:at], *moved, *rest[at:]))
    return whole if report == whole else report


def _fit(one: Paragraph, source: ListAddress, where: ListAddress, default: Kind) -> Paragraph:
    if where.field != "narrative" or source.field == "narrative":
        return one
    return changed(one, kind=default)


def _area_lists(place: str) -> Iterator[ListAddress]:
    yield ListAddress(place, "strengths")
    yield ListAddress(place, "weaknesses")
    yield ListAddress(place, "narrative")


def _from_items(items: Sequence[Item]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(id=item.id, kind=Kind.PLAIN, text=item.text) for item in items)


def _area(report: Report, place: str) -> Area:
    key, _, part = place.partition(".")
    section = report.content.sections[key]
    if isinstance(section, AreaSection):
        return section.area
    if isinstance(section, InvestigationsSection):
        for one in section.investigations:
            if one.id == part:
                return one.area
    raise KeyError(place)
