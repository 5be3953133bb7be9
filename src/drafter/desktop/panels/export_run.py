"""An export as the window wishes it: nothing that stands under the name goes unasked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from drafter.pages.client import Worker
from drafter.services.exporting import export
from drafter.services.naming import free_name
from drafter.services.steps import Step, Steps
from drafter.store.reports import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """Where to, and how. `overwrite` is the user's word that what stands there may go."""

    target: Path
    is_final: bool
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The file that was written, and sentences about what its reader might miss."""

    target: Path
    is_final: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Nothing was written, since a file stands there; `free` is a name like it that is not taken."""

    wish: ExportWish
    free: Path


Outcome: TypeAlias = Exported | Taken


def run(opened: Opened, wish: ExportWish, worker: Worker | None = None) -> Steps[Outcome]:
    """Export, unless a file of the name is there and may not go. Raises DrafterError; nothing changed."""
    yield Step("Looking at the folder", 0.0)
    # here, and not in the window's thread: a network drive may take its time
    if not wish.overwrite and wish.target.exists():
        return Taken(wish=wish, free=free_name(wish.target.parent, wish.target.name))
    remarks = yield from export(
        opened, wish.target, final=wish.is_final, overwrite=wish.overwrite, worker=worker
    )
    return Exported(target=wish.target, is_final=wish.is_final, remarks=remarks)
