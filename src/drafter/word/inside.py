"""What stands inside a paragraph of a Word file: runs, links, fields, notes, bookmarks.

Tracked changes are read as accepted. A field is read as what it shows, but one that names a paragraph of
ours is a reference again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, rich
from drafter.word import styles
from drafter.word.xml import MAIN, OFFICE

W = f"{{{MAIN}}}"
_R, _T, _BR, _CR, _TAB, _RPR = (f"{W}{name}" for name in ("r", "t", "br", "cr", "tab", "rPr"))
_LINK, _BOOKMARK, _SIMPLE = f"{W}hyperlink", f"{W}bookmarkStart", f"{W}fldSimple"
_CHAR, _INSTRUCTION, _NOTE = f"{W}fldChar", f"{W}instrText", f"{W}footnoteReference"
_HYPHEN, _SYMBOL = f"{W}noBreakHyphen", f"{W}sym"
_BOLD, _ITALIC, _RAISED, _STYLE = f"{W}b", f"{W}i", f"{W}vertAlign", f"{W}rStyle"
_VAL, _NAME, _ID, _TYPE = f"{W}val", f"{W}name", f"{W}id", f"{W}fldCharType"
_BOOKMARK_END = f"{W}bookmarkEnd"
_RELATION, _INSTR, _CODE = f"{{{OFFICE}}}id", f"{W}instr", f"{W}char"
_THROUGH = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo")
)
_SIGNS = {_BR: "\n", _CR: "\n", _TAB: " ", _HYPHEN: "\N{NON-BREAKING HYPHEN}"}
_TOGGLES = frozenset({_BOLD, _ITALIC})
_OFF = frozenset({"0", "false", "off"})
_REFERENCE = re.compile(r"\s*REF\s+(\S+)")


@dataclass(slots=True)
class Inside:
    """What a paragraph says. `bookmarks` are the names of those that begin in it.

    `to_do` is true where all of it is the mark of something that is still to be written. `replaced` are
    words that a reference stands for now.
    """

    text: RichText = ()
    bookmarks: list[str] = field(default_factory=list)
    to_do: bool = False
    replaced: str = ""


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """What the runs of a part refer to: styles by id, links and notes by id, keys by bookmark.

    `gone` gives the address of a paragraph that a bookmark says the document does not have.
    """

    styles: Mapping[str, str]
    links: Mapping[str, str]
    notes: Mapping[str, Footnote]
    address_of: Callable[[str], str | None]
    gone: Callable[[str], str | None]


class InsideReader:
    """Reads one paragraph after the other."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._to_write = styles.TO_BE_WRITTEN.lower()

    def read(self, paragraph: Any) -> Inside:
        one = _Reading(self._around, self._to_write)
        one.children(paragraph, "")
        is_mark = bool(one.parts) and one.marked == len(one.parts)
        return Inside(rich(*one.parts), one.bookmarks, is_mark, " ".join(one.replaced))


class _Reading:
    """The parts of one paragraph so far, and the field that is open."""

    def __init__(self, around: Surroundings, to_write: str) -> None:
        self.around = around
        self.to_write = to_write
        self.parts: list[Inline] = []
        self.bookmarks: list[str] = []
        self.marked = 0
        self.replaced: list[str] = []
        self._instruction = ""
        self._depth = 0
        self._shown = True
        self._hidden_until = ""

    def children(self, parent: Any, link: str) -> None:
        for element in parent:
            tag = element.tag
            if tag == _R:
                self._run(element, link)
            elif tag == _BOOKMARK:
                self._begin(element)
            elif tag == _BOOKMARK_END and str(element.get(_ID)) == self._hidden_until:
                self._shown = True
                self._hidden_until = ""
            elif tag == _LINK:
                self.children(element, self.around.links.get(str(element.get(_RELATION)), "") or link)
            elif tag == _SIMPLE:
                if not self._reference(str(element.get(_INSTR))):
                    self.children(element, link)
            elif tag in _THROUGH:
                self.children(element, link)

    def _begin(self, element: Any) -> None:
        """A bookmark: one that carries a key, or one that stands for a paragraph that is gone."""
        name = str(element.get(_NAME))
        to = self.around.gone(name)
        if to is None:
            self.bookmarks.append(name)
        else:
            self._add(Reference(to))
            self._shown = False
            self._hidden_until = str(element.get(_ID))

    def _run(self, run: Any, link: str) -> None:
        marks = Mark.NONE
        text = ""
        for element in run:
            tag = element.tag
            if tag == _T:
                text += element.text or ""
            elif tag == _RPR:
                marks, is_mark = self._properties(element)
                self.marked += is_mark
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == _SYMBOL:
                text += _symbol(str(element.get(_CODE)))
            elif tag == _NOTE:
                note = self.around.notes.get(str(element.get(_ID)))
                if note is not None:
                    self._add(note)
            elif tag == _CHAR:
                self._field(str(element.get(_TYPE)))
            elif tag == _INSTRUCTION and self._depth == 1:
                self._instruction += element.text or ""
        if text and self._shown:
            self.parts.append(Run(text, marks, link))
        elif text:
            self.replaced.append(text)

    def _add(self, part: Inline) -> None:
        if self._shown:
            self.parts.append(part)

    def _properties(self, properties: Any) -> tuple[Mark, bool]:
        """The marks that a run's own properties give it, and whether it is the mark of something to do."""
        marks = Mark.NONE
        is_mark = False
        for element in properties:
            tag = element.tag
            if tag in _TOGGLES:
                if element.get(_VAL) not in _OFF:
                    marks |= Mark.BOLD if tag == _BOLD else Mark.ITALIC
            elif tag == _RAISED:
                value = element.get(_VAL)
                if value == "superscript":
                    marks |= Mark.SUPERSCRIPT
                elif value == "subscript":
                    marks |= Mark.SUBSCRIPT
            elif tag == _STYLE:
                is_mark = self.around.styles.get(str(element.get(_VAL))) == self.to_write
        return marks, is_mark

    # --- fields ------------------------------------------------------------------------------------------

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._depth += 1
            if self._depth == 1:
                self._instruction = ""
        elif kind == "separate":
            if self._depth == 1 and self._reference(self._instruction):
                self._shown = False
        elif kind == "end" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._shown = True

    def _reference(self, instruction: str) -> bool:
        """Whether a field names one of our paragraphs; the reference stands in its place then."""
        found = _REFERENCE.match(instruction)
        to = self.around.address_of(found[1]) if found else None
        if to is None:
            return False
        self._add(Reference(to))
        return True


def _symbol(code: str) -> str:
    """A character that is spelled by its code; private ones of symbol fonts say nothing."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF or value > 0x10FFFF else chr(value)
