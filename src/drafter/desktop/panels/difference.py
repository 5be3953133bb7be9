"""The difference of two states of a report, to be read: by section, words that went and words that came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.bars import Action
from drafter.desktop.panels.parts import Ground, announce, button, column, escaped, label
from drafter.services.comparing import Difference, Kind, summary
from drafter.services.wordwise import How, Piece

_MOST_SAME = 180
"""Letters of unchanged text between two changes that are shown; of more, both ends."""
_END = 70
_COLUMN = 860
"""The widest that the text is, in pixels at 100 %."""


class _Column(QTextBrowser):
    """Text in lines of a readable length, however wide the window; the scroll bar stays at its edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), self._theme.px(_COLUMN)))


class DifferenceView(QWidget):
    """Shows differences as `services.comparing` tells them.

    Words that went are struck through and words that came are underlined; their colours only help.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Difference, ...] = ()
        self._note = ""
        self._summary = label("", "section", wraps=True)
        self._legend = label("", "soft", wraps=True)
        self.text = _Column(theme)
        self.text.setProperty("role", "bare")
        # with a cursor, so that a screen reader can go through it
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(flags)
        self.text.setAccessibleName("Difference")
        self.text.document().setDocumentMargin(0)
        down = column(self, spacing=4)
        down.addWidget(self._summary)
        down.addWidget(self._legend)
        down.addSpacing(8)
        down.addWidget(self.text, 1)
        theme.changed.connect(self._write)

    def show_differences(self, found: Sequence[Difference], old: str, new: str) -> None:
        """Show these; `old` and `new` are what the two states are called, such as `the file`."""
        self._shown, self._note = tuple(found), ""
        self._summary.setText(summary(found) if found else "")
        self._legend.setText(f"Struck through: only in {old}. Underlined: only in {new}.")
        if not found:
            self._note = f"Both say the same: {old} and {new}."
        self._summary.setVisible(bool(found))
        self._legend.setVisible(bool(found))
        self._write()
        announce(self, self._note or self._summary.text())

    def show_note(self, note: str) -> None:
        """Say this instead of a difference, for instance that one is being worked out."""
        self._shown, self._note = (), note
        self._summary.hide()
        self._legend.hide()
        self._write()

    def _write(self) -> None:
        soft = self._theme.colours.soft_text
        if self._note:
            self.text.setHtml(f'<p style="color:{soft}">{escaped(self._note)}</p>')
            return
        self.text.setHtml("".join(self._sections()))

    def _sections(self) -> Iterable[str]:
        colours, px = self._theme.colours, self._theme.px
        for section, found in groupby(self._shown, lambda one: one.section):
            yield f'<h3 style="font-size:{px(15)}px; margin-top:{px(14)}px; margin-bottom:{px(4)}px">'
            yield f"{escaped(section)}</h3>"
            for one in found:
                yield f'<p style="color:{colours.soft_text}; margin-top:{px(8)}px; margin-bottom:0">'
                yield f"{escaped(head(one))}</p>"
                words = self._words(one)
                if words:
                    size, margin = px(14), f"{px(2)}px {px(8)}px {px(6)}px 0"
                    yield f'<p style="font-size:{size}px; margin:{margin}; line-height:130%">{words}</p>'

    def _words(self, one: Difference) -> str:
        if one.what in ("grade", "fact", "section"):
            before, after = one.before or "none", one.after or "none"
            return f"{self._marked(How.GONE, before)} → {self._marked(How.NEW, after)}"
        if one.pieces:
            last = len(one.pieces) - 1
            return "".join(self._piece(piece, place, last) for place, piece in enumerate(one.pieces))
        match one.kind:
            case Kind.ADDED:
                return self._marked(How.NEW, one.after)
            case Kind.REMOVED:
                return self._marked(How.GONE, one.before)
            case _:
                return escaped(_shortened(one.after, at_start=True, at_end=False))

    def _piece(self, piece: Piece, place: int, last: int) -> str:
        if piece.how is How.SAME:
            return escaped(_shortened(piece.words, at_start=place > 0, at_end=place < last))
        return self._marked(piece.how, piece.words)

    def _marked(self, how: How, words: str) -> str:
        colours = self._theme.colours
        line, ink, tint = {
            How.GONE: ("line-through", colours.error, colours.error_tint),
            How.NEW: ("underline", colours.good, colours.good_tint),
        }[how]
        # spaces at the ends belong to what stands beside, and are not to be struck through
        inside = words.strip()
        if QAccessible.isActive():  # who hears it, hears no lines
            inside = f"[{how}: {inside}]"
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        style = f"text-decoration:{line}; color:{ink}; background-color:{tint}"
        return f'{before}<span style="{style}">{escaped(inside)}</span>{after}'


def head(one: Difference) -> str:
    """The line above the words: what it is and what became of it."""
    if one.what in ("grade", "fact", "section") and one.kind is not Kind.MOVED:
        return one.field
    return one.in_words()


def _shortened(words: str, *, at_start: bool, at_end: bool) -> str:
    """Unchanged words, without what is far from any change; the ends that are `at` one stay."""
    if len(words) <= _MOST_SAME:
        return words
    first = words[:_END].rpartition(" ")[0] + " " if at_start else ""
    last = " " + words[-_END:].partition(" ")[2] if at_end else ""
    return f"{first}…{last}"


class DifferencePage(QWidget):
    """A page with a difference and what can be done about it. `chosen` brings the key of an action."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, actions: Sequence[Action], dangers: Sequence[str] = ()) -> None:
        """The main action is the filled button; `dangers` are the keys of those that destroy."""
        super().__init__()
        self._eyebrow = label("", "eyebrow")
        self._title = label("", "title", wraps=True)
        self._about = label("", "soft", wraps=True)
        self.view = DifferenceView(theme)
        ground = Ground(theme, "panel")
        down = column(ground, margins=(48, 32, 48, 16), spacing=4)
        down.addWidget(self._eyebrow)
        down.addWidget(self._title)
        down.addWidget(self._about)
        down.addSpacing(16)
        down.addWidget(self.view, 1)
        foot = Ground(theme, "panel", sides="t")
        across = QHBoxLayout(foot)
        across.setContentsMargins(48, 12, 48, 12)
        across.setSpacing(12)
        self.buttons = {}
        for action in actions:
            role = "primary" if action.is_main else "danger" if action.key in dangers else ""
            made = self.buttons[action.key] = button(action.words, role)
            made.clicked.connect(lambda _=False, key=action.key: self.chosen.emit(key))
            across.addWidget(made)
        across.addStretch()
        close = button("Close")
        close.clicked.connect(self.closed)
        across.addWidget(close)
        all_ = column(self, spacing=0)
        all_.addWidget(ground, 1)
        all_.addWidget(foot)

    def show_head(self, eyebrow: str, title: str, about: str) -> None:
        """Say what is compared."""
        self._eyebrow.setText(eyebrow)
        self._title.setText(title)
        self._about.setText(about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
