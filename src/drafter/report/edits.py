"""Edits: functions from a report to a report.

Each returns the very same object where nothing changes, so `was is now` tells whether anything happened
and what has to be shown again. An address that the report lacks is a fault of the caller (KeyError).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from drafter.report.facts import Fact
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Investigation,
    InvestigationsSection,
    NarrativeSection,
    Paragraph,
    RecommendationGroup,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import RichText, clean


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


D = TypeVar("D")
T = TypeVar("T")
Thing = TypeVar("Thing", bound=_HasId)


def changed(thing: D, **fields: Any) -> D:
    """`thing` with `fields` replaced; the same object where they are what it has."""
    if all(getattr(thing, name) == value for name, value in fields.items()):
        return thing
    return replace(thing, **fields)  # type: ignore[type-var]


def with_entry(entries: Mapping[str, T], key: str, value: T | None) -> Mapping[str, T]:
    """`entries` with `key` set, or without it where `value` is None; the same object where equal."""
    if entries.get(key) == value:
        return entries
    rest = {name: old for name, old in entries.items() if name != key or value is not None}
    return rest if value is None else rest | {key: value}


# --- things in order, known by id ------------------------------------------------------------------------


def put(things: tuple[Thing, ...], thing: Thing) -> tuple[Thing, ...]:
    """`things` with the one of the same id replaced by `thing`."""
    place = _place(things, thing.id)
    return things if things[place] == thing else (*things[:place], thing, *things[place + 1 :])


def insert(things: tuple[Thing, ...], thing: Thing, *, after: str = "") -> tuple[Thing, ...]:
    """`things` with `thing` behind the one with id `after`, or in front of all."""
    place = _place(things, after) + 1 if after else 0
    return (*things[:place], thing, *things[place:])


def remove(things: tuple[Thing, ...], thing_id: str) -> tuple[Thing, ...]:
    """`things` without the one with this id."""
    place = _place(things, thing_id)
    return (*things[:place], *things[place + 1 :])


def move(things: tuple[Thing, ...], thing_id: str, by: int) -> tuple[Thing, ...]:
    """`things` with one of them moved by `by` places, at most to an end."""
    place = _place(things, thing_id)
    target = max(0, min(len(things) - 1, place + by))
    if target == place:
        return things
    rest = remove(things, thing_id)
    return (*rest[:target], things[place], *rest[target:])


def _place(things: tuple[Thing, ...], thing_id: str) -> int:
    for place, thing in enumerate(things):
        if thing.id == thing_id:
            return place
    raise KeyError(thing_id)


# --- content ---------------------------------------------------------------------------------------------


def set_fact(report: Report, key: str, fact: Fact | None) -> Report:
    """Set a fact; None, an empty text and an empty list take it away."""
    fact = clean(fact).strip() if isinstance(fact, str) else fact
    facts = with_entry(report.content.facts, key, None if fact in ("", ()) else fact)
    return changed(report, content=changed(report.content, facts=facts))


def set_grade(report: Report, judgement: str, grade: str | None) -> Report:
    """Grade a judgement with a grade's key, or clear it. There is no second place to set it in."""
    grades = with_entry(report.content.grades, judgement, grade)
    return changed(report, content=changed(report.content, grades=grades))


def set_section(report: Report, key: str, section: AnySection) -> Report:
    """Replace a whole section."""
    sections = with_entry(report.content.sections, key, section)
    return changed(report, content=changed(report.content, sections=sections))


def set_own(report: Report, key: str, name: str, text: RichText) -> Report:
    """Replace the framework's wording of a section's field by the inspector's own; empty takes it back."""
    section = report.content.sections[key]
    return set_section(report, key, changed(section, own=with_entry(section.own, name, text or None)))


def change_area(report: Report, address: str, change: Callable[[Area], Area]) -> Report:
    """Change the area at `address` (a section's key, or `investigations.<id>`)."""
    key, _, investigation = address.partition(".")
    section = report.content.sections[key]
    if isinstance(section, InvestigationsSection):
        one = section.investigations[_place(section.investigations, investigation)]
        return change_investigation(report, address, changed(one, area=change(one.area)))
    if not isinstance(section, AreaSection):
        raise KeyError(address)
    return set_section(report, key, changed(section, area=change(section.area)))


def change_investigation(report: Report, address: str, investigation: Investigation) -> Report:
    """Replace the investigation at `address` by one with the same id."""
    key, _, _ = address.partition(".")
    section = _investigations(report, key)
    listed = put(section.investigations, _cleaned(investigation))
    return set_section(report, key, changed(section, investigations=listed))


def add_investigation(report: Report, key: str, investigation: Investigation, *, after: str = "") -> Report:
    """Add an investigation behind the one with id `after`, or in front of all."""
    section = _investigations(report, key)
    listed = insert(section.investigations, _cleaned(investigation), after=after)
    return set_section(report, key, changed(section, investigations=listed))


def remove_investigation(report: Report, address: str) -> Report:
    """Take an investigation out, its grade with it."""
    key, _, investigation = address.partition(".")
    section = _investigations(report, key)
    listed = remove(section.investigations, investigation)
    return set_grade(set_section(report, key, changed(section, investigations=listed)), address, None)


def change_narrative(
    report: Report, address: str, change: Callable[[tuple[Paragraph, ...]], tuple[Paragraph, ...]]
) -> Report:
    """Change the paragraphs of a narrative section or of an area."""
    section = report.content.sections[address.partition(".")[0]]
    if isinstance(section, NarrativeSection):
        return set_section(report, address, changed(section, narrative=change(section.narrative)))
    return change_area(report, address, lambda area: changed(area, narrative=change(area.narrative)))


def change_groups(
    report: Report,
    key: str,
    change: Callable[[tuple[RecommendationGroup, ...]], tuple[RecommendationGroup, ...]],
) -> Report:
    """Change the recommendations of a section."""
    section = report.content.sections[key]
    if not isinstance(section, RecommendationsSection):
        raise KeyError(key)
    return set_section(report, key, changed(section, groups=change(section.groups)))


def _cleaned(investigation: Investigation) -> Investigation:
    title, subject = clean(investigation.title).strip(), clean(investigation.subject).strip()
    return changed(investigation, title=title, subject=subject)


def _investigations(report: Report, key: str) -> InvestigationsSection:
    section = report.content.sections[key]
    if not isinstance(section, InvestigationsSection):
        raise KeyError(key)
    return section


# --- desk ------------------------------------------------------------------------------------------------


def add_word(report: Report, word: str) -> Report:
    """Put a word into the report's own dictionary; an empty one is none."""
    word = clean(word).strip()
    return _with_words(report, {*report.desk.words, word} if word else report.desk.words)


def remove_word(report: Report, word: str) -> Report:
    """Take a word out of the report's own dictionary, if it is there."""
    word = clean(word).strip()
    return _with_words(report, [known for known in report.desk.words if known != word])


def _with_words(report: Report, words: Iterable[str]) -> Report:
    return changed(report, desk=changed(report.desk, words=tuple(sorted(words))))
