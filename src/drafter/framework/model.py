"""What a framework says, as frozen dataclasses. `docs/frameworks.md` explains each key of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.report.facts import Fact, FactType
from drafter.report.model import Kind

if TYPE_CHECKING:  # what names a grade or a kind need not wait for the language of the wordings
    from drafter.wording import Wording


class LineRole(StrEnum):
    """How a line of the cover or the imprint is set."""

    TITLE = "title"
    AREA = "area"
    SUBTITLE = "subtitle"
    LIST = "list"
    FACT = "fact"
    PLAIN = "plain"


class GradeRole(StrEnum):
    """A grade's colour by role; the window and the house style choose the colour."""

    BEST = "best"
    BETTER = "better"
    WORSE = "worse"
    WORST = "worst"
    NEUTRAL = "neutral"


class GradeCells(StrEnum):
    """What a cell of the grades table says; the word stands in each, so no grade is a bare number."""

    WORD = "word"
    NUMBER_AND_WORD = "number-and-word"


class StripLayout(StrEnum):
    """How a grade stands under its area's heading."""

    BOXES = "boxes"
    NONE = "none"


class Numbering(StrEnum):
    """Which list a section's numbered paragraphs run in."""

    BODY = "body"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    """A fact that a report has. `required` ones are asked for when a report is begun."""

    key: str
    label: str
    type: FactType
    required: bool = False
    help: str = ""
    default: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """`number` is None in a scale without numbers. `word` is printed in lower case inside sentences.

    `aliases` are other forms of the word, for reading a prior report; they are never printed.
    """

    key: str
    word: str
    role: GradeRole
    number: int | None = None
    descriptor: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The word as the strip prints it."""
        return self.word[:1].upper() + self.word[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Grades in the order in which they are printed; `best` names the best one."""

    key: str
    best: str
    grades: tuple[Grade, ...]

    def grade(self, key: str) -> Grade | None:
        return next((grade for grade in self.grades if grade.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Something that gets a grade. `label` names it in the grades table."""

    key: str
    label: str
    scale: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the cover or the imprint: constant `text`, a `wording`, or a `fact` behind its `label`."""

    key: str
    role: LineRole
    text: str = ""
    wording: Wording | None = None
    fact: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartParagraph:
    """A paragraph that a new report begins with in this section; a table has `rows` instead of a text."""

    kind: Kind
    text: str = ""
    wording: Wording | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A section is printed only where the judgement has one of these grades."""

    judgement: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """What every section has. `contents`: its heading stands in the contents list.

    A section without a title prints no heading; `label` is what people call it.
    """

    key: str
    title: str = ""
    label: str = ""
    aliases: tuple[str, ...] = ()
    contents: bool = False
    new_page: bool = False
    optional: bool = False
    numbering: Numbering = Numbering.NONE
    when: When | None = None

    @property
    def name(self) -> str:
        """What people call the section."""
        return self.title or self.label or self.key.replace("-", " ").capitalize()

    def applies(self, grades: Mapping[str, str]) -> bool:
        """Whether a report with these grades prints the section."""
        return self.when is None or grades.get(self.when.judgement) in self.when.grades


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSpec(SectionSpec):
    """The cover and the imprint: lines, no heading."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSpec(LinesSpec):
    """The first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintSpec(LinesSpec):
    """The page behind the cover or at the end: copyright and where to get copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsSpec(SectionSpec):
    """The contents list, made from the headings that are marked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeSpec(SectionSpec):
    """A heading and paragraphs. `heading` is a second heading under the title (annexes have one).

    `paragraphs` is what a new paragraph starts as.
    """

    paragraphs: Kind
    start: tuple[StartParagraph, ...] = ()
    heading: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFindingsSpec(SectionSpec):
    """A lead-in, then one bullet for each judgement area in the order of the report."""

    lead_in: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class GradesTableSpec(SectionSpec):
    """`columns` heads the table: the judgements, then their grades. `rows` are judgements in order."""

    legend: Wording | None
    columns: tuple[str, str]
    cells: GradeCells
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """A time within which recommendations are to be acted on, with its heading."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsSpec(SectionSpec):
    """Recommendations by timescale, then by body. `bodies` are the ones offered first.

    Where they are not `grouped` by body, each timescale has one group without a body. Where `items` are a
    table, `columns` heads it and the body stands in its first cell; otherwise `body_line` names the body.
    """

    timescales: tuple[Timescale, ...]
    grouped: bool = True
    body_line: Wording | None = None
    bodies: tuple[str, ...] = ()
    items: Kind = Kind.BULLET
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One judgement of an area, with the heading (and strip) that it stands under."""

    judgement: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A standard sentence behind the judgement sentence; one that comes out empty is not printed."""

    key: str
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSpec(SectionSpec):
    """A judgement area: each part's heading and strip, over one sentence, table and narrative.

    Where there is a `title_wording`, it prints the heading of a graded area; one that is not graded yet has
    its title alone.
    """

    parts: tuple[Part, ...]
    strip: StripLayout
    sentence: Wording | None
    main_finding: Wording | None
    title_wording: Wording | None = None
    following: tuple[Following, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationsSpec(SectionSpec):
    """Areas that the inspector adds, under one heading; their titles stand one level below it."""

    scale: Scale
    strip: StripLayout
    sentence: Wording
    main_finding: Wording


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A framework, checked. `files` are its files as they were read, by name, for the report's copy."""

    key: str
    version: int
    title: str
    language: str
    document_title: Wording
    document_subject: Wording
    file_name: Wording
    links: Mapping[str, str]
    facts: tuple[FactSpec, ...]
    derived: Mapping[str, Wording]
    scales: tuple[Scale, ...]
    judgements: tuple[Judgement, ...]
    strengths: str
    weaknesses: str
    sections: tuple[SectionSpec, ...]
    guidance: Mapping[str, str]
    house_style: bytes
    files: Mapping[str, bytes]

    @cached_property
    def _sections(self) -> Mapping[str, SectionSpec]:
        return {section.key: section for section in self.sections}

    def section(self, key: str) -> SectionSpec:
        """The section with this key; KeyError where there is none."""
        return self._sections[key]

    def fact(self, key: str) -> FactSpec | None:
        return next((fact for fact in self.facts if fact.key == key), None)

    def judgement(self, key: str) -> Judgement | None:
        return next((judgement for judgement in self.judgements if judgement.key == key), None)

    def scale_of(self, judgement: str) -> Scale | None:
        """The scale of a judgement, an investigation's (`<section>.<id>`) among them."""
        if found := self.judgement(judgement):
            return found.scale
        section = self._sections.get(judgement.partition(".")[0])
        return section.scale if isinstance(section, InvestigationsSpec) and "." in judgement else None

    def areas(self) -> Iterator[AreaSpec | InvestigationsSpec]:
        """The sections that judge, in the order of the report."""
        for section in self.sections:
            if isinstance(section, AreaSpec | InvestigationsSpec):
                yield section
