"""The report's file: saving, saving by itself, what others do to it, and the question on closing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from drafter.desktop.feedback import REPORT, Answer, Feedback
from drafter.desktop.panels import bars
from drafter.desktop.panels.bars import Action, BarStack, Kind, Notice
from drafter.desktop.session.session import Session
from drafter.errors import DrafterError
from drafter.services.naming import offered_name
from drafter.store.locks import InUseError
from drafter.store.stamps import ChangedError

_LOOK_EVERY = 3000
"""Milliseconds between looks at the file on the disk."""
_SAVE_AS = Action("save-as", "Save under another name", is_main=True)


class Filing(QObject):
    """Saves one session and tells, in bars of the window, what hinders it.

    `open_wished` asks for a file to be opened anew in this window's place, `compare_wished` for what is on
    the disk to be held against what is on the screen. `renamed`: the report has a file, or another one.
    """

    open_wished = Signal(object)
    compare_wished = Signal()
    renamed = Signal()

    def __init__(self, session: Session, stack: BarStack, feedback: Feedback, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bars = stack
        self._feedback = feedback
        self._is_told = False
        self._discards = False
        self._is_settled = False
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self.look_at_disk)
        self._look.start()
        self._by_itself = QTimer(self)
        self._by_itself.timeout.connect(self._save_by_itself)
        session.troubled.connect(lambda error: self._bars.put(bars.not_safe(error)))
        session.safe.connect(lambda _: self._bars.take("not-safe"))
        stack.chosen.connect(self._on_chosen)

    def save_every(self, minutes: int) -> None:
        """Save by itself so often; 0 switches it off."""
        self._by_itself.stop()
        if minutes:
            self._by_itself.start(minutes * 60_000)

    def _on_chosen(self, _bar: str, action: str) -> None:
        table: Mapping[str, Callable[[], object]] = {
            "save": self.save,
            "save-as": self.save_as,
            "try-again": self.look_at_disk,
            "overwrite": self._overwrite,
            "compare": self.compare_wished.emit,
            "theirs": lambda: self.open_wished.emit(self._session.path),
        }
        if action in table:
            table[action]()

    # --- saving ------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save under the report's own name, or ask for one. Whether it was saved."""
        path = self._session.path
        return self.save_as() if path is None else self._save(path, overwrite=False)

    def save_as(self) -> bool:
        """Ask for a name and save under it."""
        session = self._session
        offered = session.path or Path(offered_name(session.report, session.framework, ".drafter"))
        path = self._feedback.name_to_save("Save the report", offered, [REPORT])
        # that something of this name may go, the dialog has asked
        return path is not None and self._save(path, overwrite=path != session.path)

    def _overwrite(self) -> bool:
        path = self._session.path
        return path is not None and self._save(path, overwrite=True)

    def _save(self, path: Path, *, overwrite: bool) -> bool:
        try:
            saved = self._session.save(path, overwrite=overwrite)
        except ChangedError:
            self._tell_changed(path)
            return False
        except DrafterError as error:
            self._tell_unsaved(error)
            return False
        for name in ("unsaved", "changed-on-disk", "folder-gone", "read-only", "lock-lost"):
            self._bars.take(name)
        self._is_told = False
        if saved.warning:
            self._bars.tell(saved.warning)
        self.renamed.emit()
        return True

    def _save_by_itself(self) -> None:
        """Save where that can be done without a question."""
        if self._session.path is not None and not self._session.is_saved and not self._is_told:
            self._save(self._session.path, overwrite=False)

    def _tell_unsaved(self, error: DrafterError) -> None:
        actions = [_SAVE_AS]
        if not isinstance(error, InUseError):
            actions.append(Action("save", "Try again"))
        text = f"{error} What you wrote is kept on this computer."
        self._bars.put(
            Notice(name="unsaved", lead="Not saved:", text=text, kind=Kind.ERROR, actions=tuple(actions))
        )

    # --- what others do ----------------------------------------------------------------------------------

    def look_at_disk(self) -> None:
        """Tell when somebody else changed the file or took it over, or when its folder is gone."""
        path = self._session.path
        if path is None:
            return
        if not os.path.exists(path):  # noqa: PTH110 - says no where Path.exists raises
            self._bars.put(bars.folder_gone(str(path.parent if path.parent.is_dir() else path)))
            return
        self._bars.take("folder-gone")
        if self._session.editing.is_touched:
            self._tell_changed(path)
        elif not os.access(path, os.W_OK):
            self._bars.put(bars.read_only(path.name))
        lock = self._session.editing.lock
        if lock is not None and lock.is_held and not lock.is_ours():
            self._tell_taken_over()

    def _tell_changed(self, path: Path) -> None:
        if not self._is_told:  # one that was closed does not come again before the next save
            self._is_told = True
            self._bars.put(bars.changed_on_disk(path.name))

    def _tell_taken_over(self) -> None:
        text = "has taken this report over. Save under another name, so that nobody's work is lost."
        self._bars.put(
            Notice(name="lock-lost", lead="Somebody else", text=text, kind=Kind.WARNING, actions=(_SAVE_AS,))
        )

    # --- closing -----------------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Ask what is to become of what is not saved; false where the window stays open."""
        if self._session.is_saved or self._is_settled:
            return True
        name = self._session.path.name if self._session.path else "This report"
        answer = self._feedback.choose(
            f"{name} has changes that are not in its file.",
            [
                Answer("save", "Save"),
                Answer("keep", "Keep for next time"),
                Answer("discard", "Discard changes", is_dangerous=True),
            ],
            about="What is kept for next time is offered when Drafter starts again.",
        )
        if answer == "save":
            return self.save()
        self._discards = answer == "discard"
        return answer is not None

    def forget(self) -> None:
        """What is not saved goes when the session ends, without a question."""
        self._is_settled = self._discards = True

    def close(self) -> None:
        """End the session. What was not saved is kept for the next start, unless it was to be discarded."""
        self._look.stop()
        self._by_itself.stop()
        self._session.close(discard=self._discards)
