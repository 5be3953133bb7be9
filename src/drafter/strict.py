"""Strict reading of decoded JSON and TOML: every mistake is told with its place.

A `Reader` stands at one place of a tree of dicts, lists and scalars. Each question it is asked names the
type that must stand there; what nobody asked for is an error when `done` is called. Unknown keys,
duplicate keys and wrong types are therefore mistakes, never silently dropped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import TypeVar

from drafter.errors import DrafterError

T = TypeVar("T")
MISSING = object()

_NAMES = {
    dict: "a table",
    list: "a list",
    str: "a text",
    int: "a whole number",
    bool: "true or false",
}


class _Table(dict[str, object]):
    """A JSON object that remembers the keys that it was given twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.duplicates = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def read_json(text: str) -> object:
    """Decode `text` as JSON; tables remember duplicate keys so that a `Reader` can refuse them.

    Raises DrafterError with the line and column of the mistake.
    """
    try:
        return json.loads(text, object_pairs_hook=_Table, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DrafterError(
            f"this is not valid JSON ({error.msg})",
            where=f"line {error.lineno}, column {error.colno}",
        ) from error
    except RecursionError as error:
        raise DrafterError("this is not valid: its brackets are nested too deeply") from error
    except ValueError as error:  # a number of more digits than Python converts
        raise DrafterError(f"this is not valid JSON ({error})") from error


def _refuse_constant(name: str) -> object:
    raise DrafterError(f"this is not valid JSON ({name} is no number)")


class Reader:
    """One place in a decoded tree. `path` is the place in words, such as `sections[2].key`."""

    def __init__(self, value: object, path: str = "") -> None:
        self.value = value
        self.path = path
        self._asked: set[str] = set()
        if isinstance(value, _Table) and value.duplicates:
            raise self.at(value.duplicates[0]).error("this key stands here twice")

    def error(self, problem: str, hint: str = "") -> DrafterError:
        """Make (not raise) an error that names this place."""
        return DrafterError(problem, where=self.path, hint=hint)

    def at(self, key: str) -> Reader:
        """Return the reader of `key`, which may be missing (its value is then MISSING)."""
        name = shorten(key)
        place = f"{self.path}.{name}" if self.path else name
        self._asked.add(key)
        return Reader(self._table().get(key, MISSING), place)

    def has(self, key: str) -> bool:
        return key in self._table()

    def names(self) -> list[str]:
        """All keys of this table, in order; asking for them counts as having read them all."""
        self._asked.update(self._table())
        return list(self._table())

    def done(self) -> None:
        """Raise where this table holds a key that nobody asked for."""
        for key in self._table():
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                hint = (
                    f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(sorted(self._asked))}."
                )
                raise self.at(key).error("nothing is known by this key", hint)

    # --- values ------------------------------------------------------------------------------------

    def text(self) -> str:
        return self._is(str)

    def number(self) -> int:
        if isinstance(self.value, bool):
            raise self._wrong("a whole number")
        return self._is(int)

    def flag(self) -> bool:
        return self._is(bool)

    def items(self) -> Iterator[Reader]:
        for index, item in enumerate(self._is(list)):
            yield Reader(item, f"{self.path}[{index}]")

    def one_of(self, allowed: Iterable[str]) -> str:
        """The text here, which must be one of `allowed`."""
        choices = list(allowed)
        text = self.text()
        if text not in choices:
            near = get_close_matches(text, choices, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(choices) or 'none'}."
            raise self.error(f"{shorten(text)!r} is not known here", hint)
        return text

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    # --- values of a key that may be missing -----------------------------------------------------------

    def get(self, key: str, read: Callable[[Reader], T], default: T) -> T:
        """What `read` makes of the value at `key`, or `default` where there is no such key."""
        reader = self.at(key)
        return default if reader.value is MISSING else read(reader)

    def each(self, key: str, read: Callable[[Reader], T]) -> tuple[T, ...]:
        """What `read` makes of each item of the list at `key`; nothing where there is no such key."""
        at = self.at(key)
        return () if at.value is MISSING else tuple(read(item) for item in at.items())

    def table(self, key: str, read: Callable[[Reader], T]) -> dict[str, T]:
        """What `read` makes of each value of the table at `key`; empty where there is no such key."""
        found: dict[str, T] = {}
        at = self.at(key)
        if at.value is not MISSING:
            for name in at.names():
                found[name] = read(at.at(name))
        return found

    def __getitem__(self, key: str) -> Reader:
        """The reader of `key`, which must be there."""
        reader = self.at(key)
        if reader.value is MISSING:
            raise self.error(f"the key {key!r} is missing")
        return reader

    def _table(self) -> dict[str, object]:
        return self._is(dict)

    def _is(self, kind: type[T]) -> T:
        if not isinstance(self.value, kind):
            raise self._wrong(_NAMES[kind])
        return self.value

    def _wrong(self, expected: str) -> DrafterError:
        kind = (
            "true or false" if isinstance(self.value, bool) else _NAMES.get(type(self.value), "another kind")
        )
        if isinstance(self.value, _Table):
            kind = "a table"
        if self.value is None:
            kind = "null"
        return self.error(f"here must stand {expected}, not {kind}")


def shorten(text: str, length: int = 60) -> str:
    """`text` for a message: cut after `length` characters, with an ellipsis where it was cut."""
    return text if len(text) <= length else text[: length - 1] + "…"
