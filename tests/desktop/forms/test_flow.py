from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.forms.flow import flowing
from drafter.desktop.forms.order import order_tabs


class Box(QLabel):
    """Of a size that is known."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.setFixedSize(wide, 20)


@pytest.fixture
def window(qtbot: QtBot, the_theme: object) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def lay_out(window: QWidget, width: int, *boxes: Box, right_from: int = -1) -> list[tuple[int, int]]:
    """Where they stand in a window of this width, margins left aside."""
    down = QVBoxLayout(window)
    down.setContentsMargins(0, 0, 0, 0)
    down.addLayout(flowing(*boxes, right_from=right_from, across=10, down=5))
    down.addStretch(1)
    window.resize(width, 200)
    window.show()
    QApplication.processEvents()
    return [one.mapTo(window, QPoint()).toTuple() for one in boxes]


def test_what_has_room_stands_in_one_line(window: QWidget) -> None:
    assert lay_out(window, 200, Box(50), Box(60), Box(70)) == [(0, 0), (60, 0), (130, 0)]


def test_what_has_none_goes_on_in_the_next(window: QWidget) -> None:
    assert lay_out(window, 150, Box(50), Box(60), Box(70)) == [(0, 0), (60, 0), (0, 25)]


def test_the_rest_stands_at_the_right_where_it_shares_the_line(window: QWidget) -> None:
    assert lay_out(window, 300, Box(50), Box(60), Box(70), right_from=1) == [(0, 0), (160, 0), (230, 0)]


def test_and_at_the_left_in_a_line_of_its_own(window: QWidget) -> None:
    assert lay_out(window, 100, Box(50), Box(60), right_from=1) == [(0, 0), (0, 25)]


def test_what_is_hidden_takes_no_room(window: QWidget) -> None:
    hidden = Box(60)
    hidden.hide()
    assert lay_out(window, 200, Box(50), hidden, Box(70))[2] == (60, 0)


def test_it_asks_for_the_height_that_its_lines_have(window: QWidget) -> None:
    flow = flowing(Box(50), Box(60), Box(70), across=10, down=5)
    window.setLayout(flow)
    window.show()
    assert flow.hasHeightForWidth()
    assert [flow.heightForWidth(width) for width in (200, 150, 70)] == [20, 45, 70]
    assert flow.minimumSize().width() == 70
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    order_tabs(window)  # without anything to stop at


def test_an_empty_one_has_no_height(window: QWidget) -> None:
    assert flowing().heightForWidth(100) == 0
