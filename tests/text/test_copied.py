"""Copied paragraphs are clean HTML and text for others, and come back from the HTML as they were."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, rich
from drafter.text.copied import copied_html, copied_text
from drafter.text.paste import pasted_html
from tests.strategies import ANY, RICH, ROWS, WORDS

NUMBERS = {"aaaaaaaa": "17", "bbbbbbbb": "18", "cccccccc": "A2"}
NOTE = Footnote("note2345", rich("As in the ", Run("Act", Mark.ITALIC)))


def number_of(name: str) -> str:
    return NUMBERS.get(name, "")


def paragraph(text: RichText | str, kind: Kind = Kind.PLAIN, name: str = "zzzzzzzz") -> Paragraph:
    return Paragraph(id=name, kind=kind, text=rich(text))


MIXED = (
    paragraph("Leadership", Kind.SUBHEADING),
    paragraph(rich("Good ", Run("work", Mark.BOLD), NOTE, " here."), Kind.NUMBERED, "aaaaaaaa"),
    paragraph(rich("See ", Reference("aaaaaaaa")), Kind.NUMBERED, "bbbbbbbb"),
    paragraph("one", Kind.BULLET),
    paragraph("two", Kind.BULLET_2),
    paragraph("three", Kind.BULLET),
    paragraph(rich(Run("mail", link="mailto:a@example.org"), "\n& more")),
    Paragraph(id="tttttttt", kind=Kind.TABLE, rows=((rich("Year"), rich("Rate")), (rich("2008"), ()))),
)


def test_html_is_small_and_clean() -> None:
    cell = 'style="border:1px solid #808080;padding:3px 6px;vertical-align:top;text-align:left"'
    assert copied_html(MIXED, number_of) == (
        '<h3 class="drafter-sub-heading">Leadership</h3>\n'
        '<ol start="17"><li class="drafter-numbered">Good <b>work</b>'
        '<a href="#_ftn1" name="_ftnref1" style="mso-footnote-id:ftn1"><sup>[1]</sup></a> here.</li>\n'
        '<li class="drafter-numbered">See 17</li></ol>\n'
        '<ul><li class="drafter-bullet">one<ul><li class="drafter-bullet-2">two</li></ul></li>'
        '<li class="drafter-bullet">three</li></ul>\n'
        '<p class="drafter-plain"><a href="mailto:a@example.org">mail</a><br/>&amp; more</p>\n'
        f'<table class="drafter-table" style="border-collapse:collapse"><tr><th {cell}>Year</th>'
        f"<th {cell}>Rate</th></tr>\n"
        f"<tr><td {cell}>2008</td><td {cell}></td></tr></table>\n"
        '<div style="mso-element:footnote-list"><hr/>\n'
        '<div id="ftn1" style="mso-element:footnote"><p class="drafter-note">'
        '<a href="#_ftnref1" name="_ftn1" style="mso-footnote-id:ftn1">[1]</a>'
        " As in the <i>Act</i></p></div></div>"
    )


def test_text_types_what_html_draws() -> None:
    assert copied_text(MIXED, number_of) == (
        "Leadership\n\n17. Good work[1] here.\n\n18. See 17\n\n• one\n  ◦ two\n• three\n\n"
        "mail\n& more\n\nYear\tRate\n2008\t\n\n[1] As in the Act"
    )


def test_a_number_that_is_no_plain_one_is_typed() -> None:
    one = paragraph("Annexed", Kind.NUMBERED, "cccccccc")
    html = copied_html([one], number_of)
    assert html == '<p class="drafter-numbered"><span class="drafter-number">A2. </span>Annexed</p>'
    assert pasted_html(html, seeded_ids(1), kind=Kind.PLAIN).paragraphs[0].text == one.text


def test_nothing_is_nothing() -> None:
    assert copied_html([], number_of) == copied_text([], number_of) == ""


def test_hostile_text_is_text() -> None:
    html = copied_html([paragraph("<script>alert(1)</script> & \"'")], number_of)
    assert "<script" not in html


def test_spaces_survive_where_marks_change() -> None:
    text = rich("a ", Run("  b ", Mark.BOLD), "\n c  ", Run(" \n", Mark.ITALIC), "d")
    html = copied_html([paragraph(text)], number_of)
    assert pasted_html(html, seeded_ids(1), kind=Kind.PLAIN).paragraphs[0].text == text


SPACED = st.text(" \n ab\N{NO-BREAK SPACE}•-1.", min_size=1, max_size=12)
_MARKED = st.builds(Run, SPACED, st.sampled_from([Mark.NONE, Mark.BOLD, Mark.SUBSCRIPT]), st.just(""))
TEXTS = st.one_of(
    RICH,
    st.lists(
        st.one_of(_MARKED, st.builds(Footnote, st.just(""), st.one_of(WORDS, SPACED).map(rich))), max_size=5
    ).map(lambda parts: rich(*parts)),
    ANY.map(rich),
)


def without_ids(text: RichText) -> RichText:
    """`text` without the ids of its footnotes, and with what a reference prints as words."""
    return rich(
        *(
            replace(part, id="", text=without_ids(part.text)) if isinstance(part, Footnote) else part
            for part in text
            if not isinstance(part, Reference) and not (isinstance(part, Footnote) and not part.text)
        )
    )


@st.composite
def narratives(draw: Any) -> list[Paragraph]:
    ids = seeded_ids(1)
    found = []
    for kind in draw(st.lists(st.sampled_from(Kind), max_size=6)):
        if kind is Kind.TABLE:
            rows = draw(ROWS[draw(st.integers(0, 2))])
            one = Paragraph(id=ids(), kind=kind, rows=tuple(tuple(map(without_ids, row)) for row in rows))
        else:
            one = Paragraph(id=ids(), kind=kind, text=without_ids(draw(TEXTS)))
        if one.rows or one.text:
            found.append(one)
    return found


@given(narratives(), st.sampled_from([Kind.NUMBERED, Kind.PLAIN]), st.integers(1, 99))
def test_what_was_copied_is_pasted_as_it_was(copied: list[Paragraph], kind: Kind, first: int) -> None:
    numbers = count(first)
    known = {one.id: str(next(numbers)) for one in copied if one.kind is Kind.NUMBERED}
    html = copied_html(copied, lambda name: known.get(name, ""))

    found = pasted_html(
        f"<html><body>\n<!--StartFragment-->{html}<!--EndFragment-->\n", seeded_ids(2), kind=kind
    )

    assert [
        (one.kind, without_ids(one.text), tuple(tuple(map(without_ids, row)) for row in one.rows))
        for one in found.paragraphs
    ] == [(one.kind, one.text, one.rows) for one in copied]
    assert found.left_out == ()
