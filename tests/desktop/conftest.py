"""What every test of the window has: a platform without a screen, and the theme of the program."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from drafter.desktop.look.theme import Theme


@pytest.fixture(scope="session")
def the_theme(qapp: QApplication) -> Theme:
    """The one theme of the program under test. A test that changes it asks for `theme` instead."""
    made = Theme()
    made.apply(qapp)
    return made


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Nothing that a test copied stays: Qt destroys what is on the clipboard after Python has ended."""
    yield
    qapp.clipboard().clear()
