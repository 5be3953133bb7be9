from __future__ import annotations

from datetime import UTC, datetime

import pytest

from drafter.desktop.panels.words import size, when, when_exactly


def at(*parts: int) -> datetime:
    """A moment of the local clock."""
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute).astimezone()


NOW = at(2026, 11, 25, 15, 0)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (at(2026, 11, 25, 14, 3), "today, 14:03"),
        (at(2026, 11, 25, 0, 0), "today, 00:00"),
        (at(2026, 11, 24, 23, 59), "yesterday"),
        (at(2026, 11, 12, 9, 0), "12 November"),
        (at(2025, 11, 25, 9, 0), "25 November 2025"),
        (at(2026, 11, 26, 9, 0), "26 November"),
    ],
)
def test_when_is_told_as_people_say_it(moment: datetime, told: str) -> None:
    assert when(moment, NOW) == told
    assert when(moment.astimezone(UTC), NOW) == told


def test_several_of_one_day_are_told_apart() -> None:
    assert when_exactly(at(2026, 11, 24, 9, 12), NOW) == "yesterday, 09:12"
    assert when_exactly(at(2026, 11, 25, 9, 12), NOW) == "today, 09:12"


@pytest.mark.parametrize(("number", "told"), [(3, "1 KB"), (48_400, "48 KB"), (1_230_000, "1.2 MB")])
def test_sizes_are_told_for_people(number: int, told: str) -> None:
    assert size(number) == told
