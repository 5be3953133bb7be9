"""The house style: the `.docx` that carries the look, opened once and then only read."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from drafter.document.model import Role
from drafter.errors import DrafterError
from drafter.word import styles
from drafter.word.xml import CONTENT_TYPES, MAIN, OFFICE

W = f"{{{MAIN}}}"
_MOST_BYTES = 20_000_000
# What a report brings itself, so a house style's own is left behind.
REPLACED = frozenset(
    {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"}
)


class HouseStyle:
    """The parts of a house style, and where in them the styles, lists and page are."""

    def __init__(self, data: bytes) -> None:
        """Raises DrafterError where `data` is no Word file, or one without what a report needs."""
        self.parts = _read_parts(data)
        self._styles = self._style_ids()
        self.problems = self._missing_styles()
        self._numbering = self._xml("word/numbering.xml")
        if not self.problems:
            self.body_list = self._list_of(styles.OF_ROLE[Role.NUMBERED])
            self._check_bullets()
            self.given_cell = self._given_cell()
        self._page = self._section()
        self.section = _spelled(self._page)
        self.text_width = self._text_width()

    # --- styles ------------------------------------------------------------------------------------------

    def style(self, name: str) -> str:
        """The id of the style with this name."""
        return self._styles[name.lower()]

    def _style_ids(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for style in self._xml("word/styles.xml").iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                found[str(name.get(f"{W}val")).lower()] = str(style.get(f"{W}styleId"))
        return found

    def _missing_styles(self) -> list[str]:
        wanted = styles.PARAGRAPHS | styles.CHARACTERS | styles.TABLES
        return sorted(name for name in wanted if name.lower() not in self._styles)

    def _given_cell(self) -> str:
        """Frame and tint of the given grade's cell, from the table style that is kept for it."""
        spelled = ""
        for style in self._xml("word/styles.xml").iter(f"{W}style"):
            if style.get(f"{W}styleId") == self.style(styles.GIVEN_CELL):
                borders = style.find(f"{W}tblPr/{W}tblBorders")
                if borders is not None:
                    borders.tag = f"{W}tcBorders"
                    spelled += _spelled(borders)
                tint = style.find(f"{W}tcPr/{W}shd")
                spelled += "" if tint is None else _spelled(tint)
        return spelled

    # --- lists -------------------------------------------------------------------------------------------

    def _list_of(self, name: str) -> int:
        """The number of the list (`w:numId`) that a paragraph style is linked to."""
        for style in self._xml("word/styles.xml").iter(f"{W}style"):
            if style.get(f"{W}styleId") == self.style(name):
                number = style.find(f"{W}pPr/{W}numPr/{W}numId")
                if number is not None:
                    return int(str(number.get(f"{W}val")))
        raise DrafterError(
            f"the house style's paragraph style {name!r} is linked to no list",
            hint="Open the house style in Word and link the style to a list level.",
        )

    def _check_bullets(self) -> None:
        for role in (Role.BULLET, Role.BULLET_2):
            self._list_of(styles.OF_ROLE[role])

    def numbering(self, lists: list[str]) -> tuple[bytes, Mapping[str, int]]:
        """The numbering part, with a definition of its own for each of `lists` besides the body's.

        A restart by override would break when LibreOffice saves, so each list is a copy of the body's
        definition. Returns the part and the number of each list.
        """
        tree = copy.deepcopy(self._numbering)
        model = self._abstract(tree, self.body_list)
        numbers = [int(str(n.get(f"{W}numId"))) for n in tree.iter(f"{W}num")]
        abstracts = [int(str(a.get(f"{W}abstractNumId"))) for a in tree.iter(f"{W}abstractNum")]
        given = {"body": self.body_list}
        for place, name in enumerate((name for name in lists if name != "body"), 1):
            abstract, number = max(abstracts) + place, max(numbers) + place
            model.addnext(_copied(model, abstract))
            num = etree.SubElement(tree, f"{W}num", {f"{W}numId": str(number)})
            etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": str(abstract)})
            given[name] = number
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True), given

    def _abstract(self, tree: Any, number: int) -> Any:
        for num in tree.iter(f"{W}num"):
            if num.get(f"{W}numId") == str(number):
                wanted = num.find(f"{W}abstractNumId").get(f"{W}val")
                for abstract in tree.iter(f"{W}abstractNum"):
                    if abstract.get(f"{W}abstractNumId") == wanted:
                        return abstract
        raise DrafterError(
            "the house style's numbered paragraphs name a list that is not there",
            hint="Open the house style in Word and link the style to a list level.",
        )

    # --- page and furniture ------------------------------------------------------------------------------

    def _section(self) -> Any:
        body = self._xml("word/document.xml").find(f"{W}body")
        section = None if body is None else body.find(f"{W}sectPr")
        if section is None or section.find(f"{W}pgSz") is None or section.find(f"{W}pgMar") is None:
            raise DrafterError("the house style says nothing about its page size and margins")
        return section

    def _text_width(self) -> int:
        size = self._page.find(f"{W}pgSz")
        margins = self._page.find(f"{W}pgMar")
        width = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
        if width < 2000:
            raise DrafterError("the house style leaves less than 35 mm for the text")
        return width

    def relationships(self) -> list[tuple[str, str, str]]:
        """Id, kind and target of the document part's relationships that stay inside the package."""
        return [
            (str(r.get("Id")), str(r.get("Type")), str(r.get("Target")))
            for r in self._xml("word/_rels/document.xml.rels")
            if r.get("TargetMode") != "External" and not str(r.get("Type")).endswith("/customXml")
        ]

    def content_types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Content types by ending, and by part name for the parts that are kept."""
        tree = self._xml("[Content_Types].xml")
        defaults = {
            str(d.get("Extension")): str(d.get("ContentType"))
            for d in tree.iter(f"{{{CONTENT_TYPES}}}Default")
        }
        kept = set(self.kept_parts())
        overrides = {
            str(o.get("PartName")): str(o.get("ContentType"))
            for o in tree.iter(f"{{{CONTENT_TYPES}}}Override")
            if str(o.get("PartName")).lstrip("/") in kept
        }
        return defaults, overrides

    def kept_parts(self) -> list[str]:
        """The parts that go into a report as they are (headers are changed on the way)."""
        targets = {f"word/{target}" for _, _, target in self.relationships()}
        return [name for name in self.parts if name in targets]

    def furniture(self, name: str, *, title: str, draft: bool) -> bytes:
        """A header or footer part with the report's title in it; the draft mark only in a draft."""
        tree = self._xml(name)
        if not draft:
            mark = self.style(styles.DRAFT_MARK)
            for paragraph in list(tree.iter(f"{W}p")):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                if style is not None and style.get(f"{W}val") == mark:
                    paragraph.getparent().remove(paragraph)
        for field in tree.iter(f"{W}fldSimple"):
            if str(field.get(f"{W}instr")).split()[:1] == ["TITLE"]:
                shown = list(field.iter(f"{W}t"))
                for text in shown:
                    text.text = ""
                if shown:
                    shown[0].text = title
        if tree.find(f"{W}p") is None:
            etree.SubElement(tree, f"{W}p")
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _xml(self, name: str) -> Any:
        if name not in self.parts:
            raise DrafterError(f"the house style has no part {name!r}")
        try:
            return etree.fromstring(self.parts[name], _parser())
        except etree.XMLSyntaxError as error:
            raise DrafterError(f"the house style's part {name!r} is damaged ({error.msg})") from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _read_parts(data: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise DrafterError("the house style is too large")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise DrafterError(
            "the house style is no Word document (.docx)",
            hint="Take house-style.docx from the folder of another framework.",
        ) from error


def _spelled(element: Any) -> str:
    """An element as text, without the namespaces that every document declares already."""
    text: str = etree.tostring(element, encoding="unicode")
    for name, space in (("w", MAIN), ("r", OFFICE)):
        text = text.replace(f' xmlns:{name}="{space}"', "")
    return text


def _copied(model: Any, number: int) -> Any:
    """A list definition like `model` under its own numbers; only the body's is linked to styles."""
    made = copy.deepcopy(model)
    made.set(f"{W}abstractNumId", str(number))
    for name in ("nsid", "tmpl"):
        element = made.find(f"{W}{name}")
        if element is not None:
            element.set(f"{W}val", f"1D0B{number:04X}")
    for link in list(made.iter(f"{W}pStyle")):
        link.getparent().remove(link)
    return made


@lru_cache(maxsize=8)
def house_style(data: bytes) -> HouseStyle:
    """The house style in `data`, opened once. Raises DrafterError where it lacks what a report needs."""
    house = HouseStyle(data)
    if house.problems:
        raise DrafterError(
            f"the house style lacks the style {house.problems[0]!r}"
            + (f" and {len(house.problems) - 1} more" if len(house.problems) > 1 else ""),
            hint="Copy the style from the house style of another framework.",
        )
    return house
