"""Lists of a report by their addresses, and what moves from one to another."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.report.ids import seeded_ids
from drafter.report.lists import ListAddress, all_lists, list_of, moved_to, paragraphs_at, with_paragraphs
from drafter.report.model import InvestigationsSection, Kind, Paragraph, RecommendationsSection
from drafter.report.richtext import rich
from tests.desktop.small import AREA, INVESTIGATIONS, RECOMMENDATIONS, narrative_of, small_report

REPORT = small_report(seeded_ids("lists"))
NARRATIVE, STRENGTHS = narrative_of(AREA), ListAddress(AREA, "strengths")
WEAKNESSES = ListAddress(AREA, "weaknesses")
LISTS = tuple(all_lists(REPORT))
NEW = Paragraph(id="nnnnnnnn", kind=Kind.PLAIN, text=rich("New"))


def ids_at(where: ListAddress) -> list[str]:
    return [one.id for one in paragraphs_at(REPORT, where)]


def place_of_investigation() -> str:
    section = REPORT.content.sections[INVESTIGATIONS]
    assert isinstance(section, InvestigationsSection)
    return f"{INVESTIGATIONS}.{section.investigations[0].id}"


# --- reading and writing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("where", LISTS, ids=lambda where: where.key())
def test_what_is_read_is_written_back(where: ListAddress) -> None:
    assert with_paragraphs(REPORT, where, paragraphs_at(REPORT, where)) is REPORT


@pytest.mark.parametrize("where", LISTS, ids=lambda where: where.key())
def test_what_is_written_is_read(where: ListAddress) -> None:
    new = (*paragraphs_at(REPORT, where), NEW)
    report = with_paragraphs(REPORT, where, new)
    assert paragraphs_at(report, where) == new
    assert list_of(report, NEW.id) == where
    others = [one for one in LISTS if one != where]
    assert all(paragraphs_at(report, one) is not None for one in others)
    assert [paragraphs_at(report, one) for one in others] == [paragraphs_at(REPORT, one) for one in others]


def test_every_paragraph_and_item_is_in_one_list() -> None:
    found = Counter(one.id for where in LISTS for one in paragraphs_at(REPORT, where))
    assert set(found.values()) == {1}
    assert narrative_of(place_of_investigation()) in LISTS
    assert list_of(REPORT, "gone") is None


def test_a_group_that_is_not_there_yet_is_empty_and_is_made() -> None:
    where = ListAddress(RECOMMENDATIONS, "items", "gggggggg", "within-6-months")
    assert paragraphs_at(REPORT, where) == ()
    report = with_paragraphs(REPORT, where, (NEW,))
    section = report.content.sections[RECOMMENDATIONS]
    assert isinstance(section, RecommendationsSection)
    assert (section.groups[-1].id, section.groups[-1].timescale) == ("gggggggg", "within-6-months")
    assert paragraphs_at(report, where) == (NEW,)


@pytest.mark.parametrize(
    "where",
    [narrative_of("nowhere"), narrative_of(f"{INVESTIGATIONS}.gone"), ListAddress("cover", "strengths")],
)
def test_a_list_that_a_report_lacks_is_a_fault(where: ListAddress) -> None:
    with pytest.raises(KeyError):
        paragraphs_at(REPORT, where)
    with pytest.raises(KeyError):
        with_paragraphs(REPORT, where, (NEW,))


def test_the_key_of_a_list_and_of_what_is_in_it() -> None:
    where = narrative_of(place_of_investigation())
    assert where.key() == f"{INVESTIGATIONS}.narrative"
    assert where.key("k3f9x2ab") == f"{INVESTIGATIONS}.narrative.k3f9x2ab"


# --- moving ----------------------------------------------------------------------------------------------


def test_an_item_becomes_a_paragraph_of_the_usual_kind_and_keeps_its_id() -> None:
    item, before = ids_at(STRENGTHS)[0], ids_at(NARRATIVE)[1]
    report = moved_to(REPORT, [item], NARRATIVE, before, Kind.NUMBERED)
    assert [one.id for one in paragraphs_at(report, NARRATIVE)][1:3] == [item, before]
    assert paragraphs_at(report, NARRATIVE)[1].kind is Kind.NUMBERED
    assert [one.id for one in paragraphs_at(report, STRENGTHS)] == ids_at(STRENGTHS)[1:]


def test_paragraphs_of_two_lists_move_in_the_order_that_is_asked_for() -> None:
    first, second = ids_at(WEAKNESSES)[0], ids_at(STRENGTHS)[1]
    report = moved_to(REPORT, [first, second, first], STRENGTHS, "")
    assert [one.id for one in paragraphs_at(report, STRENGTHS)] == [ids_at(STRENGTHS)[0], first, second]


def test_what_moves_in_front_of_itself_goes_in_front_of_the_next_that_stays() -> None:
    ids = ids_at(NARRATIVE)
    report = moved_to(REPORT, [ids[2], ids[0]], NARRATIVE, ids[2])
    assert [one.id for one in paragraphs_at(report, NARRATIVE)] == [ids[1], ids[2], ids[0], *ids[3:]]
    assert moved_to(REPORT, [ids[1]], NARRATIVE, ids[1]) is REPORT
    assert moved_to(REPORT, [ids[1]], NARRATIVE, ids[2]) is REPORT


def test_a_table_never_becomes_an_item_and_nothing_is_lost() -> None:
    table = next(one.id for one in paragraphs_at(REPORT, NARRATIVE) if one.kind is Kind.TABLE)
    assert moved_to(REPORT, [table], STRENGTHS, "") is REPORT
    mixed = [ids_at(WEAKNESSES)[0], table, ids_at(NARRATIVE)[0]]
    assert moved_to(REPORT, mixed, STRENGTHS, "") is REPORT


def test_what_is_not_there_does_not_move() -> None:
    assert moved_to(REPORT, ["gone"], STRENGTHS, "") is REPORT
    assert moved_to(REPORT, [], STRENGTHS, "") is REPORT
    moved = moved_to(REPORT, [ids_at(WEAKNESSES)[0]], STRENGTHS, ids_at(WEAKNESSES)[0])
    assert [one.id for one in paragraphs_at(moved, STRENGTHS)][-1] == ids_at(WEAKNESSES)[0]


_ALL = [one.id for where in LISTS for one in paragraphs_at(REPORT, where)]


@given(
    st.lists(st.sampled_from(_ALL), max_size=4, unique=True),
    st.sampled_from(LISTS),
    st.sampled_from(["", "gone", *_ALL]),
)
def test_moving_loses_nothing_and_doubles_nothing(ids: list[str], where: ListAddress, before: str) -> None:
    report = moved_to(REPORT, ids, where, before)
    found = Counter(one.id for each in all_lists(report) for one in paragraphs_at(report, each))
    assert found == Counter(_ALL)
    if report is not REPORT:
        assert set(ids) <= {one.id for one in paragraphs_at(report, where)}
