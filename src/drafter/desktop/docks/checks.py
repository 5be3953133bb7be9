"""The dock of checks: what is missing or wrong, and a way to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from drafter.checks.finding import Finding, Severity
from drafter.desktop.docks.buttons import IconButton
from drafter.desktop.docks.finding_delegate import GLYPHS
from drafter.desktop.docks.findings_model import FindingsModel, Grouping
from drafter.desktop.docks.findings_view import FindingsView
from drafter.desktop.docks.order import Order
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.services.open_points import in_words

_HARD = "\u00a0"
"""A space at which no line breaks."""


class ChecksDock(QWidget):
    """The findings of a report. `show_findings` takes the truth in.

    `went` brings the key of the field that somebody wishes to go to.
    """

    went = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()
        self._order: Order | None = None
        self.model = FindingsModel(self)
        self.list = FindingsView(self.model, tools.theme)
        self.setFocusProxy(self.list)
        self.head = _Head(tools)
        self._nothing = _Nothing()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        rule = QFrame()
        rule.setProperty("role", "rule")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.head)
        down.addWidget(rule)
        down.addWidget(self._stack, 1)
        self.head.filtered.connect(self._filter)
        self.head.grouped.connect(self._group)
        self._nothing.all_wished.connect(self.head.clear)
        self.list.went.connect(self.went)
        self._show_state()

    # --- the truth in ------------------------------------------------------------------------------------

    def show_findings(self, findings: Sequence[Finding], view: View) -> None:
        """Show what was found, in the order of the report."""
        self._order = Order(view)
        self._findings = findings
        self.model.show_findings(findings, view)
        self.head.show_counts(findings)
        self._show_state()

    def _filter(self) -> None:
        self.model.show_only(severities=self.head.severities, words=self.head.words)
        self._show_state()

    def _group(self, grouping: Grouping) -> None:
        self.model.group_by(grouping)
        self._show_state()

    def _show_state(self) -> None:
        has_rows = self.model.rowCount() > 0
        if not has_rows:
            self._nothing.show_state(is_filtered=bool(self._findings), is_checked=self._order is not None)
        self._stack.setCurrentWidget(self.list if has_rows else self._nothing)

    # --- going on ----------------------------------------------------------------------------------------

    def next_finding(self, after_key: str = "") -> str:
        """Go to the first finding behind the field with this key, and from the last on to the first.

        Where the chosen finding is in that very field, to the one behind it. Returns the key that it went
        to; nothing where no finding is shown.
        """
        return self._go_on(after_key, 1)

    def previous_finding(self, before_key: str = "") -> str:
        """The same the other way round."""
        return self._go_on(before_key, -1)

    def _go_on(self, key: str, by: int) -> str:
        # in the order of the report, whatever order they are shown in
        indexes = {index: self.model.finding(index) for index in self.model.indexes()}
        order = self._order
        listed = [(index, one) for index, one in indexes.items() if one is not None]
        if order is None or not listed:
            return ""
        listed.sort(key=lambda pair: order.of_finding(pair[1]))
        target = self._target([one for _, one in listed], key, by, order)
        index, finding = listed[target % len(listed)]
        self.list.choose(index)
        self.went.emit(finding.key)
        return finding.key

    def _target(self, listed: Sequence[Finding], key: str, by: int, order: Order) -> int:
        current = self.model.finding(self.list.currentIndex())
        here = next((at for at, one in enumerate(listed) if one is current), -1)
        if here >= 0 and (not key or listed[here].key == key):
            return here + by
        if not key:
            return 0 if by > 0 else -1
        at = order.of_key(key)
        places = [order.of_finding(one) for one in listed]
        if by > 0:
            behind = [number for number, one in enumerate(listed) if places[number] > at or one.key == key]
            return behind[0] if behind else 0
        before = [number for number, one in enumerate(listed) if places[number] < at or one.key == key]
        return before[-1] if before else -1


class _Head(QFrame):
    """How many there are, what they stand under, and which of them are shown."""

    filtered = Signal()
    grouped = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.counts = QLabel(wordWrap=True)
        self.counts.setProperty("role", "section")
        self.grouping = QComboBox()
        self.grouping.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.grouping.addItem("By section", Grouping.SECTION)
        self.grouping.addItem("By severity", Grouping.SEVERITY)
        self.grouping.setAccessibleName("What the checks stand under")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in the checks")
        self.search.setAccessibleName("Find in the checks")
        self.search.setClearButtonEnabled(True)
        self.switches = {severity: _switch(tools, severity) for severity in Severity}
        self._lay_out()
        self.grouping.currentIndexChanged.connect(lambda: self.grouped.emit(self.grouping.currentData()))
        self.search.textChanged.connect(self._on_filtered)
        for switch in self.switches.values():
            switch.toggled.connect(self._on_filtered)

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 8, 12, 8)
        down.setSpacing(8)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.counts, 1)
        above.addWidget(self.grouping)
        below.setSpacing(4)
        below.addWidget(self.search, 1)
        for switch in self.switches.values():
            below.addWidget(switch)
        down.addLayout(above)
        down.addLayout(below)

    def _on_filtered(self) -> None:
        self.filtered.emit()

    @property
    def severities(self) -> frozenset[Severity]:
        return frozenset(one for one, switch in self.switches.items() if switch.isChecked())

    @property
    def words(self) -> str:
        return self.search.text()

    def show_counts(self, findings: Iterable[Finding]) -> None:
        """Say how many there are of each severity."""
        found = list(findings)
        told = in_words(found).replace(" ", _HARD).replace(f",{_HARD}", f"{_HARD}· ")
        self.counts.setText(told if found else "No findings")

    def clear(self) -> None:
        """Show all of them again."""
        self.search.clear()
        for switch in self.switches.values():
            switch.setChecked(True)


class _Nothing(QWidget):
    """What stands there where no finding is shown."""

    all_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setProperty("role", "heading")
        self._words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._words.setProperty("role", "soft")
        self._all = QPushButton("Show all")
        self._all.setProperty("role", "link")
        self._all.clicked.connect(self.all_wished)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(8)
        down.addStretch(2)
        down.addWidget(self._title)
        down.addWidget(self._words)
        down.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addStretch(3)

    def show_state(self, *, is_filtered: bool, is_checked: bool) -> None:
        """Say why there is nothing: nothing was found, all of it is hidden, or nobody has looked yet."""
        self._all.setVisible(is_filtered)
        if is_filtered:
            self._title.setText("None of these")
            self._words.setText("There are findings, but none with these words and of these kinds.")
        elif is_checked:
            self._title.setText("Nothing found")
            self._words.setText("All that the framework asks for is here. Well done.")
        else:
            self._title.setText("No report is open")
            self._words.setText("What is missing or wrong in a report stands here.")

    @property
    def words(self) -> str:
        return self._title.text()


def _switch(tools: Tools, severity: Severity) -> IconButton:
    button = IconButton(tools.theme, GLYPHS[severity], f"Show {severity.value}s", colour_role=severity.value)
    button.setCheckable(True)
    button.setChecked(True)
    return button
