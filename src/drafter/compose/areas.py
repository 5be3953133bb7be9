"""Composing judgement areas and their main findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.compose.builder import NO_TITLE, Builder
from drafter.compose.sentences import Sentences, judgements_of
from drafter.document.keys import key, split
from drafter.document.model import Cell, Heading, Role, Strip, Table, TableRole, Text
from drafter.framework.model import (
    AreaSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    MainFindingsSpec,
    Scale,
    StripLayout,
)
from drafter.report.model import (
    EMPTY,
    AnySection,
    Area,
    AreaSection,
    Content,
    Investigation,
    InvestigationsSection,
    Item,
    area_address,
)
from drafter.report.richtext import RichText, rich


def all_areas(
    content: Content, framework: Framework
) -> Iterator[tuple[AreaSpec | InvestigationsSpec, Investigation | None, Area]]:
    """Every area that a report holds, in the order of the framework, investigations in theirs."""
    for spec in framework.areas():
        section = content.sections.get(spec.key)
        if section is None or section.left_out:
            continue
        if isinstance(section, InvestigationsSection):
            for investigation in section.investigations:
                yield spec, investigation, investigation.area
        elif isinstance(section, AreaSection):
            yield spec, None, section.area


def finding_key(spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None) -> str:
    """The key of an area's main finding."""
    return key(spec.key, "main-finding", investigation.id if investigation else "")


class AreaComposer:
    """Makes the blocks of judgement areas."""

    def __init__(self, builder: Builder, sentences: Sentences) -> None:
        self.builder = builder
        self.sentences = sentences

    def main_findings(self, spec: MainFindingsSpec, section: AnySection) -> None:
        """The lead-in, then a bullet for each area: the generated opening and the inspector's words."""
        self.builder.title(spec, section)
        lead_in = section.own.get("lead-in") or rich(self.sentences.render(spec.lead_in) or "")
        if lead_in:
            self.builder.text(key(spec.key, "lead-in"), lead_in, Role.NUMBERED, spec, part=spec.key)
        for area_spec, investigation, area in all_areas(self.sentences.content, self.sentences.framework):
            whole_key = finding_key(area_spec, investigation)
            words = self._finding(area_spec, investigation, area)
            if words:
                self.builder.text(whole_key, words, Role.BULLET, spec)
            else:
                name = investigation.title if investigation else area_spec.title
                self.builder.to_do(whole_key, f"{name}: to be written", spec, Role.BULLET)

    def _finding(
        self, spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None, area: Area
    ) -> RichText:
        finding = area.finding
        if finding.own_opening:
            return finding.text
        opening = self.sentences.opening(spec, investigation)
        if opening is None:
            return finding.text
        return rich(opening, " " if finding.text else "", finding.text)

    def area(self, spec: AreaSpec, section: AnySection) -> None:
        assert isinstance(section, AreaSection)
        for number, part in enumerate(spec.parts):
            name = "title" if number == 0 else key("title", part.judgement)
            title = self.sentences.area_title(spec) if number == 0 else part.title
            self.builder.add(
                Heading(
                    key=f"{spec.key}.{name}",
                    text=section.own.get(name) or rich(title),
                    level=1,
                    contents=spec.contents,
                    new_page=spec.new_page and number == 0,
                )
            )
            scale = self.sentences.framework.scale_of(part.judgement)
            if spec.strip is StripLayout.BOXES and scale:
                self._strip(key(spec.key, "grade", part.judgement), part.judgement, scale)
        self._body(spec, None, section.area, spec.title, section.own)

    def investigations(self, spec: InvestigationsSpec, section: AnySection) -> None:
        assert isinstance(section, InvestigationsSection)
        if not section.investigations and not self.builder.draft:
            return
        self.builder.title(spec, section)
        for one in section.investigations:
            title = rich(one.title) or rich(NO_TITLE)
            if one.title or self.builder.draft:
                self.builder.heading(key(spec.key, "title", one.id), title, 2)
            if spec.strip is StripLayout.BOXES:
                judgement = area_address(spec.key, one.id)
                self._strip(key(spec.key, "grade", one.id), judgement, spec.scale)
            self._body(spec, one, one.area, one.title)
        if not section.investigations:
            self.builder.to_do(key(spec.key, "none"), "No investigations yet", spec)

    # --- parts of an area --------------------------------------------------------------------------------

    def _strip(self, whole_key: str, judgement: str, scale: Scale) -> None:
        grade = self.sentences.grade(judgement)
        if grade is None and not self.builder.draft:
            return
        given = scale.grades.index(grade) if grade else None
        self.builder.add(Strip(key=whole_key, words=tuple(g.title for g in scale.grades), given=given))

    def _body(
        self,
        spec: AreaSpec | InvestigationsSpec,
        investigation: Investigation | None,
        area: Area,
        title: str,
        own: Mapping[str, RichText] = EMPTY,
    ) -> None:
        part = investigation.id if investigation else ""
        whole_key = key(spec.key, "sentence", part)
        sentence = area.sentence or rich(self.sentences.sentence(spec, investigation) or "")
        if sentence:
            # the sentence has no id of its own: the area's address stands for it in references
            address = area_address(spec.key, part)
            grades = self._untold(spec, investigation, own) if area.sentence else ()
            self.builder.text(whole_key, sentence, Role.JUDGEMENT, spec, part=address, grades=grades)
        elif spec.sentence is not None:
            what = self._what_is_missing(spec, investigation, title or "Area")
            self.builder.to_do(whole_key, what, spec, Role.JUDGEMENT)
        elif self.sentences.grade(spec.parts[0].judgement) is None:
            self.builder.to_do(key(spec.key, "grade"), "To be graded", spec)
        if isinstance(spec, AreaSpec):
            self._following(spec, own)
        self._lists(spec, part, area)
        level = 3 if investigation and (title or self.builder.draft) else 2
        self.builder.narrative(spec.key, area.narrative, spec, level=level)
        # where standard sentences follow the judgement, nothing more need be written
        if not area.narrative and not (isinstance(spec, AreaSpec) and spec.following):
            self.builder.to_do(key(spec.key, "narrative", part), "To be written", spec)

    def _what_is_missing(
        self, spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None, title: str
    ) -> str:
        """What keeps the judgement sentence from being said, for a draft's mark."""
        if any(self.sentences.grade(one) is None for one in judgements_of(spec, investigation)):
            return f"{title}: to be graded"
        assert spec.sentence is not None
        missing = self.sentences.missing(spec.sentence, self.sentences.area_values(spec, investigation))
        return f"{missing} to be given" if missing else f"{title}: to be written"

    def _untold(
        self,
        spec: AreaSpec | InvestigationsSpec,
        investigation: Investigation | None,
        own: Mapping[str, RichText],
    ) -> tuple[tuple[str, str], ...]:
        """The grades that nothing tells where the judgement sentence is the inspector's own."""
        is_in_title = isinstance(spec, AreaSpec) and spec.title_wording is not None and "title" not in own
        if spec.strip is StripLayout.BOXES or is_in_title:
            return ()
        told = self._in_tables()
        graded = ((one, self.sentences.grade(one)) for one in judgements_of(spec, investigation))
        found = ((split(one)[1] or one, grade.key) for one, grade in graded if grade and one not in told)
        return tuple(sorted(found))

    def _in_tables(self) -> set[str]:
        """The judgements whose grades stand in a table of grades that is printed."""
        content = self.sentences.content
        return {
            row
            for spec in self.sentences.framework.sections
            if isinstance(spec, GradesTableSpec) and spec.applies(content.grades)
            if spec.key in content.sections and not content.sections[spec.key].left_out
            for row in spec.rows
        }

    def _following(self, spec: AreaSpec, own: Mapping[str, RichText]) -> None:
        values = self.sentences.area_values(spec)
        for one in spec.following:
            name = key("following", one.key)
            words = own.get(name) or rich(self.sentences.render(one.wording, values) or "")
            if words:
                self.builder.text(f"{spec.key}.{name}", words, Role.PLAIN, spec)

    def _lists(self, spec: AreaSpec | InvestigationsSpec, part: str, area: Area) -> None:
        framework = self.sentences.framework
        strengths = _cell(spec.key, "strengths", area.strengths)
        weaknesses = _cell(spec.key, "weaknesses", area.weaknesses)
        if not framework.strengths or not (strengths or weaknesses or self.builder.draft):
            return
        heads = (framework.strengths, framework.weaknesses)
        head = tuple((Text(role=Role.CELL, text=rich(words)),) for words in heads)
        self.builder.add(
            Table(
                key=key(spec.key, "lists", part),
                role=TableRole.LISTS,
                title=" and ".join((heads[0], heads[1].lower())),
                rows=(head, (strengths, weaknesses)),
            )
        )


def _cell(section: str, name: str, items: tuple[Item, ...]) -> Cell:
    return tuple(
        Text(key=key(section, name, item.id), role=Role.ITEM, text=item.text) for item in items if item.text
    )
