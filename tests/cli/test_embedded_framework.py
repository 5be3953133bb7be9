"""A report whose own copy of its framework is broken: refused in one line, or harmless."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import assert_done, assert_one_line, drafter, nothing_changes_in

Change = Callable[[dict[str, Any]], object]
HOUSE = "house-style.docx"
LINE = "wording/cover-area.j2"
TOML = "framework.toml"


def packed(data: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(data).decode()}


def archive(**parts: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return whole.getvalue()


def file(name: str, value: object) -> Change:
    return lambda files: files.__setitem__(name, value)


def without(name: str) -> Change:
    return lambda files: files.pop(name)


def toml(old: str, new: str) -> Change:
    def change(files: dict[str, Any]) -> None:
        assert old in files[TOML]
        files[TOML] = files[TOML].replace(old, new, 1)

    return change


def report_with(change: Change, decoded: Any, folder: Path) -> Path:
    change(decoded["framework"]["files"])
    report = folder / "report.drafter"
    report.write_text(json.dumps(decoded), "utf-8")
    return report


BROKEN: list[Any] = [
    pytest.param(without(TOML), "framework.toml is missing", id="no framework.toml"),
    pytest.param(without(LINE), "no wording 'cover-area'", id="a wording is missing"),
    pytest.param(without(HOUSE), "no house style", id="no house style"),
    pytest.param(file("evil.sh", "rm"), "framework.files.evil.sh", id="a file that belongs to none"),
    pytest.param(file("../x.toml", "x"), "no such file", id="a file outside"),
    pytest.param(file("wording/Line.j2", "x"), "no such file", id="a wording in capitals"),
    pytest.param(file("wording/more.j2", "x"), "wording/more.j2", id="a wording that nothing names"),
    pytest.param(file("guidance/more.md", "x"), "guidance/more.md", id="guidance for no section"),
    pytest.param(file(TOML, ""), "'format' is missing", id="an empty framework.toml"),
    pytest.param(file(TOML, "= x"), "not valid TOML", id="damaged TOML"),
    pytest.param(file(TOML, "a = " + "[" * 100_000), "not valid TOML", id="100,000 brackets in TOML"),
    pytest.param(
        file(TOML, packed(b"\xff")), "framework.toml: this file is not UTF-8", id="TOML that is not UTF-8"
    ),
    pytest.param(file(TOML, 5), "a text", id="a number for a file"),
    pytest.param(file(TOML, None), "a text", id="null for a file"),
    pytest.param(file(LINE, "{% for a in area %}x{% endfor %}"), "'for'", id="a wording that loops"),
    pytest.param(file(LINE, "{{ area"), f"{LINE}, line 1", id="an unclosed tag"),
    pytest.param(file(LINE, "{{ area.__class__ }}"), f"{LINE}, line 1", id="a way out of the sandbox"),
    pytest.param(file(LINE, packed(b"\xff")), "not UTF-8", id="a wording that is not UTF-8"),
    pytest.param(file(HOUSE, {"base64": "!!"}), f"files.{HOUSE}.base64", id="bad base64"),
    pytest.param(file(HOUSE, {"base64": "é"}), f"files.{HOUSE}.base64", id="base64 that is not ASCII"),
    pytest.param(file(HOUSE, {"base64": 5}), f"files.{HOUSE}.base64", id="base64 that is a number"),
    pytest.param(file(HOUSE, {}), "'base64' is missing", id="no base64 at all"),
    pytest.param(file(HOUSE, packed(bytes(9_000_000))), "too large", id="nine megabytes"),
    pytest.param(toml("format = 1", "format = 2"), "framework.toml: format", id="a newer format"),
    pytest.param(
        toml('title = "Grades"', 'titel = "Grades"'), "framework.toml: sections[6]", id="a typing error"
    ),
    pytest.param(
        toml("version = 1", "version = " + "9" * 5_000),
        "framework.toml",
        id="a number of 5,000 digits",
    ),
    pytest.param(
        toml("format = 1", "framework = 1\nformat = 1"),
        "framework.toml: framework",
        id="the unknown key 'framework'",
    ),
    pytest.param(file(LINE, "{% if area > 5 %}x{% endif %}"), LINE, id="text against number"),
    pytest.param(file(LINE, "{{ area | possessive(1) }}"), LINE, id="a filter with a value"),
    pytest.param(file(LINE, "{% if area %}" * 120 + "x" + "{% endif %}" * 120), LINE, id="120 nested ifs"),
]


@pytest.mark.parametrize(("change", "told"), BROKEN)
def test_a_broken_copy_of_the_framework_is_refused(
    change: Change, told: str, decoded: Any, folder: Path
) -> None:
    report = report_with(change, decoded, folder)
    with nothing_changes_in(folder):
        assert_one_line(drafter("show", report), str(report), told)
        assert_one_line(drafter("export", report, "-o", folder / "out.docx"), str(report), told)


def test_a_copy_that_is_another_framework_is_refused(decoded: Any, folder: Path) -> None:
    report = report_with(toml('key = "joint-area-review-2007"', 'key = "other"'), decoded, folder)
    assert_one_line(drafter("show", report), "'other', version 1", "not 'joint-area-review-2007', version 1")


def test_a_copy_of_another_version_is_told_by_its_version(decoded: Any, folder: Path) -> None:
    report = report_with(toml("version = 1", "version = 2"), decoded, folder)
    assert_one_line(drafter("show", report), "version 2", "version 1")


def test_a_copy_in_other_words_is_the_one_that_counts(decoded: Any, folder: Path) -> None:
    report = report_with(toml('title = "Equality and diversity"', 'title = "Fairness"'), decoded, folder)
    outcome = drafter("show", report)
    assert_done(outcome)
    assert "Fairness" in outcome.out


BOMB = {"word__styles.xml": b"<x/>", "word__bomb.bin": bytes(50_000_000)}
HOUSES = {
    "a text file": "hello",
    "empty": packed(b""),
    "a zip of nothing": packed(archive()),
    "a zip without styles": packed(archive(a=b"x")),
    "a zip bomb": packed(archive(**BOMB)),
    "half a zip": packed(archive(a=b"x")[:30]),
}


@pytest.mark.parametrize("house", HOUSES)
def test_a_broken_house_style_stops_the_export_to_word(house: str, decoded: Any, folder: Path) -> None:
    report = report_with(file(HOUSE, HOUSES[house]), decoded, folder)
    with nothing_changes_in(folder):
        for more in ((), ("--final",)):
            outcome = drafter("export", report, "-o", folder / "out.docx", *more)
            assert_one_line(outcome, f"{report}: framework.files.{HOUSE}: ", "house style")


@pytest.mark.parametrize("house", HOUSES)
def test_a_broken_house_style_keeps_nobody_from_the_text(house: str, decoded: Any, folder: Path) -> None:
    report = report_with(file(HOUSE, HOUSES[house]), decoded, folder)
    assert_done(drafter("show", report))
    assert_done(drafter("export", report, "-o", folder / "out.md"))
