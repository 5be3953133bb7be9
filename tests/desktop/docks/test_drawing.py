from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.drawing import Drawer, Wish
from drafter.errors import DrafterError
from tests.desktop.docks.stubs import Engine, paged, picture

PAGED = paged(400)


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def drawer(engine: Engine, qtbot: QtBot) -> Iterator[Drawer]:
    one = Drawer(engine.as_worker)
    yield one
    one.close()
    if engine.hold is not None:
        engine.hold.set()


def wish(*pages: int) -> Wish:
    return Wish(PAGED, [(page, None) for page in pages], 0.2)


def test_pages_are_drawn_elsewhere_and_arrive_in_the_window_thread(
    drawer: Drawer, engine: Engine, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    drawer.drawn.connect(lambda *_: threads.append(threading.current_thread()))
    drawer.wish(wish(3, 4))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert engine.drawn == [3, 4]
    assert engine.threads == {"drafter-drawing"}
    assert set(threads) == {threading.main_thread()}


def test_a_newer_wish_takes_the_place_of_the_older(drawer: Drawer, engine: Engine, qtbot: QtBot) -> None:
    engine.hold = threading.Event()
    drawer.wish(wish(*range(1, 100)))
    assert engine.began.wait(30)
    drawer.wish(wish(1, 200, 201))
    engine.hold.set()
    qtbot.waitUntil(lambda: len(engine.drawn) == 3)
    assert engine.drawn == [1, 200, 201]


def test_a_page_in_which_nothing_changed_is_not_drawn_again(
    drawer: Drawer, engine: Engine, qtbot: QtBot
) -> None:
    old = picture(wish(5), 5)
    with qtbot.waitSignal(drawer.drawn) as told:
        drawer.wish(Wish(PAGED, [(5, old)], 0.2))
    assert told.args is not None
    assert told.args[1] is old
    assert not engine.drawn


def test_a_failure_is_told_and_the_next_pages_are_drawn(drawer: Drawer, engine: Engine, qtbot: QtBot) -> None:
    engine.problem = DrafterError("it broke")
    with qtbot.waitSignal(drawer.failed):
        drawer.wish(wish(1))
    engine.problem = None
    with qtbot.waitSignal(drawer.drawn):
        drawer.wish(wish(2))


def test_closing_does_not_wait_for_the_engine(drawer: Drawer, engine: Engine, qtbot: QtBot) -> None:
    engine.hold = threading.Event()
    drawer.wish(wish(1))
    assert engine.began.wait(30)
    told: list[int] = []
    drawer.drawn.connect(lambda page, *_: told.append(page))
    drawer.close()
    engine.hold.set()
    drawer._thread.join(30)
    qtbot.wait(10)
    assert not told


def test_a_page_that_is_on_its_way_is_not_told_after_closing(
    drawer: Drawer, engine: Engine, qtbot: QtBot
) -> None:
    told: list[int] = []
    drawer.drawn.connect(lambda page, *_: told.append(page))
    drawer.wish(wish(1))
    assert engine.began.wait(30)
    while drawer._doing is not None or not engine.drawn:
        time.sleep(0.001)  # without Qt's events, so that the page waits among them
    drawer.close()
    qtbot.wait(10)
    assert not told
