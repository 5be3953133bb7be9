"""What the outline lists. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.checks.finding import Finding, Severity
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.document.keys import split
from drafter.framework.model import CoverSpec, GradeRole, SectionSpec
from drafter.report.model import Area, Investigation, InvestigationsSection, area_address
from drafter.services.states import SectionState, State


@dataclass(frozen=True, slots=True)
class Chip:
    """A grade as the outline shows it; without a role there is no grade yet."""

    word: str
    role: GradeRole | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the outline.

    `place` is the section's key, or `investigations.<id>` with `level` 1. `told` says all of it in words.
    `is_movable` ones can be put in another order.
    """

    place: str
    title: str
    level: int
    state: State
    is_done: bool
    chips: tuple[Chip, ...]
    errors: int
    carried: int
    told: str
    is_movable: bool = False
    can_be_left_out: bool = False


def entries(view: View, states: Sequence[SectionState]) -> list[Entry]:
    """The lines of the outline, in the order of the report. Sections that do not apply are not in it."""
    found: list[Entry] = []
    for state in states:
        spec = view.framework.section(state.key)
        if not spec.applies(view.content.grades):
            continue
        found.append(_section(view, spec, state))
        section = view.content.sections.get(spec.key)
        if isinstance(section, InvestigationsSection) and not section.left_out:
            names = _short_names(view, spec.key, section.investigations)
            found += [
                _investigation(view, spec.key, one, name, state.findings)
                for one, name in zip(section.investigations, names, strict=True)
            ]
    return found


def _section(view: View, spec: SectionSpec, state: SectionState) -> Entry:
    title = "Cover and facts" if isinstance(spec, CoverSpec) else section_name(view, spec.key)
    section = view.content.sections.get(spec.key)
    grouped = isinstance(section, InvestigationsSection)
    chips = () if grouped else tuple(_chip(view, one) for one in state.grades)
    return Entry(
        place=spec.key,
        title=title,
        level=0,
        state=state.state,
        is_done=state.is_done,
        chips=chips,
        errors=state.number_of(Severity.ERROR),
        carried=state.carried,
        told=_told(title, state.in_words(), chips),
        can_be_left_out=spec.optional,
    )


def _short_names(view: View, section: str, all_: Sequence[Investigation]) -> list[str]:
    """The names of investigations without the words that they all begin with ("The impact of ...")."""
    names = [section_name(view, area_address(section, one.id)) for one in all_]
    words = [name.split(" ") for name in names]
    shared = 0
    while len(words) > 1 and all(len(one) > shared + 2 for one in words):
        if len({one[shared] for one in words}) > 1:
            break
        shared += 1
    return [_capital(" ".join(one[shared:])) for one in words]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _investigation(
    view: View, section: str, one: Investigation, title: str, findings: Iterable[Finding]
) -> Entry:
    place = area_address(section, one.id)
    ids = {one.id} | _ids(one.area)
    errors = sum(f.severity is Severity.ERROR and split(f.key)[2] in ids for f in findings)
    carried = sum(part in view.report.desk.carried for part in ids)
    chips = (_chip(view, place),)
    state = _how_far(view, place, one)
    is_done = state is State.WRITTEN and not errors and not carried
    told = ", ".join([state.value, *([f"{errors} errors"] if errors else [])])
    return Entry(
        place=place,
        title=title,
        level=1,
        state=state,
        is_done=is_done,
        chips=chips,
        errors=errors,
        carried=carried,
        told=_told(section_name(view, place), told, chips),
        is_movable=True,
    )


def _ids(area: Area) -> set[str]:
    items = {part.id for part in (*area.strengths, *area.weaknesses)}
    return items | {part.id for part in area.narrative}


def _how_far(view: View, place: str, one: Investigation) -> State:
    area = one.area
    written = any(part.text or part.rows for part in area.narrative)
    begun = (
        written or place in view.content.grades or bool(area.strengths or area.weaknesses or area.sentence)
    )
    if not begun:
        return State.EMPTY
    return State.WRITTEN if written and one.title and place in view.content.grades else State.BEGUN


def _chip(view: View, judgement: str) -> Chip:
    grade = view.sentences.grade(judgement)
    return Chip(grade.title, grade.role) if grade else Chip("no grade", None)


def _told(title: str, state: str, chips: Iterable[Chip]) -> str:
    return ", ".join([title, *(chip.word for chip in chips), state])
