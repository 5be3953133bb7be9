from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from drafter.desktop.feedback import PRIOR, REPORT, WORD, Answer, Feedback, QtFeedback, last_folder
from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.bars import BarStack
from drafter.errors import DrafterError


@pytest.fixture
def feedback(qtbot: QtBot, the_theme: Theme) -> QtFeedback:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    bars = BarStack(the_theme)
    qtbot.addWidget(bars)
    made = QtFeedback(window, bars)
    of_the_kind: Feedback = made
    assert of_the_kind is made
    return made


def meanwhile(act: Callable[[QDialog], None]) -> None:
    """Do something with the dialog that opens next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def press(words: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(one for one in dialog.buttons() if one.text().replace("&", "") == words).click()

    return act


def test_buttons_say_what_they_do(feedback: QtFeedback) -> None:
    meanwhile(press("Discard changes"))
    assert feedback.confirm("Discard what is not saved?", "Discard changes", is_dangerous=True)
    meanwhile(press("Cancel"))
    assert not feedback.confirm("Discard what is not saved?", "Discard changes", is_dangerous=True)


def test_escape_is_no(feedback: QtFeedback) -> None:
    meanwhile(lambda dialog: dialog.reject())
    assert not feedback.confirm("Replace it?", "Replace it")


@pytest.mark.parametrize("is_dangerous", [True, False])
def test_enter_never_destroys(feedback: QtFeedback, is_dangerous: bool) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        dialog.defaultButton().click()

    meanwhile(act)
    assert feedback.confirm("Go on?", "Go on", is_dangerous=is_dangerous) != is_dangerous


def test_one_of_several_answers(feedback: QtFeedback) -> None:
    answers = [Answer("save", "Save"), Answer("discard", "Discard changes", is_dangerous=True)]
    meanwhile(press("Discard changes"))
    assert feedback.choose("Save before closing?", answers) == "discard"
    meanwhile(press("Save"))
    assert feedback.choose("Save before closing?", answers) == "save"


def test_a_file_is_opened_and_its_folder_remembered(feedback: QtFeedback, tmp_path: Path) -> None:
    file = tmp_path / "halton.drafter"
    file.touch()
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.directory().absolutePath())
        assert dialog.nameFilters() == ["Drafter report (*.drafter)"]
        dialog.selectFile(str(file))
        dialog.accept()

    meanwhile(act)
    assert feedback.file_to_open("Open a report", [REPORT]) == file
    assert last_folder() == str(tmp_path)
    meanwhile(act)
    feedback.file_to_open("Open a report", [REPORT])
    assert seen[1] == str(tmp_path)


def test_thinking_better_of_it_is_none(feedback: QtFeedback) -> None:
    meanwhile(lambda dialog: dialog.reject())
    assert feedback.file_to_open("Open a report", [PRIOR]) is None
    assert last_folder() == ""


@pytest.mark.parametrize(
    ("typed", "saved"), [("review", "review.docx"), ("review.docx", "review.docx"), ("a.b", "a.b.docx")]
)
def test_a_name_gets_its_ending(feedback: QtFeedback, tmp_path: Path, typed: str, saved: str) -> None:
    def act(dialog: QDialog) -> None:
        dialog.selectFile(typed)  # type: ignore[attr-defined]
        dialog.accept()

    meanwhile(act)
    found = feedback.name_to_save("Export", tmp_path / "offered.docx", [WORD])
    assert found == tmp_path / saved


def test_what_an_added_ending_would_replace_is_asked_about(feedback: QtFeedback, tmp_path: Path) -> None:
    (tmp_path / "a.b.docx").touch()

    def act(dialog: QDialog) -> None:
        dialog.selectFile("a.b")  # type: ignore[attr-defined]
        meanwhile(press("Cancel"))
        dialog.accept()

    meanwhile(act)
    assert feedback.name_to_save("Export", tmp_path / "offered.docx", [WORD]) is None


def test_sentences_and_errors_go_into_bars(feedback: QtFeedback) -> None:
    feedback.tell("Saved.")
    feedback.tell_error(DrafterError("the disk is full", hint="Make room."))
    assert feedback._bars.names() == ["error", "told"]


def test_the_prior_reports_are_what_can_be_read() -> None:
    assert PRIOR.filter().startswith("Reports that Drafter wrote (*.drafter *.md ")
