"""What the widgets ask for, in words that hold no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafter.report.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit that somebody wishes.

    `change` makes the new report from whatever the report is then. `verb` names it in the menu ("typing"),
    and `key` the field that it is in, which undo goes back to. Edits with the same `merge` that follow
    closely become one step; one without is a step of its own. `renumbers` says that paragraph numbers may
    change, so they must be worked out before anything is painted.
    """

    change: Callable[[Report], Report]
    verb: str
    key: str
    merge: str = ""
    renumbers: bool = True
