"""The inspection of local authority children's services, held against the structure of a published report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.compose import compose
from drafter.document.model import Block, Document, Heading, Role, Table, Text
from drafter.framework.model import Framework
from drafter.recognise import recognise
from drafter.recognise.likeness import normal
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.richtext import plain, rich
from drafter.services.frameworks import by_key
from drafter.services.overview import State, overview
from drafter.services.starting import new_report
from drafter.store.reports import Opened
from tests.filled import ILACS, ilacs

ROWS = [
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care and care leavers",
    "Overall effectiveness",
]
GRADE = "requires improvement to be good"
# overall effectiveness has no section, and the leaders' comes last
HEADINGS = ["What needs to improve", *(f"{row}: {GRADE}" for row in (ROWS[1], ROWS[2], ROWS[0]))]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return by_key(ILACS)


@pytest.fixture(scope="module")
def document(framework: Framework) -> Document:
    return compose(ilacs().content, framework, draft=False)


def _words(block: Block) -> str:
    assert isinstance(block, Text | Heading)
    return plain(block.text)


def _headings(document: Document) -> list[str]:
    return [_words(block) for block in document.blocks if isinstance(block, Heading)]


def _rows(document: Document) -> list[tuple[str, ...]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return [tuple(plain(text.text) for cell in row for text in cell) for row in table.rows]


def test_each_heading_of_the_body_tells_the_grade_in_lower_case_behind_a_colon(document: Document) -> None:
    assert _headings(document) == HEADINGS


def test_the_table_has_another_order_than_the_body_and_overall_effectiveness_last(document: Document) -> None:
    assert _rows(document) == [
        ("Judgement", "Grade"),
        *((row, "Requires improvement to be good") for row in ROWS),
    ]


def test_the_report_goes_on_below_the_covers_lines(document: Document) -> None:
    said = [_words(block) if isinstance(block, Text) else "" for block in document.blocks]

    assert said[:4] == [
        "Halton Borough Council",
        "Inspection of local authority children's services",
        "Inspection dates: 2 to 13 March 2020",
        "Lead inspector: A. Inspector, Her Majesty's Inspector",
    ]
    assert isinstance(document.blocks[4], Table)
    opening = document.blocks[5:8]
    assert all(isinstance(block, Text) and block.role is Role.PLAIN for block in opening)
    assert _words(document.blocks[8]) == "What needs to improve"


def test_what_needs_to_improve_is_a_list_without_bodies_and_numbers(document: Document) -> None:
    items = [b for b in document.blocks if isinstance(b, Text) and b.key.startswith("improve.")]

    assert len(items) == 5
    assert {(item.role, item.number) for item in items} == {(Role.BULLET, None)}


def test_one_run_of_numbers_goes_through_the_three_areas(document: Document) -> None:
    by_area: dict[str, list[int]] = {}
    for block in document.blocks:
        if isinstance(block, Text) and block.number is not None:
            by_area.setdefault(block.key.partition(".")[0], []).append(block.number)

    assert {area: (found[0], found[-1]) for area, found in by_area.items()} == {
        "help": (1, 15),
        "care": (16, 29),
        "leaders": (30, 38),
    }


def test_the_imprint_is_the_last_page_and_takes_its_year_from_the_inspection(document: Document) -> None:
    last = document.blocks[-1]
    assert isinstance(last, Text)
    assert (last.role, _words(last)) == (Role.IMPRINT, "© Crown copyright 2020")


def test_it_is_composed_in_the_order_of_the_published_report(document: Document, shared: Path) -> None:
    printed = (shared / "reports" / "halton_2020_ilacs.txt").read_text("utf-8")
    letters = normal(printed)
    body = letters[letters.index(normal("Since the last inspection")) :]

    places = [body.index(normal(heading)) for heading in _headings(document)]
    numbers = [int(found) for found in re.findall(r"(?m)^\f?(\d+)\.\s+[A-Z]", printed)]

    assert places == sorted(places)
    assert numbers == [b.number for b in document.blocks if isinstance(b, Text) and b.number is not None]
    # each row of the table is two lines high there, so its first words stand for it
    table = letters.partition(normal("Since the last inspection"))[0]
    rows = [table.index(normal(words)) for words in ("leaders", "who need help", "in care and", ROWS[3])]
    assert rows == sorted(rows)


def test_a_grade_set_once_is_in_heading_and_table(framework: Framework) -> None:
    report = edits.set_grade(ilacs(), "help", "good")

    document = compose(report.content, framework, draft=False)

    assert _headings(document)[1].endswith("help and protection: good")
    assert _rows(document)[2][1] == "Good"


def test_an_area_without_a_grade_has_its_title_alone_and_in_a_draft_a_mark(framework: Framework) -> None:
    report = edits.set_grade(ilacs(), "help", None)

    for draft in (True, False):
        blocks = compose(report.content, framework, draft=draft).blocks
        place = next(n for n, block in enumerate(blocks) if block.key == "help.title")
        following = blocks[place + 1]
        assert _words(blocks[place]) == ROWS[1]
        assert isinstance(following, Text)
        assert following.to_do is draft


@pytest.mark.parametrize(
    "printed",
    [f"{ROWS[1]}: Requires Improvement to be Good.", f"{ROWS[1]}: Requires improvement"],
)
def test_a_heading_of_another_source_tells_its_grade_in_each_form(framework: Framework, printed: str) -> None:
    blocks = (
        Heading(text=rich("What needs to improve?"), level=1),
        Heading(text=rich(printed), level=1),
        Text(role=Role.NUMBERED, text=rich("Early help is effective."), number=1),
    )

    found = recognise(Document(blocks=blocks), framework, ids=seeded_ids(1), source="report.pdf")

    assert found.report.content.grades == {"help": "requires-improvement"}
    assert found.report.content.sections["help"].own == {}
    assert found.report.desk.tray == ()


def test_overall_effectiveness_is_told_where_its_row_stands(framework: Framework) -> None:
    new = {s.key: s for s in overview(Opened(new_report(framework, {}, seeded_ids(1)), framework))}
    filled = {s.key: s for s in overview(Opened(ilacs(), framework))}

    assert new["grades"].title == "Judgements"
    assert new["grades"].grades == {"overall": None}
    assert new["help"].to_do == ("[To be graded]", "[To be written]")
    assert filled["grades"].grades == {"overall": "requires improvement to be good"}
    assert filled["leaders"].paragraphs == (30, 38)
    assert {one.state for one in filled.values()} == {State.WRITTEN, State.AUTOMATIC}
