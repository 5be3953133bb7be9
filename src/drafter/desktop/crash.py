"""The one door for faults of ours: first everything is put on the disk, then the fault is shown."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from drafter import __version__
from drafter.errors import DrafterError

Keep = Callable[[], Iterable[DrafterError | None]]


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a maintainer needs to know: versions, system, and where it happened. No text of a report."""
    lines = traceback.format_exception(kind, error, trace)
    about = f"Drafter {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}"
    return "\n".join([about, platform.platform(), "", "".join(lines)])


class CrashDialog(QDialog):
    """Says that Drafter made a mistake, that nothing is lost, and gives the report to copy."""

    def __init__(self, report: str, unsafe: str) -> None:
        super().__init__()
        self.setWindowTitle("Drafter")
        self.setMinimumWidth(560)
        kept = (
            f"What you wrote could not be kept: {unsafe} Save your report now."
            if unsafe
            else "What you wrote is safe on this computer."
        )
        words = QLabel(
            f"<b>Drafter made a mistake.</b> {kept} You can go on; if something looks odd, close Drafter and "
            "start it again.",
            wordWrap=True,
        )
        self.text = QPlainTextEdit(report, readOnly=True)
        self.text.setAccessibleName("Report of the mistake")
        copy = QPushButton("Copy the report")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons = QDialogButtonBox()
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton("Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        down = QVBoxLayout(self)
        down.addWidget(words)
        down.addWidget(self.text)
        down.addWidget(buttons)


class CrashDoor:
    """Takes in what nobody caught. `keep` puts every open report on the disk and says what hindered it."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._is_open = False

    def stand(self) -> None:
        """From now on faults come here."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep everything, then show what happened. A fault while showing is only printed."""
        report = report_of(kind, error, trace)
        sys.stderr.write(f"{report}\n")
        hindered = [str(one) for one in self._keep() if one is not None]
        if self._is_open or issubclass(kind, KeyboardInterrupt):
            return
        self._is_open = True
        try:
            dialog = CrashDialog(report, " ".join(hindered))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.exec()
        finally:
            self._is_open = False
