"""Writing a document as one web page that needs nothing but itself, for people and screen readers alike.

The page is HTML and well-formed XML at once. The imprint stands at its foot, where web pages have it,
and the footnotes behind the text; everything else keeps the document's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.document import keys
from drafter.document.model import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    Text,
)
from drafter.report.richtext import plain
from drafter.text.html_inline import Anchors, InlineHtml, element, escaped, start_tag, void_tag
from drafter.text.html_style import style_sheet
from drafter.text.html_tables import TableHtml

DRAFT_MARK = "Draft: not for publication"
GIVEN_MARK = "■"
NOT_GIVEN_MARK = "□"
_COVER = frozenset({Role.COVER_TITLE, Role.COVER_AREA, Role.COVER_SUBTITLE, Role.COVER_LIST, Role.COVER_FACT})
_BULLETS = frozenset({Role.BULLET, Role.BULLET_2})
_DEEPEST = 6


def write_html(document: Document) -> str:
    """The page of a document; the same document gives the same page. A draft shows that it is one."""
    return _Page(document).write()


class _Page:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = Anchors(document)
        self.inline = InlineHtml(document, self.anchors)
        self.tables = TableHtml(self.inline, self.anchors)
        self._levels: list[int] = []
        self._break_next = False
        self._lists_of_contents = 0

    def write(self) -> str:
        # in the order of the page, since footnotes are numbered as they come
        blocks = self.document.blocks
        imprint = [block for block in blocks if _is_imprint(block)]
        cover, rest = _parted([block for block in blocks if not _is_imprint(block)])
        header = self._header(cover)
        before = next((n for n, block in enumerate(rest) if not isinstance(block, PageBreak)), 0)
        leads = before < len(rest) and isinstance(rest[before], Contents)
        nav = self._blocks(rest[: before + 1]) if leads else []
        main = self._blocks(rest[before + 1 :] if leads else rest)
        footer = self._blocks(imprint)
        main.append(self.inline.notes())
        parts = [
            element("a", "Skip to main content", class_="skip", href="#main"),
            header,
            '<div class="page">',
            *nav,
            element("main", "\n" + "\n".join(filter(None, main)) + "\n", id="main", tabindex="-1"),
            "</div>",
        ]
        if footer:
            parts.append(element("footer", element("div", "\n".join(footer), class_="inner")))
        body = element("body", "\n" + "\n".join(parts) + "\n", class_="with-contents" if leads else "")
        return f"<!DOCTYPE html>\n{self._head()}\n{body}\n</html>\n"

    def _head(self) -> str:
        """What the page says of itself. Nothing of who made it, when or with what."""
        document = self.document
        parts = [
            start_tag("html", lang=document.language or "en-GB"),
            "<head>",
            void_tag("meta", charset="utf-8"),
            void_tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", escaped(self._title()).replace("<br/>", " ")),
        ]
        if document.subject:
            parts.append(void_tag("meta", name="description", content=document.subject))
        parts.append(f"<style>\n{style_sheet(draft=document.draft)}\n</style>\n</head>")
        return "\n".join(parts)

    def _title(self) -> str:
        cover = (b for b in self.document.blocks if isinstance(b, Text) and b.role is Role.COVER_TITLE)
        first = next(cover, None)
        return self.document.title or (plain(first.text) if first else "") or "Report"

    def _header(self, cover: Sequence[Block]) -> str:
        """The cover, with the one heading of the first level."""
        lines = self._blocks(cover, cover=True)
        if not any(isinstance(b, Text) and b.role is Role.COVER_TITLE for b in cover):
            lines.insert(0, element("h1", escaped(self._title())))
        inside = element("div", "\n".join(lines), class_="inner")
        if self.document.draft:
            inside = element("p", DRAFT_MARK, class_="draft") + "\n" + inside
        return element("header", inside)

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block], *, cover: bool = False) -> list[str]:
        """The markup of each block; neighbours that are items of one list are one list."""
        spelled: list[str] = []
        titled = not cover
        for kind, run in groupby(blocks, _list_kind):
            if kind is not None:
                texts = [block for block in run if isinstance(block, Text)]
                spelled.append(self._list(texts, kind))
                continue
            for block in run:
                if not titled and isinstance(block, Text) and block.role is Role.COVER_TITLE:
                    titled = True
                    words = self.tables.words(block)
                    spelled.append(element("h1", words, id=self.anchors.take(block.key)))
                else:
                    spelled.extend(self._block(block))
        return spelled

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case PageBreak():
                self._break_next = True
            case Heading():
                yield self._heading(block)
            case Text():
                names = [block.role.value]
                if block.number is not None and block.role is not Role.NUMBERED:
                    names.append("numbered")
                names += [keys.graded(*one) for one in block.grades]
                classes = self._classes(*names)
                yield element("p", self.tables.words(block), id=self.anchors.take(block.key), class_=classes)
            case Strip():
                yield self._strip(block)
            case Table():
                if block.rows and block.rows[0]:
                    yield self.tables.table(block, self._classes())
            case Contents():
                yield self._contents(block)

    def _classes(self, *names: str) -> str:
        """`names`, and on the first block behind a page break the class that begins a page in print."""
        taken, self._break_next = self._break_next, False
        return " ".join((*names, "new-page") if taken else names)

    def _heading(self, block: Heading) -> str:
        """A heading one level below the nearest higher one before it, so that no level is skipped."""
        while self._levels and self._levels[-1] >= block.level:
            self._levels.pop()
        self._levels.append(block.level)
        if block.new_page:
            self._break_next = True
        tag = f"h{min(len(self._levels) + 1, _DEEPEST)}"
        return element(
            tag, self.inline.text(block.text), id=self.anchors.take(block.key), class_=self._classes()
        )

    def _list(self, texts: Sequence[Text], kind: str) -> str:
        """A list; what is a second-level bullet stands inside the item before it."""
        classes = self._classes(*((kind,) if kind != "bullet" else ()))
        # a list without bullets is one for some screen readers only if it says so
        role = "list" if kind != "bullet" else ""
        return element("ul", "\n".join(self._items(texts)), class_=classes, role=role)

    def _items(self, texts: Sequence[Text]) -> Iterator[str]:
        items: list[tuple[Text, list[Text]]] = []
        for text in texts:
            if text.role is Role.BULLET_2 and items:
                items[-1][1].append(text)
            else:  # one that has nothing to stand under is an item itself
                items.append((text, []))
        for text, below in items:
            anchor, words = self.anchors.take(text.key), self.tables.words(text)
            class_ = text.role.value if text.role is Role.BULLET_2 else ""
            if below:
                inner = (element("li", self.tables.words(b), id=self.anchors.take(b.key)) for b in below)
                words += f"\n<ul>{''.join(inner)}</ul>"
            yield element("li", words, id=anchor, class_=class_)

    def _strip(self, block: Strip) -> str:
        """The scale as a list; the given grade is told by word, mark, weight and frame."""
        given = "not given yet" if block.given is None else block.words[block.given]
        items = "".join(self._option(w, given=n == block.given) for n, w in enumerate(block.words))
        return element(
            "ul",
            items,
            id=self.anchors.take(block.key),
            class_=self._classes("strip"),
            role="list",
            aria_label=f"Grade: {given}",
        )

    def _option(self, word: str, *, given: bool) -> str:
        mark = element("span", GIVEN_MARK if given else NOT_GIVEN_MARK, aria_hidden="true")
        if not given:
            return element("li", f"{mark} {escaped(word)}")
        told = element("span", "Grade given: ", class_="hidden")
        return element("li", f"{mark} {told}{element('strong', escaped(word))}", class_="given")

    # --- contents ----------------------------------------------------------------------------------------

    def _contents(self, block: Contents) -> str:
        """The contents list as a landmark, each entry a link to its heading."""
        self._levels = [1]
        self._lists_of_contents += 1
        name = self.anchors.take(block.key) or f"contents-{self._lists_of_contents}"
        classes = self._classes()
        heading = element("h2", self.inline.text(block.title), id=name)
        entries = [
            (b.level, self._entry(b)) for b in self.document.blocks if isinstance(b, Heading) and b.contents
        ]
        return element("nav", heading + "\n" + _nested(entries), class_=classes, aria_labelledby=name)

    def _entry(self, heading: Heading) -> str:
        words = plain(heading.text, self.document.number_of).replace("\n", " ")
        return self.anchors.link_to(heading.key, escaped(words))


def _is_imprint(block: Block) -> bool:
    return isinstance(block, Text) and block.role is Role.IMPRINT


def _parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines of the cover, and what follows them; without a line of a cover's own there is none."""
    end = 0
    for block in blocks:
        if not isinstance(block, Text) or block.role not in _COVER | {Role.PLAIN}:
            break
        end += 1
    if not any(isinstance(block, Text) and block.role in _COVER for block in blocks[:end]):
        end = 0
    return blocks[:end], blocks[end:]


def _list_kind(block: Block) -> str | None:
    """Which kind of list a block is an item of."""
    if isinstance(block, Text) and block.role in _BULLETS:
        return "bullet"
    if isinstance(block, Text) and block.role is Role.COVER_LIST:
        return "cover-list"
    return None


def _nested(entries: Sequence[tuple[int, str]]) -> str:
    """Entries with their levels as a list of lists."""
    items: list[str] = []
    start = 0
    while start < len(entries):
        level, words = entries[start]
        behind = range(start + 1, len(entries))
        end = next((place for place in behind if entries[place][0] <= level), len(entries))
        items.append(element("li", words + _nested(entries[start + 1 : end])))
        start = end
    return f"<ul>{''.join(items)}</ul>" if items else ""
