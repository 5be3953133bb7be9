"""The form of a section of paragraphs, annexes among them."""

from __future__ import annotations

from drafter.desktop.forms.form import Form
from drafter.desktop.forms.narrative import NarrativeField
from drafter.desktop.forms.own_wording import OwnWording
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import NarrativeSpec
from drafter.report.edits import set_own
from drafter.report.lists import ListAddress
from drafter.report.richtext import rich


class NarrativeForm(Form):
    """A heading and its paragraphs; an annex has a second heading, which can be worded anew."""

    def __init__(self, spec: NarrativeSpec, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.spec = spec
        self._title = self.head("Annex" if spec.heading is not None else "Section", spec.name)
        self._heading: OwnWording | None = None
        if spec.heading is not None:
            self._heading = self._make_heading(spec)
        self.narrative = NarrativeField(tools, ListAddress(spec.key, "narrative"), "Text", spec.paragraphs)
        self.narrative.edited.connect(self.wish)
        self.narrative.told.connect(self.told)
        self.bind(self.narrative.binding)
        self.column.addWidget(self.narrative)

    def _make_heading(self, spec: NarrativeSpec) -> OwnWording:
        heading = OwnWording(
            self.tools,
            key(spec.key, "heading"),
            "Heading",
            generated=lambda view: rich(view.sentences.heading(spec) or ""),
            own=lambda view: view.content.sections[spec.key].own.get("heading", ()),
            write=lambda report, text: set_own(report, spec.key, "heading", text),
            missing=lambda _: "The heading stands here once the facts that it names are given.",
        )
        heading.edited.connect(self.wish)
        self.bind(heading.binding)
        self.column.addWidget(heading)
        self.column.addSpacing(12)
        return heading

    def show_view(self, view: View) -> None:
        super().show_view(view)
        self._title.setText(section_name(view, self.place))
        self.narrative.show_view(view)
        if self._heading is not None:
            self._heading.show_view(view)

    def show_counts(self, view: View) -> None:
        self.narrative.show_counts(view)

    def restyle(self) -> None:
        super().restyle()
        self.narrative.restyle()

    def go_to(self, key: str, place: int = -1) -> bool:
        if self._heading is not None and self.focus_on(self._heading.go_to(key)):
            return True
        return super().go_to(key, place)
