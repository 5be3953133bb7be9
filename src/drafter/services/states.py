"""How far each section of a report is, and the whole. Fast enough to ask after each pause in typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from drafter.checks.areas import is_unwritten
from drafter.checks.finding import Finding, Severity
from drafter.checks.gaps import gap_marks, gaps_in
from drafter.checks.known import find_all, judged_in_table
from drafter.checks.printed import Printed, printed
from drafter.compose import Sentences
from drafter.document.keys import key, split
from drafter.document.model import Contents, Document, Text
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    Framework,
    GradesTableSpec,
    LinesSpec,
    MainFindingsSpec,
    SectionSpec,
)
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    InvestigationsSection,
    NarrativeSection,
    Report,
    Section,
    area_address,
)
from drafter.report.richtext import RichText, plain
from drafter.services import account


class State(StrEnum):
    """How far a section is written. `AUTOMATIC`: Drafter fills it by itself."""

    EMPTY = "empty"
    BEGUN = "being written"
    WRITTEN = "written"
    AUTOMATIC = "automatic"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section: its state, the words that it prints, the first and last paragraph number, grades.

    `to_do` is what a draft marks as missing; facts that not every report has do not keep a section from
    being written. `carried` is how many of its paragraphs and items were carried
    over and are not confirmed yet. `counts` tells whether the section counts towards the progress.
    """

    key: str
    title: str
    state: State
    words: int
    paragraphs: tuple[int, int] | None
    grades: dict[str, str | None]
    to_do: tuple[str, ...]
    carried: int = 0
    findings: tuple[Finding, ...] = ()
    counts: bool = True

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here: written, all of it confirmed, and free of errors."""
        is_whole = self.state in (State.WRITTEN, State.AUTOMATIC)
        return is_whole and not self.carried and not self.number_of(Severity.ERROR)

    def number_of(self, severity: Severity) -> int:
        """How many findings of this severity the section has."""
        return sum(finding.severity is severity for finding in self.findings)

    def in_words(self) -> str:
        """`written, 2 errors, 1 carried over`: for a screen reader, and beside the pointer."""
        numbers = {severity: self.number_of(severity) for severity in Severity}
        told = [
            f"{number} {one.value}{'' if number == 1 else 's'}" for one, number in numbers.items() if number
        ]
        carried = [f"{self.carried} carried over"] if self.carried else []
        return ", ".join([self.state.value, *told, *carried])


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sections are done, of how many, and the words of the whole report."""

    done: int
    sections: int
    words: int

    def in_words(self) -> str:
        """`9 of 14 sections done`."""
        return f"{self.done} of {self.sections} section{'' if self.sections == 1 else 's'} done"


def progress(found: Iterable[SectionState]) -> Progress:
    """The whole. Sections that are left out, and the contents list, do not count."""
    found = list(found)
    counted = [one for one in found if one.counts]
    return Progress(sum(one.is_done for one in counted), len(counted), sum(one.words for one in found))


def states(
    report: Report, framework: Framework, document: Document, findings: Sequence[Finding] | None = None
) -> list[SectionState]:
    """Every section of a report, in the framework's order.

    `document` is the report's composed draft; `findings` is what was found in it, which is looked up here
    where the caller has not done so.
    """
    if findings is None:
        findings = find_all(report, framework, document)
    gathered = _gathered(report, framework, document)
    for finding in findings:
        gathered.setdefault(finding.section, _Gathered()).findings.append(finding)
    sentences = Sentences(report.content, framework)
    return [_state(sentences, spec, gathered.get(spec.key, _Gathered())) for spec in framework.sections]


@dataclass(slots=True)
class _Gathered:
    """What the document and the findings say of one section."""

    words: int = 0
    is_open: bool = False
    is_written: bool = False
    to_do: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def _gathered(report: Report, framework: Framework, document: Document) -> dict[str, _Gathered]:
    found: dict[str, _Gathered] = {}
    for block in document.blocks:
        if isinstance(block, Contents):
            found.setdefault(split(block.key)[0], _Gathered()).words += _words(block.title)
    marks = gap_marks(framework)
    may_be_missing = _lines_that_may_be_missing(framework)
    for one in printed(document, framework):
        section = found.setdefault(one.section, _Gathered())
        part = split(one.key)[2]
        if part in report.desk.carried:
            section.carried.add(part)
        if one.is_to_do:
            section.to_do.append(plain(one.text.text))
            section.is_open |= one.key not in may_be_missing
        else:
            _gather(section, one, marks)
    return found


def _lines_that_may_be_missing(framework: Framework) -> set[str]:
    """The keys of the lines whose facts not every report has."""
    optional = {fact.key for fact in framework.facts if not fact.required}
    return {
        key(spec.key, line.key)
        for spec in framework.sections
        if isinstance(spec, LinesSpec)
        for line in spec.lines
        if line.fact in optional
    }


def _gather(section: _Gathered, one: Printed, marks: AbstractSet[str]) -> None:
    """Add what a paragraph or a heading says that is no mark of a draft."""
    text = one.text
    section.words += _words(text.text)
    where = f" in paragraph {one.number}" if one.number is not None else ""
    gaps = [f"{gap}{where}" for gap in gaps_in(text.text, marks)]
    section.to_do += gaps
    section.is_open |= bool(gaps)
    if isinstance(text, Text):
        # the heads of lists and tables are the framework's
        section.is_written |= bool(text.text) and split(one.key)[1] not in ("lists", "table")
        if text.number is not None and text.list == "body":
            section.numbers.append(text.number)


@lru_cache(maxsize=8192)
def _words(text: RichText) -> int:
    """Counted once for each text: most of a report stays as it is while somebody types."""
    return account.words(text)


def _state(sentences: Sentences, spec: SectionSpec, gathered: _Gathered) -> SectionState:
    section = sentences.content.sections.get(spec.key) or Section(left_out=True)
    numbers = gathered.numbers
    state = _how_far(sentences, spec, section, gathered)
    return SectionState(
        key=spec.key,
        title=spec.name,
        state=state,
        words=gathered.words,
        paragraphs=(min(numbers), max(numbers)) if numbers else None,
        grades=_grades(sentences, spec, section),
        to_do=tuple(gathered.to_do),
        carried=len(gathered.carried),
        findings=tuple(gathered.findings),
        counts=state is not State.LEFT_OUT and _counts(spec, section),
    )


def _how_far(sentences: Sentences, spec: SectionSpec, section: AnySection, gathered: _Gathered) -> State:
    if section.left_out or not spec.applies(sentences.content.grades):
        return State.LEFT_OUT
    if isinstance(spec, ContentsSpec):
        return State.AUTOMATIC
    if isinstance(spec, GradesTableSpec | MainFindingsSpec):
        return State.BEGUN if gathered.is_open else State.AUTOMATIC
    if not gathered.is_written:
        return State.EMPTY
    return State.BEGUN if gathered.is_open or _has_empty_paragraphs_only(spec, section) else State.WRITTEN


def _has_empty_paragraphs_only(spec: SectionSpec, section: AnySection) -> bool:
    """Whether a narrative was begun and says nothing: an editor leaves an empty paragraph behind."""
    if isinstance(section, NarrativeSection):
        return is_unwritten(section.narrative)
    areas: list[Area] = []
    if isinstance(section, AreaSection) and not (isinstance(spec, AreaSpec) and spec.following):
        areas = [section.area]
    elif isinstance(section, InvestigationsSection):
        areas = [one.area for one in section.investigations]
    return any(is_unwritten(area.narrative) for area in areas)


def _counts(spec: SectionSpec, section: AnySection) -> bool:
    """Whether somebody has to write it. A report need not have investigations."""
    if isinstance(section, InvestigationsSection):
        return bool(section.investigations)
    return not isinstance(spec, ContentsSpec)


def _grades(sentences: Sentences, spec: SectionSpec, section: AnySection) -> dict[str, str | None]:
    judgements: list[str] = []
    if isinstance(spec, AreaSpec):
        judgements = [part.judgement for part in spec.parts]
    elif isinstance(spec, GradesTableSpec):
        judgements = judged_in_table(sentences.framework, spec)
    elif isinstance(section, InvestigationsSection):
        judgements = [area_address(spec.key, one.id) for one in section.investigations]
    found = {judgement: sentences.grade(judgement) for judgement in judgements}
    return {judgement: grade.word if grade else None for judgement, grade in found.items()}
