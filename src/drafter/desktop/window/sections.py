"""What can be done to whole sections: investigations added, moved, removed; sections left out and renamed."""

from __future__ import annotations

from collections.abc import Callable

from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import investigation, section_name
from drafter.desktop.session.view import View
from drafter.document.keys import key
from drafter.framework.model import InvestigationsSpec, NarrativeSpec, Numbering, SectionSpec
from drafter.report.edits import (
    add_investigation,
    change_investigation,
    changed,
    insert,
    move,
    remove,
    remove_investigation,
    set_own,
    set_section,
)
from drafter.report.ids import IdMaker
from drafter.report.lists import ListAddress, all_lists, moved_to, paragraphs_at
from drafter.report.model import Investigation, InvestigationsSection, Kind, Report, area_address
from drafter.report.richtext import plain, rich


def new_investigation(view: View, ids: IdMaker, after: str = "") -> tuple[Edit, str] | None:
    """An investigation behind another (its place) or last, and its place; None where there can be none."""
    spec = next((one for one in view.framework.sections if isinstance(one, InvestigationsSpec)), None)
    if spec is None:
        return None
    section = view.content.sections[spec.key]
    assert isinstance(section, InvestigationsSection)
    one = Investigation(id=ids())
    behind = after.partition(".")[2] if after.startswith(f"{spec.key}.") else ""
    behind = behind or (section.investigations[-1].id if section.investigations else "")
    edit = Edit(
        change=lambda report: add_investigation(report, spec.key, one, after=behind),
        verb="adding an investigation",
        key=key(spec.key, "title", one.id),
    )
    return edit, area_address(spec.key, one.id)


def without_investigation(place: str) -> Edit:
    """Take an investigation out. Undo brings it back whole."""
    section = place.partition(".")[0]
    return Edit(
        change=lambda report: remove_investigation(report, place),
        verb="removing an investigation",
        key=section,
    )


def moved_investigation(place: str, by: int) -> Edit:
    """An investigation up or down among the others."""
    return _ordered(place, lambda all_, one: move(all_, one, by))


def investigation_before(place: str, before: str) -> Edit:
    """An investigation in front of another (its place), or last."""
    target = before.partition(".")[2]

    def ordered(all_: tuple[Investigation, ...], one: str) -> tuple[Investigation, ...]:
        if one == target:
            return all_
        moved = next(each for each in all_ if each.id == one)
        rest = remove(all_, one)
        places = [each.id for each in rest]
        at = places.index(target) if target in places else len(rest)
        return insert(rest, moved, after=places[at - 1] if at else "")

    return _ordered(place, ordered)


def _ordered(
    place: str, change: Callable[[tuple[Investigation, ...], str], tuple[Investigation, ...]]
) -> Edit:
    section, _, one = place.partition(".")

    def done(report: Report) -> Report:
        held = report.content.sections[section]
        assert isinstance(held, InvestigationsSection)
        return set_section(report, section, changed(held, investigations=change(held.investigations, one)))

    return Edit(change=done, verb="moving an investigation", key=key(section, "title", one))


def left_out(view: View, section: str, *, out: bool) -> Edit:
    """A section that the report has no need of is left out, or is taken in again. Its text is kept."""
    verb = "leaving out" if out else "taking in"
    return Edit(
        change=lambda report: set_section(
            report, section, changed(report.content.sections[section], left_out=out)
        ),
        verb=f"{verb} {section_name(view, section)}",
        key=section,
    )


def can_rename(spec: SectionSpec) -> bool:
    """Whether the heading of a section can be worded anew."""
    return bool(spec.title) and (spec.optional or isinstance(spec, NarrativeSpec | InvestigationsSpec))


def renamed(view: View, place: str, name: str) -> Edit:
    """Another heading for a section, or title for an investigation; the framework's own is nothing."""
    spec = view.spec(place)
    one = investigation(view, place)
    if one is not None:
        return Edit(
            change=lambda report: change_investigation(report, place, changed(one, title=name)),
            verb="renaming",
            key=key(spec.key, "title", one.id),
        )
    words = () if name.strip() == spec.title else rich(name)
    return Edit(
        change=lambda report: set_own(report, spec.key, "title", words), verb="renaming", key=spec.key
    )


def title_of(view: View, place: str) -> str:
    """The heading that renaming begins with."""
    one = investigation(view, place)
    if one is not None:
        return one.title
    spec = view.spec(place)
    return plain(view.content.sections[place].own.get("title", rich(spec.title)))


def to_neighbour(view: View, ids: list[str], where: ListAddress, order: list[str], by: int) -> Edit | None:
    """Paragraphs to the narrative of the section before or behind; None where there is none."""
    if where.field != "narrative":
        return _to_next_list(view, ids, where, by)
    if where.place not in order:
        return None
    steps = order[order.index(where.place) + 1 :] if by > 0 else order[: order.index(where.place)][::-1]
    for place in steps:
        target = ListAddress(place, "narrative")
        try:
            there = paragraphs_at(view.report, target)
        except KeyError:
            continue
        return _moving(ids, target, there[0].id if by > 0 and there else "", _default(view, place))
    return None


def _to_next_list(view: View, ids: list[str], where: ListAddress, by: int) -> Edit | None:
    """Rows past the end of their list: from strengths to weaknesses, from one body to the next, and back."""
    lists = [one for one in all_lists(view.report) if one.place == where.place and one.field != "narrative"]
    at = lists.index(where) + by
    if not 0 <= at < len(lists):
        return None
    target = lists[at]
    there = paragraphs_at(view.report, target)
    return _moving(ids, target, there[0].id if by > 0 and there else "", Kind.PLAIN)


def _default(view: View, place: str) -> Kind:
    """What a new paragraph of a section is."""
    return Kind.PLAIN if view.spec(place).numbering is Numbering.NONE else Kind.NUMBERED


def _moving(ids: list[str], target: ListAddress, before: str, default: Kind) -> Edit:
    return Edit(
        change=lambda report: moved_to(report, ids, target, before, default),
        verb="moving",
        key=target.key(ids[0]),
    )


def to_section(view: View, ids: list[str], place: str) -> Edit | None:
    """Paragraphs or rows to the end of a section's narrative; None where it has none."""
    target = ListAddress(place, "narrative")
    try:
        paragraphs_at(view.report, target)
    except KeyError:
        return None
    return _moving(ids, target, "", _default(view, place))
