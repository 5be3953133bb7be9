"""`.drafter` files: the same report comes back, and the same report gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.report.model import Desk, Origin, Report, TrayPiece
from drafter.report.richtext import rich
from drafter.resources import shipped
from drafter.services.frameworks import by_key, installed
from drafter.store.decode import Decoder
from drafter.store.encode import encode, encode_data
from drafter.store.reports import open_report, save_report
from drafter.strict import Reader, read_json
from tests.examples import framework, halton
from tests.strategies import contents

DESK = Desk(
    notes={"context": "ask about the figures"},
    short_titles={"aaaaaaa9": "Health"},
    tray=(TrayPiece(id="aaaaaaa8", heading="Old", text=rich("text"), origin=Origin(source="old.md")),),
    carried={"aaaaaaa7": Origin(source="old.md", place="paragraph 43")},
)


@pytest.mark.parametrize("key", ["blank", "ilacs-2018", "area-send-2023"])
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_report_comes_back_from_its_file(key: str, data: st.DataObject) -> None:
    one = by_key(key)
    content = data.draw(contents(one))
    report = Report(framework=one.key, version=one.version, content=content, desk=replace(DESK, notes={}))
    file = encode(report, one)

    found = Decoder(one).report(_without_framework(file))

    assert found == report
    assert encode(found, one) == file


def test_a_body_where_recommendations_are_not_grouped_by_body_is_refused() -> None:
    one = by_key("ilacs-2018")
    group = {"id": "aaaaaaa2", "timescale": "", "body": "The council", "items": []}
    root = {"content": {"sections": {"improve": {"groups": [group]}}}}

    with pytest.raises(DrafterError, match=r"improve\.groups\[0\]\.body: .*not grouped by body"):
        Decoder(one).report(Reader(root))


def _without_framework(data: bytes) -> Reader:
    root: Any = read_json(data.decode())
    del root["framework"], root["format"]
    return Reader(root)


def test_the_worked_example_is_what_its_script_makes() -> None:
    from tools.make_example import TARGET, example

    assert TARGET.read_bytes() == example(), "run tools/make_example.py and commit what it writes"


def test_saving_and_opening_gives_the_same_report_and_uses_the_framework_that_is_installed(
    tmp_path: Path,
) -> None:
    report = replace(halton().recognition.report, desk=DESK)
    save_report(tmp_path / "a.drafter", report, framework())

    opened = open_report(tmp_path / "a.drafter", installed)

    assert opened.report == report
    assert opened.framework is framework()


def test_a_colleague_without_the_framework_opens_the_report_with_the_copy_in_it(tmp_path: Path) -> None:
    save_report(tmp_path / "a.drafter", halton().recognition.report, framework())

    opened = open_report(tmp_path / "a.drafter", lambda key, version: None)

    assert opened.report == halton().recognition.report
    assert opened.framework.key == framework().key
    assert opened.framework.house_style == framework().house_style


def test_a_framework_of_the_same_name_that_differs_gives_way_to_the_copy(tmp_path: Path) -> None:
    save_report(tmp_path / "a.drafter", halton().recognition.report, framework())
    other = replace(framework(), files={**framework().files, "guidance/context.md": b"# Other\n"})

    opened = open_report(tmp_path / "a.drafter", lambda key, version: other)

    assert opened.framework is not other


def test_the_data_of_a_draft_has_the_content_and_neither_notes_nor_tray() -> None:
    report = replace(halton().recognition.report, desk=DESK)

    data = json.loads(encode_data(report))

    assert data["content"]["grades"]["safeguarding"] == "outstanding"
    assert set(data["desk"]) == {"carried", "short-titles"}


def test_the_shipped_example_opens() -> None:
    opened = open_report(shipped("resources", "examples", "halton-2008.drafter"), installed)

    assert opened.report.content.facts["area"] == "Halton"


def test_two_things_with_one_id_are_refused_with_both_places(tmp_path: Path) -> None:
    save_report(tmp_path / "a.drafter", halton().recognition.report, framework())
    text = (tmp_path / "a.drafter").read_text(encoding="utf-8")
    first, second = halton().recognition.report.content.sections["context"].narrative[:2]  # type: ignore[union-attr]
    (tmp_path / "a.drafter").write_text(text.replace(second.id, first.id), encoding="utf-8")

    with pytest.raises(DrafterError) as caught:
        open_report(tmp_path / "a.drafter", installed)

    assert "content.sections.context.narrative[1].id" in caught.value.where
    assert "content.sections.context.narrative[0].id" in caught.value.problem
