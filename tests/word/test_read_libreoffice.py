"""Our files come back whole after LibreOffice saved them, once, twice and by way of its own format.

Copies that it saved are kept; the long form saves them anew and, with --accept, keeps those.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from drafter.services.frameworks import by_key
from drafter.store.reports import Opened
from drafter.word.carried import carried_data
from drafter.word.gate import opened_package
from tests.filled import area_send, area_send_in_own_words, ilacs
from tests.word.helpers import JOINT_AREA_REVIEW, example, exported, worked_example
from tests.word.test_read import recognised
from tests.word.test_survives import NEEDS_LIBREOFFICE, converted

FILES = Path(__file__).resolve().parents[1] / "files"
OWN = "area-send-2023 in own words"
WAYS = {
    "final-twice": (JOINT_AREA_REVIEW, True, ("docx", "docx")),
    "draft-once": (JOINT_AREA_REVIEW, False, ("docx",)),
    "final-via-odt": (JOINT_AREA_REVIEW, True, ("odt", "docx")),
    "ilacs-twice": ("ilacs-2018", True, ("docx", "docx")),
    "ilacs-via-odt": ("ilacs-2018", True, ("odt", "docx")),
    "area-send-twice": ("area-send-2023", True, ("docx", "docx")),
    "area-send-via-odt": ("area-send-2023", True, ("odt", "docx")),
    "own-words-twice": (OWN, True, ("docx", "docx")),
    "own-words-via-odt": (OWN, True, ("odt", "docx")),
}
COPIES = pytest.mark.parametrize("name", WAYS)


def kept(name: str) -> Path:
    return FILES / f"libreoffice-{name}.docx"


@cache
def opened(key: str) -> Opened:
    if key == JOINT_AREA_REVIEW:
        return worked_example()
    if key == OWN:
        return area_send_in_own_words("systemic-failings", throughout=True)
    return Opened(ilacs() if key == "ilacs-2018" else area_send(), by_key(key))


@COPIES
def test_the_report_comes_back_from_a_kept_copy(name: str) -> None:
    key = WAYS[name][0]
    found = recognised(kept(name).read_bytes(), opened(key).framework.key)

    assert found.report.content == opened(key).report.content
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
    key, final, kinds = WAYS[name]
    path = tmp_path / "report.docx"
    path.write_bytes(exported(opened(key), final=final))
    for number, kind in enumerate(kinds):
        saved = converted(path, kind)
        path = tmp_path / f"saved-{number}.{kind}"
        path.write_bytes(saved)
    if pytestconfig.getoption("--accept"):
        kept(name).write_bytes(path.read_bytes())

    found = recognised(path.read_bytes(), opened(key).framework.key)
    assert found.report.content == opened(key).report.content
