from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.rows import ROWS
from drafter.desktop.outline.model import ENTRY, PLACE, OutlineModel
from drafter.report.edits import remove_investigation, set_grade
from tests.desktop.forms.reports import all_reports, empty, first_investigation, halton
from tests.desktop.outline.conftest import Listed

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def model(qapp: object) -> OutlineModel:
    made = OutlineModel()
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]  # lives as long as the model
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


def test_it_is_a_model_through_all_changes(model: OutlineModel, listed: Listed) -> None:
    for report in (*all_reports().values(), halton()):
        model.show_entries(listed(report))
        model.show_entries(listed(report))
    model.show_entries([])
    assert model.rowCount() == 0


def test_a_grade_changes_one_row_and_resets_nothing(
    model: OutlineModel, listed: Listed, qtbot: QtBot
) -> None:
    model.show_entries(listed(halton()))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_entries(listed(set_grade(halton(), "safeguarding", "good")))
    assert model.row_of("safeguarding") in changed
    assert len(changed) < 4  # the main findings say another grade than the area does


def test_a_row_less_is_a_reset(model: OutlineModel, listed: Listed, qtbot: QtBot) -> None:
    model.show_entries(listed(halton()))
    with qtbot.waitSignal(model.modelReset):
        model.show_entries(listed(remove_investigation(halton(), first_investigation(halton()))))


def test_what_it_says(model: OutlineModel, listed: Listed) -> None:
    model.show_entries(listed(halton()))
    index = model.index(model.row_of("safeguarding"))
    assert index.data() == "Safeguarding"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Safeguarding, Outstanding, written, 1 note"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Safeguarding, Outstanding, written, 1 note"
    assert index.data(ENTRY) == "safeguarding"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.entry(99) is None
    assert model.row_of("nowhere") == -1


def test_only_investigations_can_be_dragged(model: OutlineModel, listed: Listed) -> None:
    model.show_entries(listed(halton()))
    flag = Qt.ItemFlag.ItemIsDragEnabled
    dragged = [
        model.index(row).data(ENTRY)
        for row in range(model.rowCount())
        if model.flags(model.index(row)) & flag
    ]
    assert dragged == [one.place for one in listed(halton()) if one.level == 1]


def moves(model: OutlineModel) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    model.moved.connect(lambda place, before: found.append((place, before)))
    return found


def test_dropping_an_investigation_asks_for_its_new_place(model: OutlineModel, listed: Listed) -> None:
    model.show_entries(listed(halton()))
    found = moves(model)
    first, second = [one.place for one in listed(halton()) if one.level == 1]
    dragged = model.mimeData([model.index(model.row_of(second))])
    assert not model.dropMimeData(dragged, MOVE, model.row_of(first), 0, QModelIndex())
    assert not model.dropMimeData(dragged, MOVE, -1, -1, model.index(model.row_of(first)))
    assert found == [(second, first)] * 2
    found.clear()
    dragged = model.mimeData([model.index(model.row_of(first))])
    model.dropMimeData(dragged, MOVE, 0, 0, QModelIndex())
    assert found == []  # far above all of them, and so in front: where it is
    model.dropMimeData(dragged, MOVE, model.row_of(second) + 1, 0, QModelIndex())
    assert found == [(first, "")]  # behind the last one
    found.clear()
    model.dropMimeData(dragged, MOVE, model.row_of(first), 0, QModelIndex())
    assert found == []  # where it is


def test_dropping_it_behind_everything_puts_it_last(model: OutlineModel, listed: Listed) -> None:
    report = empty("blank")
    lines = [replace(one) for one in listed(report)]
    at = next(row for row, one in enumerate(lines) if one.level == 1)
    model.show_entries(lines[: at + 1])
    found = moves(model)
    dragged = model.mimeData([model.index(at)])
    model.dropMimeData(dragged, MOVE, -1, -1, QModelIndex())
    assert found == [(lines[at].place, "")]


def test_rows_of_a_list_are_dropped_on_a_section(model: OutlineModel, listed: Listed) -> None:
    model.show_entries(listed(halton()))
    found: list[tuple[object, str]] = []
    model.rows_dropped.connect(lambda ids, place: found.append((ids, place)))
    data = QMimeData()
    data.setData(ROWS, QByteArray(json.dumps(["a", "b"]).encode()))
    model.dropMimeData(data, MOVE, -1, -1, model.index(model.row_of("context")))
    assert found == [(["a", "b"], "context")]


@pytest.mark.parametrize("bad", [b"\xff", b"nonsense", b'{"a": 1}', b""])
def test_what_others_drop_does_no_harm(model: OutlineModel, listed: Listed, bad: bytes) -> None:
    model.show_entries(listed(halton()))
    found = moves(model)
    for kind in (ROWS, PLACE):
        data = QMimeData()
        data.setData(kind, QByteArray(bad))
        model.dropMimeData(data, MOVE, -1, -1, model.index(model.row_of("context")))
    assert found == []
