"""What every test of the window has: a platform without a screen, and the theme of the program."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from drafter.desktop.look.theme import Theme


@pytest.fixture(scope="session")
def the_theme(qapp: QApplication) -> Theme:
    """The one theme of the program under test. A test that changes it asks for `theme` instead."""
    made = Theme()
    made.apply(qapp)
    return made
