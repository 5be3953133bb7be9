from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.desktop.outline.entries import Chip, Entry
from drafter.framework.model import GradeRole
from drafter.report.edits import change_investigation, set_grade, set_own, set_section
from drafter.report.model import InvestigationsSection, Origin, Report
from drafter.report.richtext import rich
from drafter.services.states import State
from tests.desktop.forms.reports import FRAMEWORKS, all_reports, empty, first_investigation, halton, places
from tests.desktop.outline.conftest import Listed


def entry(lines: list[Entry], place: str) -> Entry:
    return next(one for one in lines if one.place == place)


@pytest.mark.parametrize("name", list(all_reports()))
def test_every_place_is_a_line_in_the_order_of_the_report(listed: Listed, name: str) -> None:
    report = all_reports()[name]
    lines = [one.place for one in listed(report)]
    assert lines == [place for place in places(report) if place in lines]
    assert {place.partition(".")[0] for place in places(report)} - {
        place.partition(".")[0] for place in lines
    } <= {"priority"}  # which only one outcome asks for


def test_the_example_is_done(listed: Listed) -> None:
    assert {one.state for one in listed(halton())} == {State.WRITTEN, State.AUTOMATIC}
    assert all(one.is_done for one in listed(halton()))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_new_report_is_not(listed: Listed, framework: str) -> None:
    lines = listed(empty(framework))
    assert not all(one.is_done for one in lines)
    assert State.EMPTY in {one.state for one in lines}


def test_grades_are_chips_in_their_colour(listed: Listed) -> None:
    lines = listed(halton())
    assert entry(lines, "safeguarding").chips == (Chip("Outstanding", GradeRole.BEST),)
    assert [chip.word for chip in entry(lines, "service-management").chips] == ["Good", "Outstanding"]
    assert entry(lines, "cover").chips == ()
    assert entry(lines, first_investigation(halton())).chips == (Chip("Adequate", GradeRole.WORSE),)
    ungraded = listed(set_grade(halton(), "safeguarding", None))
    assert entry(ungraded, "safeguarding").chips == (Chip("no grade", None),)


def test_all_of_it_is_told_in_words(listed: Listed) -> None:
    lines = listed(halton())
    assert entry(lines, "safeguarding").told == "Safeguarding, Outstanding, written, 1 note"
    assert entry(lines, first_investigation(halton())).told.startswith("The impact of the partners' strategy")
    new = listed(empty("joint-area-review-2007"))
    assert "no grade" in entry(new, "safeguarding").told
    assert "empty" in entry(new, "context").told


def test_investigations_lose_the_words_that_all_begin_with(listed: Listed) -> None:
    found = [one.title for one in listed(halton()) if one.level == 1]
    assert found[0].startswith("The partners' strategy")
    assert found[1].startswith("Integrated youth support")


def test_a_short_title_is_the_name(listed: Listed) -> None:
    place = first_investigation(halton())
    desk = replace(halton().desk, short_titles={place.partition(".")[2]: "Infant health"})
    assert entry(listed(replace(halton(), desk=desk)), place).title == "Infant health"


def test_one_without_a_title_has_a_name_for_people(listed: Listed) -> None:
    lines = listed(empty("joint-area-review-2007"))
    (one,) = [line for line in lines if line.level == 1]
    assert one.title == "New investigation"
    assert one.state is State.EMPTY
    assert one.is_movable


def test_a_heading_worded_anew_is_the_name(listed: Listed) -> None:
    report = set_own(halton(), "context", "title", rich("The area"))
    assert entry(listed(report), "context").title == "The area"


def _left_out(report: Report, key: str) -> Report:
    section = report.content.sections[key]
    return set_section(report, key, replace(section, left_out=True))


def test_what_is_left_out_is_told_and_its_investigations_are_not_listed(listed: Listed) -> None:
    lines = listed(_left_out(halton(), "investigations"))
    assert entry(lines, "investigations").state is State.LEFT_OUT
    assert not [one for one in lines if one.level == 1]


def test_carried_over_text_is_counted_where_it_stands(listed: Listed) -> None:
    section = halton().content.sections["investigations"]
    assert isinstance(section, InvestigationsSection)
    one = section.investigations[0]
    carried = {part.id: Origin(source="a.docx") for part in one.area.narrative[:2]}
    lines = listed(replace(halton(), desk=replace(halton().desk, carried=carried)))
    found = entry(lines, first_investigation(halton()))
    assert found.carried == 2
    assert not found.is_done
    assert entry(lines, "safeguarding").carried == 0


def test_an_investigation_without_its_narrative_is_begun(listed: Listed) -> None:
    place = first_investigation(halton())
    section = halton().content.sections["investigations"]
    assert isinstance(section, InvestigationsSection)
    one = section.investigations[0]
    report = change_investigation(halton(), place, replace(one, area=replace(one.area, narrative=())))
    assert entry(listed(report), place).state is State.BEGUN
