"""Marks that print has and keyboards lack."""

from __future__ import annotations

import pytest

from drafter.report.quotes import curled, printed_mark


@pytest.mark.parametrize(
    ("before", "typed", "found"),
    [
        ("", '"', (1, "“")),
        ("said ", '"', (1, "“")),
        ("said", '"', (1, "”")),
        ("council", "'", (1, "’")),
        ("(", "'", (1, "‘")),
        ("services -", " ", (2, "– ")),
        ("well-", " ", (0, "")),
        ("so..", ".", (3, "…")),
        ("so...", ".", (0, "")),
        ("a", "b", (0, "")),
        ("", " ", (0, "")),
    ],
)
def test_what_is_typed_becomes_what_is_printed(before: str, typed: str, found: tuple[int, str]) -> None:
    assert printed_mark(before, typed) == found


def test_a_whole_text_is_curled_mark_by_mark() -> None:
    assert curled("'everyone's business'", "") == "‘everyone’s business’"
    assert curled("the class of '08", "") == "the class of ’08"
