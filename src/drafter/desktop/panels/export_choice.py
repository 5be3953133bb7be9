"""What to export: the format, draft or final, and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import announce, button, column, label
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.services.naming import offered_name, safe_name


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a report is exported in."""

    ending: str
    words: str
    about: str


FORMATS = (
    Format(".docx", "Word", "with real headings, numbers and a contents list"),
    Format(".pdf", "PDF", "the finished pages, to send and to print"),
    Format(".html", "Web page", "one file that any browser shows"),
    Format(".md", "Markdown", "plain text with marks"),
)


class ElidedLabel(QLabel):
    """A label of one line that gives way in its middle, and says all of it in its tool tip."""

    def __init__(self, role: str) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._whole = ""

    def show_words(self, words: str) -> None:
        """Show these words as far as they fit."""
        self._whole = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(40, self.width())
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room))


class ExportChoice(QWidget):
    """Lets the user choose. `changed` comes with each choice; `place_wished` brings the Path so far."""

    changed = Signal()
    place_wished = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._report: Report | None = None
        self._framework: Framework | None = None
        self._folder = Path()
        self._confirmed: Path | None = None
        self._has_own_name = False
        self._formats = QButtonGroup(self)
        self._kinds = QButtonGroup(self)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the file")
        self.name.textEdited.connect(self._on_own_name)
        self.name.returnPressed.connect(self.entered)
        self._ending = label("", "soft")
        self._place = ElidedLabel("soft")
        self._problem = label("", "error", wraps=True)
        self._problem.hide()
        self.place_button = button("Choose another…", "link", name="Choose another folder or name")
        self.place_button.clicked.connect(lambda: self.place_wished.emit(self.target()))
        self._lay_out()
        self._formats.idToggled.connect(self._on_choice)
        self._kinds.idToggled.connect(self._on_choice)

    # --- building ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("Format", "section"), 0, 0, 1, 2)
        for number, one in enumerate(FORMATS):
            self._radio(self._formats, number, one.words, one.about, grid)
        grid.setRowMinimumHeight(grid.rowCount(), 10)
        grid.addWidget(label("Kind", "section"), grid.rowCount() + 1, 0, 1, 2)
        self._radio(self._kinds, 0, "Draft", "shows what is missing, and comes back whole", grid)
        self._radio(self._kinds, 1, "Final", "clean: no notes, no history, no marks of a draft", grid)
        down = column(self, spacing=6)
        down.addLayout(grid)
        down.addSpacing(14)
        heading = label("Name", "section")
        heading.setBuddy(self.name)
        down.addWidget(heading)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.name, 1)
        across.addWidget(self._ending)
        down.addLayout(across)
        down.addWidget(self._problem)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._place, 1)
        where.addWidget(self.place_button)
        down.addLayout(where)

    def _radio(self, group: QButtonGroup, number: int, words: str, about: str, grid: QGridLayout) -> None:
        made = QRadioButton(words)
        made.setAccessibleDescription(about)
        made.setChecked(number == 0)
        group.addButton(made, number)
        row = grid.rowCount()
        grid.addWidget(made, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(about, "soft", wraps=True), row, 1, Qt.AlignmentFlag.AlignVCenter)

    # --- facts in ----------------------------------------------------------------------------------------

    def show_report(self, report: Report, framework: Framework, folder: Path) -> None:
        """Offer a name that follows from the report, in `folder`, unless the user chose another."""
        self._report, self._framework = report, framework
        if self._folder == Path():
            self._folder = folder
        self._offer()

    def show_target(self, target: Path) -> None:
        """Take what the user chose in a dialog; that a file there may be replaced is settled then."""
        ending = next(
            (place for place, one in enumerate(FORMATS) if one.ending == target.suffix.lower()), None
        )
        if ending is not None:
            self._formats.button(ending).setChecked(True)
        self._folder, self._confirmed, self._has_own_name = target.parent, target, True
        self.name.setText(target.stem)
        self._show_place()

    def choose(self, ending: str, *, is_final: bool = False) -> None:
        """Choose a format by its ending, and the kind."""
        self._formats.button([one.ending for one in FORMATS].index(ending)).setChecked(True)
        self._kinds.button(int(is_final)).setChecked(True)

    # --- what is chosen ----------------------------------------------------------------------------------

    @property
    def is_final(self) -> bool:
        """Whether a final is chosen."""
        return self._kinds.checkedId() == 1

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return FORMATS[self._formats.checkedId()]

    def target(self) -> Path:
        """Where the file would go, with a name that every system takes."""
        return self._folder / safe_name(self.name.text(), self.format.ending)

    @property
    def may_replace(self) -> bool:
        """Whether the user said already that what stands under this name may go."""
        return self._confirmed is not None and self.target() == self._confirmed

    def check(self) -> bool:
        """Whether there is a name; where there is none, it is asked for."""
        has_name = bool(self.name.text().strip())
        self._problem.setText("" if has_name else "The file needs a name.")
        self._problem.setVisible(not has_name)
        if not has_name:
            self.name.setFocus()
            announce(self.name, self._problem.text())
        return has_name

    # --- choosing ----------------------------------------------------------------------------------------

    def _on_choice(self, _number: int, checked: bool) -> None:
        if checked:
            self._offer()
            self.changed.emit()

    def _on_own_name(self, name: str) -> None:
        self._has_own_name = bool(name.strip())
        self._problem.hide()
        self.changed.emit()

    def _offer(self) -> None:
        self._ending.setText(self.format.ending)
        if not self._has_own_name and self._report is not None and self._framework is not None:
            ending = self.format.ending
            name = offered_name(self._report, self._framework, ending, draft=not self.is_final)
            self.name.setText(name.removesuffix(ending))
            self.name.setCursorPosition(0)
        self._show_place()

    def _show_place(self) -> None:
        self._place.show_words(f"in {self._folder}")
