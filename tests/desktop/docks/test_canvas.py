from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.canvas import PageCanvas
from drafter.desktop.docks.drawing import Wish
from drafter.desktop.tools import Tools
from drafter.services.paging import Paged
from tests.desktop.docks.stubs import fragment, paged, picture

Key = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
PLACES = [(f"care.narrative.p{page}", [fragment(page, 300)]) for page in range(1, 401)]


@pytest.fixture
def canvas(tools: Tools, qtbot: QtBot) -> PageCanvas:
    one = PageCanvas(tools)
    qtbot.addWidget(one)
    one.resize(400, 700)
    one.show()
    qtbot.waitExposed(one)
    one.show_paged(many())
    return one


def many(name: bytes = b"one") -> Paged:
    return paged(400, PLACES, name=name)


def wishes(canvas: PageCanvas) -> list[Wish]:
    found: list[Wish] = []
    canvas.wished.connect(found.append)
    return found


def answer(canvas: PageCanvas, wish: Wish) -> None:
    for page, _ in wish.pages:
        canvas.show_picture(page, picture(wish, page), wish)


def test_only_what_shows_and_its_neighbours_is_drawn(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    canvas.go_to_page(200)
    qtbot.waitUntil(lambda: len(asked) > 0)
    pages = sorted(page for page, _ in asked[-1].pages)
    assert pages[0] >= 198
    assert pages[-1] <= 203
    answer(canvas, asked[-1])
    canvas.viewport().update()
    qtbot.wait(150)
    assert len(asked) == 1


def test_who_scrolls_past_pages_does_not_have_them_drawn(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    for page in range(1, 400, 7):
        canvas.go_to_page(page)
        canvas.repaint()
    qtbot.waitUntil(lambda: len(asked) > 0)
    assert len({page for wish in asked for page, _ in wish.pages}) < 20


def test_a_hidden_dock_draws_nothing(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    canvas.repaint()  # it is about to ask for pictures
    canvas.hide()
    canvas.show_paged(many(b"two"))
    qtbot.wait(150)
    assert not asked


def test_old_pictures_stay_until_new_ones_come(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    qtbot.waitUntil(lambda: len(asked) > 0)
    answer(canvas, asked[0])
    before = canvas.pictures.get(1)
    canvas.show_paged(many(b"two"))
    assert canvas.pictures.get(1) is before
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert dict(asked[1].pages)[1] is before


def test_a_picture_of_other_pages_or_of_another_size_is_too_late(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    qtbot.waitUntil(lambda: len(asked) > 0)
    canvas.zoom_by(2.0)
    answer(canvas, asked[0])
    assert 1 not in canvas.pictures


def test_new_pages_do_not_move_what_is_looked_at(canvas: PageCanvas) -> None:
    canvas.go_to_page(120)
    at = canvas.verticalScrollBar().value()
    canvas.show_paged(many(b"two"))
    assert (canvas.page, canvas.verticalScrollBar().value()) == (120, at)


def test_the_width_fits_and_goes_on_fitting(canvas: PageCanvas) -> None:
    canvas.go_to_page(77)
    for width in (300, 500):
        canvas.resize(width, 700)
        assert canvas.page == 77
        assert canvas.sheets.total_width <= canvas.viewport().width() + 2
        assert canvas.sheets.total_width > canvas.viewport().width() - 30
        assert canvas.horizontalScrollBar().maximum() == 0


def test_the_wheel_with_control_zooms_round_the_pointer(canvas: PageCanvas) -> None:
    canvas.go_to_page(50)
    at = QPointF(200, 300)
    key = canvas.key_at(at)
    before = canvas.sheets.zoom
    event = QWheelEvent(
        at,
        canvas.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 360),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)
    fitted = canvas.is_fitted
    assert not fitted
    assert canvas.sheets.zoom > before * 1.4
    assert canvas.key_at(at) == key
    QTest.keyClick(canvas, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.is_fitted
    assert canvas.sheets.zoom == pytest.approx(before)


def test_pictures_of_huge_pages_are_bounded(canvas: PageCanvas) -> None:
    for _ in range(20):
        canvas.zoom_by(1.5)
    pixels = canvas.drawn_scale() ** 2 * canvas.sheets.width * canvas.sheets.height
    assert pixels <= 8_000_001


def test_a_click_tells_the_field_under_the_pointer(canvas: PageCanvas, qtbot: QtBot) -> None:
    canvas.go_to_page(30)
    area = canvas.area_of(canvas.spots("care.narrative.p30")[0])
    with qtbot.waitSignal(canvas.clicked) as told:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, area.center().toPoint())
    assert told.args == ["care.narrative.p30"]


def test_a_click_beside_the_pages_tells_nothing(canvas: PageCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.clicked):
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, QPoint(2, 300))


def test_the_mark_is_brought_into_view(canvas: PageCanvas) -> None:
    canvas.mark("care.narrative.p300")
    assert canvas.page == 300
    at = canvas.verticalScrollBar().value()
    canvas.verticalScrollBar().setValue(at + 20)
    canvas.mark("care.narrative.p300")
    assert canvas.verticalScrollBar().value() == at + 20, "what shows already is not moved"


def test_a_mark_that_was_in_view_stays_in_view_when_it_moves(canvas: PageCanvas) -> None:
    canvas.mark("care.narrative.p300")
    moved = [(key, [fragment(spots[0].page + 5, 300)]) for key, spots in PLACES]
    canvas.show_paged(paged(405, moved))
    assert canvas.page == 305


def test_keys_turn_pages(canvas: PageCanvas) -> None:
    turned: list[int] = []
    canvas.turned.connect(turned.append)
    for key in (Key.Key_End, Key.Key_PageUp, Key.Key_Home, Key.Key_PageDown):
        QTest.keyClick(canvas, key)
    assert turned == [400, 399, 1, 2]
    assert canvas.accessibleDescription() == "Page 2 of 400"


def test_enter_goes_to_the_mark_and_otherwise_to_the_top_of_the_page(
    canvas: PageCanvas, qtbot: QtBot
) -> None:
    canvas.mark("care.narrative.p10")
    for page in (10, 20):
        canvas.go_to_page(page)
        with qtbot.waitSignal(canvas.clicked) as told:
            QTest.keyClick(canvas, Key.Key_Return)
        assert told.args == [f"care.narrative.p{page}"]


def test_no_pages_are_no_trouble(tools: Tools, qtbot: QtBot) -> None:
    canvas = PageCanvas(tools)
    qtbot.addWidget(canvas)
    canvas.show()
    for key in (Key.Key_End, Key.Key_PageUp, Key.Key_Home, Key.Key_PageDown, Key.Key_Return):
        QTest.keyClick(canvas, key)
    canvas.mark("care.title")
    canvas.zoom_by(1.2)
    canvas.grab()
    canvas.show_paged(paged(0))
    canvas.grab()
    assert canvas.page == 0
    assert canvas.accessibleDescription() == "No pages yet"


def test_a_page_that_failed_says_so(canvas: PageCanvas, qtbot: QtBot) -> None:
    asked = wishes(canvas)
    qtbot.waitUntil(lambda: len(asked) > 0)
    before = canvas.grab().toImage()
    canvas.show_failure(1, asked[0])
    assert canvas.grab().toImage() != before
