"""The dock with the real layout engine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.pages import PagesDock
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.pages.client import Worker
from drafter.report.edits import changed, set_grade

SECONDS = 60_000


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.fixture
def dock(tools: Tools, worker: Worker, qtbot: QtBot) -> Iterator[PagesDock]:
    one = PagesDock(tools, worker)
    qtbot.addWidget(one)
    one.resize(320, 700)
    one.show()
    qtbot.waitExposed(one)
    yield one
    one.close()


def lay_out(dock: PagesDock, view: View, qtbot: QtBot) -> int:
    with qtbot.waitSignal(dock.pages_counted, timeout=SECONDS) as told:
        dock.show_view(view)
    assert told.args is not None
    pages: int = told.args[0]
    return pages


def test_the_pages_are_laid_out_counted_and_drawn(dock: PagesDock, view: View, qtbot: QtBot) -> None:
    pages = lay_out(dock, view, qtbot)
    assert pages > 20
    assert dock.foot.count.text() == f"of {pages}"
    qtbot.waitUntil(lambda: 1 in dock.canvas.pictures, timeout=SECONDS)
    assert len([page for page in range(1, pages + 1) if page in dock.canvas.pictures]) < 6


def test_the_dock_follows_the_field_that_is_worked_on(dock: PagesDock, view: View, qtbot: QtBot) -> None:
    dock.follow("safeguarding.title")
    lay_out(dock, view, qtbot)
    assert dock.paged is not None
    heading = next(one for one in dock.paged.places if one.key == "safeguarding.title")
    assert dock.canvas.page == heading.fragments[0].page > 1
    assert dock.foot.number.text() == str(dock.canvas.page)


def test_the_same_document_is_not_laid_out_twice(dock: PagesDock, view: View, qtbot: QtBot) -> None:
    lay_out(dock, view, qtbot)
    with qtbot.assertNotEmitted(dock.pages_counted, wait=200):
        dock.show_view(view)


def test_old_pages_stay_while_new_ones_are_laid_out(
    dock: PagesDock, view: View, worker: Worker, qtbot: QtBot
) -> None:
    lay_out(dock, view, qtbot)
    before = dock.paged
    newer = View.of(set_grade(view.report, "safeguarding", "good"), view.framework)
    with worker._lock, qtbot.assertNotEmitted(dock.pages_counted):
        dock.show_view(newer)
        qtbot.waitUntil(lambda: dock.canvas.hint == "Laying out…", timeout=SECONDS)
        assert dock.paged is before
    qtbot.waitUntil(lambda: dock.paged is not before, timeout=SECONDS)
    assert dock.canvas.hint == ""


def test_a_worker_that_dies_costs_nothing(dock: PagesDock, view: View, worker: Worker, qtbot: QtBot) -> None:
    lay_out(dock, view, qtbot)
    os.kill(worker.pid, signal.SIGKILL)
    newer = View.of(set_grade(view.report, "safeguarding", "adequate"), view.framework)
    with qtbot.waitSignal(dock.told, timeout=SECONDS) as told:
        dock.show_view(newer)
    qtbot.waitUntil(lambda: dock.paged is not None and dock.paged.document is newer.document, timeout=SECONDS)
    assert told.args == ["The layout engine stopped and was started again; nothing was lost."]
    assert dock.notice.isHidden()


def test_a_failure_is_told_with_what_to_do_and_pages_stay(
    dock: PagesDock, view: View, worker: Worker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(dock, view, qtbot)
    before = dock.paged

    def broken(*_: object, **__: object) -> object:
        raise DrafterError("the engine stopped twice", hint="Close other programs.")

    newer = View.of(set_grade(view.report, "safeguarding", None), view.framework)
    monkeypatch.setattr(worker, "lay_out", broken)
    dock.show_view(newer)
    qtbot.waitUntil(dock.notice.isVisible, timeout=SECONDS)
    assert dock.notice.words == "The engine stopped twice. Close other programs."
    assert dock.paged is before
    monkeypatch.undo()
    QTest.mouseClick(dock.notice.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dock.paged is not before, timeout=SECONDS)
    assert dock.notice.isHidden()


def test_an_empty_document_has_a_page_or_none_and_does_no_harm(
    dock: PagesDock, view: View, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dock.pages_counted, timeout=SECONDS):
        dock.show_document(Document(title="Nothing"), view.framework.house_style)
    QTest.keyClick(dock.canvas, Qt.Key.Key_Return)
    dock.grab()
    assert dock.notice.isHidden()


def test_a_page_can_be_gone_to_by_its_number(dock: PagesDock, view: View, qtbot: QtBot) -> None:
    lay_out(dock, view, qtbot)
    dock.foot.number.setFocus()
    dock.foot.number.selectAll()
    QTest.keyClicks(dock.foot.number, "12")
    QTest.keyClick(dock.foot.number, Qt.Key.Key_Return)
    assert dock.canvas.page == 12
    QTest.mouseClick(dock.foot.on, Qt.MouseButton.LeftButton)
    assert dock.foot.number.text() == "13"
    dock.foot.number.selectAll()
    QTest.keyClicks(dock.foot.number, "999")
    QTest.keyClick(dock.foot.number, Qt.Key.Key_Return)
    assert dock.canvas.page == 13


def test_a_new_paragraph_is_gone_to_once_it_is_on_the_pages(
    dock: PagesDock, view: View, qtbot: QtBot
) -> None:
    lay_out(dock, view, qtbot)
    fresh = "safeguarding.sentence"
    dock.follow(fresh)
    page = dock.canvas.page
    dock.canvas.go_to_page(1)
    graded = View.of(changed(view.report), view.framework)
    lay_out(dock, graded, qtbot)
    assert dock.canvas.page == 1, "whoever looks elsewhere is left alone"
    assert page > 1


def test_a_closed_dock_says_nothing_more(dock: PagesDock, view: View, qtbot: QtBot) -> None:
    dock.show_view(view)
    with qtbot.assertNotEmitted(dock.pages_counted, wait=100):
        dock.close()
        dock.show_view(view)
    dock.close()
