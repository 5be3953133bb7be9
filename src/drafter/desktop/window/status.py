"""The status bar: whether what is written is safe, how much there is, where the cursor is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from drafter.desktop.session.session import Session
from drafter.desktop.session.view import View
from drafter.document.keys import split


class Status(QStatusBar):
    """Facts in, words out; nothing here can be clicked but the number of findings."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.safe = QLabel()
        self.file = QLabel()
        self.place = QLabel()
        self.words = QLabel()
        self.pages = QLabel()
        self.findings = QPushButton()
        self.findings.setProperty("role", "link")
        self.file.setProperty("role", "soft")
        for label in (self.safe, self.file):
            self.addWidget(label)
        for part in (self.place, self.words, self.pages, self.findings):
            self.addPermanentWidget(part)
        self.findings.hide()

    def show_safety(self, session: Session) -> None:
        """Since when what is on the screen is on the disk, and in which file."""
        when = session.safe_since
        told = f"✓ Safe on disk {when:%H:%M:%S}" if when else "✓ Safe on disk" if session.is_saved else ""
        self.safe.setText(told)
        self.safe.setProperty("role", "good")
        self.safe.style().polish(self.safe)
        name = session.path.name if session.path else "not in a file yet"
        self.file.setText(name if session.is_saved or session.path is None else f"{name}, not saved yet")
        self.file.setToolTip(str(session.path or ""))

    def show_unsafe(self) -> None:
        """What is on the screen is not on the disk."""
        self.safe.setText("Not safe on disk")
        self.safe.setProperty("role", "error")
        self.safe.style().polish(self.safe)

    def show_saving(self) -> None:
        """Something was just typed and is on its way to the disk."""
        if self.safe.text().startswith("✓"):
            self.safe.setText("Keeping …")

    def show_place(self, view: View, key: str) -> None:
        """The paragraph that the cursor is in."""
        number = view.number_of(split(key)[2])
        self.place.setText(f"Paragraph {number}" if number else "")

    def show_words(self, here: int, whole: int) -> None:
        """Words of the section and of the report."""
        self.words.setText(f"{here:,} words here · {whole:,} in the report")

    def show_pages(self, pages: int) -> None:
        """How many pages there are."""
        self.pages.setText(f"{pages} page{'' if pages == 1 else 's'}")

    def show_findings(self, words: str) -> None:
        """How much was found, in words."""
        self.findings.setText(words)
        self.findings.setVisible(bool(words))
