from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from drafter.desktop.start.recent_model import RecentModel, Role, folder
from drafter.services.recent import Recent
from tests.desktop.start.conftest import recent, under_tester


@pytest.fixture
def model(qapp: QObject) -> RecentModel:
    return RecentModel()


def names(model: RecentModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_whatever_is_shown(model: RecentModel) -> None:
    tester = under_tester(model)
    known = [recent(name) for name in ("A", "B", "C", "D", "E")]
    rolled = random.Random(7)
    for _ in range(60):
        entries = rolled.sample(known, rolled.randrange(6))
        model.show_entries(entries)
        model.show_present(rolled.choice(known).path, rolled.random() < 0.5)
        assert names(model) == [one.name for one in entries]
    del tester


def test_what_is_shown_again_resets_nothing(model: RecentModel, entries: list[Recent], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.show_entries(entries)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_entries(list(entries))


def test_taking_one_out_leaves_the_others_where_they_are(
    model: RecentModel, entries: list[Recent], qtbot: QtBot
) -> None:
    model.show_entries(entries)
    with qtbot.waitSignal(model.rowsRemoved), qtbot.assertNotEmitted(model.modelReset):
        model.show_entries([entries[0], entries[2]])
    assert names(model) == [entries[0].name, entries[2].name]


def test_another_order_is_a_reset(model: RecentModel, entries: list[Recent], qtbot: QtBot) -> None:
    model.show_entries(entries)
    with qtbot.waitSignal(model.modelReset):
        model.show_entries(list(reversed(entries)))


def test_a_row_says_how_far_the_report_is(model: RecentModel, entries: list[Recent]) -> None:
    model.show_entries(entries)
    first, last = model.index(0), model.index(2)
    assert first.data(Role.STATE) == "3 of 14 sections done"
    assert first.data(Role.DONE) == pytest.approx(3 / 14)
    assert first.data(Role.WHEN).startswith("today, ")
    assert last.data(Role.STATE) == "Exported as final"
    assert last.data(Role.DONE) == -1


def test_a_missing_file_is_marked_and_unmarked(
    model: RecentModel, entries: list[Recent], qtbot: QtBot
) -> None:
    model.show_entries(entries)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show_present(entries[1].path, False)
    assert changed.args is not None
    assert changed.args[0].row() == 1
    assert model.index(1).data(Role.PLACE) == "File not found: Documents/Norfolk"
    assert "File not found" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_present(entries[1].path, False)
    with qtbot.waitSignal(model.dataChanged):
        model.show_present(entries[1].path, True)


def test_a_folder_is_told_by_its_last_two_parts(entries: list[Recent]) -> None:
    assert folder(entries[0].path) == "Documents/Halton"
