"""What was released stays: each format of `.drafter` files opens for ever, and frameworks do not change.

Nothing is released yet. Until the first release both may still change, and `--accept` writes the file of
format 1 and the digests anew. From then on a changed digest means that a report somebody has would read
otherwise than before: give a framework a new version (in a folder of its own), a format a new number and a
migration, and let `--accept` add lines only.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.framework.files import digest as framework_digest
from drafter.framework.files import read_folder
from drafter.report.model import Desk, Origin, Report, TrayPiece
from drafter.report.richtext import rich
from drafter.resources import shipped
from drafter.services.frameworks import installed
from drafter.store.encode import encode
from drafter.store.migrations import FORMAT
from drafter.store.reports import open_report
from drafter.store.stamps import digest
from tests.examples import framework, halton

FILES = Path(__file__).resolve().parents[1] / "files"
DIGESTS = FILES / "digests.json"
FRAMEWORKS = sorted(path.parent.name for path in shipped("templates").glob("*/framework.toml"))
FORMATS = range(1, FORMAT + 1)
DESK = Desk(
    notes={"context": "Ask about the figures."},
    short_titles={"aaaaaaa9": "Health"},
    tray=(TrayPiece(id="aaaaaaa8", heading="Old", text=rich("text"), origin=Origin(source="old.md")),),
    carried={"aaaaaaa7": Origin(source="old.md", place="paragraph 43")},
)


@pytest.fixture
def accept(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--accept"))


def known(kind: str, name: str) -> Any:
    return json.loads(DIGESTS.read_text("utf-8")).get(kind, {}).get(name)


def write_down(kind: str, name: str, value: Any) -> None:
    whole = json.loads(DIGESTS.read_text("utf-8")) if DIGESTS.exists() else {}
    whole.setdefault(kind, {})[name] = value
    DIGESTS.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", "utf-8")


def spelled(report: Report) -> str:
    """Everything that a report says, without its framework: the digest of its newest spelling."""
    whole = json.loads(encode(report, replace(framework(), files={})))
    return digest(json.dumps([whole["content"], whole["desk"]], sort_keys=True).encode())


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_stays_as_it_was_released(name: str, accept: bool) -> None:
    found = framework_digest(read_folder(shipped("templates", name)))
    if accept:
        write_down("frameworks", name, found)

    assert known("frameworks", name) == found, "see the top of this file"


@pytest.mark.parametrize("number", FORMATS)
def test_a_file_of_each_format_opens_and_says_what_it_said(number: int, accept: bool) -> None:
    file = FILES / f"format-{number}.drafter"
    if accept and number == FORMAT:
        file.write_bytes(encode(replace(halton().recognition.report, desk=DESK), framework()))
    if accept:
        told = {"file": digest(file.read_bytes()), "content": spelled(open_report(file, installed).report)}
        write_down("formats", file.name, told)

    assert known("formats", file.name)["file"] == digest(file.read_bytes()), "the file itself never changes"
    report = open_report(file, lambda key, version: None).report
    assert report.content.facts["area"] == "Halton"
    assert report.desk == DESK
    assert known("formats", file.name)["content"] == spelled(report)
