"""Fields for the facts of a report, each of its type, each with what is wrong beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import SINGLE, Wish
from drafter.desktop.forms.line_field import LineField
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.errors import DrafterError
from drafter.framework.model import FactSpec
from drafter.report.edits import set_fact
from drafter.report.facts import Fact, FactType, printed, read_fact
from drafter.report.model import Paragraph, Report
from drafter.report.richtext import plain, rich

_HINTS = {
    FactType.DATE: "22 July 2008",
    FactType.RANGE: "28 April to 9 May 2008",
    FactType.NUMBER: "876",
    FactType.LIST: "One on each line (Shift+Enter)",
}
_WIDTHS = {FactType.DATE: 280, FactType.RANGE: 280, FactType.NUMBER: 280}


class FactField(QWidget):
    """One fact. What cannot be read as one stays in the box, and the report keeps the fact it has."""

    edited = Signal(object)
    focused = Signal(str)

    def __init__(self, spec: FactSpec, tools: Tools, section: str) -> None:
        super().__init__()
        self.spec = spec
        self._key = key(section, spec.key)
        name = f"{spec.label} (required)" if spec.required else spec.label
        self._line = LineField(
            tools, name, _HINTS.get(spec.type, ""), spec.help, width=_WIDTHS.get(spec.type, 0)
        )
        self._shown: Fact | None = None
        self._typed = ""
        self.editor = self._line.editor
        self.editor.wished.connect(self._on_wish)
        self.editor.cursor_moved.connect(self._tell_focus)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._line)

    def _tell_focus(self) -> None:
        if self.editor.hasFocus():
            self.focused.emit(self._key)

    def show_view(self, view: View) -> None:
        """Show the fact, unless the box holds what the inspector types and the report cannot take yet."""
        fact = view.content.facts.get(self.spec.key)
        if fact != self._shown or not self.editor.hasFocus():
            if self._reads_as(fact):
                return
            self._shown = fact
            self._typed = "" if fact is None else self._said(fact)
            shown = (Paragraph(id=SINGLE, kind=self.editor.nature.default, text=rich(self._typed)),)
            self.editor.show_paragraphs(shown if self._typed else (), Context.of(view))
            self._line.show_problem("")

    def _reads_as(self, fact: Fact | None) -> bool:
        """Whether what stands in the box says this fact already, or is being typed."""
        if self._typed and self._problem(self._typed):
            return fact == self._shown
        read = self._read(self._typed)
        same = read == fact
        if same:
            self._shown = fact
        return same and bool(self._typed)

    def _said(self, fact: Fact) -> str:
        return "\n".join(fact) if isinstance(fact, tuple) else printed(fact)

    def _read(self, words: str) -> Fact | None:
        if self.spec.type is FactType.TEXT:
            words = words.replace("\n", " ")  # it stands in the middle of a line
        try:
            fact = read_fact(self.spec.type, words) if words else None
        except DrafterError:
            return None
        return None if fact in ("", ()) else fact

    def _problem(self, words: str) -> str:
        if not words:
            return ""
        try:
            read_fact(self.spec.type, words)
        except DrafterError as error:
            return f"{error.problem[:1].upper()}{error.problem[1:]}. {error.hint}"
        return ""

    def _on_wish(self, wish: Wish) -> None:
        self._typed = plain(wish.paragraphs[0].text) if wish.paragraphs else ""
        problem = self._problem(self._typed)
        self._line.show_problem(problem)
        if problem:
            return
        fact = self._read(self._typed)
        self._shown = fact
        self.edited.emit(
            Edit(
                change=lambda report: self._with(report, fact),
                verb=wish.verb,
                key=self._key,
                merge=wish.merge and f"fact:{self._key}:{wish.merge}",
            )
        )

    def _with(self, report: Report, fact: Fact | None) -> Report:
        return set_fact(report, self.spec.key, fact)

    def restyle(self) -> None:
        """Take another look."""
        self.editor.restyle()
        self._line.restyle()

    def go_to(self, key: str) -> QWidget | None:
        """What gets the focus where this is the field with the key."""
        return self.editor if key == self._key else None
