"""The forms of the cover and the imprint: the facts, and the lines as they will be printed."""

from __future__ import annotations

from drafter.desktop.forms.facts import FactField
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.own_wording import OwnWording
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import CoverSpec, Framework, Line, LineRole, LinesSpec
from drafter.report.edits import set_own
from drafter.report.facts import printed
from drafter.report.richtext import RichText, rich


class LinesForm(Form):
    """The cover asks for all facts of the report; both show their lines, which can be worded anew."""

    def __init__(self, spec: LinesSpec, framework: Framework, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self._spec = spec
        self._facts: list[FactField] = []
        self._wordings: list[OwnWording] = []
        is_cover = isinstance(spec, CoverSpec)
        self.head("First page" if is_cover else "Small print", "Cover and facts" if is_cover else spec.name)
        if is_cover:
            for fact in framework.facts:
                self._add_fact(FactField(fact, tools, spec.key))
            self.column.addSpacing(12)
        self.column.addWidget(self.label("Lines on the cover" if is_cover else "Lines of the imprint"))
        for line in spec.lines:
            if line.role is not LineRole.LIST:
                self._add_line(line)

    def _add_fact(self, field: FactField) -> None:
        field.edited.connect(self.edited)
        field.focused.connect(self.focused)
        self._facts.append(field)
        self.column.addWidget(field)

    def _add_line(self, line: Line) -> None:
        spec = self._spec
        wording = OwnWording(
            self.tools,
            key(spec.key, line.key),
            line.label.rstrip(":") or line.key.replace("-", " ").capitalize(),
            generated=lambda view: self._generated(view, line),
            own=lambda view: view.content.sections[spec.key].own.get(line.key, ()),
            write=lambda report, text: set_own(report, spec.key, line.key, text),
            missing=lambda view: self._missing(view, line),
            bold=False,
        )
        wording.edited.connect(self.edited)
        self._wordings.append(wording)
        self.bind(wording.binding)
        self.column.addWidget(wording)

    @staticmethod
    def _generated(view: View, line: Line) -> RichText:
        if line.fact:
            fact = view.content.facts.get(line.fact)
            return rich(line.label, " " if line.label else "", printed(fact)) if fact is not None else ()
        return view.sentences.line(line) or ()

    @staticmethod
    def _missing(view: View, line: Line) -> str:
        fact = view.framework.fact(line.fact) if line.fact else None
        what = fact.label if fact else view.sentences.missing(line.wording) if line.wording else ""
        return f"{what or 'A fact'} to be given"

    def show_view(self, view: View) -> None:
        super().show_view(view)
        for fact in self._facts:
            fact.show_view(view)
        for wording in self._wordings:
            wording.show_view(view)

    def restyle(self) -> None:
        super().restyle()
        for fact in self._facts:
            fact.editor.restyle()

    def go_to(self, key: str, place: int = -1) -> bool:
        if any(fact.go_to(key) for fact in self._facts):
            return True
        return any(wording.go_to(key) for wording in self._wordings) or super().go_to(key, place)
