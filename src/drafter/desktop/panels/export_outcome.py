"""How an export goes and went: progress, the file, what to know about it, what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from drafter.desktop.look.roles import set_role
from drafter.desktop.panels.export_run import Exported, Taken
from drafter.desktop.panels.parts import announce, button, column, label, sentence
from drafter.errors import DrafterError
from drafter.services.steps import Step


class ExportOutcome(QFrame):
    """Shows one thing at a time, or nothing.

    `chosen` brings the key of what a button does: `cancel`, `open`, `show`, `replace`, `keep-both`.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("export-outcome")
        self._is_running = False
        self._head = label("", "section", wraps=True)
        self._about = label("", "", wraps=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName("Progress of the export")
        self.buttons = {
            "cancel": button("Cancel"),
            "open": button("Open", "primary"),
            "show": button("Show in folder"),
            "keep-both": button("Keep both"),
            "replace": button("Replace it", "danger"),
        }
        down = column(self, margins=(16, 12, 16, 12), spacing=6)
        down.addWidget(self._head)
        down.addWidget(self.bar)
        down.addWidget(self._about)
        across = QHBoxLayout()
        across.setSpacing(8)
        for key, made in self.buttons.items():
            made.clicked.connect(lambda _=False, wish=key: self.chosen.emit(wish))
            across.addWidget(made)
        across.addStretch()
        down.addLayout(across)
        self.hide()

    def show_nothing(self) -> None:
        """Take no room."""
        self._is_running = False
        self.hide()

    def show_step(self, step: Step) -> None:
        """Show what is being done, and how far it is."""
        if not self._is_running:
            self._show("panel", f"{step.what} …", "", "cancel")
            self._is_running = True
            self.bar.show()
        self._head.setText(f"{step.what} …")
        self.bar.setValue(round(step.done * 100))

    def show_stopping(self) -> None:
        """Say that it will end soon."""
        self._head.setText("Stopping after this step …")
        self.buttons["cancel"].hide()

    def show_done(self, done: Exported) -> None:
        """Say what was written, and what its reader might miss."""
        kind = "final" if done.is_final else "draft"
        self._show(
            "banner-good", f"Exported as {kind}: {done.target.name}", "\n".join(done.remarks), "open", "show"
        )
        self.buttons["open"].setFocus()

    def show_taken(self, taken: Taken) -> None:
        """Ask what is to become of the file that stands there."""
        about = f"Keeping both writes “{taken.free.name}”."
        self._show("banner", f"“{taken.wish.target.name}” is there already.", about, "keep-both", "replace")
        self.buttons["keep-both"].setFocus()

    def show_error(self, error: DrafterError) -> None:
        """Say what went wrong, where, and what to do."""
        problem = DrafterError(error.problem)
        about = "\n".join(part for part in (error.hint, error.where) if part)
        self._show("banner-error", sentence(problem), about)

    def show_cancelled(self) -> None:
        """Say that nothing was written."""
        self._show("banner-note", "The export was cancelled. No file was written.", "")

    def show_fault(self) -> None:
        """Say that it broke off by a fault of ours; the program's own door tells more."""
        self._show("banner-error", "The export broke off by a fault in Drafter. No file was written.", "")

    def _show(self, role: str, head: str, about: str, *keys: str) -> None:
        set_role(self, role)
        self._is_running = False
        self.bar.hide()
        self._head.setText(head)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        for key, made in self.buttons.items():
            made.setVisible(key in keys)
        self.show()
        announce(self, f"{head} {about}".strip())
