"""The commands of the window: each once, each with keys of its own, and the table in the manual."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from drafter.desktop.look import icons
from drafter.desktop.window.commands import COMMANDS, Actions
from tools import make_keys


def test_every_command_has_a_key_of_its_own() -> None:
    assert max(Counter(one.key for one in COMMANDS if one.key).values()) == 1


def test_no_two_commands_answer_to_the_same_keys() -> None:
    keys = Counter(one.keys or one.told_keys for one in COMMANDS if one.keys or one.told_keys)
    assert max(keys.values()) == 1


def test_all_keys_are_keys() -> None:
    for one in COMMANDS:
        for keys in (one.keys, one.told_keys):
            assert QKeySequence(keys).toString() != "" or not keys, keys


def test_all_icons_are_there() -> None:
    assert {one.picture for one in COMMANDS if one.picture} <= set(icons.names())


def test_what_a_text_box_does_itself_is_shown_and_not_taken_from_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    for one in COMMANDS:
        if one.told_keys:
            assert actions[one.key].shortcut().isEmpty()
            assert "\t" in actions[one.key].text()


def test_the_manual_lists_the_keys_as_they_are() -> None:
    assert make_keys.FILE.read_text("utf-8") == make_keys.text()
