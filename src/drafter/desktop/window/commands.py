"""Every command of the window, once: words, keys, icon, menu. The manual's table is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from drafter.desktop.look.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """A command; one with an empty `key` is a line in its menu.

    `keys` are shown and work in the whole window; `told_keys` are shown only, since the text box that has
    the focus deals with them itself.
    """

    key: str
    menu: str
    words: str = ""
    keys: str = ""
    told_keys: str = ""
    picture: str = ""
    checkable: bool = False


COMMANDS = (
    Command("new", "&File", "&New report…", "Ctrl+N", picture="new"),
    Command("open", "&File", "&Open…", "Ctrl+O", picture="open"),
    Command("start-page", "&File", "Start page and recent reports", "Ctrl+Shift+O", picture="recent"),
    Command("", "&File"),
    Command("save", "&File", "&Save", "Ctrl+S", picture="save"),
    Command("save-as", "&File", "Save &as…", "Ctrl+Shift+S", picture="save-as"),
    Command("older-saves", "&File", "Older saves…", picture="clock"),
    Command("", "&File"),
    Command("export", "&File", "&Export…", "Ctrl+E", picture="export"),
    Command("show-in-folder", "&File", "Show in folder", picture="folder"),
    Command("", "&File"),
    Command("close", "&File", "&Close", "Ctrl+W", picture="close"),
    Command("quit", "&File", "&Quit", "Ctrl+Q"),
    Command("undo", "&Edit", "&Undo", "Ctrl+Z", picture="undo"),
    Command("redo", "&Edit", "&Redo", "Ctrl+Y", picture="redo"),
    Command("", "&Edit"),
    Command("cut", "&Edit", "Cu&t", told_keys="Ctrl+X"),
    Command("copy", "&Edit", "&Copy", told_keys="Ctrl+C"),
    Command("paste", "&Edit", "&Paste", told_keys="Ctrl+V"),
    Command("paste-plain", "&Edit", "Paste as p&lain text", told_keys="Ctrl+Shift+V"),
    Command("", "&Edit"),
    Command("find", "&Edit", "&Find…", "Ctrl+F", picture="find"),
    Command("replace", "&Edit", "R&eplace…", "Ctrl+H", picture="replace"),
    Command("find-next", "&Edit", "Find next", "F3"),
    Command("find-previous", "&Edit", "Find previous", "Shift+F3"),
    Command("", "&Edit"),
    Command("settings", "&Edit", "Settings…", "Ctrl+,", picture="settings"),
    Command("footnote", "&Insert", "&Footnote", told_keys="Ctrl+Alt+F", picture="footnote"),
    Command("link", "&Insert", "&Link…", told_keys="Ctrl+K", picture="link"),
    Command(
        "reference", "&Insert", "&Reference to a paragraph…", told_keys="Ctrl+Alt+R", picture="reference"
    ),
    Command("table", "&Insert", "&Table", told_keys="Ctrl+Alt+T", picture="table"),
    Command("bold", "F&ormat", "&Bold", told_keys="Ctrl+B", picture="bold"),
    Command("italic", "F&ormat", "&Italic", told_keys="Ctrl+I", picture="italic"),
    Command("superscript", "F&ormat", "Superscript", told_keys="Ctrl+Shift+=", picture="superscript"),
    Command("subscript", "F&ormat", "Subscript", told_keys="Ctrl+=", picture="subscript"),
    Command("unformat", "F&ormat", "Clear formatting", told_keys="Ctrl+Space"),
    Command("", "F&ormat"),
    Command("bullets", "F&ormat", "B&ullets", told_keys="Ctrl+Shift+L", picture="list"),
    Command("sub-heading", "F&ormat", "Sub-&heading", told_keys="Ctrl+Alt+3", picture="sub-heading"),
    Command("move-up", "F&ormat", "Move paragraph up", told_keys="Alt+Shift+Up", picture="move-up"),
    Command("move-down", "F&ormat", "Move paragraph down", told_keys="Alt+Shift+Down", picture="move-down"),
    Command("next-section", "&Section", "Next section", "Ctrl+PgDown"),
    Command("previous-section", "&Section", "Previous section", "Ctrl+PgUp"),
    Command("go-to", "&Section", "&Go to a section or command…", "Ctrl+Shift+P"),
    Command("", "&Section"),
    Command("add-investigation", "&Section", "&Add an investigation", "Ctrl+Shift+I", picture="plus"),
    Command("rename-section", "&Section", "&Rename this section…", "F2"),
    Command("section-up", "&Section", "Move this investigation up", "Ctrl+Shift+Up", picture="move-up"),
    Command(
        "section-down", "&Section", "Move this investigation down", "Ctrl+Shift+Down", picture="move-down"
    ),
    Command("remove-section", "&Section", "Remove this investigation", picture="trash"),
    Command("leave-out", "&Section", "Leave this section out", picture="left-out", checkable=True),
    Command("next-finding", "&Review", "Next finding", "F7", picture="checks"),
    Command("previous-finding", "&Review", "Previous finding", "Shift+F7"),
    Command("", "&Review"),
    Command("spelling", "&Review", "Check spelling as you type", picture="spelling", checkable=True),
    Command("add-word", "&Review", "Add the word to this report's dictionary"),
    Command("zoom-in", "&View", "Larger letters", "Ctrl++", picture="zoom-in"),
    Command("zoom-out", "&View", "Smaller letters", "Ctrl+-", picture="zoom-out"),
    Command("zoom-reset", "&View", "Letters of the usual size", "Ctrl+0"),
    Command("", "&View"),
    Command("next-pane", "&View", "Next pane", "F6"),
    Command("previous-pane", "&View", "Previous pane", "Shift+F6"),
    Command("", "&View"),
    Command("keys", "&Help", "&Keys of the keyboard", "F1"),
    Command("about", "&Help", "&About Drafter"),
)


class Actions:
    """The commands as Qt's actions, in the menus of a window. `does` ties each to what it does."""

    def __init__(self, window: QMainWindow, commands: Iterable[Command] = COMMANDS) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for command in commands:
            menu = self._menu(command.menu)
            if not command.key:
                menu.addSeparator()
                continue
            self._actions[command.key] = action = self._make(command)
            menu.addAction(action)

    def _menu(self, title: str) -> QMenu:
        if title not in self.menus:
            self.menus[title] = self._window.menuBar().addMenu(title)
        return self.menus[title]

    def _make(self, command: Command) -> QAction:
        action = QAction(command.words, self._window)
        action.setObjectName(f"action-{command.key}")
        action.setCheckable(command.checkable)
        action.setIconText(command.words.replace("&", "").rstrip("…"))
        if command.picture:
            action.setIcon(icon(command.picture))
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        elif command.told_keys:
            shown = QKeySequence(command.told_keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{command.words}\t{shown}")
        self._window.addAction(action)
        return action

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def does(self, table: Mapping[str, Callable[[], object]]) -> None:
        """Tie commands to what they do."""
        for key, do in table.items():
            self._actions[key].triggered.connect(lambda _checked=False, do=do: do())

    def all(self) -> Mapping[str, QAction]:
        """Every command by its key."""
        return self._actions
