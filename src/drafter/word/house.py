"""The house style: the `.docx` that carries the look, opened once and then only read."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from textwrap import shorten
from typing import Any

from lxml import etree

from drafter.document.model import Role
from drafter.errors import DrafterError
from drafter.word import styles
from drafter.word.housepackage import HousePackage
from drafter.word.xml import MAIN, OFFICE

W = f"{{{MAIN}}}"
_LONGEST_RUNNING_TITLE = 90
"""Characters of a title that fit into one line of a header; a longer one is cut and no field any more."""
_LIST_HINT = "Open the house style in Word and link the style to a list level."


class HouseStyle:
    """Where in a house style the styles, lists and page are. Styles are known by name."""

    def __init__(self, data: bytes) -> None:
        """Raises DrafterError where `data` is no Word file, or one without what a report needs."""
        self.package = HousePackage(data)
        self._styles = self.package.tree("word/styles.xml")
        self._ids = self._style_ids()
        self._numbering = self.package.tree("word/numbering.xml")
        self.body_list = self._list_of(styles.OF_ROLE[Role.NUMBERED])
        for role in (Role.BULLET, Role.BULLET_2):
            self._abstract(self._numbering, self._list_of(styles.OF_ROLE[role]))
        self.numbering(("body",))
        self.given_cell = self._given_cell()
        page = self._page()
        self.section = _spelled(page)
        self._later_page = _without_title_page(page)
        self.text_width = _text_width(page)
        self.text_bottom = _text_bottom(page)
        # headers and footers show the report's title, all other parts are copied as they are
        self.furniture_parts = tuple(
            name for name in self.package.kept_parts if name.startswith(("word/header", "word/footer"))
        )
        for name in self.furniture_parts:
            self.furniture(name, "", draft=False)  # checked now rather than at the first export

    # --- styles ------------------------------------------------------------------------------------------

    def style(self, name: str) -> str:
        """The id of the style with this name, one of those in `styles`."""
        return self._ids[name]

    def _style_ids(self) -> Mapping[str, str]:
        """The ids of all styles that reports use. Raises DrafterError where one is missing."""
        found = {}
        for style in self._styles.iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                # Word writes the names of its own styles in lower case, LibreOffice does not
                found[str(name.get(f"{W}val")).lower()] = str(style.get(f"{W}styleId"))
        wanted = styles.PARAGRAPHS | styles.CHARACTERS | styles.TABLES
        missing = sorted(name for name in wanted if name.lower() not in found)
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise DrafterError(
                f"the house style lacks the style {missing[0]!r}{more}",
                hint="Copy the style from the house style of another framework.",
            )
        return {name: found[name.lower()] for name in wanted}

    def _style(self, name: str) -> Any:
        return next(s for s in self._styles.iter(f"{W}style") if s.get(f"{W}styleId") == self.style(name))

    def _given_cell(self) -> str:
        """Frame and tint of the given grade's cell, from the table style that is kept for it."""
        style = copy.deepcopy(self._style(styles.GIVEN_CELL))
        borders = style.find(f"{W}tblPr/{W}tblBorders")
        tint = style.find(f"{W}tcPr/{W}shd")
        if borders is not None:
            borders.tag = f"{W}tcBorders"
        return "".join(_spelled(part) for part in (borders, tint) if part is not None)

    # --- lists -------------------------------------------------------------------------------------------

    def _list_of(self, name: str) -> int:
        """The number of the list (`w:numId`) that a paragraph style is linked to."""
        number = self._style(name).find(f"{W}pPr/{W}numPr/{W}numId")
        if number is None:
            raise DrafterError(
                f"the house style's paragraph style {name!r} is linked to no list", hint=_LIST_HINT
            )
        return _number(number, "val")

    def later_section(self, *, first_page: int = 0, notes: int = 0) -> str:
        """The section of a piece that is not the first: no title page, and pages and notes counted on."""
        section = copy.deepcopy(self._later_page)
        if first_page:
            number = section.find(f"{W}pgNumType")
            if number is None:
                number = etree.Element(f"{W}pgNumType")
                section.find(f"{W}pgMar").addnext(number)
            number.set(f"{W}start", str(first_page))
        if notes:
            policy = etree.Element(f"{W}footnotePr")
            etree.SubElement(policy, f"{W}numStart", {f"{W}val": str(notes + 1)})
            section.find(f"{W}pgSz").addprevious(policy)
        return _spelled(section)

    @lru_cache(maxsize=64)  # noqa: B019 - house styles are few, and kept as long as the program runs
    def numbering(
        self, lists: tuple[str, ...], starts: tuple[tuple[str, int], ...] = ()
    ) -> tuple[bytes, Mapping[str, int]]:
        """The numbering part, with a definition of its own for each of `lists` besides the body's.

        A restart by override would break when LibreOffice saves, so each list is a copy of the body's
        definition. `starts` gives the first number of lists that do not begin at 1. Returns the part and
        the number of each list.
        """
        tree = copy.deepcopy(self._numbering)
        model = self._abstract(tree, self.body_list)
        begin = dict(starts)
        numbers = [_number(n, "numId") for n in tree.iter(f"{W}num")]
        abstracts = [_number(a, "abstractNumId") for a in tree.iter(f"{W}abstractNum")]
        given = {"body": self.body_list}
        for place, name in enumerate((name for name in lists if name != "body"), 1):
            abstract, number = max(abstracts) + place, max(numbers) + place
            copied = _copied(model, abstract)
            _begin_at(copied, begin.get(name, 1))
            model.addnext(copied)
            num = etree.Element(f"{W}num", {f"{W}numId": str(number)})
            etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": str(abstract)})
            tree.findall(f"{W}num")[-1].addnext(num)
            given[name] = number
        if "body" in begin:
            _begin_at(model, begin["body"])
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True), given

    def _abstract(self, tree: Any, number: int) -> Any:
        """The definition of the list with this number."""
        for num in tree.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            if link is not None and _number(num, "numId") == number:
                for abstract in tree.iter(f"{W}abstractNum"):
                    if abstract.get(f"{W}abstractNumId") == link.get(f"{W}val"):
                        return abstract
        raise DrafterError("the house style's paragraphs name a list that is not there", hint=_LIST_HINT)

    # --- page and furniture ------------------------------------------------------------------------------

    def _page(self) -> Any:
        section = self.package.tree("word/document.xml").find(f"{W}body/{W}sectPr")
        if section is None or section.find(f"{W}pgSz") is None or section.find(f"{W}pgMar") is None:
            raise DrafterError(
                "the house style says nothing about its page size and margins",
                hint="Set them in Word (Layout, Page Setup) and save it again.",
            )
        return section

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def furniture(self, name: str, title: str, draft: bool, pages: int = 0) -> bytes:
        """A header or footer part with the report's title in it; the draft mark only in a draft.

        `pages`: the number of pages is printed as this and no longer counted, for a piece of a report.
        """
        tree = self.package.tree(name)
        if not draft:
            mark = self.style(styles.DRAFT_MARK)
            for paragraph in list(tree.iter(f"{W}p")):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                if style is not None and style.get(f"{W}val") == mark:
                    paragraph.getparent().remove(paragraph)
        if len(title) > _LONGEST_RUNNING_TITLE:
            _freeze(tree, "TITLE", shorten(title, _LONGEST_RUNNING_TITLE, placeholder=" …"))
        else:
            _show(tree, "TITLE", title)
        if pages:
            _freeze(tree, "NUMPAGES", str(pages))
        if tree.find(f"{W}p") is None:
            etree.SubElement(tree, f"{W}p")
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _show(tree: Any, name: str, shown: str) -> None:
    """Let every field of this name show these words."""
    for texts in filter(None, _fields(tree, name)):
        for text in texts:
            text.text = ""
        texts[0].text = shown


def _freeze(tree: Any, name: str, shown: str) -> None:
    """Put plain words in the place of every field of this name."""
    _show(tree, name, shown)
    for field in [field for field in tree.iter(f"{W}fldSimple") if _is(str(field.get(f"{W}instr")), name)]:
        for run in list(field):
            field.addprevious(run)
        field.getparent().remove(field)
    for run in [run for run in tree.iter(f"{W}instrText") if _is(run.text or "", name)]:
        run.text = "QUOTE"  # prints what is there already


def _fields(tree: Any, name: str) -> Iterator[list[Any]]:
    """The texts of each field of this name, in either of Word's spellings."""
    for field in tree.iter(f"{W}fldSimple"):
        if _is(str(field.get(f"{W}instr")), name):
            yield list(field.iter(f"{W}t"))
    for paragraph in tree.iter(f"{W}p"):
        texts: list[Any] = []
        instruction = state = ""
        for part in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            if part.tag == f"{W}fldChar":
                state = str(part.get(f"{W}fldCharType"))
                if state == "begin":
                    instruction, texts = "", []
                elif state == "end" and _is(instruction, name) and texts:
                    yield texts
            elif part.tag == f"{W}instrText":
                instruction += part.text or ""
            elif state == "separate":
                texts.append(part)


def _is(instruction: str, name: str) -> bool:
    return instruction.split()[:1] == [name]


def _text_width(page: Any) -> int:
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    width = _number(size, "w") - _number(margins, "left") - _number(margins, "right")
    if width < 2000:
        raise DrafterError(
            "the house style leaves less than 35 mm for the text", hint="Make its margins smaller in Word."
        )
    return width


def _text_bottom(page: Any) -> float:
    """How far the text reaches down on a page, in points from its top."""
    return (_number(page.find(f"{W}pgSz"), "h") - _number(page.find(f"{W}pgMar"), "bottom")) / 20


def _number(element: Any, name: str) -> int:
    """A whole number that an element of the house style gives. Word's own are far below a million."""
    text = str(element.get(f"{W}{name}"))
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        tag = etree.QName(element).localname
        raise DrafterError(
            f"the house style has {text[:20]!r} where {tag} needs a whole number",
            hint="Open it in Word and save it again.",
        )
    return int(text)


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


def _begin_at(definition: Any, number: int) -> None:
    """Let a list's first level begin at `number`."""
    start = definition.find(f"{W}lvl/{W}start")
    if start is not None and number != 1:
        start.set(f"{W}val", str(number))


def _without_title_page(page: Any) -> Any:
    """A section whose first page is like the others."""
    section = copy.deepcopy(page)
    for element in section.findall(f"{W}titlePg"):
        section.remove(element)
    return section


@lru_cache(maxsize=8)
def house_style(data: bytes) -> HouseStyle:
    """The house style in `data`, opened once. Raises DrafterError where it lacks what a report needs."""
    return HouseStyle(data)
