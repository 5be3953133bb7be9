"""What a Word file must be beyond the schema: each function returns the problems of one kind.

A schema check finds wrong order, missing attributes and bad values. It does not find what is asserted
here, most of which makes Word offer to repair the file.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from lxml import etree

from tests.word.helpers import (
    DOCUMENT,
    MAIN,
    STORIES,
    Element,
    Parts,
    R,
    W,
    elements,
    style_names,
    style_of,
    tree,
    val,
    xml_names,
)

Check = Callable[[Parts], list[str]]

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CONTAINERS = tuple(f"{W}{name}" for name in ("tc", "sdtContent", "footnote", "body", "hdr", "ftr"))
_SEPARATORS = frozenset({"after table"})
_LONGEST_BOOKMARK = 40
_LONGEST_TAG = 64
_TARGETS = re.compile(r"\b(?:REF|PAGEREF|NOTEREF) +(\S+)|\\l +\"?([^\s\"]+)")


def every_problem(parts: Parts) -> list[str]:
    """The problems of every kind, each with the name of its check."""
    if broken := every_part_is_well_formed(parts):
        return broken
    return [f"{check.__name__}: {problem}" for check in CHECKS for problem in check(parts)]


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _nearest(element: Element, tags: tuple[str, ...]) -> Element | None:
    return next((above for above in element.iterancestors() if above.tag in tags), None)


def _stories(parts: Parts) -> Iterator[tuple[str, Element]]:
    """The parts with text in them: body, notes, headers and footers."""
    for name in parts:
        if name in STORIES or name.startswith(("word/header", "word/footer")):
            yield name, tree(parts, name)


def every_part_is_well_formed(parts: Parts) -> list[str]:
    problems = []
    for name in xml_names(parts):
        try:
            tree(parts, name)
        except etree.XMLSyntaxError as error:
            problems.append(f"{name}: {error}")
    return problems


# --- bookmarks and fields --------------------------------------------------------------------------------


def every_bookmark_is_begun_and_ended_once(parts: Parts) -> list[str]:
    problems, ids = [], []
    for name, root in _stories(parts):
        begun: list[str] = []
        ended: set[str] = set()
        for mark in elements(root, "bookmarkStart", "bookmarkEnd"):
            number = val(mark, "id")
            if mark.tag == f"{W}bookmarkStart":
                begun.append(number)
            elif number not in begun or number in ended:
                problems.append(f"{name}: bookmark {number} is ended before it begins, or twice")
            else:
                ended.add(number)
        problems += [f"{name}: bookmark {number} has no end" for number in begun if number not in ended]
        ids += begun
    return problems + [f"two bookmarks have the id {number}" for number in _repeated(ids)]


def every_bookmark_has_a_name_that_word_allows(parts: Parts) -> list[str]:
    names = _bookmarks(parts)
    problems = [f"two bookmarks are called {name}" for name in _repeated(map(str.lower, names))]
    problems += [f"the bookmark {name!r} is too long" for name in names if len(name) > _LONGEST_BOOKMARK]
    bad = [name for name in names if not re.fullmatch(r"[A-Za-z_]\w*", name)]
    return problems + [f"Word allows no bookmark {name!r}" for name in bad]


def _bookmarks(parts: Parts) -> list[str]:
    return [val(mark, "name") for _, root in _stories(parts) for mark in elements(root, "bookmarkStart")]


def every_field_begins_separates_and_ends(parts: Parts) -> list[str]:
    return [problem for name, root in _stories(parts) for problem in _fields_of(name, root)]


def _fields_of(name: str, root: Element) -> Iterator[str]:
    """Begin, instruction, separate, result, end: in one place, and in one paragraph unless it is a TOC."""
    open_fields: list[tuple[Element, list[str], list[str]]] = []
    for element in elements(root, "fldChar", "instrText"):
        kind = val(element, "fldCharType") or "instrText"
        if kind == "begin":
            open_fields.append((element, [kind], []))
            continue
        if not open_fields:
            yield f"{name}: {kind} outside a field"
            continue
        began, kinds, words = open_fields[-1]
        if kind == "instrText":
            words.append(element.text or "")
            if "separate" in kinds:
                yield f"{name}: an instruction in the result of a field"
        kinds.append(kind)
        if kind != "end":
            continue
        open_fields.pop()
        if kinds.count("separate") != 1 or "instrText" not in kinds:
            yield f"{name}: a field consists of {kinds}"
        is_contents = "".join(words).strip().startswith("TOC")
        around = _CONTAINERS if is_contents else (f"{W}p",)
        if _nearest(began, around) is not _nearest(element, around):
            yield f"{name}: the field {''.join(words).strip()!r} ends elsewhere than it begins"
    yield from (f"{name}: a field without an end" for _ in open_fields)


def every_anchor_and_reference_names_a_bookmark(parts: Parts) -> list[str]:
    names = {name.lower() for name in _bookmarks(parts)}
    wanted: list[str] = []
    for _, root in _stories(parts):
        wanted += [val(link, "anchor") for link in elements(root, "hyperlink") if val(link, "anchor")]
        for instruction in elements(root, "instrText"):
            wanted += [a or b for a, b in _TARGETS.findall(instruction.text or "")]
        for simple in elements(root, "fldSimple"):
            wanted += [a or b for a, b in _TARGETS.findall(val(simple, "instr"))]
    return [f"nothing is marked {name!r}" for name in wanted if name.lower() not in names]


# --- tables and content controls -------------------------------------------------------------------------


def every_cell_ends_with_a_paragraph(parts: Parts) -> list[str]:
    cells = [cell for _, root in _stories(parts) for cell in elements(root, "tc")]
    return ["a cell does not end with a paragraph" for cell in cells if not _ends_with_paragraph(cell)]


def _ends_with_paragraph(cell: Element) -> bool:
    return len(cell) > 0 and cell[-1].tag == f"{W}p"


def every_content_control_holds_a_block(parts: Parts) -> list[str]:
    problems = []
    ids: list[str] = []
    for name, root in _stories(parts):
        for control in elements(root, "sdt"):
            content = control.find(f"{W}sdtContent")
            blocks = [] if content is None else content.findall(f"{W}p") + content.findall(f"{W}tbl")
            if not blocks:
                problems.append(f"{name}: a content control holds no block")
            if len(val(control.find(f"{W}sdtPr/{W}tag"))) > _LONGEST_TAG:
                problems.append(f"{name}: the tag of a content control is too long")
            ids += filter(None, [val(control.find(f"{W}sdtPr/{W}id"))])
    return problems + [f"two content controls have the id {number}" for number in _repeated(ids)]


def every_row_fills_the_grid(parts: Parts) -> list[str]:
    problems = []
    for name, root in _stories(parts):
        for table in elements(root, "tbl"):
            grid = [val(column, "w") for column in table.findall(f"{W}tblGrid/{W}gridCol")]
            width = val(table.find(f"{W}tblPr/{W}tblW"), "w")
            if not grid or any(int(column) <= 0 for column in grid):
                problems.append(f"{name}: a table has the grid {grid}")
            elif width and int(width) != sum(map(int, grid)):
                problems.append(f"{name}: a table of width {width} has the grid {grid}")
            for row in table.findall(f"{W}tr"):
                cells = [val(cell.find(f"{W}tcPr/{W}tcW"), "w") for cell in row.findall(f"{W}tc")]
                if cells != grid:
                    problems.append(f"{name}: a row of cells {cells} in the grid {grid}")
    return problems


def no_cells_are_merged(parts: Parts) -> list[str]:
    merged = ("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter")
    return [
        f"{name}: a table has {etree.QName(element).localname}"
        for name, root in _stories(parts)
        for element in elements(root, *merged)
    ]


def every_table_but_a_strip_marks_its_first_row_as_heading(parts: Parts) -> list[str]:
    problems = []
    names = style_names(parts)
    for table in elements(tree(parts, DOCUMENT), "tbl"):
        style = names.get(val(table.find(f"{W}tblPr/{W}tblStyle")), "")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        wanted = [place == 0 and style != "grade strip" for place in range(len(marked))]
        if marked != wanted or not marked:
            problems.append(f"the rows of a table ({style}) are marked as headings so: {marked}")
    return problems


def every_table_has_a_title(parts: Parts) -> list[str]:
    tables = elements(tree(parts, DOCUMENT), "tbl")
    return ["a table has no title" for t in tables if not val(t.find(f"{W}tblPr/{W}tblCaption")).strip()]


def no_two_tables_touch_and_the_body_ends_with_a_paragraph(parts: Parts) -> list[str]:
    problems = []
    body = tree(parts, DOCUMENT).find(f"{W}body")
    assert body is not None
    blocks = [str(block.tag) for block in body]
    if blocks[-1:] != [f"{W}sectPr"]:
        problems.append("the body does not end with its section")
    if blocks[-2:-1] == [f"{W}tbl"]:
        problems.append("a table stands at the end of the body")
    for parent in (body, *elements(body, "tc", "sdtContent")):
        children = [child.tag for child in parent]
        problems += ["two tables touch" for pair in pairwise(children) if pair == (f"{W}tbl", f"{W}tbl")]
    return problems


# --- paragraphs ------------------------------------------------------------------------------------------


def only_separators_and_cells_are_empty(parts: Parts) -> list[str]:
    names = style_names(parts)
    problems = []
    for paragraph in elements(tree(parts, DOCUMENT), "p"):
        says = any(e.text for e in elements(paragraph, "t")) or any(
            True for _ in elements(paragraph, "footnoteReference")
        )
        style = style_of(paragraph, names)
        if not says and style not in _SEPARATORS and _nearest(paragraph, (f"{W}tc",)) is None:
            problems.append(f"an empty paragraph in the style {style!r}")
    return problems


def no_heading_level_is_skipped(parts: Parts) -> list[str]:
    levels = _outline_levels(parts)
    problems, before = [], 0
    for paragraph in elements(tree(parts, DOCUMENT), "p"):
        level = levels.get(val(paragraph.find(f"{W}pPr/{W}pStyle")))
        if level is not None:
            if level > before + 1:
                problems.append(f"a heading of level {level} stands under one of level {before}")
            before = level
    return problems


def _outline_levels(parts: Parts) -> Mapping[str, int]:
    """The outline level of each style that has one, its own or inherited; 1 is the highest."""
    styles = {val(s, "styleId"): s for s in elements(tree(parts, "word/styles.xml"), "style")}
    found: dict[str, int] = {}
    for name in styles:
        above, seen = name, set[str]()
        while above in styles and above not in seen:
            seen.add(above)
            level = val(styles[above].find(f"{W}pPr/{W}outlineLvl"))
            if level:
                if int(level) < 9:  # 9 says that it is body text
                    found[name] = int(level) + 1
                break
            above = val(styles[above].find(f"{W}basedOn"))
    return found


def the_language_is_set_once(parts: Parts) -> list[str]:
    found = [
        (name, str(etree.QName(parent).localname), val(language))
        for name in xml_names(parts)
        if name.startswith("word/")
        for language in elements(tree(parts, name), "lang")
        if (parent := _nearest(language, (f"{W}rPrDefault", f"{W}style", f"{W}p"))) is not None
    ]
    right = [("word/styles.xml", "rPrDefault", "en-GB")]
    return [] if found == right else [f"the language is set so: {found}"]


# --- styles, lists, notes --------------------------------------------------------------------------------


def every_style_that_is_used_is_there(parts: Parts) -> list[str]:
    root = tree(parts, "word/styles.xml")
    kinds = {val(style, "styleId"): val(style, "type") for style in elements(root, "style")}
    uses = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    ids = [val(style, "styleId") for style in elements(root, "style")]
    problems = [f"two styles have the id {number}" for number in _repeated(ids)]
    for name in (DOCUMENT, "word/footnotes.xml", "word/numbering.xml", "word/styles.xml", *_furniture(parts)):
        wanted = [(uses[etree.QName(e).localname], val(e)) for e in elements(tree(parts, name), *uses)]
        problems += [f"{name}: there is no {k} style {i!r}" for k, i in wanted if kinds.get(i) != k]
    inside = map(val, elements(root, "basedOn", "next", "link"))
    return problems + [f"word/styles.xml: there is no style {i!r}" for i in inside if i not in kinds]


def _furniture(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith(("word/header", "word/footer"))]


def every_list_that_is_used_is_there(parts: Parts) -> list[str]:
    root = tree(parts, "word/numbering.xml")
    abstracts = [val(a, "abstractNumId") for a in elements(root, "abstractNum")]
    nums = [val(num, "numId") for num in elements(root, "num")]
    problems = [f"two list definitions have the id {i}" for i in _repeated(abstracts) + _repeated(nums)]
    order = [etree.QName(child).localname for child in root]
    known = ["numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"]
    if order != sorted(order, key=known.index):
        problems.append(f"the numbering part is out of order: {order}")
    problems += [f"two lists have the nsid {n}" for n in _repeated(val(n) for n in elements(root, "nsid"))]
    for num in elements(root, "num"):
        if val(num.find(f"{W}abstractNumId")) not in abstracts:
            problems.append(f"list {val(num, 'numId')} has no definition")
    for name in (DOCUMENT, "word/styles.xml"):
        for use in elements(tree(parts, name), "numId"):
            if val(use) not in ("0", *nums):
                problems.append(f"{name}: there is no list {val(use)}")
    return problems


def every_footnote_is_referred_to_once(parts: Parts) -> list[str]:
    notes = [
        val(note, "id")
        for note in elements(tree(parts, "word/footnotes.xml"), "footnote")
        if not val(note, "type")
    ]
    uses = [val(use, "id") for use in elements(tree(parts, DOCUMENT), "footnoteReference")]
    if uses != notes or _repeated(notes):
        return [f"the notes {notes} are referred to so: {uses}"]
    return []


# --- the package -----------------------------------------------------------------------------------------


def every_relationship_leads_somewhere(parts: Parts) -> list[str]:
    problems = []
    for rels in (name for name in parts if name.endswith(".rels")):
        folder, leaf = posixpath.split(rels)
        source = posixpath.join(posixpath.dirname(folder), leaf.removesuffix(".rels"))
        if source and source not in parts:
            problems.append(f"{rels} belongs to no part")
        entries = list(tree(parts, rels))
        problems += [f"{rels}: two have the id {i}" for i in _repeated(str(e.get("Id")) for e in entries)]
        for entry in entries:
            target = str(entry.get("Target"))
            if entry.get("TargetMode") == "External":
                if not str(entry.get("Type")).endswith("/hyperlink"):
                    problems.append(f"{rels}: {target} lies outside and is no link")
            elif _absolute(source, target) not in parts:
                problems.append(f"{rels}: there is no part {target}")
    return problems


def _absolute(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def every_relationship_id_is_known(parts: Parts) -> list[str]:
    problems = []
    for name in xml_names(parts):
        folder, leaf = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{leaf}.rels")
        known = {str(e.get("Id")) for e in tree(parts, rels)} if rels in parts else set()
        for element in tree(parts, name).iter():
            used = [str(v) for k, v in element.attrib.items() if str(k).startswith(R)]
            problems += [f"{name}: there is no relationship {i}" for i in used if i not in known]
    return problems


def every_address_is_a_uri(parts: Parts) -> list[str]:
    """What `xsd:anyURI` takes without any doubt: no spaces, quotes, backslashes or control characters."""
    problems = []
    for rels in (name for name in parts if name.endswith(".rels")):
        for entry in tree(parts, rels):
            target = str(entry.get("Target"))
            if not target or re.search(r"[\s\"<>\\^`{|}\x00-\x1f]|%(?![0-9A-Fa-f]{2})", target):
                problems.append(f"{rels}: {target!r} is no address")
    return problems


def the_content_types_cover_every_part(parts: Parts) -> list[str]:
    root = tree(parts, "[Content_Types].xml")
    defaults = {str(d.get("Extension")).lower() for d in root.iter(f"{_TYPES}Default")}
    overrides = [str(o.get("PartName")) for o in root.iter(f"{_TYPES}Override")]
    problems = [f"{name} has two content types" for name in _repeated(overrides)]
    problems += [f"there is no part {name}" for name in overrides if name.lstrip("/") not in parts]
    for name in parts:
        ending = name.rpartition(".")[2].lower()
        bare = ending == "xml" and name.startswith(("word/", "docProps/"))
        covered = f"/{name}" in overrides or (ending in defaults and not bare)
        if not covered and name != "[Content_Types].xml":
            problems.append(f"{name} has no content type")
    return problems


def the_document_has_a_title(parts: Parts) -> list[str]:
    title = tree(parts, "docProps/core.xml").findtext(_TITLE) or ""
    return [] if title.strip() else ["the core properties have no title"]


def everything_is_in_the_main_namespace(parts: Parts) -> list[str]:
    spaces = {etree.QName(e).namespace for e in tree(parts, DOCUMENT).iter()}
    return [] if spaces == {MAIN} else [f"the document has elements of {spaces}"]


CHECKS: tuple[Check, ...] = (
    every_bookmark_is_begun_and_ended_once,
    every_bookmark_has_a_name_that_word_allows,
    every_field_begins_separates_and_ends,
    every_anchor_and_reference_names_a_bookmark,
    every_cell_ends_with_a_paragraph,
    every_content_control_holds_a_block,
    every_row_fills_the_grid,
    no_cells_are_merged,
    every_table_but_a_strip_marks_its_first_row_as_heading,
    every_table_has_a_title,
    no_two_tables_touch_and_the_body_ends_with_a_paragraph,
    only_separators_and_cells_are_empty,
    no_heading_level_is_skipped,
    the_language_is_set_once,
    every_style_that_is_used_is_there,
    every_list_that_is_used_is_there,
    every_footnote_is_referred_to_once,
    every_relationship_leads_somewhere,
    every_relationship_id_is_known,
    every_address_is_a_uri,
    the_content_types_cover_every_part,
    the_document_has_a_title,
    everything_is_in_the_main_namespace,
)
