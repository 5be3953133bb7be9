"""The grade strip: the framework's grades in its order and colours, by mouse and by the keys 1 to 9."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.forms.flow import flowing
from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.framework.model import Grade, Scale

_GAP = 8
_KEYS = "123456789"


class GradeButton(QAbstractButton):
    """One grade of a strip. Its key cap is the first thing to go where there is little room."""

    def __init__(self, grade: Grade, key: str, theme: Theme) -> None:
        super().__init__()
        self.grade = grade
        self.shows_key = True
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

    def width_of_word(self) -> int:
        """What the word needs beside the mark that it has when it is chosen."""
        return paint.grade_width(self.grade, self._theme)

    def width_of_key(self) -> int:
        """What the key cap needs beside the word."""
        return paint.keycap_size(self._key, self._theme).width() + self._theme.px(6)

    def _has_room(self) -> bool:
        """The one that is chosen has its mark instead where both are too much."""
        mark = self.isChecked() and self.width() < self.width_of_word() + self.width_of_key()
        return self.shows_key and not mark

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # the same for all, so that all are equally wide

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parent = self.parentWidget()
        paint.grade_option(
            painter,
            self.rect(),
            self._theme,
            self.grade,
            key=self._key if self._has_room() else "",
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
        self._theme = theme
        self._given: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Grade: {name}")
        self.buttons = [GradeButton(grade, str(place), theme) for place, grade in enumerate(scale.grades, 1)]
        self._label = QLabel("Grade")
        self._label.setProperty("role", "section")
        self._label.setBuddy(self)
        self._keys = QLabel(f"Keys 1–{len(self.buttons)}")
        self._keys.setProperty("role", "soft")
        self.clear = QPushButton("Clear")
        self.clear.setProperty("role", "link")
        self.clear.setAccessibleName(f"Clear the grade: {name}")
        self.clear.clicked.connect(self._on_clear)
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("role", "soft")
        self._grid = QGridLayout()
        self._columns = 0
        self._lay_out()
        self.show_grade(None)

    def _lay_out(self) -> None:
        self._grid.setSpacing(_GAP)
        for button in self.buttons:
            button.clicked.connect(lambda _=False, one=button: self._press(one))
        self._arrange(len(self.buttons))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(flowing(self._label, self.clear, self._keys, right_from=1))
        down.addLayout(self._grid)
        down.addWidget(self._about)

    # --- room --------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """As many grades side by side as have room for their words; all of them, or half, or one."""
        number = len(self.buttons)
        word = max(one.width_of_word() for one in self.buttons)
        key = max(one.width_of_key() for one in self.buttons)

        def width(columns: int) -> int:
            return (self.width() - _GAP * (columns - 1)) // columns

        columns = next((one for one in (number, (number + 1) // 2) if width(one) >= word), 1)
        self._arrange(columns)
        for button in self.buttons:
            button.shows_key = width(columns) >= word + key - self._theme.px(paint.MARK)
            button.setFixedHeight(self._theme.px(38 if width(columns) >= word else 56))
            button.update()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._columns:
            self._fit()

    # --- the truth in, the wish out ----------------------------------------------------------------------

    def show_grade(self, given: str | None) -> None:
        """Show the grade that the report has."""
        self._given = given
        grade = self._scale.grade(given or "")
        for button in self.buttons:
            button.setChecked(button.grade is grade)
        self.clear.setVisible(grade is not None)
        self._keys.setVisible(grade is None)
        self._about.setText(grade.descriptor if grade else "")
        self._about.setVisible(bool(self._about.text()))
        said = f"{grade.title}. {grade.descriptor}".strip() if grade else "Not graded yet"
        self.setAccessibleDescription(f"{said} Keys 1 to {len(self.buttons)} grade, Delete clears.")
        self.update()

    def _press(self, button: GradeButton) -> None:
        self.setFocus()
        button.setChecked(button.grade.key == self._given)
        self._choose(button.grade.key)

    def _on_clear(self) -> None:
        self.setFocus()  # the button goes with the grade
        self._choose(None)

    def _choose(self, grade: str | None) -> None:
        if grade != self._given:
            self.chosen.emit(grade)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [grade.key for grade in self._scale.grades]
        at = keys.index(self._given) if self._given in keys else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = _KEYS.find(event.text()) if plain and event.text() else -1
        if 0 <= number < len(keys):
            self._choose(keys[number])
        elif not plain:
            super().keyPressEvent(event)
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
        for button in self.buttons:
            button.update()
