"""What tests of the forms have: the look, reports of every framework, and a host for a form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.look.theme import Theme
from drafter.desktop.tools import Tools
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.services.frameworks import by_key
from tests.desktop.forms.host import Host
from tests.desktop.forms.reports import halton

MakeHost = Callable[..., Host]


@pytest.fixture
def tools(the_theme: Theme) -> Tools:
    the_theme.choose("light")
    the_theme.set_scale(1.0)
    return Tools(theme=the_theme, ids=seeded_ids("forms"))


@pytest.fixture
def host(qtbot: QtBot, tools: Tools) -> MakeHost:
    """Makes a host of the form at a place, of the worked example unless another report is given."""

    def make(place: str, report: Report | None = None) -> Host:
        held = report or halton()
        return Host(qtbot, held, by_key(held.framework), place, tools)

    return make
