"""What a report holds, section by section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from drafter.compose import Sentences, compose
from drafter.document.keys import split
from drafter.document.model import Contents, Text, texts_of
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    Framework,
    GradesTableSpec,
    MainFindingsSpec,
    NarrativeSpec,
    SectionSpec,
)
from drafter.report.model import InvestigationsSection, area_address
from drafter.report.richtext import plain
from drafter.services.account import words
from drafter.store.reports import Opened

_GAP = re.compile(r"\[[^\[\]]+\]")


class State(StrEnum):
    """How far a section is written. `AUTOMATIC`: Drafter fills it by itself."""

    EMPTY = "empty"
    BEGUN = "being written"
    WRITTEN = "written"
    AUTOMATIC = "automatic"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOverview:
    """One section: its state, the words that it prints, the first and last paragraph number, grades."""

    key: str
    title: str
    state: State
    words: int
    paragraphs: tuple[int, int] | None
    grades: dict[str, str | None]
    to_do: tuple[str, ...]


def overview(opened: Opened) -> list[SectionOverview]:
    """Every section of a report, in the framework's order."""
    document = compose(opened.report.content, opened.framework, draft=True)
    by_section: dict[str, list[Text]] = {}
    counts: dict[str, int] = {}
    findings = next((s.key for s in opened.framework.sections if isinstance(s, MainFindingsSpec)), "")
    for block in document.blocks:
        if isinstance(block, Contents):
            counts[split(block.key)[0]] = words(block.title)
        for text in texts_of(block):
            section, field, _ = split(text.key or block.key)
            if field == "main-finding":
                section = findings  # an area's field, printed among the main findings
            if isinstance(text, Text):
                by_section.setdefault(section, []).append(text)
            if not (isinstance(text, Text) and text.to_do):
                counts[section] = counts.get(section, 0) + words(text.text)
    sentences = Sentences(opened.report.content, opened.framework)
    gaps = _gaps(opened.framework)
    return [
        _section(sentences, spec, by_section.get(spec.key, []), counts.get(spec.key, 0), gaps)
        for spec in opened.framework.sections
    ]


def _section(
    sentences: Sentences, spec: SectionSpec, texts: list[Text], count: int, gaps: set[str]
) -> SectionOverview:
    to_do = tuple(
        what for text in texts for what in ([plain(text.text)] if text.to_do else _gaps_in(text, gaps))
    )
    numbers = [text.number for text in texts if text.number is not None and text.list == "body"]
    section = sentences.content.sections[spec.key]
    if section.left_out or not spec.applies(sentences.content.grades):
        state = State.LEFT_OUT
    elif isinstance(spec, ContentsSpec):
        state = State.AUTOMATIC
    elif isinstance(spec, GradesTableSpec | MainFindingsSpec):
        state = State.BEGUN if to_do else State.AUTOMATIC
    else:
        written = any(not text.to_do and text.text for text in texts)
        state = State.WRITTEN if not to_do else State.BEGUN if written else State.EMPTY
    return SectionOverview(
        key=spec.key,
        title=spec.name,
        state=state,
        words=count,
        paragraphs=(min(numbers), max(numbers)) if numbers else None,
        grades=_grades(sentences, spec),
        to_do=to_do,
    )


def _gaps(framework: Framework) -> set[str]:
    """The marks such as `[grade]` that a new report begins with where something is to be put in."""
    started = [
        start for spec in framework.sections if isinstance(spec, NarrativeSpec) for start in spec.start
    ]
    sources = [start.wording.source if start.wording else start.text for start in started]
    sources += [cell for start in started for row in start.rows for cell in row]
    return set(_GAP.findall(" ".join(sources))) | {f"[{fact.label}]" for fact in framework.facts}


def _gaps_in(text: Text, gaps: set[str]) -> list[str]:
    where = f" in paragraph {text.number}" if text.number is not None else ""
    return [f"{gap}{where}" for gap in dict.fromkeys(_GAP.findall(plain(text.text))) if gap in gaps]


def _grades(sentences: Sentences, spec: SectionSpec) -> dict[str, str | None]:
    section = sentences.content.sections[spec.key]
    judgements: list[str] = []
    if isinstance(spec, AreaSpec):
        judgements = [part.judgement for part in spec.parts]
    elif isinstance(spec, GradesTableSpec):
        # a grade that no area sets is set where its row stands
        areas = [area for area in sentences.framework.areas() if isinstance(area, AreaSpec)]
        set_there = {part.judgement for area in areas for part in area.parts}
        judgements = [judgement for judgement in spec.rows if judgement not in set_there]
    elif isinstance(section, InvestigationsSection):
        judgements = [area_address(spec.key, one.id) for one in section.investigations]
    found = {judgement: sentences.grade(judgement) for judgement in judgements}
    return {judgement: grade.word if grade else None for judgement, grade in found.items()}
