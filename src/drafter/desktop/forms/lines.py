"""The forms of the cover and the imprint: the facts, and the lines as they will be printed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
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
            self.column.addSpacing(16)
        self.column.addWidget(self.label("Lines on the cover" if is_cover else "Lines of the imprint"))
        about = QLabel("As they will be printed. Each can be worded anew.", wordWrap=True)
        about.setProperty("role", "soft")
        self.column.addWidget(about)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.column.addLayout(self._lines)
        for line in spec.lines:
            if line.role is not LineRole.LIST:
                self._add_line(line)

    def _add_fact(self, field: FactField) -> None:
        field.edited.connect(self.wish)
        field.focused.connect(self.focused)
        field.editor.left.connect(lambda by: self.leave(field.editor, by))
        field.editor.told.connect(self.told)
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
            is_line=True,
        )
        wording.edited.connect(self.wish)
        self._wordings.append(wording)
        self.bind(wording.binding)
        self._lines.addWidget(wording)

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

    def editors(self) -> list[ParagraphsEdit]:
        return [*(fact.editor for fact in self._facts), *super().editors()]

    def restyle(self) -> None:
        super().restyle()
        for fact in self._facts:
            fact.restyle()

    def go_to(self, key: str, place: int = -1) -> bool:
        # a line and the fact in it may have one key: what was worded anew comes first
        fields: list[OwnWording | FactField] = [one for one in self._wordings if one.is_own]
        fields += [*self._facts, *self._wordings]
        return any(self.focus_on(one.go_to(key)) for one in fields) or super().go_to(key, place)
