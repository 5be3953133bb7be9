"""Quiet bars inside the window: what somebody should know, and what they may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.look.icons import icon
from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import Sign, announce, button, escaped, sentence
from drafter.errors import DrafterError

STAYS = 8_000
"""Milliseconds that a sentence stays, unless the pointer or the focus is on it."""


_TOLD = ("told", "told-2", "told-3")
"""The names of the sentences that may stand together."""


class Kind(StrEnum):
    """How much it matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


_ROLES = {Kind.NOTE: "banner-note", Kind.WARNING: "banner", Kind.ERROR: "banner-error"}
_SIGNS = {
    Kind.NOTE: ("info", "note"),
    Kind.WARNING: ("warning", "warning"),
    Kind.ERROR: ("error", "error"),
}
_WIDE = 680
"""Pixels at 100 % from which words and actions stand side by side."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do about it: its key, and the words of its button. The main one is set in bold."""

    key: str
    words: str
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a bar says. `name` tells bars apart: a stack holds one of each. `lead` is set in bold before it.

    `passes`: it goes by itself after a while. One that does not close is taken away by whoever put it there.
    """

    name: str
    text: str
    lead: str = ""
    kind: Kind = Kind.NOTE
    actions: tuple[Action, ...] = ()
    closes: bool = True
    passes: bool = False


class MessageBar(QFrame):
    """One bar. `chosen` brings the key of an action; `closed` that it was closed or has passed."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, notice: Notice) -> None:
        super().__init__()
        self.notice = notice
        self._theme = theme
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.buttons: list[QPushButton] = []
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._pass_away)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._words, 1)
        across = QHBoxLayout()
        across.setSpacing(12)
        for action in notice.actions:
            across.addWidget(self._button(action))
        across.addStretch()
        self._layout.addLayout(across)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 9, 12, 9)
        whole.setSpacing(10)
        whole.addWidget(Sign(theme, *_SIGNS[notice.kind]), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._layout, 1)
        if notice.closes:
            whole.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignTop)
        self.setProperty("role", _ROLES[notice.kind])
        self.setAccessibleName(notice.kind.value.capitalize())
        self.show_notice(notice)

    def _button(self, action: Action) -> QPushButton:
        made = button(action.words, "link")
        if action.is_main:
            font = self._theme.font(semibold=True)
            made.setFont(font)
        made.clicked.connect(lambda: self.chosen.emit(action.key))
        made.installEventFilter(self)
        self.buttons.append(made)
        return made

    def _close_button(self) -> QPushButton:
        made = button("", "link", name="Close this message")
        made.setIcon(icon("close", "soft_text"))
        made.setToolTip("Close (Escape)")
        made.clicked.connect(self.closed)
        made.installEventFilter(self)
        self.buttons.append(made)
        return made

    def show_notice(self, notice: Notice) -> None:
        """Say this instead; the actions stay as they were made."""
        self.notice = notice
        lead = f"<b>{escaped(notice.lead)}</b> " if notice.lead else ""
        self._words.setText(lead + escaped(notice.text))
        self.setAccessibleDescription(self.said())
        self._wait()

    def said(self) -> str:
        """All that it says, as a screen reader hears it."""
        return f"{self.notice.lead} {self.notice.text}".strip()

    # --- coming and going --------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Count the time anew, unless somebody is at it."""
        if self.notice.passes and self.isVisible() and not self.is_held():
            self._timer.start()
        else:
            self._timer.stop()

    def is_held(self) -> bool:
        """Whether the pointer or the focus is here."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def _pass_away(self) -> None:
        if not self.is_held():
            self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self, self.said())
        self._wait()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._wait()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # the focus itself moves after this event
            QTimer.singleShot(0, self, self._wait)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.notice.closes:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # --- the look ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the actions stand below the words."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_WIDE) or not self.notice.actions
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)


class BarStack(QWidget):
    """Bars one over the other, the newest on top. `chosen` brings a bar's name and an action's key.

    Without any bar it takes no room.
    """

    chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, theme: Theme, margins: tuple[int, int, int, int] = (0, 0, 0, 8)) -> None:
        super().__init__()
        self._theme = theme
        self._margins = margins
        self._bars: dict[str, MessageBar] = {}
        self._came_from: QWidget | None = None
        self._down = QVBoxLayout(self)
        self._down.setSpacing(8)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def names(self) -> list[str]:
        """The bars that are shown, from the top."""
        return list(reversed(self._bars))

    def bar(self, name: str) -> MessageBar | None:
        """The bar of this name, where there is one."""
        return self._bars.get(name)

    def put(self, notice: Notice) -> MessageBar:
        """Show a bar; one of its name that says and offers the same stays where it is."""
        old = self._bars.get(notice.name)
        if old is not None and old.notice.actions == notice.actions and old.notice.kind == notice.kind:
            if old.notice != notice:
                announce(old, f"{notice.lead} {notice.text}".strip())
            old.show_notice(notice)
            return old
        self.take(notice.name)
        bar = MessageBar(self._theme, notice)
        bar.chosen.connect(lambda key: self.chosen.emit(notice.name, key))
        bar.closed.connect(lambda: self._close(notice.name))
        self._bars[notice.name] = bar
        self._down.insertWidget(0, bar)
        self._down.setContentsMargins(*self._margins)
        self.show()
        bar.show()
        return bar

    def take(self, name: str) -> None:
        """Take a bar away; nothing where there is none of this name."""
        bar = self._bars.pop(name, None)
        if bar is None:
            return
        if bar.isAncestorOf(QApplication.focusWidget() or self):
            self._give_back_focus()
        self._down.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(bool(self._bars))

    def tell(self, told: str) -> None:
        """Show a sentence that goes by itself; the last few stand together, each for its time."""
        said = {name: bar.notice.text for name, bar in self._bars.items() if name in _TOLD}
        same = (name for name, text in said.items() if text == told)
        free = (name for name in _TOLD if name not in said)
        oldest = next(iter(said), _TOLD[0])
        name = next(same, None) or next(free, oldest)
        if said.get(name, told) != told:
            self.take(name)
        self.put(Notice(name=name, text=told, passes=True))

    def tell_error(self, error: DrafterError) -> None:
        """Show what went wrong, where, and what to do. It stays until it is closed."""
        where = f" ({error.where})" if error.where else ""
        self.put(Notice(name="error", text=sentence(error) + where, kind=Kind.ERROR))

    def _close(self, name: str) -> None:
        self.take(name)
        self.closed.emit(name)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember where the focus came from."""
        if not shiboken6.isValid(self) or now is None or not self.isAncestorOf(now):
            return
        if old is not None and not self.isAncestorOf(old):
            self._came_from = old

    def _give_back_focus(self) -> None:
        back = self._came_from
        if back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus()


# --- what bars there are ---------------------------------------------------------------------------------


def changed_on_disk(file: str) -> Notice:
    """Somebody else saved the file since it was opened: `compare`, `overwrite` or `theirs`."""
    return _warning(
        "changed-on-disk",
        file,
        "was changed by somebody else since you opened it. Nothing of yours is lost.",
        Action("compare", "Look at the difference", is_main=True),
        Action("overwrite", "Save mine over it"),
        Action("theirs", "Open theirs"),
    )


def read_only(file: str) -> Notice:
    """The file cannot be written: `save-as`."""
    return _warning(
        "read-only",
        file,
        "can only be read. What you write is kept on this computer, but the file stays as it is.",
        Action("save-as", "Save under another name", is_main=True),
    )


def folder_gone(folder: str) -> Notice:
    """The drive or the folder of the file cannot be reached: `try-again` or `save-as`."""
    return _warning(
        "folder-gone",
        folder,
        "cannot be reached. What you write is kept on this computer.",
        Action("try-again", "Try again", is_main=True),
        Action("save-as", "Save somewhere else"),
    )


def locked(holder: str) -> Notice:
    """A colleague has the report open (`holder` as Holder.in_words says it): `read` or `take-over`."""
    return _warning(
        "locked",
        "This report is open:",
        f"{holder}.",
        Action("read", "Open to read", is_main=True),
        Action("take-over", "Take over"),
    )


def not_safe(error: DrafterError) -> Notice:
    """The journal cannot be written: `save`. It goes when what is on the screen is on the disk again."""
    return Notice(
        name="not-safe",
        lead="What you write is not safe on disk.",
        text=sentence(error),
        kind=Kind.ERROR,
        actions=(Action("save", "Save now", is_main=True),),
        closes=False,
    )


def _warning(name: str, lead: str, text: str, *actions: Action) -> Notice:
    return Notice(name=name, lead=lead, text=text, kind=Kind.WARNING, actions=tuple(actions))
