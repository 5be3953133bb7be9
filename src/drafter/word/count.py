"""Counting the words of a Word file straight from its texts, so that what is read can be held against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafter.word.gate import Package
from drafter.word.xml import MAIN

_W = f"{{{MAIN}}}"
_TEXT, _SPACES = f"{_W}t", frozenset(f"{_W}{name}" for name in ("br", "cr", "tab"))
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom"))


def paragraph_texts(package: Package) -> Iterator[str]:
    """The text of each paragraph of body and footnotes, as it is printed; tracked changes are accepted."""
    for name in (package.main, package.related(package.main, "footnotes")):
        if name is not None:
            for paragraph in package.tree(name).iter(f"{_W}p"):
                yield "".join(_texts(paragraph))


def _texts(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, *_SPACES):
        if element.tag in _SPACES:
            yield " "
        elif not any(one.tag in _GONE for one in element.iterancestors()):
            yield element.text or ""
