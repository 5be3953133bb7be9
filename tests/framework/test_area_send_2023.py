"""The area SEND inspection, held against the structure of a published report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.compose import compose
from drafter.document.model import Document, Heading, Role, Table, Text
from drafter.framework.model import Framework, NarrativeSpec
from drafter.recognise import recognise
from drafter.recognise.likeness import normal
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import AreaSection, Kind, RecommendationsSection, Report
from drafter.report.richtext import plain, rich
from drafter.services.frameworks import by_key
from drafter.services.overview import State, overview
from drafter.services.starting import new_report
from drafter.store.reports import Opened
from tests.filled import AREA_SEND, BODY, area_send

HEADINGS = [
    "Inspection outcome",
    "Information about the local area partnership",
    "What is it like to be a child or young person with SEND in this area?",
    "What is the area partnership doing that is effective?",
    "What does the area partnership need to do better?",
    "Areas for priority action",
    "Areas for improvement",
    "Local area partnership details",
    "Information about this inspection",
    "Inspection team",
]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return by_key(AREA_SEND)


@pytest.fixture(scope="module")
def document(framework: Framework) -> Document:
    return compose(area_send().content, framework, draft=False)


def _headings(document: Document) -> list[str]:
    return [plain(block.text) for block in document.blocks if isinstance(block, Heading)]


def _under(document: Document, section: str) -> list[str]:
    """The texts of a section, without its heading."""
    own = [b for b in document.blocks if isinstance(b, Text) and b.key.startswith(f"{section}.")]
    return [plain(block.text) for block in own]


def _rows(document: Document, section: str) -> list[tuple[str, ...]]:
    (table,) = (b for b in document.blocks if isinstance(b, Table) and b.key.startswith(f"{section}."))
    return [tuple(" ".join(plain(text.text) for text in cell) for cell in row) for row in table.rows]


def _with(outcome: str | None, framework: Framework, *, draft: bool = False) -> Document:
    return compose(edits.set_grade(area_send(), "outcome", outcome).content, framework, draft=draft)


def test_the_cover_tells_the_area_and_both_inspections(document: Document) -> None:
    assert _under(document, "cover") == [
        "Local Area Partnership report",
        "Area SEND inspection of Halton Local Area Partnership",
        "Inspection dates: 20 to 24 November 2023",
        "Date of previous inspection: 27 to 31 March 2017",
    ]
    assert document.title == "Area SEND inspection of Halton Local Area Partnership"


@pytest.mark.parametrize(
    ("outcome", "sentence", "next_inspection", "plan"),
    [
        ("typically-positive", "typically lead to positive experiences and outcomes", "five years", "asks?"),
        ("inconsistent", "lead to inconsistent experiences and outcomes", "three years", "ask"),
        ("systemic-failings", "widespread and/or systemic failings", "18 months", "priority action plan"),
    ],
)
def test_an_outcome_is_told_by_its_sentences_and_what_follows_from_it(
    framework: Framework, outcome: str, sentence: str, next_inspection: str, plan: str
) -> None:
    said = _under(_with(outcome, framework), "outcome")

    assert len(said) == 3
    assert sentence in said[0]
    assert next_inspection in said[1]
    assert plan.removesuffix("s?") in said[2]


# As published reports print them: of Wakefield, Kingston upon Hull and Halton (2024).
PUBLISHED = {
    "typically-positive": """
        The local area partnership's special educational needs and/or disabilities (SEND)
        arrangements typically lead to positive experiences and outcomes for children and young
        people with SEND. The local area partnership is taking action where improvements are needed.

        The next full area SEND inspection will be within approximately five years.
    """,
    "inconsistent": """
        The local area partnership's arrangements lead to inconsistent experiences and outcomes for
        children and young people with special educational needs and/or disabilities (SEND). The
        local area partnership must work jointly to make improvements.

        The next full area SEND inspection will be within approximately three years.

        Ofsted and the Care Quality Commission (CQC) ask that the local area partnership updates and
        publishes its strategic plan based on the recommendations set out in this report.
    """,
    "systemic-failings": """
        There are widespread and/or systemic failings leading to significant concerns about the
        experiences and outcomes of children and young people with special educational needs and/or
        disabilities (SEND), which the local area partnership must address urgently.

        A monitoring inspection will be carried out within approximately 18 months. The next full
        reinspection will be within approximately three years.

        As a result of this inspection, His Majesty's Chief Inspector requires the local area
        partnership to prepare and submit a priority action plan (area SEND) to address the
        identified areas for priority action.
    """,
}


@pytest.mark.parametrize("outcome", PUBLISHED)
def test_an_outcome_is_worded_as_published_reports_word_it(framework: Framework, outcome: str) -> None:
    published = [" ".join(one.split()) for one in PUBLISHED[outcome].split("\n\n")]

    assert _under(_with(outcome, framework), "outcome")[: len(published)] == published


def _read(framework: Framework, *said: str) -> Report:
    """The report in a source of others that has these paragraphs under the heading of the outcome."""
    heading = Heading(text=rich("Inspection outcome"), level=1)
    document = Document(blocks=(heading, *(Text(role=Role.PLAIN, text=rich(words)) for words in said)))
    return recognise(document, framework, ids=seeded_ids(1), source="report.md").report


@pytest.mark.parametrize("outcome", PUBLISHED)
def test_what_follows_tells_the_outcome_of_a_report_with_another_sentence(
    framework: Framework, outcome: str
) -> None:
    following = _under(_with(outcome, framework), "outcome")[1:]

    report = _read(framework, "The arrangements are as they are.", *following, "More is said.")

    section = report.content.sections["outcome"]
    assert isinstance(section, AreaSection)
    assert report.content.grades == {"outcome": outcome}
    assert plain(section.area.sentence) == "The arrangements are as they are."
    assert [plain(paragraph.text) for paragraph in section.area.narrative] == ["More is said."]
    assert section.own == {}
    assert report.desk.tray == ()


def test_what_may_follow_from_two_outcomes_tells_none(framework: Framework) -> None:
    positive, inconsistent = (_under(_with(one, framework), "outcome") for one in list(PUBLISHED)[:2])

    for following in ([positive[2]], [positive[1], inconsistent[1]], ["Nothing."]):
        assert _read(framework, "It is as it is.", *following).content.grades == {}
    # nor is one of these sentences taken for the outcome's own
    assert _read(framework, positive[2], positive[1]).content.grades == {}


def test_an_outcome_is_no_grade_on_a_strip_or_in_a_table(document: Document) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]

    assert {type(block).__name__ for block in document.blocks} == {"Text", "Heading", "Table", "PageBreak"}
    assert not any("typically positive" in plain(t.text) for table in tables for t in table.rows[0][0])
    assert not any(isinstance(block, Text) and block.number is not None for block in document.blocks)


def test_without_an_outcome_a_draft_marks_it_and_says_nothing_that_follows(framework: Framework) -> None:
    assert _under(_with(None, framework, draft=True), "outcome") == ["[Inspection outcome: to be graded]"]
    assert _under(_with(None, framework), "outcome") == []


def test_priority_actions_are_a_table_by_responsible_body(document: Document) -> None:
    rows = _rows(document, "priority")

    assert rows[0] == ("Responsible body", "Areas for priority action")
    assert len(rows) == 6
    assert {row[0] for row in rows[1:]} == {BODY}
    assert rows[3][1] == (
        "Leaders across education, health and social care should improve the joint commissioning of services."
    )


def test_areas_for_improvement_are_a_table_of_one_column(document: Document) -> None:
    rows = _rows(document, "improve")

    assert rows[0] == ("Areas for improvement",)
    assert [len(row) for row in rows] == [1] * 5


@pytest.mark.parametrize("outcome", [None, "typically-positive", "inconsistent"])
def test_priority_actions_are_kept_but_not_printed_with_another_outcome(
    framework: Framework, outcome: str | None
) -> None:
    report = edits.set_grade(area_send(), "outcome", outcome)

    assert "Areas for priority action" not in _headings(compose(report.content, framework, draft=True))
    assert report.content.sections["priority"] == area_send().content.sections["priority"]
    shown = {one.key: one for one in overview(Opened(report, framework))}
    assert shown["priority"].state is State.LEFT_OUT


def test_a_body_without_an_action_has_a_row_in_a_draft_only(framework: Framework) -> None:
    section = area_send().content.sections["priority"]
    assert isinstance(section, RecommendationsSection)
    empty = replace(section.groups[0], items=())
    report = edits.change_groups(area_send(), "priority", lambda _: (empty,))

    draft = compose(report.content, framework, draft=True)

    assert _rows(draft, "priority")[1:] == [(BODY, "[To be written]")]
    assert not any(b.key == "priority.table" for b in compose(report.content, framework, draft=False).blocks)
    found = recognise(draft, framework, ids=seeded_ids(1), source="itself")
    assert found.report.content.sections["priority"] == report.content.sections["priority"]


def test_a_table_of_another_source_gives_one_group_for_each_run_of_a_body(framework: Framework) -> None:
    def row(*said: str) -> tuple[tuple[Text, ...], ...]:
        return tuple((Text(role=Role.CELL, text=rich(words)),) if words else () for words in said)

    outcome = plain(rich(_under(_with("systemic-failings", framework), "outcome")[0]))
    blocks = (
        Heading(text=rich("Inspection outcome"), level=1),
        Text(role=Role.PLAIN, text=rich(outcome)),
        Heading(text=rich("Areas for priority action"), level=1),
        Table(
            rows=(
                row("Responsible body", "Areas for priority action"),
                row("The council", "Leaders should do this."),
                row("The council", "Leaders should do that."),
                row("", "Leaders should go on."),
                row("The board", "The board should do its part."),
            )
        ),
    )

    found = recognise(Document(blocks=blocks), framework, ids=seeded_ids(1), source="report.pdf")

    section = found.report.content.sections["priority"]
    assert found.report.content.grades == {"outcome": "systemic-failings"}
    assert isinstance(section, RecommendationsSection)
    assert [(group.body, len(group.items)) for group in section.groups] == [
        ("The council", 3),
        ("The board", 1),
    ]
    assert found.report.desk.tray == ()


def test_priority_actions_that_no_outcome_prints_go_to_the_tray(framework: Framework) -> None:
    blocks = (
        Heading(text=rich("Areas for priority action"), level=1),
        Text(role=Role.BULLET, text=rich("Leaders should do this.")),
        Heading(text=rich("Areas for improvement"), level=1),
        Text(role=Role.BULLET, text=rich("Leaders should do that.")),
    )

    found = recognise(Document(blocks=blocks), framework, ids=seeded_ids(1), source="report.pdf")

    tray = [plain(piece.text) for piece in found.report.desk.tray]
    assert tray == ["Areas for priority action", "Leaders should do this."]


def test_it_is_composed_in_the_order_of_the_published_report(document: Document, shared: Path) -> None:
    printed = normal((shared / "reports" / "halton_2024_area-send.txt").read_text("utf-8"))

    places: list[int] = []
    for heading in _headings(document):
        places.append(printed.index(normal(heading), places[-1] + 1 if places else 0))

    assert _headings(document) == HEADINGS
    assert places == sorted(places)
    # the standard sentences, letter for letter
    for sentence in (*_under(document, "cover")[1:], *_under(document, "outcome")):
        assert normal(sentence) in printed, sentence
    table = printed[places[5] : places[6]]
    assert table.count(normal("Merseyside Integrated Care")) == len(_rows(document, "priority")) - 1


def test_a_new_report_says_where_names_are_to_be_put_in(framework: Framework) -> None:
    shown = {one.key: one for one in overview(Opened(new_report(framework, {}, seeded_ids(1)), framework))}

    assert shown["details"].to_do[:2] == ("[Name of the authority]", "[Name of the board]")
    assert "[Name]" in shown["team"].to_do
    assert shown["details"].state is State.BEGUN


def test_a_filled_report_has_nothing_left_to_do(framework: Framework) -> None:
    assert not [one.key for one in overview(Opened(area_send(), framework)) if one.to_do]


def test_new_paragraphs_are_bullets_where_findings_are_listed(framework: Framework) -> None:
    kinds = {spec.key: spec.paragraphs for spec in framework.sections if isinstance(spec, NarrativeSpec)}

    assert kinds["effective"] is kinds["better"] is Kind.BULLET
    assert kinds["experience"] is Kind.PLAIN
