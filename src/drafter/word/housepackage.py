"""The package of a house style: the parts that a report takes over, checked when it is opened.

Only what carries the look is taken: no comments, no names of people, no changes, no links to templates.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from lxml import etree

from drafter.errors import DrafterError
from drafter.word.gate import opened_package, parsed, relationships_of
from drafter.word.xml import CONTENT_TYPES, MAIN

_MOST_BYTES = 20_000_000
_DOCUMENT = "word/document.xml"
_SETTINGS = "word/settings.xml"
_W = f"{{{MAIN}}}"
_HINT = "Take house-style.docx from the folder of another framework, or save yours in Word again."
_TAKEN = frozenset(
    {
        *("styles", "numbering", "settings", "webSettings", "fontTable", "theme", "font", "image"),
        *("header", "footer", "footnotes", "endnotes"),
    }
)
"""Kinds of relationships that are followed."""
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_LEFT_BEHIND = tuple(
    f"{_W}{name}"
    for name in ("rsids", "attachedTemplate", "docVars", "mailMerge", "trackRevisions", "writeProtection")
)
"""Settings that tell of people and places, or of another file."""


class HousePackage:
    """The parts that the document part of a house style leads to, all of them well-formed."""

    def __init__(self, data: bytes) -> None:
        """Raises DrafterError where `data` is no Word file, or a part is missing, damaged or unfit."""
        self.parts = _read_parts(data)
        self.relationships = self._followed(_DOCUMENT)
        self.kept_parts = self._kept()
        self.carried = self._carried()
        self.content_types = self._content_types()

    def tree(self, name: str) -> Any:
        """A part as a new tree, which the caller may change."""
        if name not in self.parts:
            raise DrafterError(f"the house style has no part {name!r}", hint=_HINT)
        try:
            return parsed(name, self.parts[name])
        except DrafterError as error:
            raise DrafterError(f"the house style cannot be used: {error.problem}", hint=_HINT) from error

    def _followed(self, name: str) -> tuple[tuple[str, str, str], ...]:
        """Id, kind and target (relative to the part) of what a part leads to and a report takes over."""
        folder = posixpath.dirname(name)
        found = []
        for one in self.tree(relationships_of(name)):
            kind, target = str(one.get("Type")), str(one.get("Target"))
            if one.get("TargetMode") == "External" or kind.rpartition("/")[2] not in _TAKEN:
                continue
            whole = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
            if whole not in self.parts:
                raise DrafterError(f"the house style has no part {whole!r}", hint=_HINT)
            found.append((str(one.get("Id")), kind, posixpath.relpath(whole, folder)))
        return tuple(found)

    def _kept(self) -> tuple[str, ...]:
        """The names of the parts that go into a report, those that they lead to among them."""
        found = {_DOCUMENT}
        waiting = [_DOCUMENT]
        while waiting:
            name = waiting.pop()
            if relationships_of(name) not in self.parts:
                continue
            for _, _, target in self._followed(name):
                whole = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
                if whole not in found:
                    found.add(whole)
                    waiting.append(whole)
        return tuple(name for name in self.parts if name in found - {_DOCUMENT})

    def _carried(self) -> Mapping[str, bytes]:
        """The kept parts and their relationships, as a report has them."""
        found: dict[str, bytes] = {}
        for name in self.kept_parts:
            found[name] = self.parts[name]
            if name.endswith(".xml"):
                tree = self.tree(name)
                self._check_fit(name, tree)
                if name == _SETTINGS:
                    found[name] = _settings(tree)
            relationships = relationships_of(name)
            if name != _SETTINGS and relationships in self.parts:
                found[relationships] = self.parts[relationships]
        return found

    def _check_fit(self, name: str, tree: Any) -> None:
        """Refuse changes and comments, which would travel into every report, and links to other files."""
        if next(tree.iter(*_CHANGES), None) is not None:
            raise DrafterError(
                f"the house style's part {name!r} holds tracked changes or comments",
                hint="Accept the changes and delete the comments in Word, and save it again.",
            )
        relationships = relationships_of(name)
        if name == _SETTINGS or relationships not in self.parts:
            return
        for one in self.tree(relationships):
            kind = str(one.get("Type")).rpartition("/")[2]
            is_outside = one.get("TargetMode") == "External"
            if (is_outside and kind != "hyperlink") or (not is_outside and kind not in _TAKEN):
                raise DrafterError(
                    f"the house style's part {name!r} leads to {str(one.get('Target'))[:80]!r}",
                    hint="Put pictures into the file itself in Word, and save it again.",
                )

    def _content_types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Content types by ending, and by name for the parts that are kept."""
        tree = self.tree("[Content_Types].xml")
        defaults = {
            str(d.get("Extension")): str(d.get("ContentType"))
            for d in tree.iter(f"{{{CONTENT_TYPES}}}Default")
        }
        overrides = {
            str(o.get("PartName")): str(o.get("ContentType"))
            for o in tree.iter(f"{{{CONTENT_TYPES}}}Override")
            if str(o.get("PartName")).lstrip("/") in self.kept_parts
        }
        return defaults, overrides


def _settings(tree: Any) -> bytes:
    for element in list(tree.iter(*_LEFT_BEHIND)):
        element.getparent().remove(element)
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _read_parts(data: bytes) -> Mapping[str, bytes]:
    try:
        parts = opened_package(data, most_bytes=_MOST_BYTES).parts
    except DrafterError as error:
        raise DrafterError(
            f"the house style is no Word document (.docx) that Drafter can take: {error.problem}", hint=_HINT
        ) from error
    if _DOCUMENT not in parts:
        raise DrafterError("the house style is no Word document (.docx)", hint=_HINT)
    return parts
