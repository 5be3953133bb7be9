"""What stands inside a paragraph of a web page: marks, links, notes, references. It mirrors `html_inline`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from drafter.document import keys
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, clean_link, rich
from drafter.text.html_tree import BLOCKS, LISTS, Node

_MARKS = {
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "em": Mark.ITALIC,
    "i": Mark.ITALIC,
    "strong": Mark.BOLD,
    "b": Mark.BOLD,
}
_NUMBER = re.compile(r"\s*(\d{1,6})\.\s*", re.ASCII)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_END = re.compile(r"[\r\n\f]")


@dataclass(slots=True)
class Inside:
    """What a paragraph says. `keys` are those that elements in it carry, `number` is its printed number.

    `to_do` is true where all of it is the mark of something that is still to be written. `replaced` are
    words that a reference stands for now.
    """

    text: RichText = ()
    keys: list[str] = field(default_factory=list)
    number: int | None = None
    to_do: bool = False
    replaced: str = ""


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """What a paragraph refers to: keys by id, and notes by id.

    `own`: Drafter made the page, and every space in it counts; elsewhere some are only its source's look.
    """

    key_of: Callable[[str], str | None]
    notes: Mapping[str, Footnote]
    own: bool
    used: set[str] = field(default_factory=set)


Nodes: TypeAlias = list[Node | str]


def inside(nodes: Nodes, around: Surroundings, *, lists: bool = True) -> Inside:
    """What `nodes` say as one paragraph; without `lists`, what stands in lists among them is left out."""
    reading = _Reading(around, lists=lists)
    reading.nodes(nodes, Mark.NONE, "", to_do=False)
    is_mark = bool(reading.parts) and reading.marked == len(reading.parts)
    return Inside(
        rich(*_joined(reading.parts)), reading.keys, reading.number, is_mark, " ".join(reading.replaced)
    )


class _Reading:
    """The parts of one paragraph so far."""

    def __init__(self, around: Surroundings, *, lists: bool) -> None:
        self.around = around
        self.lists = lists
        self.parts: list[Inline] = []
        self.keys: list[str] = []
        self.number: int | None = None
        self.marked = 0
        self.replaced: list[str] = []
        self._breaks_next = False

    def nodes(self, nodes: Nodes, marks: Mark, link: str, *, to_do: bool) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._text(node, marks, link, to_do=to_do)
            elif node.tag == "br":
                self._add(Run("\n", marks, link), to_do=to_do)
            elif node.tag == "title":
                continue  # it names the page and is none of its text
            elif not self._is_ours(node) and (self.lists or node.tag not in LISTS):
                self._element(node, marks, link, to_do=to_do)

    def _element(self, node: Node, marks: Mark, link: str, *, to_do: bool) -> None:
        is_block = node.tag in BLOCKS
        self._breaks_next = self._breaks_next or is_block
        if node.tag == "a":
            link = clean_link(node.get("href")) or link
        marks |= _MARKS.get(node.tag, Mark.NONE)
        self.nodes(node.children, marks, link, to_do=to_do or "to-do" in node.classes)
        self._breaks_next = self._breaks_next or is_block

    def _is_ours(self, node: Node) -> bool:
        """Whether an element is one that the writer makes of something else than words."""
        if node.tag == "a":
            return self._is_our_link(node)
        key = self.around.key_of(node.id) if node.id else None
        if key is not None and keys.is_nowhere(key):
            self._refer(keys.address(key), node)
            return True
        if key is not None:
            self.keys.append(key)
        if node.tag == "span" and "number" in node.classes and not self.parts:
            found = _NUMBER.fullmatch(node.words() + " ")
            self.number = int(found[1]) if found else None
            return found is not None
        return False

    def _is_our_link(self, link: Node) -> bool:
        if link.get("role") == "doc-backlink":
            return True
        name = link.fragment
        note = self.around.notes.get(name)
        if note is not None and "note-mark" in link.classes:
            self.around.used.add(name)
            self._add(note, to_do=False)
            return True
        key = self.around.key_of(name) if name else None
        if key is None:
            return False
        self._refer(keys.address(key), link)
        return True

    def _refer(self, to: str, node: Node) -> None:
        self._add(Reference(to), to_do=False)
        self.replaced.append(node.words())

    def _text(self, text: str, marks: Mark, link: str, *, to_do: bool) -> None:
        text = _SPACE.sub(self._space, text)
        last = self.parts[-1] if self.parts else None
        if not self.around.own and (not isinstance(last, Run) or last.text.endswith((" ", "\n"))):
            text = text.lstrip(" ") if last is None or isinstance(last, Run) else text
        if not text.strip(" ") and self._breaks_next:
            return  # between blocks
        if text:
            self._add(Run(text, marks, link), to_do=to_do)

    def _space(self, found: re.Match[str]) -> str:
        is_kept = self.around.own and not _LINE_END.search(found[0])
        return found[0] if is_kept else " "

    def _add(self, part: Inline, *, to_do: bool) -> None:
        if self._breaks_next and self.parts:
            self.parts.append(Run("\n"))
            self.marked += to_do
        self._breaks_next = False
        self.parts.append(part)
        self.marked += to_do


def _joined(parts: list[Inline]) -> Iterator[Inline]:
    """`parts` with neighbours of one look as one; the normal form would join them one by one."""
    for look, together in groupby(parts, _look):
        if look is None:
            yield from together
        else:
            yield Run("".join(part.text for part in together if isinstance(part, Run)), *look)


def _look(part: Inline) -> tuple[Mark, str] | None:
    return (part.marks, part.link) if isinstance(part, Run) else None
