"""Every editable text of a report is a field, read and rewritten by one walk."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from drafter.compose import compose
from drafter.document.model import Text, texts_of
from drafter.report import edits
from drafter.report.fields import FACTS, Field, fields, rewritten, with_field, with_fields
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    Content,
    Investigation,
    Item,
    Kind,
    Paragraph,
    RecommendationGroup,
    Report,
    Section,
)
from drafter.report.richtext import Footnote, Mark, Run, plain, rich
from drafter.services.starting import new_report
from tests.examples import framework, halton
from tests.strategies import contents

NOTE = Footnote("aaaaaaa4", rich("A note."))


def report_of(content: Content) -> Report:
    one = framework()
    return Report(framework=one.key, version=one.version, content=content)


@pytest.fixture
def report() -> Report:
    started = new_report(framework(), {"area": "Halton", "inspectorates": ("Ofsted", "CQC")}, seeded_ids(1))
    started = edits.set_own(started, "context", "title", rich("The borough"))
    started = edits.add_investigation(
        started, "investigations", Investigation(id="aaaaaaa2", title="Health", subject="health services")
    )
    paragraphs = (
        Paragraph(id="aaaaaaa3", text=rich("Text", NOTE, " goes on.")),
        Paragraph(id="aaaaaaa5", kind=Kind.TABLE, rows=((rich("a"), rich("b")), (rich("c"), ()))),
    )
    started = edits.change_narrative(started, "context", lambda _: paragraphs)
    group = RecommendationGroup(
        id="aaaaaaa6",
        timescale="immediate",
        body="The council",
        items=(Item(id="aaaaaaa7", text=rich("Do it.")),),
    )
    return edits.change_groups(started, "recommendations", lambda _: (group,))


def texts(report: Report) -> dict[str, str]:
    return {field.key: plain(field.text) for field in fields(report)}


def test_each_kind_of_field_has_its_key(report: Report) -> None:
    found = texts(report)

    assert found[f"{FACTS}.area"] == "Halton"
    assert found[f"{FACTS}.inspectorates"] == "Ofsted\nCQC"
    assert found["context.title"] == "The borough"
    assert found["context.narrative.aaaaaaa3"] == "Text goes on."
    assert found["context.footnote.aaaaaaa4"] == "A note."
    assert found["context.narrative.aaaaaaa5.1.0"] == "c"
    assert found["investigations.title.aaaaaaa2"] == "Health"
    assert found["investigations.subject.aaaaaaa2"] == "health services"
    assert found["investigations.sentence.aaaaaaa2"] == ""
    assert found["recommendations.body.aaaaaaa6"] == "The council"
    assert found["recommendations.items.aaaaaaa7"] == "Do it."
    assert found["safeguarding.sentence"] == ""
    assert found["safeguarding.main-finding"] == ""


def test_a_date_is_no_text(report: Report) -> None:
    assert f"{FACTS}.published" not in texts(halton().recognition.report)


def test_a_field_knows_where_it_stands(report: Report) -> None:
    found = {field.key: field for field in fields(report)}

    assert found["context.footnote.aaaaaaa4"].within == "context.narrative.aaaaaaa3"
    assert found["investigations.title.aaaaaaa2"].investigation == "aaaaaaa2"
    assert found["recommendations.body.aaaaaaa6"].investigation == ""
    assert found[f"{FACTS}.area"].section == FACTS


def test_fields_stand_in_the_order_in_which_the_report_prints_them() -> None:
    report = halton().recognition.report
    document = compose(report.content, framework(), draft=False)
    printed = [text.key for block in document.blocks for text in texts_of(block) if isinstance(text, Text)]
    findings = {field.key for field in fields(report) if ".main-finding" in field.key}

    shared = [field.key for field in fields(report) if field.text and field.key in {*printed} - findings]

    assert len(shared) > 100
    assert shared == list(dict.fromkeys(key for key in printed if key in {*shared}))


@settings(suppress_health_check=list(HealthCheck), max_examples=30)
@given(contents(framework()))
def test_the_walk_meets_every_text_once_and_leaves_it_as_it_is(content: Content) -> None:
    report = report_of(content)
    found = fields(report)

    assert len({field.key for field in found}) == len(found)
    told = sorted(word for field in found for word in runs(field.text))
    held = sorted(word for text in rich_texts(content) for word in runs(text))
    assert told == held
    assert rewritten(report, lambda field: field.text) is report
    assert rewritten(report, lambda field: rich(*field.text)) is report


def runs(text: Any) -> list[str]:
    return [part.text for part in text if isinstance(part, Run)]


def rich_texts(thing: Any) -> Iterator[Any]:
    """Every rich text anywhere in `thing`, found without knowing the model."""
    if isinstance(thing, str):
        yield rich(thing)
    elif isinstance(thing, tuple) and thing and all(isinstance(part, str) for part in thing):
        yield rich("\n".join(thing))
    elif isinstance(thing, tuple) and any(dataclasses.is_dataclass(p) and hasattr(p, "marks") for p in thing):
        yield thing
        yield from rich_texts(tuple(part.text for part in thing if isinstance(part, Footnote)))
    elif isinstance(thing, Footnote):
        yield from rich_texts(thing.text)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from rich_texts(part)
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from rich_texts(part)
    elif dataclasses.is_dataclass(thing):
        passed = {"id", "kind", "timescale", "grades", "to"}
        for field in dataclasses.fields(thing):
            if field.name not in passed:
                yield from rich_texts(getattr(thing, field.name))


@settings(suppress_health_check=list(HealthCheck), max_examples=30)
@given(contents(framework()))
def test_a_field_that_is_set_changes_and_no_other(content: Content) -> None:
    report = report_of(content)
    before = fields(report)
    for field in before[:: max(1, len(before) // 5)]:
        footnotes = tuple(part for part in field.text if isinstance(part, Footnote))
        new = rich("new ", Run("words", Mark.BOLD), *footnotes)

        changed = with_field(report, field.key, new)

        for old, now in zip(before, fields(changed), strict=True):
            if old.key == field.key:
                assert plain(now.text) == "new words"
            elif old.key != field.within:
                assert now == old
        assert with_field(changed, field.key, fields_by_key(changed)[field.key].text) is changed


def fields_by_key(report: Report) -> dict[str, Field]:
    return {field.key: field for field in fields(report)}


def test_a_footnote_is_set_inside_the_text_that_it_stands_in(report: Report) -> None:
    changed = with_field(report, "context.footnote.aaaaaaa4", rich("Another."))

    text = fields_by_key(changed)["context.narrative.aaaaaaa3"].text
    assert text == rich("Text", Footnote("aaaaaaa4", rich("Another.")), " goes on.")


def test_a_text_and_its_footnote_are_set_at_once(report: Report) -> None:
    changed = with_fields(
        report,
        {
            "context.footnote.aaaaaaa4": rich("Another."),
            "context.narrative.aaaaaaa3": rich("New text", NOTE),
        },
    )

    text = fields_by_key(changed)["context.narrative.aaaaaaa3"].text
    assert text == rich("New text", Footnote("aaaaaaa4", rich("Another.")))


def test_sections_that_stay_are_shared(report: Report) -> None:
    changed = with_field(report, "recommendations.body.aaaaaaa6", rich("The trust"))

    assert [
        key for key, now in changed.content.sections.items() if now is not report.content.sections[key]
    ] == ["recommendations"]
    assert changed.content.facts is report.content.facts


def test_an_empty_own_wording_is_taken_back(report: Report) -> None:
    changed = with_field(report, "context.title", ())

    section: Section = changed.content.sections["context"]
    assert section.own == {}


def test_an_empty_fact_is_no_fact_and_an_empty_line_no_entry(report: Report) -> None:
    assert "area" not in with_field(report, f"{FACTS}.area", ()).content.facts
    changed = with_field(report, f"{FACTS}.inspectorates", rich("Ofsted\n \nCQC\nHMIP"))
    assert changed.content.facts["inspectorates"] == ("Ofsted", "CQC", "HMIP")


def test_of_a_marked_text_a_title_takes_the_words(report: Report) -> None:
    changed = with_field(report, "investigations.title.aaaaaaa2", rich("The ", Run("NHS", Mark.BOLD), NOTE))

    assert texts(changed)["investigations.title.aaaaaaa2"] == "The NHS"


@pytest.mark.parametrize(
    "key", ["", "nowhere", "context.narrative.zzzzzzzz", "context.heading", f"{FACTS}.x"]
)
def test_a_field_that_is_not_there_is_a_fault_of_the_caller(report: Report, key: str) -> None:
    with pytest.raises(KeyError):
        with_field(report, key, rich("x"))
