"""Rich text and its one normal form."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from drafter.report.richtext import (
    Footnote,
    Mark,
    Reference,
    Run,
    clean,
    joined,
    plain,
    refused_characters,
    rich,
    split_lines,
    unmarked,
    without_start,
)
from tests.strategies import RICH


def test_equal_neighbours_are_merged_and_empty_runs_dropped() -> None:
    assert rich("one ", Run(""), Run("two"), Run(" three", Mark.BOLD)) == (
        Run("one two"),
        Run(" three", Mark.BOLD),
    )


def test_white_space_at_both_ends_goes_also_where_whole_runs_are_white() -> None:
    assert rich(" ", Run("\t ", Mark.BOLD), "word ", Run(" ", Mark.ITALIC)) == (Run("word"),)


def test_a_letter_and_its_accent_from_two_runs_become_one_letter() -> None:
    assert rich("e", Run("\u0301")) == (Run("é"),)


def test_line_ends_of_every_kind_become_one_kind() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_control_characters_and_lone_surrogates_are_taken_out_and_counted() -> None:
    text = "a\x00b\x1bc\ud800d\ufffee"

    assert clean(text) == "abcde"
    assert refused_characters(text) == 4


def test_nothing_stands_above_and_below_at_once() -> None:
    (run,) = rich(Run("x", Mark.SUPERSCRIPT | Mark.SUBSCRIPT))

    assert isinstance(run, Run)
    assert run.marks is Mark.SUPERSCRIPT


def test_a_footnote_holds_no_footnote() -> None:
    inner = Footnote("aaaaaaa2", rich("inner"))

    (note,) = rich(Footnote("aaaaaaa3", rich("outer", inner)))

    assert note == Footnote("aaaaaaa3", rich("outer"))


def test_plain_leaves_footnotes_out_and_asks_for_the_numbers_of_references() -> None:
    text = rich("see ", Reference("aaaaaaa2"), Footnote("aaaaaaa3", rich("note")))

    assert plain(text) == "see "
    assert plain(text, lambda paragraph: "41") == "see 41"


def test_a_cut_paragraph_is_joined_with_one_space() -> None:
    assert joined(rich("praised by"), rich("local agencies")) == rich("praised by local agencies")
    assert joined((), rich("alone")) == rich("alone")


def test_taking_the_start_away_keeps_the_marks_of_the_rest() -> None:
    text = rich(Run("73", Mark.BOLD), ". Halton ", Run("is", Mark.ITALIC))

    assert without_start(text, "73. ") == rich("Halton ", Run("is", Mark.ITALIC))


def test_lines_are_split_at_line_breaks_inside_runs() -> None:
    assert split_lines(rich("a\nb", Run("c\n\nd", Mark.BOLD))) == [
        rich("a"),
        rich("b", Run("c", Mark.BOLD)),
        rich(Run("d", Mark.BOLD)),
    ]


def test_taking_marks_away_merges_what_is_the_same_then() -> None:
    assert unmarked(rich("a ", Run("b", Mark.BOLD)), Mark.BOLD) == rich("a b")


def test_links_that_are_no_addresses_of_the_web_or_of_mail_are_dropped() -> None:
    assert rich(Run("x", link="javascript:alert(1)")) == rich("x")
    assert rich(Run("x", link="file:///etc/passwd")) == rich("x")


def test_characters_that_no_address_may_hold_are_spelled_in_percent() -> None:
    (run,) = rich(Run("x", link=" http://a.example/b c\\d<e> "))

    assert isinstance(run, Run)
    assert run.link == "http://a.example/b%20c%5Cd%3Ce%3E"


@given(RICH)
def test_the_normal_form_is_its_own_normal_form(text: tuple[Run, ...]) -> None:
    assert rich(text) == text
    assert rich(*text) == text


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_gives_nfc(text: str) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert refused_characters(cleaned) == 0
