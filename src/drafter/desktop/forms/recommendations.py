"""The form of the recommendations: timescales, in each the bodies, and what each is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from drafter.desktop.forms.binding import Binding, text_binding
from drafter.desktop.forms.buttons import PictureButton, adding
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.item_list import ItemList
from drafter.desktop.forms.line_field import LineField, in_one_line
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import RecommendationsSpec
from drafter.report.edits import change_groups, insert, move, remove
from drafter.report.lists import ListAddress
from drafter.report.model import RecommendationGroup, RecommendationsSection, Report, ungrouped_id
from drafter.report.richtext import RichText, plain, rich


class GroupField(QWidget):
    """One body within a timescale: its name, and its recommendations."""

    removed = Signal()
    moved = Signal(int)

    def __init__(self, tools: Tools, where: ListAddress, *, named: bool) -> None:
        super().__init__()
        self.up = PictureButton(tools.theme, "move-up", "Move this body up", lambda: self.moved.emit(-1))
        self.down = PictureButton(tools.theme, "move-down", "Move this body down", lambda: self.moved.emit(1))
        self.gone = PictureButton(
            tools.theme, "trash", "Remove this body and its recommendations", self.removed.emit
        )
        beside = (self.up, self.down, self.gone)
        self.body = LineField(tools, "To", "The body that should act", beside=beside)
        self.body.setVisible(named)
        self.items = ItemList(tools, where, "Recommendations", "recommendation")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(self.body)
        down.addWidget(self.items)

    def show_view(self, view: View, body: str, which: str) -> None:
        """Show how many there are. `which` is which body of which timescale it is, for a screen reader."""
        for button in (self.up, self.down, self.gone):
            button.call(button.toolTip(), which)
        self.body.editor.setAccessibleName(f"To: {which}")
        whom = f" to {body}" if body else ""
        behind = f", {which}" if which else ""
        self.items.editor.setAccessibleName(f"Recommendations{whom}{behind}")
        self.items.add.setAccessibleName(f"{self.items.add.text()}{whom}{behind}")
        self.items.show_view(view)

    def show_place(self, *, is_first: bool, is_last: bool) -> None:
        """Offer to move it where it can go."""
        self.up.setEnabled(not is_first)
        self.down.setEnabled(not is_last)


class RecommendationsForm(Form):
    """Recommendations by timescale and body. Rows go from one to another by drag and by keys."""

    def __init__(self, spec: RecommendationsSpec, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.spec = spec
        self.head("Section", spec.name)
        self._hint = QLabel("Name who should act, then write what they should do.", wordWrap=True)
        self._hint.setProperty("role", "soft")
        self._hint.setVisible(spec.grouped)
        self.column.addWidget(self._hint)
        self.column.addSpacing(4)
        self._fields: dict[str, GroupField] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        self._titles: dict[str, QLabel] = {}
        self._order: list[tuple[str, str]] = []
        self._known: dict[str, list[Binding]] = {}
        self.adds: dict[str, QPushButton] = {}
        self.menus: dict[str, QMenu] = {}
        for timescale in [one.key for one in spec.timescales] or [""]:
            self._add_timescale(timescale)

    def _add_timescale(self, timescale: str) -> None:
        box = QFrame()
        down = QVBoxLayout(box)
        down.setContentsMargins(0, 0, 0, 20)
        down.setSpacing(12)
        title = QLabel(self._printed(timescale), wordWrap=True)
        title.setProperty("role", "heading")
        title.setVisible(bool(title.text()))
        self._titles[timescale] = title
        down.addWidget(title)
        groups = QVBoxLayout()
        groups.setSpacing(16)
        down.addLayout(groups)
        self._columns[timescale] = groups
        if self.spec.grouped:
            add = self.adds[timescale] = adding("Add a body that should act", "row-alone")
            if title.text():
                add.setAccessibleName(f"Add a body to “{title.text()}”")
            menu = self.menus[timescale] = self._bodies(timescale, add)
            add.clicked.connect(lambda: _pop_up(menu, add))
            down.addWidget(add)
        self.column.addWidget(box)

    def _printed(self, timescale: str) -> str:
        return next((one.title for one in self.spec.timescales if one.key == timescale), "")

    def _bodies(self, timescale: str, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for body in self.spec.bodies:
            menu.addAction(body, partial(self._add_group, timescale, body))
        menu.addAction("Another body", partial(self._add_group, timescale, ""))
        return menu

    # --- groups ------------------------------------------------------------------------------------------

    def _add_group(self, timescale: str, body: str) -> None:
        group = RecommendationGroup(id=self.tools.ids(), timescale=timescale, body=body)
        order = [one.key for one in self.spec.timescales]

        def added(report: Report) -> Report:
            def change(groups: tuple[RecommendationGroup, ...]) -> tuple[RecommendationGroup, ...]:
                at = _rank(order, timescale)
                behind = [one.id for one in groups if _rank(order, one.timescale) <= at]
                return insert(groups, group, after=behind[-1] if behind else "")

            return change_groups(report, self.spec.key, change)

        self._edit(added, "adding a body", group.id)
        self.go_to(key(self.spec.key, "items" if body else "body", group.id))

    def _remove_group(self, group: str) -> None:
        timescale = next((one for one, other in self._order if other == group), "")
        self._edit(
            lambda report: change_groups(report, self.spec.key, lambda groups: remove(groups, group)),
            "removing a body",
            group,
        )
        if timescale in self.adds:  # the button that was pressed is gone
            self.focus_on(self.adds[timescale])

    def restyle(self) -> None:
        for bindings in self._known.values():  # those of groups that undo may bring back as well
            for binding in bindings:
                binding.editor.restyle()

    def _move_group(self, group: str, by: int) -> None:
        """Past the others of its timescale, and no further."""

        def changed(groups: tuple[RecommendationGroup, ...]) -> tuple[RecommendationGroup, ...]:
            new = move(groups, group, by)
            same = [one.timescale for one in new] == [one.timescale for one in groups]
            return new if same else groups

        self._edit(lambda report: change_groups(report, self.spec.key, changed), "moving a body", group)

    def _edit(self, change: Callable[[Report], Report], verb: str, group: str) -> None:
        self.wish(Edit(change=change, verb=verb, key=key(self.spec.key, "body", group)))

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        section = view.content.sections[self.spec.key]
        assert isinstance(section, RecommendationsSection)
        order = [(group.timescale, group.id) for group in section.groups]
        if not self.spec.grouped:
            order += [
                (one, ungrouped_id(self.spec.key, one))
                for one in self._columns
                if not any(timescale == one for timescale, _ in order)
            ]
        if order != self._order:
            self._arrange(order)
        super().show_view(view)
        bodies = {group.id: group.body for group in section.groups}
        for timescale, title in self._titles.items():
            own = section.own.get(key("timescale", timescale))
            title.setText(plain(own) if own else self._printed(timescale))
            title.setVisible(bool(title.text()))
        for timescale, group in order:
            self._fields[group].show_view(view, bodies.get(group, ""), self._which(timescale, group))

    def _which(self, timescale: str, group: str) -> str:
        """Which body it is, for those who cannot see where it stands."""
        same = [other for scale, other in self._order if scale == timescale]
        number = f"body {same.index(group) + 1}" if self.spec.grouped else ""
        return ", ".join(part for part in (number, self._titles[timescale].text()) if part)

    def _arrange(self, order: list[tuple[str, str]]) -> None:
        for timescale, group in self._order:
            field = self._fields[group]
            self._columns[timescale].removeWidget(field)
            field.hide()
        for timescale, group in order:
            if group not in self._fields:
                self._fields[group] = self._make(timescale, group)
            self._columns[timescale].addWidget(self._fields[group])
            self._fields[group].show()
            same = [other for scale, other in order if scale == timescale]
            self._fields[group].show_place(is_first=group == same[0], is_last=group == same[-1])
        self._order = order
        self.arranged()
        self.bindings = [one for _, group in order for one in self._known[group]]

    def _make(self, timescale: str, group: str) -> GroupField:
        where = ListAddress(self.spec.key, "items", group, timescale)
        field = GroupField(self.tools, where, named=self.spec.grouped)
        field.removed.connect(lambda: self._remove_group(group))
        field.moved.connect(lambda by: self._move_group(group, by))
        bindings = [
            text_binding(
                field.body.editor,
                key(self.spec.key, "body", group),
                lambda view: rich(self._group(view, group).body),
                lambda report, text: self._with_body(report, group, text),
            ),
            field.items.binding,
        ]
        self._known[group] = bindings
        for binding in bindings:
            self.bind(binding)
        return field

    def _group(self, view: View, group: str) -> RecommendationGroup:
        section = view.content.sections[self.spec.key]
        assert isinstance(section, RecommendationsSection)
        return next((one for one in section.groups if one.id == group), RecommendationGroup(id=group))

    def _with_body(self, report: Report, group: str, text: RichText) -> Report:
        def changed(groups: tuple[RecommendationGroup, ...]) -> tuple[RecommendationGroup, ...]:
            return tuple(replace(one, body=in_one_line(text)) if one.id == group else one for one in groups)

        return change_groups(report, self.spec.key, changed)

    def go_to(self, key: str, place: int = -1) -> bool:
        group = key.rpartition(".")[2]
        if group in self._fields and key == f"{self.spec.key}.items.{group}":
            return self.focus_on(self._fields[group].items.editor)
        if super().go_to(key, place):
            return True
        return key in (self.spec.key, f"{self.spec.key}.items") and self.focus_on(self._first())

    def _first(self) -> QWidget | None:
        """Where one begins to write."""
        if self._order:
            return self._fields[self._order[0][1]].items.editor
        return next(iter(self.adds.values()), None)


def _rank(order: list[str], timescale: str) -> int:
    return order.index(timescale) if timescale in order else -1


def _pop_up(menu: QMenu, under: QWidget) -> None:
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
    menu.setActiveAction(menu.actions()[0])
