from __future__ import annotations

import datetime

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.forms.facts import FactField
from drafter.desktop.session.edits import Edit
from drafter.desktop.tools import Tools
from drafter.framework.model import FactSpec
from drafter.report.facts import DateRange, Fact, FactType
from tests.desktop.forms.conftest import MakeHost
from tests.desktop.forms.host import CTRL, SHIFT, Host, Key, press, texts, type_into
from tests.desktop.forms.reports import all_reports, halton


def field(held: Host, key: str) -> FactField:
    return next(one for one in held.form.findChildren(FactField) if one.spec.key == key)


def write(held: Host, key: str, words: str) -> FactField:
    """In place of what stands there."""
    one = field(held, key)
    one.editor.setFocus()
    press(one.editor, Key.Key_A, CTRL)
    press(one.editor, Key.Key_Delete)
    lines = words.split("\n")
    for number, line in enumerate(lines):
        if number:
            press(one.editor, Key.Key_Return, SHIFT)
        type_into(one.editor, line)
    return one


@pytest.mark.parametrize(
    ("report", "key", "words", "fact"),
    [
        ("halton", "area", "Widnes", "Widnes"),
        ("halton", "published", "1 August 2009", datetime.date(2009, 8, 1)),
        ("halton", "published", "2009-08-01", datetime.date(2009, 8, 1)),
        ("halton", "inspectorates", "Ofsted\nAudit Commission", ("Ofsted", "Audit Commission")),
        (
            "ilacs",
            "dates",
            "3 to 14 March 2008",
            DateRange(datetime.date(2008, 3, 3), datetime.date(2008, 3, 14)),
        ),
        (
            "area-send",
            "dates",
            "28 April to 9 May 2008",
            DateRange(datetime.date(2008, 4, 28), datetime.date(2008, 5, 9)),
        ),
    ],
)
def test_a_fact_is_typed(host: MakeHost, report: str, key: str, words: str, fact: Fact) -> None:
    before = all_reports()[report]
    held = host("cover", before)
    one = write(held, key, words)
    assert held.report.content.facts[key] == fact
    others = {other: value for other, value in held.report.content.facts.items() if other != key}
    assert others == {other: value for other, value in before.content.facts.items() if other != key}
    assert held.report.content.sections == before.content.sections
    assert one._line.note.property("role") != "error"


@pytest.mark.parametrize(
    ("report", "key", "words", "told"),
    [
        ("halton", "published", "yesterday", "is not a date"),
        ("halton", "published", "31 February 2008", "is not a date"),
        ("ilacs", "dates", "14 to 3 March 2008", "is not a range of dates"),
    ],
)
def test_what_is_none_stays_in_the_box_with_its_sentence(
    host: MakeHost, report: str, key: str, words: str, told: str
) -> None:
    held = host("cover", all_reports()[report])
    one = write(held, key, words)
    kept = held.report.content.facts.get(key)
    assert texts(one.editor) == [words]
    assert told in one._line.note.text()
    assert one._line.note.isVisible()
    assert told in one.editor.accessibleDescription()
    held.form.bindings[-1].editor.setFocus()
    held.show()
    assert texts(one.editor) == [words]
    assert held.report.content.facts.get(key) == kept


def test_once_it_is_right_the_sentence_goes(host: MakeHost) -> None:
    held = host("cover")
    one = write(held, "published", "22 July")
    assert "is not a date" in one._line.note.text()
    type_into(one.editor, " 2010")
    assert "is not a date" not in one._line.note.text()
    assert held.report.content.facts["published"] == datetime.date(2010, 7, 22)


def test_an_emptied_box_takes_the_fact_away(host: MakeHost) -> None:
    held = host("cover")
    write(held, "area", "")
    assert "area" not in held.report.content.facts
    held.undo()
    assert texts(field(held, "area").editor) == ["Halton"]


def test_undo_puts_the_old_fact_into_the_box(host: MakeHost) -> None:
    held = host("cover")
    one = write(held, "area", "Widnes")
    while held.past:
        held.undo()
    assert texts(one.editor) == ["Halton"]
    assert held.report == halton()


def test_a_number_takes_digits_only(qtbot: QtBot, tools: Tools) -> None:
    spec = FactSpec(key="number", label="Number", type=FactType.NUMBER)
    one = FactField(spec, tools, "cover")
    qtbot.addWidget(one)
    one.show()
    found: list[Edit] = []
    one.edited.connect(found.append)
    type_into(one.editor, "12a")
    assert "is not a whole number" in one._line.note.text()
    press(one.editor, Key.Key_Backspace)
    assert found[-1].change(halton()).content.facts["number"] == 12


def test_the_form_goes_to_a_fact_and_to_a_line_that_was_worded_anew(host: MakeHost) -> None:
    held = host("cover")
    assert held.form.go_to("cover.published")
    assert field(held, "published").editor.hasFocus()
    assert not held.form.go_to("safeguarding.published")


def test_enter_goes_on_to_the_next_fact(host: MakeHost) -> None:
    held = host("cover")
    facts = held.form.findChildren(FactField)
    facts[0].editor.setFocus()
    press(facts[0].editor, Key.Key_Return)
    assert facts[1].editor.hasFocus()
    press(facts[1].editor, Key.Key_Up, CTRL)
    press(facts[0].editor, Key.Key_Down)
    assert not held.edits


def test_a_text_stands_in_one_line_whatever_is_typed(host: MakeHost) -> None:
    held = host("cover")
    write(held, "area", "Halton\nand Widnes")
    assert held.report.content.facts["area"] == "Halton and Widnes"
