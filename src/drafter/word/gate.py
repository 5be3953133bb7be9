"""The gate before any parser: what a file must be before one byte of its XML is read as XML.

A parser stops neither a part that unpacks to gigabytes nor a million paragraphs, so size is settled first,
by counting bytes, and never by what the file says of itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from lxml import etree

from drafter.errors import DrafterError
from drafter.word.xml import CONTENT_TYPES, MAIN, OFFICE, RELATIONSHIPS

MOST_ENTRIES = 5_000
MOST_PARAGRAPHS = 100_000
MOST_MARKS = 3_000_000
"""Tags and attributes of a part: 64 MB of the shortest tags would take gigabytes as a tree."""
LARGEST_PART = 64_000_000
LARGEST_FILE = 200_000_000
LARGEST_DIRECTORY = 4_000_000

TYPES_PART = "[Content_Types].xml"
USUAL_MAIN = "word/document.xml"
_SAVE_AGAIN = "Open it in Word, save it as .docx and try again."
_EARLIER = "Look for an earlier copy of it, or have it sent again."
_DIRECTORY_END, _DIRECTORY_ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_WIDE_END, _WIDE_LOCATOR = b"PK\x06\x06", b"PK\x06\x07"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PARAGRAPH = re.compile(rb"<(?:[^\s<>/!?:]+:)?p[\s/>]")
_OTHER_PROGRAMS = ("spreadsheetml", "presentationml", "ms-excel", "ms-powerpoint", "visio")

_STRICT = "http://purl.oclc.org/ooxml/"
_OPEN = "http://schemas.openxmlformats.org/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": MAIN,
    f"{_STRICT}officeDocument/relationships": OFFICE,
    f"{_STRICT}officeDocument/extendedProperties": f"{_OPEN}officeDocument/2006/extended-properties",
    f"{_STRICT}officeDocument/customProperties": f"{_OPEN}officeDocument/2006/custom-properties",
    f"{_STRICT}officeDocument/docPropsVTypes": f"{_OPEN}officeDocument/2006/docPropsVTypes",
    f"{_STRICT}officeDocument/customXml": f"{_OPEN}officeDocument/2006/customXml",
    f"{_STRICT}officeDocument/bibliography": f"{_OPEN}officeDocument/2006/bibliography",
    f"{_STRICT}officeDocument/math": f"{_OPEN}officeDocument/2006/math",
    f"{_STRICT}drawingml/main": f"{_OPEN}drawingml/2006/main",
    f"{_STRICT}drawingml/picture": f"{_OPEN}drawingml/2006/picture",
    f"{_STRICT}drawingml/wordprocessingDrawing": f"{_OPEN}drawingml/2006/wordprocessingDrawing",
}
"""The names that ISO 29500 Strict has for the namespaces that everybody writes."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part leads to. `kind` is the last word of its type; `target` a part's name, or an address."""

    id: str
    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that passed the gate. Names are found whatever their case."""

    parts: Mapping[str, bytes]
    main: str
    types: Mapping[str, str]
    """Content types by the name of the part."""
    _names: Mapping[str, str] = field(repr=False)
    _led_to: dict[str, tuple[Relationship, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What `relationships` found so far: each part is asked about for every kind that it may lead to."""

    def name(self, name: str) -> str | None:
        """The name under which a part is kept, or None where there is no such part."""
        return self._names.get(name.casefold())

    def tree(self, name: str) -> etree._Element:
        """A part as a new tree, its namespaces those of the common form.

        Raises DrafterError where it is damaged or not there.
        """
        kept = self.name(name)
        if kept is None:
            raise DrafterError(f"its part {name!r} is missing", hint=_EARLIER)
        root = self._parsed(kept)
        if b"purl.oclc.org/ooxml" in plain(self.parts[kept]):
            _make_transitional(root)
        return root

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What the part `name` leads to; the package itself is the part with the empty name."""
        if name not in self._led_to:
            kept = self.name(relationships_of(name))
            found = () if kept is None else tuple(_relationships(name, self._parsed(kept)))
            self._led_to[name] = found
        return self._led_to[name]

    def _parsed(self, kept: str) -> etree._Element:
        """A part as it is; the markup of most was checked when the package was opened."""
        content = self.parts[kept]
        return _tree(kept, content) if is_xml(kept, content) else parsed(kept, content)

    def related(self, name: str, kind: str) -> str | None:
        """The first part of this kind that the part `name` leads to."""
        targets = (one.target for one in self.relationships(name) if one.kind == kind and not one.is_outside)
        return next(filter(None, map(self.name, targets)), None)


def opened_package(data: bytes, *, most_bytes: int = LARGEST_FILE) -> Package:
    """The package in `data`; `most_bytes` is what its parts may unpack to.

    Raises DrafterError, one sentence for each thing that a Word file is not.
    """
    _check_first_bytes(data)
    _check_directory(data)
    parts = _unpacked(data, most_bytes)
    names = {name.casefold(): name for name in parts}
    for name, content in parts.items():
        if is_xml(name, content):
            check_markup(name, content)
    if TYPES_PART.casefold() not in names:
        raise DrafterError(
            f"this zip file is no Word document: it lacks {TYPES_PART}",
            hint="Is it the right file? A Word document ends in .docx.",
        )
    types = _content_types(parts, names)
    found = Package(parts, "", types, names)
    main = found.related("", "officeDocument") or found.name(USUAL_MAIN)
    if main is None or any(other in types.get(main, "") for other in _OTHER_PROGRAMS):
        raise DrafterError(
            "this file is no Word document, though it is built like one",
            hint="Is it the right file? A Word document ends in .docx.",
        )
    return replace(found, main=main)


# --- before it is unpacked -------------------------------------------------------------------------------


def _check_first_bytes(data: bytes) -> None:
    head = data[:8]
    if head.startswith(b"PK\x03\x04"):
        return
    if not data:
        raise DrafterError("this file is empty", hint="Look for an earlier copy of it.")
    if head == _OLE:
        raise _told_ole(data)
    if head.startswith(b"{\\rtf"):
        raise DrafterError("this file is rich text (.rtf), not a Word document", hint=_SAVE_AGAIN)
    if head.startswith(b"%PDF"):
        raise DrafterError("this file is a PDF, not a Word document", hint="Ask for the Word file.")
    if head.startswith(b"PK"):
        raise DrafterError("this zip file is empty or damaged", hint=_EARLIER)
    hint = "Is it the right file? A Word document ends in .docx."
    if _is_text(data[:4_096]):
        raise DrafterError("this file is plain text, not a Word document", hint=hint)
    raise DrafterError("this file is no Word document", hint=hint)


def _told_ole(data: bytes) -> DrafterError:
    """Both kinds are the same container, which lists what it holds by name in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        problem = "this file is protected with a password"
    elif "WordDocument".encode("utf-16-le") in data:
        problem = "this file is in the old format of Word (.doc)"
    else:
        problem = "this file is protected with a password, or it is in the old format of Word (.doc)"
    return DrafterError(problem, hint="Open it in Word, save it as .docx without a password and try again.")


def _is_text(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1a]", data)


def _check_directory(data: bytes) -> None:
    """Count the entries before anything reads them: 100,000 would take half a second to list alone."""
    end = data.rfind(_DIRECTORY_END, max(0, len(data) - 22 - 65_535))
    if end < 0 or end + 22 > len(data):
        raise DrafterError("this file is damaged: its end is missing", hint=_EARLIER)
    count, size = struct.unpack_from("<HL", data, end + 10)
    start = end
    if end >= 76 and data[end - 20 : end - 16] == _WIDE_LOCATOR:  # the form for archives beyond 4 GB
        start = end - 76
        if data[start : start + 4] != _WIDE_END:
            raise DrafterError(
                "this file is damaged: its list of parts is not where it should be", hint=_EARLIER
            )
        count, size = struct.unpack_from("<QQ", data, start + 32)
    # the list itself is counted too, since what reads it goes by its size and not by the number told
    listed = data.count(_DIRECTORY_ENTRY, max(0, start - size), start) if size <= LARGEST_DIRECTORY else 0
    if size > LARGEST_DIRECTORY or max(count, listed) > MOST_ENTRIES:
        raise DrafterError(
            f"this file has more than {MOST_ENTRIES:,} parts, which no Word document needs",
            hint="Do not open it unless you know where it comes from.",
        )


# --- unpacking -------------------------------------------------------------------------------------------


def _unpacked(data: bytes, most_bytes: int) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _check_entries(entries, most_bytes)
            parts: dict[str, bytes] = {}
            left = most_bytes
            for entry in entries:
                parts[entry.filename] = _read(archive, entry, min(left, LARGEST_PART), most_bytes)
                left -= len(parts[entry.filename])
            return parts
    # what zipfile raises of damaged or oddly named entries
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DrafterError(f"this file is damaged ({error})", hint=_EARLIER) from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, most_bytes: int) -> bytes:
    """Never more than `most` bytes, whatever the entry says of its size."""
    with archive.open(entry) as part:
        found = part.read(most + 1)
    if len(found) > most:
        raise _too_large(entry.filename, most_bytes)
    return found


def _check_entries(entries: list[zipfile.ZipInfo], most_bytes: int) -> None:
    """Refuse what the list of parts alone gives away."""
    stranger = "Do not open it unless you know where it comes from."
    seen: set[str] = set()
    for entry in entries:
        # `orig_filename`, since zipfile turns backslashes round on some machines and cuts at a NUL
        name = entry.orig_filename
        if not name or name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/"):
            raise DrafterError(f"its part {name[:80]!r} has a name that no part may have", hint=stranger)
        if name.casefold() in seen:
            raise DrafterError(f"its part {name[:80]!r} is there twice", hint=stranger)
        seen.add(name.casefold())
        if entry.flag_bits & 1:
            raise DrafterError(
                "this file is protected with a password", hint="Save it without one and try again."
            )
        # others unpack without a limit that could be set
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DrafterError(f"its part {name[:80]!r} is packed in an unusual way", hint=_SAVE_AGAIN)
        if entry.file_size > min(LARGEST_PART, most_bytes):
            raise _too_large(name, most_bytes)
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise DrafterError(
            f"this file is too large: it unpacks to more than {_mb(most_bytes)}", hint=_SAVE_AGAIN
        )


def _too_large(name: str, most_bytes: int) -> DrafterError:
    limit = _mb(min(LARGEST_PART, most_bytes))
    return DrafterError(f"its part {name[:80]!r} is too large (over {limit})", hint=_SAVE_AGAIN)


def _mb(size: int) -> str:
    return f"{size // 1_000_000} MB"


# --- before it is parsed ---------------------------------------------------------------------------------


def is_xml(name: str, data: bytes) -> bool:
    """Whether a part is XML that somebody may parse; pictures (.svg) and web pages are not ours to read."""
    ending = posixpath.splitext(name)[1].lower()
    if ending in (".xml", ".rels"):
        return True
    is_markup = plain(data[:64]).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return is_markup and ending not in (".svg", ".htm", ".html", ".xhtml", ".mht", ".mhtml")


def check_markup(name: str, data: bytes) -> None:
    """Refuse a document type, which only an attack has here, and more than a parser should be given."""
    markup = plain(data)
    if b"<!DOCTYPE" in markup:
        raise _told_document_type(name)
    # counted only where there is room for too many: most parts are smaller than that
    if len(markup) > MOST_MARKS and markup.count(b"<") + markup.count(b"=") > MOST_MARKS:
        raise DrafterError(
            f"its part {name[:80]!r} is too large (over {MOST_MARKS:,} tags)", hint=_SAVE_AGAIN
        )
    if len(markup) > MOST_PARAGRAPHS * len("<p>") and markup.count(b"p") > MOST_PARAGRAPHS:
        found = sum(1 for _ in _PARAGRAPH.finditer(markup))
        if found > MOST_PARAGRAPHS:
            raise DrafterError(
                f"its part {name[:80]!r} has more than {MOST_PARAGRAPHS:,} paragraphs",
                hint="Divide it into several files in Word.",
            )


def parsed(name: str, data: bytes) -> etree._Element:
    """A part as a tree, as it is. Raises DrafterError where it is damaged."""
    check_markup(name, data)
    return _tree(name, data)


def _tree(name: str, data: bytes) -> etree._Element:
    """A part whose markup was checked, as a tree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(getattr(error, "msg", None) or error).split())
        if "XML_PARSE_HUGE" in reason:  # the parser's own limits, in words for programmers
            reason = "it is nested too deeply, or a text in it is too long"
        raise DrafterError(f"its part {name[:80]!r} is damaged ({reason})", hint=_EARLIER) from error
    document: Any = root.getroottree()
    if document.docinfo.doctype:  # spelled in an encoding that hid it from the search above
        raise _told_document_type(name)
    return root


def plain(data: bytes) -> bytes:
    """The bytes with UTF-16 and UTF-32 made searchable; no other encoding of XML has a NUL in it."""
    return data.replace(b"\0", b"") if b"\0" in data[:8] else data


def _told_document_type(name: str) -> DrafterError:
    return DrafterError(
        f"its part {name[:80]!r} declares a document type, which no Word document has",
        hint="Do not open it unless you know where it comes from.",
    )


def _make_transitional(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for key, value in list(element.attrib.items()):
            if (new := _renamed(str(key))) != key:
                del element.attrib[key]
                element.set(new, value)


def _renamed(tag: str) -> str:
    namespace, mark, local = tag[1:].partition("}")
    return f"{{{_TRANSITIONAL[namespace]}}}{local}" if mark and namespace in _TRANSITIONAL else tag


# --- content types and relationships ---------------------------------------------------------------------


def relationships_of(name: str) -> str:
    """The name of the part that holds the relationships of the part `name`."""
    folder, base = posixpath.split(name)
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def _relationships(name: str, tree: etree._Element) -> Iterator[Relationship]:
    folder = posixpath.dirname(name)
    for one in tree.iter(f"{{{RELATIONSHIPS}}}Relationship"):
        target, is_outside = str(one.get("Target", "")), one.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join(f"/{folder}", unquote(target))).lstrip("/")
        kind = str(one.get("Type", "")).rpartition("/")[2]
        yield Relationship(str(one.get("Id", "")), kind, target, is_outside)


def _content_types(parts: Mapping[str, bytes], names: Mapping[str, str]) -> Mapping[str, str]:
    kept = names[TYPES_PART.casefold()]
    tree = _tree(kept, parts[kept])
    by_ending = {
        str(one.get("Extension", "")).casefold(): str(one.get("ContentType", ""))
        for one in tree.iter(f"{{{CONTENT_TYPES}}}Default")
    }
    by_name = {
        str(one.get("PartName", "")).lstrip("/").casefold(): str(one.get("ContentType", ""))
        for one in tree.iter(f"{{{CONTENT_TYPES}}}Override")
    }
    return {
        name: by_name.get(key) or by_ending.get(key.rpartition(".")[2], "") for key, name in names.items()
    }
