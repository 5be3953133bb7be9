"""Counting the numbers of list paragraphs, which stand nowhere in the text of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.word.xml import MAIN

_W = f"{{{MAIN}}}"
_NUMBERED = frozenset({"decimal", "decimalZero"})
_VAL, _NUM, _LEVEL = f"{_W}val", f"{_W}numId", f"{_W}ilvl"
_NO_LIST = ("", 0)
_MOST = 9
"""Levels of a list."""


@dataclass(slots=True)
class _Definition:
    """A list definition: how each level is printed and where it starts; and its count."""

    name: str
    formats: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a file. Paragraphs of one definition share a count; an override starts it anew.

    `styles` gives the list properties of styles by their names.
    """

    def __init__(self, styles: Mapping[str, Any], numbering: Any) -> None:
        self._styles = {name: _named(properties) for name, properties in styles.items()}
        self._lists: dict[str, _Definition] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        definitions = {}
        for abstract in numbering.iterchildren(f"{_W}abstractNum"):
            one = _Definition(str(abstract.get(f"{_W}abstractNumId")))
            for level in abstract.iterchildren(f"{_W}lvl"):
                place = _whole(level.get(_LEVEL))
                kind, start = level.find(f"{_W}numFmt"), level.find(f"{_W}start")
                one.formats[place] = "" if kind is None else str(kind.get(_VAL))
                one.starts[place] = 1 if start is None else _whole(start.get(_VAL))
            definitions[one.name] = one
        for num in numbering.iterchildren(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            number = str(num.get(_NUM))
            if link is not None and str(link.get(_VAL)) in definitions:
                self._lists[number] = definitions[str(link.get(_VAL))]
            for override in num.iterchildren(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._restarts[number, _whole(override.get(_LEVEL))] = _whole(start.get(_VAL))

    def number(self, style: str, direct: Any) -> tuple[int | None, str]:
        """The number of the next paragraph, and the name of its list; None and nothing where it has none.

        `direct` are the list properties of the paragraph itself (or None), `style` is the name of its style.
        """
        number, level = self._styles.get(style, _NO_LIST)
        if direct is not None:
            own, at = _named(direct)
            number, level = own or number, at
        definition = self._lists.get(number)
        if definition is None or number == "0":
            return None, ""
        counts = definition.counts
        count = self._restarts.pop((number, level), None)
        if count is None:
            count = counts[level] + 1 if level in counts else definition.starts.get(level, 1)
        counts[level] = count
        for deeper in [one for one in counts if one > level] if len(counts) > 1 else ():
            del counts[deeper]
        if definition.formats.get(level) not in _NUMBERED:
            return None, ""
        return count, definition.name


def _named(properties: Any) -> tuple[str, int]:
    """List and level that list properties name."""
    number, level = properties.find(_NUM), properties.find(_LEVEL)
    return (
        "" if number is None else str(number.get(_VAL)),
        0 if level is None else min(_whole(level.get(_VAL)), _MOST - 1),
    )


def _whole(text: str | None) -> int:
    """A whole number of a file that may say anything."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
