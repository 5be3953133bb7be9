"""An area's main finding: the standard opening, and the inspector's words behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from drafter.desktop.editor.paragraphs_edit import Nature, ParagraphsEdit
from drafter.desktop.forms.binding import Binding, text_binding
from drafter.desktop.forms.flow import flowing
from drafter.desktop.look.roles import restyle
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import area_at, investigation, section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.keys import key
from drafter.framework.model import AreaSpec, InvestigationsSpec
from drafter.report.edits import change_area, changed
from drafter.report.model import MainFinding, Report
from drafter.report.richtext import RichText

_TITLE = "Main finding"


class MainFindingField(QWidget):
    """The main finding of the area at `place`. Bind `binding` to the form.

    Without `is_titled` it stands under its area's name, and says that name to a screen reader.
    """

    edited = Signal(object)

    def __init__(
        self,
        tools: Tools,
        spec: AreaSpec | InvestigationsSpec,
        place: str,
        *,
        is_titled: bool = True,
    ) -> None:
        super().__init__()
        self._spec = spec
        self._place = place
        self._key = key(spec.key, "main-finding", place.partition(".")[2])
        self.editor = ParagraphsEdit(tools.writing, Nature(single=True), tools.ids)
        self.editor.setAccessibleName(_TITLE)
        self.editor.set_hint("What matters most in this area")
        self.binding: Binding = text_binding(self.editor, self._key, self._read, self._write)
        self._is_titled = is_titled
        self._title = QLabel(_TITLE)
        self._title.setVisible(is_titled)
        self._title.setProperty("role", "section")
        self._title.setBuddy(self.editor)
        self._standard = QCheckBox("Begin with the standard sentence")
        self._standard.toggled.connect(self._toggle)
        self._opening = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._opening.setProperty("role", "standard")
        self._opening.setContentsMargins(10, 6, 10, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        top = flowing(self._title, self._standard, right_from=1 if self._is_titled else -1)
        box = QFrame()
        box.setProperty("role", "field")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 3, 1, 3)
        inside.setSpacing(0)
        inside.addWidget(self._opening)
        inside.addWidget(self.editor)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(top)
        down.addWidget(box)

    def _read(self, view: View) -> RichText:
        area = area_at(view, self._place)
        return area.finding.text if area else ()

    def _write(self, report: Report, text: RichText) -> Report:
        return self._changed(report, lambda finding: changed(finding, text=text))

    def _changed(self, report: Report, change: Callable[[MainFinding], MainFinding]) -> Report:
        return change_area(report, self._place, lambda area: changed(area, finding=change(area.finding)))

    def show_view(self, view: View) -> None:
        """Show the opening as it will be printed."""
        area = area_at(view, self._place)
        if area is None:
            return
        opening = view.sentences.opening(self._spec, investigation(view, self._place))
        standard = not area.finding.own_opening
        if not self._is_titled:
            name = section_name(view, self._place)
            self.editor.setAccessibleName(f"{_TITLE}: {name}")
            self._standard.setAccessibleName(f"{self._standard.text()}: {name}")
        self._standard.blockSignals(True)
        self._standard.setChecked(standard)
        self._standard.blockSignals(False)
        self._opening.setText(opening or "The standard sentence stands here once there is a grade.")
        self._opening.setVisible(standard)
        if self._opening.property("missing") != (not opening):
            self._opening.setProperty("missing", not opening)
            restyle(self._opening)

    def _toggle(self, standard: bool) -> None:
        self.edited.emit(
            Edit(
                change=lambda report: self._changed(
                    report, lambda finding: changed(finding, own_opening=not standard)
                ),
                verb="the standard opening" if standard else "an own opening",
                key=self._key,
            )
        )
