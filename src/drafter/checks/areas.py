"""Checks of judgement areas: grades, judgement sentences, strengths and weaknesses, main findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.finding import Finding, Severity
from drafter.checks.grade_words import Named, named_grades
from drafter.checks.looking import Look
from drafter.checks.printed import findings_section
from drafter.compose import all_areas, finding_key
from drafter.document.keys import key
from drafter.framework.model import (
    AreaSpec,
    Grade,
    GradesTableSpec,
    InvestigationsSpec,
    MainFindingsSpec,
    Scale,
    StripLayout,
)
from drafter.report.model import Area, AreaSection, Investigation, Kind, Paragraph, area_address
from drafter.report.richtext import RichText, plain
from drafter.wording import Wording

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class OneArea:
    """An area of a report, an investigation's among them."""

    spec: AreaSpec | InvestigationsSpec
    investigation: Investigation | None
    area: Area

    @property
    def part(self) -> str:
        """The last part of its keys: an investigation's id, otherwise nothing."""
        return self.investigation.id if self.investigation else ""

    @property
    def name(self) -> str:
        """What people call it, in quotation marks."""
        title = self.investigation.title if self.investigation else self.spec.name
        return f"“{title}”" if title else "This investigation"

    def judgements(self) -> dict[str, str]:
        """The last part of the key of each grade's place, by its judgement."""
        if isinstance(self.spec, AreaSpec):
            return {part.judgement: part.judgement for part in self.spec.parts}
        return {area_address(self.spec.key, self.part): self.part}


def area_findings(look: Look, one: OneArea) -> Iterator[Finding]:
    """What is missing or wrong in one area. Its main finding is looked at by `main_findings`."""
    if one.investigation is not None and not one.investigation.title:
        yield look.finding(
            "missing-title",
            Severity.ERROR,
            key(one.spec.key, "title", one.part),
            "This investigation has no title, and the final report no heading for it. Give it one.",
        )
    yield from _missing_grades(look, one)
    yield from _unsaid_sentence(look, one)
    yield from _other_grades(look, one)
    yield from _empty_lists(look, one)
    yield from _empty_narrative(look, one)


def is_unwritten(narrative: tuple[Paragraph, ...]) -> bool:
    """Whether none of its paragraphs says anything."""
    return not any(_says(paragraph) for paragraph in narrative)


def _says(paragraph: Paragraph) -> bool:
    if paragraph.kind is Kind.TABLE:
        return any(cell for row in paragraph.rows for cell in row)
    return bool(paragraph.text) and paragraph.kind is not Kind.SUBHEADING


# --- grades ----------------------------------------------------------------------------------------------


def _missing_grades(look: Look, one: OneArea) -> Iterator[Finding]:
    for judgement, part in one.judgements().items():
        if look.sentences.grade(judgement) is None and _prints_grade(look, one, judgement):
            described = look.framework.judgement(judgement)
            yield look.finding(
                "missing-grade",
                Severity.ERROR,
                key(one.spec.key, "grade", part),
                f"{f'“{described.label}”' if described else one.name} has no grade yet. Choose one.",
            )


def _unsaid_sentence(look: Look, one: OneArea) -> Iterator[Finding]:
    """A sentence that waits for a fact, though every grade is given."""
    spec = one.spec
    is_graded = all(look.sentences.grade(judgement) for judgement in one.judgements())
    has_title = one.investigation is None or bool(one.investigation.title)
    if spec.sentence is None or one.area.sentence or not is_graded or not has_title:
        return
    if look.sentences.sentence(spec, one.investigation) is None:
        yield look.finding(
            "unsaid-sentence",
            Severity.ERROR,
            key(spec.key, "sentence", one.part),
            f"The judgement sentence of {one.name} cannot be made, since a fact in it is missing. "
            "Fill in the facts.",
        )


def _prints_grade(look: Look, one: OneArea, judgement: str) -> bool:
    """Whether the report, with the inspector's own wording as it is, has a place that tells the grade."""
    spec, area = one.spec, one.area
    section = look.content.sections[spec.key]
    wordings: list[Wording | None] = []
    if not area.sentence:
        wordings.append(spec.sentence)
    if not area.finding.own_opening and _prints(look, findings_section(look.framework)):
        wordings.append(spec.main_finding)
    if isinstance(spec, AreaSpec):
        if "title" not in section.own:
            wordings.append(spec.title_wording)
        wordings += [one.wording for one in spec.following if key("following", one.key) not in section.own]
    in_tables = any(
        judgement in table.rows and _prints(look, table.key)
        for table in look.framework.sections
        if isinstance(table, GradesTableSpec)
    )
    told = any(_names_a_grade(wording) for wording in wordings if wording is not None)
    return spec.strip is StripLayout.BOXES or in_tables or told


def _prints(look: Look, section: str) -> bool:
    found = look.content.sections.get(section)
    return found is not None and not found.left_out


def _names_a_grade(wording: Wording) -> bool:
    return any(name.partition(".")[0] in ("grade", "grades") for name in wording.names)


def _other_grades(look: Look, one: OneArea) -> Iterator[Finding]:
    """Own wording that tells a grade, and another one than was given."""
    spec, area = one.spec, one.area
    if area.sentence:
        yield from _held_against(look, one, key(spec.key, "sentence", one.part), area.sentence)
    section = look.content.sections[spec.key]
    if isinstance(spec, AreaSpec) and isinstance(section, AreaSection) and spec.title_wording is not None:
        title = section.own.get("title")
        if title:
            yield from _held_against(look, one, key(spec.key, "title"), title)


def _held_against(look: Look, one: OneArea, whole_key: str, said: RichText) -> Iterator[Finding]:
    given, scale = _given(look, one)
    if scale is None or not given:
        return
    named = named_grades(plain(said), scale)
    other = _not_given(named, given)
    if other is None:
        return
    told = {grade.grade for grade in named}
    is_contradicted = any(grade.key not in told for grade in given)
    also = "" if is_contradicted else "also "
    yield look.finding(
        "other-grade",
        Severity.ERROR if is_contradicted else Severity.WARNING,
        whole_key,
        f"This {also}says “{other.words}”, and the grade given is {_in_words(given)}. "
        "Change the wording, or the grade.",
        quote=other.words,
    )


def _given(look: Look, one: OneArea) -> tuple[list[Grade], Scale | None]:
    grades = [grade for judgement in one.judgements() if (grade := look.sentences.grade(judgement))]
    return grades, look.framework.scale_of(next(iter(one.judgements())))


def _not_given(named: list[Named], given: list[Grade]) -> Named | None:
    keys = {grade.key for grade in given}
    return next((one for one in named if one.grade not in keys), None)


def _in_words(given: list[Grade]) -> str:
    return " and ".join(dict.fromkeys(grade.word for grade in given))


# --- lists, narrative, main findings -----------------------------------------------------------------------


def _empty_lists(look: Look, one: OneArea) -> Iterator[Finding]:
    framework = look.framework
    if not framework.strengths:
        return
    lists = {framework.strengths: one.area.strengths, framework.weaknesses: one.area.weaknesses}
    empty = [name for name, items in lists.items() if not any(item.text for item in items)]
    if empty:
        yield look.finding(
            "empty-list",
            Severity.NOTE,
            key(one.spec.key, "lists", one.part),
            f"Nothing stands under {' and '.join(f'“{name}”' for name in empty)} in {one.name}. "
            "Check that this is meant.",
        )


def _empty_narrative(look: Look, one: OneArea) -> Iterator[Finding]:
    # where standard sentences follow the judgement, nothing more need be written
    follows = isinstance(one.spec, AreaSpec) and bool(one.spec.following)
    if is_unwritten(one.area.narrative) and not follows:
        yield look.finding(
            "empty-section",
            Severity.WARNING,
            key(one.spec.key, "narrative", one.part),
            f"{one.name} has no paragraphs yet. Write what was found.",
        )


def main_findings(look: Look, spec: MainFindingsSpec) -> Iterator[Finding]:
    """Main findings that are missing, that say the grade only, or that open with another grade."""
    for area_spec, investigation, area in all_areas(look.content, look.framework):
        one = OneArea(area_spec, investigation, area)
        whole_key = finding_key(area_spec, investigation)
        if not area.finding.text:
            opens = not area.finding.own_opening and look.sentences.opening(area_spec, investigation)
            yield look.finding(
                "missing-main-finding",
                Severity.NOTE if opens else Severity.WARNING,
                whole_key,
                f"The main finding of {one.name} says its grade only. Check that nothing else is to be said."
                if opens
                else f"{one.name} has no main finding yet. Write it.",
                section=spec.key,
            )
        elif area.finding.own_opening:
            yield from _opening(look, one, whole_key, spec.key)


def _opening(look: Look, one: OneArea, whole_key: str, section: str) -> Iterator[Finding]:
    """Only the first sentence judges the area; what follows may well name other grades."""
    given, scale = _given(look, one)
    first = _END_OF_SENTENCE.split(plain(one.area.finding.text), maxsplit=1)[0]
    named = named_grades(first, scale) if scale else []
    other = _not_given(named, given)
    if given and other is not None and all(grade.key != told.grade for grade in given for told in named):
        yield look.finding(
            "other-grade",
            Severity.WARNING,
            whole_key,
            f"This opens with “{other.words}”, and the grade of {one.name} is {_in_words(given)}. "
            "Check which is meant.",
            section=section,
            quote=other.words,
        )
