"""Everything that a report says, piece by piece, each under the name that people know it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checks.known import judged_in_table
from drafter.compose import Sentences
from drafter.document.keys import key
from drafter.document.model import Document
from drafter.framework.model import (
    AreaSpec,
    Framework,
    GradesTableSpec,
    LinesSpec,
    RecommendationsSpec,
    SectionSpec,
)
from drafter.report.facts import printed as printed_fact
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Investigation,
    InvestigationsSection,
    Item,
    Kind,
    NarrativeSection,
    Paragraph,
    RecommendationsSection,
    Report,
    area_address,
)
from drafter.report.richtext import RichText, Run, rich

FACTS, TRAY, GRADES, WORDS = "Facts", "Tray", "Grades", "Dictionary"
"""What stands for the name of a section where there is none."""

_OWN = {
    "title": "Heading",
    "heading": "Second heading",
    "lead-in": "Lead-in",
    "legend": "Legend",
}
_FORMS = {
    Kind.NUMBERED: "paragraph",
    Kind.PLAIN: "paragraph",
    Kind.BULLET: "bullet",
    Kind.BULLET_2: "bullet",
    Kind.SUBHEADING: "sub-heading",
    Kind.TABLE: "table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that a report says.

    `key` is its field's key, and `identity` the same thing's in another state of the report: its id where it
    has one. `section` and `field` are names for people, `what` the kind of thing. `container` names the list
    that it stands in (empty: in none). `form` is how a paragraph is set, `exact` whatever else tells it from
    another with the same words. `absent` is what a report says that has no such thing; None: nothing.
    `is_own` is wording that replaces the framework's. `carried` is where it was carried over from.
    """

    key: str
    identity: str
    section: str
    field: str
    what: str
    text: RichText
    container: str = ""
    form: str = ""
    exact: object = None
    absent: str | None = None
    is_own: bool = False
    carried: str = ""


def everything(report: Report, framework: Framework, document: Document) -> Iterator[Said]:
    """All of it, in the order of the report. `document` is its composed draft, which has the numbers."""
    teller = _Teller(report, framework, document)
    yield from teller.facts()
    for spec in framework.sections:
        section = report.content.sections.get(spec.key)
        if section is not None:
            yield from teller.section(spec, section)
    yield from teller.rest()


class _Teller:
    def __init__(self, report: Report, framework: Framework, document: Document) -> None:
        self._report = report
        self._framework = framework
        self._numbers: Mapping[str, int] = document.numbers
        self._sentences = Sentences(report.content, framework)
        self._graded: set[str] = set()
        self._name = ""
        self._of = ""  # the investigation that is told, in front of a field's name

    def facts(self) -> Iterator[Said]:
        for key_, fact in self._report.content.facts.items():
            spec = self._framework.fact(key_)
            yield Said(
                key=f"@facts.{key_}",
                identity=f"@facts.{key_}",
                section=FACTS,
                field=spec.label if spec else key_,
                what="fact",
                text=_as_is(printed_fact(fact)),
                exact=fact,
            )

    def section(self, spec: SectionSpec, section: AnySection) -> Iterator[Said]:
        self._name = spec.name
        if section.left_out:
            left_out = key(spec.key, "left-out")
            yield self._field(left_out, "Whole section", "section", rich("left out"), absent="in the report")
        for name, text in section.own.items():
            field = _own_name(self._framework, spec, name)
            yield self._field(f"{spec.key}.{name}", field, "own wording", text, is_own=True)
        match spec, section:
            case _, NarrativeSection():
                yield from self._narrative(key(spec.key, "narrative"), section.narrative)
            case AreaSpec(), AreaSection():
                for part in spec.parts:
                    several = f" of {part.title}" if len(spec.parts) > 1 else ""
                    yield from self._grade(key(spec.key, "grade", part.judgement), part.judgement, several)
                yield from self._area(spec.key, section.area, "")
            case _, InvestigationsSection():
                for one in section.investigations:
                    yield from self._investigation(spec.key, one)
            case RecommendationsSpec(), RecommendationsSection():
                yield from self._recommendations(spec, section)
            case GradesTableSpec(), _:
                for judgement in judged_in_table(self._framework, spec):
                    described = self._framework.judgement(judgement)
                    of = f" of {described.label if described else judgement}"
                    yield from self._grade(key(spec.key, "grade", judgement), judgement, of)
        notes = self._report.desk.notes.get(spec.key, "")
        if notes:
            yield self._field(key(spec.key, "notes"), "Notes", "note", _as_is(notes))

    def rest(self) -> Iterator[Said]:
        """What stands in no section: grades that nothing prints any more, the tray, the dictionary."""
        self._name, self._of = GRADES, ""
        for judgement in self._report.content.grades:
            if judgement not in self._graded:
                yield from self._grade(key("@grades", judgement), judgement, f" of {judgement}")
        self._name = TRAY
        for number, piece in enumerate(self._report.desk.tray, 1):
            field = f"Piece {number}" + (f" (“{piece.heading}”)" if piece.heading else "")
            yield self._thing("@tray", piece.id, field, "piece", piece.text)
        self._name = WORDS
        if self._report.desk.words:
            words = ", ".join(self._report.desk.words)
            yield self._field("@words", "Words of this report", "dictionary", _as_is(words))

    # --- parts ---------------------------------------------------------------------------------------------

    def _investigation(self, section: str, one: Investigation) -> Iterator[Said]:
        short = self._report.desk.short_titles.get(one.id, "")
        name = f"“{short or one.title}”" if short or one.title else ""
        field = f"Investigation {name}".strip()
        yield self._thing(key(section, "title"), one.id, field, "investigation", _as_is(one.title))
        self._of = f"{name or field}: "
        for name, field, words in (("subject", "Subject", one.subject), ("short", "Short name", short)):
            if words:
                yield self._field(key(section, name, one.id), field, "title", _as_is(words))
        yield from self._grade(key(section, "grade", one.id), area_address(section, one.id), "")
        yield from self._area(section, one.area, one.id)
        self._of = ""

    def _area(self, section: str, area: Area, part: str) -> Iterator[Said]:
        if area.sentence:
            whole_key = key(section, "sentence", part)
            yield self._field(whole_key, "Judgement sentence", "own wording", area.sentence, is_own=True)
        if area.finding.text or area.finding.own_opening:
            whole_key = key(section, "main-finding", part)
            opening = area.finding.own_opening
            text = area.finding.text
            yield self._field(whole_key, "Main finding", "main finding", text, exact=opening)
        for name, field, items in (
            ("strengths", "Strength", area.strengths),
            ("weaknesses", "Weakness", area.weaknesses),
        ):
            yield from self._items(key(section, name), part, items, field)
        yield from self._narrative(key(section, "narrative"), area.narrative, part)

    def _grade(self, whole_key: str, judgement: str, of: str) -> Iterator[Said]:
        self._graded.add(judgement)
        grade = self._report.content.grades.get(judgement)
        if grade is not None:
            described = self._sentences.grade(judgement)
            words = _as_is(described.word if described else grade)
            yield self._field(whole_key, f"Grade{of}", "grade", words, exact=grade, absent="not graded")

    def _recommendations(self, spec: RecommendationsSpec, section: RecommendationsSection) -> Iterator[Said]:
        titles = {timescale.key: timescale.title for timescale in spec.timescales}
        number = 0
        for group in section.groups:
            when = titles.get(group.timescale, group.timescale)
            if group.body:
                field = f"Body{f' ({when})' if when else ''}"
                yield self._thing(
                    key(spec.key, "body"),
                    group.id,
                    field,
                    "body",
                    _as_is(group.body),
                    list_of=group.timescale,
                )
            for item in group.items:
                number += 1
                if item.text:
                    yield self._thing(
                        key(spec.key, "items"),
                        item.id,
                        f"Recommendation {number}",
                        "recommendation",
                        item.text,
                        list_of=group.id,
                    )

    def _items(self, container: str, part: str, items: tuple[Item, ...], field: str) -> Iterator[Said]:
        for number, item in enumerate(items, 1):
            if item.text:
                name = f"{field} {number}"
                yield self._thing(container, item.id, name, field.lower(), item.text, list_of=part)

    def _narrative(self, container: str, narrative: tuple[Paragraph, ...], part: str = "") -> Iterator[Said]:
        for paragraph, field in zip(narrative, self._names(narrative), strict=True):
            text = _as_text(paragraph) if paragraph.kind is Kind.TABLE else paragraph.text
            if text:
                yield self._thing(
                    container,
                    paragraph.id,
                    field,
                    _FORMS[paragraph.kind],
                    text,
                    list_of=part,
                    form=paragraph.kind.value,
                    exact=paragraph.rows,
                )

    def _names(self, narrative: tuple[Paragraph, ...]) -> Iterator[str]:
        """What people call each paragraph: by its printed number, or by where it stands."""
        number: int | None = None
        bullets = 0
        for place, paragraph in enumerate(narrative, 1):
            is_bullet = paragraph.kind in (Kind.BULLET, Kind.BULLET_2)
            bullets = bullets + 1 if is_bullet else 0
            number = self._numbers.get(paragraph.id, number)
            if is_bullet:
                yield f"Bullet {bullets}" + (f" below paragraph {number}" if number is not None else "")
            elif paragraph.kind in (Kind.SUBHEADING, Kind.TABLE):
                behind = f" behind paragraph {number}" if number is not None else ""
                yield _FORMS[paragraph.kind].capitalize() + behind
            elif paragraph.id in self._numbers:
                yield f"Paragraph {number}"
            else:
                yield f"Unnumbered paragraph {place}"

    # --- making them ---------------------------------------------------------------------------------------

    def _field(
        self,
        whole_key: str,
        field: str,
        what: str,
        text: RichText,
        *,
        exact: object = None,
        absent: str | None = None,
        is_own: bool = False,
    ) -> Said:
        return Said(
            key=whole_key,
            identity=whole_key,
            section=self._name,
            field=self._of + field,
            what=what,
            text=text,
            exact=exact,
            absent=absent,
            is_own=is_own,
        )

    def _thing(
        self,
        container: str,
        id_: str,
        field: str,
        what: str,
        text: RichText,
        *,
        list_of: str = "",
        form: str = "",
        exact: object = None,
    ) -> Said:
        """One of several in a list, known by its id; `list_of` tells this list from others of the field."""
        origin = self._report.desk.carried.get(id_)
        return Said(
            key=f"{container}.{id_}",
            identity=f"#{id_}",
            section=self._name,
            field=self._of + field,
            what=what,
            text=text,
            container=f"{container}.{list_of}",
            form=form,
            exact=exact,
            carried=origin.source if origin else "",
        )


def _own_name(framework: Framework, spec: SectionSpec, name: str) -> str:
    """What people call a field with own wording."""
    field, _, part = name.partition(".")
    if isinstance(spec, LinesSpec):
        line = next((line for line in spec.lines if line.key == name), None)
        fact = framework.fact(line.fact) if line and line.fact else None
        return fact.label if fact else name.replace("-", " ").capitalize()
    if field == "timescale" and isinstance(spec, RecommendationsSpec):
        title = next((one.title for one in spec.timescales if one.key == part), part)
        return f"Heading “{title}”"
    if field == "following":
        return f"Standard sentence ({part.replace('-', ' ')})"
    if part:  # a joined judgement's heading
        judgement = framework.judgement(part)
        return f"Heading of {judgement.label if judgement else part}"
    return _OWN.get(field, field.capitalize())


def _as_is(words: str) -> RichText:
    """Plain words as a text, white space and all."""
    return (Run(words),) if words else ()


def _as_text(table: Paragraph) -> RichText:
    """A table's cells as one text, a line for each row."""
    parts: list[Run | RichText] = []
    for row in table.rows:
        parts.append(Run("\n" if parts else ""))
        for place, cell in enumerate(row):
            parts += [Run(" | " if place else ""), cell]
    return rich(*parts)
