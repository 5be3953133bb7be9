"""Composing: one grade everywhere, numbers that run on, nothing empty printed as rubbish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.compose import compose
from drafter.document.model import Document, Heading, Strip, Table, Text, texts_of
from drafter.framework.model import Framework
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    Area,
    Investigation,
    Item,
    MainFinding,
    Paragraph,
    RecommendationGroup,
    Report,
)
from drafter.report.richtext import Reference, plain, rich
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report


@pytest.fixture(scope="module")
def framework() -> Framework:
    return by_key("joint-area-review-2007")


@pytest.fixture
def report(framework: Framework) -> Report:
    return new_report(framework, {"area": "Halton"}, seeded_ids(1))


def _composed(report: Report, *, draft: bool = True) -> Document:
    return compose(report.content, by_key(report.framework), draft=draft)


def _said(document: Document) -> dict[str, str]:
    """The words of every keyed paragraph."""
    return {
        text.key: plain(text.text, document.number_of)
        for block in document.blocks
        for text in texts_of(block)
        if text.key
    }


@pytest.mark.parametrize("grade", ["inadequate", "adequate", "good", "outstanding"])
def test_a_grade_set_once_is_the_same_everywhere(report: Report, grade: str) -> None:
    document = _composed(edits.set_grade(report, "safeguarding", grade))

    said = _said(document)
    strip = next(b for b in document.blocks if b.key == "safeguarding.grade.safeguarding")
    assert isinstance(strip, Strip)
    assert strip.given is not None
    assert strip.words[strip.given].lower() == grade
    assert said["safeguarding.sentence"].endswith(f"safeguarding is {grade}.")
    assert said["safeguarding.main-finding"].endswith(f"safeguarding is {grade}.")
    assert said["grades.grade.safeguarding"].endswith(f": {grade}")


def test_own_wording_replaces_the_generated_and_is_kept_when_the_grade_changes(report: Report) -> None:
    own = edits.change_area(
        edits.set_grade(report, "safeguarding", "good"),
        "safeguarding",
        lambda area: replace(
            area,
            sentence=rich("Safeguarding is good."),
            finding=MainFinding(text=rich("It is good."), own_opening=True),
        ),
    )

    said = _said(_composed(edits.set_grade(own, "safeguarding", "outstanding")))

    assert said["safeguarding.sentence"] == "Safeguarding is good."
    assert said["safeguarding.main-finding"] == "It is good."
    assert said["grades.grade.safeguarding"] == "4: outstanding"


def test_a_joint_judgement_has_two_strips_over_one_sentence(report: Report) -> None:
    graded = edits.set_grade(
        edits.set_grade(report, "service-management", "good"), "capacity-to-improve", "outstanding"
    )

    document = _composed(graded)

    keys = [b.key for b in document.blocks if b.key.startswith("service-management.")]
    assert keys[1:6] == [
        "service-management.title",
        "service-management.grade.service-management",
        "service-management.title.capacity-to-improve",
        "service-management.grade.capacity-to-improve",
        "service-management.sentence",
    ]
    assert _said(document)["service-management.sentence"] == (
        "The management of services for children and young people is good."
        " Capacity to improve further is outstanding."
    )


def test_half_a_joint_judgement_is_still_to_be_graded(report: Report) -> None:
    document = _composed(edits.set_grade(report, "service-management", "good"))

    (sentence,) = (b for b in document.blocks if b.key == "service-management.sentence")
    assert isinstance(sentence, Text)
    assert sentence.to_do


def test_an_ungraded_area_holds_its_sentences_number_in_a_draft(report: Report) -> None:
    def numbers(one: Report) -> dict[str, int | None]:
        return {b.key: b.number for b in _composed(one).blocks if isinstance(b, Text) and b.number}

    assert numbers(report).keys() == numbers(edits.set_grade(report, "safeguarding", "good")).keys()
    assert numbers(report) == numbers(edits.set_grade(report, "safeguarding", "good"))


def test_numbers_run_through_the_body_and_restart_in_each_annex(report: Report) -> None:
    for place, key in enumerate(("context", "equality", "annex-b", "annex-c", "annex-a")):
        two = tuple(Paragraph(id=f"aaaaaa{place + 2}{n}", text=rich("Text.")) for n in (2, 3))
        report = edits.change_narrative(report, key, lambda _, two=two: two)  # type: ignore[misc]

    found: dict[str, list[int]] = {}
    for block in _composed(report).blocks:
        if isinstance(block, Text) and block.number is not None:
            found.setdefault(block.list, []).append(block.number)

    assert found["body"] == list(range(1, len(found["body"]) + 1))
    assert found["annex-b"] == found["annex-c"] == [1, 2]
    assert "annex-a" not in found


def test_a_reference_prints_the_number_that_its_paragraph_has_now(report: Report) -> None:
    target = Paragraph(id="aaaaaaa2", text=rich("Target."))
    pointing = Paragraph(id="aaaaaaa3", text=rich("see paragraph ", Reference("aaaaaaa2")))
    report = edits.change_narrative(report, "context", lambda told: (target, pointing))

    before = _said(_composed(report))["context.narrative.aaaaaaa3"]
    first = Paragraph(id="aaaaaaa4", text=rich("New."))
    after = _composed(edits.change_narrative(report, "context", lambda told: (first, *told)))

    assert before == "see paragraph 4"
    assert _said(after)["context.narrative.aaaaaaa3"] == "see paragraph 5"


def test_a_reference_to_nothing_says_so(report: Report) -> None:
    lost = Paragraph(id="aaaaaaa3", text=rich("see ", Reference("zzzzzzzz")))

    said = _said(_composed(edits.change_narrative(report, "context", lambda told: (lost,))))

    assert said["context.narrative.aaaaaaa3"] == "see [missing paragraph]"


def test_an_empty_report_prints_no_mark_that_something_is_missing_when_final(report: Report) -> None:
    document = _composed(report, draft=False)

    assert not any(
        text.to_do for b in document.blocks for text in texts_of(b) if isinstance(text, Text) and text.text
    )
    assert not any(
        "[" in words and "given]" in words
        for key, words in _said(document).items()
        if "introduction" not in key
    )
    assert not any(isinstance(b, Strip) for b in document.blocks)


def test_an_unwritten_section_shows_its_heading_and_in_a_draft_a_mark(report: Report) -> None:
    for draft in (True, False):
        blocks = _composed(report, draft=draft).blocks
        place = next(n for n, b in enumerate(blocks) if b.key == "equality.title")
        following = blocks[place + 1]
        is_mark = isinstance(following, Text) and following.to_do
        assert is_mark is draft


def test_an_empty_weaknesses_column_is_an_empty_cell(report: Report) -> None:
    item = Item(id="aaaaaaa2", text=rich("Strong."))
    changed = edits.change_area(report, "safeguarding", lambda area: replace(area, strengths=(item,)))

    table = next(b for b in _composed(changed, draft=False).blocks if b.key == "safeguarding.lists")

    assert isinstance(table, Table)
    assert [len(cell) for cell in table.rows[1]] == [1, 0]


def test_recommendations_stand_by_timescale_then_body(report: Report) -> None:
    groups = tuple(
        RecommendationGroup(
            id=f"aaaaaaa{n}", timescale=when, body=who, items=(Item(id=f"bbbbbbb{n}", text=rich(f"do {n}")),)
        )
        for n, (when, who) in enumerate(
            [("six-months", "The council"), ("immediate", "The PCT"), ("six-months", "The PCT")], 2
        )
    )
    changed = edits.change_groups(report, "recommendations", lambda _: groups)

    said = [
        plain(b.text)
        for b in _composed(changed, draft=False).blocks
        if b.key.startswith("recommendations.") and isinstance(b, Heading | Text)
    ]

    assert said == [
        *("Recommendations", "For immediate action", "The PCT should:", "do 3"),
        *("For action over the next six months", "The council should:", "do 2", "The PCT should:", "do 4"),
    ]


def test_investigations_stand_in_their_order_with_their_own_sentence(report: Report) -> None:
    for n, title in enumerate(("The impact of B", "The impact of A"), 2):
        one = Investigation(id=f"aaaaaaa{n}", title=title)
        report = edits.set_grade(
            edits.add_investigation(report, "investigations", one), f"investigations.aaaaaaa{n}", "good"
        )

    said = _said(_composed(report))

    assert said["investigations.sentence.aaaaaaa2"] == "The impact of B is good."
    assert [key for key in said if key.startswith("investigations.title.")] == [
        "investigations.title.aaaaaaa3",
        "investigations.title.aaaaaaa2",
    ]


def test_a_section_that_is_left_out_is_not_printed(report: Report) -> None:
    section = replace(report.content.sections["annex-c"], left_out=True)

    document = _composed(edits.set_section(report, "annex-c", section))

    assert not any(key.startswith("annex-c.") for key in _said(document))


def test_empty_paragraphs_take_no_number(report: Report) -> None:
    told = (Paragraph(id="aaaaaaa2"), Paragraph(id="aaaaaaa3", text=rich("Text.")))

    said = _composed(edits.change_narrative(report, "context", lambda _: told))

    assert said.numbers["aaaaaaa3"] == 4
    assert "aaaaaaa2" not in said.numbers


def test_a_draft_says_which_fact_its_sentence_waits_for() -> None:
    report = new_report(by_key("blank"), {}, seeded_ids(1))
    graded = edits.set_grade(report, "quality", "sound")
    told = edits.set_fact(graded, "area", "Halton")

    said = [_said(_composed(one))["quality.sentence"] for one in (report, graded, told)]

    assert said == [
        "[Quality of services: to be graded]",
        "[Area to be given]",
        "The quality of services in Halton is sound.",
    ]


def test_a_draft_says_that_the_sentence_of_a_graded_investigation_waits_for_its_title(report: Report) -> None:
    report = edits.add_investigation(report, "investigations", Investigation(id="aaaaaaa2"))
    report = edits.set_grade(report, "investigations.aaaaaaa2", "good")

    assert _said(_composed(report))["investigations.sentence.aaaaaaa2"] == "[Subject to be given]"


@pytest.mark.parametrize("told", ["strip", "own words"])
def test_a_sentence_in_own_words_carries_the_grade_where_nothing_tells_it(report: Report, told: str) -> None:
    place = "safeguarding" if told == "strip" else "investigations"
    if told == "strip":
        report = edits.set_grade(report, place, "good")
        report = edits.change_area(report, place, lambda area: replace(area, sentence=rich("Own.")))
    else:
        one = Investigation(id="aaaaaaa2", title="B", area=Area(sentence=rich("Own.")))
        report = edits.add_investigation(report, place, one)
        report = edits.set_grade(report, f"{place}.aaaaaaa2", "good")

    (block,) = (b for b in _composed(report).blocks if isinstance(b, Text) and plain(b.text) == "Own.")

    assert block.grades == (() if told == "strip" else (("aaaaaaa2", "good"),))
