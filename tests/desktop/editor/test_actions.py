"""Edits of paragraphs, without a widget."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.desktop.editor import actions
from drafter.desktop.editor.actions import Paragraphs, Result, Span
from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Footnote, Mark, Reference, Run, plain, rich
from drafter.report.slices import length
from tests.strategies import PLAIN_RICH, RICH

A, B, C = (
    Paragraph(id=one * 8, text=rich(text)) for one, text in zip("abc", ("One", "Two", "Three"), strict=True)
)
TABLE = Paragraph(id="tttttttt", kind=Kind.TABLE, rows=((rich("Head"),), (rich("Cell"),)))


def span(first: tuple[int, int], last: tuple[int, int] | None = None) -> Span:
    last = last or first
    return Span(first=first[0], start=first[1], last=last[0], stop=last[1])


def texts(paragraphs: Paragraphs) -> list[str]:
    return [plain(one.text) for one in paragraphs]


@st.composite
def selections(draw: st.DrawFn) -> tuple[Paragraphs, Span]:
    """Paragraphs, and a selection in them."""
    ids = seeded_ids("selections")
    listed = tuple(
        Paragraph(
            id=ids(), kind=draw(st.sampled_from(Kind)), text=draw(st.one_of(st.just(()), RICH, PLAIN_RICH))
        )
        for _ in range(draw(st.integers(1, 4)))
    )
    listed = tuple(
        replace(one, text=(), rows=TABLE.rows) if one.kind is Kind.TABLE else one for one in listed
    )
    ends = [
        (number, draw(st.integers(0, length(listed[number].text))))
        for number in sorted(draw(st.tuples(*[st.integers(0, len(listed) - 1)] * 2)))
    ]
    if ends[0] > ends[1]:
        ends.reverse()
    return listed, span(*ends)


# --- marks, links ----------------------------------------------------------------------------------------


def test_a_mark_is_set_where_it_is_not_everywhere_and_then_taken_off() -> None:
    some = (replace(A, text=rich("On", Run("e", Mark.BOLD))), B)
    chosen = span((0, 0), (1, 3))
    bold = actions.toggled(some, chosen, Mark.BOLD)
    assert [one.text for one in bold] == [rich(Run("One", Mark.BOLD)), rich(Run("Two", Mark.BOLD))]
    assert actions.toggled(bold, chosen, Mark.BOLD) == (A, B)


def test_white_space_has_no_say_in_whether_all_is_marked() -> None:
    some = (replace(A, text=rich(Run("a", Mark.BOLD), " ", Run("b", Mark.BOLD))),)
    assert actions.toggled(some, span((0, 0), (0, 3)), Mark.BOLD) == (replace(A, text=rich("a b")),)


def test_a_link_has_an_address_that_a_report_can_hold() -> None:
    chosen = span((0, 0), (0, 3))
    assert actions.linked((A,), chosen, "javascript:alert(1)") == (A,)
    linked = actions.linked((A,), chosen, "https://www.example.org/a b")
    assert linked[0].text == (Run("One", link="https://www.example.org/a%20b"),)
    assert actions.linked(linked, chosen, "") == (A,)


@given(selections(), st.sampled_from([Mark.BOLD, Mark.ITALIC, Mark.SUPERSCRIPT, Mark.SUBSCRIPT]))
def test_marks_change_no_word_and_no_object(chosen: tuple[Paragraphs, Span], mark: Mark) -> None:
    paragraphs, where = chosen
    marked = actions.toggled(paragraphs, where, mark)
    assert texts(marked) == texts(paragraphs)
    for old, new in zip(paragraphs, marked, strict=True):
        assert replace(new, text=old.text) == old
        assert [p for p in new.text if not isinstance(p, Run)] == [
            p for p in old.text if not isinstance(p, Run)
        ]
        assert rich(*new.text) == new.text


# --- kinds, order ----------------------------------------------------------------------------------------


def test_kinds_are_set_or_taken_back_and_tables_stay() -> None:
    listed = (A, TABLE, B)
    bullets = actions.of_kind(listed, span((0, 1), (2, 0)), Kind.BULLET, Kind.NUMBERED)
    assert [one.kind for one in bullets] == [Kind.BULLET, Kind.TABLE, Kind.BULLET]
    assert actions.of_kind(bullets, span((0, 1), (2, 0)), Kind.BULLET, Kind.NUMBERED) == listed


def test_bullets_go_one_level_deeper_and_no_further() -> None:
    listed = (replace(A, kind=Kind.BULLET), replace(B, kind=Kind.BULLET_2), C)
    deeper = actions.nested(listed, span((0, 0), (2, 0)), deeper=True)
    assert [one.kind for one in deeper] == [Kind.BULLET_2, Kind.BULLET_2, Kind.NUMBERED]
    back = actions.nested(deeper, span((0, 0), (2, 0)), deeper=False)
    assert [one.kind for one in back] == [Kind.BULLET, Kind.BULLET, Kind.NUMBERED]


@pytest.mark.parametrize(
    ("first", "last", "to", "wanted"),
    [
        (0, 0, 2, "bac"),
        (0, 1, 3, "cab"),
        (2, 2, 0, "cab"),
        (1, 2, 0, "bca"),
        (1, 1, 1, "abc"),
        (0, 1, 2, "abc"),
    ],
)
def test_paragraphs_are_moved(first: int, last: int, to: int, wanted: str) -> None:
    assert "".join(one.id[0] for one in actions.moved((A, B, C), first, last, to)) == wanted


# --- taking out, putting in ------------------------------------------------------------------------------


def test_what_is_left_of_two_paragraphs_becomes_the_first() -> None:
    result = actions.without((A, B, C), span((0, 2), (2, 3)))
    assert result == Result(paragraphs=(replace(A, text=rich("Onee")),), number=0, place=2)


def test_a_first_paragraph_that_says_nothing_any_more_gives_way_to_the_last() -> None:
    result = actions.without((A, replace(B, kind=Kind.BULLET)), span((0, 0), (1, 1)))
    assert result.paragraphs == (replace(B, kind=Kind.BULLET, text=rich("wo")),)


def test_a_table_goes_as_one_and_leaves_an_ordinary_paragraph() -> None:
    assert actions.without((TABLE, B), span((0, 0), (1, 1))).paragraphs == (replace(B, text=rich("wo")),)
    left = actions.without((TABLE,), span((0, 0), (0, 1)), Kind.NUMBERED).paragraphs
    assert left == (Paragraph(id=TABLE.id, kind=Kind.NUMBERED),)
    assert actions.without((A, TABLE), span((0, 1), (1, 1))).paragraphs == (replace(A, text=rich("O")),)


def test_something_inside_a_paragraph_takes_the_place_of_a_selection() -> None:
    note = Footnote("nnnnnnnn", ())
    result = actions.put_inline((A, B), span((0, 2), (1, 2)), (note, Reference(A.id)))
    assert result.paragraphs == (replace(A, text=rich("On", note, Reference(A.id), "o")),)
    assert (result.number, result.place) == (0, 4)


def test_whole_paragraphs_leave_what_stood_around_them_in_paragraphs_of_its_own() -> None:
    result = actions.put_paragraphs((A,), span((0, 1)), (B, TABLE), seeded_ids("put"))
    assert texts(result.paragraphs) == ["O", "Two", "", "ne"]
    assert [one.id for one in result.paragraphs[:3]] == [A.id, B.id, TABLE.id]
    assert len({one.id for one in result.paragraphs}) == 4
    assert (result.number, result.place) == (2, 0)


def test_an_empty_paragraph_gives_its_place_to_what_is_put_in() -> None:
    empty = Paragraph(id="eeeeeeee")
    assert actions.put_paragraphs((A, empty), span((1, 0)), (B,), seeded_ids("put")).paragraphs == (A, B)
    at_start = actions.put_paragraphs((A,), span((0, 0)), (B,), seeded_ids("put")).paragraphs
    assert at_start == (B, A)


@given(selections())
def test_a_selection_and_what_is_left_without_it_are_the_whole(chosen: tuple[Paragraphs, Span]) -> None:
    paragraphs, where = chosen
    result = actions.without(paragraphs, where)
    told = "".join(texts(paragraphs))
    taken = "".join(texts(actions.selected(paragraphs, where)))
    left = "".join(texts(result.paragraphs))

    def letters(text: str) -> list[str]:
        return sorted("".join(text.split()))

    # marks that combine may meet others where the ends come together, so only plain letters are compared
    if told.isascii():
        assert letters(taken + left) == letters(told)
    assert len({one.id for one in result.paragraphs}) == len(result.paragraphs)
    assert 0 <= result.number < len(result.paragraphs)
    for one in result.paragraphs:
        assert rich(*one.text) == one.text
        assert (one.kind is Kind.TABLE) == bool(one.rows)


@given(selections(), RICH)
def test_putting_in_keeps_the_normal_form_and_each_id_once(
    chosen: tuple[Paragraphs, Span], text: tuple[Run, ...]
) -> None:
    paragraphs, where = chosen
    ids = seeded_ids("new")
    new = Paragraph(id=ids(), text=text)
    for result in (
        actions.put_paragraphs(paragraphs, where, (new,), ids, Kind.NUMBERED),
        actions.put_paragraphs(paragraphs, where, (TABLE, new), ids, Kind.NUMBERED),
    ):
        assert len({one.id for one in result.paragraphs}) == len(result.paragraphs)
        assert new in result.paragraphs
        assert all(rich(*one.text) == one.text for one in result.paragraphs)
        assert 0 <= result.place <= length(result.paragraphs[result.number].text)
