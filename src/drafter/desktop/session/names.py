"""What people call a place in the report: "Safeguarding, paragraph 17"."""

from __future__ import annotations

from drafter.desktop.session.view import View
from drafter.document.keys import key as document_key
from drafter.document.keys import split
from drafter.framework.model import FactSpec
from drafter.report.ids import is_id
from drafter.report.lists import list_of, paragraphs_at
from drafter.report.model import (
    Area,
    AreaSection,
    Investigation,
    InvestigationsSection,
    Item,
    RecommendationsSection,
)

NO_TITLE = "New investigation"
_NAMES = {
    "main-finding": "main finding",
    "sentence": "judgement sentence",
    "following": "standard sentence",
    "lead-in": "lead-in",
    "heading": "heading",
    "title": "title",
    "short-title": "short title",
    "subject": "subject",
    "body": "body",
}


def section_name(view: View, place: str) -> str:
    """The name of a section or, for `investigations.<id>`, of an investigation."""
    key, _, part = place.partition(".")
    if part and (one := investigation(view, place)) is not None:
        return view.report.desk.short_titles.get(one.id) or one.title or NO_TITLE
    section = view.content.sections.get(key)
    own = section.own.get("title") if section else None
    return "".join(getattr(run, "text", "") for run in own) if own else view.spec(key).name


def investigation(view: View, place: str) -> Investigation | None:
    """The investigation that stands at `investigations.<id>`."""
    key, _, part = place.partition(".")
    section = view.content.sections.get(key)
    if not isinstance(section, InvestigationsSection):
        return None
    return next((one for one in section.investigations if one.id == part), None)


def place_of(view: View, key: str) -> str:
    """The section, or the investigation, whose form holds the field with this key."""
    section, _, part = split(key)
    held = view.content.sections.get(section)
    if not isinstance(held, InvestigationsSection):
        return section
    for one in held.investigations:
        if part == one.id or part in _ids_of(one.area):
            return f"{section}.{one.id}"
    return section


def area_at(view: View, place: str) -> Area | None:
    """The area whose form is at `place`."""
    section = view.content.sections.get(place)
    if isinstance(section, AreaSection):
        return section.area
    one = investigation(view, place)
    return one.area if one else None


def key_that_stays(before: View, now: View, key: str) -> str:
    """Where to go for a field that undoing or redoing may have taken away.

    Where the paragraph or item of `key` is gone, that is the one before it in its list, or the one behind
    it, or the list.
    """
    section, field, part = split(key)
    if not is_id(part) or part in now.ids or part not in before.ids:
        return key
    where = list_of(before.report, part)
    if where is None:
        return key
    listed = [one.id for one in paragraphs_at(before.report, where)]
    at = listed.index(part)
    near = next((one for one in (*listed[:at][::-1], *listed[at + 1 :]) if one in now.ids), "")
    if near:
        return where.key(near)
    # the list of an investigation is known by its investigation alone
    return document_key(section, field, where.place.partition(".")[2] or where.group)


def place_name(view: View, key: str) -> str:
    """Where a field stands, for people: its section, and the number or the name of what is in it."""
    place = place_of(view, key)
    section = section_name(view, place)
    _, field, part = split(key)
    what = _part_name(view, place, field, part)
    return f"{section}, {what}" if what else section


def _part_name(view: View, place: str, field: str, part: str) -> str:
    if field == "narrative":
        number = view.number_of(part)
        return f"paragraph {number}" if number else ""
    area = area_at(view, place)
    if field in ("strengths", "weaknesses") and area is not None:
        items = area.strengths if field == "strengths" else area.weaknesses
        which = _place_in(items, part)
        return f"{'strength' if field == 'strengths' else 'weakness'} {which}" if which else ""
    if field == "items":
        return _recommendation(view, place, part)
    fact: FactSpec | None = view.framework.fact(field)
    if fact is not None:
        return fact.label.lower()
    return _NAMES.get(field, "")


def _recommendation(view: View, place: str, part: str) -> str:
    section = view.content.sections.get(place)
    groups = section.groups if isinstance(section, RecommendationsSection) else ()
    which = next((at for group in groups if (at := _place_in(group.items, part))), 0)
    return f"recommendation {which}" if which else ""


def _place_in(items: tuple[Item, ...], wanted: str) -> int:
    return next((number for number, item in enumerate(items, 1) if item.id == wanted), 0)


def _ids_of(area: Area) -> set[str]:
    items = {one.id for one in (*area.strengths, *area.weaknesses)}
    return items | {one.id for one in area.narrative}
