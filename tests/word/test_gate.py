"""The gate: whatever is no Word file, or a hostile one, is refused in a sentence before it is parsed."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from drafter.errors import DrafterError
from drafter.word import gate
from drafter.word.gate import Package, opened_package
from tests.word.helpers import DOCUMENT, MAIN, W, example, example_parts, packed

RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
SPACE_BOMB = 70_000_000
Make = Callable[[], bytes]


@cache
def final() -> dict[str, bytes]:
    return example_parts(final=True)


def with_part(name: str, data: bytes) -> bytes:
    return packed({**final(), name: data})


def without(name: str) -> bytes:
    return packed({key: data for key, data in final().items() if key != name})


def document(body: str, head: str = "") -> bytes:
    return f'{head}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'.encode()


def with_entries(*names: str) -> bytes:
    """The final example with further entries, whatever their names."""
    whole = io.BytesIO(example(final=True))
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "a") as archive:
        warnings.simplefilter("ignore")  # zipfile itself warns of a name that is there
        for name in names:
            entry = zipfile.ZipInfo("x")
            entry.filename = name  # set afterwards, since the constructor would put it right
            archive.writestr(entry, b"x")
    return whole.getvalue()


def with_directory_of(count: int) -> bytes:
    """A file whose directory says nothing but how many entries it has."""
    data = bytearray(example(final=True))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, count, count)
    return bytes(data)


def with_a_longer_directory() -> bytes:
    """A directory with too many entries which says that it has three."""
    entry = b"PK\x01\x02" + bytes(42)
    listed = entry * (gate.MOST_ENTRIES + 1)
    return b"PK\x03\x04" + listed + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 3, 3, len(listed), 4, 0)


def with_a_wide_directory() -> bytes:
    """The same told in the form for archives beyond 4 GB."""
    wide = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 100_000, 100_000, 0, 4)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4, 1)
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + wide + locator + end


def with_lying_size() -> bytes:
    """A part that unpacks to more than the directory says; its check sum is that of the whole."""
    data = bytearray(with_part(DOCUMENT, b" " * 1_000_000))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for match in re.finditer(signature, bytes(data)):
            if struct.unpack_from("<L", data, match.start() + place)[0] == 1_000_000:
                struct.pack_into("<L", data, match.start() + place, 10)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(example(final=True))
    for match in re.finditer(b"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    return bytes(data)


def squeezed() -> bytes:
    whole = io.BytesIO(example(final=True))
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("word/media/more.bin", bytes(1_000), zipfile.ZIP_BZIP2)
    return whole.getvalue()


def ole(stream: str = "") -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + stream.encode("utf-16-le") + bytes(500)


def workbook() -> bytes:
    types = final()[TYPES].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    return with_part(TYPES, types)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ENTITY = "<w:p><w:r><w:t>A&e;B</w:t></w:r></w:p>"

REFUSED: dict[str, tuple[Make, str]] = {
    "empty": (lambda: b"", "this file is empty"),
    "a text": (lambda: b"Dear colleague,\n", "plain text"),
    "a text in UTF-16": (lambda: "Dear colleague".encode("utf-16"), "plain text"),
    "rich text": (lambda: b"{\\rtf1\\ansi hello}", "rich text"),
    "a PDF": (lambda: b"%PDF-1.7\n\x00\x01", "a PDF"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00", "no Word document"),
    "a password": (lambda: ole("EncryptedPackage"), "protected with a password"),
    "an old .doc": (lambda: ole("WordDocument"), "the old format of Word (.doc)"),
    "an OLE file of either kind": (ole, "protected with a password, or it is in the old format"),
    "truncated": (lambda: example(final=True)[:-100], "its end is missing"),
    "half of it": (lambda: example(final=True)[:10_000], "its end is missing"),
    "an empty zip": (lambda: packed({}), "empty or damaged"),
    "a zip of something else": (lambda: packed({"mimetype": b"text"}), "it lacks [Content_Types].xml"),
    "no content types": (lambda: without(TYPES), "it lacks [Content_Types].xml"),
    "no document": (lambda: without(DOCUMENT), "no Word document"),
    "a workbook": (workbook, "no Word document"),
    "entries with a password": (encrypted, "protected with a password"),
    "an unusual packing": (squeezed, "more.bin' is packed in an unusual way"),
    "100,000 entries": (lambda: with_directory_of(0xFFFE), "more than 5,000 parts"),
    "a longer directory than told": (with_a_longer_directory, "more than 5,000 parts"),
    "a wide directory": (with_a_wide_directory, "more than 5,000 parts"),
    "a part twice": (lambda: with_entries(DOCUMENT), "is there twice"),
    "a part twice in capitals": (lambda: with_entries("WORD/Document.XML"), "is there twice"),
    "a way up": (lambda: with_entries("word/../../evil.xml"), "a name that no part may have"),
    "a way up alone": (lambda: with_entries("../evil.xml"), "a name that no part may have"),
    "a whole path": (lambda: with_entries("/etc/evil.xml"), "a name that no part may have"),
    "a path of Windows": (lambda: with_entries("word\\evil.xml"), "a name that no part may have"),
    "a name that begins with nothing": (lambda: with_entries("\0x"), "a name that no part may have"),
    "a bomb of spaces": (lambda: with_part(DOCUMENT, b" " * SPACE_BOMB), "too large (over 64 MB)"),
    "a bomb in a picture": (lambda: with_part("word/media/a.png", bytes(SPACE_BOMB)), "too large"),
    "a size that lies": (with_lying_size, "this file is damaged"),
    "laughs": (lambda: with_part(DOCUMENT, document(ENTITY, LAUGHS)), "declares a document type"),
    "a file from outside": (
        lambda: with_part(DOCUMENT, document(ENTITY, OUTSIDE)),
        "declares a document type",
    ),
    "a document type in UTF-16": (
        lambda: with_part(DOCUMENT, document(ENTITY, OUTSIDE).decode().encode("utf-16")),
        "declares a document type",
    ),
    "a document type in UTF-16 without a mark": (
        lambda: with_part(DOCUMENT, document(ENTITY, OUTSIDE).decode().encode("utf-16-be")),
        "declares a document type",
    ),
    "a document type in a part that is not read": (
        lambda: with_part("customXml/item9.xml", f"{LAUGHS}<x/>".encode()),
        "'customXml/item9.xml' declares a document type",
    ),
    "a document type under another ending": (
        lambda: with_part("word/document.odd", f"\n{LAUGHS}<x/>".encode()),
        "declares a document type",
    ),
    "too many paragraphs": (
        lambda: with_part(DOCUMENT, document("<w:p/>" * 100_001)),
        "more than 100,000 paragraphs",
    ),
    "too many tags": (lambda: with_part(DOCUMENT, document("<w:r/>" * 3_000_001)), "over 3,000,000 tags"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_word_file_or_a_hostile_one_is_refused(name: str) -> None:
    make, told = REFUSED[name]
    with pytest.raises(DrafterError) as refused:
        opened_package(make())
    assert told in refused.value.problem
    assert "\n" not in str(refused.value)
    assert refused.value.hint.endswith((".", "?"))


# that it is a workbook, only the content types say
@pytest.mark.parametrize("name", sorted(set(REFUSED) - {"no document", "a workbook"}))
def test_what_is_refused_is_never_given_to_a_parser(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = REFUSED[name][0]()
    monkeypatch.setattr(gate, "parsed", lambda *_: pytest.fail("a parser was called"))
    with pytest.raises(DrafterError):
        opened_package(data)


def test_what_all_parts_unpack_to_is_limited() -> None:
    whole = sum(map(len, final().values()))
    assert opened_package(example(final=True), most_bytes=whole).parts == final()
    with pytest.raises(DrafterError, match="it unpacks to more than"):
        opened_package(example(final=True), most_bytes=whole - 1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<a>" * 5_000, "nested too deeply"),
        (document("<w:p>")[:-5], "is damaged"),
        (b"", "is damaged"),
        (document("<w:t>" + "x" * 11_000_000 + "</w:t>"), "too long"),
    ],
    ids=["deep", "cut", "empty", "a long text"],
)
def test_a_damaged_part_is_told_when_it_is_read(data: bytes, told: str) -> None:
    package = opened_package(with_part(DOCUMENT, data))
    with pytest.raises(DrafterError) as refused:
        package.tree(DOCUMENT)
    assert f"its part {DOCUMENT!r} is damaged" in refused.value.problem
    assert told in refused.value.problem
    assert "\n" not in refused.value.problem


def test_a_document_type_in_an_encoding_that_hides_it_is_refused_after_all() -> None:
    spelled = "<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>".encode("utf-7").replace(b"<", b"+ADw-")
    data = b"<?xml version='1.0' encoding='UTF-7'?>" + spelled
    with pytest.raises(DrafterError):
        gate.parsed("word/odd.xml", data)


def test_a_part_that_is_not_told_to_be_xml_is_checked_when_it_is_read() -> None:
    parts = {**final(), "word/text.bin": b" " * 80 + b"<!DOCTYPE x><x/>"}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/text.bin")
    package = opened_package(packed(parts))
    with pytest.raises(DrafterError) as refused:
        package.tree(package.main)
    assert package.main == "word/text.bin"
    assert "declares a document type" in refused.value.problem


def test_parts_that_have_room_for_too_much_and_no_more_are_counted() -> None:
    gate.check_markup("word/odd.xml", b"<p>" * gate.MOST_PARAGRAPHS)
    with pytest.raises(DrafterError):
        gate.check_markup("word/odd.xml", b"<p>" * (gate.MOST_PARAGRAPHS + 1))
    gate.check_markup("word/odd.xml", b"<" * gate.MOST_MARKS)
    with pytest.raises(DrafterError):
        gate.check_markup("word/odd.xml", b"<" * (gate.MOST_MARKS + 1))


# --- what passes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["final", "draft"])
def test_our_own_files_pass(kind: str) -> None:
    parts = example_parts(final=kind == "final")
    package = opened_package(packed(parts))
    assert package.parts == parts
    assert package.main == DOCUMENT
    assert package.related(DOCUMENT, "styles") == "word/styles.xml"
    assert {one.kind for one in package.relationships(DOCUMENT)} >= {"styles", "numbering", "hyperlink"}


def test_a_document_elsewhere_is_found_by_its_relationship() -> None:
    parts = {**final(), "word/text9.xml": final()[DOCUMENT]}
    del parts[DOCUMENT]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/text9.xml")
    assert opened_package(packed(parts)).main == "word/text9.xml"


def test_a_document_without_relationships_is_found_by_its_usual_name() -> None:
    assert opened_package(without("_rels/.rels")).main == DOCUMENT


def test_names_are_found_whatever_their_case() -> None:
    package = opened_package(example(final=True))
    assert package.name("Word/STYLES.xml") == "word/styles.xml"
    assert package.tree("WORD/styles.XML").tag == f"{W}styles"
    assert package.name("word/no.xml") is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_unicode_pass(encoding: str) -> None:
    data = document("<w:p><w:r><w:t>café</w:t></w:r></w:p>").decode().encode(encoding)
    root = opened_package(with_part(DOCUMENT, data)).tree(DOCUMENT)
    assert "".join(map(str, root.itertext())) == "café"


def test_the_names_of_strict_files_are_those_of_all_others() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = document('<w:p w:rsidR="00AB12CD"><w:r/></w:p>').replace(MAIN.encode(), strict.encode())
    package: Package = opened_package(with_part(DOCUMENT, data))
    paragraph = package.tree(DOCUMENT).find(f"{W}body/{W}p")
    assert paragraph is not None
    assert paragraph.get(f"{W}rsidR") == "00AB12CD"


def test_a_web_page_and_a_drawing_may_have_a_document_type() -> None:
    for name in ("word/page.html", "word/media/a.svg"):
        assert opened_package(with_part(name, b"<!DOCTYPE html><html/>")).name(name) == name


def test_a_hundred_thousand_paragraphs_pass() -> None:
    assert opened_package(with_part(DOCUMENT, document("<w:p/>" * 100_000))).main == DOCUMENT


def test_folders_are_no_parts() -> None:
    assert opened_package(with_entries("word/")).parts == final()
