"""What windows looked like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.store import window_state
from drafter.store.window_state import LARGEST, WindowState


def test_what_is_kept_is_there_again(state: Path) -> None:
    kept = WindowState(blobs={"geometry": bytes(range(256))}, values={"splitter": [1, 2], "zoom": 1.5})

    assert window_state.save("main", kept)

    assert window_state.load("main") == kept
    assert window_state.load("preview") == WindowState()
    assert [file.name for file in (state / "windows").iterdir()] == ["main.json"]


def test_a_window_can_begin_afresh() -> None:
    window_state.save("main", WindowState(values={"zoom": 2}))

    window_state.forget("main")
    window_state.forget("main")

    assert window_state.load("main") == WindowState()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"blobs": 3}', '{"blobs": {"geometry": "?"}}', '{"blobs": {"g": 1}}', "[" * 100_000],
    ids=lambda content: content[:20],
)
def test_what_cannot_be_read_is_nothing(state: Path, content: str) -> None:
    (state / "windows").mkdir(parents=True)
    (state / "windows" / "main.json").write_text(content)

    assert window_state.load("main") == WindowState()
    assert window_state.save("main", WindowState(values={"zoom": 2}))
    assert window_state.load("main").values == {"zoom": 2}


def test_values_that_are_no_table_are_left_out(state: Path) -> None:
    (state / "windows").mkdir(parents=True)
    (state / "windows" / "main.json").write_text('{"blobs": {"g": "AAA="}, "values": 3}')

    assert window_state.load("main") == WindowState(blobs={"g": b"\0\0"})


def test_what_is_too_large_is_not_kept_and_what_was_there_stays() -> None:
    window_state.save("main", WindowState(values={"zoom": 2}))

    assert not window_state.save("main", WindowState(blobs={"geometry": bytes(LARGEST)}))

    assert window_state.load("main").values == {"zoom": 2}


def test_a_file_that_grew_too_large_is_not_read(state: Path) -> None:
    (state / "windows").mkdir(parents=True)
    (state / "windows" / "main.json").write_text(f'{{"blobs": {{}}, "values": {{}}}}{" " * LARGEST}')

    assert window_state.load("main") == WindowState()


def test_what_json_cannot_say_is_not_kept() -> None:
    assert not window_state.save("main", WindowState(values={"zoom": float("nan")}))
    assert not window_state.save("main", WindowState(values={"zoom": object()}))  # type: ignore[dict-item]


def test_a_state_folder_that_cannot_be_written_is_no_error(state: Path) -> None:
    state.write_text("a file")

    assert not window_state.save("main", WindowState())
    assert window_state.load("main") == WindowState()


@pytest.mark.parametrize("kind", ["", "../main", "Main", "a" * 41, "con.x"])
def test_a_kind_is_a_plain_name(kind: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(kind)}$"):
        window_state.load(kind)
