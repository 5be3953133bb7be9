from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QStyleOptionViewItem

from drafter.desktop.look.theme import Theme
from drafter.desktop.outline.view import Outline
from drafter.report.edits import remove_investigation
from drafter.report.model import Report
from tests.desktop.forms.reports import all_reports, first_investigation, halton

Show = Callable[[Outline, Report], None]
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def shown(outline: Outline, show: Show) -> Outline:
    show(outline, halton())
    return outline


def choices(outline: Outline) -> list[str]:
    found: list[str] = []
    outline.chosen.connect(found.append)
    return found


def row(outline: Outline, place: str) -> None:
    """A click on a line."""
    index = outline.model.index(outline.model.row_of(place))
    outline.list.scrollTo(index)
    at = outline.list.visualRect(index).center()
    QTest.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, NONE, at)


def test_a_click_or_an_arrow_chooses_a_section(shown: Outline) -> None:
    found = choices(shown)
    row(shown, "context")
    QTest.keyClick(shown.list, Qt.Key.Key_Down)
    assert found == ["context", "main-findings"]


def test_what_the_window_shows_is_marked_without_choosing_it_again(shown: Outline) -> None:
    found = choices(shown)
    shown.show_place("safeguarding")
    assert shown.list.currentIndex().data() == "Safeguarding"
    shown.show_place("nowhere")
    assert shown.list.currentIndex().data() == "Safeguarding"
    assert found == []


def test_the_chosen_line_stays_chosen_when_others_go(shown: Outline, show: Show) -> None:
    found = choices(shown)
    shown.show_place("service-management")
    show(shown, remove_investigation(halton(), first_investigation(halton())))
    assert shown.list.currentIndex().data() == "Service management"
    assert found == []


def test_enter_goes_into_the_form(shown: Outline) -> None:
    entered: list[int] = []
    shown.list.entered.connect(lambda: entered.append(1))
    shown.list.setFocus()
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert entered == [1]


def test_keys_move_and_remove_investigations_only(shown: Outline) -> None:
    moved: list[tuple[str, int]] = []
    removed: list[str] = []
    shown.list.move_wished.connect(lambda place, by: moved.append((place, by)))
    shown.list.remove_wished.connect(removed.append)
    place = first_investigation(halton())
    for target in ("safeguarding", place):
        row(shown, target)
        QTest.keyClick(shown.list, Qt.Key.Key_Down, ALT)
        row(shown, target)
        QTest.keyClick(shown.list, Qt.Key.Key_Up, ALT)
        row(shown, target)
        QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    assert moved == [(place, 1), (place, -1)]
    assert removed == [place]


def test_two_grades_stand_below_their_title(shown: Outline) -> None:
    heights = {
        place: shown.list.visualRect(shown.model.index(shown.model.row_of(place))).height()
        for place in ("safeguarding", "service-management")
    }
    assert heights["safeguarding"] < heights["service-management"]
    wide = shown.list.itemDelegate()
    option = QStyleOptionViewItem()
    index = shown.model.index(shown.model.row_of("service-management"))
    option.rect = shown.rect().adjusted(0, 0, 400, 0)
    assert wide.sizeHint(option, index).height() == heights["safeguarding"]


def test_a_long_grade_is_seen_too(outline: Outline, show: Show) -> None:
    show(outline, all_reports()["area-send"])
    index = outline.model.index(outline.model.row_of("outcome"))
    plain = outline.model.index(outline.model.row_of("cover"))
    assert outline.list.visualRect(index).height() > outline.list.visualRect(plain).height()


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_every_line_is_painted_in_every_theme(
    outline: Outline, show: Show, the_theme: Theme, theme: str
) -> None:
    the_theme.choose(theme)
    try:
        for report in all_reports().values():
            show(outline, report)
            assert len(_colours(outline.grab().toImage())) > 3
    finally:
        the_theme.choose("light")


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_it_says_how_far_the_report_is(shown: Outline) -> None:
    said = [one.text() for one in shown.findChildren(QLabel)]
    assert "16 of 16 sections done" in said
    assert "Joint area review: Halton" in said


def test_the_list_has_no_frame_of_its_own(shown: Outline) -> None:
    assert shown.list.property("role") == "plain-list"
    assert shown.list.frameShape() == QListView.Shape.NoFrame
