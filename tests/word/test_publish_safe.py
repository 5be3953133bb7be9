"""What leaves the house: a final document carries the text alone, a draft its data, neither the desk."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from drafter.report.ids import seeded_ids
from drafter.report.model import Desk, Origin, Report, TrayPiece
from drafter.report.richtext import rich
from drafter.services.exporting import export
from drafter.services.steps import finish
from drafter.store.encode import content as encoded_content
from drafter.store.reports import Opened
from tests.word.helpers import (
    DOCUMENT,
    Parts,
    elements,
    example,
    exported,
    packed,
    tree,
    unpacked,
    worked_example,
    xml_names,
)

SECRET = "zanzibar-{}"
NAMED_LIKE_PEOPLE = re.compile(r"(?i)(author|initials|lastModifiedBy|creator|Company|Manager)[ \">=]")
TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange")
COMMENTED = ("commentReference", "commentRangeStart", "commentRangeEnd", "annotationRef")
HIDDEN = ("vanish", "specVanish", "webHidden", "docVars", "rsid", "rsids", "rsidRoot")
FINAL_PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    DOCUMENT,
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
}
DRAFT_PARTS = FINAL_PARTS | {
    "customXml/_rels/item1.xml.rels",
    "customXml/item1.xml",
    "customXml/itemProps1.xml",
    "docProps/custom.xml",
}


@cache
def with_a_desk() -> Opened:
    """The worked example with something on every place of the desk that nobody may see."""
    opened = worked_example()
    ids = seeded_ids("desk")
    desk = Desk(
        notes={"safeguarding": SECRET.format("note"), "": SECRET.format("general")},
        short_titles={"unused": "Short title"},
        tray=(
            TrayPiece(
                id=ids(),
                heading=SECRET.format("heading"),
                text=rich(SECRET.format("piece")),
                origin=Origin(source=SECRET.format("source"), place=SECRET.format("place")),
            ),
        ),
    )
    return Opened(replace(opened.report, desk=desk), opened.framework)


@cache
def parts_of(kind: str) -> Parts:
    return unpacked(exported(with_a_desk(), final=kind == "final"))


def everything(parts: Parts) -> str:
    """All text of a file, what is packed in its data too."""
    packed_data = re.findall(rb"<vt:lpwstr>(eJ[^<]*|eN[^<]*)<", parts.get("docProps/custom.xml", b""))
    unpacked_data = [zlib.decompress(base64.b64decode(data)) for data in packed_data]
    return b"\n".join([*parts.values(), *unpacked_data, *map(str.encode, parts)]).decode("utf-8", "replace")


# --- a final document ------------------------------------------------------------------------------------


def test_a_final_document_has_these_parts_and_no_other() -> None:
    assert set(parts_of("final")) == FINAL_PARTS


def test_the_core_properties_say_title_subject_and_language_alone() -> None:
    names = [re.sub("{.*}", "", str(e.tag)) for e in tree(parts_of("final"), "docProps/core.xml")]
    assert names == ["title", "subject", "language"]


def test_a_final_document_names_no_person_and_no_time() -> None:
    for name in xml_names(parts_of("final")):
        text = parts_of("final")[name].decode()
        assert not NAMED_LIKE_PEOPLE.search(text), name
        assert not re.search(r"\d{4}-\d\d-\d\dT", text), name


@pytest.mark.parametrize("name", [*TRACKED, *COMMENTED, *HIDDEN])
def test_a_final_document_has_no_tracked_change_comment_or_hidden_text(name: str) -> None:
    for part in xml_names(parts_of("final")):
        root = tree(parts_of("final"), part)
        assert list(elements(root, name)) == []
        assert not [k for e in root.iter() for k in e.attrib if str(k).rpartition("}")[2].startswith("rsid")]


def test_a_final_document_carries_no_data() -> None:
    text = everything(parts_of("final"))
    assert "customXml" not in text
    assert "custom-properties" not in text
    assert "DrafterReport" not in text
    assert '"sections"' not in text


def test_a_final_document_does_not_say_that_it_is_a_draft() -> None:
    for name in (n for n in parts_of("final") if n.startswith(("word/header", "word/footer", DOCUMENT))):
        assert b"raft:" not in parts_of("final")[name]
        assert b"to be written" not in parts_of("final")[name]


def test_nothing_in_the_zip_says_when_or_where_it_was_made() -> None:
    for kind in ("final", "draft"):
        with zipfile.ZipFile(io.BytesIO(exported(with_a_desk(), final=kind == "final"))) as archive:
            assert archive.comment == b""
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert {(entry.comment, entry.extra) for entry in archive.infolist()} == {(b"", b"")}


# --- a draft ---------------------------------------------------------------------------------------------


def test_a_draft_has_its_data_besides_and_nothing_else() -> None:
    assert set(parts_of("draft")) == DRAFT_PARTS


def from_custom_xml(parts: Parts) -> bytes:
    root = tree(parts, "customXml/item1.xml")
    data = (root.text or "").encode()
    assert hashlib.sha256(data).hexdigest() == root.get("sha256")
    return data


def from_properties(parts: Parts) -> bytes:
    values = {str(p.get("name")): "".join(map(str, p.itertext())) for p in tree(parts, "docProps/custom.xml")}
    data = zlib.decompress(base64.b64decode(values["DrafterReport"], validate=True))
    assert hashlib.sha256(data).hexdigest() == values["DrafterHash"]
    return data


@pytest.mark.parametrize("carried", [from_custom_xml, from_properties], ids=["custom XML", "property"])
def test_the_data_of_a_draft_is_the_content_of_the_report(carried: object) -> None:
    assert callable(carried)
    data = json.loads(carried(parts_of("draft")))
    assert data["content"] == json.loads(json.dumps(encoded_content(worked_example().report.content)))
    assert data["framework"] == {"key": "joint-area-review-2007", "version": 1}
    assert set(data) <= {"format", "framework", "content", "desk"}
    assert set(data["desk"]) <= {"carried", "short-titles"}


def test_changed_data_does_not_match_its_hash() -> None:
    parts = dict(parts_of("draft"))
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(b"Halton", b"Walton")
    with pytest.raises(AssertionError):
        from_custom_xml(parts)


@pytest.mark.parametrize("source", ["Prior re\u0301port.docx", "a\u2028b.docx"])
def test_the_hash_holds_whatever_the_source_of_carried_over_text_is_called(source: str) -> None:
    opened = with_a_desk()
    desk = replace(opened.report.desk, carried={"k3f9x2ab": Origin(source=source, place="paragraph 43")})
    changed = Opened(replace(opened.report, desk=desk), opened.framework)
    parts = unpacked(exported(changed, final=False))
    assert from_custom_xml(parts) == from_properties(parts)


# --- both ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["final", "draft"])
def test_notes_and_tray_never_leave(kind: str) -> None:
    assert SECRET.format("") not in everything(parts_of(kind))


def test_the_search_for_notes_would_find_them() -> None:
    leaked = {**parts_of("draft"), "customXml/item2.xml": SECRET.format("note").encode()}
    assert SECRET.format("") in everything(leaked)
    assert '"sections"' in everything({"docProps/custom.xml": parts_of("draft")["docProps/custom.xml"]})


@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
def test_the_same_report_gives_the_same_bytes(final: bool) -> None:
    assert exported(worked_example(), final=final) == example(final=final)


def test_the_desk_does_not_change_a_final_document() -> None:
    bare = worked_example()
    emptied = Report(
        framework=bare.report.framework, version=bare.report.version, content=bare.report.content
    )
    assert exported(Opened(emptied, bare.framework), final=True) == exported(with_a_desk(), final=True)


def test_taken_apart_and_put_together_a_file_has_the_same_parts() -> None:
    assert unpacked(packed(parts_of("draft"))) == parts_of("draft")


# --- pages for the world ---------------------------------------------------------------------------------


@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
@pytest.mark.parametrize("ending", [".pdf", ".html", ".md"])
def test_no_other_format_carries_anything_of_the_desk(ending: str, final: bool, tmp_path: Path) -> None:
    target = tmp_path / f"report{ending}"
    finish(export(with_a_desk(), target, final=final))
    data = target.read_bytes()
    if ending == ".pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            data = b"".join(
                one.read_bytes()
                for one in pdf.objects
                if isinstance(one, pikepdf.Stream) and "/Filter" in one
            )
            data += repr(list(pdf.objects)).encode() + str(pdf.docinfo).encode()
        with pypdfium2.PdfDocument(target) as opened:
            data += "".join(page.get_textpage().get_text_range() for page in opened).encode()
    assert b"Joint area review" in data
    assert b"zanzibar" not in data.lower()
