"""Names of files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.services.naming import LONGEST, LONGEST_BYTES, free_name, offered_name, safe_name
from drafter.services.starting import new_report
from tests.examples import framework, halton

_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def test_the_name_says_what_the_framework_says() -> None:
    report = halton().recognition.report

    assert offered_name(report, framework(), ".docx") == "Halton joint area review 2008.docx"
    assert (
        offered_name(report, framework(), ".pdf", draft=True) == "Halton joint area review 2008 (draft).pdf"
    )


def test_a_report_without_its_area_is_called_by_its_framework() -> None:
    report = new_report(framework(), {}, seeded_ids(1))

    assert offered_name(report, framework(), ".drafter") == "Joint area review (from April 2007).drafter"


def test_an_area_cannot_name_another_folder() -> None:
    report = edits.set_fact(halton().recognition.report, "area", "../../etc/Kent: 2007/08")

    assert offered_name(report, framework(), ".docx") == "etc-Kent- 2007-08 joint area review 2008.docx"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "Report.docx"),
        ("...", "Report.docx"),
        ("CON", "Report CON.docx"),
        ("aux.2008", "Report aux.2008.docx"),
        ("com¹", "Report com¹.docx"),
        ("Conwy", "Conwy.docx"),
        ("Kent. . ", "Kent.docx"),
        (".hidden", "hidden.docx"),
        ("St Helens  review\n2008", "St Helens review 2008.docx"),
        ("Kent\u202ecod.exe", "Kentcod.exe.docx"),
        ("Kent\ud800", "Kent.docx"),
        ("Ynys Mo\u0302n", "Ynys Môn.docx"),
    ],
)
def test_names_are_made_safe(words: str, name: str) -> None:
    assert safe_name(words, ".docx") == name


def test_a_long_name_is_cut_behind_a_word() -> None:
    name = safe_name("services for children and young people " * 10, ".docx")

    assert len(name) <= LONGEST
    assert name.removesuffix(".docx").split()[-1] in ("services", "for", "children", "and", "young", "people")


@given(st.text(st.characters()), st.sampled_from([".docx", ".drafter", ".md"]))
def test_every_name_is_taken_by_every_system(words: str, ending: str) -> None:
    name = safe_name(words, ending)

    stem = name.removesuffix(ending)
    assert name.endswith(ending)
    assert stem
    assert stem == stem.strip(" .")
    assert not set(name) & set('<>:"/\\|?*')
    assert not [sign for sign in name if unicodedata.category(sign)[0] == "C"]
    assert name.partition(".")[0].strip().lower() not in _WINDOWS
    assert len(name) <= LONGEST
    assert len(name.encode()) <= LONGEST_BYTES
    assert safe_name(stem, ending) == name


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, "Halton.docx")
        path.touch()
        names.append(path.name)

    assert names == ["Halton.docx", "Halton (2).docx", "Halton (3).docx"]
    assert free_name(tmp_path, "HALTON.docx").name == "HALTON (4).docx"
    assert free_name(tmp_path, "Halton.pdf").name == "Halton.pdf"


def test_a_number_makes_no_name_too_long(tmp_path: Path) -> None:
    name = safe_name("é" * 200, ".docx")
    (tmp_path / name).touch()

    free = free_name(tmp_path, name)
    free.touch()
    assert len(free.name.encode()) <= LONGEST_BYTES
    assert free.name.endswith(" (2).docx")


def test_a_folder_that_is_not_there_has_no_names(tmp_path: Path) -> None:
    assert free_name(tmp_path / "gone", "a.md") == tmp_path / "gone" / "a.md"
