"""Our files come back whole after LibreOffice saved them, once, twice and by way of its own format.

Copies that it saved are kept; the long form saves them anew and, with --accept, keeps those.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.word.carried import carried_data
from drafter.word.gate import opened_package
from tests.word.helpers import example, worked_example
from tests.word.test_read import recognised
from tests.word.test_survives import NEEDS_LIBREOFFICE, converted

FILES = Path(__file__).resolve().parents[1] / "files"
WAYS = {
    "final-twice": (True, ("docx", "docx")),
    "draft-once": (False, ("docx",)),
    "final-via-odt": (True, ("odt", "docx")),
}
COPIES = pytest.mark.parametrize("name", WAYS)


def kept(name: str) -> Path:
    return FILES / f"libreoffice-{name}.docx"


@COPIES
def test_the_report_comes_back_from_a_kept_copy(name: str) -> None:
    found = recognised(kept(name).read_bytes())

    assert found.report.content == worked_example().report.content
    assert found.report.desk.tray == ()
    assert found.warnings == ()


def test_the_data_of_a_draft_comes_back_from_a_kept_copy() -> None:
    data = carried_data(opened_package(kept("draft-once").read_bytes()))

    assert data is not None
    assert data == carried_data(opened_package(example(final=False)))
    assert set(json.loads(data)["content"]["sections"])


@pytest.mark.full
@NEEDS_LIBREOFFICE
@COPIES
def test_the_report_comes_back_from_a_copy_that_is_saved_now(
    name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    final, kinds = WAYS[name]
    path = tmp_path / "report.docx"
    path.write_bytes(example(final=final))
    for number, kind in enumerate(kinds):
        saved = converted(path, kind)
        path = tmp_path / f"saved-{number}.{kind}"
        path.write_bytes(saved)
    if pytestconfig.getoption("--accept"):
        kept(name).write_bytes(path.read_bytes())

    assert recognised(path.read_bytes()).report.content == worked_example().report.content
