"""The commands of the Edit, Insert and Format menus: they act on the text box that the cursor is in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.narrative import NarrativeField
from drafter.desktop.window.commands import Actions
from drafter.desktop.window.forms_stack import FormStack
from drafter.report.model import Kind
from drafter.report.richtext import Mark


class EditingCommands:
    """Ties those commands to the editor that has the focus."""

    def __init__(self, actions: Actions, stack: FormStack) -> None:
        self._stack = stack
        actions.does(
            {
                "cut": lambda: self._clipboard("cut"),
                "copy": lambda: self._clipboard("copy"),
                "paste": lambda: self._clipboard("paste"),
                "paste-plain": lambda: self._with(lambda editor: editor.paste_plain()),
                "bold": lambda: self._mark(Mark.BOLD),
                "italic": lambda: self._mark(Mark.ITALIC),
                "superscript": lambda: self._mark(Mark.SUPERSCRIPT),
                "subscript": lambda: self._mark(Mark.SUBSCRIPT),
                "unformat": lambda: self._with(lambda editor: editor.keys.unformat()),
                "bullets": lambda: self._kind(Kind.BULLET),
                "sub-heading": lambda: self._kind(Kind.SUBHEADING),
                "move-up": lambda: self._with(lambda editor: editor.keys.move(-1)),
                "move-down": lambda: self._with(lambda editor: editor.keys.move(1)),
                "footnote": lambda: self._narrative(lambda field: field.put_note()),
                "link": lambda: self._narrative(lambda field: field.links.open()),
                "reference": lambda: self._narrative(lambda field: field.references_open()),
                "table": lambda: self._narrative(lambda field: field.tables.insert()),
            }
        )

    def editor(self) -> ParagraphsEdit | None:
        """The text box that has the focus."""
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, ParagraphsEdit) else None

    def _with(self, do: Callable[[ParagraphsEdit], object]) -> None:
        editor = self.editor()
        if editor is not None:
            do(editor)

    def _clipboard(self, what: str) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, ParagraphsEdit) and what == "cut":
            focus.cut_selection()
        elif isinstance(focus, ParagraphsEdit | QLineEdit | QPlainTextEdit):
            getattr(focus, what)()

    def _mark(self, mark: Mark) -> None:
        self._with(lambda editor: editor.keys.toggle(mark))

    def _kind(self, kind: Kind) -> None:
        self._with(lambda editor: editor.keys.kind(kind) if editor.nature.rich else None)

    def _narrative(self, do: Callable[[NarrativeField], object]) -> None:
        """Do something with the narrative that the cursor is in, or the one of the form."""
        form = self._stack.form
        found = form.findChildren(NarrativeField) if form is not None else []
        focus = QApplication.focusWidget()
        field = next((one for one in found if focus is not None and one.isAncestorOf(focus)), None)
        field = field or next(iter(found), None)
        if field is not None:
            field.editor.setFocus()
            do(field)
