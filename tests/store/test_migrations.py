"""Older formats are brought up, one step after another; newer ones are refused with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.store.decode import Decoder
from drafter.store.encode import encode
from drafter.store.migrations import FORMAT, MIGRATIONS, migrate
from drafter.strict import Reader, read_json
from tests.store.making import blank, numbered


def rename_grades(root: dict[str, object]) -> None:
    content = root["content"]
    if isinstance(content, dict) and "marks" in content:
        content["grades"] = content.pop("marks")


def add_facts(root: dict[str, object]) -> None:
    content = root["content"]
    if isinstance(content, dict):
        content.setdefault("facts", {})


STEPS = (rename_grades, add_facts)


def reader(text: str) -> Reader:
    return Reader(read_json(text))


def test_the_format_is_one_more_than_there_are_migrations() -> None:
    assert len(MIGRATIONS) + 1 == FORMAT
    assert read_json(encode(numbered(1), blank()).decode())["format"] == FORMAT  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ('{"format": 1, "content": {"marks": {"a": "good"}}}', {"a": "good"}),
        ('{"format": 2, "content": {"grades": {"a": "good"}}}', {"a": "good"}),
        ('{"format": 3, "content": {"grades": {}, "facts": {}}}', {}),
    ],
)
def test_an_older_format_goes_through_every_step_that_is_newer(text: str, grades: Any) -> None:
    root = reader(text)
    migrate(root, STEPS)

    assert root.value == {"format": 3, "content": {"grades": grades, "facts": {}}}


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    with pytest.raises(DrafterError, match="format 4; this one knows 3") as caught:
        migrate(reader('{"format": 4, "content": {}}'), STEPS)

    assert caught.value.where == "format"
    assert caught.value.hint.startswith("Install the newer Drafter")


@pytest.mark.parametrize("content", ["null", "[]", "7", '"x"'])
def test_a_file_that_is_not_formed_as_a_step_expects_is_still_told_by_the_decoder(content: str) -> None:
    root = reader(f'{{"format": 1, "content": {content}}}')
    migrate(root, STEPS)

    with pytest.raises(DrafterError, match="here must stand a table"):
        Decoder(blank()).report(root)


def test_a_key_that_stands_twice_is_still_found_after_a_step() -> None:
    root = reader('{"format": 1, "content": {"marks": {}, "sections": {}, "sections": {}}}')
    migrate(root, STEPS)

    with pytest.raises(DrafterError, match="twice"):
        Decoder(blank()).report(root)
