"""The checks of what the framework asks for: nothing missing, nothing left over, one grade everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checks.areas import OneArea, area_findings, is_unwritten, main_findings
from drafter.checks.finding import Finding, Severity
from drafter.checks.gaps import gap_marks, gaps_in
from drafter.checks.looking import Look
from drafter.checks.printed import Printed
from drafter.compose import compose
from drafter.document.keys import key
from drafter.document.model import Document
from drafter.framework.model import (
    AreaSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    Line,
    LinesSpec,
    MainFindingsSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
)
from drafter.report.model import (
    AnySection,
    AreaSection,
    InvestigationsSection,
    NarrativeSection,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import Footnote, Reference, RichText, plain

_WORDS_BEFORE = 30


def find_all(report: Report, framework: Framework, document: Document | None = None) -> list[Finding]:
    """Everything that these checks find, in the order of the report.

    `document` is the report's composed draft where there is one already. Sections that are left out, or that
    a report with these grades does not print, are not looked at.
    """
    content = report.content
    look = Look(content, framework, document or compose(content, framework, draft=True))
    found = list(_missing_facts(look))
    for spec in framework.sections:
        section = content.sections.get(spec.key)
        if section is not None and not section.left_out and spec.applies(content.grades):
            found += _of_section(look, spec, section)
    found += _of_texts(look)
    return sorted(found, key=look.place)


def _of_section(look: Look, spec: SectionSpec, section: AnySection) -> Iterator[Finding]:
    match spec, section:
        case AreaSpec(), AreaSection():
            yield from area_findings(look, OneArea(spec, None, section.area))
        case InvestigationsSpec(), InvestigationsSection():
            yield from _investigations(look, spec, section)
        case MainFindingsSpec(), _:
            yield from main_findings(look, spec)
        case GradesTableSpec(), _:
            yield from _grades_of_their_own(look, spec)
        case NarrativeSpec(), NarrativeSection() if is_unwritten(section.narrative):
            yield _empty(look, spec, "narrative")
        case RecommendationsSpec(), RecommendationsSection():
            yield from _recommendations(look, spec, section)


def _empty(look: Look, spec: SectionSpec, field: str) -> Finding:
    what = "Write it, or leave it out." if spec.optional else "Write it."
    return look.finding(
        "empty-section", Severity.WARNING, key(spec.key, field), f"“{spec.name}” is empty. {what}"
    )


def _investigations(
    look: Look, spec: InvestigationsSpec, section: InvestigationsSection
) -> Iterator[Finding]:
    if not section.investigations:
        yield look.finding(
            "no-investigations",
            Severity.NOTE,
            key(spec.key, "none"),
            f"Nothing stands under “{spec.name}”, so that the final report leaves it out. "
            "Check that this is meant.",
        )
    for one in section.investigations:
        yield from area_findings(look, OneArea(spec, one, one.area))


def _recommendations(
    look: Look, spec: RecommendationsSpec, section: RecommendationsSection
) -> Iterator[Finding]:
    empty = [group for group in section.groups if not any(item.text for item in group.items)]
    if len(empty) == len(section.groups):
        yield _empty(look, spec, "items")
        return
    for group in empty:
        yield look.finding(
            "empty-group",
            Severity.WARNING,
            key(spec.key, "body", group.id),
            f"There are no recommendations to {group.body or 'this body'} here. "
            "Write one, or take the heading out.",
        )


def _grades_of_their_own(look: Look, spec: GradesTableSpec) -> Iterator[Finding]:
    """Judgements that have no section are graded in the table."""
    for judgement in judged_in_table(look.framework, spec):
        described = look.framework.judgement(judgement)
        if described is not None and look.sentences.grade(judgement) is None:
            yield look.finding(
                "missing-grade",
                Severity.ERROR,
                key(spec.key, "grade", judgement),
                f"“{described.label}” has no grade yet. Choose one in the table.",
            )


def judged_in_table(framework: Framework, spec: GradesTableSpec) -> list[str]:
    """The judgements that no area sets: they are set where their rows stand."""
    areas = [area for area in framework.areas() if isinstance(area, AreaSpec)]
    set_there = {part.judgement for area in areas for part in area.parts}
    return [judgement for judgement in spec.rows if judgement not in set_there]


# --- facts -----------------------------------------------------------------------------------------------


def _missing_facts(look: Look) -> Iterator[Finding]:
    """Facts that are not given: required ones, and those that a line of cover or imprint would print."""
    for fact in look.framework.facts:
        if fact.key in look.content.facts:
            continue
        where = _line_of(look, fact.key)
        whole_key = where or key(look.framework.sections[0].key, fact.key)
        if fact.required:
            message = f"“{fact.label}” is missing, and the report needs it. Fill it in."
            yield look.finding("missing-fact", Severity.ERROR, whole_key, message, fact=fact.key)
        elif where:
            message = (
                f"“{fact.label}” is missing; the final report leaves it out. Fill it in if there is one."
            )
            yield look.finding("missing-fact", Severity.NOTE, whole_key, message, fact=fact.key)


def _line_of(look: Look, fact: str) -> str:
    """The key of the first line that prints this fact and has no wording of the inspector's own."""
    for spec in look.framework.sections:
        section = look.content.sections.get(spec.key)
        if not isinstance(spec, LinesSpec) or section is None or section.left_out:
            continue
        for line in spec.lines:
            if line.key not in section.own and fact in _facts_in(look.framework, line):
                return key(spec.key, line.key)
    return ""


def _facts_in(framework: Framework, line: Line) -> set[str]:
    """The facts that a line prints by itself, or through what is derived from them."""
    if line.fact or line.wording is None:
        return {line.fact}
    names = set(line.wording.names)
    for name in line.wording.names:
        derived = framework.derived.get(name.replace("_", "-"))
        names |= derived.names if derived else set()
    return {name.replace("_", "-") for name in names}


# --- texts -----------------------------------------------------------------------------------------------


def _of_texts(look: Look) -> Iterator[Finding]:
    marks = gap_marks(look.framework)
    for one in look.printed:
        if one.is_to_do:
            continue
        for gap in gaps_in(one.text.text, marks):
            message = f"“{gap}” still stands here. Put in what is meant, or take it out."
            yield look.finding("gap-mark", Severity.ERROR, one.key, message, section=one.section, quote=gap)
        yield from _lost_references(look, one)


def _lost_references(look: Look, one: Printed) -> Iterator[Finding]:
    for before, reference in _references(one.text.text):
        if reference.to not in look.document.numbers:
            told = f" behind “{before}”" if before else ""
            yield look.finding(
                "lost-reference",
                Severity.ERROR,
                one.key,
                f"The reference{told} leads to a paragraph that is gone, or that has no number. "
                "Choose another paragraph, or take the reference out.",
                section=one.section,
                quote=before,
            )


def _references(text: RichText) -> Iterator[tuple[str, Reference]]:
    """The references of a text and its footnotes, each with the words before it."""
    for place, part in enumerate(text):
        if isinstance(part, Reference):
            yield plain(text[:place])[-_WORDS_BEFORE:].strip(), part
        elif isinstance(part, Footnote):
            yield from _references(part.text)
