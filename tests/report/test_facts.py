"""Facts: how they are typed, printed and read back."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.report.facts import DateRange, FactType, printed, read_date, read_fact

DAY = datetime.date


def test_a_date_is_printed_as_the_british_write_it() -> None:
    assert printed(DAY(2008, 7, 22)) == "22 July 2008"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (DateRange(DAY(2008, 3, 3), DAY(2008, 3, 14)), "3 to 14 March 2008"),
        (DateRange(DAY(2008, 2, 25), DAY(2008, 3, 7)), "25 February to 7 March 2008"),
        (DateRange(DAY(2007, 12, 17), DAY(2008, 1, 11)), "17 December 2007 to 11 January 2008"),
    ],
)
def test_a_range_says_no_more_than_it_must_and_is_read_back(days: DateRange, words: str) -> None:
    assert printed(days) == words
    assert read_fact(FactType.RANGE, words) == days


def test_a_list_is_printed_in_one_line_with_and() -> None:
    assert printed(("Ofsted",)) == "Ofsted"
    assert printed(("A", "B", "C")) == "A, B and C"


def test_a_list_is_typed_with_semicolons_or_line_ends() -> None:
    assert read_fact(FactType.LIST, "Audit Commission; Ofsted;\n Healthcare Commission ") == (
        "Audit Commission",
        "Ofsted",
        "Healthcare Commission",
    )


@pytest.mark.parametrize("words", ["22 July 2008", "2008-07-22", " 22 July 2008 "])
def test_a_date_may_be_typed_in_two_ways(words: str) -> None:
    assert read_date(words) == DAY(2008, 7, 22)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FactType.DATE, "31 June 2008"),
        (FactType.DATE, "yesterday"),
        (FactType.DATE, ""),
        (FactType.RANGE, "14 to 3 March 2008"),
        (FactType.RANGE, "3 March 2008"),
        (FactType.NUMBER, "eight"),
        (FactType.NUMBER, "-1"),
        (FactType.NUMBER, "1" * 5000),
    ],
)
def test_what_is_no_such_fact_is_refused_with_an_example(kind: FactType, words: str) -> None:
    with pytest.raises(DrafterError) as caught:
        read_fact(kind, words)

    assert caught.value.hint.startswith("Write ")


@given(st.dates(DAY(1000, 1, 1)))
def test_every_printed_date_is_read_back(day: datetime.date) -> None:
    assert read_date(printed(day)) == day
