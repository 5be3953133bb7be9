"""Bringing a window to the front."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow


def to_front(window: QMainWindow) -> None:
    """Have a window seen."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
