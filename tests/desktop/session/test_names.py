"""What people call a place in the report."""

from __future__ import annotations

import pytest

from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import NO_TITLE, area_at, place_name, place_of, section_name
from drafter.desktop.session.session import Session
from drafter.document.keys import key
from drafter.report.edits import add_investigation, set_own
from drafter.report.lists import ListAddress, paragraphs_at
from drafter.report.model import Investigation, InvestigationsSection, RecommendationsSection
from drafter.report.richtext import rich
from tests.desktop.small import AREA, INVESTIGATIONS, RECOMMENDATIONS, narrative_of


def investigation_of(session: Session) -> str:
    section = session.report.content.sections[INVESTIGATIONS]
    assert isinstance(section, InvestigationsSection)
    return section.investigations[0].id


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("", "Safeguarding"),
        ("narrative", "Safeguarding"),
        ("grade.safeguarding", "Safeguarding"),
        ("strengths", "Safeguarding"),
        ("main-finding", "Safeguarding, main finding"),
        ("sentence", "Safeguarding, judgement sentence"),
        ("lead-in", "Safeguarding, lead-in"),
        ("title", "Safeguarding, title"),
        ("area", "Safeguarding, area"),
        ("nonsense", "Safeguarding"),
    ],
)
def test_fields_of_a_section_have_names(session: Session, field: str, words: str) -> None:
    name = place_name(session.view, f"{AREA}.{field}" if field else AREA)
    assert name.lower().startswith(words.lower())


@pytest.mark.parametrize(("field", "one"), [("strengths", "strength"), ("weaknesses", "weakness")])
def test_items_are_counted(session: Session, field: str, one: str) -> None:
    where = ListAddress(AREA, field)
    names = [place_name(session.view, where.key(item.id)) for item in paragraphs_at(session.report, where)]
    assert names == [f"Safeguarding, {one} 1", f"Safeguarding, {one} 2"]


def test_paragraphs_are_called_by_their_numbers_if_they_have_one(session: Session) -> None:
    where = narrative_of(AREA)
    for one in paragraphs_at(session.report, where):
        number = session.view.number_of(one.id)
        wanted = f"Safeguarding, paragraph {number}" if number else "Safeguarding"
        assert place_name(session.view, where.key(one.id)) == wanted


def test_recommendations_are_counted(session: Session) -> None:
    section = session.report.content.sections[RECOMMENDATIONS]
    assert isinstance(section, RecommendationsSection)
    item = section.groups[0].items[0].id
    name = place_name(session.view, key(RECOMMENDATIONS, "items", item))
    assert name == f"{section_name(session.view, RECOMMENDATIONS)}, recommendation 1"


def test_an_investigation_is_called_by_its_short_title_its_title_or_neither(session: Session) -> None:
    one = investigation_of(session)
    place = f"{INVESTIGATIONS}.{one}"
    assert section_name(session.view, place) == "The impact of the youth service"
    words = paragraphs_at(session.report, narrative_of(place))[0].id
    number = session.view.number_of(words)
    spelled = place_name(session.view, key(INVESTIGATIONS, "narrative", words))
    assert spelled == f"The impact of the youth service, paragraph {number}"
    new = Investigation(id="nnnnnnnn")
    session.make(
        Edit(
            change=lambda report: add_investigation(report, INVESTIGATIONS, new, after=one),
            verb="adding an investigation",
            key=key(INVESTIGATIONS, "title", new.id),
        )
    )
    assert session.history.undoText() == f"adding an investigation in {NO_TITLE}, title"


def test_a_section_with_a_heading_of_its_own_is_called_by_it(session: Session) -> None:
    session.make(
        Edit(
            change=lambda report: set_own(report, INVESTIGATIONS, "title", rich("Other matters")),
            verb="renaming",
            key=INVESTIGATIONS,
        )
    )
    assert section_name(session.view, INVESTIGATIONS) == "Other matters"


def test_the_form_of_a_field_is_that_of_its_section_or_investigation(session: Session) -> None:
    one = investigation_of(session)
    place = f"{INVESTIGATIONS}.{one}"
    words = paragraphs_at(session.report, narrative_of(place))[0].id
    assert place_of(session.view, f"{AREA}.narrative.whatever") == AREA
    assert place_of(session.view, key(INVESTIGATIONS, "narrative", words)) == place
    assert place_of(session.view, key(INVESTIGATIONS, "title", one)) == place
    assert place_of(session.view, key(INVESTIGATIONS, "title", "gone")) == INVESTIGATIONS
    assert area_at(session.view, place) is not None
    assert area_at(session.view, RECOMMENDATIONS) is None
