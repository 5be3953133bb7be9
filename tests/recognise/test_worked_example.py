"""The worked example comes back as a careful reader wrote down that it must.

`../shared/reports/expected/` holds what is right; these tests skip where it is missing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafter.compose import compose
from drafter.document.model import Text, texts_of
from drafter.report.model import InvestigationsSection, Kind, NarrativeSection, RecommendationsSection
from drafter.report.richtext import Mark, Run, footnotes, plain
from tests.examples import areas, framework, halton

KEYS = {"lddd": "learning-difficulties", "looked-after": "looked-after", "safeguarding": "safeguarding"}


@pytest.fixture(scope="module")
def expected(shared: Path) -> Any:
    path = shared / "reports" / "expected" / "halton-2008-joint-area-review.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _areas_expected(expected: Any) -> dict[str, Any]:
    found = {KEYS[area["key"]]: area for area in expected["areas"]}
    found |= {area["key"]: area for area in expected["investigations"]}
    return found | {"service-management": expected["service_management_and_capacity"]}


def _texts(items: Any) -> list[str]:
    return [plain(item.text) for item in items]


def test_the_facts_of_the_cover(expected: Any) -> None:
    facts = halton().recognition.report.content.facts

    assert facts["area"] == expected["area"]
    assert list(facts["inspectorates"]) == expected["inspectorates"]  # type: ignore[arg-type]
    assert facts["age-group"] == expected["age_group"]
    assert str(facts["published"]) == expected["published"]["date"]
    assert facts["reference"] == expected["reference_no"]


def test_every_grade(expected: Any) -> None:
    content = halton().recognition.report.content
    section = content.sections["investigations"]
    assert isinstance(section, InvestigationsSection)
    told = {KEYS[area["key"]]: area["grade"] for area in expected["areas"]}
    told |= dict(
        zip(
            ("service-management", "capacity-to-improve"),
            (one["grade"] for one in expected["service_management_and_capacity"]["grades"]),
            strict=True,
        )
    )
    told |= {
        f"investigations.{one.id}": wanted["grade"]
        for one, wanted in zip(section.investigations, expected["investigations"], strict=True)
    }

    assert dict(content.grades) == told


def test_strengths_and_weaknesses_of_every_area(expected: Any) -> None:
    found = areas(halton().recognition.report)

    for key, wanted in _areas_expected(expected).items():
        assert _texts(found[key].strengths) == wanted["strengths"], key
        assert _texts(found[key].weaknesses) == wanted["weaknesses"], key


def test_judgement_sentences_are_the_generated_ones_and_hold_the_right_number(expected: Any) -> None:
    report = halton().recognition.report
    document = compose(report.content, framework(), draft=False)
    printed = {
        text.number: plain(text.text)
        for block in document.blocks
        for text in texts_of(block)
        if isinstance(text, Text) and text.list == "body"
    }

    for key, wanted in _areas_expected(expected).items():
        assert areas(report)[key].sentence == (), key
        sentence = wanted["judgement_sentence"]
        assert printed[sentence["paragraph"]] == sentence["text"]
    assert sorted(filter(None, printed)) == list(range(1, 99))


def test_the_narrative_of_every_area_is_whole(expected: Any) -> None:
    found = areas(halton().recognition.report)

    for key, wanted in _areas_expected(expected).items():
        first, last = wanted["narrative"]
        assert len(found[key].narrative) == last - first + 1, key
        assert {paragraph.kind for paragraph in found[key].narrative} == {Kind.NUMBERED}


def test_paragraphs_that_a_page_break_cut_are_joined(expected: Any) -> None:
    document = compose(halton().recognition.report.content, framework(), draft=False)
    by_number = {
        block.number: plain(block.text)
        for block in document.blocks
        if isinstance(block, Text) and block.list == "body"
    }

    for cut in expected["cut_by_page_break"]["paragraphs"]:
        assert f"{cut['before']} {cut['after']}" in by_number[cut["paragraph"]]


def test_main_findings_are_matched_to_their_areas(expected: Any) -> None:
    document = compose(halton().recognition.report.content, framework(), draft=False)
    place = next(n for n, b in enumerate(document.blocks) if b.key == "main-findings.lead-in")
    bullets = [b for b in document.blocks[place + 1 : place + 7] if isinstance(b, Text)]

    assert [plain(bullet.text) for bullet in bullets] == [
        wanted["text"] for wanted in expected["main_findings"]["bullets"]
    ]
    assert [bullet.key.split(".")[0] for bullet in bullets] == [
        *("safeguarding", "looked-after", "learning-difficulties"),
        *("investigations", "investigations", "service-management"),
    ]
    assert [area.finding.own_opening for area in areas(halton().recognition.report).values()] == [
        *(True, True, False),
        *(True, True, True),
    ]


def test_recommendations_by_timescale_and_body(expected: Any) -> None:
    section = halton().recognition.report.content.sections["recommendations"]
    assert isinstance(section, RecommendationsSection)
    titles = {"immediate": "For immediate action", "six-months": "For action over the next six months"}

    found = [(titles[g.timescale], f"{g.body} should:", _texts(g.items)) for g in section.groups]

    assert found == [
        (timescale["timescale"], group["body"], group["items"])
        for timescale in expected["recommendations"]
        for group in timescale["groups"]
    ]


def test_annexes_have_their_headings_and_paragraphs(expected: Any) -> None:
    sections = halton().recognition.report.content.sections
    counts = {"annex-a": 0, "annex-b": 8, "annex-c": 4}

    for key, wanted in zip(counts, expected["annexes"], strict=True):
        section = sections[key]
        assert isinstance(section, NarrativeSection)
        assert plain(section.own["heading"]) == wanted["title"]
        numbered = [p for p in section.narrative if p.kind is Kind.NUMBERED]
        assert len(numbered) == counts[key]


def test_the_footnote_stands_at_its_mark(expected: Any) -> None:
    (wanted,) = expected["footnotes"]
    found = [
        (plain(paragraph.text), note)
        for area in areas(halton().recognition.report).values()
        for paragraph in area.narrative
        for note in footnotes(paragraph.text)
    ]

    ((text, note),) = found
    assert plain(note.text) == wanted["text"]
    assert wanted["anchor_after"] in text


def test_superscript_italic_and_links_are_kept() -> None:
    sections = halton().recognition.report.content.sections
    context, annex_a, annex_c = (sections[key] for key in ("context", "annex-a", "annex-c"))
    assert isinstance(context, NarrativeSection)
    assert isinstance(annex_a, NarrativeSection)
    assert isinstance(annex_c, NarrativeSection)

    assert Run("th", Mark.SUPERSCRIPT) in context.narrative[1].text
    assert (
        Run("Framework for the Inspection of Children's Services", Mark.ITALIC) in annex_c.narrative[0].text
    )
    (link,) = (run for run in annex_a.narrative[-1].text if isinstance(run, Run) and run.link)
    assert link.text.endswith(r"fileName=\\APA\\apa_2007_876.pdf")
    assert link.link.endswith("fileName=%5C%5CAPA%5C%5Capa_2007_876.pdf")


def test_every_word_is_accounted_for() -> None:
    found = halton()

    assert found.warnings == ()
    assert found.account.balanced
    assert found.account.tray == 0
    assert found.account.source_words == 12_020
    assert found.fit == 1.0


def test_what_is_dropped_is_furniture_only() -> None:
    reasons = {dropped.reason for dropped in halton().recognition.furniture}

    assert reasons == {
        "paragraph number",
        "footnote mark",
        "contents list, made anew",
        "grade strip",
        "row of the grades table",
        "heading of the strengths and weaknesses",
    }
