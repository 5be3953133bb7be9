"""Telling what is hidden in a Word file, ours or a stranger's."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import DrafterError
from drafter.services.steps import Step, Steps
from drafter.store.files import read_bytes
from drafter.word.hidden import Hidden
from drafter.word.inspect import inspect


def inspect_file(path: Path) -> Steps[tuple[Hidden, ...]]:
    """What is hidden in the Word file at `path`, dangers first, then remarks.

    Raises DrafterError where it cannot be read or is no Word file. Nothing is written and nothing fetched.
    """
    yield Step("Reading", 0.0)
    data = read_bytes(path)
    yield Step("Looking into every part", 0.2)
    try:
        return inspect(data)
    except DrafterError as error:
        raise error.within(str(path)) from None


def hides_something(found: tuple[Hidden, ...]) -> bool:
    """Whether there is more than remarks."""
    return any(not one.is_remark for one in found)
