"""Filled reports of the other frameworks are exported as carefully as the worked example."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from drafter.report.model import Report
from drafter.resources import shipped
from drafter.services.exporting import export
from drafter.services.frameworks import by_key
from drafter.services.steps import finish
from drafter.store.reports import Opened
from tests.filled import area_send, ilacs
from tests.word import validity
from tests.word.helpers import unpacked, written
from tests.word.test_accessible import coloured, contrast

REPORTS = pytest.mark.parametrize("report", [ilacs(), area_send()], ids=lambda report: report.framework)
FINAL = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])


@cache
def _word(framework: str, *, final: bool) -> bytes:
    report = next(one for one in (ilacs(), area_send()) if one.framework == framework)
    return written(report.content, framework, final=final)


@REPORTS
@FINAL
def test_the_schema_check_finds_nothing(report: Report, final: bool, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(_word(report.framework, final=final))

    result = OpenXmlValidator(max_errors=0).validate(path)

    errors = [f"{e.part_uri} {e.path}: {e.description}" for e in result.errors]
    # a list of the number 0 takes a style's numbers away (ECMA-376, 17.9.18); the checker looks for that list
    assert [error for error in errors if "Numbering definition '0'" not in error] == []


@REPORTS
@FINAL
@pytest.mark.parametrize("check", validity.CHECKS, ids=lambda check: check.__name__)
def test_the_document_keeps_the_rule(report: Report, final: bool, check: validity.Check) -> None:
    assert check(unpacked(_word(report.framework, final=final))) == []


@REPORTS
def test_every_text_stands_out_from_its_ground(report: Report) -> None:
    found = list(coloured(unpacked(_word(report.framework, final=False))))

    assert len(found) > 10
    for name, text, ground in found:
        assert contrast(text, ground) >= 4.5, f"{name}: {text} on {ground}"


@REPORTS
@pytest.mark.parametrize("ending", [".pdf", ".html", ".md", ".docx", ".txt"])
def test_a_filled_report_is_exported_without_a_warning(report: Report, ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"report{ending}"

    warnings = finish(export(Opened(report, by_key(report.framework)), target, final=True))

    assert target.stat().st_size > 2_000
    assert warnings == ()


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))


@REPORTS
def test_the_page_has_one_first_heading_and_the_imprint_at_its_foot(report: Report, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    finish(export(Opened(report, by_key(report.framework)), target, final=True))
    page = target.read_text("utf-8")

    parser = _Headings()
    parser.feed(page)

    assert parser.levels[0] == 1
    assert parser.levels.count(1) == 1
    assert set(parser.levels[1:]) == {2}
    assert "Crown copyright" in page.partition("<footer")[2]
    assert "Crown copyright" not in page.partition("<footer")[0]


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in shipped("templates").glob("*/*.toml")))
def test_a_house_style_is_what_its_script_makes(folder: str, tmp_path: Path) -> None:
    from tools.make_house_style import LOOKS, write

    write(LOOKS[folder], tmp_path / "house-style.docx")

    made = unpacked((tmp_path / "house-style.docx").read_bytes())
    assert made == unpacked(by_key(folder).house_style)
