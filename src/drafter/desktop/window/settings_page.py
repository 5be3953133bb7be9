"""The settings, as a page: every field is made from its declaration."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.look.theme import Theme
from drafter.errors import DrafterError
from drafter.store.settings import SETTINGS, Setting, Settings

_COLUMN = 560


class SettingsPage(QScrollArea):
    """Shows settings; `changed` brings the Settings as they are to be, at once and without a button."""

    changed = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        body = QWidget()
        body.setProperty("role", "page")
        body.setMaximumWidth(theme.px(_COLUMN) + 48)
        down = QVBoxLayout(body)
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(4)
        down.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = QLabel("Settings")
        title.setProperty("role", "title")
        about = QLabel("Escape goes back. What you change holds at once.")
        about.setProperty("role", "soft")
        down.addWidget(title)
        down.addWidget(about)
        for setting in SETTINGS:
            self._add(down, setting)
        self.setWidget(body)

    def _add(self, down: QVBoxLayout, setting: Setting[Any]) -> None:
        field = self._field(setting)
        field.setAccessibleName(setting.label)
        field.setAccessibleDescription(setting.help)
        self.fields[setting.key] = field
        down.addSpacing(14)
        if not isinstance(field, QCheckBox):
            label = QLabel(setting.label)
            label.setProperty("role", "section")
            label.setBuddy(field)
            down.addWidget(label)
        down.addWidget(field)
        about = QLabel(setting.help, wordWrap=True)
        about.setProperty("role", "soft")
        down.addWidget(about)

    def _field(self, setting: Setting[Any]) -> QWidget:
        value = self._settings[setting]
        if setting.choices:
            box = QComboBox()
            for key, words in setting.choices.items():
                box.addItem(words, key)
            box.setCurrentIndex(list(setting.choices).index(value))
            box.currentIndexChanged.connect(lambda _: self._set(setting, box.currentData()))
            return box
        if isinstance(value, bool):
            tick = QCheckBox(setting.label)
            tick.setChecked(value)
            tick.toggled.connect(lambda on: self._set(setting, on))
            return tick
        if isinstance(value, int):
            number = QSpinBox()
            number.setRange(*(setting.bounds or (0, 1_000_000)))
            number.setSuffix(f" {setting.unit}".rstrip())
            number.setValue(value)
            number.valueChanged.connect(lambda new: self._set(setting, new))
            return number
        line = QLineEdit(str(value))
        line.editingFinished.connect(lambda: self._set(setting, " ".join(line.text().split())))
        return line

    def _set(self, setting: Setting[Any], value: object) -> None:
        try:
            new = self._settings.having(setting, value)
        except DrafterError:
            return  # the field offers nothing that does not fit, but a name may be too long
        if new is not self._settings:
            self._settings = new
            self.changed.emit(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
