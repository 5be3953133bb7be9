"""Reading Markdown: blocks, typed numbers, tables in three shapes, footnotes in two."""

from __future__ import annotations

import pytest

from drafter.document.model import Dropped, Heading, Role, Table, Text
from drafter.report.richtext import Footnote, Mark, Run, plain, rich
from drafter.text.count import count_markdown_words
from drafter.text.inline import inline
from drafter.text.read_markdown import read_markdown


def _kinds(source: str) -> list[tuple[object, int | None, str]]:
    return [
        (block.role, block.number, plain(block.text))
        for block in read_markdown(source).blocks
        if isinstance(block, Text)
    ]


def test_numbers_are_taken_as_typed_also_in_bold_and_after_a_break() -> None:
    source = "16. **All bold.**\n\nother text\n\n**73.** Halton is\n\n**72. The impact.**\n\n17. on"

    assert _kinds(source) == [
        (Role.NUMBERED, 16, "All bold."),
        (Role.PLAIN, None, "other text"),
        (Role.NUMBERED, 73, "Halton is"),
        (Role.NUMBERED, 72, "The impact."),
        (Role.NUMBERED, 17, "on"),
    ]


def test_bullets_have_two_levels() -> None:
    assert _kinds("2. lead-in:\n  - one\n    - deeper\n      - deepest\n- two") == [
        (Role.NUMBERED, 2, "lead-in:"),
        (Role.BULLET, None, "one"),
        (Role.BULLET_2, None, "deeper"),
        (Role.BULLET_2, None, "deepest"),
        (Role.BULLET, None, "two"),
    ]


def test_a_year_at_the_start_of_a_paragraph_is_no_number() -> None:
    assert _kinds("2007 was good.") == [(Role.PLAIN, None, "2007 was good.")]


@pytest.mark.parametrize(
    "source",
    [
        "Strengths\tWeaknesses\n<p>One.</p> <p>Two.</p>\t\n---\t--",
        "| Strengths | Weaknesses |\n| --- | --- |\n| <p>One.</p> <p>Two.</p> | |",
    ],
)
def test_cells_hold_paragraphs(source: str) -> None:
    (table,) = read_markdown(source).blocks

    assert isinstance(table, Table)
    assert [[[plain(t.text) for t in cell] for cell in row] for row in table.rows] == [
        [["Strengths"], ["Weaknesses"]],
        [["One.", "Two."], []],
    ]


def test_a_row_that_is_longer_than_its_head_loses_no_cell() -> None:
    (table,) = read_markdown("| A |\n| --- |\n| 1 | 2 | 3 |\n| 4 | 5 |").blocks

    assert isinstance(table, Table)
    assert [[plain(cell[0].text) if cell else "" for cell in row] for row in table.rows] == [
        ["A", "", ""],
        ["1", "2", "3"],
        ["4", "5", ""],
    ]


def test_boxes_become_marks() -> None:
    (table,) = read_markdown(
        'Good\t<input type="checkbox"/>\tPoor\t<input checked="" type="checkbox"/>'
    ).blocks

    assert isinstance(table, Table)
    assert [plain(cell[0].text) for cell in table.rows[0]] == ["Good", "☐", "Poor", "☒"]


@pytest.mark.parametrize(
    "source", ["1. All.<sup>1</sup> More\n\n---\n\n<sup>1</sup> A note.", "1. All.[^1] More\n\n[^1]: A note."]
)
def test_a_footnote_goes_to_its_mark(source: str) -> None:
    (text,) = read_markdown(source).blocks

    assert isinstance(text, Text)
    assert text.text == (Run("All."), Footnote("", rich("A note.")), Run(" More"))


def test_numbers_that_begin_anew_on_each_page_keep_their_notes_apart() -> None:
    raised = "<sup>1</sup>"
    blocks = read_markdown(
        f"1. One.{raised}\n\n{raised} First.\n\n2. Two.{raised}\n\n{raised} Second."
    ).blocks

    notes = [
        plain(part.text)
        for b in blocks
        if isinstance(b, Text)
        for part in b.text
        if isinstance(part, Footnote)
    ]
    assert notes == ["First.", "Second."]


def test_what_stands_in_angle_brackets_and_is_no_html_is_text() -> None:
    assert _kinds("1. The <name of the area> council <https://e.example/x>") == [
        (Role.NUMBERED, 1, "The <name of the area> council https://e.example/x")
    ]


def test_a_tab_behind_a_number_makes_no_table() -> None:
    assert _kinds("1.\tHalton is small.") == [(Role.NUMBERED, 1, "Halton is small.")]


def test_comments_are_told() -> None:
    assert read_markdown("text <!-- why so -->").dropped == (Dropped("why so", "comment"),)


def test_a_mark_without_a_note_stays_text() -> None:
    assert _kinds("See[^9] and 10<sup>2</sup>.") == [(Role.PLAIN, None, "See[^9] and 102.")]


def test_marks_links_and_breaks_inside_a_paragraph() -> None:
    (text,) = inline("a **b** *c* <sup>d</sup> [e](http://e.example)\\\nf")

    assert text == rich(
        *("a ", Run("b", Mark.BOLD), " ", Run("c", Mark.ITALIC), " ", Run("d", Mark.SUPERSCRIPT), " "),
        *(Run("e", link="http://e.example"), "\nf"),
    )


def test_headings_keep_their_level() -> None:
    headings = [b for b in read_markdown("# A\n\n#### **B**").blocks if isinstance(b, Heading)]

    assert [(h.level, plain(h.text)) for h in headings] == [(1, "A"), (4, "B")]


def test_scripts_and_comments_are_never_more_than_text() -> None:
    blocks = read_markdown(
        "<!-- hidden -->\n\n<script>alert(1)</script>\n\ntext <b onclick=x>bold</b>"
    ).blocks

    said = " ".join(plain(b.text) for b in blocks if isinstance(b, Text))
    assert "hidden" not in said
    assert said.endswith("text bold")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("16. **The 30<sup>th</sup> borough**", 4),
        ("<p>One two.</p> <p>Three</p>\t", 3),
        ("[www.ofsted.gov.uk](http://www.ofsted.gov.uk)", 1),
        ("---\t--\n\n☐ X – &amp;", 1),
        ("All.[^1]\n\n[^1]: A note.", 3),
        ("<!-- a comment -->", 2),
        ("<https://e.example/x> and <The name of the area>", 7),
        ('[a](http://x "not printed")', 1),
    ],
)
def test_words_are_counted_from_the_characters(source: str, count: int) -> None:
    assert count_markdown_words(source) == count
