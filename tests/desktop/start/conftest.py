"""Recent and unfinished reports as the services tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester

from drafter.desktop.look.theme import Theme
from drafter.services.recent import Recent
from drafter.store.processes import this_process
from drafter.store.records import About
from drafter.store.recovery import Unfinished

NOW = datetime.now(UTC)


def recent(name: str, *, days: int = 0, done: int = 3, sections: int = 14, is_final: bool = False) -> Recent:
    return Recent(
        path=Path(f"/home/ann/Documents/{name}/{name.lower()}.drafter"),
        name=f"{name} joint area review",
        used=NOW - timedelta(days=days),
        framework="Joint area review (from April 2007)",
        done=done,
        sections=sections,
        is_final=is_final,
    )


def unfinished(name: str, place: Path | None = None) -> Unfinished:
    about = About(holder=this_process(), written=NOW, name=f"{name}.drafter", place=place)
    return Unfinished(Path(f"/state/{name}.journal"), about)


@pytest.fixture
def entries() -> list[Recent]:
    return [recent("Halton"), recent("Norfolk", days=1), recent("Leeds", days=40, is_final=True)]


def under_tester(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def restored(the_theme: Theme) -> Iterator[None]:
    """The theme, as the next test expects it."""
    yield
    the_theme.choose("light")
    the_theme.set_scale(1.0)
