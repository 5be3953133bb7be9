"""The grade strip: the framework's grades in its order and colours, by mouse and by the keys 1 to 9."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.framework.model import Grade, Scale


class GradeButton(QAbstractButton):
    """One grade of a strip."""

    def __init__(self, grade: Grade, key: str, theme: Theme) -> None:
        super().__init__()
        self.grade = grade
        self._key = key
        self._theme = theme
        self.setCheckable(True)
        self.setText(grade.title)
        self.setAccessibleName(grade.title)
        self.setAccessibleDescription(grade.descriptor)
        self.setToolTip(grade.descriptor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + round(64 * self._theme.scale), round(38 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(72 * self._theme.scale), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parent = self.parentWidget()
        paint.grade_option(
            painter,
            self.rect(),
            self._theme,
            self.grade,
            key=self._key,
            chosen=self.isChecked(),
            hovered=self.underMouse(),
            focused=parent is not None and parent.hasFocus(),
        )
        painter.end()


class GradeStrip(QWidget):
    """The grades of one judgement. `chosen` brings a grade's key, or nothing where it was cleared."""

    chosen = Signal(object)

    def __init__(self, scale: Scale, name: str, theme: Theme) -> None:
        super().__init__()
        self._scale = scale
        self._name = name
        self._given: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Grade: {name}")
        self._buttons = [GradeButton(grade, str(place), theme) for place, grade in enumerate(scale.grades, 1)]
        label = QLabel("Grade")
        label.setProperty("role", "section")
        self._keys = QLabel(f"Keys 1–{len(self._buttons)}")
        self._keys.setProperty("role", "soft")
        self._clear = QPushButton("Clear")
        self._clear.setProperty("role", "link")
        self._clear.setAccessibleName(f"Clear the grade: {name}")
        self._clear.clicked.connect(lambda: self._choose(None))
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("role", "soft")
        self._lay_out(label)

    def _lay_out(self, label: QLabel) -> None:
        top = QHBoxLayout()
        top.addWidget(label)
        top.addStretch()
        top.addWidget(self._clear)
        top.addWidget(self._keys)
        across = QHBoxLayout()
        across.setSpacing(8)
        for button in self._buttons:
            button.clicked.connect(lambda _=False, one=button: self._press(one))
            across.addWidget(button, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(top)
        down.addLayout(across)
        down.addWidget(self._about)
        self.show_grade(None)

    def show_grade(self, given: str | None) -> None:
        """Show the grade that the report has."""
        self._given = given
        grade = self._scale.grade(given or "")
        for button in self._buttons:
            button.setChecked(button.grade is grade)
        self._clear.setVisible(grade is not None)
        self._keys.setVisible(grade is None)
        self._about.setText(grade.descriptor if grade else "")
        self._about.setVisible(bool(self._about.text()))
        self.setAccessibleDescription(f"{grade.title}. {grade.descriptor}" if grade else "Not graded yet")
        self.update()

    def _press(self, button: GradeButton) -> None:
        self.setFocus()
        button.setChecked(button.grade.key == self._given)
        self._choose(button.grade.key)

    def _choose(self, grade: str | None) -> None:
        if grade != self._given:
            self.chosen.emit(grade)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [grade.key for grade in self._scale.grades]
        text = event.text()
        at = keys.index(self._given) if self._given in keys else None
        if text.isdigit() and 1 <= int(text) <= len(keys):
            self._choose(keys[int(text) - 1])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self._choose(None)
        elif event.key() == Qt.Key.Key_Right:
            self._choose(keys[0 if at is None else min(at + 1, len(keys) - 1)])
        elif event.key() == Qt.Key.Key_Left:
            self._choose(keys[-1 if at is None else max(at - 1, 0)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_buttons()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_buttons()

    def _repaint_buttons(self) -> None:
        for button in self._buttons:
            button.update()
