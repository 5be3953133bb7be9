"""What is hidden in a Word file is told, kind by kind; a final export of ours hides nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.word.hidden import KINDS, Hidden, shown
from drafter.word.inspect import inspect
from tests.word.helpers import DOCUMENT, MAIN, OFFICE, empty_blank, example, example_parts, exported, packed

CORE, APP = "docProps/core.xml", "docProps/app.xml"
SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
TYPES, RELATIONSHIPS, ROOT = "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"
HEADER, FOOTNOTES = "word/header1.xml", "word/footnotes.xml"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/main"
BY = 'w:id="9001" w:author="Ann Other" w:date="2024-03-05T10:00:00Z"'
REMARKS = {kind for kind, words in KINDS.items() if words.is_remark}
Parts = Mapping[str, bytes]
Plant = Callable[[Parts], Parts]


def clean() -> Parts:
    return example_parts(final=True)


def with_text(name: str, old: str, new: str) -> Plant:
    """`new` before the first `old` of a part."""

    def plant(parts: Parts) -> Parts:
        assert old in parts[name].decode(), (name, old)
        return {**parts, name: parts[name].decode().replace(old, new + old, 1).encode()}

    return plant


def in_body(xml: str) -> Plant:
    return with_text(DOCUMENT, "</w:body>", xml)


def in_part(name: str, xml: str) -> Plant:
    """`xml` at the end of a part."""

    def plant(parts: Parts) -> Parts:
        head, mark, tail = parts[name].decode().rpartition("</")
        return {**parts, name: f"{head}{xml}{mark}{tail}".encode()}

    return plant


def part(name: str, data: str | bytes) -> Plant:
    return lambda parts: {**parts, name: data.encode() if isinstance(data, str) else data}


def related(kind: str, target: str, *, outside: bool = False, source: str = RELATIONSHIPS) -> Plant:
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="planted" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return in_part(source, line)


def both(*plants: Plant) -> Plant:
    def plant(parts: Parts) -> Parts:
        for one in plants:
            parts = one(parts)
        return parts

    return plant


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def style(kind: str, name: str, inside: str) -> Plant:
    xml = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'
    return in_part(STYLES, xml)


def ways(new: str, old: str) -> str:
    """A drawing with what old versions of Word show in its place."""
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice xmlns:wps="{WORD_2010}"'
        f' Requires="wps"><w:t>{new}</w:t></mc:Choice><mc:Fallback><w:t>{old}</w:t></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def field(instruction: str) -> str:
    """A field whose instruction is cut into two runs, as Word does."""
    half = len(instruction) // 2
    return "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{instruction[:half]}</w:instrText>",
            f"<w:instrText>{instruction[half:]}</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>shown</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


COMMENTS = (
    f'<w:comments xmlns:w="{MAIN}"><w:comment {BY}>{paragraph(run("Is this"))}{paragraph(run("right?"))}'
    "</w:comment></w:comments>"
)
GLOSSARY = (
    f'<w:glossaryDocument xmlns:w="{MAIN}"><w:docParts><w:docPart><w:docPartPr><w:name w:val="Old"/>'
    f"</w:docPartPr><w:docPartBody>{paragraph(run('A stored passage'))}</w:docPartBody></w:docPart>"
    "</w:docParts></w:glossaryDocument>"
)
PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person'
    ' w15:author="Eve Third"><w15:presenceInfo w15:providerId="AD" w15:userId="eve@example.org"/>'
    "</w15:person></w15:people>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="Client"><vt:lpwstr>Halton</vt:lpwstr></property></Properties>'
)
TERMS = 'xmlns:dcterms="http://purl.org/dc/terms/"'
VANISH = "<w:vanish/>"
HIDDEN = "hidden-text"
OUTSIDE: dict[str, tuple[str, str, str]] = {
    "a linked picture": ("image", "https://example.org/a.png", "linked-pictures"),
    "a template": ("attachedTemplate", "file:///C:/Users/ann/Report.dotx", "template"),
    "an OLE link": ("oleObject", "file:///C:/figures.xlsx", "linked-files"),
    "a subdocument": ("subDocument", "chapter.docx", "linked-files"),
    "a frame": ("frame", "https://example.org/", "linked-files"),
    "a mail merge": ("mailMergeSource", "file:///C:/people.csv", "mail-merge"),
    "a link of an unknown kind": ("weather", "https://example.org/", "linked-files"),
    "a link that is gone from the text": ("hyperlink", "https://example.org/", "leftover-links"),
}
INSIDE: dict[str, tuple[str, str, str]] = {
    "a macro": ("vbaProject", "vbaProject.bin", "macros"),
    "a workbook": ("package", "embeddings/Book1.xlsx", "embedded-files"),
    "an object": ("oleObject", "embeddings/oleObject1.bin", "embedded-files"),
    "a control": ("control", "activeX/activeX1.bin", "controls"),
    "a printer": ("printerSettings", "printerSettings/printerSettings1.bin", "printer-settings"),
    "another document": ("aFChunk", "chunk.docx", "other-documents"),
    "a part of an unknown kind": ("weather", "weather.bin", "other-data"),
    "a font": ("font", "fonts/font1.odttf", "embedded-fonts"),
}


def outside(kind: str, target: str) -> Plant:
    return related(kind, target, outside=True)


def inside(kind: str, target: str) -> Plant:
    return both(related(kind, target), part(f"word/{target}", bytes(2_000)))


# what is planted, the kind that tells of it, and what is told
PLANTED: dict[str, tuple[Plant, str, str]] = {
    "a comment": (
        both(related("comments", "comments.xml"), part("word/comments.xml", COMMENTS)),
        "comments",
        "“Is this right?”",
    ),
    "an insertion": (in_body(paragraph(f"<w:ins {BY}>{run('added')}</w:ins>")), "insertions", "“added”"),
    "a deletion": (
        in_body(paragraph(f"<w:del {BY}><w:r><w:delText>weak</w:delText></w:r></w:del>")),
        "deletions",
        "“weak”",
    ),
    "a deleted paragraph mark": (
        in_body(paragraph(f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>")),
        "deletions",
        "",
    ),
    "a move": (
        in_body(
            paragraph(f"<w:moveFrom {BY}>{run('went')}</w:moveFrom><w:moveTo {BY}>{run('went')}</w:moveTo>")
        ),
        "moves",
        "“went”",
    ),
    "a change of formatting": (
        in_body(paragraph(run("x", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"))),
        "format-changes",
        "",
    ),
    "a change in a footnote": (
        with_text(FOOTNOTES, "</w:footnote>", paragraph(f"<w:ins {BY}>{run('noted')}</w:ins>")),
        "insertions",
        "“noted”",
    ),
    "hidden text": (
        in_body(paragraph(run("seen") + run("not ", VANISH) + run("seen", VANISH))),
        HIDDEN,
        "“not seen”",
    ),
    "hidden text in a header": (in_part(HEADER, paragraph(run("not seen", VANISH))), HIDDEN, "“not seen”"),
    "text that a style hides": (
        both(
            style("character", "Secret", f"<w:rPr>{VANISH}</w:rPr>"),
            in_body(paragraph(run("x", '<w:rStyle w:val="Secret"/>'))),
        ),
        HIDDEN,
        "“x”",
    ),
    "text that the style of a style hides": (
        both(
            style("paragraph", "Secret", f"<w:rPr>{VANISH}</w:rPr>"),
            style("paragraph", "Child", '<w:basedOn w:val="Secret"/>'),
            in_body(paragraph('<w:pPr><w:pStyle w:val="Child"/></w:pPr>' + run("x"))),
        ),
        HIDDEN,
        "“x”",
    ),
    "a hidden row": (
        in_body(
            "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
            + paragraph(run("row"))
            + "</w:tc></w:tr></w:tbl>"
        ),
        HIDDEN,
        "“row”",
    ),
    "a hidden picture": (
        in_body(paragraph(f"<w:r><w:rPr>{VANISH}</w:rPr><w:pict/></w:r>")),
        HIDDEN,
        "“[a picture or object]”",
    ),
    "a shape that is switched off": (
        in_body(paragraph('<w:r><x:docPr xmlns:x="urn:x" hidden="1" name="Stamp"/></w:r>')),
        "hidden-objects",
        "Stamp",
    ),
    "a cropped picture": (
        in_body(paragraph(f'<w:r><a:srcRect xmlns:a="{PICTURES}" l="10000"/></w:r>')),
        "cropped-pictures",
        "",
    ),
    "a photograph": (
        both(related("image", "media/a.jpg"), part("word/media/a.jpg", b"\xff\xd8\xff\xe1..Exif\0\0")),
        "photo-data",
        "a.jpg",
    ),
    "other words for old versions": (in_body(paragraph(ways("new", "old"))), "alternative-content", "“old”"),
    "a building block": (
        both(
            related("glossaryDocument", "glossary/document.xml"),
            part("word/glossary/document.xml", GLOSSARY),
        ),
        "building-blocks",
        "“A stored passage”",
    ),
    "the author": (
        in_part(CORE, "<dc:creator>Ann Other; Bob Second</dc:creator>"),
        "people",
        "Bob Second (author of the file)",
    ),
    "who saved it last": (
        in_part(CORE, "<cp:lastModifiedBy>Ann Other</cp:lastModifiedBy>"),
        "people",
        "Ann Other (last to save it)",
    ),
    "the company": (in_part(APP, "<Company>Halton</Company>"), "people", "Halton (organisation)"),
    "the manager": (in_part(APP, "<Manager>Eve</Manager>"), "people", "Eve (manager)"),
    "the author of a change": (
        in_body(paragraph(f"<w:ins {BY}>{run('x')}</w:ins>")),
        "people",
        "Ann Other (tracked changes)",
    ),
    "an account": (
        both(related("people", "people.xml"), part("word/people.xml", PEOPLE)),
        "people",
        "eve@example.org (account)",
    ),
    "who may edit": (in_body('<w:permStart w:id="1" w:ed="HALTON\\ann"/>'), "people", "HALTON\\ann"),
    "the day it was made": (
        in_part(CORE, f"<dcterms:created {TERMS}>2024-03-05T10:00:00Z</dcterms:created>"),
        "dates",
        "made 2024-03-05 10:00:00",
    ),
    "how long it took": (in_part(APP, "<TotalTime>95</TotalTime>"), "dates", "editing time: 95 min"),
    "when it was changed": (
        in_body(paragraph(f"<w:ins {BY}>{run('x')}</w:ins>")),
        "dates",
        "comments and changes, from 2024-03-05",
    ),
    "keywords": (in_part(CORE, "<cp:keywords>draft</cp:keywords>"), "descriptions", "keywords: draft"),
    "the template's name": (
        in_part(APP, "<Template>Report v3.dotx</Template>"),
        "descriptions",
        "template: Report v3.dotx",
    ),
    "a custom property": (
        both(
            related("custom-properties", "docProps/custom.xml", source=ROOT),
            part("docProps/custom.xml", CUSTOM),
        ),
        "custom-properties",
        "Client = Halton",
    ),
    "data of another program": (
        both(
            related("customXml", "../customXml/item5.xml"), part("customXml/item5.xml", '<a xmlns="urn:b"/>')
        ),
        "custom-xml",
        "item5.xml: a (urn:b)",
    ),
    "a variable": (
        in_part(SETTINGS, '<w:docVars><w:docVar w:name="Client" w:val="Halton"/></w:docVars>'),
        "variables",
        "Client = Halton",
    ),
    "a query": (
        in_part(SETTINGS, '<w:mailMerge><w:query w:val="SELECT * FROM People"/></w:mailMerge>'),
        "mail-merge",
        "SELECT * FROM People",
    ),
    "a session in the settings": (
        in_part(SETTINGS, '<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'),
        "editing-sessions",
        "",
    ),
    "a session in the text": (in_body('<w:p w:rsidR="00AB12CD"/>'), "editing-sessions", ""),
    "text of another file": (
        in_body(paragraph(field(" INCLUDETEXT C:\\notes.docx "))),
        "linked-files",
        "INCLUDETEXT C:\\notes.docx",
    ),
    "a command for another program": (
        in_body(paragraph('<w:fldSimple w:instr="DDEAUTO cmd x"/>')),
        "linked-files",
        "DDEAUTO cmd x",
    ),
    "a link to a file": (
        both(
            outside("hyperlink", "file:///S:/reports/"), in_body('<w:p><w:hyperlink r:id="planted"/></w:p>')
        ),
        "file-links",
        "file:///S:/reports/",
    ),
    "a file for macros": (
        lambda parts: {
            **parts,
            TYPES: parts[TYPES].replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        },
        "macros",
        "",
    ),
    "a macro that nothing leads to": (part("word/vbaProject.bin", b"x"), "macros", "vbaProject.bin"),
    "a thumbnail": (
        both(
            related("metadata/thumbnail", "docProps/thumbnail.jpeg", source=ROOT),
            part("docProps/thumbnail.jpeg", b"\xff\xd8"),
        ),
        "thumbnail",
        "thumbnail.jpeg",
    ),
    "a part that nothing leads to": (part("word/old.xml", "<a/>"), "stray-parts", "old.xml"),
    "a damaged part": (
        both(related("theme", "theme/theme9.xml"), part("word/theme/theme9.xml", "<a>")),
        "unreadable-parts",
        "word/theme/theme9.xml",
    ),
    "that changes are tracked": (in_part(SETTINGS, "<w:trackRevisions/>"), "tracking", ""),
    "a bookmark": (in_body('<w:bookmarkStart w:id="9" w:name="Mr_Smith"/>'), "bookmarks", "Mr_Smith"),
    **{n: (outside(rel, target), kind, target) for n, (rel, target, kind) in OUTSIDE.items()},
    **{
        n: (inside(rel, target), kind, f"{Path(target).name} (2 KB)")
        for n, (rel, target, kind) in INSIDE.items()
    },
}


@cache
def counts_of_clean() -> Mapping[str, int]:
    return {one.kind: one.count for one in inspect(packed(clean()))}


def found_in(parts: Parts) -> dict[str, Hidden]:
    return {one.kind: one for one in inspect(packed(parts))}


@cache
def everything() -> Parts:
    """A file in which all of it is planted."""
    parts = clean()
    for plant, _, _ in PLANTED.values():
        parts = plant(parts)
    return parts


def spoiled(data: st.DataObject, part: bytes) -> bytes:
    """`part` with bytes changed, taken out or put in somewhere."""
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(start + 40, len(part))))
    more = data.draw(st.binary(max_size=8) | st.sampled_from([b"<", b'"', b"&a;", b"<!--", b"<?x?>"]))
    return part[:start] + more + part[end:]


# --- planted -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found(name: str) -> None:
    plant, kind, told = PLANTED[name]
    found = found_in(plant(clean()))
    assert kind in found
    assert told in " | ".join(found[kind].examples)
    assert found[kind].count > counts_of_clean().get(kind, 0)
    assert found[kind].is_remark == (kind in REMARKS)


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_raises_no_other_alarm(name: str) -> None:
    plant, kind, _ = PLANTED[name]
    # a change or comment has an author and a date, which are told too
    belongs = {"people", "dates"}
    if kind in belongs:
        belongs = belongs | {"insertions"}
    assert {one for one in found_in(plant(clean())) if one not in REMARKS} <= {kind, *belongs}


def test_whose_the_comments_and_changes_are_is_told() -> None:
    for name, kind in (("a comment", "comments"), ("an insertion", "insertions"), ("a move", "moves")):
        found = found_in(PLANTED[name][0](clean()))
        assert found[kind].people == ("Ann Other",)
        assert found["people"].people == ("Ann Other",)
        assert found[kind].count == 1


def test_every_kind_is_planted_somewhere() -> None:
    hard_to_build = {"drafter-data", "drafter-keys", "title", "hyperlinks", "labels", "signatures"}
    assert {kind for _, kind, _ in PLANTED.values()} == set(KINDS) - hard_to_build


def test_all_of_it_at_once_is_told_in_the_order_of_the_kinds() -> None:
    found = list(found_in(everything()))
    assert found == [kind for kind in KINDS if kind in found]
    assert len(found) >= len(KINDS) - 6


# --- not hidden --------------------------------------------------------------------------------------------

SHOWN: dict[str, Plant] = {
    "text that says that it is not hidden": in_body(paragraph(run("x", '<w:vanish w:val="false"/>'))),
    "text that shows itself against its style": both(
        style("character", "Secret", f"<w:rPr>{VANISH}</w:rPr>"),
        in_body(paragraph(run("x", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'))),
    ),
    "a style that shows what its parent hides": both(
        style("paragraph", "Secret", f"<w:rPr>{VANISH}</w:rPr>"),
        style("paragraph", "Child", '<w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="off"/></w:rPr>'),
        in_body(paragraph('<w:pPr><w:pStyle w:val="Child"/></w:pPr>' + run("x"))),
    ),
    "a style that hides and that nobody uses": style("character", "Secret", f"<w:rPr>{VANISH}</w:rPr>"),
    "a hidden space": in_body(paragraph(run(" ", VANISH))),
    "styles based on each other": both(
        style("paragraph", "A1", '<w:basedOn w:val="B1"/>'),
        style("paragraph", "B1", '<w:basedOn w:val="A1"/>'),
        in_body(paragraph('<w:pPr><w:pStyle w:val="A1"/></w:pPr>' + run("x"))),
    ),
    "the same words for old versions": in_body(paragraph(ways("same", "same"))),
    "a reference": in_body(paragraph(field(" REF here \\h "))),
    "a picture that is cropped by nothing": in_body(
        paragraph(f'<w:r><a:srcRect xmlns:a="{PICTURES}" l="0"/></w:r>')
    ),
    "the usual template": in_part(APP, "<Template>Normal.dotm</Template>"),
    "an editing time of nothing": in_part(APP, "<TotalTime>0</TotalTime>"),
    "an author that was taken out": in_part(CORE, "<dc:creator>Author</dc:creator>"),
    "an empty author": in_part(CORE, "<dc:creator> </dc:creator>"),
    "a bookmark of Word's own": in_body('<w:bookmarkStart w:id="9" w:name="_GoBack"/>'),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_not_hidden_is_not_told(name: str) -> None:
    assert {kind: one.count for kind, one in found_in(SHOWN[name](clean())).items()} == counts_of_clean()


# --- our own files -----------------------------------------------------------------------------------------


def test_a_final_export_hides_nothing() -> None:
    found = inspect(example(final=True))
    assert [one for one in found if not one.is_remark] == []
    assert {"title", "hyperlinks", "drafter-keys"} <= {one.kind for one in found}


def test_an_empty_report_hides_nothing_either() -> None:
    assert all(one.is_remark for one in inspect(exported(empty_blank(), final=True)))


def test_a_draft_tells_that_it_carries_its_data() -> None:
    found = [one for one in inspect(example(final=False)) if not one.is_remark]
    assert [one.kind for one in found] == ["drafter-data"]
    assert found[0].count == 2
    assert "final" in found[0].remedy


# --- what is told ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_in_words_and_with_what_to_do(kind: str) -> None:
    words = KINDS[kind]
    assert words.remedy.endswith(".")
    assert "{n}" not in words.one
    assert "{" not in words.many.replace("{n}", "")


def test_examples_are_short_and_play_no_tricks() -> None:
    assert shown("a\x1b[31mb\u202ec\n d\u200b") == "a [31mb c d"
    assert len(shown("x" * 1_000_000)) == 70
    assert shown("  ") == ""


@given(data=st.data(), number=st.integers(1, 4))
def test_a_file_with_bytes_changed_is_inspected_or_refused(data: st.DataObject, number: int) -> None:
    parts = dict(everything())
    for _ in range(number):
        name = data.draw(st.sampled_from(sorted(parts)))
        parts[name] = spoiled(data, parts[name])
    whole = packed(parts)
    if data.draw(st.booleans()):
        whole = spoiled(data, whole)
    with contextlib.suppress(DrafterError):
        assert all(one.kind in KINDS for one in inspect(whole))


def test_a_damaged_document_is_refused() -> None:
    with pytest.raises(DrafterError, match="is damaged"):
        inspect(packed({**clean(), DOCUMENT: clean()[DOCUMENT][:-20]}))


def test_text_nested_on_purpose_is_read_once() -> None:
    nested = f"<w:ins {BY}>" * 200 + run("x" * 50) * 500 + "</w:ins>" * 200
    found = found_in(in_body(paragraph(nested) * 20)(clean()))
    assert found["insertions"].count == 4_000


# --- strangers' files --------------------------------------------------------------------------------------


def test_all_shared_documents_are_inspected_without_a_fault(shared: Path) -> None:
    documents = sorted((shared / "documents").rglob("*.docx"))
    assert documents
    for document in documents:
        for one in inspect(document.read_bytes()):
            assert one.count >= 1, document
            assert one.kind in KINDS


@pytest.mark.parametrize(
    ("name", "kind", "count", "people"),
    [
        ("pandoc/test/docx/comments.docx", "comments", None, ("Jesse Rosenthal",)),
        ("pandoc/test/docx/golden/comments.docx", "comments", 5, ("Jesse Rosenthal",)),
        ("mammoth/test/test-data/comments.docx", "comments", 2, ("Michael Williamson",)),
        ("pandoc/test/docx/track_changes_insertion.docx", "insertions", 1, ("eng-dept",)),
        ("pandoc/test/docx/track_changes_deletion.docx", "deletions", 1, ("eng-dept",)),
        ("pandoc/test/docx/track_changes_move.docx", "moves", 1, ("Jesse Rosenthal",)),
        ("mammoth/test/test-data/external-picture.docx", "linked-pictures", 1, ()),
        ("mammoth/test/test-data/strict-format.docx", "people", 1, ("Tom Chantry",)),
    ],
)
def test_what_a_shared_document_is_known_to_hide_is_found(
    name: str, kind: str, count: int | None, people: tuple[str, ...], shared: Path
) -> None:
    found = {one.kind: one for one in inspect((shared / "documents" / name).read_bytes())}
    assert count in (None, found[kind].count)
    assert found[kind].people == people
