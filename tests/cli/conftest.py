"""The worked example as a file, and a machine on which nobody has frameworks of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafter.resources import shipped
from tests.cli.running import assert_done, drafter

SOURCE = shipped("resources", "examples", "halton-2008-joint-area-review.md")


@pytest.fixture(autouse=True)
def no_frameworks_of_the_users_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_FRAMEWORKS", str(tmp_path_factory.getbasetemp() / "no-such-folder"))


@pytest.fixture(scope="session")
def source() -> Path:
    """The Markdown of the worked example."""
    return SOURCE


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example as the command imports it. Nobody may change it."""
    target = tmp_path_factory.mktemp("example") / "halton.drafter"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_FRAMEWORKS", str(target.parent / "no-such-folder"))
        assert_done(drafter("import", SOURCE, "-o", target))
    return target


@pytest.fixture
def decoded(example: Path) -> Any:
    """The worked example's JSON, decoded, with something of every kind in it; the test's to change."""
    root = json.loads(example.read_text("utf-8"))
    narrative = root["content"]["sections"]["context"]["narrative"]
    note = {"footnote": "abcdefgh", "text": ["A note ", {"text": "in bold", "bold": True}]}
    link = {"text": "www", "link": "https://www.example.org/"}
    narrative[0]["text"] = ["See ", {"reference": narrative[1]["id"]}, note, link]
    rows = [["a", ["b", {"text": "c", "italic": True}]]]
    narrative.append({"id": "abcdefgj", "kind": "table", "rows": rows})
    origin = {"source": "notes.md", "place": "line 3"}
    root["content"]["sections"]["annex-a"] |= {"own": {"title": "Annex"}, "left-out": False}
    root["desk"] = {
        "notes": {"context": "Ask for the figures."},
        "short-titles": {"abcdefgj": "Safety"},
        "tray": [{"id": "abcdefgk", "heading": "Left over", "text": "A passage.", "origin": origin}],
        "carried": {"abcdefgj": dict(origin)},
    }
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    made = tmp_path / "work"
    made.mkdir()
    return made
