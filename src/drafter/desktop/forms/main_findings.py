"""The form of the main findings: all of them in one place, each beside its area's grade."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from drafter.compose import all_areas
from drafter.desktop.forms.chip import GradeChips
from drafter.desktop.forms.finding import MainFindingField
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.own_wording import OwnWording
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import AreaSpec, InvestigationsSpec, MainFindingsSpec
from drafter.report.edits import set_own
from drafter.report.model import area_address
from drafter.report.richtext import rich


class MainFindingsForm(Form):
    """The lead-in, then a main finding for each area that the report has."""

    def __init__(self, spec: MainFindingsSpec, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.spec = spec
        self.head("Section", spec.name)
        self._lead_in = OwnWording(
            tools,
            key(spec.key, "lead-in"),
            "Lead-in",
            generated=lambda view: rich(view.sentences.render(spec.lead_in) or ""),
            own=lambda view: view.content.sections[spec.key].own.get("lead-in", ()),
            write=lambda report, text: set_own(report, spec.key, "lead-in", text),
            missing=lambda view: f"{view.sentences.missing(spec.lead_in)} to be given",
            bold=False,
        )
        self._lead_in.edited.connect(self.wish)
        self.bind(self._lead_in.binding)
        self.column.addWidget(self._lead_in)
        self._rows: dict[str, tuple[QWidget, MainFindingField, GradeChips, QLabel]] = {}
        self._order: list[str] = []

    def show_view(self, view: View) -> None:
        places = [
            (area_address(spec.key, one.id if one else ""), spec)
            for spec, one, _ in all_areas(view.content, view.framework)
            if spec.main_finding is not None
        ]
        if [place for place, _ in places] != self._order:
            self._arrange(places)
        super().show_view(view)
        self._lead_in.show_view(view)
        for place, _ in places:
            _, field, chips, title = self._rows[place]
            title.setText(section_name(view, place))
            chips.show_grades(view, place)
            field.show_view(view)

    def _arrange(self, places: list[tuple[str, AreaSpec | InvestigationsSpec]]) -> None:
        for row, *_ in self._rows.values():
            self.column.removeWidget(row)
            row.hide()
        for place, spec in places:
            if place not in self._rows:
                self._rows[place] = self._make(place, spec)
            row = self._rows[place][0]
            self.column.addWidget(row)
            row.show()
        self._order = [place for place, _ in places]
        self.arranged()
        self.bindings = [self._lead_in.binding, *(self._rows[one][1].binding for one in self._order)]

    def _make(
        self, place: str, spec: AreaSpec | InvestigationsSpec
    ) -> tuple[QWidget, MainFindingField, GradeChips, QLabel]:
        row = QWidget()
        title = QLabel(wordWrap=True)
        title.setProperty("role", "heading")
        title.setMinimumWidth(90)  # it wraps as far as need be
        chips = GradeChips(self.tools.theme)
        field = MainFindingField(self.tools, spec, place, is_titled=False)
        field.edited.connect(self.wish)
        self.bind(field.binding)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(chips, 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout(row)
        down.setContentsMargins(0, 20, 0, 0)
        down.setSpacing(4)
        down.addLayout(top)
        down.addWidget(field)
        return row, field, chips, title

    def restyle(self) -> None:
        self._lead_in.editor.restyle()
        for _, field, _, _ in self._rows.values():  # those of areas that undo may bring back as well
            field.editor.restyle()

    def go_to(self, key: str, place: int = -1) -> bool:
        return self.focus_on(self._lead_in.go_to(key)) or super().go_to(key, place)
