"""Files that are dragged onto a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import LARGE, RADIUS_LARGE


def file_in(data: QMimeData) -> Path | None:
    """The first file of this computer among what is dragged; None where there is none."""
    local = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return next((Path(file) for file in local if file), None)


class DropVeil(QWidget):
    """Lies over a page while a file is held over it, and says what letting go does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._theme = theme
        self._words = ""
        self.hide()

    def show_file(self, file: Path) -> None:
        """Say that this file would be opened."""
        self._words = f"Let go to open “{file.name}”"
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        ground = theme.colour("background")
        ground.setAlpha(248)
        painter.fillRect(self.rect(), ground)
        inside = self.rect().adjusted(theme.px(12), theme.px(12), -theme.px(12), -theme.px(12))
        paint.rounded(painter, inside, radius=theme.px(RADIUS_LARGE), edge=colours.accent, width=2)
        font = theme.font(LARGE, semibold=True)
        paint.words(painter, inside, self._words, colours.text, font, align=Qt.AlignmentFlag.AlignHCenter)
        painter.end()
