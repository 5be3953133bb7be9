"""What `drafter show` tells of a report."""

from __future__ import annotations

from drafter.report.ids import seeded_ids
from drafter.report.richtext import plain
from drafter.services.overview import State, overview
from drafter.services.starting import new_report
from drafter.store.reports import Opened
from tests.examples import framework, halton


def test_every_word_of_the_worked_example_counts_in_the_section_that_prints_it() -> None:
    found = {one.key: one for one in overview(Opened(halton().recognition.report, framework()))}

    assert found["main-findings"].words == 416
    assert found["contents"].words == 1
    assert found["safeguarding"].paragraphs == (16, 30)
    assert {one.state for one in found.values()} == {State.WRITTEN, State.AUTOMATIC}
    assert not any(one.to_do for one in found.values())


def test_a_new_report_says_what_is_missing_where() -> None:
    report = new_report(framework(), {"area": "Halton"}, seeded_ids(1))

    found = {one.key: one for one in overview(Opened(report, framework()))}

    assert found["context"].state is State.EMPTY
    assert found["introduction"].to_do == ("[grade] in paragraph 1",)
    assert found["main-findings"].state is State.BEGUN
    assert found["safeguarding"].grades == {"safeguarding": None}
    assert found["cover"].to_do == ("[Date of publication to be given]", "[Reference number to be given]")


def test_a_sentence_that_a_report_begins_with_keeps_its_words_around_a_gap() -> None:
    report = new_report(framework(), {}, seeded_ids(1))

    first = report.content.sections["introduction"].narrative[0]  # type: ignore[union-attr]
    assert "assessment (APA) for [Area] judged" in plain(first.text)
