"""The self-test: the main job on the worked example, in a temporary folder."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from drafter.errors import DrafterError
from drafter.report.ids import seeded_ids
from drafter.resources import shipped
from drafter.services import frameworks
from drafter.services.exporting import export
from drafter.services.importing import import_source
from drafter.services.steps import finish
from drafter.store.reports import Opened, open_report, save_report

EXAMPLE = ("resources", "examples", "halton-2008")


def self_test() -> Iterator[str]:
    """Run the main job, yielding a line about each thing that was checked.

    Raises DrafterError at the first that is not as it must be.
    """
    for key in sorted(frameworks.folders()):
        framework = frameworks.by_key(key)
        yield f"framework {framework.key}, version {framework.version}: in order"
    example = shipped(*EXAMPLE[:-1], f"{EXAMPLE[-1]}.drafter")
    opened = open_report(example, frameworks.installed)
    yield f"worked example: opened, {len(opened.report.content.sections)} sections"
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        yield from _round_trips(opened, Path(folder))
        yield from _word(opened, Path(folder))
        yield from _pages(opened, Path(folder))


def _round_trips(opened: Opened, folder: Path) -> Iterator[str]:
    copy = folder / "copy.drafter"
    save_report(copy, opened.report, opened.framework)
    _must(open_report(copy, frameworks.installed).report == opened.report, "a saved report differs")
    yield "saved and opened again: the same report"
    markdown = folder / "copy.md"
    finish(export(opened, markdown, final=True))
    imported = finish(import_source(markdown, opened.framework.key, seeded_ids(1)))
    _must(imported.account.balanced, "words were lost between export and import")
    yield f"exported as Markdown and imported again: {imported.account.placed} words, none lost"


def _word(opened: Opened, folder: Path) -> Iterator[str]:
    for final in (False, True):
        target = folder / "report.docx"
        finish(export(opened, target, final=final))
        with zipfile.ZipFile(target) as archive:
            _must(archive.testzip() is None, "the Word document is damaged")
            body = archive.read("word/document.xml").decode()
        _must("Halton Children's Services Authority Area" in body, "the Word document lacks its text")
        _must(" PAGEREF " in body, "the contents list has no page numbers")
        size = target.stat().st_size // 1024
        yield f"exported to Word, {'final' if final else 'draft'}: {size} KB"


def _pages(opened: Opened, folder: Path) -> Iterator[str]:
    for ending, begins in ((".pdf", b"%PDF-"), (".html", b"<!DOCTYPE html>")):
        target = folder / f"report{ending}"
        finish(export(opened, target, final=True))
        data = target.read_bytes()
        _must(data.startswith(begins), f"the {ending} file is none")
        yield f"exported as {ending[1:].upper()}: {len(data) // 1024} KB"


def _must(holds: bool, problem: str) -> None:
    if not holds:
        raise DrafterError(
            f"the self-test failed: {problem}", hint="Please install Drafter again and report this."
        )
