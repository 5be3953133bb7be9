"""No class over 400 lines, no function over 50: what grows past that has two responsibilities."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_CLASS = 400
LONGEST_FUNCTION = 50


def python_files() -> Iterator[Path]:
    yield ROOT / "dev.py"
    for folder in ("src", "tests", "tools", "bench"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def too_long(source: str, name: str) -> list[str]:
    """What in `source` is longer than the rule allows, a line for each; `name` is the file's."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef():
                kind, most = "class", LONGEST_CLASS
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                kind, most = "function", LONGEST_FUNCTION
            case _:
                continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > most:
            found.append(f"{name}:{node.lineno}: {kind} {node.name} has {lines} lines, over {most}")
    return found


def test_every_class_and_function_is_short() -> None:
    found = [
        line
        for file in python_files()
        for line in too_long(file.read_text("utf-8"), file.relative_to(ROOT).as_posix())
    ]
    assert not found, "Split by responsibility:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("head", "kind", "name", "most"),
    [
        ("def f():", "function", "f", 50),
        ("async def f():", "function", "f", 50),
        ("class C:", "class", "C", 400),
    ],
)
def test_what_is_one_line_too_long_is_found(head: str, kind: str, name: str, most: int) -> None:
    longest = "\n" + head + "\n    pass" * (most - 1)
    assert too_long(longest, "planted.py") == []
    assert too_long(longest + "\n    pass", "planted.py") == [
        f"planted.py:2: {kind} {name} has {most + 1} lines, over {most}"
    ]


def test_a_method_counts_as_a_function() -> None:
    source = "class C:\n    def method(self):" + "\n        pass" * 50
    assert too_long(source, "planted.py") == ["planted.py:2: function method has 51 lines, over 50"]
