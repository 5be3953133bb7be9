from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.investigations import InvestigationsForm
from drafter.desktop.window.sections import moved_investigation, without_investigation
from drafter.report.model import Investigation, InvestigationsSection, Report
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import CTRL, Host, Key, click, named, press, texts, type_into
from tests.desktop.forms.reports import all_reports, first_investigation, halton


def investigations(report: Report) -> tuple[Investigation, ...]:
    section = report.content.sections["investigations"]
    assert isinstance(section, InvestigationsSection)
    return section.investigations


@pytest.fixture
def held(host: MakeHost) -> Host:
    made = host("investigations")
    form = made.form
    assert isinstance(form, InvestigationsForm)
    form.move_wished.connect(lambda place, by: form.wish(moved_investigation(place, by)))
    form.remove_wished.connect(lambda place: form.wish(without_investigation(place)))
    return made


def form_of(held: Host) -> InvestigationsForm:
    assert isinstance(held.form, InvestigationsForm)
    return held.form


def first(held: Host) -> str:
    return first_investigation(held.report)


def test_all_are_listed_with_their_titles(held: Host) -> None:
    rows = form_of(held).rows
    assert [row.title.text() for row in rows.values()] == [one.title for one in investigations(halton())]
    assert [row.chips.accessibleName() for row in rows.values()] == ["Adequate", "Good"]


def test_they_change_places_by_key_and_the_focus_stays_on_the_one_that_moves(held: Host) -> None:
    before = [one.id for one in investigations(halton())]
    row = form_of(held).rows[first(held)]
    press(row.down, Key.Key_Space)
    assert [one.id for one in investigations(held.report)] == before[::-1]
    assert not row.down.isEnabled()
    assert QApplication.focusWidget() is row.write
    press(row.up, Key.Key_Space)
    assert [one.id for one in investigations(held.report)] == before


def test_one_is_removed_and_comes_back(held: Host) -> None:
    row = form_of(held).rows[first(held)]
    click(row.gone)
    assert len(investigations(held.report)) == 1
    assert QApplication.focusWidget() is form_of(held).add
    held.undo()
    assert row.isVisible()
    assert len([one for one in form_of(held).rows.values() if one.isVisible()]) == 2


def test_writing_goes_to_its_own_form(held: Host) -> None:
    found: list[str] = []
    held.form.went.connect(found.append)
    click(form_of(held).rows[first(held)].write)
    assert found == [f"investigations.title.{first(held).partition('.')[2]}"]


def test_what_is_shown_again_keeps_its_focus(held: Host) -> None:
    row = form_of(held).rows[first(held)]
    row.write.setFocus()
    held.show()
    assert row.write.hasFocus()


def test_adding_is_wished_by_key(host: MakeHost) -> None:
    held = host("investigations", all_reports()["new-joint-area-review-2007"])
    wished: list[int] = []
    form_of(held).add_wished.connect(lambda: wished.append(1))
    press(form_of(held).add, Key.Key_Space)
    assert wished == [1]


# --- one of them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Title", lambda report, one: one.title),
        ("Short title for the outline", lambda report, one: report.desk.short_titles.get(one.id, "")),
        ("Subject of the judgement sentence", lambda report, one: one.subject),
    ],
)
def test_its_titles_are_written(host: MakeHost, name: str, read: object) -> None:
    held = host(first_investigation(halton()))
    box = named(held.form, name)
    assert isinstance(box, ParagraphsEdit)
    box.setFocus()
    press(box, Key.Key_A, CTRL)
    press(box, Key.Key_Delete)
    type_into(box, "Infant health")
    assert read(held.report, investigations(held.report)[0]) == "Infant health"  # type: ignore[operator]
    assert investigations(held.report)[1] == investigations(halton())[1]
    assert investigations(held.report)[0].area == investigations(halton())[0].area
    while held.past:
        held.undo()
    assert held.report == halton()
    assert texts(box)[0] == read(halton(), investigations(halton())[0])  # type: ignore[operator]


def test_the_list_leaves_what_stands_in_an_investigation_to_its_own_form(held: Host) -> None:
    part = first(held).partition(".")[2]
    assert not held.form.go_to(f"investigations.title.{part}")
    assert held.form.go_to("investigations")
    assert QApplication.focusWidget() is form_of(held).add
