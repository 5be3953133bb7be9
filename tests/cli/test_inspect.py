"""`drafter inspect`: what is hidden in a Word file, for people and for programs, and its exit codes."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import assert_done, assert_one_line, drafter, nothing_changes_in


@pytest.fixture(scope="module")
def exports(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the worked example as draft.docx and final.docx. Nobody may change it."""
    folder = tmp_path_factory.mktemp("exports")
    drafter("export", example, "-o", folder / "draft.docx")
    drafter("export", example, "-o", folder / "final.docx", "--final")
    return folder


@pytest.fixture
def signed(exports: Path, folder: Path) -> Path:
    """The final report after somebody put names and tricks for a terminal into it."""
    target = folder / "signed.docx"
    with zipfile.ZipFile(exports / "final.docx") as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                said = "<dc:creator>Ann \u009b31mOther</dc:creator></cp:coreProperties>"
                data = data.replace(b"</cp:coreProperties>", said.encode())
            new.writestr(name, data)
    return target


@pytest.mark.smoke
def test_a_final_export_hides_nothing_and_says_so(exports: Path) -> None:
    with nothing_changes_in(exports):
        outcome = drafter("inspect", exports / "final.docx")
    assert_done(outcome)
    first, *rest = outcome.out.splitlines()
    assert first == "Nothing is hidden in this file."
    assert any("hidden bookmarks tell Drafter" in line for line in rest)


@pytest.mark.smoke
def test_a_draft_tells_that_it_carries_its_data(exports: Path) -> None:
    outcome = drafter("inspect", exports / "draft.docx")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith(f"Hidden in {exports / 'draft.docx'}:\n")
    assert "- The report's data in 2 places" in outcome.out
    assert "Export the report from Drafter as final." in outcome.out


def test_what_is_hidden_is_told_with_what_to_do(signed: Path) -> None:
    outcome = drafter("inspect", signed)
    assert (outcome.code, outcome.err) == (1, "")
    assert "- The name of a person or organisation.\n    Ann 31mOther (author of the file)\n" in outcome.out
    assert "In Word: File > Info > Check for Issues > Inspect Document" in outcome.out


def test_the_json_of_inspect_keeps_its_shape(signed: Path) -> None:
    outcome = drafter("inspect", signed, "--json")
    assert (outcome.code, outcome.err) == (1, "")
    listed = json.loads(outcome.out)
    for one in listed:
        assert list(one) == ["kind", "hidden", "count", "what", "people", "examples", "remedy"]
    assert [(one["kind"], one["count"], one["people"]) for one in listed if one["hidden"]] == [
        ("people", 1, ["Ann 31mOther"])
    ]


def test_the_json_of_a_clean_file_has_remarks_alone(exports: Path) -> None:
    outcome = drafter("inspect", exports / "final.docx", "--json")
    assert_done(outcome)
    assert not any(one["hidden"] for one in json.loads(outcome.out))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"Dear colleague", "plain text"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "protected with a password"),
        (b"PK\x03\x04" + bytes(600), "its end is missing"),
    ],
    ids=["empty", "a text", "a password", "truncated"],
)
def test_a_file_that_is_no_word_document_is_refused(data: bytes, told: str, folder: Path) -> None:
    (folder / "a.docx").write_bytes(data)
    with nothing_changes_in(folder):
        for more in ((), ("--json",)):
            assert_one_line(drafter("inspect", folder / "a.docx", *more), str(folder / "a.docx"), told)


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    assert_one_line(drafter("inspect", folder / "no.docx"), "no.docx", "no such file")


def test_a_folder_is_told(folder: Path) -> None:
    assert_one_line(drafter("inspect", folder), str(folder), "a folder, not a file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read_is_told(signed: Path) -> None:
    signed.chmod(0)
    assert_one_line(drafter("inspect", signed), str(signed), "cannot be read")


def test_a_file_that_is_too_large_is_told(folder: Path) -> None:
    with (folder / "a.docx").open("wb") as file:
        file.truncate(200_000_001)  # takes no room on the disk
    assert_one_line(drafter("inspect", folder / "a.docx"), "larger than 200 MB")


@pytest.mark.parametrize("words", [(), ("a.docx", "b.docx"), ("a.docx", "--weather")], ids=" ".join)
def test_wrong_usage_has_exit_code_2(words: tuple[str, ...]) -> None:
    assert drafter("inspect", *words).code == 2


def test_the_help_tells_the_exit_codes() -> None:
    told = " ".join(drafter("inspect", "--help").out.split())
    assert "exit code is 0 when nothing is hidden, 1 when something is" in told
