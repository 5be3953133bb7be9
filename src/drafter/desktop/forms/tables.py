"""A simple table, edited below the text that it stands in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from drafter.desktop.editor.actions import put_paragraphs
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.flow import flowing
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import ListAddress, paragraphs_at, with_paragraphs
from drafter.report.model import Kind, Paragraph, Report
from drafter.report.richtext import RichText, plain, rich

Rows = tuple[tuple[RichText, ...], ...]
_NEW: Rows = (((), ()), ((), ()))
_ROUND = 14
"""What frame and padding of the cells take of its height, in pixels."""


class TablePanel(QFrame):
    """The cells of the table that was opened. Nothing is shown while none is."""

    edited = Signal(object)

    def __init__(self, tools: Tools, where: ListAddress, text: ParagraphsEdit) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._tools = tools
        self._where = where
        self._text = text
        self._table = ""
        self._rows: Rows = ()
        self.cells = QTableWidget()
        self.cells.setAccessibleName("Cells of the table; the first row is its heading")
        self.cells.horizontalHeader().hide()
        self.cells.verticalHeader().hide()
        self.cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.cells.setWordWrap(True)
        self.cells.itemChanged.connect(self._on_cell)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        title = QLabel("Table")
        title.setProperty("role", "section")
        about = QLabel("The first row is its heading.")
        about.setProperty("role", "soft")
        across = flowing(title, about)
        for words, do in (
            ("Add a row", lambda: self._change(with_row(self._rows, self.cells.currentRow()))),
            ("Add a column", lambda: self._change(with_column(self._rows, self.cells.currentColumn()))),
            ("Remove the row", lambda: self._change(without_row(self._rows, self.cells.currentRow()))),
            (
                "Remove the column",
                lambda: self._change(without_column(self._rows, self.cells.currentColumn())),
            ),
            ("Done", self.close_panel),
        ):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.clicked.connect(do)
            across.addWidget(button)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 8, 12, 8)
        down.addLayout(across)
        down.addWidget(self.cells)

    def insert(self) -> None:
        """Put a new table where the cursor is, and open it."""
        editor = self._text
        table = Paragraph(id=self._tools.ids(), kind=Kind.TABLE, rows=_NEW)
        editor.stock.keep(table)
        result = put_paragraphs(editor.paragraphs(), editor.span(), (table,), editor.ids)
        if result.number == len(result.paragraphs) - 1:  # one can always write on behind a table
            behind = Paragraph(id=editor.ids(), kind=editor.nature.default)
            result = replace(result, paragraphs=(*result.paragraphs, behind))
        editor.do(result, "a table")
        self.open(table.id)

    def open(self, table: str) -> None:
        """Show the cells of a table."""
        self._table = table
        self._rows = self._text.stock.tables.get(table, ())
        self._fill()
        self.show()
        self.cells.setFocus()
        self.cells.setCurrentCell(0, 0)

    def close_panel(self) -> None:
        """Go back to the text."""
        self.hide()
        self._text.go_to(self._table)
        self._table = ""

    def show_view(self, view: View) -> None:
        """Show the table as it is now; one that is gone is closed."""
        if not self._table:
            return
        try:
            found = paragraphs_at(view.report, self._where)
        except KeyError:
            found = ()
        table = next((one for one in found if one.id == self._table), None)
        if table is None:
            self._table = ""
            self.hide()
        elif table.rows != self._rows:
            self._rows = table.rows
            self._fill()

    def _fill(self) -> None:
        self.cells.blockSignals(True)
        self.cells.setRowCount(len(self._rows))
        self.cells.setColumnCount(max(map(len, self._rows), default=0))
        for row, cells in enumerate(self._rows):
            for column, cell in enumerate(cells):
                item = self.cells.item(row, column)
                if item is None:  # one that is there may be the one that is being written in
                    item = QTableWidgetItem()
                    font = item.font()
                    font.setBold(row == 0)
                    item.setFont(font)
                    self.cells.setItem(row, column, item)
                if item.text() != plain(cell):
                    item.setText(plain(cell))
        self.cells.blockSignals(False)
        self.cells.resizeRowsToContents()
        height = sum(self.cells.rowHeight(row) for row in range(len(self._rows))) + _ROUND
        self.cells.setFixedHeight(min(320, max(64, height)))

    def _on_cell(self, item: QTableWidgetItem) -> None:
        row, column = item.row(), item.column()
        if plain(self._rows[row][column]) != item.text():
            self._change(with_cell(self._rows, row, column, rich(item.text())))

    def _change(self, rows: Rows) -> None:
        if not rows or rows == self._rows:
            return
        table, where = self._table, self._where

        def changed(report: Report) -> Report:
            return with_paragraphs(
                report,
                where,
                tuple(
                    replace(one, rows=rows) if one.id == table else one
                    for one in paragraphs_at(report, where)
                ),
            )

        self.edited.emit(Edit(change=changed, verb="a table", key=where.key(table), renumbers=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def with_cell(rows: Rows, row: int, column: int, cell: RichText) -> Rows:
    """The table with another text in one cell."""
    return tuple(
        tuple(cell if (y, x) == (row, column) else old for x, old in enumerate(cells))
        for y, cells in enumerate(rows)
    )


def with_row(rows: Rows, behind: int) -> Rows:
    """The table with an empty row behind a row (negative: at the end)."""
    at = len(rows) if behind < 0 else behind + 1
    return (*rows[:at], ((),) * len(rows[0]), *rows[at:])


def with_column(rows: Rows, behind: int) -> Rows:
    """The table with an empty column behind a column (negative: at the end)."""
    at = len(rows[0]) if behind < 0 else behind + 1
    return tuple((*cells[:at], (), *cells[at:]) for cells in rows)


def without_row(rows: Rows, row: int) -> Rows:
    """The table without a row; the last one stays."""
    return rows if len(rows) < 2 or row < 0 else (*rows[:row], *rows[row + 1 :])


def without_column(rows: Rows, column: int) -> Rows:
    """The table without a column; the last one stays."""
    if len(rows[0]) < 2 or column < 0:
        return rows
    return tuple((*cells[:column], *cells[column + 1 :]) for cells in rows)
