from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.notes import NotesDock, NotesEdit, with_notes
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.ids import seeded_ids
from drafter.report.model import Report
from drafter.report.richtext import clean
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report


class Window:
    """A window that does what the dock wishes."""

    def __init__(self, dock: NotesDock, view: View) -> None:
        self.dock = dock
        self.view = view
        self.edits: list[Edit] = []
        dock.edited.connect(self.make)
        dock.show_view(view)

    def make(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.show(edit.change(self.view.report))

    def show(self, report: Report) -> None:
        self.view = self.view.with_report(report)
        self.dock.show_view(self.view)

    def notes(self, section: str = "safeguarding") -> str:
        return self.view.report.desk.notes.get(section, "")


@pytest.fixture
def window(tools: Tools, view: View, qtbot: QtBot) -> Window:
    dock = NotesDock(tools)
    qtbot.addWidget(dock)
    dock.show()
    qtbot.waitExposed(dock)
    one = Window(dock, view)
    dock.show_place("safeguarding")
    return one


def test_what_is_typed_goes_out_as_one_mergeable_edit_a_key(window: Window) -> None:
    QTest.keyClicks(window.dock.editor, "Ask")
    assert window.notes() == "Ask"
    assert len(window.edits) == 3
    edit = window.edits[0]
    assert (edit.verb, edit.merge, edit.key) == ("notes", "notes:safeguarding", "safeguarding.notes")
    assert not edit.renumbers


def test_the_cursor_stays_where_it_is_while_the_truth_comes_back(window: Window) -> None:
    editor = window.dock.editor
    QTest.keyClicks(editor, "one two")
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClicks(editor, "X")
    assert window.notes() == "oneX two"
    assert editor.textCursor().position() == 4
    window.show(with_notes(window.view.report, "safeguarding", "oneX two three"))
    assert editor.textCursor().position() == 4


def test_each_section_has_its_own_notes(window: Window) -> None:
    QTest.keyClicks(window.dock.editor, "a")
    window.dock.show_place("context")
    assert window.dock.editor.words == ""
    QTest.keyClicks(window.dock.editor, "b")
    window.dock.show_place("investigations.abcdefgh")
    QTest.keyClicks(window.dock.editor, "c")
    window.dock.show_place("safeguarding")
    assert window.dock.editor.words == "a"
    assert [window.notes(key) for key in ("safeguarding", "context", "investigations")] == ["a", "b", "c"]


def test_empty_notes_are_no_notes(window: Window, report: Report) -> None:
    QTest.keyClicks(window.dock.editor, "a")
    QTest.keyClick(window.dock.editor, Qt.Key.Key_Backspace)
    assert window.view.report.desk == report.desk


def test_showing_notes_is_no_edit(window: Window) -> None:
    window.show(with_notes(window.view.report, "safeguarding", "from an undo"))
    assert window.dock.editor.words == "from an undo"
    assert not window.edits


def test_undo_and_redo_are_left_to_the_window(window: Window) -> None:
    editor = window.dock.editor
    QTest.keyClicks(editor, "abc")
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier)
            QCoreApplication.sendEvent(editor, event)
            if kind == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Z:
                assert not event.isAccepted()
    assert not editor.isUndoRedoEnabled()
    assert editor.words == "abc"


def test_tab_leaves_the_box(window: Window, qtbot: QtBot) -> None:
    around, other = QWidget(), QLineEdit()
    qtbot.addWidget(around)
    down = QVBoxLayout(around)
    down.addWidget(window.dock)
    down.addWidget(other)
    around.show()
    qtbot.waitExposed(around)
    window.dock.editor.setFocus()
    QTest.keyClick(window.dock.editor, Qt.Key.Key_Tab)
    assert around.focusWidget() is other
    assert not window.edits
    window.dock.setParent(None)


def test_the_notes_are_gone_to_by_their_key(window: Window) -> None:
    assert window.dock.go_to("safeguarding.notes")
    assert not window.dock.go_to("safeguarding.title")
    assert not window.dock.go_to("context.notes")


def test_the_box_says_what_it_is_for(window: Window) -> None:
    assert window.dock.editor.accessibleName() == "Notes on Safeguarding"
    assert "never exported" in window.dock.editor.accessibleDescription()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from("ab \n\u00a0é😀\u2028"), max_size=12), max_size=6))
def test_whatever_is_shown_is_what_stands_there(window: Window, texts: list[str]) -> None:
    editor: NotesEdit = window.dock.editor
    for text in map(clean, texts):
        window.show(with_notes(window.view.report, "safeguarding", text))
        assert clean(editor.words) == text
    assert not window.edits


def test_notes_of_another_report_are_not_mixed_up(window: Window) -> None:
    other = by_key("ilacs-2018")
    window.view = View.of(new_report(other, {}, seeded_ids("other")), other)
    window.dock.show_view(window.view)
    assert not window.dock.editor.isEnabled()
    window.dock.show_place(other.sections[0].key)
    QTest.keyClicks(window.dock.editor, "a")
    assert window.notes(other.sections[0].key) == "a"
