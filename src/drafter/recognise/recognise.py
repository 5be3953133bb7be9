"""Recognising a whole document, section by section."""

from __future__ import annotations

from dataclasses import dataclass, replace

from drafter.compose import Sentences, all_areas
from drafter.document.model import Document, Dropped, Heading
from drafter.framework.empty import empty_section
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    MainFindingsSpec,
    NarrativeSpec,
    RecommendationsSpec,
)
from drafter.recognise import sections as read
from drafter.recognise.areas import AreaRecogniser, keep_title
from drafter.recognise.front import FrontRecogniser
from drafter.recognise.ledger import Ledger
from drafter.recognise.outline import Passage, outline
from drafter.recognise.saying import graded
from drafter.report.facts import Fact
from drafter.report.ids import IdMaker
from drafter.report.model import (
    AnySection,
    AreaSection,
    Content,
    Desk,
    InvestigationsSection,
    MainFinding,
    Report,
    Section,
)
from drafter.report.richtext import RichText, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What became of a source.

    The report (its tray in it), the keys of the fields that the source's words fill, the words that are
    not text of the report, and sentences about what a person should look at.
    """

    report: Report
    placed: tuple[str, ...]
    furniture: tuple[Dropped, ...]
    warnings: tuple[str, ...]


def recognise(document: Document, framework: Framework, *, ids: IdMaker, source: str) -> Recognition:
    """The report that `document` says. `source` names the file for the tray.

    A document that Drafter wrote gives its ids back; new ones come from `ids`.
    """
    reading = _Reading(document, framework, Ledger(ids, source, own=document.own))
    content = reading.content()
    ledger = reading.ledger
    report = Report(
        framework=framework.key,
        version=framework.version,
        content=content,
        desk=Desk(tray=tuple(ledger.tray)),
    )
    return Recognition(
        report=report,
        placed=tuple(dict.fromkeys(ledger.placed)),
        furniture=(*document.dropped, *ledger.furniture),
        warnings=tuple(ledger.warnings),
    )


class _Reading:
    """The passes over one document: areas before what is made of their grades."""

    def __init__(self, document: Document, framework: Framework, ledger: Ledger) -> None:
        self.framework = framework
        self.ledger = ledger
        self._ungraded = Sentences(Content(), framework)
        self.front, *self.passages = outline(document, self._ungraded)
        self._first: dict[str, Passage] = {}
        for passage in self.passages:
            if passage.spec is not None:
                self._first.setdefault(passage.spec.key, passage)
        self.sections: dict[str, AnySection] = {}
        self.facts: dict[str, Fact] = {}
        self.grades: dict[str, str] = {}

    def content(self) -> Content:
        self.facts, lines = FrontRecogniser(self._ungraded, self.ledger).read(self.front.blocks)
        self.sections.update(lines)
        self._ungraded = Sentences(Content(facts=self.facts), self.framework)
        self._areas()
        self._grades_table()
        findings = self._rest()
        for whole_key, finding in findings.items():
            self._put_finding(whole_key, finding)
        for spec in self.framework.sections:
            self.sections.setdefault(spec.key, empty_section(spec))
        in_order = {spec.key: self.sections[spec.key] for spec in self.framework.sections}
        order = {judgement: place for place, judgement in enumerate(j.key for j in self.framework.judgements)}
        grades = dict(sorted(self.grades.items(), key=lambda pair: order.get(pair[0], len(order))))
        return Content(facts=self._facts_in_order(), grades=grades, sections=in_order)

    def _facts_in_order(self) -> dict[str, Fact]:
        return {fact.key: self.facts[fact.key] for fact in self.framework.facts if fact.key in self.facts}

    def _areas(self) -> None:
        reader = AreaRecogniser(self._ungraded, self.ledger)
        for passage in self.passages:
            spec = passage.spec
            if isinstance(spec, AreaSpec) and self._is_first(passage):
                self.sections[spec.key] = reader.area(spec, _heading(passage), passage.blocks)
            elif isinstance(spec, InvestigationsSpec) and self._is_first(passage):
                self.sections[spec.key] = reader.investigations(spec, _heading(passage), passage.blocks)
        self.grades = reader.grades

    def _grades_table(self) -> None:
        for passage in self.passages:
            spec = passage.spec
            if not (isinstance(spec, GradesTableSpec) and self._is_first(passage)):
                continue
            self.sections[spec.key], told = read.grades_table(
                spec, _heading(passage), passage.blocks, self.ledger, self._sentences()
            )
            for judgement, grade in told.items():
                if self.grades.setdefault(judgement, grade) != grade:
                    self.ledger.warn(
                        f"The grades table says {grade!r} of {judgement!r} and its section"
                        f" {self.grades[judgement]!r}; the section's was kept."
                    )

    def _rest(self) -> dict[str, MainFinding]:
        findings: dict[str, MainFinding] = {}
        sentences = self._sentences()
        for passage in self.passages:
            spec, blocks = passage.spec, passage.blocks
            # what a report with these grades does not print would be lost from sight in its section
            if not self._is_first(passage) or not (spec and spec.applies(self.grades)):
                self._to_tray(passage)
                continue
            title = _heading(passage)
            if isinstance(spec, NarrativeSpec):
                self.sections[spec.key] = read.narrative(spec, title, blocks, self.ledger, sentences)
            elif isinstance(spec, RecommendationsSpec):
                self.sections[spec.key] = read.recommendations(spec, title, blocks, self.ledger, sentences)
            elif isinstance(spec, MainFindingsSpec):
                self.sections[spec.key], found = read.main_findings(
                    spec, title, blocks, self.ledger, sentences, areas=self._area_places()
                )
                findings |= found
            elif isinstance(spec, ContentsSpec):
                self._contents(spec, title, passage)
        return findings

    def _contents(self, spec: ContentsSpec, title: Heading, passage: Passage) -> None:
        own: dict[str, RichText] = {}
        keep_title(self.ledger, f"{spec.key}.title", title, (spec.title, *spec.aliases), own)
        self.sections[spec.key] = Section(own=own)
        for block in passage.blocks:
            self.ledger.drop_block(block, "contents list, made anew")

    def _to_tray(self, passage: Passage) -> None:
        heading = plain(passage.heading.text) if passage.heading else ""
        if passage.heading:
            self.ledger.to_tray(passage.heading)
        for block in passage.blocks:
            self.ledger.to_tray(block, heading)

    def _is_first(self, passage: Passage) -> bool:
        """Whether no passage before this one is of its section; a second one goes to the tray."""
        return passage.spec is not None and self._first[passage.spec.key] is passage

    def _sentences(self) -> Sentences:
        return graded(self._ungraded, self.grades)

    def _area_places(self) -> list[read.AreaPlace]:
        found = all_areas(Content(sections=self.sections), self.framework)
        return [(spec, investigation) for spec, investigation, _ in found]

    def _put_finding(self, whole_key: str, finding: MainFinding) -> None:
        section_key, _, rest = whole_key.partition(".")
        investigation = rest.partition(".")[2]
        section = self.sections[section_key]
        if isinstance(section, AreaSection):
            self.sections[section_key] = replace(section, area=replace(section.area, finding=finding))
        elif isinstance(section, InvestigationsSection):
            listed = tuple(
                replace(one, area=replace(one.area, finding=finding)) if one.id == investigation else one
                for one in section.investigations
            )
            self.sections[section_key] = replace(section, investigations=listed)


def _heading(passage: Passage) -> Heading:
    """The heading of a passage; a section without a title has none, and an empty one stands for it."""
    return passage.heading or Heading(text=(), level=1)
