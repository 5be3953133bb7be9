"""The final Word document of the worked example, part by part, against what was last looked at.

After a change that is meant: look at the document, then `pytest tests/word/test_golden.py --accept`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.word.golden import accept, cut, golden_texts, stored
from tests.word.helpers import DOCUMENT, example_parts, planted

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "halton-2008"
MOST_LINES = 60


def changes(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """For each part that differs, the difference in unified form, not more than one can read."""
    found = []
    for name in sorted(was.keys() | now.keys()):
        old, new = was.get(name, ""), now.get(name, "")
        if old != new:
            lines = difflib.unified_diff(
                old.splitlines(), new.splitlines(), f"golden/{name}", f"exported/{name}", lineterm=""
            )
            found.append(cut(lines, MOST_LINES))
    return found


def test_the_document_is_the_golden_one(pytestconfig: pytest.Config) -> None:
    now = golden_texts(example_parts(final=True))
    if pytestconfig.getoption("--accept"):
        accept(FOLDER, now)
    found = changes(stored(FOLDER), now)
    assert not found, "Look at the document; where the change is meant: --accept\n" + "\n".join(found)


def test_a_changed_word_is_told_as_a_short_difference() -> None:
    was = golden_texts(example_parts(final=True))
    now = golden_texts(planted(example_parts(final=True), DOCUMENT, "from 89% to 93%", "from 89% to 94%"))
    (found,) = changes(was, now)
    lines = found.splitlines()
    assert lines[:2] == ["--- golden/word/document.xml", "+++ exported/word/document.xml"]
    assert [line[0] for line in lines[2:] if line[0] in "+-"] == ["-", "+"]
    assert len(found) < 2_000


def test_a_part_that_comes_or_goes_is_told() -> None:
    was = golden_texts(example_parts(final=True))
    assert changes(was, {name: text for name, text in was.items() if name != "docProps/app.xml"})
    assert changes({}, {"word/comments.xml": "<comments/>\n"})


def test_a_difference_of_many_lines_is_cut() -> None:
    (found,) = changes({"part.xml": "a\n" * 500}, {"part.xml": "b\n" * 500})
    assert len(found.splitlines()) == MOST_LINES + 1
    assert found.endswith("more lines")


def test_accepting_writes_what_is_there_and_removes_what_is_not(tmp_path: Path) -> None:
    accept(tmp_path, {"word/old.xml": "<old/>\n", "word/both.xml": "<a/>\n"})
    accept(tmp_path, {"word/new.xml": "<new/>\n", "word/both.xml": "<b/>\n"})
    assert stored(tmp_path) == {"word/new.xml": "<new/>\n", "word/both.xml": "<b/>\n"}
