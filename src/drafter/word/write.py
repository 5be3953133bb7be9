"""Writing a document as a Word file in the look of a house style."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from drafter.document.model import Document, Table, Text, texts_of
from drafter.report.richtext import footnotes
from drafter.word import package
from drafter.word.body import BodyWriter, Element
from drafter.word.fonts import Face, add_fonts
from drafter.word.house import HouseStyle, house_style
from drafter.word.inline import InlineWriter
from drafter.word.xml import HEAD, NAMESPACES, OFFICE

_DATA_ITEM = (
    f'{HEAD}<ds:datastoreItem ds:itemID="{{0D2AF7E2-5C1B-4C55-9C8E-7B6A5D4C3B2A}}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{package.DATA_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a document that begins a page: its first block, and the one behind its last.

    What comes before it is counted on where it is to be drawn: `first_page` of `pages` in all. Without
    them the piece is for measuring only, and what is printed in it but moves nothing stays as it is.
    """

    start: int = 0
    stop: int | None = None
    first_page: int = 0
    pages: int = 0


WHOLE = Stretch()
_MOST_IN_INDENT = 900
"""Numbers from which on a piece is measured with its own: it may reach four figures."""


@dataclass(frozen=True, slots=True)
class ForLayout:
    """A Word file for the layout engine, and what each child of its body came from.

    `name` is a digest of all that can move anything on the pages.
    """

    name: bytes
    elements: tuple[Element, ...]
    parts: Mapping[str, str | bytes]

    def data(self) -> bytes:
        """The file itself."""
        return package.zipped(self.parts, compression=0)


def write(
    document: Document, house_style_data: bytes, *, data: bytes | None = None, pages: Sequence[int] = ()
) -> bytes:
    """The `.docx` of `document`. The same document, house style and data give the same bytes.

    `data` is the report's own data for a draft (UTF-8 text); a final export passes None. `pages` are the
    pages of the headings in the contents list; without them the list has no page numbers. Raises
    DrafterError where the house style lacks what a report needs.
    """
    house = house_style(house_style_data)
    parts, types, _ = _parts(document, house, pages=pages, more=() if data is None else (_DATA_RELATIONSHIP,))
    if data is not None:
        types |= _add_data(parts, data)
    parts["[Content_Types].xml"] = package.content_types(house, types)
    return package.zipped(parts)


def write_for_layout(
    document: Document,
    house_style_data: bytes,
    faces: Sequence[Face],
    *,
    pages: Sequence[int],
    breaks: Set[str] = frozenset(),
    stretch: Stretch = WHOLE,
) -> ForLayout:
    """The same file for the layout engine: it carries its fonts, so that the machine's do not matter.

    Footnotes of cells, which the engine does not print, stand below their table as well.
    `breaks` are the keys of blocks that begin a page, where Word would put a break by its own rules and
    the engine would not.
    """
    house = house_style(house_style_data)
    parts, types, elements = _parts(
        document, house, pages=pages, breaks=breaks, stretch=stretch, for_layout=True
    )
    name = hashlib.sha256(house_style_data)
    for part in parts.values():
        name.update(part.encode() if isinstance(part, str) else part)
    types |= add_fonts(parts, faces)
    parts["[Content_Types].xml"] = package.content_types(house, types, fonts=bool(faces))
    return ForLayout(name.digest(), elements, parts)


def _parts(
    document: Document,
    house: HouseStyle,
    *,
    pages: Sequence[int],
    breaks: Set[str] = frozenset(),
    stretch: Stretch = WHOLE,
    more: Sequence[tuple[str, str, str]] = (),
    for_layout: bool = False,
) -> tuple[dict[str, str | bytes], dict[str, str], tuple[Element, ...]]:
    """The parts of the package, the content types that they need, and the children of the body.

    `more` are relationships of the document that are the caller's own.
    """
    numbering, lists = house.numbering(*_lists(document, stretch))
    notes_before = _notes_before(document, stretch)
    inline = InlineWriter(house, document, for_layout=for_layout, notes_before=notes_before)
    writer = BodyWriter(document, house, inline, lists, pages=pages, breaks=breaks)
    body = writer.write(stretch.start, stretch.stop)
    section = house.section
    if stretch.start:
        section = house.later_section(first_page=stretch.first_page, notes=notes_before)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "",  # first in the package, as Word writes it
        "_rels/.rels": package.relationships(_ROOT),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
    }
    parts |= house.package.carried
    for name in house.furniture_parts:
        parts[name] = house.furniture(name, document.title, document.draft, stretch.pages)
    parts["word/numbering.xml"] = numbering
    parts["word/footnotes.xml"] = inline.footnotes_part()
    parts["docProps/core.xml"] = package.core_properties(document)
    parts["docProps/app.xml"] = package.app_properties()
    relationships = [*house.package.relationships, *more]
    if not any(target == "footnotes.xml" for _, _, target in relationships):
        relationships.append(("rIdNotes", f"{OFFICE}/footnotes", "footnotes.xml"))
    parts["word/_rels/document.xml.rels"] = package.relationships(relationships, inline.links)
    if inline.note_links:
        parts["word/_rels/footnotes.xml.rels"] = package.relationships([], inline.note_links)
    return parts, dict(package.FIXED_TYPES), tuple(writer.elements)


def _lists(document: Document, stretch: Stretch) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The numbering lists in order, and the first number of each that is under way where a piece begins.

    A number of up to three figures fits into its indent, so a piece that is only measured is the same
    whatever its numbers are; an edit in one section then leaves those behind it as they were.
    """
    lists: dict[str, None] = {}
    last: dict[str, int] = {}
    for place, block in enumerate(document.blocks):
        for text in texts_of(block) if isinstance(block, Text | Table) else ():
            if isinstance(text, Text) and text.list:
                lists.setdefault(text.list)
                if place < stretch.start and text.number:
                    last[text.list] = text.number
    if not stretch.first_page:
        last = {name: number for name, number in last.items() if number > _MOST_IN_INDENT}
    return tuple(lists), tuple((name, number + 1) for name, number in last.items())


def _notes_before(document: Document, stretch: Stretch) -> int:
    """How many footnotes stand before a piece; it matters only where the piece is drawn."""
    if not stretch.first_page:
        return 0
    before = document.blocks[: stretch.start]
    return sum(len(footnotes(text.text)) for block in before for text in texts_of(block))


_DATA_RELATIONSHIP = ("rIdData", f"{OFFICE}/customXml", "../customXml/item1.xml")
_ROOT = [
    ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
    ("rId2", package.CORE_RELATIONSHIP, "docProps/core.xml"),
    ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
]


def _add_data(parts: dict[str, str | bytes], data: bytes) -> dict[str, str]:
    """Add a draft's data, twice over; returns the content types that it needs."""
    parts["_rels/.rels"] = package.relationships(
        [*_ROOT, ("rId4", f"{OFFICE}/custom-properties", "docProps/custom.xml")]
    )
    parts["docProps/custom.xml"] = package.custom_properties(data)
    parts["customXml/item1.xml"] = package.data_part(data)
    parts["customXml/itemProps1.xml"] = _DATA_ITEM
    parts["customXml/_rels/item1.xml.rels"] = package.relationships(
        [("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml")]
    )
    return {
        "/docProps/custom.xml": package.CUSTOM_TYPE,
        "/customXml/itemProps1.xml": package.CUSTOM_XML_TYPE,
    }
