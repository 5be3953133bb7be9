"""Fonts inside a Word file, so that its pages do not depend on those of the machine.

Only the copy that goes to the layout engine carries them. ECMA-376 part 1, 17.8: each font is a part of
its own, the first 32 bytes of it exclusive-ored with the key that the font table names.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from drafter.word import package
from drafter.word.xml import HEAD, MAIN, NAMESPACES, OFFICE

_TABLE = "word/fontTable.xml"
_TABLE_RELATIONSHIPS = "word/_rels/fontTable.xml.rels"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_W = f"{{{MAIN}}}"
_KINDS = ("Regular", "Bold", "Italic", "BoldItalic")
"""In the order in which the schema wants them."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file for one face of `families`, which have the same widths. `kind` is as in `w:embedBold`."""

    families: tuple[str, ...]
    kind: str
    data: bytes


def add_fonts(parts: dict[str, str | bytes], faces: Sequence[Face]) -> dict[str, str]:
    """Add those `faces` that the styles name to `parts`; returns the content types that they need."""
    if not faces:
        return {}
    styles = parts["word/styles.xml"]
    spelled = styles.encode() if isinstance(styles, str) else styles
    table = _table(parts)
    entries = []
    for number, face in enumerate(sorted(faces, key=lambda face: _KINDS.index(face.kind)), 1):
        named = [family for family in face.families if f'"{family}"'.encode() in spelled]
        if not named:
            continue
        name = f"fonts/font{number}.odttf"
        key = uuid.uuid5(uuid.NAMESPACE_URL, face.kind)
        parts[f"word/{name}"] = _obfuscated(face.data, key)
        entries.append((f"rId{number}", f"{OFFICE}/font", name))
        for family in named:
            attributes = {f"{{{OFFICE}}}id": f"rId{number}", f"{_W}fontKey": f"{{{str(key).upper()}}}"}
            etree.SubElement(_entry(table, family), f"{_W}embed{face.kind}", attributes)
    parts[_TABLE] = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[_TABLE_RELATIONSHIPS] = package.relationships(entries)
    return {f"/{_TABLE}": _TABLE_TYPE}


def _table(parts: dict[str, str | bytes]) -> etree._Element:
    given = parts.get(_TABLE, f"{HEAD}<w:fonts {NAMESPACES}/>")
    return etree.fromstring(given.encode() if isinstance(given, str) else given)


def _entry(table: etree._Element, family: str) -> etree._Element:
    """The entry of a family; what it embedded before is gone."""
    for font in table.iter(f"{_W}font"):
        if font.get(f"{_W}name") == family:
            return font
    return etree.SubElement(table, f"{_W}font", {f"{_W}name": family})


@lru_cache(maxsize=16)
def _obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True))
    return head + data[32:]
