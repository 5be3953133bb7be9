"""One undo history: its steps, their names, when the document is composed, and what the disk knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drafter.desktop.session.edits import Edit
from drafter.desktop.session.session import Reporter, Session
from drafter.desktop.session.view import View
from drafter.errors import DrafterError
from drafter.report.edits import remove_investigation, set_fact, set_grade
from drafter.report.lists import ListAddress, paragraphs_at, with_paragraphs
from drafter.report.model import InvestigationsSection, Paragraph, Report
from drafter.report.richtext import rich
from drafter.services.editing import Editing
from tests.desktop.session.conftest import Clock
from tests.desktop.small import AREA, GRADE, INVESTIGATIONS, narrative_of

WHERE = narrative_of(AREA)


def listed(session: Session, where: ListAddress = WHERE) -> tuple[Paragraph, ...]:
    return paragraphs_at(session.report, where)


def saved(session: Session) -> bool:
    return session.is_saved


def is_safe(session: Session) -> bool:
    return session.safe_since is not None


def typing(session: Session, text: str, number: int = 0, where: ListAddress = WHERE) -> None:
    """Put a text in place of what a paragraph says, as typing does."""
    one = listed(session, where)[number]

    def change(report: Report) -> Report:
        new = tuple(
            replace(each, text=rich(text)) if each.id == one.id else each
            for each in paragraphs_at(report, where)
        )
        return with_paragraphs(report, where, new)

    session.make(
        Edit(change=change, verb="typing", key=where.key(one.id), merge=f"{where}:{one.id}", renumbers=False)
    )


def grading(session: Session, grade: str | None) -> None:
    session.make(
        Edit(
            change=lambda report: set_grade(report, GRADE, grade), verb="grading", key=f"{AREA}.grade.{GRADE}"
        )
    )


def without_last(session: Session) -> str:
    gone = listed(session)[-1].id
    session.make(
        Edit(
            change=lambda report: with_paragraphs(report, WHERE, paragraphs_at(report, WHERE)[:-1]),
            verb="deleting",
            key=WHERE.key(gone),
        )
    )
    return gone


# --- steps -----------------------------------------------------------------------------------------------


def test_typing_is_one_step_while_it_goes_on(session: Session, clock: Clock) -> None:
    first = session.report
    for length in range(1, 6):
        clock.wait(1.9)
        typing(session, "Typed"[:length])
    assert session.history.count() == 1
    session.history.undo()
    assert session.report is first
    session.history.redo()
    assert listed(session)[0].text == rich("Typed")


def test_a_pause_begins_a_step(session: Session, clock: Clock) -> None:
    typing(session, "One")
    clock.wait(2.1)
    typing(session, "One two")
    assert session.history.count() == 2
    session.history.undo()
    assert listed(session)[0].text == rich("One")


def test_another_field_begins_a_step_and_coming_back_does_too(session: Session) -> None:
    typing(session, "One")
    typing(session, "Two", 1)
    typing(session, "One more")
    assert session.history.count() == 3


def test_something_else_in_between_begins_a_step(session: Session) -> None:
    typing(session, "One")
    grading(session, "good")
    grading(session, None)
    typing(session, "One more")
    assert session.history.count() == 4


def test_an_undo_ends_the_step(session: Session) -> None:
    typing(session, "One")
    session.history.undo()
    session.history.redo()
    typing(session, "One more")
    assert session.history.count() == 2


def test_saving_and_asking_for_it_end_the_step(session: Session, tmp_path: Path) -> None:
    typing(session, "One")
    session.end_step()
    typing(session, "Two")
    session.save(tmp_path / "a.drafter")
    typing(session, "Three")
    assert session.history.count() == 3


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    seen: list[View] = []
    session.changed.connect(seen.append)
    session.make(Edit(change=lambda report: report, verb="nothing", key=AREA))
    session.make(Edit(change=replace, verb="nothing", key=AREA))
    assert session.history.count() == 0
    assert seen == []


def test_typing_that_is_erased_again_leaves_no_step(session: Session) -> None:
    first = session.report
    typing(session, "One", 4)
    typing(session, "The last one.", 4)
    assert session.history.count() == 0
    assert session.history.isClean()
    assert session.report is first
    typing(session, "Two", 4)
    assert session.history.count() == 1


def test_typing_behind_a_save_that_is_erased_again_leaves_the_report_saved(
    session: Session, tmp_path: Path
) -> None:
    typing(session, "One", 4)
    session.save(tmp_path / "a.drafter")
    typing(session, "Two", 4)
    assert not saved(session)
    typing(session, "One", 4)
    assert saved(session)
    assert session.history.isClean()
    assert session.history.count() == 1


def test_a_first_edit_soon_after_the_machine_started_is_a_step(session: Session, clock: Clock) -> None:
    clock.now = 0.5
    typing(session, "One")
    session.end_step()
    typing(session, "Two")
    assert session.history.count() == 2


def test_an_edit_that_another_one_brings_about_is_the_step_behind_it(session: Session) -> None:
    first = session.report

    def follow() -> None:
        session.changed.disconnect(follow)
        grading(session, "good")

    session.changed.connect(follow)
    typing(session, "One")
    assert [session.history.text(at)[:7] for at in range(2)] == ["typing ", "grading"]
    session.history.undo()
    assert GRADE not in session.report.content.grades
    assert listed(session)[0].text == rich("One")
    session.history.undo()
    assert session.report is first


def test_an_edit_that_an_undo_brings_about_comes_after_it(session: Session, qtbot: QtBot) -> None:
    typing(session, "One")
    first = session.report

    def follow() -> None:
        session.went.disconnect(follow)
        grading(session, "good")

    typing(session, "Two", 1)
    session.went.connect(follow)
    session.history.undo()
    assert session.report is first
    qtbot.waitUntil(lambda: GRADE in session.report.content.grades)
    assert session.history.count() == 2
    session.history.undo()
    assert session.report is first


# --- names and places ------------------------------------------------------------------------------------


def test_steps_have_names_that_people_read(session: Session) -> None:
    number = session.view.number_of(listed(session)[1].id)
    typing(session, "One", 1)
    assert session.history.undoText() == f"typing in Safeguarding, paragraph {number}"
    grading(session, "good")
    assert session.history.undoText() == "grading in Safeguarding"
    session.make(Edit(change=lambda report: set_fact(report, "area", "Widnes"), verb="pasting", key=""))
    assert session.history.undoText() == "pasting"


def test_what_is_new_and_what_is_gone_have_names_too(session: Session) -> None:
    number = session.view.number_of(listed(session)[-1].id)
    without_last(session)
    assert session.history.undoText() == f"deleting in Safeguarding, paragraph {number}"
    new = Paragraph(id="nnnnnnnn", text=rich("New"))
    session.make(
        Edit(
            change=lambda report: with_paragraphs(report, WHERE, (*paragraphs_at(report, WHERE), new)),
            verb="pasting",
            key=WHERE.key(new.id),
        )
    )
    assert session.history.undoText() == f"pasting in Safeguarding, paragraph {number}"


def test_undo_and_redo_say_where_they_were(session: Session) -> None:
    went: list[str] = []
    session.went.connect(went.append)
    key = WHERE.key(listed(session)[1].id)
    typing(session, "One", 1)
    assert went == []
    session.history.undo()
    session.history.redo()
    assert went == [key, key]


def test_undoing_a_new_paragraph_goes_to_the_one_before(session: Session) -> None:
    went: list[str] = []
    session.went.connect(went.append)
    before = listed(session)[-2].id
    gone = without_last(session)
    session.history.undo()
    session.history.redo()
    assert went == [WHERE.key(gone), WHERE.key(before)]


def test_undoing_the_only_paragraph_of_an_investigation_goes_to_the_investigation(session: Session) -> None:
    section = session.report.content.sections[INVESTIGATIONS]
    assert isinstance(section, InvestigationsSection)
    one = section.investigations[0].id
    where = narrative_of(f"{INVESTIGATIONS}.{one}")
    went: list[str] = []
    session.went.connect(went.append)
    session.make(
        Edit(
            change=lambda report: with_paragraphs(report, where, ()),
            verb="deleting",
            key=where.key(listed(session, where)[0].id),
        )
    )
    session.history.undo()
    session.history.redo()
    assert went[-1] == f"{INVESTIGATIONS}.narrative.{one}"
    session.make(
        Edit(
            change=lambda report: remove_investigation(report, where.place),
            verb="removing",
            key=INVESTIGATIONS,
        )
    )
    assert session.history.undoText().startswith("removing in ")


# --- composing -------------------------------------------------------------------------------------------


def test_words_are_composed_after_a_pause(session: Session, qtbot: QtBot) -> None:
    before = session.view.document
    composed: list[View] = []
    session.composed.connect(composed.append)
    with qtbot.waitSignal(session.changed):
        typing(session, "Other words", 4)
    assert session.view.document is before
    assert composed == []
    qtbot.waitUntil(lambda: len(composed) == 1)
    assert session.view is composed[0]
    assert session.view.report is session.report
    assert session.view.document == View.of(session.report, session.framework).document
    session.compose()
    assert len(composed) == 1


def test_numbers_are_right_at_once_where_they_change(session: Session) -> None:
    shown: list[View] = []
    session.changed.connect(shown.append)
    last = listed(session)[-1].id
    number = int(session.view.number_of(last))
    session.make(
        Edit(
            change=lambda report: with_paragraphs(report, WHERE, paragraphs_at(report, WHERE)[1:]),
            verb="deleting",
            key=WHERE.key(last),
        )
    )
    assert int(shown[-1].number_of(last)) == number - 1
    session.history.undo()
    assert int(shown[-1].number_of(last)) == number


def test_what_is_known_of_a_document_stays_known_beside_it(session: Session) -> None:
    notes, numbered = session.view.note_numbers, session.view.numbered
    assert len(notes) == 1
    typing(session, "Other words", 4)
    assert session.view.note_numbers is notes
    assert session.view.numbered is numbered


# --- the disk --------------------------------------------------------------------------------------------


def test_the_journal_is_told_of_every_report(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Report] = []
    monkeypatch.setattr(session.editing, "change", told.append)
    typing(session, "One")
    grading(session, "good")
    session.history.undo()
    assert [id(one) for one in told[:2]] == [id(told[0]), id(told[1])]
    assert len(told) == 3
    assert told[2] is told[0]


def test_what_was_written_is_said(session: Session, tmp_path: Path) -> None:
    assert not is_safe(session)
    assert session.flush() is None
    session.save(tmp_path / "a.drafter")
    assert is_safe(session)
    assert session.path == tmp_path / "a.drafter"


def test_a_save_is_clean_until_the_next_edit_and_after_its_undo(session: Session, tmp_path: Path) -> None:
    assert not saved(session)
    typing(session, "One")
    with pytest.raises(DrafterError):
        session.save()
    session.save(tmp_path / "a.drafter")
    assert saved(session)
    typing(session, "Two")
    assert not saved(session)
    session.history.undo()
    assert saved(session)
    assert session.history.isClean()
    session.history.redo()
    assert not saved(session)


def test_what_the_thread_of_the_journal_says_comes_into_the_windows(qtbot: QtBot, session: Session) -> None:
    reporter = Reporter()
    listeners = reporter.listeners()
    editing = Editing.started(session.report, session.framework, name="Other", listeners=listeners)
    other = Session(editing, reporter)
    try:
        with qtbot.waitSignal(other.safe):
            typing(other, "One")
        trouble: list[DrafterError] = []
        other.troubled.connect(trouble.append)
        listeners.failed(DrafterError("no room"))
        assert len(trouble) == 1
    finally:
        other.close()
