"""Spelling tables as HTML."""

from __future__ import annotations

from drafter.document.model import Cell, Role, Table, TableRole, Text
from drafter.text.html_inline import Anchors, InlineHtml, element, escaped

_COLUMNS_THAT_FIT = 2
"""So many columns can be read on the narrowest screen."""


class TableHtml:
    """Spells tables with their headings marked, so that a screen reader can say them at each cell."""

    def __init__(self, inline: InlineHtml, anchors: Anchors) -> None:
        self._inline = inline
        self._anchors = anchors
        self._count = 0

    def table(self, block: Table, class_: str = "") -> str:
        """The table; one that is too wide for narrow screens scrolls in a box that the keyboard reaches."""
        self._count += 1
        name = f"caption-{self._count}"
        wide = len(block.rows[0]) > _COLUMNS_THAT_FIT
        stacked = block.role is TableRole.LISTS and len(block.rows) == 2 and not wide
        classes = f"{block.role.value}{' stack' if stacked else ''}"
        title = escaped(block.title or "Table")
        parts = [element("caption", element("span", title, class_="hidden"), id=name)]
        parts.extend(self._rows(block, stacked=stacked))
        own_class = classes if wide else f"{classes} {class_}"
        role = "table" if stacked else ""
        table = element(
            "table", "\n".join(parts), id=self._anchors.take(block.key), class_=own_class, role=role
        )
        if not wide:
            return table
        # a group and no region: many landmarks called "Table" would help nobody to find the way
        return element(
            "div", table, class_=f"scroll {class_}", role="group", aria_labelledby=name, tabindex="0"
        )

    def _rows(self, block: Table, *, stacked: bool) -> list[str]:
        """The head and the body. A table that is stacked says its roles, since its display hides them."""
        group, row = ("rowgroup", "row") if stacked else ("", "")
        first, *rest = block.rows
        cells = (self._heading(cell, "col", stacked=stacked) for cell in first)
        parts = [element("thead", element("tr", "".join(cells), role=row), role=group)]
        if rest:
            lines = (
                element("tr", "".join(self._body_row(line, block.role, stacked=stacked)), role=row)
                for line in rest
            )
            parts.append(element("tbody", "\n".join(lines), role=group))
        return parts

    def _body_row(self, row: tuple[Cell, ...], role: TableRole, *, stacked: bool) -> list[str]:
        spelled = []
        for place, cell in enumerate(row):
            if role is TableRole.GRADES and place == 0:
                spelled.append(self._heading(cell, "row", stacked=stacked))
            else:
                spelled.append(self._cell("td", cell, role="cell" if stacked else ""))
        return spelled

    def _heading(self, cell: Cell, scope: str, *, stacked: bool) -> str:
        """A heading cell; an empty one is none, since a screen reader would announce it."""
        says = any(text.text for text in cell)
        if not says:
            return self._cell("td", cell, role="cell" if stacked else "")
        return self._cell("th", cell, scope=scope, role="columnheader" if stacked else "")

    def _cell(self, tag: str, cell: Cell, **attributes: str) -> str:
        if any(text.role is Role.ITEM for text in cell):
            items = (element("li", self.words(text), id=self._anchors.take(text.key)) for text in cell)
            return element(tag, f"<ul>{''.join(items)}</ul>", **attributes)
        if len(cell) == 1:
            return element(tag, self.words(cell[0]), id=self._anchors.take(cell[0].key), **attributes)
        texts = (element("p", self.words(text), id=self._anchors.take(text.key)) for text in cell)
        return element(tag, "".join(texts), **attributes)

    def words(self, text: Text) -> str:
        """The words of a paragraph with its number, if it has one."""
        words = self._inline.text(text.text)
        if text.to_do and words:
            words = element("span", words, class_="to-do")
        if text.number is None:
            return words
        # the space stands with the number, so that it is copied and yet does not indent the first line
        return element("span", f"{text.number}. ", class_="number") + words
