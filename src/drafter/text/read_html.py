"""Reading a web page as a document: what `write_html` makes, by element id, class and text.

What the page does not carry does not come back: the order of the document where the imprint is not its
end (the page has it at its foot), page breaks that nothing follows, levels of headings that skip one, the
names of numbering lists, and, without a contents list in the page, which headings would stand in it. A
paragraph's printed number is read; the document's own table of numbers is not made again. A page that was
made by others, or that lost its ids, gives the text that it has. Nothing is judged here; what a block
means is recognised later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
from drafter.report.richtext import Footnote, plain
from drafter.text.html_inside import Inside, Nodes, Surroundings, inside
from drafter.text.html_tree import BLOCKS, LISTS, Node, tree_of
from drafter.text.write_html import GIVEN_MARK, NOT_GIVEN_MARK

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLES = {role.value: role for role in Role}
_TABLES = {role.value: role for role in TableRole}
_MARKS = f"{GIVEN_MARK}{NOT_GIVEN_MARK} \N{NO-BREAK SPACE}\t\n"
_CELLS = frozenset({"td", "th"})


def read_html(source: str, fields: Iterable[str] = ()) -> Document:
    """The document in a web page. `fields` are the keys that shortened ids may stand for."""
    root = tree_of(source)
    reader = _PageReader(root, tuple(fields))
    reader.children(root)
    reader.unmarked_notes()
    head: dict[str, Node] = {}
    for node in root.elements():
        if node.tag in ("html", "title") or node.get("name") == "description":
            head.setdefault(node.tag, node)
    return Document(
        title=head["title"].words() if "title" in head else "",
        subject=head["meta"].get("content") if "meta" in head else "",
        language=(head["html"].get("lang") if "html" in head else "") or "en-GB",
        draft=reader.is_draft,
        own=reader.is_own,
        blocks=tuple(reader.blocks),
        dropped=tuple(reader.dropped),
    )


class _PageReader:
    """Turns the elements of a page into blocks, in order."""

    def __init__(self, root: Node, fields: tuple[str, ...]) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.is_draft = False
        self._fields = fields
        self._keys: dict[str, str | None] = {}
        self._taken: set[str] = set()
        elements = list(root.elements())
        self.is_own = any(self._key(node.id) is not None for node in elements if node.id)
        self._around = Surroundings(key_of=self._key, notes={}, own=self.is_own)
        notes = {}
        for node in elements:
            if node.tag == "section" and "notes" in node.classes:
                notes.update(self._notes(node))
        self._around.notes = notes
        self._listed = _listed(elements)

    # --- keys --------------------------------------------------------------------------------------------

    def _key(self, name: str) -> str | None:
        """The key that an id carries, looked up once."""
        if name not in self._keys:
            self._keys[name] = keys.key_of(name, self._fields)
        return self._keys[name]

    def _take(self, name: str, others: Iterable[str] = ()) -> str:
        """The key of an element with this id, or the first of `others` that is not taken yet."""
        for key in (self._key(name), *others):
            if key is not None and key not in self._taken:
                self._taken.add(key)
                return key
        return ""

    # --- footnotes ---------------------------------------------------------------------------------------

    def _notes(self, section: Node) -> dict[str, Footnote]:
        """The footnotes of a list of them, by the ids of its items."""
        found = {}
        for item in section.elements():
            if item.tag == "li" and item.id:
                said = self._said(item.children)
                given = next((keys.split(key)[2] for key in said.keys), "")
                found[item.id] = Footnote(given, said.text)
        return found

    def unmarked_notes(self) -> None:
        """Footnotes whose mark is gone from the text are paragraphs at its end."""
        for name, note in self._around.notes.items():
            if note.text and name not in self._around.used:
                self.blocks.append(Text(text=note.text))

    # --- blocks ------------------------------------------------------------------------------------------

    def children(self, parent: Node) -> None:
        """The blocks in an element; words that stand between them are paragraphs."""
        loose: Nodes = []
        for child in parent.children:
            if isinstance(child, str) or not (child.tag in BLOCKS or child.holds_blocks):
                loose.append(child)
                continue
            self._loose(loose)
            loose = []
            self._block(child)
        self._loose(loose)

    def _loose(self, nodes: Nodes) -> None:
        kept: Nodes = []
        for node in nodes:
            if isinstance(node, Node) and node.tag == "a" and "skip" in node.classes:
                self._drop(node.words(), "way to the text of a web page")
            else:
                kept.append(node)
        if kept:
            self._add_text("", kept, Role.PLAIN)

    def _block(self, node: Node) -> None:
        tag, classes = node.tag, node.classes
        if tag == "section" and "notes" in classes:
            heading = next((one for one in node.elements() if one.tag in _HEADINGS), None)
            self._drop(heading.words() if heading else "", "heading of the footnotes")
        elif tag in _HEADINGS:
            self._heading(node)
        elif tag == "nav" and self._is_contents(node):
            self._contents(node)
        elif tag == "ul" and "strip" in classes and all(map(_is_option, node.children)):
            self._break(node)
            self.blocks.append(self._strip(node))
        elif tag in LISTS:
            self._break(node)
            self._list(node, 1)
        elif tag == "table":
            self._break(node)
            self._table(node)
        elif self.is_own and tag == "p" and "draft" in classes and not node.id:
            self.is_draft = True
            self._drop(node.words(), "mark of a draft")
        elif node.holds_blocks:
            self._break(node)
            self.children(node)
        else:
            self._break(node)
            text = self._text(node.id, node.children, _role(node))
            self.blocks += [replace(text, grades=keys.grades_in(node.classes))] if text else []

    def _break(self, node: Node) -> None:
        if "new-page" in node.classes:
            self.blocks.append(PageBreak())

    def _drop(self, words: str, reason: str) -> None:
        if words:
            self.dropped.append(Dropped(words, reason))

    def _said(self, nodes: Nodes, *, lists: bool = True) -> Inside:
        said = inside(nodes, self._around, lists=lists)
        self._drop(said.replaced, "number that a reference prints")
        if said.to_do:
            self._drop(plain(said.text), "mark of what is still to be written")
        if said.number is not None:
            self._drop(str(said.number), "printed number of a paragraph")
        return said

    def _text(self, name: str, nodes: Nodes, role: Role, *, lists: bool = True) -> Text | None:
        """The paragraph that an element with the id `name` is; None where it says nothing."""
        said = self._said(nodes, lists=lists)
        if not said.text:
            return None
        if role is Role.PLAIN and said.number is not None:
            role = Role.NUMBERED
        key = self._take(name, said.keys)
        return Text(key=key, role=role, text=said.text, number=said.number, to_do=said.to_do)

    def _add_text(self, name: str, nodes: Nodes, role: Role, *, lists: bool = True) -> None:
        text = self._text(name, nodes, role, lists=lists)
        if text is not None:
            self.blocks.append(text)

    def _heading(self, node: Node) -> None:
        """A heading; that of the first level is the title on the cover of a page of ours."""
        level = _HEADINGS[node.tag]
        if self.is_own and level == 1:
            if node.id:
                self._break(node)
                self._add_text(node.id, node.children, Role.COVER_TITLE)
            else:
                self._drop(node.words(), "title of the page")
            return
        said = self._said(node.children)
        if said.text:
            heading = Heading(
                key=self._take(node.id, said.keys),
                text=said.text,
                level=level - 1 if self.is_own else level,
                contents=(f"#{node.id}" if node.id else node.words()) in self._listed,
                new_page="new-page" in node.classes,
            )
            self.blocks.append(heading)

    # --- lists -------------------------------------------------------------------------------------------

    def _list(self, node: Node, level: int) -> None:
        number = 0
        for child in node.children:
            if isinstance(child, str):
                self._add_text("", [child], Role.PLAIN)
            elif child.tag in LISTS:
                self._list(child, 2)
            elif child.tag != "li":
                self._add_text(child.id, [child], Role.PLAIN)
            else:
                number += 1
                self._item(node, child, level, number)

    def _item(self, around: Node, item: Node, level: int, number: int) -> None:
        """An item and those of the lists in it, which all are of the second level."""
        role = Role.BULLET if level == 1 and "bullet-2" not in item.classes else Role.BULLET_2
        if "cover-list" in around.classes:
            role = Role.COVER_LIST
        elif around.tag == "ol" and level == 1:
            role = Role.NUMBERED
        text = self._text(item.id, item.children, role, lists=False)
        if text is not None:
            is_counted = role is Role.NUMBERED and text.number is None
            self.blocks.append(replace(text, number=number) if is_counted else text)
        for inner in _inner_lists(item):
            self._list(inner, 2)

    def _strip(self, node: Node) -> Strip:
        """A row of grades; the given one is told by its mark."""
        said = [item.words() for item in node.children if isinstance(item, Node) and item.tag == "li"]
        marked = [place for place, words in enumerate(said) if words.startswith(GIVEN_MARK)]
        told = [item for item in node.elements() if item.tag == "span" and "hidden" in item.classes]
        hint = told[0].words() if told else ""
        self._drop(hint, "words for a screen reader")
        words = tuple(words.strip(_MARKS).removeprefix(hint).strip(_MARKS) for words in said)
        return Strip(key=self._take(node.id), words=words, given=marked[0] if len(marked) == 1 else None)

    # --- tables ------------------------------------------------------------------------------------------

    def _table(self, node: Node) -> None:
        lines: list[list[Node]] = []
        title = ""
        key = self._take(node.id)
        strays: Nodes = []
        for part in _parts_of_table(node):
            if isinstance(part, str):
                strays.append(part)
            elif part.tag == "caption":
                title = part.words()
                self._drop(title, "name of a table")
            elif part.tag == "tr":
                lines.append([c for c in part.children if isinstance(c, Node) and c.tag in _CELLS])
                strays += [c for c in part.children if isinstance(c, str) or c.tag not in _CELLS]
            else:
                strays.append(part)
        # what stands in a table but in no cell, a browser shows before it
        self.children(Node("div", {}, strays))
        width = max(map(len, lines), default=0)
        if not width:
            return
        rows = tuple(
            (*(self._cell(cell) for cell in line), *[()] * (width - len(line))) for line in lines if line
        )
        role = next((_TABLES[name] for name in node.classes if name in _TABLES), TableRole.PLAIN)
        self.blocks.append(Table(key=key, role=role, title=title, rows=rows))

    def _cell(self, cell: Node) -> Cell:
        """The paragraphs of a cell; items are those of a list in it."""
        parts = [n for n in cell.elements() if n.tag in ("li", "p")] if cell.holds_blocks else []
        is_simple = parts and all(_is_wrapping(child) for child in cell.children)
        if not is_simple or any(part.holds_blocks for part in parts):
            text = self._text(cell.id, cell.children, Role.CELL)
            return (text,) if text else ()
        texts = (self._text(p.id, p.children, Role.ITEM if p.tag == "li" else Role.CELL) for p in parts)
        return tuple(text for text in texts if text is not None)

    # --- contents ----------------------------------------------------------------------------------------

    def _is_contents(self, node: Node) -> bool:
        """Whether a landmark is a heading, which names it, and lists of links."""
        said = [c for c in node.children if isinstance(c, Node) or c.strip()]
        tags = [c.tag if isinstance(c, Node) else "" for c in said]
        is_named = bool(node.get("aria-labelledby")) and bool(tags) and tags[0] in _HEADINGS
        return is_named and all(tag in LISTS for tag in tags[1:])

    def _contents(self, node: Node) -> None:
        self._break(node)
        for one in node.elements():
            if one.tag in _HEADINGS:
                said = self._said(one.children)
                self.blocks.append(Contents(key=self._take(one.id, said.keys), title=said.text))
            elif one.tag == "li":
                self._drop(one.words(lists=False), "contents list, made anew")


def _role(node: Node) -> Role:
    return next((_ROLES[name] for name in node.classes if name in _ROLES), Role.PLAIN)


def _listed(elements: list[Node]) -> frozenset[str]:
    """What the entries of the contents lists lead to, and what they say."""
    found: set[str] = set()
    for nav in (node for node in elements if node.tag == "nav"):
        for item in nav.elements():
            links = [c for c in item.children if isinstance(c, Node) and c.tag == "a"]
            if item.tag == "li":
                found.add(f"#{links[0].fragment}" if links and links[0].fragment else "")
                found.add(item.words(lists=False))
    return frozenset(found - {""})


def _inner_lists(item: Node) -> Iterable[Node]:
    """The lists in an item, but not those in them."""
    for child in item.children:
        if isinstance(child, Node):
            if child.tag in LISTS:
                yield child
            else:
                yield from _inner_lists(child)


def _parts_of_table(node: Node) -> Iterable[Node | str]:
    """What stands in a table: caption and rows, and what has no place there."""
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("thead", "tbody", "tfoot"):
            yield from _parts_of_table(child)
        else:
            yield child


def _is_option(child: Node | str) -> bool:
    """Whether a strip's child is a grade or the white space between two."""
    return not child.strip() if isinstance(child, str) else child.tag == "li"


def _is_wrapping(child: Node | str) -> bool:
    """Whether a cell's child is white space, a paragraph or a list."""
    return not child.strip() if isinstance(child, str) else child.tag in LISTS or child.tag == "p"
