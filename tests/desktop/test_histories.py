"""A random history of editing: what is shown, held, saved and undone stays the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from drafter.desktop.editor.blocks import read_paragraph
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.area import AreaForm
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.make import make_form
from drafter.desktop.look.theme import Theme
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.session import Session
from drafter.desktop.session.view import View, _ids
from drafter.desktop.tools import Tools
from drafter.desktop.window import sections
from drafter.report.ids import seeded_ids
from drafter.report.model import InvestigationsSection, Kind, Paragraph
from drafter.report.richtext import plain, rich
from drafter.services.editing import Editing
from drafter.services.frameworks import installed
from drafter.store.reports import open_report
from tests.desktop.editor.box import ALT, CTRL, NONE, SHIFT
from tests.desktop.small import AREA, FRAMEWORK, GRADE, INVESTIGATIONS, RECOMMENDATIONS, small_report

Key = Qt.Key
_TEXTS = st.sampled_from(["a", "word ", " ", "é", "e\u0301", "😀", "א", "\u00a0", "x.", "  two  "])
_KEYS = st.sampled_from(
    [
        (Key.Key_Return, NONE),
        (Key.Key_Return, NONE),
        (Key.Key_Return, SHIFT),
        (Key.Key_Backspace, NONE),
        (Key.Key_Backspace, NONE),
        (Key.Key_Backspace, CTRL),
        (Key.Key_Delete, NONE),
        (Key.Key_Delete, CTRL),
        (Key.Key_Tab, NONE),
        (Key.Key_Backtab, SHIFT),
        (Key.Key_Up, ALT | SHIFT),
        (Key.Key_Down, ALT | SHIFT),
        (Key.Key_B, CTRL),
        (Key.Key_I, CTRL),
        (Key.Key_Equal, CTRL | SHIFT),
        (Key.Key_Space, CTRL),
    ]
)
_NUMBER = st.integers(0, 11)
_LINES = ("title", "short-title", "subject", "body")
_SPOT = st.tuples(st.integers(0, 40), _NUMBER, _NUMBER, _NUMBER)
"""An editor, a paragraph, a place in it, and how much behind it is selected."""


class Histories(RuleBasedStateMachine):
    """Somebody at work on a small report. `folder` and `theme` are set by the test."""

    folder: ClassVar[Path]
    theme: ClassVar[Theme]
    serial = 0

    def __init__(self) -> None:
        super().__init__()
        Histories.serial += 1
        self.now = 100.0
        self.ids = seeded_ids("histories")
        self.tools = Tools(theme=self.theme, ids=self.ids)
        self.forms: dict[str, Form] = {}
        self.path = self.folder / f"{Histories.serial}.drafter"
        report = small_report(self.ids)
        self.begin(Session(Editing.started(report, FRAMEWORK, name="Small"), clock=lambda: self.now))
        self.editor = self.editors()[0]

    def begin(self, session: Session) -> None:
        self.session = session
        self.first = session.report
        session.changed.connect(self.show)
        session.composed.connect(self.show)
        self.show(session.view)

    # --- the window --------------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        places = [AREA, RECOMMENDATIONS, "main-findings", *self.investigations(view)]
        for place in list(self.forms):
            if place not in places:
                gone = self.forms.pop(place)
                gone.deleteLater()
        for place in places:
            if place not in view.content.sections and "." not in place:
                continue
            if place not in self.forms:
                form = make_form(place, FRAMEWORK, self.tools)
                form.edited.connect(self.make)
                self.forms[place] = form
            self.forms[place].show_view(view)

    def make(self, edit: Edit) -> None:
        self.session.make(edit)

    @staticmethod
    def investigations(view: View) -> list[str]:
        section = view.content.sections[INVESTIGATIONS]
        assert isinstance(section, InvestigationsSection)
        return [f"{INVESTIGATIONS}.{one.id}" for one in section.investigations]

    def editors(self) -> list[ParagraphsEdit]:
        found = [binding.editor for form in self.forms.values() for binding in form.bindings]
        for form in self.areas():
            found += [form.narrative.notes.editors[note] for note in form.narrative.notes._shown]
        return found

    def areas(self) -> list[AreaForm]:
        return [form for form in self.forms.values() if isinstance(form, AreaForm)]

    def area(self) -> AreaForm:
        """The area of the editor, or the first."""
        return next((form for form in self.areas() if form.isAncestorOf(self.editor)), self.areas()[0])

    # --- what somebody does ------------------------------------------------------------------------------

    def go(self, spot: tuple[int, int, int, int]) -> None:
        """Go to a place in one of the editors, or select from there to a later place."""
        which, number, place, more = spot
        editors = self.editors()
        editors += [one for one in editors if one.nature.rich] * 4
        self.editor = editors[which % len(editors)]
        cursor, document = self.editor.textCursor(), self.editor.document()
        block = document.findBlockByNumber(number % document.blockCount())
        start = block.position() + min(place * 2, block.length() - 1)
        cursor.setPosition(start)
        if more > 8:
            end = min(start + (more - 8) * 5, document.characterCount() - 1)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    @rule(spot=_SPOT, text=_TEXTS)
    def type(self, spot: tuple[int, int, int, int], text: str) -> None:
        self.go(spot)
        self.go_on(text)

    @rule(text=_TEXTS)
    def go_on(self, text: str) -> None:
        for letter in text:
            self.send(Key(0), NONE, letter)

    @rule(spot=_SPOT, key=_KEYS, times=st.integers(1, 3))
    def press(
        self, spot: tuple[int, int, int, int], key: tuple[Qt.Key, Qt.KeyboardModifier], times: int
    ) -> None:
        self.go(spot)
        for _ in range(times):
            self.send(*key)

    @rule(spot=_SPOT, erases=st.booleans())
    def split_or_join(self, spot: tuple[int, int, int, int], erases: bool) -> None:
        which, number, place, more = spot
        self.go((which, number, 0 if erases else place, more))
        self.send(Key.Key_Backspace if erases else Key.Key_Return, NONE)

    def send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> None:
        QApplication.sendEvent(self.editor, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))

    @rule(spot=_SPOT, kind=st.sampled_from([Kind.BULLET, Kind.BULLET_2, Kind.SUBHEADING, Kind.PLAIN]))
    def kind(self, spot: tuple[int, int, int, int], kind: Kind) -> None:
        self.go(spot)
        if self.editor.nature.rich:
            self.editor.keys.kind(kind)

    @rule(spot=_SPOT, cuts=st.booleans())
    def take(self, spot: tuple[int, int, int, int], cuts: bool) -> None:
        self.go((*spot[:3], 10))
        if cuts:
            self.editor.cut_selection()
        else:
            self.editor.copy()

    @rule(spot=_SPOT, plain=st.booleans())
    def paste(self, spot: tuple[int, int, int, int], plain: bool) -> None:
        self.go(spot)
        if plain:
            self.editor.paste_plain()
        else:
            self.editor.paste()

    @rule(what=st.sampled_from(["note", "reference", "table"]))
    def insert(self, what: str) -> None:
        form = self.area()
        if what == "note":
            form.narrative.editor.clipboard.put_note()
        elif what == "table":
            form.narrative.tables.insert()
        elif self.session.view.numbered:
            form.narrative.editor.clipboard.put_reference(self.session.view.numbered[0][0])

    @rule(row=_NUMBER, before=_NUMBER, to=_NUMBER)
    def drag(self, row: int, before: int, to: int) -> None:
        lists = [b for form in self.forms.values() for b in form.bindings if b.where is not None]
        source, target = lists[row % len(lists)].editor, lists[to % len(lists)].editor
        if source.sync.paragraphs:
            one = source.sync.paragraphs[row % len(source.sync.paragraphs)].id
            there = ["", *(each.id for each in target.sync.paragraphs)]
            target.rows_dropped.emit([one], there[before % len(there)])

    @rule(grade=st.sampled_from([None, "good", "outstanding"]))
    def grade(self, grade: str | None) -> None:
        self.area()._grade(GRADE, grade)

    @rule(how=st.sampled_from(["add", "move", "remove"]), by=st.sampled_from([-1, 1]))
    def investigate(self, how: str, by: int) -> None:
        listed = self.investigations(self.session.view)
        if how == "add" and len(listed) < 3:
            made = sections.new_investigation(self.session.view, self.ids)
            assert made is not None
            self.make(made[0])
        elif how == "move" and listed:
            self.make(sections.moved_investigation(listed[0], by))
        elif how == "remove" and listed:
            self.make(sections.without_investigation(listed[-1]))
        if self.editor not in self.editors():
            self.editor = self.editors()[0]

    @rule()
    def undo(self) -> None:
        self.session.history.undo()
        self.stay()

    @rule()
    def redo(self) -> None:
        self.session.history.redo()
        self.stay()

    def stay(self) -> None:
        """An editor that is gone cannot be written in."""
        if self.editor not in self.editors():
            self.editor = self.editors()[0]

    @rule(seconds=st.sampled_from([0.1, 3.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        if seconds > 1:
            self.session.compose()

    @rule()
    def save(self) -> None:
        self.session.save(self.path)
        assert self.session.is_saved
        assert self.session.history.isClean()
        assert open_report(self.path, installed).report == self.session.report

    @precondition(lambda self: self.path.exists())
    @rule()
    def reload(self) -> None:
        self.session.save(self.path)
        report = self.session.report
        self.session.close()
        self.begin(Session(Editing.opened(self.path), clock=lambda: self.now))
        assert self.session.report == report
        self.stay()

    # --- what holds ----------------------------------------------------------------------------------------

    @invariant()
    def shows_what_is_held(self) -> None:
        view = self.session.view
        for form in self.forms.values():
            for binding in form.bindings:
                held = binding.read(view)
                shown = binding.editor.sync.paragraphs
                assert read(binding.editor) == shown
                if binding.key.split(".")[1] in _LINES:
                    assert words_of(shown) == words_of(held)
                else:
                    assert shown == held
        for form in self.areas():
            for note in form.narrative.notes._shown:
                assert (
                    read(form.narrative.notes.editors[note])
                    == form.narrative.notes.editors[note].sync.paragraphs
                )

    @invariant()
    def numbers_are_those_that_are_printed(self) -> None:
        fresh = Context.of(View.of(self.session.report, FRAMEWORK))
        for form in self.forms.values():
            for binding in form.bindings:
                shown = binding.editor.context
                for one in binding.editor.sync.paragraphs:
                    assert shown.number_of(one.id) == fresh.number_of(one.id)
                    for part in one.text:
                        note = getattr(part, "id", "")
                        assert shown.note_number(note) == fresh.note_number(note)

    @invariant()
    def ids_are_unique(self) -> None:
        # references to one another come and go, but what is referred to by two would be printed twice
        twice = [one for one, count in Counter(_ids(self.session.report)).items() if count > 1]
        assert twice == []

    @invariant()
    def texts_are_normal(self) -> None:
        for form in self.forms.values():
            for binding in form.bindings:
                for one in binding.editor.sync.paragraphs:
                    assert rich(*one.text) == one.text
                    assert bool(one.rows) == (one.kind is Kind.TABLE)

    def teardown(self) -> None:
        history = self.session.history
        while history.canRedo():
            history.redo()
        last = self.session.report
        while history.canUndo():
            history.undo()
        assert self.session.report == self.first
        self.shows_what_is_held()
        while history.canRedo():
            history.redo()
        assert self.session.report == last
        self.shows_what_is_held()
        self.session.close()
        for form in self.forms.values():
            form.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QGuiApplication.clipboard().clear()


def words_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """What a field for one line says; a title holds no white space of any kind at its ends."""
    return "".join(plain(one.text) for one in paragraphs).strip()


def read(editor: ParagraphsEdit) -> tuple[Paragraph, ...]:
    """What stands in an editor's document."""
    found = []
    block = editor.document().firstBlock()
    while block.isValid():
        found.append(read_paragraph(block, editor.stock))
        block = block.next()
    return () if len(found) == 1 and not found[0].id else tuple(found)


@pytest.fixture
def machine(
    tmp_path: Path, the_theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    for name in ("DRAFTER_CONFIG", "DRAFTER_DICTIONARY"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    Histories.folder = tmp_path
    Histories.theme = the_theme

    def run() -> None:
        is_full = settings().max_examples > 100
        form = settings(max_examples=200 if is_full else 40, stateful_step_count=50)
        run_state_machine_as_test(Histories, settings=form)

    yield run
    QGuiApplication.clipboard().clear()


@pytest.mark.timeout(900)  # the long form, and the time that shrinking a failure takes
def test_any_history_of_editing_comes_back(machine: Callable[[], None]) -> None:
    machine()
