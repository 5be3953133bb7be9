"""The one door for faults of ours: first everything is put on the disk, then the fault is shown."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType

import PySide6
from PySide6.QtCore import Qt

from drafter import __version__
from drafter.errors import DrafterError

Keep = Callable[[], Iterable[DrafterError | None]]


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a maintainer needs to know: versions, system, and where it happened. No text of a report."""
    import platform

    lines = traceback.format_exception(kind, error, trace)
    about = f"Drafter {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}"
    return "\n".join([about, platform.platform(), "", "".join(lines)])


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
            from drafter.desktop.crash_dialog import CrashDialog

            dialog = CrashDialog(report, " ".join(hindered))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.exec()
        finally:
            self._is_open = False
