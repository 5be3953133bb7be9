"""Paragraphs of a report for the clipboard: small HTML that mail programs and Word take, and plain text.

`text/paste.py` reads that HTML again: the classes tell each paragraph's kind, so that nothing is guessed.
What a reference prints comes back as mere words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, clean_link
from drafter.text.html_inline import element, escaped, start_tag
from drafter.text.paste_reader import OWN_NOTE, OWN_NUMBER

_TAGS = (
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.ITALIC, "i"),
    (Mark.BOLD, "b"),
)
_BULLETS = (Kind.BULLET, Kind.BULLET_2)
# Browsers and mail programs show one space where several stand, and none at the ends of a line.
_LOST_SPACES = re.compile(r"(?<=\n) +| +(?=\n)| {2,}")
_TABLE_STYLE = "border-collapse:collapse"
_CELL_STYLE = "border:1px solid #808080;padding:3px 6px;vertical-align:top;text-align:left"
_LONGEST_NUMBER = 6
NumberOf: TypeAlias = Callable[[str], str]


def copied_html(paragraphs: Iterable[Paragraph], number_of: NumberOf) -> str:
    """The paragraphs as HTML. `number_of` gives the printed number of a numbered paragraph by its id."""
    return _Html(number_of).write([*paragraphs])


def copied_text(paragraphs: Iterable[Paragraph], number_of: NumberOf) -> str:
    """The paragraphs as plain text: bullets and numbers typed, tables with tabs, footnotes at the end."""
    return _Plain(number_of).write([*paragraphs])


# --- HTML ------------------------------------------------------------------------------------------------


class _Html:
    def __init__(self, number_of: NumberOf) -> None:
        self._number_of = number_of
        self._notes: list[Footnote] = []

    def write(self, paragraphs: Sequence[Paragraph]) -> str:
        blocks: list[str] = []
        for kind, together in groupby(paragraphs, _list_kind):
            if kind is Kind.BULLET:
                blocks.append(self._bullets([*together]))
            elif kind is Kind.NUMBERED:
                blocks.extend(self._numbered([*together]))
            else:
                blocks.extend(map(self._block, together))
        if self._notes:
            blocks.append(self._list_of_notes())
        return "\n".join(blocks)

    def _block(self, paragraph: Paragraph) -> str:
        own = _own_class(paragraph)
        if paragraph.kind is Kind.TABLE:
            return self._table(paragraph, own)
        tag = "h3" if paragraph.kind is Kind.SUBHEADING else "p"
        return element(tag, self._text(paragraph.text), class_=own)

    def _numbered(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        """Lists that begin with the number that is printed; what is no plain number is typed."""
        numbers = [self._number_of(paragraph.id) for paragraph in paragraphs]
        place = 0
        while place < len(paragraphs):
            first = numbers[place]
            if not _is_number(first):
                typed = element("span", escaped(f"{first}. "), class_=OWN_NUMBER) if first else ""
                paragraph = paragraphs[place]
                yield element("p", typed + self._text(paragraph.text), class_=_own_class(paragraph))
                place += 1
                continue
            items: list[str] = []
            while place < len(paragraphs) and numbers[place] == str(int(first) + len(items)):
                paragraph = paragraphs[place]
                items.append(element("li", self._text(paragraph.text), class_=_own_class(paragraph)))
                place += 1
            yield element("ol", "\n".join(items), start=first)

    def _bullets(self, paragraphs: Sequence[Paragraph]) -> str:
        """A list with those of the second level in the items that they stand under."""
        lines: list[str] = []
        depth = 0
        for paragraph in paragraphs:
            level = 2 if paragraph.kind is Kind.BULLET_2 and depth else 1
            words = start_tag("li", class_=_own_class(paragraph)) + self._text(paragraph.text)
            if level > depth:
                lines.append(f"<ul>{words}")
            elif level < depth:
                lines.append(f"</li></ul></li>{words}")
            else:
                lines.append(f"</li>{words}")
            depth = level
        return "".join(lines) + "</li></ul>" * depth

    def _table(self, paragraph: Paragraph, own: str) -> str:
        lines: list[str] = []
        for number, row in enumerate(paragraph.rows):
            tag = "td" if number else "th"
            lines.append(
                element("tr", "".join(element(tag, self._text(cell), style=_CELL_STYLE) for cell in row))
            )
        return element("table", "\n".join(lines), class_=own, style=_TABLE_STYLE)

    def _text(self, text: RichText) -> str:
        spelled: list[str] = []
        ends = ["", *map(_ends, text), ""]
        around = [(before[-1:], after[:1]) for before, after in zip(ends, ends[2:], strict=False)]
        for link, parts in groupby(zip(text, around, strict=True), lambda pair: _link(pair[0])):
            inside = "".join(self._inline(part, *beside) for part, beside in parts)
            spelled.append(element("a", inside, href=link) if link else inside)
        return "".join(spelled)

    def _inline(self, part: Inline, before: str, after: str) -> str:
        """A part; `before` and `after` are the characters beside it."""
        if isinstance(part, Footnote):
            self._notes.append(part)
            return _mark(len(self._notes), is_own=False)
        if isinstance(part, Reference):
            return escaped(self._number_of(part.to))
        words = _spelled(part.text, before, after)
        for mark, tag in _TAGS:
            if mark in part.marks:
                words = element(tag, words)
        return words

    def _list_of_notes(self) -> str:
        """The footnotes as Word spells them, which makes footnotes of them again."""
        notes = (
            element(
                "div",
                element("p", f"{_mark(number, is_own=True)} {self._text(note.text)}", class_=OWN_NOTE),
                id=f"ftn{number}",
                style="mso-element:footnote",
            )
            # a footnote holds no other footnote, so the list does not grow here
            for number, note in enumerate([*self._notes], 1)
        )
        return element("div", "<hr/>\n" + "\n".join(notes), style="mso-element:footnote-list")


def _mark(number: int, *, is_own: bool) -> str:
    here, there = ("_ftn", "_ftnref") if is_own else ("_ftnref", "_ftn")
    return element(
        "a",
        f"[{number}]" if is_own else element("sup", f"[{number}]"),
        href=f"#{there}{number}",
        name=f"{here}{number}",
        style=f"mso-footnote-id:ftn{number}",
    )


def _ends(part: Inline) -> str:
    """The first and the last character of a part; a mark or a number is no space."""
    return part.text[:1] + part.text[-1:] if isinstance(part, Run) else "."


def _spelled(text: str, before: str, after: str) -> str:
    """`text` as markup that keeps its spaces, spelled as Word does; `before` and `after` stand beside it."""
    spelled: list[str] = []
    done = 0
    for found in _LOST_SPACES.finditer(before + text + after):
        start = max(0, found.start() - len(before))
        end = min(len(text), found.end() - len(before))
        if start < end:
            # the last one is where the line may be broken
            spaces = "\N{NO-BREAK SPACE}" * (end - start - 1) + (
                " " if end - start > 1 else "\N{NO-BREAK SPACE}"
            )
            spelled += escaped(text[done:start]), element("span", spaces, style="mso-spacerun:yes")
            done = end
    return "".join(spelled) + escaped(text[done:])


def _link(part: Inline) -> str:
    return clean_link(part.link) if isinstance(part, Run) and part.link else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER and text == str(int(text))


def _list_kind(paragraph: Paragraph) -> Kind | None:
    if paragraph.kind in _BULLETS:
        return Kind.BULLET
    return Kind.NUMBERED if paragraph.kind is Kind.NUMBERED else None


def _own_class(paragraph: Paragraph) -> str:
    return f"drafter-{paragraph.kind.value}"


# --- plain text ------------------------------------------------------------------------------------------


class _Plain:
    def __init__(self, number_of: NumberOf) -> None:
        self._number_of = number_of
        self._notes: list[Footnote] = []

    def write(self, paragraphs: Sequence[Paragraph]) -> str:
        blocks = [
            ("\n" if kind is Kind.BULLET else "\n\n").join(map(self._block, together))
            for kind, together in groupby(paragraphs, _list_kind)
        ]
        if self._notes:
            notes = enumerate([*self._notes], 1)
            blocks.append("\n".join(f"[{number}] {self._text(note.text)}" for number, note in notes))
        return "\n\n".join(blocks)

    def _block(self, paragraph: Paragraph) -> str:
        if paragraph.kind is Kind.TABLE:
            cells = ([self._text(cell).replace("\n", " ") for cell in row] for row in paragraph.rows)
            return "\n".join(map("\t".join, cells))
        start = {Kind.BULLET: "• ", Kind.BULLET_2: "  ◦ "}.get(paragraph.kind, "")
        if paragraph.kind is Kind.NUMBERED and (number := self._number_of(paragraph.id)):
            start = f"{number}. "
        return start + self._text(paragraph.text)

    def _text(self, text: RichText) -> str:
        return "".join(map(self._inline, text))

    def _inline(self, part: Inline) -> str:
        if isinstance(part, Run):
            return part.text
        if isinstance(part, Reference):
            return self._number_of(part.to)
        self._notes.append(part)
        return f"[{len(self._notes)}]"
