"""Writing the body: one method for each kind of block."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from drafter.document import keys
from drafter.document.model import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    TableRole,
    Text,
    texts_of,
)
from drafter.report.richtext import plain
from drafter.word import styles
from drafter.word.house import HouseStyle
from drafter.word.inline import InlineWriter
from drafter.word.xml import bookmark, escaped, field, paragraph, text_run

GIVEN_MARK = "■"
NOT_GIVEN_MARK = "□"
_HEAD = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_BREAK = "<w:pageBreakBefore/>"
_NO_WHITE_BEFORE = '<w:spacing w:before="0"/>'
_KEEP = "<w:keepNext/>"
_NARROWEST, _WIDEST = 10, 400
"""Characters that count at least and at most when columns share the width of a table, by their roots:
a text of four times the length gets twice the width and so twice the lines."""
_LOW = 300
"""Characters in each cell of a row that is kept on one page."""
_KEPT_ROLES = frozenset({Role.JUDGEMENT, Role.LEAD_IN, Role.LEGEND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A child of the body that was written: the block that it came from, and the keys in it.

    `block` is None for what stands between blocks; `place` is its place in the document. `keeps`: the
    house style holds it on the page of what follows. `listed` is the place of a heading in the contents list.
    """

    block: Block | None = None
    place: int = -1
    keys: tuple[str, ...] = ()
    keeps: bool = False
    listed: int | None = None


class BodyWriter:
    """Turns blocks into the XML of the document's body, in order.

    `pages` are the page numbers that the contents list prints, one for each of its headings; without
    them it prints none. `breaks` are the keys of headings and paragraphs that begin a new page.
    """

    def __init__(
        self,
        document: Document,
        house: HouseStyle,
        inline: InlineWriter,
        lists: Mapping[str, int],
        *,
        pages: Sequence[int] = (),
        breaks: Set[str] = frozenset(),
    ) -> None:
        self.document = document
        self.house = house
        self.inline = inline
        self.lists = lists
        self.pages = pages
        self.breaks = breaks
        self.pieces: list[str] = []
        self.elements: list[Element] = []
        self._place = 0
        self._bookmarks = 0
        self._named: set[str] = set()
        self._break_next = False
        self._after_table = False
        self._contents_headings = 0

    def write(self, start: int = 0, stop: int | None = None) -> str:
        """The blocks from `start` to `stop`; all headings stand in the contents list, whatever these are."""
        blocks = self.document.blocks
        self._contents_headings = sum(isinstance(b, Heading) and b.contents for b in blocks[:start])
        for self._place, block in enumerate(blocks[start:stop], start):
            self._block(block)
        if self._after_table:
            self._separate()
        return "".join(self.pieces)

    def _block(self, block: Block) -> None:
        match block:
            case PageBreak():
                self._break_next = True
            case Heading():
                self._heading(block)
            case Text():
                xml = self._text(block, self._take_break(block.key), after_table=self._after_table)
                self._add(xml, self._element(block))
            case Strip():
                self._strip(block)
            case Table():
                self._table(block)
            case Contents():
                self._contents(block)

    def _add(self, xml: str, element: Element | None = None, *, table: bool = False) -> None:
        """One child of the body."""
        self._after_table = table
        self.pieces.append(xml)
        self.elements.append(element or Element())

    def _element(self, block: Block, *, listed: int | None = None) -> Element:
        inside = tuple(text.key for text in texts_of(block) if text.key)
        keys = (block.key, *inside) if isinstance(block, Table) and block.key else inside or (block.key,)
        keeps = isinstance(block, Heading | Strip) or (isinstance(block, Text) and block.role in _KEPT_ROLES)
        return Element(block=block, place=self._place, keys=keys, keeps=keeps, listed=listed)

    def _take_break(self, key: str = "") -> str:
        taken, self._break_next = self._break_next, False
        return _BREAK if taken or (key and key in self.breaks) else ""

    def _separate(self) -> None:
        """Two tables in a row would become one, and a document cannot end with a table."""
        self._add(paragraph(self.house.style(styles.AFTER_TABLE), ""))

    def _marked(self, key: str, runs: str) -> str:
        """`runs` inside the bookmark that carries `key`; each key is carried once."""
        if not key or not runs or key in self._named:
            return runs
        self._named.add(key)
        self._bookmarks += 1
        return bookmark(keys.bookmark(key), self._bookmarks, runs)

    # --- paragraphs --------------------------------------------------------------------------------------

    def _heading(self, block: Heading) -> None:
        level = min(block.level, len(styles.HEADINGS)) - 1
        name = (styles.HEADINGS if block.contents else styles.UNLISTED_HEADINGS)[level]
        runs = self._marked(block.key, self.inline.runs(block.text))
        listed = None
        if block.contents:
            listed = self._contents_headings
            self._bookmarks += 1
            runs = bookmark(_contents_name(listed), self._bookmarks, runs)
            self._contents_headings += 1
        if block.new_page:
            self._break_next = True
        before = self._take_break(block.key)
        # no white at the top of a page, where readers differ about it
        properties = before + _NO_WHITE_BEFORE if before else ""
        xml = paragraph(self.house.style(name), runs, properties)
        self._add(xml, self._element(block, listed=listed))

    def _text(self, block: Text, before: str = "", *, after_table: bool = False) -> str:
        properties = before + self._list(block)
        runs = self.inline.runs(block.text, to_do=block.to_do)
        name = styles.OF_ROLE[block.role]
        if block.role in styles.LONG_OF_ROLE and len(plain(block.text)) > styles.LONG:
            name = styles.LONG_OF_ROLE[block.role]
        if after_table:
            name = styles.AFTER_A_TABLE.get(block.role, name)
        style = self.house.style(name)
        for judgement, grade in block.grades:
            runs = self._marked(keys.graded(judgement, grade), runs)
        return paragraph(style, self._marked(block.key, runs), properties)

    def _list(self, block: Text) -> str:
        """The list of a numbered paragraph where that is not its style's own."""
        if block.role not in (Role.NUMBERED, Role.JUDGEMENT) or block.list == "body":
            return ""
        number = self.lists[block.list] if block.list else 0
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'

    # --- tables ------------------------------------------------------------------------------------------

    def _begin_table(self) -> None:
        if self._after_table or self._break_next:
            self._add(paragraph(self.house.style(styles.AFTER_TABLE), "", self._take_break()))

    def _widths(self, columns: int) -> list[int]:
        width, rest = divmod(self.house.text_width, columns)
        return [width + (1 if place < rest else 0) for place in range(columns)]

    def _open(self, style: str, widths: list[int], title: str, *, look: str) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.house.style(style)}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
            f'<w:tblCaption w:val="{escaped(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _table(self, block: Table) -> None:
        self._begin_table()
        notes = len(self.inline.noted)
        widths = self._column_widths(block)
        look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        look += ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        xml = [self._open(styles.OF_TABLE[block.role], widths, block.title, look=look)]
        xml.append(self._head(block, widths))
        last = len(block.rows) - 1
        for place, row in enumerate(block.rows[1:], 1):
            # the rows of a short table stay on one page
            keep = _KEEP if block.role is TableRole.GRADES and place < last else ""
            whole = "<w:trPr><w:cantSplit/></w:trPr>" if _is_low(row) else ""
            xml.append(_row([self._cell(cell, block, keep) for cell in row], widths, whole))
        self._add("".join(xml) + "</w:tbl>", self._element(block), table=True)
        self._notes_below(notes)

    def _notes_below(self, first: int) -> None:
        """For the layout engine, which prints no footnotes of cells: their texts right below the table.

        `first` counts the footnotes before the table. What follows keeps its distance as from a table, so
        that the pages stay those of the exported file, where the notes stand at the foot of the page.
        """
        if self.inline.for_layout:
            for xml in self.inline.notes_in_text(first):
                self._add(xml, table=True)

    def _column_widths(self, block: Table) -> list[int]:
        """Two columns of findings share the width; others get what their longest text asks for."""
        columns = len(block.rows[0])
        if block.role is TableRole.LISTS:
            return self._widths(columns)
        if block.role is TableRole.GRADES:
            wide = self.house.text_width * 2 // 3
            return [wide, self.house.text_width - wide]
        lengths = (
            max(sum(len(plain(text.text)) for text in row[n]) for row in block.rows) for n in range(columns)
        )
        asked = [math.sqrt(min(max(length, _NARROWEST), _WIDEST)) for length in lengths]
        widths = [int(self.house.text_width * one / sum(asked)) for one in asked]
        widths[-1] += self.house.text_width - sum(widths)
        return widths

    def _head(self, block: Table, widths: list[int]) -> str:
        """The heading row, which is printed again on each page; it carries the table's key.

        The key stands in the first cell that says something, in whichever row; where none does, round
        nothing in the first.
        """
        style = self.house.style(styles.TABLE_HEADING)
        cells = []
        if block.key and not any(text.text for text in texts_of(block)):
            self._named.add(block.key)
            self._bookmarks += 1
            nothing = bookmark(keys.bookmark(block.key), self._bookmarks, "")
            return _row(
                [paragraph(style, nothing if n == 0 else "") for n in range(len(widths))], widths, _HEAD
            )
        for cell in block.rows[0]:
            runs = "".join(self.inline.runs(text.text) for text in cell)
            cells.append(paragraph(style, self._marked(block.key, runs)))
        return _row(cells, widths, _HEAD)

    def _cell(self, cell: Cell, block: Table, before: str) -> str:
        """The paragraphs of a cell, with the properties `before`; an empty one has an empty paragraph."""
        if not cell:
            text_role = Role.ITEM if block.role is TableRole.LISTS else Role.CELL
            return paragraph(self.house.style(styles.OF_ROLE[text_role]), "")
        if block.role is TableRole.PLAIN and block.key not in self._named:
            cell = tuple(replace(text, key=block.key) for text in cell)
        return "".join(self._text(text, before) for text in cell)

    def _strip(self, block: Strip) -> None:
        """Equal cells in one row, one a grade; the given one is told by mark, weight, frame and word."""
        self._begin_table()
        widths = self._widths(len(block.words))
        given = "not given yet" if block.given is None else block.words[block.given]
        xml = [self._open(styles.STRIP, widths, f"Grade: {given}", look='<w:tblLook w:val="0000"/>')]
        xml.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for place, (word, width) in enumerate(zip(block.words, widths, strict=True)):
            is_given = place == block.given
            xml.append(self._option(word, width, block.key if place == 0 else "", given=is_given))
        self._add("".join(xml) + "</w:tr></w:tbl>", self._element(block), table=True)

    def _option(self, word: str, width: int, key: str, *, given: bool) -> str:
        mark = f'<w:rStyle w:val="{self.house.style(styles.GRADE_MARK)}"/>'
        runs = text_run(GIVEN_MARK if given else NOT_GIVEN_MARK, mark) + text_run(f" {word}")
        style = self.house.style(styles.GIVEN if given else styles.NOT_GIVEN)
        look = self.house.given_cell if given else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}<w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraph(style, self._marked(key, runs))}</w:tc>"
        )

    # --- contents ----------------------------------------------------------------------------------------

    def _contents(self, block: Contents) -> None:
        """The contents list as one field that is already filled, each entry a link to its heading."""
        title = self._marked(block.key, self.inline.runs(block.title))
        heading = paragraph(self.house.style(styles.CONTENTS_HEADING), title, self._take_break())
        listed = [b for b in self.document.blocks if isinstance(b, Heading) and b.contents]
        lowest = max((entry.level for entry in listed), default=1)
        # without page numbers (\n) where none are known: a wrong number is worse than none
        numberless = "" if self.pages else " \\n"
        instruction = f'TOC \\o "1-{lowest}"{numberless} \\h \\z'
        entries = [self._entry(entry, place) for place, entry in enumerate(listed)]
        begin, end = field(instruction, "\x00").split(text_run("\x00"))
        style = self.house.style(styles.CONTENTS[0])
        if entries:
            entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
        else:
            end = begin + end
        closing = paragraph(self.house.style(styles.AFTER_TABLE) if entries else style, end)
        gallery = '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        self._add(
            f"<w:sdt><w:sdtPr><w:docPartObj>{gallery}</w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{heading}{''.join(entries)}{closing}</w:sdtContent></w:sdt>",
            self._element(block),
        )

    def _entry(self, heading: Heading, place: int) -> str:
        style = self.house.style(styles.CONTENTS[min(heading.level, 3) - 1])
        runs = text_run(plain(heading.text, self.document.number_of).replace("\n", " "))
        name = _contents_name(place)
        if self.pages:
            runs += "<w:r><w:tab/></w:r>" + self.inline.page_number(name, self.pages[place])
        return paragraph(style, self.inline.jump(heading.key, name, runs))


def _is_low(row: tuple[Cell, ...]) -> bool:
    """Whether a row is certainly much lower than a page, so that it may be kept whole."""
    return all(len(cell) <= 1 and sum(len(plain(text.text)) for text in cell) < _LOW for cell in row)


def _row(cells: list[str], widths: list[int], properties: str = "") -> str:
    spelled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{spelled}</w:tr>"


def _contents_name(place: int) -> str:
    """The bookmark of the n-th heading in the contents, named as Word names its own."""
    return f"_Toc{200_000_000 + place}"
