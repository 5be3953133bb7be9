"""The elements of a web page, as a small tree that any text at all can be read into.

The tree is no deeper than `DEEPEST`, and reading takes time in proportion to the page, whatever it holds.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 60
"""So deep elements may stand in each other; what is deeper counts as its ancestor's."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p"
    " pre section summary table tbody td tfoot th thead tr ul"
)
LISTS = _tags("ul ol menu")
_UNSAID = _tags("head script style template title noscript iframe object svg math textarea select")
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
# What a start tag ends where the author left the end tag out, and what it does not look beyond.
_CELLS, _ROWS = frozenset({"td", "th"}), frozenset({"tr", "td", "th"})
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (_ROWS, frozenset({"table"})),
    "tbody": (_ROWS | {"thead", "tbody"}, frozenset({"table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
}
_PARAGRAPH = (frozenset({"p"}), frozenset({"li", "td", "th", "div", "section", "blockquote"}))
_LONG_REFERENCE = re.compile("&#(?=[xX]?[0-9a-fA-F]{8})")


@dataclass(slots=True, eq=False)
class Node:
    """An element; `holds_blocks` is true where a block such as a paragraph stands in it, however deep."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    holds_blocks: bool = False

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Node]:
        """The element and all that stand in it, in order."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

    @property
    def fragment(self) -> str:
        """The id that a link leads to; a page that a browser saved has its whole address before it."""
        address, _, name = self.get("href").partition("#")
        return name if not address or self.get("aria-label") or "note-mark" in self.classes else ""

    def words(self, *, lists: bool = True) -> str:
        """All text in it, on one line; without `lists`, not that of the lists in it."""
        return " ".join("".join(self.texts(lists=lists)).split())

    def texts(self, *, lists: bool) -> Iterator[str]:
        """The texts in it, as they stand in the page."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "br":
                yield " "
            elif lists or child.tag not in LISTS:
                yield from child.texts(lists=lists)


def tree_of(source: str) -> Node:
    """The page in `source` under one root."""
    # no number of a character is that long, and Python refuses to read some that are
    source = _LONG_REFERENCE.sub("&amp;#", source)
    # behind the last `>` no tag ends, and a parser would look for an end at each beginning of one
    end = source.rfind(">") + 1
    reader = _TreeReader()
    reader.feed(source[:end])
    reader.close()
    reader.handle_data(html.unescape(source[end:]))
    return reader.root


class _TreeReader(HTMLParser):
    """Makes the tree: leaves open what is open and passes over ends of what is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self._too_deep: list[str] = []
        self._names_too_deep: Counter[str] = Counter()
        self._has_comment_ends = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._too_deep or len(self._open) > DEEPEST:
            if tag == "br":
                self.handle_data("\n")
            elif tag not in _VOID:
                self._too_deep.append(tag)
                self._names_too_deep[tag] += 1
            return
        self._end_what_it_ends(tag)
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        node = Node(tag, attributes)
        self._open[-1].children.append(node)
        if tag in BLOCKS:
            for around in self._open:
                around.holds_blocks = True
        if tag not in _VOID:
            self._open.append(node)

    def _end_what_it_ends(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_up_to(*_PARAGRAPH)
        if tag in _ENDS:
            self._end_up_to(*_ENDS[tag])

    def _end_up_to(self, ended: frozenset[str], bounds: frozenset[str]) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in bounds:
                return
            if self._open[place].tag in ended:
                del self._open[place:]

    def handle_endtag(self, tag: str) -> None:
        if self._names_too_deep[tag]:
            while True:  # each is taken away once, so this takes no more time than there are tags
                ended = self._too_deep.pop()
                self._names_too_deep[ended] -= 1
                if ended == tag:
                    return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                self._too_deep.clear()
                self._names_too_deep.clear()
                return

    def _is_unsaid(self) -> bool:
        """Whether what comes now is never said, as in a script, however deep that stands."""
        return any(node.tag in _UNSAID for node in self._open) or any(map(self._names_too_deep.get, _UNSAID))

    def handle_data(self, data: str) -> None:
        if data and (not self._is_unsaid() or self._open[-1].tag == "title"):
            self._open[-1].children.append(data)

    # --- what the parser of the standard library refuses or reads in the square of its length --------------

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002 (the parser calls it so)
        """The place behind a comment; one without an end goes to the next `>`."""
        end = self.rawdata.find("-->", i + 2) if self._has_comment_ends else -1
        if end >= 0:
            return end + 3
        self._has_comment_ends = False
        return self._behind_the_next_end(i)

    def parse_html_declaration(self, i: int) -> int:
        return self._behind_the_next_end(i)

    def _behind_the_next_end(self, i: int) -> int:
        end = self.rawdata.find(">", i)
        return -1 if end < 0 else end + 1
