"""The form of the grades table: the same grades that the areas show, all in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from drafter.desktop.forms.form import Form
from drafter.desktop.forms.grade_strip import GradeStrip
from drafter.desktop.forms.own_wording import OwnWording
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key, split
from drafter.framework.model import AreaSpec, Framework, GradesTableSpec
from drafter.report.edits import set_grade, set_own
from drafter.report.richtext import rich


class GradesForm(Form):
    """A strip for each row of the table. Setting a grade here sets it in the area: there is only one."""

    def __init__(self, spec: GradesTableSpec, framework: Framework, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.spec = spec
        self.head("Section", spec.name)
        self._strips: dict[str, tuple[QLabel, GradeStrip]] = {}
        self._legend: OwnWording | None = None
        self._areas = {
            part.judgement: area.key
            for area in framework.areas()
            if isinstance(area, AreaSpec)
            for part in area.parts
        }
        for judgement in spec.rows:
            self._add_row(judgement, framework)
        if spec.legend is not None:
            self._add_legend(spec)

    def _add_row(self, judgement: str, framework: Framework) -> None:
        described = framework.judgement(judgement)
        assert described is not None  # loading a framework checks it
        title = QLabel(described.label, wordWrap=True)
        title.setProperty("role", "heading")
        strip = GradeStrip(described.scale, described.label, self.tools.theme)
        strip.chosen.connect(lambda grade: self._grade(judgement, grade))
        self._strips[judgement] = (title, strip)
        self.column.addSpacing(12)
        self.column.addWidget(title)
        self.column.addWidget(strip)

    def _add_legend(self, spec: GradesTableSpec) -> None:
        self._legend = OwnWording(
            self.tools,
            key(spec.key, "legend"),
            "Legend",
            generated=lambda view: rich(view.sentences.render(spec.legend) or "") if spec.legend else (),
            own=lambda view: view.content.sections[spec.key].own.get("legend", ()),
            write=lambda report, text: set_own(report, spec.key, "legend", text),
            bold=False,
        )
        self._legend.edited.connect(self.wish)
        self.bind(self._legend.binding)
        self.column.addSpacing(16)
        self.column.addWidget(self.label("Legend under the table"))
        self.column.addWidget(self._legend)

    def _grade(self, judgement: str, grade: str | None) -> None:
        self.wish(
            Edit(
                change=lambda report: set_grade(report, judgement, grade),
                verb="grading" if grade else "clearing the grade",
                key=key(self.spec.key, "grade", judgement),
            )
        )

    def show_view(self, view: View) -> None:
        super().show_view(view)
        for judgement, (title, strip) in self._strips.items():
            strip.show_grade(view.content.grades.get(judgement))
            area = view.content.sections.get(self._areas.get(judgement, ""))
            printed = area is None or not area.left_out
            title.setVisible(printed)
            strip.setVisible(printed)
        if self._legend is not None:
            self._legend.show_view(view)

    def go_to(self, key: str, place: int = -1) -> bool:
        section, _, judgement = split(key)
        if section == self.spec.key and judgement in self._strips:
            return self.focus_on(self._strips[judgement][1])
        if key == self.spec.key and self._strips:
            return self.focus_on(next(iter(self._strips.values()))[1])
        if self._legend is not None and self.focus_on(self._legend.go_to(key)):
            return True
        return super().go_to(key, place)
