"""The page that begins a report: the framework, and the facts of its cover."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import Ground, announce, button, column, label, scrolling, sentence
from drafter.desktop.start.fact_field import FactField
from drafter.desktop.start.framework_list import FrameworkList, FrameworkModel, title_and_years
from drafter.errors import DrafterError
from drafter.framework.model import FactSpec, Framework
from drafter.report.facts import Fact, FactType

_LEFT = 330
_COLUMN = 560
NEEDED, NEEDED_LATER = "Required", "Required in the end"


class NewReportPage(QWidget):
    """Asks for what a report begins with. `begun` brings the Framework and a dict of facts by key.

    `closed` comes where the user thinks better of it. A report begins with the one fact that says whom it is
    about; of others that it must have in the end, Begin tells once that they are missing.
    """

    begun = Signal(object, object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._told_missing: frozenset[str] = frozenset()
        self._has_begun = False
        self._typed: dict[tuple[str, FactType], str] = {}
        self.fields: list[FactField] = []
        self.model = FrameworkModel(self)
        self.list = FrameworkList(theme, self.model)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self._problems = label("", "warning", wraps=True)
        self._eyebrow = label("", "eyebrow")
        self._title = label("", "title", wraps=True)
        self._missing = label("", "warning", wraps=True)
        self.begin_button = button("Begin the report", "primary")
        self.begin_button.clicked.connect(self.begin)
        self._back = button("Back")
        self._back.clicked.connect(self.closed)
        self._form = QVBoxLayout()
        self._form.setSpacing(18)
        self._left = self._choice()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addWidget(self._facts(), 1)
        self._fit()
        theme.changed.connect(self._fit)

    # --- building ----------------------------------------------------------------------------------------

    def _choice(self) -> QWidget:
        ground = Ground(self._theme, "background", sides="r")
        down = column(ground, margins=(24, 32, 24, 16), spacing=8)
        title = label("New report", "title")
        heading = label("Framework", "section")
        heading.setBuddy(self.list)
        down.addWidget(title)
        down.addSpacing(12)
        down.addWidget(heading)
        down.addWidget(self.list, 1)
        down.addWidget(self._problems)
        return ground

    def _facts(self) -> QWidget:
        inside = QWidget()
        down = column(inside, margins=(48, 32, 48, 24), spacing=4)
        self._column = QWidget()
        form = column(self._column, spacing=4)
        form.addWidget(self._eyebrow)
        form.addWidget(self._title)
        form.addSpacing(16)
        form.addLayout(self._form)
        form.addStretch()
        down.addWidget(self._column, 1)
        self._scroll: QScrollArea = scrolling(inside)
        foot = Ground(self._theme, "panel", sides="t")
        across = QHBoxLayout(foot)
        across.setContentsMargins(48, 12, 48, 12)
        across.setSpacing(12)
        across.addWidget(self.begin_button)
        across.addWidget(self._back)
        across.addWidget(self._missing, 1)
        ground = Ground(self._theme, "panel")
        all_ = column(ground, spacing=0)
        all_.addWidget(self._scroll, 1)
        all_.addWidget(foot)
        return ground

    # --- facts in ----------------------------------------------------------------------------------------

    def show_frameworks(
        self, frameworks: Sequence[Framework], problems: Sequence[DrafterError] = (), chosen: str = ""
    ) -> None:
        """Offer these, with what is wrong with others; `chosen` is the key of the one to begin with."""
        if self._has_begun:
            self._start_afresh()
        self._show_problems(problems)
        self.model.show_frameworks(frameworks)
        keys = [one.key for one in frameworks]
        if keys:
            self.list.setCurrentIndex(self.model.index(keys.index(chosen) if chosen in keys else 0))

    def _start_afresh(self) -> None:
        """The next report has nothing of the last one; who only went back finds what they typed."""
        self._has_begun = False
        self._framework = None
        self._drop_fields()
        self._typed.clear()

    def _show_problems(self, problems: Sequence[DrafterError]) -> None:
        told = [f"{one.where}: {sentence(one)}" if one.where else sentence(one) for one in problems]
        head = "A framework is left out, since it is not in order:"
        if len(told) > 1:
            head = f"{len(told)} frameworks are left out, since they are not in order:"
        self._problems.setText("\n".join([head, *told]) if told else "")
        self._problems.setVisible(bool(told))

    def focus_first(self) -> None:
        """Put the focus on the first thing to decide."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the form ----------------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        framework = self.model.framework(index.row())
        if framework is self._framework:
            return
        self._framework = framework
        title, years = title_and_years(framework)
        self._title.setText(title)
        self._eyebrow.setText(years)
        self._eyebrow.setVisible(bool(years))
        self._rebuild(framework)

    def _rebuild(self, framework: Framework) -> None:
        """A form for this framework's facts; what was typed for another stays where it fits."""
        for old in self.fields:
            place = (old.spec.key, old.spec.type)
            self._typed.pop(place, None)
            if _is_typed(old):
                self._typed[place] = old.text()
        self._drop_fields()
        whom = subject(framework)
        for spec in framework.facts:
            need = NEEDED if spec is whom else NEEDED_LATER if spec.required else ""
            field = FactField(self._theme, spec, need)
            if before := self._typed.get((spec.key, spec.type)):
                field.set_text(before)
            field.changed.connect(self._forget_missing)
            field.entered.connect(self._go_on)
            self._form.addWidget(field)
            self.fields.append(field)
        self._forget_missing()
        self._set_tab_order()

    def _drop_fields(self) -> None:
        for old in self.fields:
            self._form.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = []

    def _set_tab_order(self) -> None:
        chain: list[QWidget] = [self.list]
        for field in self.fields:
            chain += [
                one for one in field.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            ]
        chain += [self.begin_button, self._back]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _go_on(self) -> None:
        """Enter goes to the next field, and from the last one begins."""
        at = next((place for place, one in enumerate(self.fields) if one.editor.hasFocus()), -1)
        if 0 <= at < len(self.fields) - 1:
            self._go_to(self.fields[at + 1])
        else:
            self.begin()

    def _go_to(self, field: FactField) -> None:
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, 24)

    # --- beginning ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the report, or go to what hinders it and say what that is."""
        if self._framework is None:
            return
        wrong = [field for field in self.fields if not field.check()]
        whom = subject(self._framework)
        empty = [one for one in self.fields if one.spec.required and not wrong and one.fact() is None]
        unnamed = [one for one in empty if one.spec is whom]
        if unnamed:
            unnamed[0].show_problem(
                f"{unnamed[0].spec.label} is missing. A report begins with whom it is about."
            )
        if wrong or unnamed:
            self._go_to((wrong or unnamed)[0])
            return
        missing = frozenset(one.spec.key for one in empty)
        if missing and missing != self._told_missing:
            self._tell_missing(empty)
            return
        self._has_begun = True
        self.begun.emit(self._framework, self._read())

    def _tell_missing(self, empty: list[FactField]) -> None:
        self._told_missing = frozenset(one.spec.key for one in empty)
        names = [one.spec.label if place == 0 else one.spec.label.lower() for place, one in enumerate(empty)]
        verb = "is" if len(names) == 1 else "are"
        listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        told = f"{listed} {verb} missing. You can add {'it' if len(names) == 1 else 'them'} later."
        self._missing.setText(told)
        self.begin_button.setText("Begin without " + ("it" if len(names) == 1 else "them"))
        announce(self.begin_button, told)
        self._go_to(empty[0])

    def _forget_missing(self) -> None:
        self._told_missing = frozenset()
        self._missing.setText("")
        self.begin_button.setText("Begin the report")

    def _read(self) -> dict[str, Fact]:
        found = {field.spec.key: field.fact() for field in self.fields}
        return {key: fact for key, fact in found.items() if fact is not None}

    # --- keys and sizes ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.begin()
        elif is_enter and self.list.hasFocus() and self.fields:
            self._go_to(self.fields[0])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._left.setFixedWidth(
            min(self._theme.px(_LEFT), max(self._theme.px(250), self.width() * 32 // 100))
        )
        self._column.setMaximumWidth(self._theme.px(_COLUMN))


def subject(framework: Framework) -> FactSpec | None:
    """The fact that says whom a report is about: the first required text. None where there is none."""
    return next((one for one in framework.facts if one.required and one.type is FactType.TEXT), None)


def _is_typed(field: FactField) -> bool:
    """Whether somebody wrote what is in a field, rather than the framework."""
    default = field.spec.default
    try:
        return field.fact() != default
    except DrafterError:
        return True
