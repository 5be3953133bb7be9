"""The checks of what the framework asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.checks.finding import Finding, Severity
from drafter.checks.grade_words import named_grades
from drafter.checks.known import find_all
from drafter.checks.printed import printed
from drafter.compose import compose
from drafter.framework.model import Framework, Grade, GradeRole, GradesTableSpec, Scale
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    Desk,
    Investigation,
    Item,
    Kind,
    MainFinding,
    Paragraph,
    Report,
)
from drafter.report.richtext import Footnote, Reference, rich
from drafter.services.frameworks import available, by_key
from drafter.services.starting import new_report
from tests.examples import framework, halton
from tests.filled import AREA_SEND, ILACS, area_send, ilacs
from tests.strategies import contents

ONE = "aaaaaaa2"


def found(report: Report, rule: str = "", of: Framework | None = None) -> list[Finding]:
    listed = find_all(report, of or framework())
    return [one for one in listed if rule in ("", one.rule)]


def told(report: Report, rule: str, of: Framework | None = None) -> list[tuple[str, str]]:
    return [(one.severity.value, one.key) for one in found(report, rule, of)]


@pytest.fixture
def example() -> Report:
    return halton().recognition.report


@pytest.fixture
def started() -> Report:
    return new_report(framework(), {"area": "Halton"}, seeded_ids(1))


# --- real reports ----------------------------------------------------------------------------------------


def test_the_worked_example_has_one_note_since_it_has_no_weaknesses_of_safeguarding(example: Report) -> None:
    assert [(one.severity, one.key) for one in found(example)] == [(Severity.NOTE, "safeguarding.lists")]


def test_the_other_published_reports_have_no_findings() -> None:
    assert found(ilacs(), of=by_key(ILACS)) == []
    assert found(area_send(), of=by_key(AREA_SEND)) == []


def test_a_new_report_lacks_what_a_draft_of_it_marks(started: Report) -> None:
    assert told(started, "missing-fact") == [("error", "cover.published"), ("note", "cover.reference")]
    assert [one.fact for one in found(started, "missing-fact")] == ["published", "reference"]
    assert [key for _, key in told(started, "missing-grade")] == [
        "safeguarding.grade.safeguarding",
        "looked-after.grade.looked-after",
        "learning-difficulties.grade.learning-difficulties",
        "service-management.grade.service-management",
        "service-management.grade.capacity-to-improve",
    ]
    assert ("warning", "context.narrative") in told(started, "empty-section")
    assert ("warning", "recommendations.items") in told(started, "empty-section")
    assert told(started, "no-investigations") == [("note", "investigations.none")]


def test_findings_stand_in_the_order_of_the_report(started: Report) -> None:
    keys = [spec.key for spec in framework().sections]
    places = [keys.index(one.section) for one in found(started)]

    assert places == sorted(places)
    assert [one.rule for one in found(started) if one.section == "safeguarding"] == [
        "missing-grade",
        "empty-list",
        "empty-section",
    ]


# --- grades ----------------------------------------------------------------------------------------------


def test_a_judgement_without_a_section_is_graded_in_its_table() -> None:
    report = edits.set_grade(ilacs(), "overall", None)

    assert told(report, "missing-grade", by_key(ILACS)) == [("error", "grades.grade.overall")]


def test_a_grade_that_is_printed_nowhere_need_not_be_given(example: Report) -> None:
    address = next(key for key in example.content.grades if key.startswith("investigations."))
    ungraded = edits.set_grade(example, address, None)
    own = edits.change_area(ungraded, address, lambda area: replace(area, sentence=rich("In our own words.")))

    assert [severity for severity, _ in told(ungraded, "missing-grade")] == ["error"]
    assert told(own, "missing-grade") == []


def test_a_sentence_that_waits_for_a_fact_is_an_error() -> None:
    of = by_key("blank")
    report = edits.set_grade(new_report(of, {}, seeded_ids(1)), "quality", "sound")

    assert told(report, "unsaid-sentence", of) == [("error", "quality.sentence")]
    assert told(edits.set_fact(report, "area", "Halton"), "unsaid-sentence", of) == []


def _sentence(report: Report, words: str, area: str = "looked-after") -> list[Finding]:
    changed = edits.change_area(report, area, lambda one: replace(one, sentence=rich(words)))
    return found(changed, "other-grade")


def test_own_wording_that_names_another_grade_is_an_error(example: Report) -> None:
    (one,) = _sentence(example, "Services for looked after children are Adequate.")

    assert (one.severity, one.key, one.quote) == (Severity.ERROR, "looked-after.sentence", "Adequate")
    assert "adequate" in one.message.lower()
    assert "good" in one.message


def test_own_wording_that_names_another_grade_besides_is_worth_a_look(example: Report) -> None:
    (one,) = _sentence(example, "Services are good, and some of them outstanding.")

    assert (one.severity, one.quote) == (Severity.WARNING, "outstanding")


@pytest.mark.parametrize(
    "words",
    [
        "Services are good.",
        "Services are good, though not yet outstanding.",
        "Services are good, no longer adequate, and aren’t outstanding.",
        "Services are not always adequate.",
        "Services do well, in a semi-outstanding way.",
        "Goodwill is adequately documented, and services are good-natured.",
    ],
)
def test_own_wording_that_names_no_other_grade_is_none(example: Report, words: str) -> None:
    assert _sentence(example, words) == []


def test_an_area_of_two_judgements_may_name_both(example: Report) -> None:
    both = "Management is good and the capacity to improve is outstanding."

    assert _sentence(example, both, "service-management") == []
    assert _sentence(example, "Management is good.", "service-management") == []
    (one,) = _sentence(example, "Management is adequate.", "service-management")
    assert "good and outstanding" in one.message


def test_the_longest_form_of_a_grade_is_the_one_that_is_meant() -> None:
    report = edits.set_own(
        ilacs(), "help", "title", rich("Help and protection: Requires improvement to be good")
    )
    other = edits.set_grade(report, "help", "good")

    assert found(report, "other-grade", by_key(ILACS)) == []
    (one,) = found(other, "other-grade", by_key(ILACS))
    assert (one.severity, one.quote) == (Severity.ERROR, "Requires improvement to be good")


def test_an_own_opening_with_another_grade_is_worth_a_look(example: Report) -> None:
    finding = MainFinding(text=rich("Services are adequate. Some are outstanding."), own_opening=True)
    report = edits.change_area(example, "looked-after", lambda one: replace(one, finding=finding))

    (one,) = found(report, "other-grade")
    assert (one.severity, one.section, one.key) == (
        Severity.WARNING,
        "main-findings",
        "looked-after.main-finding",
    )


SCALE = Scale(
    key="scale",
    best="good",
    grades=(
        Grade(key="good", word="good", role=GradeRole.BEST),
        Grade(key="ri", word="requires improvement to be good", role=GradeRole.WORSE, aliases=("RI",)),
        Grade(key="bad", word="inadequate", role=GradeRole.WORST),
    ),
)


@given(st.lists(st.sampled_from(["good", "requires improvement to be good", "RI", "inadequate"]), max_size=6))
def test_every_grade_that_is_named_is_found_whole_and_in_order(words: list[str]) -> None:
    named = named_grades("Said: " + "; then ".join(words) + ".", SCALE)

    assert [one.words for one in named] == words


@given(st.text())
def test_any_sentence_can_be_looked_at(sentence: str) -> None:
    assert all(one.words in sentence for one in named_grades(sentence, SCALE))


def test_line_ends_within_the_words_of_a_grade_are_no_matter() -> None:
    assert [one.grade for one in named_grades("It requires\nimprovement to  be good.", SCALE)] == ["ri"]


# --- texts -----------------------------------------------------------------------------------------------


def _narrative(report: Report, address: str, *paragraphs: Paragraph) -> Report:
    return edits.change_narrative(report, address, lambda told: (*told, *paragraphs))


def test_a_gap_that_is_left_is_an_error_where_it_stands(started: Report) -> None:
    (one,) = found(started, "gap-mark")

    assert (one.severity, one.section, one.quote, one.number) == (
        Severity.ERROR,
        "introduction",
        "[grade]",
        1,
    )


def test_brackets_of_the_inspector_and_gaps_of_sections_left_out_are_no_matter(example: Report) -> None:
    quoted = _narrative(example, "context", Paragraph(id=ONE, text=rich("They [the council] agree.")))
    gap = _narrative(example, "context", Paragraph(id=ONE, text=rich("The APA said [grade].")))
    section = gap.content.sections["context"]
    left_out = edits.set_section(gap, "context", replace(section, left_out=True))

    assert found(quoted, "gap-mark") == []
    assert [one.key for one in found(gap, "gap-mark")] == [f"context.narrative.{ONE}"]
    assert found(left_out, "gap-mark") == []


def test_a_gap_in_a_footnote_is_found(example: Report) -> None:
    note = Footnote("aaaaaaa3", rich("As [grade]."))
    report = _narrative(example, "context", Paragraph(id=ONE, text=rich("Seen.", note)))

    assert [one.key for one in found(report, "gap-mark")] == [f"context.narrative.{ONE}"]


def test_a_reference_to_a_paragraph_that_is_gone_is_an_error(example: Report) -> None:
    there = example.content.sections["context"].narrative[0].id  # type: ignore[union-attr]
    text = rich(
        "Told before (see paragraph ", Reference(there), "), and later (see paragraph ", Reference(ONE), ")."
    )
    report = _narrative(example, "equality", Paragraph(id="aaaaaaa3", text=text))

    (one,) = found(report, "lost-reference")
    assert (one.severity, one.key) == (Severity.ERROR, "equality.narrative.aaaaaaa3")
    assert one.quote.endswith("later (see paragraph")

    note = Paragraph(id=ONE, text=rich("Yes.", Footnote("aaaaaaa4", rich("See ", Reference("aaaaaaa5")))))
    assert len(found(_narrative(example, "equality", note), "lost-reference")) == 1

    gone = edits.change_narrative(report, "context", lambda told: edits.remove(told, there))
    assert len(found(gone, "lost-reference")) == 2


# --- areas, findings, recommendations ----------------------------------------------------------------------


def test_an_investigation_without_a_title_is_an_error(example: Report) -> None:
    report = edits.add_investigation(example, "investigations", Investigation(id=ONE))

    assert told(report, "missing-title") == [("error", f"investigations.title.{ONE}")]
    assert ("warning", f"investigations.narrative.{ONE}") in told(report, "empty-section")


def test_a_main_finding_of_the_grade_alone_is_a_note_and_none_at_all_a_warning(example: Report) -> None:
    empty = edits.change_area(example, "looked-after", lambda one: replace(one, finding=MainFinding()))

    assert told(empty, "missing-main-finding") == [("note", "looked-after.main-finding")]
    ungraded = edits.set_grade(empty, "looked-after", None)
    assert told(ungraded, "missing-main-finding") == [("warning", "looked-after.main-finding")]


def test_an_empty_paragraph_does_not_fill_a_section(example: Report) -> None:
    empty = (Paragraph(id=ONE), Paragraph(id="aaaaaaa3", kind=Kind.SUBHEADING, text=rich("Health")))
    report = edits.change_narrative(example, "context", lambda _: empty)

    assert told(report, "empty-section") == [("warning", "context.narrative")]


def test_recommendations_to_nobody_in_particular_are_told_by_group(example: Report) -> None:
    report = edits.change_groups(
        example, "recommendations", lambda groups: (replace(groups[0], items=(Item(id=ONE),)), *groups[1:])
    )

    ((severity, key),) = told(report, "empty-group")
    assert (severity, key.rpartition(".")[0]) == ("warning", "recommendations.body")


def test_a_section_that_is_not_printed_is_not_looked_at() -> None:
    printed_ = edits.change_groups(area_send(), "priority", lambda _: ())
    not_printed = edits.set_grade(printed_, "outcome", "inconsistent")

    assert told(printed_, "empty-section", by_key(AREA_SEND)) == [("warning", "priority.items")]
    assert told(not_printed, "empty-section", by_key(AREA_SEND)) == []


def test_what_is_not_printed_is_never_quoted(example: Report) -> None:
    report = replace(example, desk=Desk(notes={"context": "[grade]"}))

    assert found(report) == found(example)


@pytest.mark.parametrize("key", [one.key for one in available()[0]])
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_draft_marks_is_found_and_nothing_is_raised(key: str, data: st.DataObject) -> None:
    of = by_key(key)
    report = Report(framework=of.key, version=of.version, content=data.draw(contents(of, tame=True)))
    document = compose(report.content, of, draft=True)

    findings = find_all(report, of, document)

    tables = {spec.key for spec in of.sections if isinstance(spec, GradesTableSpec)}
    marked = {one.section for one in printed(document, of) if one.is_to_do} - tables
    # a fact that is missing is told once, where the first line prints it
    facts = {fact for one in findings if (fact := one.fact)}
    told_elsewhere = (
        {spec.key for spec in of.sections if spec.key in ("cover", "imprint")} if facts else set()
    )
    assert marked - told_elsewhere <= {one.section for one in findings}
    assert all(one.message.endswith(".") and one.section for one in findings)
    assert all(one.section in report.content.sections for one in findings)


def test_a_report_that_lacks_a_section_is_looked_at_all_the_same() -> None:
    report = Report(framework="blank", version=1)

    assert {one.rule for one in find_all(report, by_key("blank"))} == {"missing-fact"}


def test_an_area_without_lists_in_its_framework_has_none_to_be_empty() -> None:
    report = edits.change_area(ilacs(), "help", lambda area: replace(area, narrative=()))

    assert told(report, "empty-list", by_key(ILACS)) == []
    assert told(report, "empty-section", by_key(ILACS)) == [("warning", "help.narrative")]
