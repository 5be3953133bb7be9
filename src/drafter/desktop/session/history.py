"""The one undo command of the program: it swaps one report for another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from drafter.report.model import Report

_MERGING = 1


class ReportChange(QUndoCommand):
    """From one report to the next; `key` is the field in which it happened.

    `swap` shows a report and goes to a field. The first `redo`, on pushing, says that it came from an edit.
    """

    def __init__(
        self,
        before: Report,
        after: Report,
        words: str,
        *,
        key: str,
        merge: str,
        swap: Callable[[Report, str], None],
    ) -> None:
        super().__init__(words)
        self.before = before
        self.after = after
        self._key = key
        self.merge = merge
        self._swap = swap
        self._is_done = True

    def id(self) -> int:
        """Qt asks `mergeWith` only of commands with the same number; -1 never merges."""
        return _MERGING if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take `other` into this step where it goes on with it; a step that came to nothing goes.

        Whoever pushes an edit back to where the step began passes on the very report from there.
        """
        if not isinstance(other, ReportChange) or other.merge != self.merge:
            return False
        self.after = other.after
        if self.after is self.before:
            self.setObsolete(True)
        return True

    def undo(self) -> None:
        self._is_done = False
        self._swap(self.before, self._key)

    def redo(self) -> None:
        if not self._is_done:  # pushing calls it too, when the edit is made already
            self._is_done = True
            self._swap(self.after, self._key)
