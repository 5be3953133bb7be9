"""Spelling rich text as HTML: marks, links, references and footnotes."""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import groupby

from drafter.document import keys
from drafter.document.model import Document, PageBreak, texts_of
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, clean, clean_link

_TAGS = (
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.ITALIC, "em"),
    (Mark.BOLD, "strong"),
)


def escaped(text: str) -> str:
    """`text` as nothing but text, in elements; line breaks are kept as elements."""
    return html.escape(clean(text), quote=False).replace("\n", "<br/>")


def element(tag: str, inside: str, /, **attributes: str) -> str:
    """An element with markup inside it; the attributes are spelled as `start_tag` says."""
    return f"{start_tag(tag, **attributes)}{inside}</{tag}>"


def start_tag(tag: str, /, **attributes: str) -> str:
    """The tag that begins an element.

    Empty attributes are left out; `class_` stands for class, `aria_label` for aria-label.
    """
    spelled = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(" ".join(clean(value).split()))}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{tag}{spelled}>"


def void_tag(tag: str, /, **attributes: str) -> str:
    """An element that never holds anything, spelled as XML asks for."""
    return f"{start_tag(tag, **attributes)[:-1]}/>"


class Anchors:
    """The ids of a page's elements: the names that Word's bookmarks have, each on one element only."""

    def __init__(self, document: Document) -> None:
        places = (b for b in document.blocks if not isinstance(b, PageBreak))
        carriers = (one for block in places for one in (block, *texts_of(block)))
        self._known = {keys.bookmark(one.key) for one in carriers if one.key}
        self._taken: set[str] = set()

    def take(self, key: str) -> str:
        """The id of the element that carries `key`; empty where another one carries it already."""
        name = keys.bookmark(key) if key else ""
        if not name or name in self._taken:
            return ""
        self._taken.add(name)
        return name

    def link_to(self, key: str, words: str, label: str = "") -> str:
        """`words` (markup) as a link to the element that carries `key`; mere words where there is none."""
        name = keys.bookmark(key) if key else ""
        return element("a", words, href=f"#{name}", aria_label=label) if name in self._known else words


class InlineHtml:
    """Spells the rich texts of one document in the order of the page, and gathers their footnotes."""

    def __init__(self, document: Document, anchors: Anchors) -> None:
        self._document = document
        self._anchors = anchors
        self._notes: list[Footnote] = []
        self._missed = 0

    def text(self, text: RichText) -> str:
        """The markup of `text`. Neighbouring runs with one address are one link."""
        return "".join(self._linked(link, parts) for link, parts in groupby(text, _link))

    def _linked(self, link: str, parts: Iterable[Inline]) -> str:
        together = list(parts)
        inside = "".join(map(self._inline, together))
        says = any(isinstance(part, Run) and part.text.strip() for part in together)
        if not link:
            return inside
        if says:
            return element("a", inside, href=link)
        # a link without words keeps its address, but nobody is led to it: it would have no name
        return element("a", inside, href=link, aria_hidden="true", tabindex="-1") if inside else ""

    def _inline(self, part: Inline) -> str:
        if isinstance(part, Footnote):
            return self._mark(part)
        if isinstance(part, Reference):
            number = escaped(self._document.number_of(part.to))
            key = self._document.places.get(part.to, "")
            link = self._anchors.link_to(key, number, f"Paragraph {number}")
            return link if link != number else self._missing(part.to, number)
        words = escaped(part.text)
        for mark, tag in _TAGS:
            if mark in part.marks:
                words = element(tag, words)
        return words

    def _missing(self, to: str, words: str) -> str:
        """Where a paragraph is gone: an id keeps what was referred to, as a bookmark does in Word."""
        self._missed += 1
        return element("span", words, id=self._anchors.take(keys.nowhere(to, self._missed)))

    def _mark(self, note: Footnote) -> str:
        self._notes.append(note)
        number = len(self._notes)
        link = element(
            "a",
            str(number),
            class_="note-mark",
            id=f"note-mark-{number}",
            href=f"#note-{number}",
            role="doc-noteref",
            aria_label=f"Footnote {number}",
        )
        return element("sup", link)

    def notes(self) -> str:
        """The list of the footnotes that were marked so far, each with the way back; empty without any."""
        if not self._notes:
            return ""
        # a footnote holds no other footnote, so the list does not grow here
        items = "\n".join(self._note(number, note) for number, note in enumerate(self._notes, 1))
        heading = element("h2", "Footnotes", id="notes")
        return element("section", f"{heading}\n<ol>\n{items}\n</ol>", class_="notes", aria_labelledby="notes")

    def _note(self, number: int, note: Footnote) -> str:
        words = self.text(tuple(part for part in note.text if not isinstance(part, Footnote)))
        name = self._anchors.take(keys.key("note", "text", note.id)) if note.id else ""
        if name:
            words = element("span", words, id=name)
        back = element(
            "a",
            "↑",
            href=f"#note-mark-{number}",
            role="doc-backlink",
            aria_label=f"Back to the mark of footnote {number}",
        )
        return element("li", f"{words} {back}", id=f"note-{number}")


def _link(part: Inline) -> str:
    """The address that a part leads to, as far as it is one of the web or of mail."""
    return clean_link(part.link) if isinstance(part, Run) and part.link else ""
