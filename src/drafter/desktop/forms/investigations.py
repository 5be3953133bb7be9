"""The form of the investigations together: which there are, in their order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from drafter.desktop.forms.chip import GradeChips
from drafter.desktop.forms.form import Form
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import InvestigationsSpec
from drafter.report.model import InvestigationsSection, area_address


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
        self.head("Section", spec.name)
        about = QLabel("Each investigation is a judgement area of its own, with a title that you give it.")
        about.setWordWrap(True)
        about.setProperty("role", "soft")
        self.column.addWidget(about)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.add = QPushButton("Add an investigation")
        self.add.setProperty("role", "row-alone")
        self.add.clicked.connect(self.add_wished)
        self.column.addSpacing(8)
        self.column.addWidget(self.add)

    def show_view(self, view: View) -> None:
        super().show_view(view)
        section = view.content.sections[self.spec.key]
        assert isinstance(section, InvestigationsSection)
        places = [area_address(self.spec.key, one.id) for one in section.investigations]
        names = [section_name(view, place) for place in places]
        chips = [GradeChips(self.tools.theme) for _ in places]
        for place, one in zip(places, chips, strict=True):
            one.show_grades(view, place)
        while self._rows.count():
            item = self._rows.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for place, name, one in zip(places, names, chips, strict=True):
            self._rows.addWidget(self._row(place, name, one))

    def _row(self, place: str, name: str, chips: GradeChips) -> QWidget:
        row = QWidget()
        title = QLabel(name, wordWrap=True)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 8, 0, 8)
        across.setSpacing(12)
        across.addWidget(title, 1)
        across.addWidget(chips)
        go = QPushButton("Write")
        go.setProperty("role", "link")
        go.setAccessibleName(f"Write {name}")
        go.clicked.connect(lambda: self.went.emit(key(self.spec.key, "title", place.partition(".")[2])))
        across.addWidget(go)
        for words, by in (("Up", -1), ("Down", 1)):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.setAccessibleName(f"Move {name} {words.lower()}")
            button.clicked.connect(lambda _=False, by=by: self.move_wished.emit(place, by))
            across.addWidget(button)
        gone = QPushButton("Remove")
        gone.setProperty("role", "link")
        gone.setAccessibleName(f"Remove {name}")
        gone.clicked.connect(lambda: self.remove_wished.emit(place))
        across.addWidget(gone)
        return row

    def go_to(self, key: str, place: int = -1) -> bool:
        self.add.setFocus()
        return key.partition(".")[0] == self.spec.key
