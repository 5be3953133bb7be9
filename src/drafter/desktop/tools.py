"""What every widget of a window is given: the look, a maker of ids, the settings. No globals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import Colours
from drafter.report.ids import IdMaker

if TYPE_CHECKING:  # the start page is given these tools too, and needs no editor
    from drafter.desktop.editor.formats import Look
    from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
    from drafter.desktop.editor.spelling import Spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The theme of the program, the maker of ids, and the spelling of the window (None: not checked)."""

    theme: Theme
    ids: IdMaker
    spelling: Spelling | None = None

    prints_marks: Callable[[], bool] = lambda: False
    """Whether typed quotation marks and dashes become those of print."""

    def help_with_words(self, editor: ParagraphsEdit) -> None:
        """Spelling and the marks of print in an editor, as far as they are switched on."""
        editor.prints_marks = self.prints_marks
        if self.spelling is not None:
            self.spelling.attach(editor)

    def writing(self) -> Look:
        """How text that is written looks now."""
        return _look(self.theme.colours, self.theme.scale, bold=False)

    def bold_writing(self) -> Look:
        """How a sentence that print sets in bold looks now."""
        return _look(self.theme.colours, self.theme.scale, bold=True)


@lru_cache(maxsize=16)
def _look(colours: Colours, scale: float, *, bold: bool) -> Look:
    """Asked for on every key, so made once for each theme."""
    from drafter.desktop.editor.formats import Look

    return Look(
        text=QColor(colours.text),
        soft=QColor(colours.soft_text),
        accent=QColor(colours.accent),
        line=QColor(colours.line),
        carried_tint=QColor(colours.carried_tint),
        carried_bar=QColor(colours.carried_bar),
        size=14 * scale,
        bold=bold,
    )
