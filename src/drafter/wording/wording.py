"""One standard wording: checked when its framework is loaded, rendered with a report's values.

Only output, names, `if` and the filters listed here are allowed; there are no loops, calls, includes or
assignments, so rendering ends by construction. User text is a value, never a template.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from functools import cache
from types import SimpleNamespace
from typing import TypeAlias

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.errors import DrafterError
from drafter.report.facts import DateRange, Fact, printed

Values: TypeAlias = Mapping[str, Fact | Mapping[str, Fact | Mapping[str, Fact]]]
"""What a wording may name. Two deep at most: `area`, `grade.word`, `grades.safeguarding.word`."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


_DEEPEST = 24
"""How deep a wording may nest. Python's own compiler fails not far above."""


class MissingValueError(Exception):
    """A wording prints a value that the report does not have yet; `name` is the value's name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Missing(Undefined):
    """A value that is not there: false in an `if`, an error where it would be printed."""

    def __getattr__(self, name: str) -> _Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Missing(name=f"{self.name}.{name}")

    def __str__(self) -> str:
        raise MissingValueError(self.name)

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]

    @property
    def name(self) -> str:
        return self._undefined_name or ""


def _present(value: object) -> object:
    if isinstance(value, _Missing):
        raise MissingValueError(value.name)
    return value


def _as_object(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return SimpleNamespace(**{name: _as_object(inner) for name, inner in value.items()})


def _words(value: object) -> str:
    """A value as a sentence prints it."""
    value = _present(value)
    if isinstance(value, datetime.date | DateRange | tuple):
        return printed(value)
    return str(value)


def _possessive(value: object) -> str:
    text = _words(value)
    return text + ("'" if text.endswith("s") else "'s")


def _year(value: object) -> str:
    day = _present(value)
    if isinstance(day, DateRange):
        day = day.last
    return str(day.year) if isinstance(day, datetime.date) else _words(day)


def _capitalised(value: object) -> str:
    text = _words(value)
    return text[:1].upper() + text[1:]


def _lowered(value: object) -> str:
    text = _words(value)
    return text[:1].lower() + text[1:]


FILTERS = {
    "possessive": _possessive,
    "year": _year,
    "capitalised": _capitalised,
    "lowered": _lowered,
}


def _finalize(value: object) -> object:
    return value if isinstance(value, _Missing) else _words(value)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=_Missing, finalize=_finalize, autoescape=False, trim_blocks=True
    )
    environment.filters.clear()
    environment.filters.update(FILTERS)
    environment.globals.clear()
    return environment


class Wording:
    """A checked wording. `place` names its file for messages."""

    def __init__(self, source: str, *, place: str, names: Collection[str]) -> None:
        """Check `source`, which may name only `names` (dotted, such as `grade.word`).

        Raises DrafterError with the line of the first mistake.
        """
        self.place = place
        self.source = source
        try:
            tree = _environment().parse(source)
            self.names, self._changed = _check(tree, place, names)
            self._template = _environment().from_string(source)
        except TemplateSyntaxError as error:
            raise DrafterError(
                f"the wording cannot be read ({error.message})", where=f"{place}, line {error.lineno}"
            ) from error
        # what Python's own compiler and Jinja's parser raise of endless nesting and endless numbers
        except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
            raise DrafterError(
                "the wording cannot be read; something in it is too long or nested too deeply", where=place
            ) from error

    def render(self, values: Values) -> str:
        """The sentence. Raises MissingValueError where it prints a value that is not in `values`."""
        # objects rather than dicts: Jinja would find a dict's own `values` before the key of that name
        return self._template.render({name: _as_object(value) for name, value in values.items()}).strip()

    def around(self, values: Values, name: str) -> tuple[str, str]:
        """What stands before and behind the value called `name`, for finding it again in a text.

        Raises MissingValueError where it prints another value that is not there, or not this one as it
        is (a filter changes it).
        """
        if name in self._changed:
            raise MissingValueError(name)
        sign = "\ue000"
        before, printed, behind = self.render({**values, name: sign}).partition(sign)
        if not printed or sign in behind:
            raise MissingValueError(name)
        return before, behind


def _check(
    tree: nodes.Template, place: str, allowed: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a wording uses, and those of them whose letters a filter changes."""
    used: set[str] = set()
    changed: set[str] = set()
    inner: set[int] = set()  # names that are the start of a dotted name, seen with their whole
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        where = f"{place}, line {node.lineno}"
        if depth > _DEEPEST:
            raise DrafterError("the wording is nested too deeply", where=where, hint="Make two of it.")
        if not isinstance(node, _ALLOWED):
            raise DrafterError(
                f"a wording cannot use {type(node).__name__.lower()!r} here",
                where=where,
                hint="Names, {% if %} and the listed filters are all that is allowed.",
            )
        _check_operation(node, where)
        if isinstance(node, nodes.Filter) and node.name != "possessive":
            changed.update(name.name for name in node.find_all(nodes.Name))
        if isinstance(node, nodes.Name | nodes.Getattr) and id(node) not in inner:
            dotted = _dotted(node, inner, where)
            if dotted not in allowed:
                known = ", ".join(sorted(allowed)) or "none"
                raise DrafterError(
                    f"there is nothing called {dotted!r} here", where=where, hint=f"Known: {known}."
                )
            used.add(dotted)
        waiting.extend((child, depth + 1) for child in node.iter_child_nodes())
    return frozenset(used), frozenset(changed)


def _check_operation(node: nodes.Node, where: str) -> None:
    """Filters are the listed ones, without arguments; values are compared for being equal or not."""
    if isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            known = ", ".join(sorted(FILTERS))
            raise DrafterError(f"there is no filter {node.name!r}", where=where, hint=f"Known: {known}.")
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise DrafterError(f"the filter {node.name!r} takes nothing in brackets", where=where)
    if isinstance(node, nodes.Compare) and any(part.op not in ("eq", "ne") for part in node.ops):
        raise DrafterError("values can be compared with == and != only", where=where)


def _dotted(node: nodes.Node, inner: set[int], where: str) -> str:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
        inner.add(id(node))
    if not isinstance(node, nodes.Name) or node.ctx != "load":
        raise DrafterError("only names can stand before a dot", where=where)
    return ".".join([node.name, *reversed(parts)])
