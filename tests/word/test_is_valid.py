"""The exported Word documents are valid: by the schema, and by what a schema check does not find."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.word import validity
from tests.word.helpers import DOCUMENT, empty_blank, example, exported, packed, planted, unpacked

EXPORTS = pytest.mark.parametrize("name", ["example draft", "example final", "empty draft", "empty final"])
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
NOTES = "word/footnotes.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"


@cache
def file(name: str) -> bytes:
    report, kind = name.split()
    if report == "example":
        return example(final=kind == "final")
    return exported(empty_blank(), final=kind == "final")


def draft() -> dict[str, bytes]:
    return unpacked(file("example draft"))


@EXPORTS
def test_the_schema_check_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(file(name))
    result = OpenXmlValidator(max_errors=0).validate(path)
    assert [f"{e.part_uri} {e.path}: {e.description}" for e in result.errors] == []
    assert result.is_valid


def test_the_schema_check_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    faulty = planted(draft(), DOCUMENT, "<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/><w:header/>")
    path.write_bytes(packed(faulty))
    assert not OpenXmlValidator(max_errors=0).validate(path).is_valid


@EXPORTS
@pytest.mark.parametrize("check", validity.CHECKS, ids=lambda check: check.__name__)
def test_the_document_keeps_the_rule(name: str, check: validity.Check) -> None:
    assert check(unpacked(file(name))) == []


# --- each check can fail ---------------------------------------------------------------------------------

_CELL_END = "</w:p></w:tc>"
_TABLE = "<w:tbl><w:tblGrid/></w:tbl>"
# What is planted, for each check: the part, what stands there, and the fault in its place.
FAULTS: dict[validity.Check, list[tuple[str, str, str]]] = {
    validity.every_part_is_well_formed: [
        (DOCUMENT, "</w:p>", ""),
    ],
    validity.every_bookmark_is_begun_and_ended_once: [
        (DOCUMENT, '<w:bookmarkEnd w:id="3"/>', ""),
        (DOCUMENT, 'kmarkEnd w:id="4"', 'kmarkEnd w:id="3"'),
        (NOTES, 'w:id="1000001"', 'w:id="1"'),
    ],
    validity.every_bookmark_has_a_name_that_word_allows: [
        (DOCUMENT, "_dr_cover__subtitle", "_dr_COVER__title"),
        (DOCUMENT, "_dr_cover__title", "_dr_cover.title"),
        (DOCUMENT, "_dr_cover__title", "_" * 41),
    ],
    validity.every_field_begins_separates_and_ends: [
        (DOCUMENT, 'CharType="separate"', 'CharType="end"'),
        (DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    ],
    validity.every_anchor_and_reference_names_a_bookmark: [
        (DOCUMENT, 'name="_Toc200000003"', 'name="_Toc9"'),
        (DOCUMENT, " TOC \\o", " REF nothing \\r"),
    ],
    validity.every_cell_ends_with_a_paragraph: [
        (DOCUMENT, _CELL_END, f"</w:p>{_TABLE}</w:tc>"),
    ],
    validity.every_content_control_holds_a_block: [
        (DOCUMENT, "<w:sdt>", "<w:sdt><w:sdtContent/></w:sdt><w:sdt>"),
        (DOCUMENT, "<w:sdtPr>", f'<w:sdtPr><w:tag w:val="{"x" * 65}"/>'),
    ],
    validity.every_row_fills_the_grid: [
        (DOCUMENT, "<w:gridCol ", '<w:gridCol w:w="9"/><w:gridCol '),
        (DOCUMENT, "<w:tcW w:w=", "<w:tcW w:x="),
    ],
    validity.no_cells_are_merged: [
        (DOCUMENT, '<w:vAlign w:val="center"/>', '<w:gridSpan w:val="2"/>'),
    ],
    validity.every_table_but_a_strip_marks_its_first_row_as_heading: [
        (DOCUMENT, "<w:tblHeader/>", ""),
    ],
    validity.every_table_has_a_title: [
        (DOCUMENT, "w:tblCaption ", "w:tblDescription "),
    ],
    validity.no_two_tables_touch_and_the_body_ends_with_a_paragraph: [
        (DOCUMENT, "</w:tbl>", f"</w:tbl>{_TABLE}"),
        (DOCUMENT, "<w:sectPr", f"{_TABLE}<w:sectPr"),
    ],
    validity.only_separators_and_cells_are_empty: [
        (DOCUMENT, "<w:sectPr", "<w:p/><w:sectPr"),
        (DOCUMENT, ">Audit Commission<", "><"),
    ],
    validity.no_heading_level_is_skipped: [
        (DOCUMENT, 'w:val="Heading2', 'w:val="Heading3'),
    ],
    validity.the_language_is_set_once: [
        (DOCUMENT, "<w:rPr>", '<w:rPr><w:lang w:val="en-GB"/>'),
        (STYLES, '<w:lang w:val="en-GB"', '<w:lang w:val="en-US"'),
    ],
    validity.every_style_that_is_used_is_there: [
        (STYLES, 'w:styleId="CoverList"', 'w:styleId="CoverList2"'),
        (DOCUMENT, 'pStyle w:val="Bullet"', 'pStyle w:val="GradeMark"'),
    ],
    validity.every_list_that_is_used_is_there: [
        (DOCUMENT, '<w:numId w:val="', '<w:numId w:val="9'),
        (NUMBERING, "</w:num>", '</w:num><w:abstractNum w:abstractNumId="77"/>'),
        (NUMBERING, '<w:abstractNumId w:val="', '<w:abstractNumId w:val="9'),
    ],
    validity.every_footnote_is_referred_to_once: [
        (DOCUMENT, '<w:footnoteReference w:id="1"/>', ""),
    ],
    validity.every_relationship_leads_somewhere: [
        (RELATIONSHIPS, 'Target="styles.xml"', 'Target="style.xml"'),
        (RELATIONSHIPS, 'Id="rId2"', 'Id="rId1"'),
        (RELATIONSHIPS, "relationships/hyperlink", "relationships/image"),
    ],
    validity.every_relationship_id_is_known: [
        (DOCUMENT, 'r:id="rIdLink1"', 'r:id="rIdLink77"'),
        (DOCUMENT, 'r:id="rId10"', 'r:id="rId99"'),
    ],
    validity.every_address_is_a_uri: [
        (RELATIONSHIPS, "http://www", "http://www .\\"),
    ],
    validity.the_content_types_cover_every_part: [
        ("[Content_Types].xml", "/word/styles.xml", "/word/style.xml"),
    ],
    validity.the_document_has_a_title: [
        ("docProps/core.xml", "Joint area review: Halton", " "),
    ],
    validity.everything_is_in_the_main_namespace: [
        (DOCUMENT, "<w:sectPr", '<other xmlns="urn:x"/><w:sectPr'),
    ],
}
PLANTED = [(check, *fault) for check, faults in FAULTS.items() for fault in faults]


@pytest.mark.parametrize(
    ("check", "part", "old", "new"), PLANTED, ids=[fault[0].__name__ for fault in PLANTED]
)
def test_a_planted_fault_is_found(check: validity.Check, part: str, old: str, new: str) -> None:
    assert check(draft()) == []
    assert check(planted(draft(), part, old, new)) != []


def test_every_check_has_a_planted_fault() -> None:
    assert set(FAULTS) == {validity.every_part_is_well_formed, *validity.CHECKS}
