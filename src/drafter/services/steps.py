"""Long work as a generator: it yields what it is about to do, and returns its result.

Window and command line each run it in their own way, show the progress and may stop it between steps.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next, and how much of the whole is done (0 to 1)."""

    what: str
    done: float


Steps: TypeAlias = Generator[Step, None, T]


def finish(steps: Steps[T]) -> T:
    """Run `steps` to their end without showing anything."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result
