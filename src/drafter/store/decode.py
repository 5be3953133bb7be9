"""JSON back to a report, strictly: every mistake is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from drafter.framework.empty import empty_section
from drafter.framework.fields import own_fields
from drafter.framework.model import Framework, RecommendationsSpec, SectionSpec
from drafter.report.facts import DateRange, Fact, FactType, iso_date
from drafter.report.ids import is_id
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Content,
    Desk,
    Investigation,
    InvestigationsSection,
    Item,
    Kind,
    MainFinding,
    NarrativeSection,
    Origin,
    Paragraph,
    RecommendationGroup,
    RecommendationsSection,
    Report,
    TrayPiece,
    area_address,
)
from drafter.report.richtext import MARK_NAMES, Footnote, Inline, Mark, Reference, RichText, Run, clean, rich
from drafter.store.migrations import migrate
from drafter.strict import Reader

T = TypeVar("T")


def check_format(root: Reader) -> None:
    """Bring an older format up. Refuses what is no report, and what a newer Drafter wrote."""
    migrate(root)


class Decoder:
    """Decodes one report against its framework. Ids must be well formed and differ."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._ids: dict[str, str] = {}

    def report(self, root: Reader) -> Report:
        """The report. Raises DrafterError with the place of the first mistake."""
        report = Report(
            framework=self.framework.key,
            version=self.framework.version,
            content=self._content(root["content"]),
            desk=root.get("desk", self._desk, Desk()),
        )
        root.done()
        return report

    # --- content -----------------------------------------------------------------------------------------

    def _content(self, reader: Reader) -> Content:
        facts = self._facts(reader)
        sections = self._sections(reader)
        grades = self._grades(reader, sections)
        reader.done()
        return Content(facts=facts, grades=grades, sections=sections)

    def _facts(self, reader: Reader) -> dict[str, Fact]:
        if not reader.has("facts"):
            return {}
        tables = reader["facts"]
        found: dict[str, Fact] = {}
        for spec in self.framework.facts:
            at = tables.at(spec.key)
            if tables.has(spec.key):
                found[spec.key] = _fact(spec.type, at)
        tables.done()
        return found

    def _sections(self, reader: Reader) -> dict[str, AnySection]:
        tables = reader["sections"]
        found: dict[str, AnySection] = {}
        for spec in self.framework.sections:
            at = tables.at(spec.key)
            empty = empty_section(spec)
            found[spec.key] = self._section(empty, at, spec) if tables.has(spec.key) else empty
        tables.done()
        return found

    def _section(self, empty: AnySection, reader: Reader, spec: SectionSpec) -> AnySection:
        own = reader.table("own", self._rich)
        for name in own:
            if name not in own_fields(spec):
                known = ", ".join(own_fields(spec))
                raise reader["own"].at(name).error("this section has no such field", f"Known: {known}.")
        left_out = reader.get("left-out", Reader.flag, False)
        if left_out and not spec.optional:
            raise reader["left-out"].error("the framework does not let this section be left out")
        section: AnySection
        if isinstance(empty, NarrativeSection):
            narrative = reader.each("narrative", self._paragraph)
            section = NarrativeSection(own=own, left_out=left_out, narrative=narrative)
        elif isinstance(empty, RecommendationsSection):
            groups = reader.each("groups", lambda at: self._group(at, spec))
            section = RecommendationsSection(own=own, left_out=left_out, groups=groups)
        elif isinstance(empty, AreaSection):
            section = AreaSection(own=own, left_out=left_out, area=self._area(reader))
        elif isinstance(empty, InvestigationsSection):
            listed = reader.each("investigations", self._investigation)
            section = InvestigationsSection(own=own, left_out=left_out, investigations=listed)
        else:
            section = type(empty)(own=own, left_out=left_out)
        reader.done()
        return section

    def _grades(self, reader: Reader, sections: dict[str, AnySection]) -> dict[str, str]:
        addresses = {
            area_address(key, one.id)
            for key, section in sections.items()
            if isinstance(section, InvestigationsSection)
            for one in section.investigations
        }
        found: dict[str, str] = {}
        for judgement, at in reader.table("grades", lambda at: at).items():
            scale = self.framework.scale_of(judgement)
            if scale is None or ("." in judgement and judgement not in addresses):
                raise at.error(
                    "the framework has no such judgement",
                    f"Known: {', '.join(j.key for j in self.framework.judgements)}.",
                )
            found[judgement] = at.one_of([grade.key for grade in scale.grades])
        return found

    def _area(self, reader: Reader) -> Area:
        return Area(
            sentence=reader.get("sentence", self._rich, ()),
            finding=reader.get("main-finding", self._finding, MainFinding()),
            strengths=reader.each("strengths", self._item),
            weaknesses=reader.each("weaknesses", self._item),
            narrative=reader.each("narrative", self._paragraph),
        )

    def _finding(self, reader: Reader) -> MainFinding:
        finding = MainFinding(
            text=self._rich(reader["text"]),
            own_opening=reader.get("own-opening", Reader.flag, False),
        )
        reader.done()
        return finding

    def _investigation(self, reader: Reader) -> Investigation:
        one = Investigation(
            id=self._id(reader["id"]),
            title=clean(reader["title"].text()),
            subject=clean(reader.get("subject", Reader.text, "")),
            area=self._area(reader),
        )
        reader.done()
        return one

    def _group(self, reader: Reader, spec: SectionSpec) -> RecommendationGroup:
        assert isinstance(spec, RecommendationsSpec)
        timescales = [timescale.key for timescale in spec.timescales]
        group = RecommendationGroup(
            id=self._id(reader["id"]),
            timescale=reader["timescale"].one_of(timescales or [""]),
            body=clean(reader["body"].text()),
            items=reader.each("items", self._item),
        )
        if group.body and not spec.grouped:
            raise reader["body"].error("the recommendations of this section are not grouped by body")
        reader.done()
        return group

    def _item(self, reader: Reader) -> Item:
        item = Item(id=self._id(reader["id"]), text=self._rich(reader["text"]))
        reader.done()
        return item

    def _paragraph(self, reader: Reader) -> Paragraph:
        new_id = self._id(reader["id"])
        kind = Kind(reader.get("kind", lambda r: r.one_of([kind.value for kind in Kind]), "numbered"))
        if kind is Kind.TABLE:
            rows = tuple(tuple(map(self._rich, row.items())) for row in reader["rows"].items())
            if not rows or not rows[0] or len({len(row) for row in rows}) > 1:
                raise reader["rows"].error("a table has at least one row, and all its rows one length")
            paragraph = Paragraph(id=new_id, kind=kind, rows=rows)
        else:
            paragraph = Paragraph(id=new_id, kind=kind, text=self._rich(reader["text"]))
        reader.done()
        return paragraph

    # --- rich text and ids -------------------------------------------------------------------------------

    def _rich(self, reader: Reader) -> RichText:
        return self._text(reader, in_note=False)

    def _text(self, reader: Reader, *, in_note: bool) -> RichText:
        if isinstance(reader.value, str):
            return rich(reader.value)
        return rich(*(self._inline(part, in_note=in_note) for part in reader.items()))

    def _inline(self, reader: Reader, *, in_note: bool) -> Inline:
        if isinstance(reader.value, str):
            return Run(reader.value)
        part: Inline
        if reader.has("footnote"):
            if in_note:
                raise reader.error("a footnote cannot stand inside a footnote")
            part = Footnote(self._id(reader["footnote"]), self._text(reader["text"], in_note=True))
        elif reader.has("reference"):
            part = Reference(clean(reader["reference"].text()))
        else:
            marks = Mark.NONE
            for name, mark in MARK_NAMES.items():
                if reader.get(name, Reader.flag, False):
                    marks |= mark
            part = Run(reader["text"].text(), marks, reader.get("link", Reader.text, ""))
        reader.done()
        return part

    def _id(self, reader: Reader) -> str:
        text = reader.text()
        if not is_id(text):
            raise reader.error(f"{text[:20]!r} is not an id", "Ids are eight small letters and digits.")
        if text in self._ids:
            raise reader.error(f"the id {text!r} stands at {self._ids[text]} already")
        self._ids[text] = reader.path
        return text

    # --- desk --------------------------------------------------------------------------------------------

    def _desk(self, reader: Reader) -> Desk:
        sections = {section.key for section in self.framework.sections}
        notes = reader.table("notes", _clean)
        for key in notes:
            if key not in sections:
                raise reader["notes"].at(key).error("the framework has no such section")
        desk = Desk(
            notes=notes,
            short_titles=_by_id(reader, "short-titles", _clean),
            tray=reader.each("tray", self._piece),
            carried=_by_id(reader, "carried", _origin),
            words=tuple(sorted(set(reader.each("words", _word)))),
        )
        reader.done()
        return desk

    def _piece(self, reader: Reader) -> TrayPiece:
        piece = TrayPiece(
            id=self._id(reader["id"]),
            heading=reader.get("heading", _clean, ""),
            text=self._rich(reader["text"]),
            origin=_origin(reader["origin"]),
        )
        reader.done()
        return piece


def _by_id(reader: Reader, name: str, read: Callable[[Reader], T]) -> dict[str, T]:
    found = reader.table(name, read)
    for key in found:
        if not is_id(key):
            raise reader[name].at(key).error("this is not an id", "Ids are eight small letters and digits.")
    return found


def _clean(reader: Reader) -> str:
    return clean(reader.text())


def _word(reader: Reader) -> str:
    word = _clean(reader).strip()
    if not word:
        raise reader.error("a word of the report's dictionary says nothing")
    return word


def _origin(reader: Reader) -> Origin:
    origin = Origin(source=_clean(reader["source"]), place=reader.get("place", _clean, ""))
    reader.done()
    return origin


def _fact(kind: FactType, reader: Reader) -> Fact:
    if kind is FactType.DATE:
        return _day(reader)
    if kind is FactType.RANGE:
        days = [_day(item) for item in reader.items()]
        if len(days) != 2 or days[0] > days[1]:
            raise reader.error("a range is two days, the earlier one first")
        return DateRange(days[0], days[1])
    if kind is FactType.LIST:
        return tuple(clean(text) for text in reader.texts())
    return reader.number() if kind is FactType.NUMBER else clean(reader.text())


def _day(reader: Reader) -> date:
    try:
        return iso_date(reader.text())
    except ValueError:
        raise reader.error(f"{reader.text()[:20]!r} is not a date", "Dates are written 2008-07-22.") from None
