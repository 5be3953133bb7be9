"""What of pasted HTML has no place in a report, why, and the sentences that tell the user."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.text.html_tree import Node
from drafter.text.paste_look import Style

UNSAID = "unsaid"
"""The reason of what nobody saw on the page either, such as its title."""
_PICTURES = ("img", "svg", "canvas", "v:imagedata")
_FIELDS = ("input", "select", "textarea", "button", "option", "optgroup", "datalist")
_EMBEDDED = ("iframe", "object", "embed", "applet", "video", "audio")
_UNSEEN = ("title", "style", "template", "noscript", "xml", "map")
_BY_TAG: Mapping[str, str] = (
    dict.fromkeys(_PICTURES, "picture")
    | dict.fromkeys(_FIELDS, "field")
    | dict.fromkeys(_EMBEDDED, "embedded")
    | dict.fromkeys(_UNSEEN, UNSAID)
    | {"script": "script", "math": "formula", "del": "deleted"}
)
_FOR_SCREEN_READERS = ("hidden", "visually-hidden", "sr-only", "govuk-visually-hidden")
_BY_CLASS: Mapping[str, str] = (
    {"msodel": "deleted"}
    | dict.fromkeys(
        ("msocommentreference", "msocomanchor", "msocomtxt", "msocomhide", "msocomoff"), "comment"
    )
    | dict.fromkeys(_FOR_SCREEN_READERS, "hidden")
)
_COMMENTS = ("comment", "comment-list")
_ONLY_WORDS = ("deleted", "hidden")
"""Where these hold no words, nothing is lost."""
_LONGEST_LETTER = 8

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "paragraphs": ("Only the first {:,} paragraphs were pasted.",) * 2,
    "cut": ("Only the first {:,} characters were pasted.",) * 2,
    "picture": ("A picture was left out.", "{} pictures were left out."),
    "field": ("A form field was left out.", "{} form fields were left out."),
    "embedded": ("Embedded content was left out.", "{} pieces of embedded content were left out."),
    "script": ("A script was left out.", "{} scripts were left out."),
    "formula": ("A formula was left out.", "{} formulas were left out."),
    "deleted": ("Text that a tracked change deletes was left out.",) * 2,
    "comment": ("Comments were left out.",) * 2,
    "hidden": ("Hidden text was left out.",) * 2,
    "note": (
        "A footnote whose text was not copied was left out.",
        "{} footnotes without text were left out.",
    ),
    "table": (
        "A table was too large: its rows were pasted as paragraphs.",
        "{} tables were too large: their rows were pasted as paragraphs.",
    ),
    "characters": ("Characters that a report cannot hold were left out.",) * 2,
}


def unfit(node: Node, style: Style, classes: list[str]) -> str:
    """Why an element has no place in a report; empty where it has one."""
    reason = _BY_TAG.get(node.tag, "")
    if not reason and classes:
        reason = next((_BY_CLASS[c] for name in classes if (c := name.lower()) in _BY_CLASS), "")
    if not reason and style.element in _COMMENTS:
        reason = "comment"
    if not reason and (style.is_hidden or "hidden" in node.attributes):
        reason = "hidden"
    if reason in _ONLY_WORDS and not node.words():
        return UNSAID
    return UNSAID if reason == "picture" and _is_dot(node) else reason


def letter(node: Node) -> str:
    """The sign that a small picture is shown for, such as an emoji in a mail; empty for any other picture."""
    sign = node.get("alt").strip() if node.tag == "img" else ""
    is_sign = 0 < len(sign) <= _LONGEST_LETTER and not any(c.isalnum() or c.isascii() for c in sign)
    return sign if is_sign else ""


def _is_dot(node: Node) -> bool:
    """Whether a picture is one that counts who reads a mail, or holds a place."""
    return node.get("width") in ("0", "1") or node.get("height") in ("0", "1")


def sentences(counts: Mapping[str, int]) -> tuple[str, ...]:
    """What was left out, for the user: a sentence for each reason, in a fixed order."""
    return tuple(
        (one if counts[reason] == 1 else many).format(counts[reason])
        for reason, (one, many) in _SENTENCES.items()
        if counts.get(reason)
    )
