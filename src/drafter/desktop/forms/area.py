"""The form of a judgement area, of a joint judgement and of an investigation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from drafter.checks.finding import Finding
from drafter.desktop.forms.binding import text_binding
from drafter.desktop.forms.finding import MainFindingField
from drafter.desktop.forms.form import Form, default_kind
from drafter.desktop.forms.grade_strip import GradeStrip
from drafter.desktop.forms.item_list import ItemList
from drafter.desktop.forms.line_field import LineField, in_one_line
from drafter.desktop.forms.narrative import NarrativeField
from drafter.desktop.forms.own_wording import OwnWording
from drafter.desktop.look.roles import set_role
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import area_at, investigation, section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key, split
from drafter.framework.model import AreaSpec, Following, Framework, InvestigationsSpec, Numbering, Part
from drafter.report.edits import change_area, change_investigation, changed, set_grade, set_own, with_entry
from drafter.report.lists import ListAddress
from drafter.report.model import InvestigationsSection, Report
from drafter.report.richtext import RichText, rich

NARROW = 620
"""Below this width, in pixels at 100 %, strengths and weaknesses stand one under the other."""
_LONG = 60
"""Letters of an investigation's title that are still set large."""


class AreaForm(Form):
    """Grade, sentence, strengths and weaknesses, main finding and narrative of the area at `place`."""

    def __init__(self, place: str, framework: Framework, tools: Tools) -> None:
        super().__init__(place, tools)
        self._framework = framework
        section, _, self._investigation = place.partition(".")
        spec = framework.section(section)
        assert isinstance(spec, AreaSpec | InvestigationsSpec)
        self.spec = spec
        self.strips: dict[str, GradeStrip] = {}
        self._titles: dict[str, QLabel] = {}
        self._wordings: list[OwnWording] = []
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists: list[ItemList] = []
        self._finding: MainFindingField | None = None
        self._build()

    # --- building ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        spec = self.spec
        if isinstance(spec, AreaSpec):
            joint = len(spec.parts) > 1
            self._titles[""] = self.head("Joint judgement" if joint else "Judgement area", spec.name)
            for number, part in enumerate(spec.parts):
                self._add_part(part, is_first=number == 0)
        else:
            self._titles[""] = self.head("Investigation", "")
            self._add_investigation()
            self._add_strip(self.place, "Grade", spec)
        self._add_sentence()
        if isinstance(spec, AreaSpec):
            for number, following in enumerate(spec.following, 1):
                self._add_following(following, number if len(spec.following) > 1 else 0)
        if self._framework.strengths:
            self._add_lists()
        if spec.main_finding is not None:
            self._add_finding()
        self._add_narrative()

    def _add_part(self, part: Part, *, is_first: bool) -> None:
        if not is_first:
            title = QLabel(part.title)
            title.setProperty("role", "title")
            title.setWordWrap(True)
            self._titles[part.judgement] = title
            self.column.addSpacing(8)
            self.column.addWidget(title)
        self._add_strip(part.judgement, part.title, self.spec)

    def _add_strip(self, judgement: str, name: str, spec: AreaSpec | InvestigationsSpec) -> None:
        scale = self._framework.scale_of(judgement) or (
            spec.scale if isinstance(spec, InvestigationsSpec) else None
        )
        if scale is None:
            return
        strip = GradeStrip(scale, name, self.tools.theme)
        strip.chosen.connect(lambda grade: self._grade(judgement, grade))
        self.strips[judgement] = strip
        self.column.addWidget(strip)
        self.column.addSpacing(4)

    def _grade(self, judgement: str, grade: str | None) -> None:
        verb = "grading" if grade else "clearing the grade"
        where = key(self.spec.key, "grade", self._investigation or judgement)
        self.wish(Edit(change=lambda report: set_grade(report, judgement, grade), verb=verb, key=where))

    def _add_investigation(self) -> None:
        self._line("title", "Title", "The impact of …")
        self._line("short-title", "Short title for the outline", "Not printed")
        self._line("subject", "Subject of the judgement sentence", "The title itself")

    def _line(self, field: str, name: str, hint: str) -> None:
        line = LineField(self.tools, name, hint)
        binding = text_binding(
            line.editor,
            key(self.spec.key, field, self._investigation),
            lambda view: rich(self._investigation_text(view, field)),
            lambda report, text: self._with_investigation_text(report, field, text),
        )
        self.bind(binding)
        self.column.addWidget(line)

    def _investigation_text(self, view: View, field: str) -> str:
        one = investigation(view, self.place)
        if one is None:
            return ""
        if field == "short-title":
            return view.report.desk.short_titles.get(one.id, "")
        return one.title if field == "title" else one.subject

    def _with_investigation_text(self, report: Report, field: str, text: RichText) -> Report:
        words = in_one_line(text)
        if field == "short-title":
            titles = with_entry(report.desk.short_titles, self._investigation, words or None)
            return changed(report, desk=changed(report.desk, short_titles=titles))
        section = report.content.sections[self.spec.key]
        assert isinstance(section, InvestigationsSection)
        one = next((one for one in section.investigations if one.id == self._investigation), None)
        if one is None:
            return report
        return change_investigation(report, self.place, changed(one, **{field: words}))

    def _add_sentence(self) -> None:
        spec = self.spec
        if spec.sentence is None:
            return
        wording = OwnWording(
            self.tools,
            key(spec.key, "sentence", self._investigation),
            "Judgement sentence",
            generated=lambda view: rich(view.sentences.sentence(spec, investigation(view, self.place)) or ""),
            own=lambda view: area.sentence if (area := area_at(view, self.place)) else (),
            write=lambda report, text: change_area(
                report, self.place, lambda area: changed(area, sentence=text)
            ),
            missing=lambda _: "The sentence that is printed stands here once there is a grade.",
        )
        self._add_wording(wording)

    def _add_following(self, one: Following, number: int) -> None:
        spec = self.spec
        assert isinstance(spec, AreaSpec)
        name = key("following", one.key)
        wording = OwnWording(
            self.tools,
            f"{spec.key}.{name}",
            f"Standard sentence {number or ''}".strip(),
            generated=lambda view: rich(
                view.sentences.render(one.wording, view.sentences.area_values(spec)) or ""
            ),
            own=lambda view: view.content.sections[spec.key].own.get(name, ()),
            write=lambda report, text: set_own(report, spec.key, name, text),
            missing=lambda _: "Nothing is printed here with this outcome.",
            bold=False,
        )
        self._add_wording(wording)

    def _add_wording(self, wording: OwnWording) -> None:
        self._wordings.append(wording)
        wording.edited.connect(self.wish)
        self.bind(wording.binding)
        self.column.addWidget(wording)

    def _add_lists(self) -> None:
        framework = self._framework
        for field, title, one in (
            ("strengths", framework.strengths, "strength"),
            ("weaknesses", framework.weaknesses, "weakness"),
        ):
            items = ItemList(self.tools, ListAddress(self.place, field), title, one)
            self.bind(items.binding)
            self._lists.append(items)
            self._pair.addWidget(items, 1)
        self._pair.setSpacing(16)
        self.column.addSpacing(12)
        self.column.addLayout(self._pair)

    def _add_finding(self) -> None:
        self._finding = MainFindingField(self.tools, self.spec, self.place)
        self._finding.edited.connect(self.wish)
        self.bind(self._finding.binding)
        self.column.addSpacing(12)
        self.column.addWidget(self._finding)

    def _add_narrative(self) -> None:
        numbered = self.spec.numbering is not Numbering.NONE
        self.narrative = NarrativeField(
            self.tools, ListAddress(self.place, "narrative"), "Narrative", default_kind(numbered)
        )
        self.narrative.edited.connect(self.wish)
        self.narrative.told.connect(self.told)
        self.bind(self.narrative.binding)
        self.column.addSpacing(12)
        self.column.addWidget(self.narrative)

    @property
    def is_gone(self) -> bool:
        return self.view is not None and area_at(self.view, self.place) is None

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        self.view = view
        if self.is_gone:
            return  # the window shows something else now
        super().show_view(view)
        name = section_name(view, self.place)
        self._titles[""].setText(name)
        if self._investigation:  # its own title stands in full in the first box
            set_role(self._titles[""], "title" if len(name) <= _LONG else "heading")
        for judgement, strip in self.strips.items():
            strip.show_grade(view.content.grades.get(judgement))
        for wording in self._wordings:
            wording.show_view(view)
        for items in self._lists:
            items.show_view(view)
        self.narrative.show_view(view)
        if self._finding is not None:
            self._finding.show_view(view)

    def show_text(self, view: View) -> None:
        if area_at(view, self.place) is not None:
            super().show_text(view)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        for wording in self._wordings:
            wording.show_findings(findings)

    def show_counts(self, view: View) -> None:
        self.narrative.show_counts(view)

    def restyle(self) -> None:
        super().restyle()
        self.narrative.restyle()

    def go_to(self, key: str, place: int = -1) -> bool:
        if any(self.focus_on(wording.go_to(key)) for wording in self._wordings):
            return True
        if super().go_to(key, place) or self.focus_on(self._part(key)):
            return True
        for judgement, strip in self.strips.items():
            if key.endswith((f".grade.{judgement}", f".grade.{self._investigation or judgement}")):
                return self.focus_on(strip)
        return False

    def _part(self, key: str) -> QWidget | None:
        """What the checks name as a whole: both lists, or the narrative that is not there yet."""
        section, field, part = split(key)
        if (section, part) != (self.spec.key, self._investigation):
            return None
        if field == "lists" and self._lists:
            empty = [one for one in self._lists if not one.editor.sync.paragraphs]
            return (empty or self._lists)[0].editor
        return self.narrative.editor if field == "narrative" else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW * self.tools.theme.scale
        self._pair.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
