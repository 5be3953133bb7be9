"""The page that lists the keys of the keyboard, made from the commands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.window.commands import COMMANDS

IN_TEXT = (
    ("Enter", "A new paragraph, or the next row of a list"),
    ("Shift+Enter", "A new line in the same paragraph"),
    ("Backspace at the start", "Join with the paragraph before; a bullet becomes a paragraph"),
    ("Tab, Shift+Tab in bullets", "One level deeper, one level back"),
    ("1 to 9 on grades", "Choose a grade; Delete clears it"),
    ("Escape", "Back to the text from a bar, a footnote or a table"),
)
"""Keys that are no commands of a menu."""


def table() -> list[tuple[str, list[tuple[str, str]]]]:
    """Menus with what they hold: keys and words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        keys = command.keys or command.told_keys
        if keys:
            words = command.words.replace("&", "").rstrip("…")
            found.setdefault(command.menu.replace("&", ""), []).append((keys, words))
    return [("In the text", list(IN_TEXT)), *found.items()]


class KeysPage(QWidget):
    """All keys, one table for each menu."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        text = QTextBrowser()
        text.setAccessibleName("Keys of the keyboard")
        text.setFrameShape(QTextBrowser.Shape.NoFrame)
        text.document().setDocumentMargin(theme.px(24))
        text.setHtml(_html(theme))
        self.setFocusProxy(text)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _html(theme: Theme) -> str:
    soft = theme.colours.soft_text
    parts = ["<h2>Keys of the keyboard</h2>", f'<p style="color:{soft}">Escape goes back.</p>']
    for menu, rows in table():
        parts.append(f"<h4>{menu}</h4><table cellpadding='3'>")
        parts += [f"<tr><td width='220'>{_shown(keys)}</td><td>{words}</td></tr>" for keys, words in rows]
        parts.append("</table>")
    return "".join(parts)


def _shown(keys: str) -> str:
    """Keys as this system writes them; a remark as it is."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native if native and " " not in keys else keys
