from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.panels import bars
from drafter.desktop.panels.bars import BarStack, Kind, MessageBar, Notice
from drafter.errors import DrafterError
from tests.desktop.panels.keys import press

Key = Qt.Key


class Window(QWidget):
    """Something to write in, below a stack of bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.stack = BarStack(theme)
        self.box = QLineEdit()
        down = QVBoxLayout(self)
        down.addWidget(self.stack)
        down.addWidget(self.box)


@pytest.fixture
def window(qtbot: QtBot, the_theme: Theme) -> Window:
    made = Window(the_theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    made.box.setFocus()
    return made


def the_bar(window: Window, name: str) -> MessageBar:
    bar = window.stack.bar(name)
    assert bar is not None
    return bar


def test_without_a_bar_the_stack_takes_no_room(window: Window) -> None:
    assert not window.stack.isVisible()
    window.stack.tell("Saved.")
    assert window.stack.isVisible()
    window.stack.take("told")
    assert not window.stack.isVisible()


def test_bars_stand_over_each_other_the_newest_on_top(window: Window) -> None:
    window.stack.put(bars.read_only("a.drafter"))
    window.stack.put(bars.folder_gone("Z:/Shared"))
    assert window.stack.names() == ["folder-gone", "read-only"]
    upper, lower = (the_bar(window, name) for name in window.stack.names())
    window.grab()
    assert upper.y() < lower.y()


def test_the_same_bar_stays_one(window: Window) -> None:
    first = window.stack.put(bars.read_only("a.drafter"))
    assert window.stack.put(bars.read_only("b.drafter")) is first
    assert first.said().startswith("b.drafter can only be read.")


def test_a_bar_with_other_actions_replaces_the_old(window: Window) -> None:
    first = window.stack.put(Notice(name="one", text="a"))
    second = window.stack.put(Notice(name="one", text="a", kind=Kind.ERROR))
    assert second is not first
    assert window.stack.names() == ["one"]


@pytest.mark.parametrize(
    ("notice", "keys"),
    [
        (bars.changed_on_disk("a.drafter"), ["compare", "overwrite", "theirs"]),
        (bars.read_only("a.drafter"), ["save-as"]),
        (bars.folder_gone("Z:/"), ["try-again", "save-as"]),
        (bars.locked("Ann Lee on DESK-12"), ["read", "take-over"]),
        (bars.not_safe(DrafterError("the disk is full")), ["save"]),
    ],
)
def test_actions_are_pressed_by_keys(window: Window, qtbot: QtBot, notice: Notice, keys: list[str]) -> None:
    bar = window.stack.put(notice)
    for button, key in zip(bar.buttons, keys, strict=False):
        button.setFocus()
        with qtbot.waitSignal(window.stack.chosen) as chosen:
            press(button, Key.Key_Space)
        assert chosen.args == [notice.name, key]


def test_escape_closes_a_bar_and_gives_the_focus_back(window: Window, qtbot: QtBot) -> None:
    bar = window.stack.put(bars.read_only("a.drafter"))
    bar.buttons[0].setFocus()
    with qtbot.waitSignal(window.stack.closed) as closed:
        press(bar.buttons[0], Key.Key_Escape)
    assert closed.args == ["read-only"]
    assert window.stack.names() == []
    assert window.box.hasFocus()


def test_what_is_not_safe_cannot_be_closed(window: Window, qtbot: QtBot) -> None:
    bar = window.stack.put(bars.not_safe(DrafterError("the disk is full", hint="Make room.")))
    assert bar.said() == "What you write is not safe on disk. The disk is full. Make room."
    bar.buttons[0].setFocus()
    press(bar.buttons[0], Key.Key_Escape)
    assert window.stack.names() == ["not-safe"]


def test_a_sentence_goes_by_itself(window: Window, qtbot: QtBot) -> None:
    window.stack.tell("Saved.")
    bar = the_bar(window, "told")
    assert bar._timer.isActive()
    bar._timer.setInterval(1)
    bar._timer.start()
    qtbot.wait_until(lambda: window.stack.names() == [])


def test_several_sentences_stand_together_and_the_oldest_gives_way(window: Window) -> None:
    for told in ("One.", "Two.", "Two.", "Three.", "Four."):
        window.stack.tell(told)
    assert [the_bar(window, name).said() for name in window.stack.names()] == ["Four.", "Three.", "Two."]
    window.stack.take("told-2")
    window.stack.tell("Five.")
    assert [the_bar(window, name).said() for name in window.stack.names()] == ["Five.", "Four.", "Three."]


def test_a_sentence_stays_while_the_focus_is_on_it(window: Window, qtbot: QtBot) -> None:
    window.stack.tell("Saved.")
    bar = the_bar(window, "told")
    bar.buttons[0].setFocus()
    qtbot.wait_until(lambda: not bar._timer.isActive())
    window.box.setFocus()
    qtbot.wait_until(bar._timer.isActive)


def test_a_sentence_stays_while_the_pointer_is_on_it(window: Window, qtbot: QtBot) -> None:
    window.stack.tell("Saved.")
    bar = the_bar(window, "told")
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    bar._wait()
    assert not bar._timer.isActive()
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert bar._timer.isActive()


def test_an_error_stays_and_says_where_and_what_to_do(window: Window) -> None:
    error = DrafterError("the file could not be read", where="a.docx", hint="Is it the right file?")
    window.stack.tell_error(error)
    bar = the_bar(window, "error")
    assert bar.said() == "The file could not be read. Is it the right file? (a.docx)"
    assert not bar._timer.isActive()


def test_what_a_bar_says_is_never_markup(window: Window) -> None:
    bar = window.stack.put(Notice(name="one", lead="<b>a & b</b>", text="<img src=x>"))
    assert "&lt;img src=x&gt;" in bar._words.text()
    assert bar.accessibleDescription() == "<b>a & b</b> <img src=x>"


def test_a_bar_can_be_heard(window: Window) -> None:
    bar = window.stack.put(bars.locked("Ann Lee on DESK-12"))
    assert bar.accessibleName() == "Warning"
    assert QAccessible.queryAccessibleInterface(bar) is not None
    assert bar.buttons[-1].accessibleName() == "Close this message"


@pytest.mark.parametrize("width", [400, 900])
def test_with_little_room_the_actions_stand_below(window: Window, width: int, qtbot: QtBot) -> None:
    bar = window.stack.put(bars.changed_on_disk("a.drafter"))
    window.resize(width, 500)

    def is_below() -> bool:
        return bar.buttons[0].mapTo(bar, QPoint(0, 0)).y() >= bar._words.geometry().bottom()

    qtbot.wait_until(lambda: is_below() == (width == 400))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", list(Kind))
def test_bars_are_drawn_in_every_theme(
    window: Window, the_theme: Theme, name: str, kind: Kind, restored: None
) -> None:
    the_theme.choose(name)
    bar = window.stack.put(Notice(name="one", text="Something to know.", kind=kind))
    colours = the_theme.colours
    ground = {
        Kind.NOTE: colours.accent_tint,
        Kind.WARNING: colours.warning_tint,
        Kind.ERROR: colours.error_tint,
    }[kind]
    picture = bar.grab().toImage()
    assert picture.pixelColor(8, picture.height() // 2).name() == ground
