"""The report's own data in a draft, which brings back what is printed nowhere."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib

from drafter.word import package as writing
from drafter.word.gate import LARGEST_PART, Package

_DATA = f"{{{writing.DATA_NAMESPACE}}}report"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def carried_data(package: Package) -> bytes | None:
    """The data that a draft carries, from its XML part or, where that is gone, from its properties.

    None where it carries none, or where neither is whole: each has a digest with it.
    """
    return _from_part(package) or _from_properties(package)


def _from_part(package: Package) -> bytes | None:
    for one in package.relationships(package.main):
        name = package.name(one.target) if one.kind == "customXml" and not one.is_outside else None
        if name is None:
            continue
        root = package.tree(name)
        if root.tag == _DATA:
            return _whole((root.text or "").encode(), str(root.get("sha256")))
    return None


def _from_properties(package: Package) -> bytes | None:
    name = package.related("", "custom-properties")
    if name is None:
        return None
    values = {
        str(one.get("name")): "".join(str(text) for text in one.itertext())
        for one in package.tree(name).iter(_PROPERTY)
    }
    try:
        packed = base64.b64decode(values.get(writing.DATA_PROPERTY, ""), validate=True)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, LARGEST_PART)
    except (binascii.Error, ValueError, zlib.error):
        return None
    if unpacker.unconsumed_tail:  # it would unpack to more than any report is
        return None
    return _whole(data, values.get(writing.HASH_PROPERTY, ""))


def _whole(data: bytes, digest: str) -> bytes | None:
    return data if data and hashlib.sha256(data).hexdigest() == digest else None
