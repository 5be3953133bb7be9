"""Our own Word file taken apart: as text for the floor, as plain objects for docxtpl and python-docx.

The objects hold style ids, widths and properties ready-made, so the others are spared what our writer
has to work out. The hidden bookmarks that carry our keys can be left out, since nobody else needs them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from markupsafe import Markup

from drafter.word import package
from drafter.word.xml import MAIN, OFFICE

W = f"{{{MAIN}}}"
BODY = "word/document.xml"
NOTES = "word/footnotes.xml"
_NOTHING = Markup("")
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")


@dataclass(slots=True)
class Run:
    """`inner` is what the run holds where that is no text, `anchor` or `address` where it leads."""

    text: str
    inner: Markup
    properties: Markup
    anchor: str
    address: str


@dataclass(slots=True)
class Paragraph:
    """`before` and `after` the runs stand the bookmarks, where they are wanted."""

    style: str
    properties: Markup
    before: Markup
    runs: list[Run]
    after: Markup


@dataclass(slots=True)
class Cell:
    """A cell of a table."""

    properties: Markup
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class Row:
    """A row of a table."""

    properties: Markup
    cells: list[Cell]


@dataclass(slots=True)
class Block:
    """`kind` is `paragraph`, `table` or `contents`; a paragraph stands alone in `paragraphs`."""

    kind: str
    style: str
    properties: Markup
    paragraphs: list[Paragraph]
    rows: list[Row]


@dataclass(slots=True)
class Note:
    """A footnote."""

    number: str
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class Taken:
    """A document taken apart, ready to be written again."""

    blocks: list[Block]
    notes: list[Note]


def read_parts(docx: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_text(parts: dict[str, bytes]) -> dict[str, str]:
    """The same parts as strings."""
    return {name: data.decode() for name, data in parts.items()}


def zipped(parts: dict[str, str], level: int = package.COMPRESSION) -> bytes:
    """The floor: finished parts into a package, as our writer does it and nothing else."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text, compresslevel=level)
    return whole.getvalue()


def canonical(docx: bytes, *, bookmarks: bool) -> dict[str, bytes]:
    """Body and footnotes in canonical XML, with or without bookmarks: equal where the documents are."""
    parts = read_parts(docx)
    found: dict[str, bytes] = {}
    for name in (BODY, NOTES):
        tree: Any = etree.fromstring(parts[name])
        for mark in () if bookmarks else list(tree.iter(*_BOOKMARKS)):
            mark.getparent().remove(mark)
        found[name] = etree.tostring(tree, method="c14n2")
    return found


def words(docx: bytes) -> list[str]:
    """The words of the body, without those of the footnotes."""
    tree: Any = etree.fromstring(read_parts(docx)[BODY])
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))
    return " ".join(paragraphs).split()


# --- taking apart ----------------------------------------------------------------------------------------


def take_apart(docx: bytes, *, bookmarks: bool) -> Taken:
    """Our Word file as plain objects, with or without its bookmarks."""
    parts = read_parts(docx)
    body: Any = etree.fromstring(parts[BODY])[0]
    notes: Any = etree.fromstring(parts[NOTES])
    if not bookmarks:
        for tree in (body, notes):
            for mark in list(tree.iter(*_BOOKMARKS)):
                mark.getparent().remove(mark)
    return Taken(
        blocks=[_block(element) for element in body if element.tag != f"{W}sectPr"],
        notes=[
            Note(note.get(f"{W}id"), [_paragraph(p) for p in note])
            for note in notes
            if note.get(f"{W}type") is None
        ],
    )


def _block(element: Any) -> Block:
    if element.tag == f"{W}p":
        paragraph = _paragraph(element)
        return Block("paragraph", paragraph.style, _NOTHING, [paragraph], [])
    if element.tag == f"{W}tbl":
        style = element.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val")
        rows = [_row(row) for row in element.iter(f"{W}tr")]
        return Block("table", style, _spelled(element[0], element[1]), [], rows)
    inside = element.find(f"{W}sdtContent")
    return Block("contents", "", _spelled(element[0]), [_paragraph(p) for p in inside], [])


def _row(row: Any) -> Row:
    cells = [
        Cell(_spelled(cell[0]), [_paragraph(p) for p in cell.iter(f"{W}p")]) for cell in row.iter(f"{W}tc")
    ]
    return Row(_spelled(*row.iterchildren(f"{W}trPr")), cells)


def _paragraph(paragraph: Any) -> Paragraph:
    style, *properties = paragraph[0]
    runs = list(_runs(paragraph))
    starts = list(paragraph.iter(f"{W}bookmarkStart"))
    ends = list(paragraph.iter(f"{W}bookmarkEnd"))
    if starts and paragraph.find(f"{W}r/{W}footnoteRef") is not None:
        # the mark and the space of a footnote stand before its bookmark
        starts = [*paragraph[1:3], *starts]
        del runs[:2]
    return Paragraph(style.get(f"{W}val"), _spelled(*properties), _spelled(*starts), runs, _spelled(*ends))


def _runs(parent: Any, anchor: str = "", address: str = "") -> Iterator[Run]:
    for element in parent:
        if element.tag == f"{W}hyperlink":
            yield from _runs(element, element.get(f"{W}anchor", ""), element.get(f"{{{OFFICE}}}id", ""))
        elif element.tag == f"{W}r":
            head = element.find(f"{W}rPr")
            rest = [child for child in element if child is not head]
            is_text = all(child.tag in (f"{W}t", f"{W}br") for child in rest)
            text = "".join("\n" if child.tag == f"{W}br" else child.text or "" for child in rest)
            yield Run(
                text=text if is_text else "",
                inner=_NOTHING if is_text else _spelled(*rest),
                properties=_NOTHING if head is None else _spelled(*head),
                anchor=anchor,
                address=address,
            )


def _spelled(*elements: Any) -> Markup:
    whole = "".join(etree.tostring(element, encoding="unicode") for element in elements)
    for name, space in (("w", MAIN), ("r", OFFICE)):
        whole = whole.replace(f' xmlns:{name}="{space}"', "")
    return Markup(whole)
