from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from drafter.desktop.start.presence import Presence


def test_it_says_which_files_are_there(qtbot: QtBot, tmp_path: Path) -> None:
    here, gone = tmp_path / "a.drafter", tmp_path / "b.drafter"
    here.touch()
    presence = Presence()
    heard: dict[Path, bool] = {}
    window = threading.current_thread()

    def note(path: Path, is_there: bool) -> None:
        assert threading.current_thread() is window
        heard[path] = is_there

    presence.found.connect(note)
    presence.ask([here, gone])
    qtbot.wait_until(lambda: len(heard) == 2)
    assert heard == {here: True, gone: False}


def test_a_drive_that_does_not_answer_keeps_no_other_waiting(qtbot: QtBot) -> None:
    answers = threading.Event()

    def look(path: Path) -> bool:
        return answers.wait(20) if "dead" in path.parts else True

    presence = Presence(look=look)
    heard: list[Path] = []
    presence.found.connect(lambda path, _: heard.append(path))
    dead, alive = Path("/mnt/dead/a.drafter"), Path("/home/ann/b.drafter")
    presence.ask([dead, alive])
    qtbot.wait_until(lambda: heard == [alive])
    answers.set()
    qtbot.wait_until(lambda: heard == [alive, dead])


def test_none_is_looked_for_twice_at_once(qtbot: QtBot) -> None:
    answers, looked = threading.Event(), []

    def look(path: Path) -> bool:
        looked.append(path)
        return answers.wait(20)

    presence = Presence(look=look)
    heard: list[Path] = []
    presence.found.connect(lambda path, _: heard.append(path))
    path = Path("/mnt/slow/a.drafter")
    presence.ask([path])
    presence.ask([path])
    answers.set()
    qtbot.wait_until(lambda: heard == [path])
    presence.ask([path])
    qtbot.wait_until(lambda: heard == [path, path])
    assert looked == [path, path]


def test_an_answer_after_the_window_went_is_nobodys(qapp: QObject) -> None:
    answers, asked = threading.Event(), threading.Event()

    def look(path: Path) -> bool:
        asked.set()
        return answers.wait(20)

    presence = Presence(look=look)
    presence.ask([Path("/mnt/slow/a.drafter")])
    assert asked.wait(10)
    [thread] = [one for one in threading.enumerate() if one.name == "drafter-presence"]
    presence.deleteLater()
    del presence
    answers.set()
    thread.join(10)
    assert not thread.is_alive()
