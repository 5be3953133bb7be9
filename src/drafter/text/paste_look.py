"""What the style and the class of a pasted element say, in the few words that a report knows.

Programs put all they know on the clipboard: Word its own properties (`mso-list`, `mso-element` ...), browsers
the whole computed style. Everything that is not asked for here is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.report.richtext import Mark, clean_link
from drafter.text.html_tree import Node

LONGEST_STYLE = 4_000
"""No program writes a longer one; what follows is passed over."""
_MARKS = {
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "em": Mark.ITALIC,
    "i": Mark.ITALIC,
    "strong": Mark.BOLD,
    "b": Mark.BOLD,
}
_LOOKS = _MARKS.keys() | {"a", "pre", "span"}
_RAISED = {"super": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT}
_KEEPS_SPACES = {"pre": True, "pre-wrap": True, "break-spaces": True, "normal": False, "nowrap": False}
_LEVEL = re.compile(r"level(\d)", re.ASCII)
_SPACES_CLASS = "Apple-converted-space"


@dataclass(frozen=True, slots=True)
class Style:
    """The style of an element. None means that it says nothing on the matter.

    `list_name` and `level` are those of a paragraph of Word that is an item (level 0: it is none),
    `is_marker` is true for the number or bullet that Word spells before it. `element` is the part of a
    document of Word's that this is (`footnote`, `comment` ...), `note` the footnote that a mark belongs to.
    """

    bold: bool | None = None
    italic: bool | None = None
    raised: Mark = Mark.NONE
    keeps_spaces: bool | None = None
    is_hidden: bool = False
    list_name: str = ""
    level: int = 0
    is_marker: bool = False
    element: str = ""
    note: str = ""
    is_spaces: bool = False
    is_tab: bool = False


PLAIN_STYLE = Style()


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set at some place. `is_spaces`: its hard spaces stand for ordinary ones."""

    marks: Mark = Mark.NONE
    link: str = ""
    keeps_spaces: bool = False
    is_spaces: bool = False


def style_of(node: Node) -> Style:
    """The style of an element."""
    text = node.attributes.get("style")
    return _style(text[:LONGEST_STYLE]) if text else PLAIN_STYLE


@lru_cache(maxsize=1_024)
def _style(text: str) -> Style:
    style = PLAIN_STYLE
    for declaration in text.lower().replace("!important", "").split(";"):
        name, _, value = declaration.partition(":")
        changed = _declared(name.strip(), value.strip())
        if changed:
            style = replace(style, **changed)  # type: ignore[arg-type]
    return style


def _declared(name: str, value: str) -> dict[str, object]:
    """The fields of a style that one declaration sets."""
    found: dict[str, object] = {}
    match name:
        case "font-weight":
            found["bold"] = _is_bold(value)
        case "font-style":
            found["italic"] = value.startswith(("italic", "oblique"))
        case "vertical-align" if value in _RAISED:
            found["raised"] = _RAISED[value]
        case "white-space" if value in _KEEPS_SPACES:
            found["keeps_spaces"] = _KEEPS_SPACES[value]
        case "display" if value == "none":
            found["is_hidden"] = True
        case "visibility" if value in ("hidden", "collapse"):
            found["is_hidden"] = True
        case _ if name.startswith("mso-"):
            return _declared_by_word(name, value)
    return found


def _declared_by_word(name: str, value: str) -> dict[str, object]:
    found: dict[str, object] = {}
    match name:
        case "mso-hide" if value == "all":
            found["is_hidden"] = True
        case "mso-list" if value == "ignore":
            found["is_marker"] = True
        case "mso-list" if level := _LEVEL.search(value):
            found["list_name"] = value.split(maxsplit=1)[0]
            found["level"] = int(level[1])
        case "mso-element":
            found["element"] = value
        case "mso-footnote-id" | "mso-endnote-id":
            found["note"] = value
        case "mso-spacerun":
            found["is_spaces"] = True
        case "mso-tab-count":
            found["is_tab"] = True
    return found


def _is_bold(value: str) -> bool:
    if value.isascii() and value.isdigit():
        return len(value) == 3 and value >= "600"
    return value.startswith("bold")


def look_in(node: Node, style: Style, around: Look) -> Look:
    """How text is set in an element that stands in text that is set as `around`; often the same object."""
    tag = node.tag
    if style is PLAIN_STYLE and tag not in _LOOKS:
        return around
    marks = around.marks
    for own in (_MARKS.get(tag, Mark.NONE), style.raised):
        if own is not Mark.NONE:  # sets of marks are slow, and this is asked for every element
            marks |= own
    if style.bold is not None:
        marks = marks | Mark.BOLD if style.bold else marks & ~Mark.BOLD
    if style.italic is not None:
        marks = marks | Mark.ITALIC if style.italic else marks & ~Mark.ITALIC
    link = (clean_link(node.get("href")) or around.link) if tag == "a" else around.link
    keeps = tag == "pre" or (around.keeps_spaces if style.keeps_spaces is None else style.keeps_spaces)
    is_spaces = style.is_spaces or around.is_spaces or (tag == "span" and _SPACES_CLASS in node.classes)
    if (marks, link, keeps, is_spaces) == (around.marks, around.link, around.keeps_spaces, around.is_spaces):
        return around
    return Look(marks, link, keeps, is_spaces)
