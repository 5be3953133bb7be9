"""Words in the window: spelling and the report's dictionary, and the way to what a search found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from drafter.desktop.editor.spelling import Spelling
from drafter.desktop.look.theme import Theme
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.session import Session
from drafter.framework.model import CoverSpec, Framework
from drafter.report.edits import add_word
from drafter.report.fields import FACTS
from drafter.services.finding import Hit
from drafter.services.spelling import names_in


class Words(QObject):
    """Spelling for one session. `told` brings a sentence, `switched` that somebody switched it on or off."""

    told = Signal(str)
    switched = Signal(bool)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._known: frozenset[str] = frozenset()
        self._action: QAction | None = None
        self.spelling = Spelling(lambda: theme.colour("error"))
        self.spelling.word_added.connect(self._add)
        self.spelling.told.connect(self.told)
        session.composed.connect(lambda _: self._know())
        self._know()

    def tie(self, action: QAction) -> None:
        """The command that shows whether spelling is checked."""
        self._action = action

    def switch(self, *, on: bool) -> None:
        """Check spelling, or do not; where it cannot be checked it stays off."""
        on = on and not self.spelling.problem
        if self._action is not None:
            self._action.setChecked(on)
        if on is not self.spelling.is_on:
            self.spelling.switch(on=on)

    def toggle(self) -> None:
        """Somebody chose the command; where nothing can be checked, say why."""
        if self._action is None:
            return
        if self.spelling.problem:
            self._action.setChecked(False)
            self.told.emit(self.spelling.problem)
        else:
            self.switched.emit(self._action.isChecked())

    def _add(self, word: str) -> None:
        """Put a word into the report's own dictionary."""
        verb = f"adding “{word}” to the dictionary"
        self._session.make(Edit(change=lambda report: add_word(report, word), verb=verb, key=""))

    def _know(self) -> None:
        """Names and words of the report are right in it."""
        report = self._session.report
        known = frozenset({*report.desk.words, *names_in(report, self._session.framework)})
        if known != self._known:
            self._known = known
            self.spelling.know(known)


def key_of_hit(hit: Hit, framework: Framework) -> str:
    """The key of the field to go to; of a footnote that of its text, of a fact its field on the cover."""
    field = hit.place.field
    if field.section == FACTS:
        cover = next(one for one in framework.sections if isinstance(one, CoverSpec))
        return f"{cover.key}.{field.key.rpartition('.')[2]}"
    return field.within or field.key
