"""The commands of the Section menu, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from drafter.desktop.forms.investigations import InvestigationsForm
from drafter.desktop.session.edits import Edit
from drafter.desktop.window import sections
from drafter.desktop.window.rename_bar import RenameBar
from drafter.framework.model import InvestigationsSpec
from drafter.report.lists import ListAddress

if TYPE_CHECKING:
    from drafter.desktop.window.report_window import ReportWindow


class Sectioning:
    """Adds, moves, renames, leaves out and removes sections of the window's report."""

    def __init__(self, window: ReportWindow) -> None:
        self._window = window
        actions = window.actions_
        actions.does(
            {
                "add-investigation": self.add,
                "rename-section": self.rename,
                "section-up": lambda: self.move(window.stack.place, -1),
                "section-down": lambda: self.move(window.stack.place, 1),
                "remove-section": lambda: self.remove(window.stack.place),
                "leave-out": self._leave_out,
            }
        )
        outline = window.outline
        outline.list.move_wished.connect(self.move)
        outline.list.remove_wished.connect(self.remove)
        outline.list.menu_wished.connect(self._show_menu)
        outline.model.moved.connect(self._put_before)
        outline.model.rows_dropped.connect(self._drop)

    def connect_form(self, form: InvestigationsForm) -> None:
        """The form of the investigations wishes the same things."""
        form.add_wished.connect(self.add)
        form.remove_wished.connect(self.remove)
        form.move_wished.connect(self.move)

    def show_place(self, place: str) -> None:
        """Offer what can be done to this section."""
        window = self._window
        view = window.session.view
        spec = view.spec(place)
        is_one = "." in place
        actions = window.actions_
        has_any = any(isinstance(one, InvestigationsSpec) for one in view.framework.sections)
        actions["add-investigation"].setEnabled(has_any)
        for key in ("section-up", "section-down", "remove-section"):
            actions[key].setEnabled(is_one)
        actions["rename-section"].setEnabled(is_one or sections.can_rename(spec))
        actions["leave-out"].setEnabled(spec.optional and not is_one)
        section = view.content.sections.get(spec.key)
        actions["leave-out"].setChecked(section is not None and section.left_out)

    # --- commands ----------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add an investigation behind the one that is shown, and go to its title."""
        window = self._window
        made = sections.new_investigation(window.session.view, window.tools.ids, window.stack.place)
        if made is not None:
            edit, place = made
            window.session.make(edit)
            window.show_place(place)
            window.go_to(edit.key)

    def move(self, place: str, by: int) -> None:
        """Move an investigation up or down."""
        if "." in place:
            self._window.session.make(sections.moved_investigation(place, by))

    def remove(self, place: str) -> None:
        """Remove an investigation. No question: undo brings it back."""
        if "." not in place:
            return
        window = self._window
        if window.stack.place == place:
            window.show_place(place.partition(".")[0])
        window.session.make(sections.without_investigation(place))
        window.bars.tell("The investigation was removed. Undo brings it back.")

    def rename(self) -> None:
        """Ask for another heading in a small bar."""
        window = self._window
        place = window.stack.place
        bar = RenameBar(window.stack, sections.title_of(window.session.view, place))
        bar.named.connect(
            lambda name: window.session.make(sections.renamed(window.session.view, place, name))
        )
        bar.open()

    def _leave_out(self) -> None:
        window = self._window
        place = window.stack.place
        out = not window.session.view.content.sections[place].left_out
        window.session.make(sections.left_out(window.session.view, place, out=out))
        self.show_place(place)

    def _put_before(self, place: str, before: str) -> None:
        self._window.session.make(sections.investigation_before(place, before))

    def _drop(self, ids: list[str], place: str) -> None:
        """Rows that were dropped on a section of the outline go to the end of its narrative."""
        window = self._window
        edit = sections.to_section(window.session.view, ids, place)
        if edit is None:
            window.bars.tell("That section holds no paragraphs.")
        else:
            window.make_and_follow(edit)

    def to_neighbour(self, ids: list[str], where: ListAddress, by: int) -> Edit | None:
        """Paragraphs to the section before or behind, as the outline has them."""
        window = self._window
        order = [entry.place for entry in window.overview.entries]
        return sections.to_neighbour(window.session.view, ids, where, order, by)

    def _show_menu(self, place: str, at: QPoint) -> None:
        window = self._window
        window.show_place(place)
        menu = QMenu(window)
        for key in ("rename-section", "section-up", "section-down", "remove-section", "leave-out"):
            if window.actions_[key].isEnabled():
                menu.addAction(window.actions_[key])
        if window.actions_["add-investigation"].isEnabled():
            menu.addSeparator()
            menu.addAction(window.actions_["add-investigation"])
        menu.popup(at)
