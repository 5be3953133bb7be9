"""Writing a document as a Word file in the look of a house style."""

from __future__ import annotations

from drafter.document.model import Document, Text, texts_of
from drafter.word import package
from drafter.word.body import BodyWriter
from drafter.word.house import house_style
from drafter.word.inline import InlineWriter
from drafter.word.xml import HEAD, NAMESPACES, OFFICE

_DATA_ITEM = (
    f'{HEAD}<ds:datastoreItem ds:itemID="{{0D2AF7E2-5C1B-4C55-9C8E-7B6A5D4C3B2A}}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{package.DATA_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def write(document: Document, house_style_data: bytes, *, data: bytes | None = None) -> bytes:
    """The `.docx` of `document`. The same document, house style and data give the same bytes.

    `data` is the report's own data for a draft (UTF-8 text); a final export passes None. Raises
    DrafterError where the house style lacks what a report needs.
    """
    house = house_style(house_style_data)
    texts = [text for block in document.blocks for text in texts_of(block)]
    numbering, lists = house.numbering(
        list(dict.fromkeys(text.list for text in texts if isinstance(text, Text) and text.list))
    )
    inline = InlineWriter(house, document)
    body = BodyWriter(document, house, inline, lists).write()
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "",  # first in the package, as Word writes it
        "_rels/.rels": _root_relationships(draft=data is not None),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{house.section}</w:body>"
        "</w:document>",
    }
    parts |= house.package.carried
    for name in house.furniture_parts:
        parts[name] = house.furniture(name, title=document.title, draft=document.draft)
    parts["word/numbering.xml"] = numbering
    parts["word/footnotes.xml"] = inline.footnotes_part()
    types = _add_properties(parts, document, data)
    relationships = list(house.package.relationships)
    if not any(target == "footnotes.xml" for _, _, target in relationships):
        relationships.append(("rIdNotes", f"{OFFICE}/footnotes", "footnotes.xml"))
    if data is not None:
        relationships.append(("rIdData", f"{OFFICE}/customXml", "../customXml/item1.xml"))
    parts["word/_rels/document.xml.rels"] = package.relationships(relationships, inline.links)
    if inline.note_links:
        parts["word/_rels/footnotes.xml.rels"] = package.relationships([], inline.note_links)
    parts["[Content_Types].xml"] = package.content_types(house, types)
    return package.zipped(parts)


def _root_relationships(*, draft: bool) -> str:
    entries = [
        ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", package.CORE_RELATIONSHIP, "docProps/core.xml"),
        ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    if draft:
        entries.append(("rId4", f"{OFFICE}/custom-properties", "docProps/custom.xml"))
    return package.relationships(entries)


def _add_properties(parts: dict[str, str | bytes], document: Document, data: bytes | None) -> dict[str, str]:
    """Add the property parts, and in a draft the data; returns the content types that they need."""
    parts["docProps/core.xml"] = package.core_properties(document)
    parts["docProps/app.xml"] = package.app_properties()
    types = dict(package.FIXED_TYPES)
    if data is not None:
        parts["docProps/custom.xml"] = package.custom_properties(data)
        parts["customXml/item1.xml"] = package.data_part(data)
        parts["customXml/itemProps1.xml"] = _DATA_ITEM
        parts["customXml/_rels/item1.xml.rels"] = package.relationships(
            [("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml")]
        )
        types["/docProps/custom.xml"] = package.CUSTOM_TYPE
        types["/customXml/itemProps1.xml"] = package.CUSTOM_XML_TYPE
    return types
