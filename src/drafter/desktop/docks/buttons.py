"""Small buttons with an icon, which grow with the type."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from drafter.desktop.look.icons import icon
from drafter.desktop.look.theme import Theme

_SIDE = 16


class IconButton(QToolButton):
    """A button that shows a picture; `words` say what it does, with its keys in brackets behind."""

    def __init__(self, theme: Theme, picture: str, words: str, *, colour_role: str = "text") -> None:
        super().__init__()
        self._theme = theme
        self.setIcon(icon(picture, colour_role))
        self.setToolTip(words)
        self.setAccessibleName(words.partition(" (")[0])
        theme.changed.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        side = self._theme.px(_SIDE)
        self.setIconSize(QSize(side, side))
