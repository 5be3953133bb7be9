"""The buttons of the forms: small ones with a picture, and the row that adds something to a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QToolButton

from drafter.desktop.look.icons import icon
from drafter.desktop.look.theme import Theme

_SIDE = 16


class PictureButton(QToolButton):
    """A button that shows a picture and is called `words`."""

    def __init__(self, theme: Theme, picture: str, words: str, do: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self.setIcon(icon(picture, "soft_text"))
        self.call(words)
        self.clicked.connect(lambda _checked=False: do())
        theme.changed.connect(self._grow)
        self._grow()

    def call(self, words: str, more: str = "") -> None:
        """Name what it does; `more` says for whom, where several of them stand on one form."""
        self.setToolTip(words)
        self.setAccessibleName(f"{words}: {more}" if more else words)

    def _grow(self) -> None:
        side = self._theme.px(_SIDE)
        self.setIconSize(QSize(side, side))


def adding(words: str, role: str = "row") -> QPushButton:
    """A row that adds something: a plus, and in soft words what."""
    button = QPushButton(icon("plus", "soft_text"), words)
    button.setProperty("role", role)
    return button
