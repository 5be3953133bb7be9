"""Edits are pure, share what they leave alone, and return the same object where nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import Area, AreaSection, Investigation, Item, Paragraph, Report
from drafter.report.richtext import rich
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report


@pytest.fixture
def report() -> Report:
    started = new_report(by_key("joint-area-review-2007"), {"area": "Halton"}, seeded_ids(1))
    return edits.add_investigation(started, "investigations", Investigation(id="aaaaaaa2", title="One"))


def test_a_grade_has_one_place(report: Report) -> None:
    graded = edits.set_grade(report, "safeguarding", "good")

    assert graded.content.grades == {"safeguarding": "good"}
    assert edits.set_grade(graded, "safeguarding", None).content == report.content


def test_an_edit_that_changes_nothing_returns_the_same_report(report: Report) -> None:
    graded = edits.set_grade(report, "safeguarding", "good")

    assert edits.set_grade(graded, "safeguarding", "good") is graded
    assert edits.set_fact(report, "area", "Halton") is report
    assert edits.set_fact(report, "published", None) is report
    assert edits.set_own(report, "context", "title", ()) is report
    assert edits.change_area(report, "safeguarding", lambda area: area) is report
    assert edits.change_narrative(report, "context", lambda paragraphs: paragraphs) is report
    assert edits.change_groups(report, "recommendations", lambda groups: groups) is report


def test_an_edit_shares_every_section_that_it_leaves_alone(report: Report) -> None:
    changed = edits.set_own(report, "context", "title", rich("The borough"))

    same = [key for key, s in changed.content.sections.items() if s is report.content.sections[key]]
    assert set(changed.content.sections) - set(same) == {"context"}
    assert report.content.sections["context"].own == {}


def test_own_wording_taken_back_is_gone(report: Report) -> None:
    changed = edits.set_own(report, "context", "title", rich("The borough"))

    assert edits.set_own(changed, "context", "title", ()).content == report.content


def test_an_empty_fact_is_no_fact(report: Report) -> None:
    assert "area" not in edits.set_fact(report, "area", "").content.facts


def test_an_area_is_changed_at_its_address_also_among_the_investigations(report: Report) -> None:
    item = Item(id="aaaaaaa3", text=rich("Strong."))

    changed = edits.change_area(
        report, "investigations.aaaaaaa2", lambda area: replace(area, strengths=(item,))
    )
    changed = edits.change_area(changed, "safeguarding", lambda area: replace(area, weaknesses=(item,)))

    section = changed.content.sections["investigations"]
    assert section.investigations[0].area == Area(strengths=(item,))  # type: ignore[union-attr]
    safeguarding = changed.content.sections["safeguarding"]
    assert isinstance(safeguarding, AreaSection)
    assert safeguarding.area.weaknesses == (item,)


def test_removing_an_investigation_takes_its_grade_along(report: Report) -> None:
    graded = edits.set_grade(report, "investigations.aaaaaaa2", "good")

    removed = edits.remove_investigation(graded, "investigations.aaaaaaa2")

    assert removed.content.grades == {}
    assert removed.content.sections["investigations"].investigations == ()  # type: ignore[union-attr]


def test_a_narrative_is_changed_in_sections_and_in_areas(report: Report) -> None:
    paragraph = Paragraph(id="aaaaaaa3", text=rich("Text."))

    for address in ("context", "safeguarding", "investigations.aaaaaaa2"):
        changed = edits.change_narrative(report, address, lambda told: edits.insert(told, paragraph))
        assert changed is not report


@pytest.mark.parametrize(
    "address", ["nowhere", "context", "investigations.zzzzzzzz", "grades"], ids=lambda address: address
)
def test_an_address_that_is_not_there_is_a_fault_of_the_caller(report: Report, address: str) -> None:
    with pytest.raises(KeyError):
        edits.change_area(report, address, lambda area: area)


def test_things_are_put_inserted_removed_and_moved_by_id() -> None:
    one, two, three = (Item(id=f"aaaaaaa{n}", text=rich(str(n))) for n in (2, 3, 4))
    things = edits.insert(edits.insert(edits.insert((), one), three, after=one.id), two, after=one.id)

    assert things == (one, two, three)
    assert edits.remove(things, two.id) == (one, three)
    assert edits.move(things, three.id, -5) == (three, one, two)
    assert edits.move(things, one.id, 1) == (two, one, three)
    assert edits.move(things, one.id, -1) is things
    assert edits.put(things, two) is things
    assert edits.put(things, replace(two, text=())) == (one, replace(two, text=()), three)
