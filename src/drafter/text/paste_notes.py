"""Footnotes and endnotes as programs put them on the clipboard: the notes and their marks in the text."""

from __future__ import annotations

import re

from drafter.text.html_tree import Node
from drafter.text.paste_look import Style, style_of

_WORD = frozenset({"footnote", "endnote"})
_LIBREOFFICE = re.compile(r"sd(?:foot|end)note\d+", re.ASCII)
_LIBREOFFICE_MARKS = frozenset({"sdfootnoteanc", "sdendnoteanc"})
_LIBREOFFICE_OWN = frozenset({"sdfootnotesym", "sdendnotesym"})
_LISTS = frozenset({"notes", "footnotes"})


def notes_in(root: Node) -> dict[str, Node]:
    """The notes of a page by name: Word's, LibreOffice's, and those that the roles of web pages tell."""
    found: dict[str, Node] = {}
    wanted: set[str] = set()
    others: dict[str, Node] = {}
    for node in root.elements():
        name = node.id
        if node.tag == "a" and node.get("role") == "doc-noteref":
            wanted.add(_fragment(node))
        elif not name:
            continue
        elif style_of(node).element in _WORD or (node.tag == "div" and _LIBREOFFICE.fullmatch(name)):
            found.setdefault(name.lower(), node)
        elif node.tag in ("li", "aside", "p", "div", "section"):
            others.setdefault(name, node)
    for name in wanted & others.keys():
        found.setdefault(f"#{name}", others[name])
    return found


def mark_of(node: Node, style: Style) -> tuple[str, bool]:
    """The name of the note that a link stands for, and whether it is the mark before the note itself.

    The name is empty where the link is no mark, or leads back from a note.
    """
    classes, role = node.classes, node.get("role")
    if style.note:
        return style.note, "ref" in _fragment(node).lower()
    if not _LIBREOFFICE_OWN.isdisjoint(classes) or role == "doc-backlink":
        return "", True
    if not _LIBREOFFICE_MARKS.isdisjoint(classes):
        return _fragment(node).removesuffix("sym").lower(), False
    return (f"#{_fragment(node)}", False) if role == "doc-noteref" else ("", False)


def is_list_of_notes(node: Node) -> bool:
    """Whether an element is the list of the footnotes of a web page."""
    return node.tag == "section" and (
        node.get("role") == "doc-endnotes" or not _LISTS.isdisjoint(node.classes)
    )


def _fragment(node: Node) -> str:
    return node.get("href").rpartition("#")[2]
