"""Facts of the cover and the imprint: typed values, and how print and file say them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from drafter.errors import DrafterError
from drafter.report.richtext import clean

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PRINTED = re.compile(r"(\d{1,2}) +([A-Z][a-z]+) +(\d{4})")


class FactType(StrEnum):
    """What kind of value a fact has."""

    TEXT = "text"
    DATE = "date"
    RANGE = "range"
    LIST = "list"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first day to the last, both included."""

    first: datetime.date
    last: datetime.date


Fact: TypeAlias = str | int | datetime.date | DateRange | tuple[str, ...]


def printed_date(day: datetime.date) -> str:
    """`22 July 2008`, whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def printed(fact: Fact) -> str:
    """The fact as the report prints it in a line of text."""
    if isinstance(fact, datetime.date):
        return printed_date(fact)
    if isinstance(fact, DateRange):
        return _printed_range(fact)
    if isinstance(fact, tuple):
        return ", ".join(fact[:-1]) + " and " + fact[-1] if len(fact) > 1 else "".join(fact)
    return str(fact)


def _printed_range(days: DateRange) -> str:
    first, last = days.first, days.last
    start = str(first.day)
    if (first.month, first.year) != (last.month, last.year):
        start += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {printed_date(last)}"


def read_date(text: str) -> datetime.date | None:
    """The day that `text` names as `22 July 2008` or `2008-07-22`, or None."""
    try:
        if found := _PRINTED.fullmatch(text.strip()):
            day, month, year = found.groups()
            return datetime.date(int(year), _MONTHS.index(month) + 1, int(day))
        return iso_date(text.strip())
    except ValueError:
        return None


def iso_date(text: str) -> datetime.date:
    """The day that `text` names as `2008-07-22` and in no other way. Raises ValueError otherwise."""
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return datetime.date.fromisoformat(text)


def read_fact(kind: FactType, text: str) -> Fact:
    """The fact that `text` says, as typed by a person. Lists are parted by semicolons or line ends.

    Raises DrafterError where the text is no such fact.
    """
    text = clean(text).strip()
    if kind is FactType.DATE:
        if (day := read_date(text)) is None:
            raise DrafterError(f"{text!r} is not a date", hint="Write it as 22 July 2008 or 2008-07-22.")
        return day
    if kind is FactType.RANGE:
        return _read_range(text)
    if kind is FactType.NUMBER:
        if not re.fullmatch(r"\d{1,9}", text):
            raise DrafterError(f"{text!r} is not a whole number", hint="Write digits only, such as 876.")
        return int(text)
    if kind is FactType.LIST:
        return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())
    return text


def _read_range(text: str) -> DateRange:
    first, found, last = text.partition(" to ")
    until = read_date(last)
    if found and until is not None:
        for ending in ("", f" {until.year}", f" {_MONTHS[until.month - 1]} {until.year}"):
            start = read_date(first + ending)
            if start is not None and start <= until:
                return DateRange(start, until)
    raise DrafterError(
        f"{text!r} is not a range of dates",
        hint="Write it as 3 to 14 March 2008, the earlier day first.",
    )
