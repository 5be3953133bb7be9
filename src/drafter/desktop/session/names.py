"""What people call a place in the report: "Safeguarding, paragraph 17"."""

from __future__ import annotations

from drafter.desktop.session.view import View
from drafter.document.keys import split
from drafter.framework.model import FactSpec
from drafter.report.model import Area, AreaSection, Investigation, InvestigationsSection, Item

NO_TITLE = "New investigation"


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
    fact: FactSpec | None = view.framework.fact(field)
    if fact is not None:
        return fact.label.lower()
    return {"main-finding": "main finding", "sentence": "judgement sentence"}.get(field, "")


def _place_in(items: tuple[Item, ...], wanted: str) -> int:
    return next((number for number, item in enumerate(items, 1) if item.id == wanted), 0)


def _ids_of(area: Area) -> set[str]:
    items = {one.id for one in (*area.strengths, *area.weaknesses)}
    return items | {one.id for one in area.narrative}
