"""The worked example as the outline shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from drafter.checks.known import find_all
from drafter.desktop.look.theme import Theme
from drafter.desktop.outline.entries import Entry, entries
from drafter.desktop.outline.view import Outline
from drafter.desktop.session.view import View
from drafter.report.model import Report
from drafter.services.frameworks import by_key
from drafter.services.states import SectionState, progress, states

Listed = Callable[[Report], list[Entry]]


def _states(view: View) -> list[SectionState]:
    found = find_all(view.report, view.framework, view.document)
    return list(states(view.report, view.framework, view.document, found))


@pytest.fixture(scope="session")
def listed() -> Listed:
    """The lines of the outline for a report."""

    def lines(report: Report) -> list[Entry]:
        view = View.of(report, by_key(report.framework))
        return entries(view, _states(view))

    return lines


@pytest.fixture
def outline(qtbot: QtBot, the_theme: Theme) -> Outline:
    the_theme.choose("light")
    the_theme.set_scale(1.0)
    made = Outline(the_theme)
    made.resize(290, 700)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture(scope="session")
def show() -> Callable[[Outline, Report], None]:
    """Show a report in an outline."""

    def shown(outline: Outline, report: Report) -> None:
        view = View.of(report, by_key(report.framework))
        found = _states(view)
        outline.show_report(view.document.title, view.framework.title)
        outline.show_entries(entries(view, found), progress(found))

    return shown
