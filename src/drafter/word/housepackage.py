"""The package of a house style: its parts, checked one by one when it is opened."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from drafter.errors import DrafterError
from drafter.word.xml import CONTENT_TYPES

_MOST_BYTES = 20_000_000
_DOCUMENT = "word/document.xml"
_HINT = "Take house-style.docx from the folder of another framework, or save yours in Word again."


class HousePackage:
    """The parts that the document part of a house style leads to, all of them well-formed."""

    def __init__(self, data: bytes) -> None:
        """Raises DrafterError where `data` is no Word file, or a part is missing or damaged."""
        self.parts = _read_parts(data)
        for name in self.kept_parts:
            if name.endswith(".xml"):
                self.tree(name)
        self.content_types  # noqa: B018 - read now, so that damage is told when the file is opened

    def tree(self, name: str) -> Any:
        """A part as a new tree, which the caller may change."""
        if name not in self.parts:
            raise DrafterError(f"the house style has no part {name!r}", hint=_HINT)
        if b"<!DOCTYPE" in self.parts[name]:
            raise DrafterError(f"the house style's part {name!r} declares a document type", hint=_HINT)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self.parts[name], parser)
        except etree.XMLSyntaxError as error:
            raise DrafterError(
                f"the house style's part {name!r} is damaged ({error.msg})", hint=_HINT
            ) from error

    @cached_property
    def relationships(self) -> tuple[tuple[str, str, str], ...]:
        """Id, kind and target (relative to `word/`) of what the document part leads to in the package."""
        found = []
        for one in self.tree("word/_rels/document.xml.rels"):
            kind, target = str(one.get("Type")), str(one.get("Target"))
            if one.get("TargetMode") == "External" or kind.endswith("/customXml"):
                continue
            name = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
            if name not in self.parts:
                raise DrafterError(f"the house style has no part {name!r}", hint=_HINT)
            found.append((str(one.get("Id")), kind, posixpath.relpath(name, "word")))
        return tuple(found)

    @cached_property
    def kept_parts(self) -> tuple[str, ...]:
        """The names of the parts that go into a report."""
        targets = {posixpath.normpath(f"word/{target}") for _, _, target in self.relationships}
        return tuple(name for name in self.parts if name in targets)

    @cached_property
    def content_types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
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


def _read_parts(data: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise DrafterError("the house style is too large", hint=_HINT)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    # what zipfile raises of damaged, encrypted or oddly named entries
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DrafterError("the house style is no Word document (.docx)", hint=_HINT) from error
    if _DOCUMENT not in parts:
        raise DrafterError("the house style is no Word document (.docx)", hint=_HINT)
    return parts
