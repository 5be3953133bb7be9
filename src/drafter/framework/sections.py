"""Loading the sections of a framework, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypedDict

from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    CoverSpec,
    Following,
    GradeCells,
    GradesTableSpec,
    ImprintSpec,
    InvestigationsSpec,
    Judgement,
    Line,
    LineRole,
    MainFindingsSpec,
    NarrativeSpec,
    Numbering,
    Part,
    RecommendationsSpec,
    Scale,
    SectionSpec,
    StartParagraph,
    StripLayout,
    Timescale,
    When,
)
from drafter.framework.reading import said, scale_of, unique
from drafter.framework.slots import Slots, grade_names
from drafter.report.facts import FactType
from drafter.report.model import Kind
from drafter.strict import Reader

_MAY_LACK_A_TITLE = (CoverSpec, ImprintSpec, NarrativeSpec, GradesTableSpec)
_NEW_KINDS = (Kind.NUMBERED, Kind.PLAIN, Kind.BULLET)
_ITEMS = {"bullets": Kind.BULLET, "numbered": Kind.NUMBERED, "table": Kind.TABLE}


class _Common(TypedDict):
    key: str
    title: str
    label: str
    aliases: tuple[str, ...]
    contents: bool
    new_page: bool
    optional: bool
    numbering: Numbering


class SectionLoader:
    """Reads sections; the scales, judgements and facts that they may name are given."""

    def __init__(
        self,
        slots: Slots,
        scales: tuple[Scale, ...],
        judgements: Mapping[str, Judgement],
        facts: Mapping[str, FactType],
    ) -> None:
        self.slots = slots
        self.scales = scales
        self.judgements = judgements
        self.facts = facts
        self._kinds: Mapping[str, Callable[[_Common, Reader], SectionSpec]] = {
            "cover": lambda common, r: CoverSpec(lines=self._lines(r), **common),
            "imprint": lambda common, r: ImprintSpec(lines=self._lines(r), **common),
            "contents": lambda common, _: ContentsSpec(**common),
            "narrative": self._narrative,
            "annex": self._narrative,
            "main-findings": self._main_findings,
            "grades-table": self._grades_table,
            "recommendations": self._recommendations,
            "judgement-area": self._area,
            "investigations": self._investigations,
        }

    def section(self, key: str, reader: Reader) -> SectionSpec:
        """The section with this key. Raises DrafterError with the place of a mistake."""
        make = self._kinds[reader["kind"].one_of(self._kinds)]
        common = _Common(
            key=key,
            title=reader.get("title", said, ""),
            label=reader.get("label", said, ""),
            aliases=reader.get("aliases", Reader.texts, ()),
            contents=reader.get("contents", Reader.flag, False),
            new_page=reader.get("new-page", Reader.flag, False),
            optional=reader.get("optional", Reader.flag, False),
            numbering=Numbering(reader.get("numbering", _numbering, "none")),
        )
        section = make(common, reader)
        self._check_title(section, reader)
        if isinstance(section, NarrativeSpec | RecommendationsSpec):
            section = replace(section, when=reader.get("when", self._when, None))
        reader.done()
        return section

    def _check_title(self, section: SectionSpec, reader: Reader) -> None:
        if section.title and section.label:
            raise reader["label"].error("a section with a title needs no label", "Delete one of them.")
        if section.title or isinstance(section, CoverSpec | ImprintSpec):
            return
        if not isinstance(section, _MAY_LACK_A_TITLE):
            raise reader.error("the key 'title' is missing", "A section of this kind has a heading.")
        if not section.label:
            raise reader.error(
                "the key 'title' is missing", "A section that prints no heading has a label instead."
            )

    def _when(self, reader: Reader) -> When:
        judgement = reader["judgement"].one_of(self.judgements)
        known = [grade.key for grade in self.judgements[judgement].scale.grades]
        grades = tuple(grade.one_of(known) for grade in reader["grades"].items())
        if not grades:
            raise reader["grades"].error("with no grade at all the section would never be printed")
        reader.done()
        return When(judgement=judgement, grades=grades)

    def check_whole(self, sections: tuple[SectionSpec, ...], reader: Reader) -> None:
        """What no section can tell by itself.

        Every judgement stands in one area, or in a row of a grades table alone; there is one cover and
        one contents list.
        """
        places: dict[str, str] = {}
        for section, at in zip(sections, reader.items(), strict=True):
            for part in section.parts if isinstance(section, AreaSpec) else ():
                if part.judgement in places:
                    raise at.error(
                        f"the judgement {part.judgement!r} stands in {places[part.judgement]!r} already"
                    )
                places[part.judgement] = section.key
        rows = {row for section in sections if isinstance(section, GradesTableSpec) for row in section.rows}
        for judgement in self.judgements:
            if judgement not in places and judgement not in rows:
                raise reader.error(
                    f"the judgement {judgement!r} stands nowhere",
                    "Give it a judgement area, or a row in a grades table.",
                )
        for kind in (ContentsSpec, CoverSpec):
            if sum(isinstance(section, kind) for section in sections) > 1:
                raise reader.error(f"there is more than one {kind.__name__.removesuffix('Spec').lower()}")

    # --- one function a kind -----------------------------------------------------------------------------

    def _lines(self, reader: Reader) -> tuple[Line, ...]:
        return tuple(self._line(key, r) for key, r in unique(reader, "lines"))

    def _line(self, key: str, reader: Reader) -> Line:
        given = [name for name in ("text", "wording", "fact") if reader.has(name)]
        if len(given) != 1:
            raise reader.error("a line has one of the keys 'text', 'wording' and 'fact'")
        line = Line(
            key=key,
            role=LineRole(reader["role"].one_of([role.value for role in LineRole])),
            text=reader.get("text", Reader.text, ""),
            wording=reader.get("wording", self.slots.named, None),
            fact=reader.get("fact", lambda r: r.one_of(sorted(self.facts)), ""),
            label=reader.get("label", Reader.text, ""),
        )
        if line.role in (LineRole.FACT, LineRole.LIST) and not line.fact:
            raise reader.error(f"a line of the role {line.role.value!r} needs the key 'fact'")
        if line.fact and (self.facts[line.fact] is FactType.LIST) is not (line.role is LineRole.LIST):
            raise reader["fact"].error(
                "a list of values, and nothing else, stands in a line of the role 'list'"
            )
        reader.done()
        return line

    def _narrative(self, common: _Common, reader: Reader) -> NarrativeSpec:
        usual = "plain" if common["numbering"] is Numbering.NONE else "numbered"
        kinds = [kind.value for kind in _NEW_KINDS]
        return NarrativeSpec(
            paragraphs=Kind(reader.get("paragraphs", lambda r: r.one_of(kinds), usual)),
            start=reader.each("start", self._start),
            heading=reader.get("heading", lambda r: self.slots.named(r, {"title"}), None),
            **common,
        )

    def _start(self, reader: Reader) -> StartParagraph:
        kind = Kind(reader["kind"].one_of([kind.value for kind in Kind]))
        if kind is Kind.TABLE:
            start = StartParagraph(kind=kind, rows=_rows(reader["rows"]))
            reader.done()
            return start
        if reader.has("text") == reader.has("wording"):
            raise reader.error("a paragraph has one of the keys 'text' and 'wording'")
        start = StartParagraph(
            kind=kind,
            text=reader.get("text", Reader.text, ""),
            wording=reader.get("wording", self.slots.named, None),
        )
        reader.done()
        return start

    def _main_findings(self, common: _Common, reader: Reader) -> MainFindingsSpec:
        return MainFindingsSpec(lead_in=self.slots.named(reader["lead-in"]), **common)

    def _grades_table(self, common: _Common, reader: Reader) -> GradesTableSpec:
        columns = reader["columns"].texts()
        if len(columns) != 2:
            raise reader["columns"].error("two columns are needed: the judgements and their grades")
        rows = tuple(row.one_of(self.judgements) for row in reader["rows"].items())
        if not rows or len(set(rows)) < len(rows):
            raise reader["rows"].error("each judgement stands here once, and there is at least one")
        return GradesTableSpec(
            legend=reader.get("legend", self.slots.named, None),
            columns=(columns[0], columns[1]),
            cells=GradeCells(reader["cells"].one_of([cells.value for cells in GradeCells])),
            rows=rows,
            **common,
        )

    def _recommendations(self, common: _Common, reader: Reader) -> RecommendationsSpec:
        items = _ITEMS[reader.get("items", lambda r: r.one_of(_ITEMS), "bullets")]
        grouped = reader.get("groups", lambda r: r.one_of(["bodies", "none"]), "bodies") == "bodies"
        columns: tuple[str, ...] = ()
        body_line = None
        if items is Kind.TABLE:
            columns = reader["columns"].texts()
            if len(columns) != (2 if grouped else 1):
                wanted = "two columns are: the body and its action" if grouped else "one column is"
                raise reader["columns"].error(f"{wanted} needed")
        elif grouped:
            body_line = self.slots.named(reader["body-line"], {"body"})
        return RecommendationsSpec(
            timescales=tuple(_timescale(key, r) for key, r in unique(reader, "timescales")),
            grouped=grouped,
            body_line=body_line,
            bodies=reader.get("bodies", Reader.texts, ()) if grouped else (),
            items=items,
            columns=columns,
            **common,
        )

    def _area(self, common: _Common, reader: Reader) -> AreaSpec:
        first = Part(
            judgement=reader["judgement"].one_of(self.judgements),
            title=common["title"],
            aliases=common["aliases"],
        )
        joined = reader.each("joined", self._part)
        parts = (first, *joined)
        names = grade_names([part.judgement for part in parts]) | {"subject", "title"}
        title_wording = None
        if not joined:
            title_wording = reader.get("title-wording", lambda r: self.slots.named(r, names), None)
        # an area whose heading tells the grade need not say it again
        sentence = None
        if title_wording is None or reader.has("sentence"):
            sentence = self.slots.named(reader["sentence"], names)
        return AreaSpec(
            parts=parts,
            strip=_strip(reader["strip"]),
            sentence=sentence,
            main_finding=reader.get("main-finding", lambda r: self.slots.named(r, names), sentence),
            title_wording=title_wording,
            following=tuple(self._following(key, r, names) for key, r in unique(reader, "following")),
            subject=reader.get("subject", Reader.text, ""),
            **common,
        )

    def _following(self, key: str, reader: Reader, names: set[str]) -> Following:
        following = Following(key=key, wording=self.slots.named(reader["wording"], names))
        reader.done()
        return following

    def _part(self, reader: Reader) -> Part:
        part = Part(
            judgement=reader["judgement"].one_of(self.judgements),
            title=said(reader["title"]),
            aliases=reader.get("aliases", Reader.texts, ()),
        )
        reader.done()
        return part

    def _investigations(self, common: _Common, reader: Reader) -> InvestigationsSpec:
        names = grade_names(["investigation"]) | {"subject", "title"}
        sentence = self.slots.named(reader["sentence"], names)
        return InvestigationsSpec(
            scale=scale_of(reader, self.scales),
            strip=_strip(reader["strip"]),
            sentence=sentence,
            main_finding=reader.get("main-finding", lambda r: self.slots.named(r, names), sentence),
            **common,
        )


def _rows(reader: Reader) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that a report begins with; the first is its heading row."""
    rows = tuple(row.texts() for row in reader.items())
    if not rows or not rows[0] or len({len(row) for row in rows}) > 1:
        raise reader.error("a table has at least one row, and all its rows one length")
    return rows


def _strip(reader: Reader) -> StripLayout:
    return StripLayout(reader.one_of([layout.value for layout in StripLayout]))


def _numbering(reader: Reader) -> str:
    return reader.one_of([numbering.value for numbering in Numbering])


def _timescale(key: str, reader: Reader) -> Timescale:
    timescale = Timescale(
        key=key, title=said(reader["title"]), aliases=reader.get("aliases", Reader.texts, ())
    )
    reader.done()
    return timescale
