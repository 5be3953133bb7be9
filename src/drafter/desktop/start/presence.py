"""Whether reports are still there, asked away from the window: a drive that is gone answers late or never."""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from drafter.services.recent import present


class Presence(QObject):
    """Looks for files. `found` brings each Path and whether it is there, in the window's thread."""

    found = Signal(object, bool)
    _answered = Signal(object, bool)

    def __init__(self, parent: QObject | None = None, look: Callable[[Path], bool] = present) -> None:
        super().__init__(parent)
        self._look = look
        self._asked: set[Path] = set()
        self._answered.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def ask(self, paths: Iterable[Path]) -> None:
        """Look for these, each drive in a thread of its own; none is looked for twice at once."""
        by_drive: defaultdict[tuple[str, ...], list[Path]] = defaultdict(list)
        for path in paths:
            if path not in self._asked:
                self._asked.add(path)
                by_drive[path.parts[:3]].append(path)
        for together in by_drive.values():
            # a daemon: one that waits for a dead drive must not keep the program from ending
            threading.Thread(target=self._ask, args=(together,), name="drafter-presence", daemon=True).start()

    def _ask(self, paths: Sequence[Path]) -> None:
        for path in paths:
            is_there = self._look(path)
            with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
                self._answered.emit(path, is_there)

    def _pass_on(self, path: Path, is_there: bool) -> None:
        self._asked.discard(path)
        self.found.emit(path, is_there)
