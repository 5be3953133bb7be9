"""What is found in the report, and how far its sections are; worked out after a pause."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from drafter.checks.finding import Finding
from drafter.checks.known import find_all
from drafter.desktop.outline.entries import Entry, entries
from drafter.desktop.session.session import Session
from drafter.desktop.session.view import View
from drafter.services.open_points import in_words
from drafter.services.states import Progress, SectionState, progress, states

_AFTER = 60
"""Milliseconds between a composed document and its checks: what is typed meanwhile goes first."""


class Overview(QObject):
    """Findings, states and entries of the outline. `checked` comes when they are up to date."""

    checked = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.findings: list[Finding] = []
        self.states: list[SectionState] = []
        self.entries: list[Entry] = []
        self.progress = Progress(0, 0, 0)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(lambda: self._work(self._session.view))

    def check(self, view: View, *, at_once: bool = False) -> None:
        """Work it out soon, or at once."""
        if at_once:
            self._timer.stop()
            self._work(view)
        else:
            self._timer.start()

    def _work(self, view: View) -> None:
        self.findings = find_all(view.report, view.framework, view.document)
        self.states = states(view.report, view.framework, view.document, self.findings)
        self.entries = entries(view, self.states)
        self.progress = progress(self.states)
        self.checked.emit()

    def words_of(self, section: str) -> int:
        """The words of a section."""
        return next((one.words for one in self.states if one.key == section), 0)

    def in_words(self) -> str:
        """How much was found, as the status bar says it."""
        return in_words(self.findings) if self.findings else ""
