"""Rich text is cut and put together at places that count code points, footnotes and references as one."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, clean, rich
from drafter.report.slices import OBJECT, flat, length, replaced, replaced_all, slice_exactly, slice_rich
from tests.strategies import ANY, RICH

NOTE = Footnote("aaaaaaa2", rich("A note."))
TEXT = rich("One ", Run("two", Mark.BOLD), " three", NOTE, " four ", Reference("aaaaaaa3"), ".")


def test_a_footnote_and_a_reference_are_one_place_each() -> None:
    assert flat(TEXT) == f"One two three{OBJECT} four {OBJECT}."
    assert length(TEXT) == len(flat(TEXT))


def test_places_are_code_points_also_beyond_the_basic_plane() -> None:
    assert slice_rich(rich("a👩b"), 2, 3) == rich("b")


def test_a_slice_keeps_marks_links_and_footnotes() -> None:
    text = rich("see ", Run("our pages", Mark.ITALIC, "https://www.example.org"), NOTE)

    assert slice_rich(text, 2, 7) == rich("e ", Run("our", Mark.ITALIC, "https://www.example.org"))
    assert slice_rich(text, 13, 14) == (NOTE,)


def test_a_slice_reaches_as_far_as_the_text() -> None:
    assert slice_rich(TEXT, 0, 1000) == TEXT
    assert slice_rich(TEXT, 1000, 2000) == ()


def test_what_is_new_looks_like_the_first_character_that_it_replaces() -> None:
    assert replaced(TEXT, 4, 13, "2") == rich(
        "One ", Run("2", Mark.BOLD), NOTE, " four ", Reference("aaaaaaa3"), "."
    )
    assert replaced(TEXT, 0, 7, "2") == rich("2 three", NOTE, " four ", Reference("aaaaaaa3"), ".")


def test_what_is_put_in_looks_like_the_character_before_it() -> None:
    assert replaced(rich(Run("a", Mark.BOLD), "b"), 1, 1, "x") == rich(Run("ax", Mark.BOLD), "b")


def test_what_is_put_in_is_part_of_a_link_only_in_the_middle_of_one() -> None:
    link = "https://www.example.org"
    text = rich(Run("pages", link=link), " of ours")

    assert replaced(text, 5, 5, "s") == rich(Run("pages", link=link), "s of ours")
    assert replaced(text, 2, 2, "s") == rich(Run("pasges", link=link), " of ours")


def test_what_is_put_behind_a_raised_mark_is_not_raised() -> None:
    assert replaced(rich("m", Run("2", Mark.SUPERSCRIPT)), 2, 2, "x") == rich(
        "m", Run("2", Mark.SUPERSCRIPT), "x"
    )
    assert replaced(rich("m", Run("23", Mark.SUPERSCRIPT)), 2, 2, "x") == rich(
        "m", Run("2x3", Mark.SUPERSCRIPT)
    )


def test_rich_text_put_in_keeps_its_own_look() -> None:
    new = rich(Run("2", Mark.ITALIC), NOTE)

    assert replaced(rich("a b"), 2, 3, new) == rich("a ", *new)


def test_places_of_several_changes_are_those_of_the_text_as_it_was() -> None:
    assert replaced_all(rich("one two three"), [(0, 3, "1"), (4, 7, ""), (8, 13, "3 and more")]) == rich(
        "1  3 and more"
    )


def test_what_is_put_in_behind_a_change_looks_like_what_that_put_there() -> None:
    text = rich(Run("a", Mark.BOLD), "b")

    assert replaced_all(text, [(0, 1, "x"), (1, 1, "y")]) == rich(Run("xy", Mark.BOLD), "b")


def test_what_changes_nothing_is_the_same_text() -> None:
    assert replaced(TEXT, 4, 7, "two") is TEXT
    assert replaced_all(TEXT, []) is TEXT


@pytest.mark.parametrize("change", [(3, 2, ""), (-1, 2, ""), (0, 1000, ""), (1000, 1000, "x")])
def test_a_place_that_the_text_lacks_is_a_fault_of_the_caller(change: tuple[int, int, str]) -> None:
    with pytest.raises(ValueError, match=r"change|ends"):
        replaced(TEXT, *change)


def test_changes_over_one_another_are_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no change"):
        replaced_all(TEXT, [(0, 5, "x"), (4, 6, "y")])


def test_many_changes_in_one_long_run_are_made_in_one_pass() -> None:
    text = rich("ab" * 50_000)

    changed = replaced_all(text, [(place, place + 1, "xy") for place in range(0, 100_000, 2)])

    assert flat(changed) == "xyb" * 50_000


@st.composite
def spans(draw: st.DrawFn) -> tuple[RichText, int, int]:
    text = draw(RICH)
    start, end = sorted(draw(st.tuples(*[st.integers(0, length(text))] * 2)))
    return text, start, end


@given(spans())
def test_the_slices_of_a_text_are_the_whole_text(given_span: tuple[RichText, int, int]) -> None:
    text, start, end = given_span

    parts = [slice_exactly(text, *span) for span in ((0, start), (start, end), (end, length(text)))]

    assert [flat(tuple(part)) for part in parts] == [
        flat(text)[:start],
        flat(text)[start:end],
        flat(text)[end:],
    ]
    assert rich(*parts) == text


@given(spans(), ANY)
def test_replacing_changes_nothing_but_the_slice(given_span: tuple[RichText, int, int], new: str) -> None:
    text, start, end = given_span
    before, behind = flat(text)[:start], flat(text)[end:]

    changed = replaced(text, start, end, new)

    expected = normalize("NFC", before + clean(new) + behind).strip(" \t\n")
    assert normalize("NFC", flat(changed)) == expected
    assert changed == rich(*changed)
