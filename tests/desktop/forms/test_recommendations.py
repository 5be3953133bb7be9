from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.recommendations import GroupField, RecommendationsForm
from drafter.report.edits import set_own
from drafter.report.model import RecommendationGroup, RecommendationsSection, Report
from drafter.report.richtext import plain, rich
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import ALT, CTRL, SHIFT, Host, Key, at_end, click, press, texts, type_into
from tests.desktop.forms.reports import all_reports, halton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising menus


def groups(report: Report, place: str = "recommendations") -> tuple[RecommendationGroup, ...]:
    section = report.content.sections[place]
    assert isinstance(section, RecommendationsSection)
    return section.groups


@pytest.fixture
def held(host: MakeHost) -> Host:
    return host("recommendations")


def fields(held: Host) -> list[GroupField]:
    found = [one for one in held.form.findChildren(GroupField) if one.isVisible()]
    return sorted(found, key=lambda one: one.mapTo(held.form, one.rect().topLeft()).y())


def add(held: Host, timescale: str, words: str) -> None:
    """A body by the button and the menu under it, by keys."""
    form = held.form
    assert isinstance(form, RecommendationsForm)
    press(form.adds[timescale], Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while menu.activeAction().text() != words:
        press(menu, Key.Key_Down)
    press(menu, Key.Key_Return)


def test_a_body_is_added_within_its_timescale(held: Host) -> None:
    before = groups(halton())
    timescale = before[0].timescale
    add(held, timescale, "Another body")
    new = [one for one in groups(held.report) if one not in before]
    assert [(one.timescale, one.body, one.items) for one in new] == [(timescale, "", ())]
    assert [one for one in groups(held.report) if one in before] == list(before)
    last = [one for one in groups(held.report) if one.timescale == timescale][-1]
    assert last == new[0]
    focus = QApplication.focusWidget()
    assert isinstance(focus, ParagraphsEdit)
    type_into(focus, "The trust")
    press(focus, Key.Key_Return)
    behind = QApplication.focusWidget()
    assert isinstance(behind, ParagraphsEdit)
    type_into(behind, "act")
    (made,) = [one for one in groups(held.report) if one.id == new[0].id]
    assert (made.body, [plain(one.text) for one in made.items]) == ("The trust", ["act"])


def test_a_body_that_the_framework_names_has_its_name(held: Host) -> None:
    form = held.form
    assert isinstance(form, RecommendationsForm)
    timescale = next(iter(form.adds))
    words = form.menus[timescale].actions()[0].text()
    add(held, timescale, words)
    new = next(one for one in groups(held.report) if one not in groups(halton()))
    if words != "Another body":
        assert new.body == words


def test_a_body_is_renamed_and_nothing_else(held: Host) -> None:
    first = fields(held)[0]
    first.body.editor.setFocus()
    press(first.body.editor, Key.Key_A, CTRL)
    type_into(first.body.editor, "The council")
    before, after = groups(halton()), groups(held.report)
    assert after[0].body == "The council"
    assert after[0].items == before[0].items
    assert after[1:] == before[1:]


def test_a_body_is_removed_and_undo_brings_it_back(held: Host) -> None:
    click(fields(held)[0].gone)
    assert groups(held.report) == groups(halton())[1:]
    assert len(fields(held)) == len(groups(halton())) - 1
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    held.undo()
    assert groups(held.report) == groups(halton())
    assert texts(fields(held)[0].body.editor) == [groups(halton())[0].body]


def test_bodies_change_places_within_their_timescale(held: Host) -> None:
    before = groups(halton())
    pairs = [n for n in range(len(before) - 1) if before[n].timescale == before[n + 1].timescale]
    at = pairs[0]
    click(fields(held)[at].down)
    assert [one.id for one in groups(held.report)] == [
        *(one.id for one in before[:at]),
        before[at + 1].id,
        before[at].id,
        *(one.id for one in before[at + 2 :]),
    ]
    assert [texts(one.body.editor)[0] for one in fields(held)] == [one.body for one in groups(held.report)]


def test_no_body_leaves_its_timescale(held: Host) -> None:
    before = groups(halton())
    for field, group in zip(fields(held), before, strict=True):
        same = [one.id for one in before if one.timescale == group.timescale]
        assert field.up.isEnabled() == (group.id != same[0])
        assert field.down.isEnabled() == (group.id != same[-1])


def test_rows_go_from_one_body_to_the_next(held: Host) -> None:
    before = groups(halton())
    first, second = fields(held)[:2]
    at_end(first.items.editor, len(before[0].items) - 1)
    press(first.items.editor, Key.Key_Down, ALT | SHIFT)
    after = groups(held.report)
    assert after[0].items == before[0].items[:-1]
    assert after[1].items == (before[0].items[-1], *before[1].items)
    assert second.items.editor.hasFocus()


def test_what_is_typed_into_a_group_that_is_gone_is_nobodys(held: Host) -> None:
    first = fields(held)[0]
    click(first.gone)
    report = held.report
    first.body.editor.setFocus()
    type_into(first.body.editor, "x")
    assert held.report == report


def test_a_timescale_worded_anew_and_back(held: Host) -> None:
    timescale = groups(halton())[0].timescale
    own = set_own(held.report, "recommendations", f"timescale.{timescale}", rich("At once"))
    held.take(own)
    assert "At once" in [one.text() for one in held.form.findChildren(QLabel)]
    held.take(halton())
    assert "At once" not in [one.text() for one in held.form.findChildren(QLabel)]


@pytest.mark.parametrize(("name", "place"), [("new-ilacs-2018", "improve"), ("ilacs", "improve")])
def test_where_there_are_no_bodies_one_just_writes(host: MakeHost, name: str, place: str) -> None:
    held = host(place, all_reports()[name])
    (field,) = fields(held)
    assert not field.body.isVisible()
    field.items.editor.put_cursor(0, 0)
    type_into(field.items.editor, "Act. ")
    (group,) = groups(held.report, place)
    assert plain(group.items[0].text).startswith("Act.")
    held.undo()
