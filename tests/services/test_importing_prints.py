"""A report that was exported as PDF or plain text is imported again, with every word accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.report.ids import seeded_ids
from drafter.report.model import Kind, NarrativeSection, Report
from drafter.report.richtext import Footnote, Mark, Run, rich
from drafter.services.exporting import export
from drafter.services.frameworks import by_key
from drafter.services.importing import Imported, import_source
from drafter.services.steps import finish
from drafter.store.encode import content as encoded
from drafter.store.reports import Opened
from tests.examples import FRAMEWORK
from tests.filled import area_send, ilacs
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


def test_footnotes_in_tables_are_told_to_be_missing_from_a_pdf(tmp_path: Path) -> None:
    report = ilacs()
    key, section = next(
        (key, one) for key, one in report.content.sections.items() if isinstance(one, NarrativeSection)
    )
    paragraph = replace(
        section.narrative[0],
        kind=Kind.TABLE,
        text=(),
        rows=((rich("Year"),), (rich("2007", Footnote("n1", rich(Run("Not published", Mark.ITALIC)))),)),
    )
    changed = replace(section, narrative=(paragraph,))
    content = replace(report.content, sections={**report.content.sections, key: changed})
    opened = Opened(replace(report, content=content), by_key(report.framework))

    (warning,) = finish(export(opened, tmp_path / "report.pdf", final=True))

    assert "does not print the text of the footnote" in warning
    assert finish(export(opened, tmp_path / "report.txt", final=True)) == ()
    found = finish(import_source(tmp_path / "report.pdf", report.framework, seeded_ids(1)))
    reasons = [one.reason for one in found.recognition.furniture]
    assert "text of footnote 1, which this PDF does not print" in reasons
    assert found.account.balanced


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
