"""The dialog that shows a fault of ours, with one button to copy what a maintainer needs."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout


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
