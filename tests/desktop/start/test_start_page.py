from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.start.recent_delegate import REMOVE
from drafter.desktop.start.start_page import PRIVATE, StartPage
from drafter.services.recent import Recent
from tests.desktop.panels.keys import click, focused, press
from tests.desktop.start.conftest import recent, unfinished

Key = Qt.Key
# Qt's platform without a screen has no keyboard to grab
popups = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def page(qtbot: QtBot, the_theme: Theme, entries: list[Recent]) -> StartPage:
    made = StartPage(the_theme)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_recent(entries)
    made.show()
    made.activateWindow()
    return made


def test_it_begins_in_the_list_and_enter_opens_the_latest(
    page: StartPage, entries: list[Recent], qtbot: QtBot
) -> None:
    page.begin()
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        press(page.list, Key.Key_Return)
    assert opened.args == [entries[0].path]


def test_arrows_go_through_the_list(page: StartPage, entries: list[Recent], qtbot: QtBot) -> None:
    page.begin()
    press(page.list, Key.Key_Down)
    with qtbot.waitSignal(page.opened) as opened:
        press(page.list, Key.Key_Enter)
    assert opened.args == [entries[1].path]


def test_without_reports_it_begins_with_a_new_one_and_says_why(page: StartPage, qtbot: QtBot) -> None:
    page.show_recent([])
    page.begin()
    assert page.cards[0].hasFocus()
    assert not page.list.isVisible()
    with qtbot.waitSignal(page.new_wished):
        press(page.cards[0], Key.Key_Return)


@pytest.mark.parametrize(
    ("number", "name"), list(enumerate(["new_wished", "prior_wished", "open_wished", "example_wished"]))
)
@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_the_four_actions_are_pressed_by_keys(
    page: StartPage, qtbot: QtBot, number: int, name: str, key: Qt.Key
) -> None:
    page.cards[0].setFocus()
    for _ in range(number):
        press(focused(), Key.Key_Down)
    with qtbot.waitSignal(getattr(page, name)):
        press(focused(), key)


def test_left_and_right_go_between_actions_and_list(page: StartPage, qtbot: QtBot) -> None:
    page.cards[1].setFocus()
    press(page.cards[1], Key.Key_Right)
    assert page.list.hasFocus()
    press(page.list, Key.Key_Left)
    assert page.cards[0].hasFocus()


def test_delete_takes_a_report_out_of_the_list_and_the_next_is_chosen(
    page: StartPage, entries: list[Recent], qtbot: QtBot
) -> None:
    left = list(entries)

    def forget(path: Path) -> None:
        left[:] = [one for one in left if one.path != path]
        page.show_recent(left)

    page.removed.connect(forget)
    page.begin()
    press(page.list, Key.Key_Down)
    press(page.list, Key.Key_Delete)
    assert left == [entries[0], entries[2]]
    assert page.list.currentIndex().row() == 1
    press(page.list, Key.Key_Delete)
    press(page.list, Key.Key_Delete)
    assert left == []
    assert page.cards[0].hasFocus()


def test_a_missing_report_is_located_not_opened(page: StartPage, entries: list[Recent], qtbot: QtBot) -> None:
    page.show_present(entries[0].path, False)
    page.begin()
    with qtbot.waitSignal(page.located) as located, qtbot.assertNotEmitted(page.opened):
        press(page.list, Key.Key_Return)
    assert located.args == [entries[0].path]


def centre(page: StartPage, row: int) -> QPoint:
    return page.list.visualRect(page.model.index(row)).center()


def test_a_click_opens(page: StartPage, entries: list[Recent], qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        click(page.list.viewport(), centre(page, 1))
    assert opened.args == [entries[1].path]


def test_another_button_opens_nothing(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.opened):
        click(page.list.viewport(), centre(page, 1), Qt.MouseButton.MiddleButton)


def test_the_words_of_a_missing_report_can_be_clicked(
    page: StartPage, entries: list[Recent], qtbot: QtBot
) -> None:
    page.show_present(entries[2].path, False)
    row = page.list.visualRect(page.model.index(2))
    spots = {page.list._spot(QPoint(x, row.center().y())): x for x in range(row.left(), row.right(), 4)}
    assert {"locate", REMOVE} < set(spots)
    view = page.list.viewport()
    with qtbot.waitSignal(page.located):
        where = QPoint(spots["locate"], row.center().y())
        click(view, where)
    with qtbot.waitSignal(page.removed) as removed:
        click(view, QPoint(spots[REMOVE], row.center().y()))
    assert removed.args == [entries[2].path]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Open", "opened"), ("Show in folder", "folder_wished"), ("Remove from the list", "removed")],
)
def test_the_menu_of_a_report(
    page: StartPage, entries: list[Recent], qtbot: QtBot, words: str, name: str
) -> None:
    menu = page.list.menu(0)
    action = next(one for one in menu.actions() if one.text() == words)
    with qtbot.waitSignal(getattr(page, name)) as found:
        action.trigger()
    assert found.args == [entries[0].path]


@popups
def test_the_menu_opens_by_its_key(page: StartPage, qtbot: QtBot) -> None:
    page.begin()
    where = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, page.mapToGlobal(where))
    QApplication.sendEvent(page.list, asked)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    popup.close()


def test_the_pointer_says_what_can_be_clicked(page: StartPage) -> None:
    view = page.list.viewport()
    QTest.mouseMove(view, centre(page, 0))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, QPoint(centre(page, 0).x(), view.height() - 5))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_menu_of_a_missing_report_locates(page: StartPage, entries: list[Recent]) -> None:
    page.show_present(entries[0].path, False)
    assert [one.text() for one in page.list.menu(0).actions() if one.text()] == [
        "Locate…",
        "Remove from the list",
    ]


def dragged(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def drag(page: StartPage, data: QMimeData) -> bool:
    where, copy = QPoint(600, 400), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    page.dragEnterEvent(enter)
    return enter.isAccepted()


def test_a_file_that_is_dropped_is_to_be_opened(page: StartPage, qtbot: QtBot) -> None:
    data = dragged(QUrl.fromLocalFile("/home/ann/halton.docx"))
    assert drag(page, data)
    assert page._veil.isVisible()
    assert page.grab().toImage().pixelColor(page.width() // 2, 12).name() == page._theme.colours.accent
    drop = QDropEvent(
        QPointF(600, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(page.dropped) as dropped:
        page.dropEvent(drop)
    assert dropped.args == [Path("/home/ann/halton.docx")]
    assert not page._veil.isVisible()


def test_what_is_no_file_of_this_computer_is_not_taken(page: StartPage) -> None:
    assert not drag(page, dragged(QUrl("https://example.org/halton.docx")))
    assert not drag(page, dragged())


def test_a_bar_for_what_was_left_unfinished(page: StartPage, qtbot: QtBot) -> None:
    one = unfinished("norfolk")
    page.show_unfinished([one])
    [bar] = page.unfinished.bars
    assert bar.said().startswith("norfolk was not closed properly. Everything up to ")
    signals = [page.compared, page.discarded, page.restored]
    for button, signal in zip(bar.buttons, signals, strict=True):
        button.setFocus()
        with qtbot.waitSignal(signal) as found:
            press(button, Key.Key_Space)
        assert found.args == [one]
    page.show_unfinished([])
    assert not page.unfinished.isVisible()


def test_it_begins_with_what_is_unfinished(page: StartPage, qtbot: QtBot) -> None:
    page.show_unfinished([unfinished("norfolk")])
    page.begin()
    with qtbot.waitSignal(page.restored):
        press(focused(), Key.Key_Space)


def test_tab_goes_from_left_to_right(page: StartPage) -> None:
    page.show_unfinished([unfinished("a"), unfinished("b")])
    page.cards[0].setFocus()
    met = [focused()]
    for _ in range(10):
        press(focused(), Key.Key_Tab)
        met.append(focused())
    buttons = [button for bar in page.unfinished.bars for button in bar.buttons]
    assert met == [*page.cards, *buttons, page.list]


def test_many_unfinished_reports_leave_room_for_the_list(page: StartPage, qtbot: QtBot) -> None:
    page.show_unfinished([unfinished(f"report-{number}") for number in range(5)])
    assert len(page.unfinished.bars) == 2
    assert page.unfinished._more.text() == "Show 3 more unfinished reports"
    click(page.unfinished._more)
    assert len(page.unfinished.bars) == 5
    assert page.unfinished.bars[2].buttons[0].hasFocus()


def test_it_says_that_nothing_leaves_the_computer(page: StartPage) -> None:

    assert PRIVATE in [label.text() for label in page.findChildren(QLabel)]


def test_every_action_can_be_heard(page: StartPage) -> None:
    for card in page.cards:
        assert card.accessibleName()
        assert card.accessibleDescription()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(1.0, 1024), (2.0, 640)])
def test_it_is_drawn_in_every_theme_and_size(
    page: StartPage, the_theme: Theme, name: str, size: tuple[float, int], restored: None
) -> None:
    page.show_recent([recent("A"), recent("B" * 80, is_final=True), recent("C", sections=0)])
    page.show_present(recent("A").path, False)
    the_theme.choose(name)
    the_theme.set_scale(size[0])
    page.resize(size[1], 640)
    page.begin()
    picture = page.grab().toImage()
    assert picture.pixelColor(picture.width() - 4, 4).name() == the_theme.colours.panel
    assert all(card.height() >= card.heightForWidth(card.width()) for card in page.cards)
