"""What we write we read again, whole: by bookmark, style name and text."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.document import keys
from drafter.document.model import Contents, Document, Heading, Role, Strip, Table, Text, texts_of
from drafter.errors import DrafterError
from drafter.framework.known import known_keys
from drafter.recognise import Recognition, recognise
from drafter.report.ids import seeded_ids
from drafter.report.model import AreaSection, Content
from drafter.report.richtext import plain
from drafter.services import frameworks
from drafter.word.read import read
from drafter.word.write import write
from tests.filled import AREA_SEND, OWN_SENTENCE, area_send, area_send_in_own_words
from tests.strategies import contents
from tests.word.helpers import (
    DOCUMENT,
    JOINT_AREA_REVIEW,
    example,
    packed,
    planted,
    unpacked,
    worked_example,
)

FRAMEWORKS = pytest.mark.parametrize("key", sorted(frameworks.folders()))
EXPORTS = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])


def recognised(data: bytes, key: str = JOINT_AREA_REVIEW) -> Recognition:
    framework = frameworks.by_key(key)
    document = read(data, known_keys(framework))
    return recognise(document, framework, ids=seeded_ids("again"), source="report.docx")


def word_file(content: Content, key: str, *, draft: bool) -> bytes:
    framework = frameworks.by_key(key)
    return write(compose(content, framework, draft=draft), framework.house_style, pages=())


def edited(old: str, new: str, *, final: bool = False) -> Content:
    """The worked example's content after somebody changed the XML of its Word file."""
    parts = planted(unpacked(example(final=final)), DOCUMENT, old, new)
    return recognised(packed(parts)).report.content


# --- everything comes back -------------------------------------------------------------------------------


@FRAMEWORKS
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_is_read_again(key: str, data: st.DataObject) -> None:
    content = data.draw(contents(frameworks.by_key(key)))

    found = recognised(word_file(content, key, draft=True), key)

    assert found.report.content == content
    assert found.report.desk.tray == ()


@FRAMEWORKS
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_key_of_a_document_comes_back_from_its_bookmark(key: str, data: st.DataObject) -> None:
    framework = frameworks.by_key(key)
    document = compose(data.draw(contents(framework)), framework, draft=True)
    known = known_keys(framework)

    for block in document.blocks:
        for one in {block.key, *(text.key for text in texts_of(block))} - {""}:
            assert keys.key_of(keys.bookmark(one), known) == one


@EXPORTS
def test_the_worked_example_comes_back(final: bool) -> None:
    found = recognised(example(final=final))

    assert found.report.content == worked_example().report.content
    assert found.report.desk.tray == ()
    assert found.warnings == ()


@EXPORTS
def test_the_worked_example_comes_back_after_python_docx_saved_it(final: bool) -> None:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(example(final=final))).save(saved)

    assert recognised(saved.getvalue()).report.content == worked_example().report.content


def test_the_blocks_that_are_read_are_those_that_were_written() -> None:
    opened = worked_example()
    written = compose(opened.report.content, opened.framework, draft=False)

    found = read(example(final=True), known_keys(opened.framework))

    assert found.own
    kinds = (Heading, Strip, Table, Contents)
    assert [type(b) for b in found.blocks if isinstance(b, kinds)] == [
        type(b) for b in written.blocks if isinstance(b, kinds)
    ]
    assert [h for h in found.blocks if isinstance(h, Heading)] == [
        h for h in written.blocks if isinstance(h, Heading)
    ]


@pytest.mark.parametrize("place", ["sentence", "next-inspection"])
def test_what_is_printed_wins_over_the_grade_that_a_sentence_carries(place: str) -> None:
    opened = area_send_in_own_words("inconsistent", throughout=True)
    said = compose(area_send().content, opened.framework, draft=False).blocks
    named = {block.key: plain(block.text) for block in said if isinstance(block, Text)}
    old, key = {
        "sentence": (plain(OWN_SENTENCE), "outcome.sentence"),
        "next-inspection": ("That is soon.", "outcome.following.next-inspection"),
    }[place]
    parts = unpacked(word_file(opened.report.content, AREA_SEND, draft=False))

    found = recognised(packed(planted(parts, DOCUMENT, old, named[key])), AREA_SEND)

    assert recognised(packed(parts), AREA_SEND).report.content.grades == {"outcome": "inconsistent"}
    assert found.report.content.grades == {"outcome": "systemic-failings"}


def test_a_mark_that_names_no_grade_of_the_scale_says_nothing() -> None:
    opened = area_send_in_own_words("inconsistent", throughout=True)
    parts = unpacked(word_file(opened.report.content, AREA_SEND, draft=False))
    assert parts[DOCUMENT].count(b"_dr_Graded__inconsistent__outcome") == 1

    found = recognised(packed(planted(parts, DOCUMENT, "Graded__inconsistent", "Graded__good")), AREA_SEND)

    assert found.report.content.grades == {}
    section = found.report.content.sections["outcome"]
    assert isinstance(section, AreaSection)
    assert section.area.sentence == OWN_SENTENCE


def test_numbers_are_counted_as_they_are_printed() -> None:
    opened = worked_example()
    written = compose(opened.report.content, opened.framework, draft=False)

    def numbers(document: Document) -> list[int | None]:
        return [b.number for b in document.blocks if isinstance(b, Text)]

    assert numbers(read(example(final=True))) == numbers(written)
    assert max(n or 0 for n in numbers(written)) == 98


# --- what people do to the file --------------------------------------------------------------------------


def test_a_word_that_was_changed_comes_back_changed_under_its_id() -> None:
    before = worked_example().report.content
    after = edited("from 89% to 93%", "from 89% to 94%")

    assert after != before
    assert str(after).replace("94%", "93%") == str(before)


def test_a_style_with_another_id_is_known_by_its_name() -> None:
    parts = unpacked(example(final=True))
    renamed = {
        name: re.sub(rb'(styleId|pStyle w:val|basedOn w:val|link w:val)="Numbered', rb'\1="Renamed', data)
        for name, data in parts.items()
    }

    assert recognised(packed({**parts, **renamed})).report.content == worked_example().report.content


def test_a_grade_that_was_moved_in_the_strip_is_the_grade() -> None:
    parts = unpacked(example(final=True))
    text = parts[DOCUMENT].decode()
    start = text.index("Safeguarding", text.index("GradeStrip") - 3000)
    strip = text[text.index("<w:tbl>", start) : text.index("</w:tbl>", start)]
    moved = strip.replace("■", "▪").replace("□", "■", 1).replace("▪", "□")
    found = recognised(packed({**parts, DOCUMENT: text.replace(strip, moved, 1).encode()}))

    assert found.report.content.grades["safeguarding"] == "inadequate"


def test_tracked_changes_are_read_as_accepted() -> None:
    change = (
        '<w:ins w:id="9001" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new </w:t></w:r></w:ins>'
    )
    gone = (
        '<w:del w:id="9002" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>old </w:delText></w:r>'
        "</w:del>"
    )
    old = '<w:t xml:space="preserve">The quality of early intervention'
    assert "The contribution" in str(edited("<w:body>", "<w:body>"))
    content = edited(
        '<w:r><w:t xml:space="preserve">Safeguarding in Halton is seen',
        f'{change}{gone}<w:r><w:t xml:space="preserve">Safeguarding in Halton is seen',
    )

    assert "new Safeguarding in Halton is seen" in str(content)
    assert "old Safeguarding" not in str(content)
    assert old not in str(content)


def test_text_in_a_content_control_is_read() -> None:
    content = edited(
        '<w:r><w:t xml:space="preserve">Safeguarding in Halton is seen',
        "<w:sdt><w:sdtContent><w:r><w:t>Held. </w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:t xml:space="preserve">Safeguarding in Halton is seen',
    )

    assert "Held. Safeguarding in Halton is seen" in str(content)


def test_a_bookmark_that_stands_twice_counts_once() -> None:
    parts = unpacked(example(final=True))
    text = parts[DOCUMENT].decode()
    twice = re.sub(r'(<w:bookmarkStart w:id="\d+" w:name="_dr_[^"]*"/>)', r"\1\1", text)

    assert recognised(packed({**parts, DOCUMENT: twice.encode()})).report.content == (
        worked_example().report.content
    )


def test_a_paragraph_that_was_added_gets_an_id_of_its_own() -> None:
    parts = unpacked(example(final=True))
    text = parts[DOCUMENT].decode()
    place = text.index("</w:p>", text.index("Safeguarding in Halton is seen")) + len("</w:p>")
    style = '<w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr>'
    added = f"<w:p>{style}<w:r><w:t>A paragraph more.</w:t></w:r></w:p>"
    found = recognised(packed({**parts, DOCUMENT: (text[:place] + added + text[place:]).encode()}))

    assert "A paragraph more." in str(found.report.content)
    assert found.report.desk.tray == ()


def test_without_our_bookmarks_styles_and_text_still_tell_most() -> None:
    parts = unpacked(example(final=True))
    bare = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", parts[DOCUMENT])
    document = read(packed({**parts, DOCUMENT: bare}))

    assert [plain(b.text) for b in document.blocks if isinstance(b, Heading)][:2] == [
        "Introduction",
        "Context",
    ]
    assert sum(isinstance(b, Strip) for b in document.blocks) == 5
    assert sum(isinstance(b, Text) and b.role is Role.JUDGEMENT for b in document.blocks) == 6


# --- files of others, and damaged ones -------------------------------------------------------------------


def test_word_files_of_others_are_read_or_told(shared: Path) -> None:
    files = sorted((shared / "documents").rglob("*.docx"))
    read_ones = 0
    hints: list[str] = []
    for file in files:
        try:
            document = read(file.read_bytes())
        except DrafterError as error:
            hints.append(error.hint)
        else:
            read_ones += bool(document.blocks)
            assert not document.own, file
    assert all(hints)
    assert read_ones > len(files) * 0.8


@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(
    place=st.integers(0, 140_000),
    junk=st.sampled_from(["<", ">", "&", '"', "<w:p>", "</w:p>", "<w:tbl/>", "<w:r/>", "\x00", "xyz"]),
    gone=st.integers(0, 400),
)
def test_a_damaged_file_is_read_or_told(place: int, junk: str, gone: int) -> None:
    parts = unpacked(example(final=True))
    text = parts[DOCUMENT].decode()
    damaged = (text[:place] + junk + text[place + gone :]).encode()
    with contextlib.suppress(DrafterError):  # told; anything else would be a fault of ours
        assert recognised(packed({**parts, DOCUMENT: damaged})).report.content.sections


@pytest.mark.parametrize(
    "inside",
    [
        "<w:tbl/>",
        "<w:tbl><w:tr/></w:tbl>",
        "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
        "<w:p/>",
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>x</w:t></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r></w:p>',
        '<w:p><w:r><w:footnoteReference w:id="99"/><w:sym w:char="zz"/></w:r></w:p>',
        "<w:sdt/>",
        "<w:sdt><w:sdtContent/></w:sdt>",
        '<w:p><w:bookmarkStart w:id="1"/><w:r><w:t>x</w:t></w:r></w:p>',
        '<w:p><w:bookmarkStart w:id="1" w:name="_dr_"/><w:r><w:t>x</w:t></w:r></w:p>',
    ],
)
def test_what_is_not_as_it_should_be_is_read_all_the_same(inside: str) -> None:
    parts = unpacked(example(final=True))
    body = parts[DOCUMENT].decode().replace("<w:body>", f"<w:body>{inside}", 1)

    assert recognised(packed({**parts, DOCUMENT: body.encode()})).report.content.sections
