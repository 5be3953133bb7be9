"""A report that was exported as PDF or plain text is imported again, with every word accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from drafter.errors import DrafterError
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import AreaSection, InvestigationsSection, Kind, NarrativeSection, Report
from drafter.report.richtext import Footnote, Mark, Run, rich
from drafter.services.exporting import export
from drafter.services.frameworks import by_key
from drafter.services.importing import Imported, import_source
from drafter.services.steps import finish
from drafter.store.encode import content as encoded
from drafter.store.reports import Opened
from tests.examples import FRAMEWORK
from tests.filled import OWN_SENTENCE, area_send, area_send_in_own_words, ilacs
from tests.word.helpers import worked_example

EXPORTS = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
FILLED = pytest.mark.parametrize("report", [ilacs(), area_send()], ids=lambda report: report.framework)


def again(opened: Opened, target: Path, *, final: bool) -> Imported:
    """What is imported from an export; the framework is found by the headings."""
    finish(export(opened, target, final=final))
    return finish(import_source(target, None, seeded_ids(3)))


def without_ids_and_marks(value: Any) -> Any:
    """Encoded content without what plain text does not say: ids, and how runs are set."""
    if isinstance(value, dict):
        return {
            key.partition(".")[0]: "" if key in ("id", "footnote") else without_ids_and_marks(one)
            for key, one in value.items()
        }
    if not isinstance(value, list):
        return value
    if any(
        isinstance(one, dict) and set(one) & {"bold", "italic", "superscript", "subscript"} for one in value
    ):
        return "".join(one if isinstance(one, str) else one["text"] for one in value)
    return [without_ids_and_marks(one) for one in value]


@EXPORTS
def test_the_worked_example_comes_back_from_its_pdf(tmp_path: Path, final: bool) -> None:
    found = again(worked_example(), tmp_path / "halton.pdf", final=final)

    assert found.framework.key == FRAMEWORK
    assert found.account.balanced
    assert found.account.tray == 0
    assert found.warnings == ()
    assert found.recognition.report.content == worked_example().report.content


@EXPORTS
def test_the_worked_example_comes_back_from_plain_text_but_for_ids_and_marks(
    tmp_path: Path, final: bool
) -> None:
    found = again(worked_example(), tmp_path / "halton.txt", final=final)

    assert found.framework.key == FRAMEWORK
    assert found.account.balanced
    assert found.account.tray == 0
    assert found.warnings == ()
    content = encoded(worked_example().report.content)
    assert without_ids_and_marks(encoded(found.recognition.report.content)) == without_ids_and_marks(content)


@FILLED
def test_a_filled_report_of_each_other_framework_comes_back_from_its_pdf(
    tmp_path: Path, report: Report
) -> None:
    opened = Opened(report, by_key(report.framework))

    found = again(opened, tmp_path / "report.pdf", final=True)

    assert found.account.balanced
    assert found.recognition.report.content == report.content


@FILLED
def test_a_filled_report_of_each_other_framework_comes_back_from_plain_text(
    tmp_path: Path, report: Report
) -> None:
    found = again(Opened(report, by_key(report.framework)), tmp_path / "report.txt", final=True)

    assert found.account.balanced
    assert found.account.tray == 0
    content = encoded(report.content)
    assert without_ids_and_marks(encoded(found.recognition.report.content)) == without_ids_and_marks(content)


def test_an_import_from_a_pdf_changes_no_word_on_the_way_round(tmp_path: Path) -> None:
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    found = again(worked_example(), first, final=True)

    finish(export(Opened(found.recognition.report, found.framework), second, final=True))

    assert second.read_bytes() == first.read_bytes()


def with_a_table_of_notes(report: Report) -> Opened:
    """A report in which a paragraph is a table with footnotes, one of them in its heading row."""
    key, section = next(
        (key, one) for key, one in report.content.sections.items() if isinstance(one, NarrativeSection)
    )
    words = rich(
        Run("Not published", Mark.ITALIC), " in 2008, see ", Run("there", link="https://example.org")
    )
    head = rich("Year", Footnote("n0", rich("The school's year.")))
    paragraph = replace(
        section.narrative[0],
        kind=Kind.TABLE,
        text=(),
        rows=((head,), (rich("2007", Footnote("n1", words)),)),
    )
    changed = replace(section, narrative=(*section.narrative[1:], paragraph))
    content = replace(report.content, sections={**report.content.sections, key: changed})
    return Opened(replace(report, content=content), by_key(report.framework))


@FILLED
@EXPORTS
def test_footnotes_in_tables_come_back_from_every_print(tmp_path: Path, report: Report, final: bool) -> None:
    opened = with_a_table_of_notes(report)

    for ending in (".docx", ".html", ".pdf"):
        assert finish(export(opened, tmp_path / f"report{ending}", final=final)) == ()
        found = finish(import_source(tmp_path / f"report{ending}", report.framework, seeded_ids(1)))
        assert found.recognition.report.content == opened.report.content, ending
        assert found.account.balanced
        assert found.account.tray == 0


# --- grades that nothing prints --------------------------------------------------------------------------

OUTCOMES = pytest.mark.parametrize("outcome", ["typically-positive", "inconsistent", "systemic-failings"])


@OUTCOMES
@EXPORTS
@pytest.mark.parametrize("ending", [".docx", ".html", ".pdf", ".md", ".txt"])
def test_an_outcome_in_own_words_comes_back(tmp_path: Path, outcome: str, final: bool, ending: str) -> None:
    opened = area_send_in_own_words(outcome)

    found = again(opened, tmp_path / f"report{ending}", final=final)

    content = found.recognition.report.content
    section = content.sections["outcome"]
    assert isinstance(section, AreaSection)
    assert content.grades == {"outcome": outcome}
    assert (section.area.sentence, section.own, section.area.narrative) == (OWN_SENTENCE, {}, ())
    assert found.account.balanced


@OUTCOMES
@pytest.mark.parametrize("ending", [".docx", ".html", ".pdf"])
def test_an_outcome_comes_back_where_all_that_is_printed_of_it_is_own(
    tmp_path: Path, outcome: str, ending: str
) -> None:
    opened = area_send_in_own_words(outcome, throughout=True)

    found = again(opened, tmp_path / f"report{ending}", final=True)

    content = found.recognition.report.content
    assert content.grades == {"outcome": outcome}
    assert content.sections["outcome"] == opened.report.content.sections["outcome"]


@pytest.mark.parametrize("ending", [".docx", ".html", ".pdf"])
def test_the_grade_of_an_investigation_in_own_words_comes_back(tmp_path: Path, ending: str) -> None:
    opened = worked_example()
    section = opened.report.content.sections["investigations"]
    assert isinstance(section, InvestigationsSection)
    listed = tuple(
        replace(one, subject="", area=replace(one.area, sentence=OWN_SENTENCE))
        for one in section.investigations
    )
    report = edits.set_section(opened.report, "investigations", replace(section, investigations=listed))

    found = again(Opened(report, opened.framework), tmp_path / f"report{ending}", final=True)

    assert found.recognition.report.content == report.content
    assert found.warnings == ()


def test_a_pdf_prints_no_more_for_an_outcome_in_own_words(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"

    finish(export(area_send_in_own_words("inconsistent", throughout=True), target, final=True))

    pages = pypdfium2.PdfDocument(target.read_bytes())
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "own words" in printed
    assert "nconsistent" not in printed
    assert "Graded" not in printed


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"no PDF at all", "not a PDF file"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b"Some words of somebody's.", "only plain-text files that it made itself"),
        ("a.txt", b"\xff\xfe\x00\x01 words", ""),
    ],
)
def test_a_file_of_others_is_refused_with_its_name(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(DrafterError) as caught:
        finish(import_source(tmp_path / name, None, seeded_ids(1)))

    assert told in caught.value.problem
    assert str(tmp_path / name) in str(caught.value)
