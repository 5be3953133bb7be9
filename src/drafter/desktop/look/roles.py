"""Roles of widgets, by which the style sheet knows them, and the mark of a frame that holds the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role, also one that is shown already: `set_role(button, "primary")`."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at the properties of a widget again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class FocusMarks(QObject):
    """Keeps the property `focused` of each `[role="field"]` frame true while the focus is inside it.

    A style sheet cannot ask for what a widget holds, and the frame shows the focus for its editor.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        before, after = _frame_of(old), _frame_of(new)
        if before is after:
            return
        for frame, focused in ((before, False), (after, True)):
            if frame is not None:
                frame.setProperty("focused", focused)
                restyle(frame)


def _frame_of(widget: QWidget | None) -> QWidget | None:
    if widget is not None and not isValid(widget):
        return None  # what is being deleted gives the focus away on its last day
    while widget is not None and widget.property("role") != "field":
        widget = None if widget.isWindow() else widget.parentWidget()
    return widget
