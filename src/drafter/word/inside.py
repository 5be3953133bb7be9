"""What stands inside a paragraph of a Word file: runs, links, fields, notes, bookmarks.

Tracked changes are read as accepted. A field is read as what it shows, but one that names a paragraph of
ours is a reference again.

Loops run over slices of an element here and in `read`: lxml makes one in two thirds of the time that it
takes to step through the children, and reading a document is little else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drafter.document import keys
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, rich
from drafter.word import styles
from drafter.word.xml import MAIN, OFFICE

W = f"{{{MAIN}}}"
_R, _T, _BR, _CR, _TAB = (f"{W}{name}" for name in ("r", "t", "br", "cr", "tab"))
_PPR, _RPR = f"{W}pPr", f"{W}rPr"
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
_TOGGLES = {_BOLD: Mark.BOLD, _ITALIC: Mark.ITALIC}
_OFF = frozenset({"0", "false", "off"})
_UNMARKED = Mark.NONE  # looked up once, since the enumeration takes its time over a name
_REFERENCE = re.compile(r"\s*REF\s+(\S+)")


@dataclass(slots=True)
class Inside:
    """What a paragraph says. `keys` are those of the bookmarks that begin in it.

    `properties` is the element of its own properties, or None. `to_do` is true where all of it is the mark
    of something that is still to be written. `replaced` are words that a reference stands for now.
    """

    text: RichText
    keys: list[str]
    properties: Any
    to_do: bool
    replaced: str


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """What the runs of a part refer to: styles by id, links and notes by id, keys by bookmark."""

    styles: Mapping[str, str]
    links: Mapping[str, str]
    notes: Mapping[str, Footnote]
    key_of: Callable[[str], str | None]


class InsideReader:
    """Reads one paragraph after the other: the parts of it so far, and the field that is open."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        to_write = styles.TO_BE_WRITTEN.lower()
        self._to_write = frozenset(one for one, name in around.styles.items() if name == to_write)
        self._begin_paragraph()

    def read(self, paragraph: Any) -> Inside:
        self._begin_paragraph()
        first = paragraph[0] if len(paragraph) else None
        properties = first if first is not None and first.tag == _PPR else None
        self._children(paragraph, "")
        parts = self._parts
        is_mark = bool(parts) and self._marked == len(parts)
        return Inside(rich(*parts), self._keys, properties, is_mark, " ".join(self._replaced))

    def _begin_paragraph(self) -> None:
        self._parts: list[Inline] = []
        self._keys: list[str] = []
        self._marked = 0
        self._replaced: list[str] = []
        self._instruction = ""
        self._depth = 0
        self._shown = True
        self._hidden_until = ""

    def _children(self, parent: Any, link: str) -> None:
        for element in parent[:]:
            tag = element.tag
            if tag == _R:
                self._run(element, link)
            elif tag == _BOOKMARK:
                self._begin(element)
            elif tag == _BOOKMARK_END:
                hides = self._hidden_until or not self._shown
                if hides and str(element.get(_ID)) == self._hidden_until:
                    self._shown = True
                    self._hidden_until = ""
            elif tag == _LINK:
                self._children(element, self._around.links.get(str(element.get(_RELATION)), "") or link)
            elif tag == _SIMPLE:
                if not self._reference(str(element.get(_INSTR))):
                    self._children(element, link)
            elif tag in _THROUGH:
                self._children(element, link)

    def _begin(self, element: Any) -> None:
        """A bookmark: one that carries a key, or one that stands for a paragraph that is gone."""
        key = self._around.key_of(str(element.get(_NAME)))
        if key is None:
            return
        if keys.is_nowhere(key):
            self._add(Reference(keys.address(key)))
            self._shown = False
            self._hidden_until = str(element.get(_ID))
        else:
            self._keys.append(key)

    def _run(self, run: Any, link: str) -> None:
        marks = _UNMARKED
        text = ""
        for element in run[:]:
            tag = element.tag
            if tag == _T:
                text += element.text or ""
            elif tag == _RPR:
                marks, is_mark = self._properties(element)
                self._marked += is_mark
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == _SYMBOL:
                text += _symbol(str(element.get(_CODE)))
            elif tag == _NOTE:
                note = self._around.notes.get(str(element.get(_ID)))
                if note is not None:
                    self._add(note)
            elif tag == _CHAR:
                self._field(str(element.get(_TYPE)))
            elif tag == _INSTRUCTION and self._depth == 1:
                self._instruction += element.text or ""
        if text and self._shown:
            self._parts.append(Run(text, marks, link))
        elif text:
            self._replaced.append(text)

    def _add(self, part: Inline) -> None:
        if self._shown:
            self._parts.append(part)

    def _properties(self, properties: Any) -> tuple[Mark, bool]:
        """The marks that a run's own properties give it, and whether it is the mark of something to do."""
        marks = _UNMARKED
        is_mark = False
        for element in properties[:]:
            tag = element.tag
            if tag in _TOGGLES:
                if element.get(_VAL) not in _OFF:
                    marks |= _TOGGLES[tag]
            elif tag == _RAISED:
                value = element.get(_VAL)
                if value == "superscript":
                    marks |= Mark.SUPERSCRIPT
                elif value == "subscript":
                    marks |= Mark.SUBSCRIPT
            elif tag == _STYLE:
                is_mark = str(element.get(_VAL)) in self._to_write
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
        key = self._around.key_of(found[1]) if found else None
        if key is None:
            return False
        self._add(Reference(keys.address(key)))
        return True


def _symbol(code: str) -> str:
    """A character that is spelled by its code; private ones of symbol fonts say nothing."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF or value > 0x10FFFF else chr(value)
