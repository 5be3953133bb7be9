"""Reading a Word file as a reader sees it, straight from its XML and without Drafter's own readers.

List numbers are not in the text: they are counted here, as Word counts them, from the numbering and
the styles. Each paragraph becomes a `Line`; `sentences` cuts the lines up for the comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from tests.word.helpers import DOCUMENT, MAIN, Element, Parts, R, W, elements, style_names, tree, val

BULLET = "•"
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z'\"(])")
_SPACE = re.compile(r"\s+")
_PAGE = re.compile(r"\t\d+$")


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one paragraph: `mark` is its number, its bullet or what kind of line it is."""

    mark: str
    text: str
    list: str = ""
    links: tuple[str, ...] = ()


def sentences(lines: Iterable[Line]) -> list[str]:
    """The sentences of `lines`, the first of each with the mark in front."""
    found: list[str] = []
    for line in lines:
        # pages are held against the pages that come out, in tests/services/test_paging.py
        text = _SPACE.sub(" ", _PAGE.sub("", line.text)).strip()
        first, *rest = [text] if line.mark == "contents:" else _SENTENCE_ENDS.split(text)
        found += [f"{line.mark} {first}".strip(), *rest]
    return found


class Lists:
    """The numbers of list paragraphs: paragraphs of one abstract definition share one counter."""

    def __init__(self, parts: Parts) -> None:
        numbering = tree(parts, "word/numbering.xml")
        self._abstract_of: dict[str, str] = {}
        self._restarts: dict[tuple[str, str], int] = {}
        for num in elements(numbering, "num"):
            number = val(num, "numId")
            self._abstract_of[number] = val(num.find(f"{W}abstractNumId"))
            for override in elements(num, "lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._restarts[number, val(override, "ilvl")] = int(val(start))
        self._levels: dict[tuple[str, str], Element] = {}
        self._linked: dict[tuple[str, str], str] = {}
        for abstract in elements(numbering, "abstractNum"):
            name = val(abstract, "abstractNumId")
            for level in elements(abstract, "lvl"):
                self._levels[name, val(level, "ilvl")] = level
                self._linked[name, val(level.find(f"{W}pStyle"))] = val(level, "ilvl")
        self._styles = {val(s, "styleId"): s for s in elements(tree(parts, "word/styles.xml"), "style")}
        self._counts: Counter[tuple[str, str]] = Counter()

    def of(self, paragraph: Element) -> tuple[str, str]:
        """The list (its abstract definition) and what is printed in front of the paragraph."""
        number, ilvl = self._placed(paragraph)
        if number in ("", "0"):
            return "", ""
        abstract = self._abstract_of[number]
        level = self._levels[abstract, ilvl]
        if val(level.find(f"{W}numFmt")) == "bullet":
            return abstract, BULLET if ilvl == "0" else val(level.find(f"{W}lvlText"))
        return abstract, self._count(number, abstract, ilvl, level)

    def _count(self, number: str, abstract: str, ilvl: str, level: Element) -> str:
        restart = self._restarts.pop((number, ilvl), None)
        start = int(val(level.find(f"{W}start")) or 1) if restart is None else restart
        if restart is not None or (abstract, ilvl) not in self._counts:
            self._counts[abstract, ilvl] = start - 1
        self._counts[abstract, ilvl] += 1
        for other in [key for key in self._counts if key[0] == abstract and int(key[1]) > int(ilvl)]:
            del self._counts[other]
        return re.sub(
            "%([1-9])",
            lambda found: str(self._counts[abstract, str(int(found[1]) - 1)]),
            val(level.find(f"{W}lvlText")),
        )

    def _placed(self, paragraph: Element) -> tuple[str, str]:
        """List and level of a paragraph: its own, or the nearest that its style inherits."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = val(paragraph.find(f"{W}pPr/{W}pStyle"))
        number, ilvl = val(_child(own, "numId")), val(_child(own, "ilvl"))
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            given = self._styles[style].find(f"{W}pPr/{W}numPr")
            if given is not None and not number:
                number = val(_child(given, "numId"))
                linked = self._linked.get((self._abstract_of.get(number, ""), style))
                ilvl = ilvl or linked or val(_child(given, "ilvl"))
            style = val(self._styles[style].find(f"{W}basedOn"))
        return number, ilvl or "0"


def _child(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else parent.find(f"{W}{name}")


class Reader:
    """Reads the lines of a Word file: body, each footnote behind its paragraph, header and footer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._names = style_names(parts)
        self._lists = Lists(parts)
        self._notes: Mapping[str, Element] = {
            val(note, "id"): note for note in elements(tree(parts, "word/footnotes.xml"), "footnote")
        }
        self._targets = _targets(parts, DOCUMENT)
        self._printed: list[str] = []

    def lines(self) -> list[Line]:
        """All that a reader sees, in order; the running header and footer come last."""
        body = tree(self._parts, DOCUMENT).find(f"{W}body")
        assert body is not None
        return [*self._blocks(body), *self._furniture()]

    def _blocks(self, parent: Element) -> Iterator[Line]:
        for block in parent:
            if block.tag == f"{W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{W}sdt":
                content = block.find(f"{W}sdtContent")
                assert content is not None
                yield from self._blocks(content)
            elif block.tag == f"{W}tbl":
                yield from self._table(block)

    def _paragraph(self, paragraph: Element, mark: str = "") -> Iterator[Line]:
        text = self._text(paragraph)
        name, printed = self._lists.of(paragraph)
        if text:
            style = self._names[val(paragraph.find(f"{W}pPr/{W}pStyle"))]
            yield Line(
                mark=f"{mark} {printed}".strip() if mark else printed or _kind(style),
                text=text,
                list=name,
                links=tuple(unquote(self._targets[i]) for i in _link_ids(paragraph)),
            )
        for reference in elements(paragraph, "footnoteReference"):
            number = str(self._printed.index(val(reference, "id")) + 1)
            note = self._notes[val(reference, "id")]
            text = " ".join(self._text(p).strip() for p in elements(note, "p"))
            yield Line(mark=f"note {number}:", text=text)

    def _table(self, table: Element) -> Iterator[Line]:
        style = self._names[val(table.find(f"{W}tblPr/{W}tblStyle"))]
        heads: list[str] = []
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            texts = ["\n".join(map(self._text, elements(cell, "p"))) for cell in cells]
            first = not heads
            heads = heads or texts
            for place, cell in enumerate(cells):
                for paragraph in elements(cell, "p"):
                    yield from self._paragraph(paragraph, _cell_mark(style, heads, texts[0], place, first))

    def _furniture(self) -> Iterator[Line]:
        for name in sorted(self._parts):
            for kind in ("header", "footer"):
                if name.startswith(f"word/{kind}"):
                    for paragraph in elements(tree(self._parts, name), "p"):
                        if text := self._text(paragraph).strip():
                            yield Line(mark=f"{kind}:", text=text)

    def _text(self, paragraph: Element) -> str:
        words: list[str] = []
        for run in elements(paragraph, "r"):
            text = "".join(map(self._words, run))
            raised = val(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"
            words.append(f"^{{{text}}}" if raised else text)
        return "".join(words)

    def _words(self, element: Element) -> str:
        if element.tag == f"{W}t":
            return (element.text or "").replace("■", "[x]").replace("□", "[ ]")
        if element.tag == f"{W}footnoteReference":
            if val(element, "id") not in self._printed:
                self._printed.append(val(element, "id"))
            return f"^{{{self._printed.index(val(element, 'id')) + 1}}}"
        return {f"{W}br": "\n", f"{W}tab": "\t"}.get(str(element.tag), "")


def read(parts: Parts) -> list[Line]:
    """The lines of a Word file."""
    return Reader(parts).lines()


def _kind(style: str) -> str:
    if style.startswith("heading"):
        return "#" * (int(style.split()[1]) + 1)
    return "contents:" if style.startswith("toc ") else "¶"


def _cell_mark(style: str, heads: list[str], label: str, place: int, first: bool) -> str:
    if style == "grade strip":
        return "strip:"
    if first or (style == "grades table" and place == 0):
        return "cell:"
    return f"{label}:" if style == "grades table" else f"{heads[place]}:"


def _link_ids(paragraph: Element) -> list[str]:
    links = (str(link.get(f"{R}id", "")) for link in elements(paragraph, "hyperlink"))
    return [number for number in links if number]


def _targets(parts: Parts, name: str) -> dict[str, str]:
    folder, _, leaf = name.rpartition("/")
    rels = f"{folder}/_rels/{leaf}.rels"
    if rels not in parts:
        return {}
    return {str(r.get("Id")): str(r.get("Target")) for r in tree(parts, rels)}


def written_text(parts: Parts, name: str) -> str:
    """All that the text elements of a part hold; `w:br` is a line end."""
    texts = tree(parts, name).iter(f"{{{MAIN}}}t", f"{{{MAIN}}}br")
    return "".join("\n" if element.tag == f"{W}br" else element.text or "" for element in texts)
