"""A Word draft brings back what it carries; what somebody changed in its text wins and is told."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.report.ids import seeded_ids
from drafter.report.model import Desk, Origin
from drafter.services.exporting import export
from drafter.services.importing import Imported, import_source
from drafter.services.steps import finish
from drafter.store.reports import Opened
from tests.word.helpers import DOCUMENT, example, packed, planted, unpacked, worked_example


def imported(data: bytes, folder: Path, key: str | None = None) -> Imported:
    path = folder / "report.docx"
    path.write_bytes(data)
    return finish(import_source(path, key, seeded_ids("import")))


def with_marks() -> Opened:
    """The worked example with a mark of carried-over text and a short title."""
    opened = worked_example()
    section = opened.report.content.sections["introduction"]
    paragraph = section.narrative[0].id  # type: ignore[union-attr]
    investigation = opened.report.content.sections["investigations"].investigations[0].id  # type: ignore[union-attr]
    desk = Desk(
        carried={paragraph: Origin(source="last year.docx", place="paragraph 1")},
        short_titles={investigation: "Breastfeeding"},
        notes={"safeguarding": "not for anybody"},
    )
    return Opened(replace(opened.report, desk=desk), opened.framework)


def draft_of(opened: Opened, folder: Path) -> bytes:
    target = folder / "draft.docx"
    finish(export(opened, target, final=False))
    return target.read_bytes()


def test_a_final_file_comes_back_with_every_word_accounted_for(tmp_path: Path) -> None:
    found = imported(example(final=True), tmp_path)

    assert found.recognition.report.content == worked_example().report.content
    assert found.account.balanced
    assert found.warnings == ()
    assert found.changes == ()


def test_a_draft_brings_back_its_marks_and_no_notes(tmp_path: Path) -> None:
    opened = with_marks()

    found = imported(draft_of(opened, tmp_path), tmp_path)

    assert found.recognition.report.content == opened.report.content
    assert found.recognition.report.desk.carried == opened.report.desk.carried
    assert found.recognition.report.desk.short_titles == opened.report.desk.short_titles
    assert found.recognition.report.desk.notes == {}
    assert found.changes == ()


def test_what_was_changed_in_the_text_wins_and_is_told(tmp_path: Path) -> None:
    parts = planted(unpacked(example(final=False)), DOCUMENT, "from 89% to 93%", "from 89% to 94%")

    found = imported(packed(parts), tmp_path)

    assert "from 89% to 94%" in str(found.recognition.report.content)
    assert found.changes == ("Looked after children and young people, paragraph 39",)
    (warning,) = found.warnings
    assert warning == f"Changed in the Word file since it was exported: {found.changes[0]}."


def test_a_paragraph_that_was_added_and_one_that_is_gone_are_told(tmp_path: Path) -> None:
    parts = unpacked(example(final=False))
    text = parts[DOCUMENT].decode()
    start = text.rindex("<w:p>", 0, text.index("Safeguarding in Halton is seen"))
    end = text.index("</w:p>", start) + len("</w:p>")
    new = '<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr><w:r><w:t>Another.</w:t></w:r></w:p>'

    found = imported(packed({**parts, DOCUMENT: (text[:start] + new + text[end:]).encode()}), tmp_path)

    assert found.changes == (
        "Safeguarding, paragraph 17 (new)",
        "Safeguarding, paragraph 17 (gone)",
    )


def test_data_whose_digest_does_not_fit_is_left_alone(tmp_path: Path) -> None:
    parts = unpacked(example(final=False))
    spoiled = {
        **parts,
        "customXml/item1.xml": parts["customXml/item1.xml"].replace(b"outstanding", b"inadequate"),
        "docProps/custom.xml": re.sub(
            rb">eJ[^<]{20}", b">eJAAAAAAAAAAAAAAAAAAAAAA", parts["docProps/custom.xml"]
        ),
    }

    found = imported(packed(spoiled), tmp_path)

    assert found.recognition.report.content == worked_example().report.content
    assert found.warnings == ()


def test_data_that_unpacks_without_end_is_left_alone(tmp_path: Path) -> None:
    parts = unpacked(example(final=False))
    bomb = base64.b64encode(zlib.compress(b" " * 70_000_000))
    custom = re.sub(rb">eJ[^<]*<", b">" + bomb + b"<", parts["docProps/custom.xml"])
    spoiled = {name: data for name, data in parts.items() if not name.startswith("customXml")}

    found = imported(packed({**spoiled, "docProps/custom.xml": custom}), tmp_path)

    assert found.recognition.report.content == worked_example().report.content


def test_without_a_framework_named_the_draft_names_it(tmp_path: Path) -> None:
    assert imported(example(final=False), tmp_path).framework.key == "joint-area-review-2007"


@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
def test_a_web_page_comes_back_with_every_word_accounted_for(final: bool, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    finish(export(worked_example(), path, final=final))

    found = finish(import_source(path, None, seeded_ids("import")))

    assert found.recognition.report.content == worked_example().report.content
    assert found.account.balanced
    assert found.warnings == ()


@pytest.mark.parametrize("data", [b"", b"no Word file", b"PK\x03\x04 damaged"])
def test_what_is_no_word_file_is_told_with_its_name(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="file") as raised:
        imported(data, tmp_path)

    assert "report.docx" in str(raised.value)
