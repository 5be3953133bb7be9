"""Small bars above a text that ask for one thing: the address of a link, the paragraph of a reference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from drafter.desktop.editor.formats import Property, text_of
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.flow import flowing
from drafter.report.richtext import RichText, clean_link, plain

_EXCERPT = 90


class Bar(QFrame):
    """A bar that Escape closes; the text has the focus then."""

    def __init__(self, editor: ParagraphsEdit) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._editor = editor
        self.hide()

    def close_bar(self) -> None:
        """Go back to the text."""
        self.hide()
        self._editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


class LinkBar(Bar):
    """Asks for the address of the selected words."""

    def __init__(self, editor: ParagraphsEdit) -> None:
        super().__init__(editor)
        self._address = QLineEdit(placeholderText="https://… or mailto:…")
        self._address.setAccessibleName("Address of the link")
        self._address.returnPressed.connect(self._set)
        label = QLabel("Link to")
        label.setBuddy(self._address)
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "warning")
        set_it = QPushButton("Set the link")
        set_it.clicked.connect(self._set)
        self._remove = QPushButton("Remove the link")
        self._remove.clicked.connect(lambda: self._link(""))
        asked = QHBoxLayout()
        asked.addWidget(label)
        asked.addWidget(self._address, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 8, 12, 8)
        down.addLayout(asked)
        down.addWidget(self._note)
        down.addLayout(flowing(set_it, self._remove))

    def open(self) -> None:
        """Ask, with the address that the words have already."""
        cursor = self._editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(cursor.SelectionType.WordUnderCursor)
            self._editor.setTextCursor(cursor)
        here = text_of(cursor.charFormat(), Property.LINK)
        self._address.setText(here)
        self._address.selectAll()
        self._remove.setVisible(bool(here))
        is_empty = self._editor.span().is_empty
        self._note.setText("Select the words that are to be the link first." if is_empty else "")
        self._note.setVisible(is_empty)
        self.show()
        self._address.setFocus()

    def _set(self) -> None:
        typed = self._address.text().strip()
        address = typed if ":" in typed or not typed else f"https://{typed}"
        if typed and not clean_link(address):
            self._note.setText("A report can link to web addresses (https://…) and mail (mailto:…) only.")
            self._note.show()
            return
        self._link(address)

    def _link(self, address: str) -> None:
        if not self._editor.span().is_empty:
            self._editor.keys.link(address)
        self.close_bar()


class ReferenceBar(Bar):
    """Offers the numbered paragraphs; what is typed narrows them down by number or words."""

    chosen = Signal(str)

    def __init__(self, editor: ParagraphsEdit) -> None:
        super().__init__(editor)
        self._all: list[tuple[str, str, str]] = []
        self._filter = QLineEdit(placeholderText="Number or words of the paragraph")
        self._filter.setAccessibleName("Find the paragraph to refer to")
        self._filter.textChanged.connect(self._narrow)
        self._filter.returnPressed.connect(self._take)
        self._list = QListWidget()
        self._list.setAccessibleName("Numbered paragraphs")
        self._list.setMaximumHeight(200)
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(lambda _item: self._take())
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 8, 12, 8)
        label = QLabel("Refer to paragraph")
        label.setBuddy(self._filter)
        down.addWidget(label)
        down.addWidget(self._filter)
        down.addWidget(self._list)

    def open(self, numbered: Sequence[tuple[str, str, RichText]]) -> None:
        """Offer these: address, printed number, text."""
        self._all = [(to, number, " ".join(plain(text).split())) for to, number, text in numbered]
        self._filter.clear()
        self._narrow("")
        self.show()
        self._filter.setFocus()

    def _narrow(self, words: str) -> None:
        words = words.strip().casefold()
        self._list.clear()
        for to, number, text in self._all:
            if number == words or words in text.casefold() or number.startswith(words):
                excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"
                item = QListWidgetItem(f"{number}   {excerpt}")
                item.setData(Qt.ItemDataRole.UserRole, to)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _take(self) -> None:
        chosen = self._list.selectedItems()
        if chosen:
            self.close_bar()
            self._editor.clipboard.put_reference(chosen[0].data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
        else:
            super().keyPressEvent(event)
