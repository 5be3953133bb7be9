"""The middle of the window: forms, made when they are first shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from drafter.checks.finding import Finding
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.make import make_form
from drafter.desktop.session.names import place_of
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools


class FormStack(QStackedWidget):
    """One form for each section that was shown; only the one on top is kept up to date.

    `made` brings each new form, once, so that the window can connect it.
    """

    made = Signal(object)
    shown = Signal(str)

    def __init__(self, view: View, tools: Tools) -> None:
        super().__init__()
        self._view = view
        self._tools = tools
        self._findings: Sequence[Finding] = ()
        self._forms: dict[str, Form] = {}
        self._place = ""

    @property
    def form(self) -> Form | None:
        """The form on top."""
        found = self.currentWidget()
        return found if isinstance(found, Form) else None

    @property
    def place(self) -> str:
        """The section, or the investigation, that is on top."""
        return self._place

    def show_place(self, place: str) -> Form:
        """Put the form of a section on top."""
        form = self._forms.get(place)
        if form is None:
            form = make_form(place, self._view.framework, self._tools)
            self._forms[place] = form
            self.addWidget(form)
            self.made.emit(form)
        if place != self._place:
            self._place = place
            self._refresh(form)
            self.setCurrentWidget(form)
            self.shown.emit(place)
        return form

    def go_to(self, key: str, cursor: int = -1) -> bool:
        """Show the field with this key and put the cursor into it.

        A main finding stands on two forms: the one that is on top comes first.
        """
        if self.form is not None and self.form.go_to(key, cursor):
            return True
        place = place_of(self._view, key)
        if place.partition(".")[0] not in self._view.content.sections:
            return False
        return self.show_place(place).go_to(key, cursor)

    def show_view(self, view: View) -> None:
        """Show the report as it is now; a form whose investigation is gone gives its place up."""
        was, self._view = self._view, view
        form = self.form
        if form is None:
            return
        if view.document is was.document:  # words were typed; nothing that is generated changed
            form.show_text(view)
        else:
            form.show_view(view)

    def show_composed(self, view: View, findings: Sequence[Finding]) -> None:
        """Show what composing and checking said."""
        self._view = view
        self._findings = findings
        if self.form is not None:
            self.form.show_view(view)
            self.form.show_counts(view)
            self.form.show_findings(findings)

    def _refresh(self, form: Form) -> None:
        form.show_view(self._view)
        form.show_counts(self._view)
        form.show_findings(self._findings)

    def restyle(self) -> None:
        """Take another look, in every form that was made."""
        for form in self._forms.values():
            form.restyle()
