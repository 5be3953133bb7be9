"""The form of the investigations together: which there are, in their order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from drafter.desktop.forms.buttons import PictureButton, adding
from drafter.desktop.forms.chip import GradeChips
from drafter.desktop.forms.flow import flowing
from drafter.desktop.forms.form import Form
from drafter.desktop.session.names import NO_TITLE, investigation, section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key, split
from drafter.framework.model import InvestigationsSpec
from drafter.report.model import InvestigationsSection, area_address


class InvestigationRow(QFrame):
    """An investigation: its title, its grade, and what can be done with it."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, tools: Tools, place: str) -> None:
        super().__init__()
        self.place = place
        self.setProperty("role", "line")
        self.title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.title.setProperty("role", "standard")
        self.chips = GradeChips(tools.theme)
        self.write = QPushButton("Write")
        self.write.setProperty("role", "link")
        self.up = PictureButton(tools.theme, "move-up", "Move up", lambda: self.moved.emit(-1))
        self.down = PictureButton(tools.theme, "move-down", "Move down", lambda: self.moved.emit(1))
        self.gone = PictureButton(tools.theme, "trash", "Remove", self.removed.emit)
        does = flowing(self.chips, self.write, self.up, self.down, self.gone, right_from=1, across=4)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 10, 0, 8)
        down.setSpacing(6)
        down.addWidget(self.title)
        down.addLayout(does)

    def show_view(self, view: View, *, is_first: bool, is_last: bool) -> None:
        """Show what it is called and how it is graded; offer to move it where it can go."""
        name = _title(view, self.place)
        self.title.setText(name)
        self.chips.show_grades(view, self.place)
        self.write.setAccessibleName(f"Write {name}")
        for button in (self.up, self.down, self.gone):
            button.call(button.toolTip(), name)
        self.up.setEnabled(not is_first)
        self.down.setEnabled(not is_last)


class InvestigationsForm(Form):
    """A list of the investigations; each has a form of its own.

    `add_wished`, `remove_wished` and `move_wished` are the same wishes that the outline has.
    """

    add_wished = Signal()
    remove_wished = Signal(str)
    move_wished = Signal(str, int)

    def __init__(self, spec: InvestigationsSpec, tools: Tools) -> None:
        super().__init__(spec.key, tools)
        self.spec = spec
        self._title = self.head("Section", spec.name)
        about = QLabel("Each investigation is a judgement area of its own, with a title that you give it.")
        about.setWordWrap(True)
        about.setProperty("role", "soft")
        self.column.addWidget(about)
        self.rows: dict[str, InvestigationRow] = {}
        self._order: list[str] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.column.addLayout(self._column)
        self.add = adding("Add an investigation", "row-alone")
        self.add.clicked.connect(self.add_wished)
        self.column.addSpacing(8)
        self.column.addWidget(self.add)

    def show_view(self, view: View) -> None:
        section = view.content.sections[self.spec.key]
        assert isinstance(section, InvestigationsSection)
        self._title.setText(section_name(view, self.spec.key))
        places = [area_address(self.spec.key, one.id) for one in section.investigations]
        if places != self._order:
            self._arrange(places)
        super().show_view(view)
        for number, place in enumerate(places):
            self.rows[place].show_view(view, is_first=number == 0, is_last=number == len(places) - 1)

    def _arrange(self, places: list[str]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
        for place in places:
            if place not in self.rows:
                self.rows[place] = self._make(place)
            self._column.addWidget(self.rows[place])
            self.rows[place].show()
        self._order = places
        self.arranged()

    def _make(self, place: str) -> InvestigationRow:
        row = InvestigationRow(self.tools, place)
        row.write.clicked.connect(
            lambda: self.went.emit(key(self.spec.key, "title", place.partition(".")[2]))
        )
        row.moved.connect(lambda by: self._move(row, by))
        row.removed.connect(lambda: self._remove(place))
        return row

    def _move(self, row: InvestigationRow, by: int) -> None:
        """Move it, and keep the focus on it: again and again with one key."""
        self.move_wished.emit(row.place, by)
        button = row.up if by < 0 else row.down
        self.focus_on(button if button.isEnabled() else row.write)

    def _remove(self, place: str) -> None:
        self.remove_wished.emit(place)
        self.focus_on(self.add)

    def go_to(self, key: str, place: int = -1) -> bool:
        section, _, part = split(key)
        return section == self.spec.key and not part and self.focus_on(self.add)


def _title(view: View, place: str) -> str:
    """The title in full: here is room for it."""
    one = investigation(view, place)
    return (one.title if one else "") or NO_TITLE
