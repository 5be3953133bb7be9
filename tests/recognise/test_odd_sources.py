"""Sources that differ from the worked example: nothing is lost, and doubt is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, NarrativeSection, RecommendationsSection
from drafter.report.richtext import plain
from drafter.services.importing import Imported, import_source
from drafter.services.steps import finish
from tests.examples import FRAMEWORK, SOURCE, areas, halton


def _import(folder: Path, text: str, key: str | None = FRAMEWORK) -> Imported:
    source = folder / "source.md"
    source.write_text(text, encoding="utf-8")
    found = finish(import_source(source, key, seeded_ids(1)))
    assert found.account.balanced, found.account
    return found


@pytest.fixture(scope="module")
def halton_text() -> str:
    return SOURCE.read_text(encoding="utf-8")


def test_a_section_that_the_framework_lacks_goes_to_the_tray_with_its_heading(
    tmp_path: Path, halton_text: str
) -> None:
    extra = "## Letter from the mayor\n\nDear all, thank you.\n\n- one\n\n## Context\n"

    found = _import(tmp_path, halton_text.replace("## Context\n", extra))

    tray = found.recognition.report.desk.tray
    assert [(piece.heading, plain(piece.text)) for piece in tray] == [
        ("", "Letter from the mayor"),
        ("Letter from the mayor", "Dear all, thank you."),
        ("Letter from the mayor", "one"),
    ]


def test_a_sentence_that_tells_another_grade_than_its_strip_is_kept_and_told(
    tmp_path: Path, halton_text: str
) -> None:
    changed = halton_text.replace(
        "looked after children and young people is good.**",
        "looked after children and young people is adequate.**",
    )
    assert changed != halton_text

    found = _import(tmp_path, changed)

    report = found.recognition.report
    assert report.content.grades["looked-after"] == "good"
    assert plain(areas(report)["looked-after"].sentence).endswith("is adequate.")
    assert any("another grade" in warning for warning in found.warnings)


def test_a_grades_table_that_differs_from_the_section_is_told(tmp_path: Path, halton_text: str) -> None:
    found = _import(
        tmp_path, halton_text.replace("<b>Safeguarding</b>\t<b>4</b>", "<b>Safeguarding</b>\t<b>2</b>")
    )

    assert found.recognition.report.content.grades["safeguarding"] == "outstanding"
    assert any("grades table" in warning for warning in found.warnings)


def test_a_strip_with_two_marks_gives_no_grade_and_says_so(tmp_path: Path, halton_text: str) -> None:
    found = _import(
        tmp_path, halton_text.replace("Good\n\nX\n\nOutstanding\n", "Good\n\nX\n\nOutstanding\n\nX\n", 1)
    )

    assert any("more than one" in warning for warning in found.warnings)


def test_headings_may_differ_in_case_dashes_and_quotes(tmp_path: Path, halton_text: str) -> None:
    changed = halton_text.replace("## Equality and diversity", "## **EQUALITY AND DIVERSITY**")

    found = _import(tmp_path, changed)

    section = found.recognition.report.content.sections["equality"]
    assert isinstance(section, NarrativeSection)
    assert len(section.narrative) == 3


def test_a_section_that_is_missing_is_empty(tmp_path: Path, halton_text: str) -> None:
    start = halton_text.index("## Equality and diversity")
    end = halton_text.index("## Safeguarding")

    found = _import(tmp_path, halton_text[:start] + halton_text[end:])

    assert found.recognition.report.content.sections["equality"] == NarrativeSection()
    assert found.fit < 1


def test_a_cell_that_names_no_grade_is_told_and_kept(tmp_path: Path, halton_text: str) -> None:
    cell = "<b>Looked after children</b>\t<b>{}</b>"

    found = _import(
        tmp_path, halton_text.replace(cell.format(3), cell.format("Good, with excellent features"))
    )

    assert found.recognition.report.content.grades["looked-after"] == "good"  # from its strip
    assert any("No grade is understood" in warning for warning in found.warnings)
    assert "Good, with excellent features" in [plain(p.text) for p in found.recognition.report.desk.tray]


def test_a_second_text_under_the_grades_does_not_replace_the_legend(tmp_path: Path, halton_text: str) -> None:
    found = _import(
        tmp_path, halton_text.replace("## Recommendations", "A second text.\n\n## Recommendations")
    )

    assert found.recognition.report.content.sections["grades"].own == {}
    assert [plain(p.text) for p in found.recognition.report.desk.tray] == ["A second text."]


def test_a_sub_heading_named_like_a_section_does_not_take_its_place(tmp_path: Path, halton_text: str) -> None:
    found = _import(tmp_path, halton_text.replace("\n5. Halton is", "\n### Safeguarding\n\n5. Halton is"))

    report = found.recognition.report
    assert len(areas(report)["safeguarding"].narrative) == 14
    assert Kind.SUBHEADING in [p.kind for p in report.content.sections["context"].narrative]  # type: ignore[union-attr]


def test_a_lead_in_that_names_no_body_is_told_and_kept(tmp_path: Path, halton_text: str) -> None:
    found = _import(tmp_path, halton_text.replace("The PCT, the council and partners should:", "A remark."))

    section = found.recognition.report.content.sections["recommendations"]
    assert isinstance(section, RecommendationsSection)
    assert section.groups[-1].body == ""
    assert [plain(p.text) for p in found.recognition.report.desk.tray] == ["A remark."]


def test_a_foreign_text_does_not_become_a_cover(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Line {number} of a letter." for number in range(50))

    found = _import(tmp_path, f"Joint area review\n\n{lines}")

    assert len(found.recognition.report.desk.tray) >= 48
    assert any("None of the framework's headings" in warning for warning in found.warnings)


def test_another_area_with_a_name_of_three_words(tmp_path: Path, halton_text: str) -> None:
    found = _import(tmp_path, halton_text.replace("**Halton Children's", "**Isle of Wight Children's"))

    assert found.recognition.report.content.facts["area"] == "Isle of Wight"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(tmp_path: Path, halton_text: str, ends: str) -> None:
    source = tmp_path / "source.md"
    source.write_bytes(halton_text.replace("\n", ends).encode())

    found = finish(import_source(source, FRAMEWORK, seeded_ids("test")))

    assert found.recognition.report.content == halton().recognition.report.content
    assert found.account.balanced


def test_a_table_in_a_narrative_stays_a_table(tmp_path: Path, halton_text: str) -> None:
    table = "\n| Year | Rate |\n| --- | --- |\n| 2007 | 37.1% |\n\n65. A very"

    found = _import(tmp_path, halton_text.replace("\n65. A very", table))

    narrative = areas(found.recognition.report)["investigation-1"].narrative
    (paragraph,) = (p for p in narrative if p.rows)
    assert [[plain(cell) for cell in row] for row in paragraph.rows] == [["Year", "Rate"], ["2007", "37.1%"]]


@pytest.mark.parametrize(
    "text",
    [
        "Just a line.",
        "\n".join(f"{'  ' * depth}- item {depth}" for depth in range(200)),
        ">" * 500 + " deep",
        "- " * 300 + "deep",
        "# A title\n\nand a text\n",
        "1. one\n2. two\n",
        "\t\n\t\t\n",
        "| a |\n| --- |\n",
        "> quote",
    ],
)
def test_a_text_that_is_no_report_goes_to_the_tray_whole(tmp_path: Path, text: str) -> None:
    found = _import(tmp_path, text)

    assert found.account.placed + found.account.tray + found.account.furniture == found.account.source_words


def test_the_framework_that_fits_best_is_found(tmp_path: Path, halton_text: str) -> None:
    assert _import(tmp_path, halton_text, key=None).framework.key == FRAMEWORK
