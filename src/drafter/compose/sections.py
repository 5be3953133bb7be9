"""Composing the sections that do not judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.compose.builder import Builder, mark
from drafter.compose.sentences import Sentences
from drafter.document.keys import key
from drafter.document.model import Cell, Contents, PageBreak, Role, Table, TableRole, Text
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    GradeCells,
    GradesTableSpec,
    ImprintSpec,
    Line,
    LineRole,
    LinesSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
)
from drafter.report.model import (
    AnySection,
    Kind,
    NarrativeSection,
    RecommendationGroup,
    RecommendationsSection,
)
from drafter.report.richtext import Mark, RichText, Run, plain, rich

_LINE_ROLES: Mapping[LineRole, Role] = {
    LineRole.TITLE: Role.COVER_TITLE,
    LineRole.AREA: Role.COVER_AREA,
    LineRole.SUBTITLE: Role.COVER_SUBTITLE,
    LineRole.LIST: Role.COVER_LIST,
    LineRole.FACT: Role.COVER_FACT,
    LineRole.PLAIN: Role.PLAIN,
}


class SectionComposer:
    """Makes the blocks of one section at a time."""

    def __init__(self, builder: Builder, sentences: Sentences) -> None:
        self.builder = builder
        self.sentences = sentences

    def lines(self, spec: LinesSpec, section: AnySection) -> None:
        """The lines of the cover or the imprint; what is missing is left out of a final report."""
        self._new_page(spec)
        for line in spec.lines:
            role = Role.IMPRINT if isinstance(spec, ImprintSpec) else _LINE_ROLES[line.role]
            if line.role is LineRole.LIST:
                self._list_line(spec, line, role)
                continue
            text = section.own.get(line.key) or self._line(line)
            if text:
                self.builder.text(key(spec.key, line.key), text, role, spec)
            else:
                self.builder.to_do(key(spec.key, line.key), self._what(line), spec, role)

    def _new_page(self, spec: SectionSpec) -> None:
        if spec.new_page:
            self.builder.add(PageBreak(key=key(spec.key, "page")))

    def _line(self, line: Line) -> RichText | None:
        if not line.fact:
            return self.sentences.line(line)
        fact = self.sentences.fact(line.fact)
        if fact is None:
            return None
        label = [Run(line.label, Mark.BOLD), Run(" ")] if line.label else []
        return rich(*label, fact)

    def _list_line(self, spec: LinesSpec, line: Line, role: Role) -> None:
        listed = self.sentences.content.facts.get(line.fact)
        if not isinstance(listed, tuple):
            self.builder.to_do(key(spec.key, line.key), self._what(line), spec, role)
            return
        for number, one in enumerate(listed, 1):
            self.builder.text(key(spec.key, line.key, str(number)), rich(one), role, spec)

    def _what(self, line: Line) -> str:
        fact = self.sentences.framework.fact(line.fact) if line.fact else None
        if fact:
            return f"{fact.label} to be given"
        missing = self.sentences.missing(line.wording) if line.wording else ""
        return f"{missing or line.key.replace('-', ' ').capitalize()} to be given"

    def contents(self, spec: ContentsSpec, section: AnySection) -> None:
        self._new_page(spec)
        title = section.own.get("title") or rich(spec.title)
        self.builder.add(Contents(key=key(spec.key, "title"), title=title))

    def narrative(self, spec: NarrativeSpec, section: AnySection) -> None:
        assert isinstance(section, NarrativeSection)
        self.builder.title(spec, section)
        level = 2
        if spec.heading is not None:
            own = section.own.get("heading")
            heading = own or rich(self.sentences.heading(spec) or "")
            if heading:
                level = 3
                self.builder.heading(key(spec.key, "heading"), heading, 2, contents=spec.contents)
        self.builder.narrative(spec.key, section.narrative, spec, level=level)
        if not section.narrative:
            self.builder.to_do(key(spec.key, "narrative"), "To be written", spec)

    def grades_table(self, spec: GradesTableSpec, section: AnySection) -> None:
        self.builder.title(spec, section)
        legend = section.own.get("legend")
        if not legend and spec.legend is not None:
            legend = rich(self.sentences.render(spec.legend) or "")
        if legend:
            self.builder.text(key(spec.key, "legend"), legend, Role.LEGEND, spec)
        head: tuple[Cell, ...] = tuple((Text(role=Role.CELL, text=rich(c)),) for c in spec.columns)
        rows = [head]
        for judgement in spec.rows:
            if judgement in self._left_out():
                continue
            described = self.sentences.framework.judgement(judgement)
            assert described is not None
            label = Text(key=key(spec.key, "label", judgement), role=Role.CELL, text=rich(described.label))
            rows.append(((label,), (self._grade_cell(spec, judgement),)))
        self.builder.add(
            Table(
                key=key(spec.key, "table"),
                role=TableRole.GRADES,
                title=plain(rich(spec.name)),
                rows=tuple(rows),
            )
        )

    def _left_out(self) -> set[str]:
        """The judgements of areas that the report leaves out."""
        sections = self.sentences.content.sections
        areas = [spec for spec in self.sentences.framework.sections if isinstance(spec, AreaSpec)]
        return {
            part.judgement
            for a in areas
            if a.key in sections and sections[a.key].left_out
            for part in a.parts
        }

    def _grade_cell(self, spec: GradesTableSpec, judgement: str) -> Text:
        grade = self.sentences.grade(judgement)
        whole_key = key(spec.key, "grade", judgement)
        if grade is None:
            to_do = (Run("[To be graded]"),) if self.builder.draft else ()
            return Text(key=whole_key, role=Role.CELL, text=to_do, to_do=True)
        numbered = spec.cells is GradeCells.NUMBER_AND_WORD and grade.number is not None
        words = f"{grade.number}: {grade.word}" if numbered else grade.title
        return Text(key=whole_key, role=Role.CELL, text=rich(words))

    def recommendations(self, spec: RecommendationsSpec, section: AnySection) -> None:
        assert isinstance(section, RecommendationsSection)
        self.builder.title(spec, section)
        written = [g for g in section.groups if self.builder.draft or any(i.text for i in g.items)]
        self._groups(spec, [group for group in written if not group.timescale], "")
        for timescale in spec.timescales:
            groups = [group for group in written if group.timescale == timescale.key]
            if groups:
                own = section.own.get(key("timescale", timescale.key))
                self.builder.heading(
                    key(spec.key, "timescale", timescale.key), own or rich(timescale.title), 2
                )
            self._groups(spec, groups, timescale.key)
        if not written:
            self.builder.to_do(key(spec.key, "items"), "To be written", spec)

    def _groups(self, spec: RecommendationsSpec, groups: list[RecommendationGroup], timescale: str) -> None:
        """The recommendations within one timescale."""
        if spec.items is not Kind.TABLE:
            for group in groups:
                self._group(spec, group)
            return
        rows = [row for group in groups for row in self._rows(spec, group)]
        if rows:
            head: tuple[Cell, ...] = tuple((Text(role=Role.CELL, text=rich(c)),) for c in spec.columns)
            whole_key = key(spec.key, "table", timescale)
            self.builder.add(Table(key=whole_key, title=plain(rich(spec.name)), rows=(head, *rows)))

    def _rows(self, spec: RecommendationsSpec, group: RecommendationGroup) -> Iterator[tuple[Cell, ...]]:
        """A row for each action; the body stands in each, so that no row depends on the one above it."""
        cells = [
            Text(key=key(spec.key, "items", item.id), role=Role.CELL, text=item.text)
            for item in group.items
            if item.text
        ]
        if not cells and self.builder.draft:
            cells = [Text(role=Role.CELL, text=mark("To be written"), to_do=True)]
        for cell in cells:
            body = Text(key=key(spec.key, "body", group.id), role=Role.CELL, text=rich(group.body))
            yield ((body,), (cell,)) if spec.grouped else ((cell,),)

    def _group(self, spec: RecommendationsSpec, group: RecommendationGroup) -> None:
        line = None
        if group.body and spec.body_line is not None:
            line = self.sentences.render(spec.body_line, {"body": group.body})
        if line:
            self.builder.text(key(spec.key, "body", group.id), rich(line), Role.LEAD_IN, spec)
        role = Role.NUMBERED if spec.items is Kind.NUMBERED else Role.BULLET
        for item in group.items:
            if item.text:
                whole_key = key(spec.key, "items", item.id)
                self.builder.text(whole_key, item.text, role, spec, part=item.id)
