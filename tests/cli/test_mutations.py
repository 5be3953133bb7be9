"""Whatever happens to a report's file, it opens or it is refused in one line: there is no third outcome."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.running import assert_one_line, drafter

# 200 examples; as many as the profile says where that is more (`--run-full`).
thorough = settings(max_examples=max(200, settings.default.max_examples if settings.default else 0))

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "abcdefgh",
    "\x00\n",
    [],
    {},
    [[]],
    [{}],
    {"text": "x"},
]
_KEYS = st.sampled_from(["zzz", "", "text", "id", "own", "footnote", "reference", "kind", "left-out", "link"])


@pytest.fixture(scope="module")
def original(example: Path) -> bytes:
    return example.read_bytes()


@pytest.fixture(scope="module")
def tree(original: bytes) -> Any:
    return json.loads(original)


def opens_or_is_refused(data: bytes) -> None:
    """`show` and both exports, since what opens must print as well."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.drafter"
        report.write_bytes(data)
        shown = drafter("show", report)
        if shown.code != 0:
            assert_one_line(shown, str(report))
        for name in ("out.md", "out.docx"):
            written = drafter("export", report, "-o", Path(folder) / name)
            if written.code != 0:
                assert_one_line(written)
            assert (Path(folder) / name).exists() == (written.code == 0)
            assert (written.code == 0) <= (shown.code == 0)
        assert {path.name for path in Path(folder).iterdir()} <= {"report.drafter", "out.md", "out.docx"}


def tables_and_lists(value: Any) -> list[Any]:
    found: list[Any] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            found.append(one)
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return found


def mutate(data: st.DataObject, root: Any) -> None:
    """One change somewhere in `root`: a key gone, new or twice, a value of another kind or from elsewhere."""
    at = data.draw(st.sampled_from([one for one in tables_and_lists(root) if one]))
    keys = list(at) if isinstance(at, dict) else list(range(len(at)))
    key = data.draw(st.sampled_from(keys))
    match data.draw(st.sampled_from(["delete", "replace", "add", "repeat", "move"])):
        case "delete":
            del at[key]
        case "replace":
            at[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
        case "add" if isinstance(at, dict):
            at[data.draw(_KEYS)] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
        case "repeat" if isinstance(at, dict):
            at[f"{key}@again"] = at[key]
        case "repeat":
            at.append(copy.deepcopy(at[key]))
        case _:
            at[key] = copy.deepcopy(data.draw(st.sampled_from(tables_and_lists(root))))


@thorough
@given(data=st.data(), number=st.integers(1, 3))
def test_a_report_with_something_changed_opens_or_is_refused(
    data: st.DataObject, number: int, tree: Any
) -> None:
    root = copy.deepcopy(tree)
    for _ in range(number):
        inner = root.get("content")
        mutate(data, inner if inner and isinstance(inner, dict) and data.draw(st.integers(0, 9)) else root)
    text = json.dumps(root).replace('@again"', '"')
    opens_or_is_refused(text.encode())


@thorough
@given(data=st.data(), number=st.integers(1, 4))
def test_a_report_with_bytes_changed_opens_or_is_refused(
    data: st.DataObject, number: int, original: bytes
) -> None:
    spoiled = bytearray(original)
    for _ in range(number):
        place = data.draw(st.integers(0, len(spoiled) - 1))
        match data.draw(st.sampled_from(["set", "cut", "put", "drop"])):
            case "set":
                spoiled[place] = data.draw(st.integers(0, 255))
            case "cut":
                del spoiled[max(place, 1) :]
            case "put":
                spoiled[place:place] = data.draw(st.binary(min_size=1, max_size=8))
            case _:
                del spoiled[place : min(place + data.draw(st.integers(1, 200)), len(spoiled) - 1)]
    opens_or_is_refused(bytes(spoiled))


@thorough
@given(source=st.text(max_size=200) | st.text("# >*-_[]()|`<&\n 1.aé", max_size=300))
def test_any_markdown_is_imported_or_refused(source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "source.md"
        named.write_text(source, "utf-8", newline="")
        outcome = drafter("import", named, "--framework", "blank", "-o", Path(folder) / "out.drafter")
        if outcome.code != 0:
            assert_one_line(outcome, str(named))
        else:
            assert drafter("export", Path(folder) / "out.drafter", "-o", Path(folder) / "out.docx").code == 0
