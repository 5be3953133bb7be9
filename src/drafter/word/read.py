"""Reading a Word file as a document: what we write, by bookmark, style name and text, in this order.

It mirrors `body`. Nothing is judged here; what a block means is recognised later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from drafter.document import keys
from drafter.document.model import (
    Block,
    Cell,
    Contents,
    Document,
    Dropped,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    TableRole,
    Text,
)
from drafter.report.richtext import Footnote, RichText, plain, rich
from drafter.word import styles
from drafter.word.body import GIVEN_MARK
from drafter.word.gate import Package, opened_package
from drafter.word.inside import Inside, InsideReader, Surroundings, W
from drafter.word.lists import Lists

_P, _TBL, _SDT, _CONTENT, _PPR = (f"{W}{name}" for name in ("p", "tbl", "sdt", "sdtContent", "pPr"))
_ROW, _CELL, _VAL, _ID = f"{W}tr", f"{W}tc", f"{W}val", f"{W}id"
_STYLE, _BREAK, _NUMBERED = f"{W}pStyle", f"{W}pageBreakBefore", f"{W}numPr"
_STYLE_ID, _NAME, _BASIS = f"{W}styleId", f"{W}name", f"{W}basedOn"
_DESCEND = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag"))
_MARKS = "■□☐☒☑✓✔✗✘ \N{NO-BREAK SPACE}\t"
_GIVEN = frozenset(f"{GIVEN_MARK}☒☑✓✔✗✘")

_ROLES: dict[str, Role] = {
    name.lower(): role
    for names in (styles.OF_ROLE, styles.LONG_OF_ROLE, styles.AFTER_A_TABLE)
    for role, name in names.items()
}
_HEADINGS: dict[str, tuple[int, bool]] = {
    name.lower(): (level, listed)
    for names, listed in ((styles.HEADINGS, True), (styles.UNLISTED_HEADINGS, False))
    for level, name in enumerate(names, 1)
}
_ROLES_OF_FIELDS = {"lists": TableRole.LISTS, "table": TableRole.GRADES}
"""What a table is for by the field that its key names."""
_TABLES = {name.lower(): role for role, name in styles.OF_TABLE.items()}
_CONTENTS = frozenset(name.lower() for name in styles.CONTENTS)
_CONTENTS_HEADING = styles.CONTENTS_HEADING.lower()
_STRIP = styles.STRIP.lower()


def read(data: bytes, fields: Iterable[str] = ()) -> Document:
    """The document in a Word file. `fields` are the keys that shortened bookmarks may stand for.

    Raises DrafterError where it is no Word file, or none that is safe to read.
    """
    return read_package(opened_package(data), fields)


def read_package(package: Package, fields: Iterable[str] = ()) -> Document:
    """The document in a Word file that passed the gate."""
    reader = _BodyReader(package, tuple(fields))
    body = package.tree(package.main).find(f"{W}body")
    if body is not None:
        reader.children(body)
    return Document(own=reader.bookmarks.are_own, blocks=tuple(reader.blocks), dropped=tuple(reader.dropped))


class _BodyReader:
    """Turns the children of the body into blocks, in order."""

    def __init__(self, package: Package, fields: tuple[str, ...]) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.bookmarks = keys.Bookmarks(fields)
        self._taken: set[str] = set()
        self._empty_key = ""
        self._styles, self._lists = _style_names(package)
        self._inside = InsideReader(
            Surroundings(
                styles=self._styles,
                links=_links(package, package.main),
                notes=_notes(package, self._styles, self.bookmarks.key_of),
                key_of=self.bookmarks.key_of,
            )
        )

    def children(self, parent: Any) -> None:
        for element in parent[:]:
            tag = element.tag
            if tag == _P:
                self._paragraph(element)
            elif tag == _TBL:
                self.blocks.append(self._table(element))
            elif tag == _SDT:
                content = element.find(_CONTENT)
                if content is not None:
                    self.children(content)
            elif tag in _DESCEND:
                self.children(element)

    def _first_key(self, inside: Inside) -> str:
        """The key of a paragraph: of those that begin in it, the first that no other has taken."""
        for key in inside.keys:
            if key not in self._taken and keys.grade_of(key) is None:
                self._taken.add(key)
                return key
        return ""

    # --- paragraphs --------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Any) -> None:
        inside = self._read(paragraph)
        style, begins_page, direct = self._look(inside.properties)
        if style in _CONTENTS:
            self.dropped.append(Dropped(plain(inside.text), "contents list, made anew"))
            return
        if style in _HEADINGS and inside.text:
            level, listed = _HEADINGS[style]
            key = self._first_key(inside)
            heading = Heading(key=key, text=inside.text, level=level, contents=listed, new_page=begins_page)
            self.blocks.append(heading)
            return
        if begins_page:
            self.blocks.append(PageBreak())
        if style == _CONTENTS_HEADING:
            self.blocks.append(Contents(key=self._first_key(inside), title=inside.text))
        elif inside.text:
            self.blocks.append(self._text(inside, style, direct))

    def _read(self, paragraph: Any) -> Inside:
        inside = self._inside.read(paragraph)
        if inside.replaced:
            self.dropped.append(Dropped(inside.replaced, "number that a reference prints"))
        if inside.to_do:
            self.dropped.append(Dropped(plain(inside.text), "mark of what is still to be written"))
        return inside

    def _look(self, properties: Any) -> tuple[str, bool, Any]:
        """What a paragraph's properties say that we ask for.

        The name of its style, in lower case; whether it begins a page; and its own list properties, or None.
        """
        style = direct = None
        begins_page = False
        for element in () if properties is None else properties[:]:
            tag = element.tag
            if tag == _STYLE:
                style = str(element.get(_VAL)) if style is None else style
            elif tag == _BREAK:
                begins_page = True
            elif tag == _NUMBERED:
                direct = element if direct is None else direct
        return ("" if style is None else self._styles.get(style, "")), begins_page, direct

    def _text(self, inside: Inside, style: str, direct: Any) -> Text:
        number, name = self._lists.number(style, direct)
        role = _ROLES.get(style)
        if role is None:
            role = Role.PLAIN if number is None else Role.NUMBERED
        return Text(
            key=self._first_key(inside),
            role=role,
            text=inside.text,
            number=number,
            list=name,
            to_do=inside.to_do,
            grades=keys.grades_in(inside.keys),
        )

    # --- tables ------------------------------------------------------------------------------------------

    def _table(self, table: Any) -> Block:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = "" if style is None else self._styles.get(str(style.get(_VAL)), "")
        self._empty_key = ""
        rows = [[self._cell(cell) for cell in row.iterchildren(_CELL)] for row in table.iterchildren(_ROW)]
        if name == _STRIP and len(rows) == 1:
            return _strip(rows[0])
        role = _TABLES.get(name, TableRole.PLAIN)
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        title = "" if caption is None else str(caption.get(_VAL))
        width = max(map(len, rows), default=1)
        whole = tuple((*row, *[()] * (width - len(row))) for row in rows)
        key, whole = _key_of_table(whole, role)
        role = _ROLES_OF_FIELDS.get(
            keys.split(key)[1], role
        )  # a trip through .odt costs the styles of tables
        return Table(key=key or self._empty_key, role=role, title=title, rows=whole)

    def _cell(self, cell: Any) -> Cell:
        found: list[Text] = []
        for paragraph in cell.iter(_P):  # those of a table in the cell too
            inside = self._read(paragraph)
            if inside.text:
                style, _, direct = self._look(inside.properties)
                found.append(self._text(inside, style, direct))
            elif inside.keys:
                self._empty_key = self._first_key(inside) or self._empty_key
        return tuple(found)


def _strip(cells: list[Cell]) -> Strip:
    """A row of grades; the given one is told by its mark."""
    said = [" ".join(plain(text.text) for text in cell) for cell in cells]
    marked = [place for place, words in enumerate(said) if _GIVEN & set(words)]
    key = next((text.key for cell in cells for text in cell if text.key), "")
    words = tuple(words.strip(_MARKS) for words in said)
    return Strip(key=key, words=words, given=marked[0] if len(marked) == 1 else None)


def _key_of_table(
    rows: tuple[tuple[Cell, ...], ...], role: TableRole
) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    """A table's key, which stands in one of its cells, and the rows without it.

    In a table of the inspector's no cell has a key of its own; elsewhere the heading row has none.
    """
    searched = rows if role is TableRole.PLAIN else rows[:1]
    key = next((text.key for row in searched for cell in row for text in cell if text.key), "")
    if not key:
        return "", rows

    def without(text: Text) -> Text:
        if text.key != key:
            return text
        return Text(role=text.role, text=text.text, number=text.number, list=text.list, to_do=text.to_do)

    return key, tuple(tuple(tuple(map(without, cell)) for cell in row) for row in rows)


# --- other parts -----------------------------------------------------------------------------------------


def _style_names(package: Package) -> tuple[Mapping[str, str], Lists]:
    """The names of the styles, in lower case, by id; and the lists that paragraphs are in."""
    part = package.related(package.main, "styles")
    if part is None:
        return {}, Lists({}, None)
    names: dict[str, str] = {}
    linked: dict[str, tuple[Any, str | None]] = {}
    tree: Any = package.tree(part)
    for style in tree.iterchildren(f"{W}style"):
        said: dict[str, Any] = {}
        for element in style[:]:
            said.setdefault(element.tag, element)
        if _NAME in said:
            words = str(said[_NAME].get(_VAL)).lower()
            names[str(style.get(_STYLE_ID))] = words
            properties = said[_PPR].find(_NUMBERED) if _PPR in said else None
            linked[words] = (properties, str(said[_BASIS].get(_VAL)) if _BASIS in said else None)
    numbering = package.related(package.main, "numbering")
    found = {words: _inherited(words, linked, names) for words in linked}
    lists = Lists(
        {words: properties for words, properties in found.items() if properties is not None},
        None if numbering is None else package.tree(numbering),
    )
    return names, lists


def _inherited(style: str, linked: Mapping[str, Any], names: Mapping[str, str]) -> Any:
    """The list properties of a style, or of the nearest that it is based on."""
    for _ in range(10):
        properties, basis = linked.get(style, (None, None))
        if properties is not None or basis is None:
            return properties
        style = names.get(basis, "")
    return None


def _links(package: Package, part: str) -> Mapping[str, str]:
    """The addresses outside the file that a part leads to, by the ids of the links."""
    return {one.id: one.target for one in package.relationships(part) if one.is_outside}


def _notes(
    package: Package, styles_by_id: Mapping[str, str], key_of: Callable[[str], str | None]
) -> Mapping[str, Footnote]:
    """The footnotes by their ids in the file."""
    part = package.related(package.main, "footnotes")
    if part is None:
        return {}
    around = Surroundings(styles=styles_by_id, links=_links(package, part), notes={}, key_of=key_of)
    reader = InsideReader(around)
    found = {}
    for note in package.tree(part).iterchildren(f"{W}footnote"):
        if note.get(f"{W}type") in (None, "normal"):
            insides = [reader.read(paragraph) for paragraph in note.iterchildren(_P)]
            given = next((keys.split(key)[2] for inside in insides for key in inside.keys if key), "")
            found[str(note.get(_ID))] = Footnote(given, _joined([inside.text for inside in insides]))
    return found


def _joined(texts: list[RichText]) -> RichText:
    parts: list[Any] = []
    for text in texts:
        parts += ["\n", *text] if parts else text
    return rich(*parts)
