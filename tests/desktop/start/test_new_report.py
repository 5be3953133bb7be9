from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.start.calendar import CalendarPopup
from drafter.desktop.start.fact_field import FactField
from drafter.desktop.start.framework_list import FrameworkModel, about, title_and_years
from drafter.desktop.start.new_report import NewReportPage
from drafter.errors import DrafterError
from drafter.framework.model import FactSpec
from drafter.report.facts import DateRange, FactType
from drafter.services.frameworks import available, by_key
from tests.desktop.panels.keys import click, focused, press, write
from tests.desktop.start.conftest import under_tester

Key = Qt.Key
# Qt's platform without a screen has no keyboard to grab
popups = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
REVIEW, SEND = "joint-area-review-2007", "area-send-2023"


@pytest.fixture
def page(qtbot: QtBot, the_theme: Theme) -> NewReportPage:
    made = NewReportPage(the_theme)
    qtbot.addWidget(made)
    made.show_frameworks(available()[0], chosen=REVIEW)
    made.resize(1024, 640)
    made.show()
    made.activateWindow()
    return made


def field(page: NewReportPage, key: str) -> FactField:
    return next(one for one in page.fields if one.spec.key == key)


def single(qtbot: QtBot, theme: Theme, kind: FactType) -> FactField:
    made = FactField(theme, FactSpec(key="one", label="One", type=kind))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_title_is_parted_from_its_years() -> None:
    assert title_and_years(by_key(REVIEW)) == ("Joint area review", "from April 2007")
    assert title_and_years(by_key("blank")) == ("Blank report", "")


def test_a_framework_is_told_in_a_few_words() -> None:
    assert about(by_key(REVIEW)) == "5 judgement areas, graded inadequate to outstanding"
    assert about(by_key(SEND)) == "1 judgement area, 3 outcomes"


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = FrameworkModel()
    tester = under_tester(model)
    with qtbot.waitSignal(model.modelReset):
        model.show_frameworks(available()[0])
    model.show_frameworks([])
    del tester


def test_the_form_asks_for_the_facts_of_the_framework(page: NewReportPage) -> None:
    assert [one.spec.key for one in page.fields] == [fact.key for fact in by_key(REVIEW).facts]
    assert field(page, "inspectorates").text().splitlines()[0] == "Audit Commission"


def test_arrows_choose_a_framework_and_what_was_typed_stays(page: NewReportPage, qtbot: QtBot) -> None:
    field(page, "area").set_text("Halton")
    page.focus_first()
    while page._framework is not by_key(SEND):
        press(page.list, Key.Key_Up)
    assert field(page, "area").text() == "Halton"
    assert field(page, "dates").text() == ""
    press(page.list, Key.Key_Return)
    assert field(page, "area").editor.hasFocus()


def test_what_is_wrong_is_said_beside_the_field_when_it_is_left(page: NewReportPage, qtbot: QtBot) -> None:
    date = field(page, "published")
    date.editor.setFocus()
    write(date.editor, "July 2008")
    assert date.problem == ""
    press(date.editor, Key.Key_Tab)
    assert date.problem == "'July 2008' is not a date. Write it as 22 July 2008 or 2008-07-22."
    assert date._note.isVisible()
    date.editor.setFocus()
    press(date.editor, Key.Key_Home)
    write(date.editor, "22 ")
    assert date.problem == ""


def test_begin_without_an_area_goes_there_and_says_so(page: NewReportPage, qtbot: QtBot) -> None:
    assert page.begin_button.isEnabled()
    with qtbot.assertNotEmitted(page.begun):
        click(page.begin_button)
    area = field(page, "area")
    assert area.editor.hasFocus()
    assert area.problem.startswith("Area is missing.")


def test_begin_goes_to_what_is_wrong(page: NewReportPage, qtbot: QtBot) -> None:
    field(page, "area").set_text("Halton")
    field(page, "published").set_text("soon")
    with qtbot.assertNotEmitted(page.begun):
        page.begin()
    assert field(page, "published").editor.hasFocus()


def test_begin_tells_once_what_is_missing_and_then_begins_without_it(
    page: NewReportPage, qtbot: QtBot
) -> None:
    field(page, "area").set_text("Halton")
    with qtbot.assertNotEmitted(page.begun):
        page.begin()
    assert field(page, "published").editor.hasFocus()
    assert page._missing.text() == "Date of publication is missing. You can add it later."
    assert page.begin_button.text() == "Begin without it"
    with qtbot.waitSignal(page.begun) as begun:
        click(page.begin_button)
    assert begun.args is not None
    framework, facts = begun.args
    assert framework is by_key(REVIEW)
    assert facts["area"] == "Halton"
    assert "published" not in facts


def test_a_whole_form_begins_at_once_with_typed_facts(page: NewReportPage, qtbot: QtBot) -> None:
    area = field(page, "area")
    area.editor.setFocus()
    write(area.editor, "Halton")
    press(area.editor, Key.Key_Return)
    assert field(page, "inspectorates").editor.hasFocus()
    field(page, "inspectorates").set_text("Ofsted\n\nAudit Commission\n")
    field(page, "published").set_text("2008-07-22")
    with qtbot.waitSignal(page.begun) as begun:
        field(page, "reference").editor.setFocus()
        press(focused(), Key.Key_Return)
    assert begun.args is not None
    assert begun.args[1] == {
        "area": "Halton",
        "inspectorates": ("Ofsted", "Audit Commission"),
        "age-group": "All",
        "published": datetime.date(2008, 7, 22),
    }


def test_the_next_report_begins_with_empty_fields_and_going_back_keeps_them(
    page: NewReportPage, qtbot: QtBot
) -> None:
    field(page, "area").set_text("Halton")
    page.show_frameworks(available()[0], chosen=REVIEW)
    assert field(page, "area").text() == "Halton"
    field(page, "published").set_text("22 July 2008")
    with qtbot.waitSignal(page.begun):
        page.begin()
    page.show_frameworks(available()[0], chosen=REVIEW)
    assert field(page, "area").text() == ""
    assert field(page, "age-group").text() == "All"


def test_the_fields_are_reached_by_tab_in_their_order(page: NewReportPage, qtbot: QtBot) -> None:
    page.focus_first()
    met = []
    for _ in range(12):
        press(focused(), Key.Key_Tab)
        met.append(focused())
    places = [met.index(one.editor) for one in page.fields]
    assert places == sorted(places)
    assert page.begin_button in met


def test_escape_goes_back(page: NewReportPage, qtbot: QtBot) -> None:
    field(page, "area").editor.setFocus()
    with qtbot.waitSignal(page.closed):
        press(field(page, "area").editor, Key.Key_Escape)


def test_a_framework_that_is_not_in_order_is_told(page: NewReportPage) -> None:
    problem = DrafterError("it has no facts", where="mine/framework.toml", hint="Give it one.")
    page.show_frameworks(available()[0], [problem])
    assert page._problems.isVisible()
    assert "mine/framework.toml: It has no facts. Give it one." in page._problems.text()


def test_a_framework_without_facts_begins(page: NewReportPage, qtbot: QtBot) -> None:
    page.show_frameworks([])
    with qtbot.assertNotEmitted(page.begun):
        NewReportPage(page._theme).begin()


@pytest.mark.parametrize(
    ("kind", "typed", "fact"),
    [
        (FactType.TEXT, " Halton ", "Halton"),
        (FactType.NUMBER, "876", 876),
        (
            FactType.RANGE,
            "3 to 14 March 2008",
            DateRange(datetime.date(2008, 3, 3), datetime.date(2008, 3, 14)),
        ),
        (FactType.DATE, "22 July 2008", datetime.date(2008, 7, 22)),
        (FactType.LIST, "a\nb; c", ("a", "b", "c")),
        (FactType.LIST, " \n", None),
        (FactType.DATE, "", None),
    ],
)
def test_a_field_reads_what_people_type(
    qtbot: QtBot, the_theme: Theme, kind: FactType, typed: str, fact: object
) -> None:
    one = single(qtbot, the_theme, kind)
    one.set_text(typed)
    assert one.check()
    assert one.fact() == fact


def test_a_number_with_letters_is_told(qtbot: QtBot, the_theme: Theme) -> None:
    one = single(qtbot, the_theme, FactType.NUMBER)
    one.set_text("many")
    assert not one.check()
    assert one.problem.endswith("Write digits only, such as 876.")


@popups
def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot, the_theme: Theme) -> None:
    one = single(qtbot, the_theme, FactType.DATE)
    one.set_text("22 July 2008")
    click(next(button for button in one.findChildren(QPushButton) if button.text() == "Calendar"))
    [popup] = one.findChildren(CalendarPopup)
    assert popup.calendar.selectedDate() == QDate(2008, 7, 22)
    popup.calendar.activated.emit(QDate(2008, 7, 25))
    assert one.text() == "25 July 2008"
    assert not popup.isVisible()


@popups
def test_a_range_is_chosen_by_its_two_ends_in_any_order(qtbot: QtBot, the_theme: Theme) -> None:
    one = single(qtbot, the_theme, FactType.RANGE)
    popup = one.open_calendar()
    popup.calendar.clicked.emit(QDate(2008, 3, 14))
    popup.calendar.activated.emit(QDate(2008, 3, 14))
    assert popup.isVisible()
    assert "from 14 March 2008" in popup._asks.text()
    popup.calendar.clicked.emit(QDate(2008, 3, 3))
    assert one.text() == "3 to 14 March 2008"
    assert one.check()


@popups
def test_escape_closes_the_calendar_and_leaves_the_field(qtbot: QtBot, the_theme: Theme) -> None:
    one = single(qtbot, the_theme, FactType.DATE)
    one.set_text("soon")
    popup = one.open_calendar()
    press(popup, Key.Key_Escape)
    qtbot.wait_until(lambda: QApplication.activePopupWidget() is None)
    assert one.text() == "soon"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_drawn_in_every_theme_and_size(
    page: NewReportPage, the_theme: Theme, name: str, scale: float, restored: None
) -> None:
    the_theme.choose(name)
    the_theme.set_scale(scale)
    page.focus_first()
    picture = page.grab().toImage()
    assert picture.pixelColor(picture.width() - 40, 8).name() == the_theme.colours.panel
    assert all(isinstance(one.editor, QLineEdit) or one.editor.height() > 40 for one in page.fields)
