from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.look import theme as module
from drafter.desktop.look.roles import set_role
from drafter.desktop.look.theme import NAMES, Theme, from_palette, palette
from drafter.desktop.look.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT


def middle(widget: QWidget) -> str:
    """The colour a little inside the left edge, where no text stands."""
    image = widget.grab().toImage()
    return image.pixelColor(6, image.height() // 2).name()


def test_a_chosen_theme_repaints_what_is_shown(theme: Theme, qtbot: QtBot) -> None:
    window, button = QWidget(), QPushButton("Export")
    set_role(button, "primary")
    QVBoxLayout(window).addWidget(button)
    qtbot.addWidget(window)
    window.show()
    assert middle(button) == LIGHT.accent
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert middle(button) == DARK.accent
    assert theme.dark


@pytest.mark.parametrize("name", NAMES)
def test_each_theme_can_be_chosen(theme: Theme, qapp: QApplication, name: str) -> None:
    theme.choose(name)
    assert (theme.name, theme.chosen) == (name, name)
    assert theme.high_contrast == (name == "high-contrast")
    assert qapp.palette().color(QPalette.ColorRole.WindowText).name() == theme.colours.text
    assert theme.border == (2 if theme.high_contrast else 1)


def test_choosing_what_holds_already_repaints_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")
        theme.set_scale(1.0)


def test_a_theme_that_does_not_exist_is_told(theme: Theme) -> None:
    with pytest.raises(ValueError, match="mauve"):
        theme.choose("mauve")
    assert theme.name == "light"


def test_the_system_is_followed_until_a_theme_is_chosen(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_dark = True
    monkeypatch.setattr(module, "_system_is_dark", lambda: is_dark)
    theme.follow_system()
    assert (theme.name, theme.chosen) == ("dark", None)
    is_dark = False
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.name == "light"
    theme.choose("light")
    is_dark = True
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.name == "light"


def test_a_system_with_high_contrast_is_followed_in_its_own_colours(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_system_wants_contrast", lambda: True)
    theme.follow_system()
    assert theme.name == "high-contrast"
    assert theme.colours in (from_palette(QPalette()), HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def test_the_colours_of_a_system_are_taken_if_they_have_contrast() -> None:
    system = palette(HIGH_CONTRAST_DARK)
    found = from_palette(system)
    assert found is not None
    assert (found.panel, found.text, found.row, found.accent) == (
        HIGH_CONTRAST_DARK.panel,
        HIGH_CONTRAST_DARK.text,
        HIGH_CONTRAST_DARK.row,
        HIGH_CONTRAST_DARK.accent,
    )
    system.setColor(QPalette.ColorRole.Text, QColor(HIGH_CONTRAST_DARK.panel))
    assert from_palette(system) is None


def test_the_type_grows_and_is_held_within_bounds(theme: Theme, qapp: QApplication) -> None:
    assert qapp.font().pixelSize() == 13
    theme.set_scale(1.5)
    assert qapp.font().pixelSize() == 20
    assert theme.px(8) == 12
    theme.set_scale(9)
    assert theme.scale == 2.0
    theme.set_scale(0.1)
    assert theme.scale == 0.8


def test_a_system_without_fonts_gets_the_shipped_ones(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", list)
    assert module._family() == "Liberation Sans"


@pytest.mark.parametrize("name", NAMES)
def test_a_field_shows_the_focus_of_what_is_inside_it(theme: Theme, qtbot: QtBot, name: str) -> None:
    theme.choose(name)
    window, frame, inside, other = QWidget(), QFrame(), QLineEdit(), QLineEdit()
    set_role(frame, "field")
    QVBoxLayout(frame).addWidget(inside)
    down = QVBoxLayout(window)
    down.addWidget(frame)
    down.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    inside.setFocus()
    qtbot.waitUntil(lambda: frame.property("focused") is True)
    size, place = frame.sizeHint(), inside.geometry()
    assert frame.grab().toImage().pixelColor(1, frame.height() // 2).name() == theme.colours.focus
    other.setFocus()
    qtbot.waitUntil(lambda: frame.property("focused") is False)
    assert frame.grab().toImage().pixelColor(2, frame.height() // 2).name() == theme.colours.field
    assert (frame.sizeHint(), inside.geometry()) == (size, place)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", [None, "primary", "danger", "link", "row", "row-alone", "card"])
def test_a_button_with_the_focus_looks_different_and_keeps_its_size(
    theme: Theme, qtbot: QtBot, name: str, role: str | None
) -> None:
    theme.choose(name)
    window, first, second = QWidget(), QPushButton("Export"), QPushButton("Other")
    if role:
        set_role(first, role)
    down = QVBoxLayout(window)
    down.addWidget(first)
    down.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    without, size = first.grab().toImage(), first.sizeHint()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert first.grab().toImage() != without
    assert first.sizeHint() == size
