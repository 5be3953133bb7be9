"""A field for one fact of a report: typed as people write it, checked when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from drafter.desktop.look.roles import set_role
from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import announce, button, column, label, sentence
from drafter.desktop.start.calendar import CalendarPopup
from drafter.errors import DrafterError
from drafter.framework.model import FactSpec
from drafter.report.facts import DateRange, Fact, FactType, printed, read_date, read_fact

_EXAMPLES = {
    FactType.DATE: "Such as 22 July 2008",
    FactType.RANGE: "Such as 3 to 14 March 2008",
    FactType.NUMBER: "Digits only",
}
_FEWEST, _MOST = 3, 9
"""Lines of a list that are shown."""


class FactField(QWidget):
    """Asks for the fact of a spec. `changed` comes with each key, `entered` when Enter is pressed in it."""

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, spec: FactSpec, need: str = "") -> None:
        """`need` says beside the label when the fact is needed; empty where it never is."""
        super().__init__()
        self._theme = theme
        self.spec = spec
        self._problem = ""
        self.editor = self._list() if spec.type is FactType.LIST else self._line()
        self.editor.installEventFilter(self)
        self.editor.setAccessibleName(f"{spec.label}, {need.lower()}" if need else spec.label)
        name = label(spec.label, "section")
        name.setBuddy(self.editor)
        head = QHBoxLayout()
        head.addWidget(name)
        head.addStretch()
        if need:
            head.addWidget(label(need, "eyebrow"))
        self._note = label("", "soft", wraps=True)
        down = column(self, spacing=4)
        down.addLayout(head)
        down.addLayout(self._box())
        down.addWidget(self._note)
        if spec.default is not None:
            self.set_text(
                "\n".join(spec.default) if isinstance(spec.default, tuple) else printed(spec.default)
            )
        self._say("")
        theme.changed.connect(self._fit)

    # --- building ----------------------------------------------------------------------------------------

    def _line(self) -> QLineEdit:
        line = QLineEdit(placeholderText=_EXAMPLES.get(self.spec.type, ""))
        line.textChanged.connect(self._on_change)
        line.returnPressed.connect(self.entered)
        return line

    def _list(self) -> QPlainTextEdit:
        box = QPlainTextEdit(tabChangesFocus=True)
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        box.textChanged.connect(self._on_change)
        box.textChanged.connect(self._fit)
        return box

    def _box(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.editor)
        match self.spec.type:
            case FactType.DATE | FactType.RANGE:
                self.editor.setMaximumWidth(self._theme.px(300))
                pick = button("Calendar", name=f"Choose from a calendar: {self.spec.label}")
                pick.clicked.connect(self.open_calendar)
                across.addWidget(pick)
                across.addStretch()
            case FactType.NUMBER:
                self.editor.setMaximumWidth(self._theme.px(160))
                across.addStretch()
        return across

    def _fit(self) -> None:
        """A list is as high as its lines."""
        if isinstance(self.editor, QPlainTextEdit):
            lines = max(_FEWEST, min(_MOST, self.editor.blockCount()))
            height = QFontMetrics(self._theme.font()).lineSpacing()
            self.editor.setFixedHeight(lines * height + self._theme.px(28))

    # --- what it says ------------------------------------------------------------------------------------

    def text(self) -> str:
        """What was typed."""
        editor = self.editor
        return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()

    def set_text(self, text: str) -> None:
        """Put this in; the cursor goes to its end."""
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
        else:
            self.editor.setText(text)

    def fact(self) -> Fact | None:
        """The fact that it says; None where it is empty. Raises DrafterError where it is none of its type."""
        text = self.text()
        if not text.strip():
            return None
        fact = read_fact(self.spec.type, text)
        return None if fact in ("", ()) else fact

    @property
    def problem(self) -> str:
        """What is said to be wrong with it; empty where nothing is."""
        return self._problem

    # --- what is wrong with it ---------------------------------------------------------------------------

    def check(self) -> bool:
        """Say what is wrong, if anything is; whether it is in order. An empty field is."""
        try:
            self.fact()
        except DrafterError as error:
            self.show_problem(sentence(error))
            return False
        self._say("")
        return True

    def show_problem(self, problem: str) -> None:
        """Say that this is wrong with it."""
        if problem != self._problem:
            self._say(problem)
            announce(self.editor, problem)

    def _say(self, problem: str) -> None:
        self._problem = problem
        told = problem or self.spec.help
        set_role(self._note, "error" if problem else "soft")
        set_role(self.editor, "error" if problem else "")
        self._note.setText(told)
        self._note.setVisible(bool(told))
        self.editor.setAccessibleDescription(told)

    def _on_change(self) -> None:
        if self._problem:
            # what is being put right is not complained of any more
            self._say("")
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.check()
        return False

    # --- the calendar ------------------------------------------------------------------------------------

    def open_calendar(self) -> CalendarPopup:
        """Offer a calendar below the field."""
        popup = CalendarPopup(self, self._theme, is_range=self.spec.type is FactType.RANGE)
        popup.chosen.connect(self._take)
        try:
            now = self.fact()
        except DrafterError:
            now = None
        day = now.first if isinstance(now, DateRange) else read_date(self.text())
        popup.open_at(self.editor.mapToGlobal(QPoint(0, self.editor.height() + 2)), day)
        return popup

    def _take(self, words: str) -> None:
        self.set_text(words)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
