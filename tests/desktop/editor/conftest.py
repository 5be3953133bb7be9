"""A maker of editors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.paragraphs_edit import Nature
from drafter.report.model import Paragraph
from tests.desktop.editor.box import NARRATIVE, Box, MakeBox, clear_clipboard


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[MakeBox]:
    def make(*paragraphs: Paragraph, nature: Nature = NARRATIVE) -> Box:
        return Box(qtbot, nature, *paragraphs)

    yield make
    clear_clipboard()
