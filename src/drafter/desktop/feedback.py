"""Telling and asking: a small interface, and the window's way of doing it.

Sentences and errors go into quiet bars; only a question that must be answered first opens a dialog.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from drafter.desktop.panels.bars import BarStack
from drafter.errors import DrafterError
from drafter.services.formats import IMPORTED
from drafter.store import window_state
from drafter.store.window_state import WindowState

_STATE = "folders"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file for a dialog: what people call it, and its endings with their dots."""

    words: str
    endings: tuple[str, ...]

    def filter(self) -> str:
        """As Qt's dialog has it: `Word document (*.docx)`."""
        return f"{self.words} ({' '.join(f'*{ending}' for ending in self.endings)})"


REPORT = FileKind("Drafter report", (".drafter",))
WORD = FileKind("Word document", (".docx",))
PDF = FileKind("PDF", (".pdf",))
WEB_PAGE = FileKind("Web page", (".html",))
MARKDOWN = FileKind("Markdown text", (".md",))
PRIOR = FileKind("Reports that Drafter wrote", (".drafter", *IMPORTED))


@dataclass(frozen=True, slots=True)
class Answer:
    """A way to answer a question: its key, and a verb with what it does ("Discard changes")."""

    key: str
    verb: str
    is_dangerous: bool = False


class Feedback(Protocol):
    """Whoever tells the user something, and asks."""

    def tell_error(self, error: DrafterError) -> None:
        """Tell what went wrong and what to do."""

    def tell(self, sentence: str) -> None:
        """Tell something that nobody has to act on."""

    def confirm(self, question: str, verb: str, *, about: str = "", is_dangerous: bool = False) -> bool:
        """Whether the user wants what `verb` says; `about` says what follows from it."""

    def choose(self, question: str, answers: Sequence[Answer], *, about: str = "") -> str | None:
        """The key of the answer, the first of which is offered; None where nothing is to happen."""

    def file_to_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        """A file that is there; None where the user thinks better of it."""

    def name_to_save(self, title: str, offered: Path, kinds: Sequence[FileKind]) -> Path | None:
        """A name to save under, with the ending of a kind; that something there may go is settled then.

        `offered` without a folder is offered in the folder that was used last.
        """


class QtFeedback:
    """Tells in `bars` and asks in dialogs over `window`."""

    def __init__(self, window: QWidget, bars: BarStack) -> None:
        self._window = window
        self._bars = bars

    def tell_error(self, error: DrafterError) -> None:
        self._bars.tell_error(error)

    def tell(self, sentence: str) -> None:
        self._bars.tell(sentence)

    # --- questions ---------------------------------------------------------------------------------------

    def confirm(self, question: str, verb: str, *, about: str = "", is_dangerous: bool = False) -> bool:
        return self.choose(question, [Answer("yes", verb, is_dangerous)], about=about) is not None

    def choose(self, question: str, answers: Sequence[Answer], *, about: str = "") -> str | None:
        box = QMessageBox(self._window)
        # in the middle of the macOS desktop, a window's own sheet
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setWindowTitle("Drafter")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(about)
        made = {}
        for place, answer in enumerate(answers):
            danger = answer.is_dangerous
            role = QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
            button = box.addButton(answer.verb, role)
            if danger or place == 0:
                button.setProperty("role", "danger" if danger else "primary")
            made[answer.key] = button
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setEscapeButton(cancel)
        # Enter, pressed in haste, never destroys
        box.setDefaultButton(cancel if answers[0].is_dangerous else made[answers[0].key])
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return next((key for key, button in made.items() if button is clicked), None)

    # --- files -------------------------------------------------------------------------------------------

    def file_to_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        dialog = self._dialog(title, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen(dialog)

    def name_to_save(self, title: str, offered: Path, kinds: Sequence[FileKind]) -> Path | None:
        dialog = self._dialog(title, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(kinds[0].endings[0].removeprefix("."))
        if offered.parent != Path():
            dialog.setDirectory(str(offered.parent))
        dialog.selectFile(offered.name)
        chosen = self._chosen(dialog)
        if chosen is None:
            return None
        known = [ending for kind in kinds for ending in kind.endings]
        if chosen.suffix.lower() in known:
            return chosen
        ended = chosen.with_name(chosen.name + known[0])
        # the dialog asked about the name without its ending only
        is_free = not ended.exists() or self.confirm(
            f"Replace “{ended.name}”?",
            "Replace it",
            about="A file of this name is there already.",
            is_dangerous=True,
        )
        return ended if is_free else None

    def _dialog(self, title: str, kinds: Sequence[FileKind]) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilters([kind.filter() for kind in kinds])
        if folder := last_folder():
            dialog.setDirectory(folder)
        return dialog

    def _chosen(self, dialog: QFileDialog) -> Path | None:
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        if not accepted or not files:
            return None
        chosen = Path(files[0])
        remember_folder(chosen.parent)
        return chosen


def last_folder() -> str:
    """The folder that a file was chosen in last; empty where there is none."""
    found = window_state.load(_STATE).values.get("last", "")
    return found if isinstance(found, str) else ""


def remember_folder(folder: Path) -> None:
    """Begin there the next time."""
    window_state.save(_STATE, WindowState(values={"last": str(folder)}))


def open_outside(file: Path) -> bool:
    """Have the system open a file in the program that is there for it; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def show_in_folder(file: Path) -> bool:
    """Have the system show the folder that a file is in; whether it could."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
