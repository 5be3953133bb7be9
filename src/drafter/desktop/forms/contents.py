"""The form of the contents list, which Drafter fills by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from drafter.desktop.forms.form import Form
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.model import Heading
from drafter.framework.model import ContentsSpec
from drafter.report.richtext import plain


class ContentsForm(Form):
    """The headings that the list will have."""

    def __init__(self, spec: ContentsSpec, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.head("Made by Drafter", spec.name)
        about = QLabel(
            "The contents list is made from the headings, with the numbers of their pages, each time the "
            "report is exported. There is nothing to fill in here.",
            wordWrap=True,
        )
        about.setProperty("role", "soft")
        self._list = QLabel(wordWrap=True)
        self._list.setAccessibleName("Headings in the contents list")
        self.column.addWidget(about)
        self.column.addSpacing(8)
        self.column.addWidget(self._list)

    def show_view(self, view: View) -> None:
        super().show_view(view)
        headings = [one for one in view.document.blocks if isinstance(one, Heading) and one.contents]
        self._list.setText("\n".join(f"{'    ' * (one.level - 1)}{plain(one.text)}" for one in headings))
