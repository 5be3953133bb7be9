"""Hypothesis strategies for reports: everything that an inspector can write, in the normal form.

The normal form leaves out what a printed report cannot tell: empty items, a grade that neither strip,
heading, sentence nor table shows, the subject of a sentence that is not there, and what a framework does not
print at all (main findings, strengths and weaknesses, a section that other grades would print).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from drafter.compose import Sentences
from drafter.framework.empty import empty_section
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    Line,
    LinesSpec,
    MainFindingsSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
    StripLayout,
)
from drafter.report.facts import DateRange, FactType
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Content,
    Investigation,
    InvestigationsSection,
    Item,
    Kind,
    MainFinding,
    NarrativeSection,
    Paragraph,
    RecommendationGroup,
    RecommendationsSection,
    area_address,
    ungrouped_id,
)
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, clean, plain, rich

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WORDS = st.text("abc XYZ é שלום 漢字 👩‍👧 12.,;:'’\"()[]*_#<&-–", min_size=1, max_size=40)
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
LINE = st.one_of(WORDS, ANY).map(lambda text: " ".join(clean(text).split())).filter(bool)
_MARKS = st.sampled_from([Mark.NONE, Mark.BOLD, Mark.ITALIC, Mark.SUPERSCRIPT, Mark.BOLD | Mark.ITALIC])
_LINKS = st.sampled_from(["", "", "", "https://www.example.org/a?b=c&d=é", "mailto:a@example.org"])


_RUNS = st.builds(Run, st.one_of(WORDS, ANY), _MARKS, _LINKS)
_NOTES = st.builds(Footnote, st.just(""), LINE.map(rich))
_PARTS = st.one_of(_RUNS, _RUNS, _RUNS, _NOTES, st.just(Reference("")))
# Rich texts that say something; ids and references are put in by `Maker.filled`.
RICH = st.lists(_PARTS, min_size=1, max_size=4).map(lambda parts: rich(*parts)).filter(plain)
PLAIN_RICH = st.lists(_RUNS, min_size=1, max_size=3).map(lambda parts: rich(*parts)).filter(plain)
# What people write: words, with marks, notes and links.
ORDINARY = st.lists(
    st.sampled_from(
        [
            "The",
            "number",
            "of",
            "care",
            "leavers",
            "rose",
            "from",
            "89%",
            "to",
            "93%,",
            "it's",
            "'good'",
            "(see",
            "A*–G).",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
_TAME_RUNS = st.builds(Run, ORDINARY.map(lambda words: f" {words} "), _MARKS, _LINKS)
_TAME_NOTES = st.builds(Footnote, st.just(""), ORDINARY.map(rich))
TAME = st.lists(st.one_of(_TAME_RUNS, _TAME_RUNS, _TAME_NOTES), min_size=1, max_size=3).map(
    lambda parts: rich("Start ", *parts)
)
CELL = st.one_of(st.just(()), RICH)
ROWS = tuple(st.lists(st.tuples(*([CELL] * width)), min_size=1, max_size=3) for width in (1, 2, 3))
TAME_ROWS = tuple(st.lists(st.tuples(*([TAME] * width)), min_size=1, max_size=3) for width in (1, 2, 3))
SUBJECT = st.one_of(st.just(""), LINE.map(lambda text: text.replace(". ", " ").strip()))


class Maker:
    """Draws the parts of one report, with ids that are unique in it."""

    def __init__(self, draw: Any, framework: Framework, *, tame: bool) -> None:
        self.draw = draw
        self.framework = framework
        self.texts = TAME if tame else RICH
        self.lines = ORDINARY if tame else LINE
        self.plain = ORDINARY.map(rich) if tame else PLAIN_RICH
        self.new_id = seeded_ids(draw(st.integers(0, 1000)))
        self.numbered: list[str] = []

    def content(self) -> Content:
        facts = {fact.key: self.fact(fact.type) for fact in self.framework.facts if self.draw(st.booleans())}
        grades = {}
        for judgement in self.framework.judgements:
            grade = self.draw(st.sampled_from([None, *judgement.scale.grades]))
            if grade is not None:
                grades[judgement.key] = grade.key
        sections: dict[str, AnySection] = {}
        content = Content(facts=facts, grades=grades, sections=sections)
        for spec in self.framework.sections:
            sections[spec.key] = self.section(spec, content)
            content = replace(content, grades=grades)
        return content

    def fact(self, kind: FactType) -> Any:
        if kind is FactType.DATE:
            return self.draw(DATES)
        if kind is FactType.RANGE:
            return DateRange(*sorted([self.draw(DATES), self.draw(DATES)]))
        if kind is FactType.NUMBER:
            return self.draw(st.integers(0, 10**9 - 1))
        if kind is FactType.LIST:
            return tuple(self.draw(st.lists(self.lines, min_size=1, max_size=3)))
        return self.draw(self.lines)

    def section(self, spec: SectionSpec, content: Content) -> AnySection:
        if not spec.applies(content.grades):
            return empty_section(spec)
        own = self.own(spec, content)
        match spec:
            case NarrativeSpec():
                return NarrativeSection(own=own, narrative=self.narrative())
            case RecommendationsSpec():
                return RecommendationsSection(own=own, groups=self.groups(spec))
            case AreaSpec():
                graded = all(part.judgement in content.grades for part in spec.parts)
                area = self.area(spec, None, content, graded=graded)
                self.forget_untold(spec, own, content)
                return AreaSection(own=own, area=area)
            case InvestigationsSpec():
                count = self.draw(st.integers(0, 2))
                return InvestigationsSection(
                    own=own, investigations=tuple(self.investigation(spec, content) for _ in range(count))
                )
            case _:
                return replace(empty_section(spec), own=own)

    def own(self, spec: SectionSpec, content: Content) -> dict[str, RichText]:
        """Own wording of some of the section's fields; what equals the standard is not own."""
        names: list[str] = []
        if isinstance(spec, LinesSpec):
            names = [line.key for line in spec.lines if not self._tells_a_fact(line)]
        elif spec.title:
            names = ["title"]
        if isinstance(spec, AreaSpec):
            names += [f"following.{one.key}" for one in spec.following]
        if isinstance(spec, MainFindingsSpec):
            names.append("lead-in")
        if isinstance(spec, GradesTableSpec) and spec.legend is not None:
            names.append("legend")
        if isinstance(spec, NarrativeSpec) and spec.heading is not None:
            names.append("heading")
        chosen = self.draw(st.lists(st.sampled_from(names), unique=True, max_size=2)) if names else []
        texts = self.plain if isinstance(spec, ContentsSpec) else self.texts
        return {name: rich("own ", self.filled(self.draw(texts))) for name in sorted(chosen)}

    def _tells_a_fact(self, line: Line) -> bool:
        """Whether a line is where a fact is read from; with own wording there, the fact is not printed."""
        facts = {fact.key.replace("-", "_") for fact in self.framework.facts}
        return bool(line.fact) or (line.wording is not None and bool(facts & line.wording.names))

    def forget_untold(self, spec: AreaSpec, own: dict[str, RichText], content: Content) -> None:
        """Take out the grades that the report prints nowhere."""
        in_tables = {
            row
            for table in self.framework.sections
            if isinstance(table, GradesTableSpec)
            for row in table.rows
        }
        told = spec.strip is not StripLayout.NONE
        told = told or spec.sentence is not None
        told = told or (spec.title_wording is not None and "title" not in own)
        for part in spec.parts:
            if not told and part.judgement not in in_tables:
                content.grades.pop(part.judgement, None)  # type: ignore[attr-defined]

    # --- areas -------------------------------------------------------------------------------------------

    def investigation(self, spec: InvestigationsSpec, content: Content) -> Investigation:
        one = Investigation(id=self.new_id(), title=self.draw(self.lines))
        address = area_address(spec.key, one.id)
        grade = self.draw(st.sampled_from([None, *spec.scale.grades]))
        if grade is not None:
            content.grades[address] = grade.key  # type: ignore[index]
            subject = self.draw(SUBJECT)
            one = replace(one, subject="" if subject == one.title else subject)
        area = self.area(spec, one, content, graded=grade is not None)
        if area.sentence:
            one = replace(one, subject="")
        return replace(one, area=area)

    def area(
        self,
        spec: AreaSpec | InvestigationsSpec,
        one: Investigation | None,
        content: Content,
        *,
        graded: bool,
    ) -> Area:
        own_sentence = spec.sentence is not None and self.draw(st.booleans())
        sentence = rich("Own: ", self.filled(self.draw(self.texts))) if own_sentence else ()
        has_findings = any(isinstance(one, MainFindingsSpec) for one in self.framework.sections)
        text = self.filled(self.draw(self.texts)) if has_findings and self.draw(st.booleans()) else ()
        opening = Sentences(content, self.framework).opening(spec, one)
        own_opening = graded and bool(text) and opening is not None and self.draw(st.booleans())
        if opening and plain(text).startswith(opening):
            text, own_opening = (), False
        return Area(
            sentence=sentence,
            finding=MainFinding(text=text, own_opening=own_opening),
            strengths=self.items() if self.framework.strengths else (),
            weaknesses=self.items() if self.framework.strengths else (),
            narrative=self.narrative(),
        )

    # --- lists of things ---------------------------------------------------------------------------------

    def items(self) -> tuple[Item, ...]:
        texts = self.draw(st.lists(self.texts, max_size=2))
        return tuple(Item(id=self.new_id(), text=self.filled(text)) for text in texts)

    def groups(self, spec: RecommendationsSpec) -> tuple[RecommendationGroup, ...]:
        found = []
        for timescale in [timescale.key for timescale in spec.timescales] or [""]:
            if not spec.grouped:
                items = self.items()
                one = RecommendationGroup(
                    id=ungrouped_id(spec.key, timescale), timescale=timescale, items=items
                )
                found.extend([one] if items else [])
                continue
            for body in self.draw(st.lists(self.lines, max_size=2)):
                group = RecommendationGroup(
                    id=self.new_id(), timescale=timescale, body=body, items=self.items()
                )
                found.append(group)
        return tuple(found)

    def narrative(self) -> tuple[Paragraph, ...]:
        return tuple(self.paragraph() for _ in range(self.draw(st.integers(0, 2))))

    def paragraph(self) -> Paragraph:
        kind = self.draw(st.sampled_from(Kind))
        new_id = self.new_id()
        if kind is Kind.TABLE:
            rows = self.draw((TAME_ROWS if self.texts is TAME else ROWS)[self.draw(st.integers(0, 2))])
            filled = tuple(tuple(self.filled(cell) for cell in row) for row in rows)
            return Paragraph(id=new_id, kind=kind, rows=filled)
        text = self.filled(self.draw(self.texts))
        if kind is Kind.NUMBERED:
            self.numbered.append(new_id)
        return Paragraph(id=new_id, kind=kind, text=text)

    def filled(self, text: RichText) -> RichText:
        """`text` with ids for its footnotes and something to refer to."""
        parts: list[Any] = []
        for part in text:
            if isinstance(part, Footnote):
                part = replace(part, id=self.new_id())  # noqa: PLW2901
            elif isinstance(part, Reference):
                to = self.draw(st.sampled_from(self.numbered)) if self.numbered else self.new_id()
                part = Reference(to)  # noqa: PLW2901
            parts.append(part)
        return rich(*parts)


@st.composite
def contents(draw: Any, framework: Framework, *, tame: bool = False) -> Content:
    """A whole report's content; a `tame` one says nothing but what people write."""
    return Maker(draw, framework, tame=tame).content()
