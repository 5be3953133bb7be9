"""When something was, as people say it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from drafter.report.facts import printed_date

if TYPE_CHECKING:
    from drafter.store.recovery import Unfinished


def when(moment: datetime, now: datetime | None = None) -> str:
    """`today, 14:03`, `yesterday`, `12 November` or, of another year, `12 November 2025`; local time.

    `now` is the present, unless it is given. A moment that a wrong clock put into the future has its date.
    """
    local = moment.astimezone()
    today = (now or datetime.now().astimezone()).astimezone().date()
    if local.date() == today:
        return f"today, {local:%H:%M}"
    if local.date() == today - timedelta(days=1):
        return "yesterday"
    return day(moment, now)


def day(moment: datetime, now: datetime | None = None) -> str:
    """`12 November`, with its year where that is another than this one."""
    local = moment.astimezone()
    told = printed_date(local.date())
    this_year = (now or datetime.now().astimezone()).astimezone().year
    return told.rpartition(" ")[0] if local.year == this_year else told


def when_exactly(moment: datetime, now: datetime | None = None) -> str:
    """`today, 14:03`, `yesterday, 09:12`, `12 November, 17:40`: where several of one day stand together."""
    told = when(moment, now)
    return told if told.startswith("today") else f"{told}, {moment.astimezone():%H:%M}"


def size(number: int) -> str:
    """A file's size for people: `48 KB`, `1.2 MB`."""
    return f"{number / 1_000_000:.1f} MB" if number >= 1_000_000 else f"{max(1, round(number / 1000))} KB"


def name_of(one: Unfinished) -> str:
    """What people know an unfinished report by."""
    return one.about.name.removesuffix(".drafter") or "A report without a name"
