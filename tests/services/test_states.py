"""How far sections and reports are, and what is open."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bench.contents import grown
from drafter.checks.finding import Finding, Severity
from drafter.compose import compose
from drafter.framework.model import Framework
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import Desk, Investigation, Origin, Paragraph, Report
from drafter.report.richtext import rich
from drafter.services.frameworks import by_key
from drafter.services.open_points import counts, in_words, open_points
from drafter.services.starting import new_report
from drafter.services.states import SectionState, State, progress, states
from tests.examples import framework, halton
from tests.filled import AREA_SEND, area_send

ONE = "aaaaaaa2"


def found(report: Report, of: Framework | None = None) -> dict[str, SectionState]:
    of = of or framework()
    document = compose(report.content, of, draft=True)
    return {one.key: one for one in states(report, of, document)}


@pytest.fixture
def example() -> Report:
    return halton().recognition.report


@pytest.fixture
def started() -> Report:
    return new_report(framework(), {"area": "Halton"}, seeded_ids(1))


def test_the_worked_example_is_done(example: Report) -> None:
    sections = found(example)

    whole = progress(sections.values())
    assert whole.in_words() == "16 of 16 sections done"
    assert whole.words == sum(one.words for one in sections.values()) > 11_000
    assert sections["contents"].state is State.AUTOMATIC
    assert sections["safeguarding"].in_words() == "written, 1 note"


def test_a_new_report_has_nothing_done(started: Report) -> None:
    sections = found(started)

    # the contents list and the investigations, of which there are none, are nobody's work
    assert progress(sections.values()).in_words() == "0 of 15 sections done"
    assert sections["safeguarding"].state is State.EMPTY
    assert sections["safeguarding"].in_words() == "empty, 1 error, 1 warning, 1 note"
    assert sections["introduction"].state is State.BEGUN


def test_a_section_with_an_error_or_an_open_mark_is_not_done(example: Report) -> None:
    gap = Paragraph(id=ONE, text=rich("As [grade]."))
    report = edits.change_narrative(example, "context", lambda told: (*told, gap))

    section = found(report)["context"]
    assert (section.state, section.number_of(Severity.ERROR)) == (State.BEGUN, 1)
    assert progress(found(report).values()).done == 15


def test_paragraphs_that_are_not_confirmed_are_counted_where_they_are_printed(example: Report) -> None:
    first, second = (one.id for one in example.content.sections["context"].narrative[:2])  # type: ignore[union-attr]
    strength = example.content.sections["safeguarding"].area.strengths[0].id  # type: ignore[union-attr]
    origin = Origin(source="old.docx")
    carried = dict.fromkeys((first, second, strength, "zzzzzzz2"), origin)

    sections = found(replace(example, desk=Desk(carried=carried)))

    assert {key: one.carried for key, one in sections.items() if one.carried} == {
        "context": 2,
        "safeguarding": 1,
    }
    assert sections["context"].in_words() == "written, 2 carried over"
    assert not sections["context"].is_done


def test_an_empty_paragraph_is_nothing_written(example: Report) -> None:
    report = edits.change_narrative(example, "context", lambda _: (Paragraph(id=ONE),))
    report = edits.change_narrative(report, "safeguarding", lambda _: (Paragraph(id=ONE),))

    assert found(report)["context"].state is State.EMPTY
    assert found(report)["safeguarding"].state is State.BEGUN


def test_a_fact_that_not_every_report_has_keeps_nothing_from_being_done(example: Report) -> None:
    optional = edits.set_fact(example, "reference", None)
    required = edits.set_fact(example, "published", None)

    assert found(optional)["cover"].is_done
    assert found(optional)["cover"].to_do == ("[Reference number to be given]",)
    assert found(required)["cover"].state is found(required)["imprint"].state is State.BEGUN


def test_what_is_left_out_does_not_count(example: Report) -> None:
    section = replace(example.content.sections["annex-a"], left_out=True)
    report = edits.set_section(example, "annex-a", section)

    assert found(report)["annex-a"].state is State.LEFT_OUT
    assert progress(found(report).values()).in_words() == "15 of 15 sections done"


def test_a_section_that_these_grades_do_not_print_does_not_count() -> None:
    report = edits.set_grade(area_send(), "outcome", "inconsistent")

    assert found(report, by_key(AREA_SEND))["priority"].state is State.LEFT_OUT


def test_investigations_count_once_there_are_some(started: Report) -> None:
    report = edits.add_investigation(started, "investigations", Investigation(id=ONE, title="Play"))

    assert progress(found(report).values()).sections == 16
    assert found(report)["investigations"].grades == {f"investigations.{ONE}": None}


def test_findings_that_are_at_hand_are_taken_as_they_are(example: Report) -> None:
    document = compose(example.content, framework(), draft=True)
    finding = Finding(rule="x", severity=Severity.ERROR, section="context", key="context.title", message="X.")

    sections = {one.key: one for one in states(example, framework(), document, [finding])}

    assert sections["context"].findings == (finding,)
    assert sections["safeguarding"].findings == ()


def test_a_report_that_lacks_sections_is_told_of_all_the_same() -> None:
    report = Report(framework="blank", version=1)

    assert {one.state for one in found(report, by_key("blank")).values()} == {State.LEFT_OUT}
    assert progress(found(report, by_key("blank")).values()).in_words() == "0 of 0 sections done"


def test_ten_times_the_worked_example_is_told_of_at_once(example: Report) -> None:
    report = grown(example, 10)
    document = compose(report.content, framework(), draft=True)
    states(report, framework(), document)  # words are counted once

    begin = time.perf_counter()
    states(report, framework(), document)

    assert time.perf_counter() - begin < 0.25  # 15 ms where nothing else runs


# --- open points -----------------------------------------------------------------------------------------


def test_open_points_stand_by_severity_and_then_in_the_order_of_the_report(started: Report) -> None:
    points = open_points(started, framework())

    ranks = [one.severity.rank for one in points]
    assert ranks == sorted(ranks)
    errors = [one.section for one in points if one.severity is Severity.ERROR]
    assert errors[:3] == ["cover", "introduction", "safeguarding"]
    assert counts(points)[Severity.ERROR] == len(errors)
    assert sum(counts(points).values()) == len(points)


def test_open_points_in_words(example: Report) -> None:
    assert in_words(open_points(example, framework())) == "1 note"
    assert in_words([]) == "Nothing is open"
    assert list(counts([])) == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
