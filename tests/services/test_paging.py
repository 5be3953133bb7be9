"""Page numbers in the contents list, held against the pages that come out."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from drafter.compose import compose
from drafter.document.model import (
    Contents,
    Document,
    Heading,
    PageBreak,
    Role,
    Table,
    TableRole,
    Text,
)
from drafter.pages.client import Worker
from drafter.pages.model import Layout
from drafter.report.model import NarrativeSection
from drafter.report.richtext import Footnote, plain, rich
from drafter.services import paging
from drafter.services.paging import Paged, layout_worker, paged
from drafter.services.steps import finish
from drafter.word.write import Stretch, write
from tests.word.helpers import DOCUMENT, elements, example_parts, tree, unpacked, val, worked_example
from tests.word.helpers import example as example_docx
from tests.word.test_survives import NEEDS_LIBREOFFICE, converted

RECORDED = Path(__file__).resolve().parents[1] / "golden" / "halton-2008-libreoffice-pages.txt"


def document(*, draft: bool = False) -> Document:
    opened = worked_example()
    return compose(opened.report.content, opened.framework, draft=draft)


def house_style() -> bytes:
    return worked_example().framework.house_style


@cache
def example() -> Paged:
    return finish(paged(document(), house_style(), layout_worker()))


@cache
def example_pdf() -> bytes:
    return pdf_of(example())


def pdf_of(pages: Paged) -> bytes:
    return layout_worker().pdf(pages.whole(), pages.finish())


def words(text: str) -> str:
    return " ".join(text.split())


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = []
        for page in opened:
            text = page.get_textpage()
            texts.append(words(text.get_text_range()))
            text.close()
            page.close()
        return texts


def listed(whole: Document) -> list[str]:
    return [words(plain(b.text)) for b in whole.blocks if isinstance(b, Heading) and b.contents]


def printed_numbers(docx: dict[str, bytes]) -> list[int]:
    """The page numbers that a contents list shows, from the XML itself."""
    found = []
    for link in elements(tree(docx, DOCUMENT), "hyperlink"):
        texts = [text.text or "" for text in elements(link, "t")]
        if val(link, "anchor").startswith("_Toc"):
            found.append(int(texts[-1]))
    return found


def article(*blocks: object, contents: bool = True) -> Document:
    """A document of these blocks behind a contents list."""
    front = (Contents(title=rich("Contents")),) if contents else ()
    return Document(title="Report", blocks=(*front, *blocks))  # type: ignore[arg-type]


def heading(words_of: str, *, new_page: bool = False, level: int = 1) -> Heading:
    key = f"{words_of.lower().replace(' ', '-')}.title"
    return Heading(key=key, text=rich(words_of), level=level, contents=True, new_page=new_page)


def paragraphs(count: int, length: int = 60) -> Iterator[Text]:
    for number in range(count):
        yield Text(role=Role.PLAIN, text=rich(f"Paragraph {number} " + "word " * length))


def table(rows: int, role: TableRole = TableRole.PLAIN) -> Table:
    def cell(text: str) -> tuple[Text, ...]:
        return (Text(role=Role.CELL, text=rich(text)),)

    made = [(cell("Head one"), cell("Head two"))]
    made += [(cell(f"Row {number}"), cell("x")) for number in range(1, rows + 1)]
    return Table(key="table.rows", role=role, title="Rows", rows=tuple(made))


def lay_out(whole: Document, worker: Worker | None = None) -> Paged:
    return finish(paged(whole, house_style(), worker or layout_worker()))


# --- the worked example ----------------------------------------------------------------------------------


def test_each_number_in_the_contents_is_the_page_in_our_own_pdf() -> None:
    texts = page_texts(example_pdf())
    headings = listed(document())
    numbers = printed_numbers(example_parts(final=True))
    assert len(numbers) == len(headings) == 18
    assert example().stable
    for words_of, number in zip(headings, numbers, strict=True):
        # the running header stands before them, and the contents list itself is on page 3
        assert number > 3
        assert words_of in texts[number - 1], f"{words_of!r} is not on page {number}"


def test_the_contents_list_in_the_pdf_prints_the_same_numbers() -> None:
    text = page_texts(example_pdf())[2]
    for words_of, number in zip(listed(document()), example().headings, strict=True):
        assert re.search(rf"{re.escape(words_of)}[ .]*{number}\b", text), words_of


def test_at_least_nine_in_ten_numbers_are_those_of_libreoffice() -> None:
    """Its pages of the same file were recorded; the long form records them anew."""
    recorded = [int(line) for line in RECORDED.read_text("utf-8").split()]
    ours = printed_numbers(example_parts(final=True))
    same = sum(one == other for one, other in zip(ours, recorded, strict=True))
    assert same >= 0.9 * len(ours), (ours, recorded)


@pytest.mark.full
@NEEDS_LIBREOFFICE
def test_libreoffice_has_the_pages_that_were_recorded(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """With --accept they are recorded anew."""
    source = tmp_path / "example.docx"
    source.write_bytes(example_docx(final=True))
    with pypdfium2.PdfDocument(converted(source, "pdf")) as opened:
        outline = [(words(entry.get_title()), entry.get_dest()) for entry in opened.get_toc()]
        found = {title: dest.get_index() + 1 for title, dest in outline if dest is not None}
    pages = [found[title] for title in listed(document())]
    if pytestconfig.getoption("--accept"):
        RECORDED.write_text("".join(f"{page}\n" for page in pages), "utf-8")
    assert pages == [int(line) for line in RECORDED.read_text("utf-8").split()]


def test_a_draft_has_numbers_of_its_own_pages() -> None:
    whole = document(draft=True)
    pages = lay_out(whole)
    texts = page_texts(pdf_of(pages))
    for words_of, number in zip(listed(whole), pages.headings, strict=True):
        assert words_of in texts[number - 1]
    assert all("Draft: not for publication" in text for text in texts)


def test_every_block_has_a_place_by_its_key() -> None:
    found = {place.key: place for place in example().places}
    texts = page_texts(example_pdf())
    for block in document().blocks:
        if isinstance(block, Text | Heading) and block.key and block.text:
            place = found[block.key]
            start = words(plain(block.text))[:20]
            assert start in texts[place.fragments[0].page - 1], block.key


def test_the_places_of_strengths_are_those_of_their_table() -> None:
    found = {place.key for place in example().places}
    strengths = [key for key in found if ".strengths." in key]
    assert len(strengths) > 20


# --- passes ----------------------------------------------------------------------------------------------


class Counting(Worker):
    """Counts the pieces that are laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.layouts = 0

    def lay_out(self, docx: bytes, *, cancelled: threading.Event | None = None) -> Layout:
        self.layouts += 1
        return super().lay_out(docx, cancelled=cancelled)


def edited(whole: Document, place: int) -> Document:
    """The document with another word in the first numbered paragraph from `place` on."""
    at = next(
        n
        for n, block in enumerate(whole.blocks)
        if n >= place and isinstance(block, Text) and block.role is Role.NUMBERED
    )
    block = whole.blocks[at]
    assert isinstance(block, Text)
    changed = replace(block, text=rich(block.text, " Indeed."))
    return replace(whole, blocks=(*whole.blocks[:at], changed, *whole.blocks[at + 1 :]))


def test_an_edit_costs_the_piece_that_it_is_in() -> None:
    worker = Counting()
    with worker:
        first = finish(paged(document(), house_style(), worker))
        before = worker.layouts
        assert before <= len(first.pieces) + 2 * paging.PASSES
        again = finish(paged(edited(document(), 60), house_style(), worker, guess=first))
        assert worker.layouts - before == 1
        assert again.stable
        assert again.headings == first.headings
        finish(paged(edited(document(), 60), house_style(), worker, guess=again))
        assert worker.layouts - before == 1


def test_a_paragraph_more_leaves_the_pieces_behind_it_as_they_were() -> None:
    worker = Counting()
    with worker:
        first = finish(paged(document(), house_style(), worker))
        before = worker.layouts
        opened = worked_example()
        section = opened.report.content.sections["equality"]
        assert isinstance(section, NarrativeSection)
        more = replace(section, narrative=(*section.narrative, replace(section.narrative[0], id="zzzzzzzz")))
        sections = {**opened.report.content.sections, "equality": more}
        content = replace(opened.report.content, sections=sections)
        again = finish(
            paged(compose(content, opened.framework, draft=False), house_style(), worker, guess=first)
        )
        assert again.stable
        # its own piece, the contents list where a number moves, and pieces that refer to a number
        assert worker.layouts - before <= 3


def test_a_guess_that_is_wrong_is_put_right() -> None:
    wrong = replace(example(), headings=(9,) * 18, breaks=frozenset({"context.title"}))
    again = finish(paged(document(), house_style(), layout_worker(), guess=wrong))
    assert again.headings == example().headings
    assert again.breaks == example().breaks


def test_a_report_that_grows_by_pages_gets_new_numbers() -> None:
    short = article(heading("One", new_page=True), *paragraphs(2), heading("Two", new_page=True))
    long = article(heading("One", new_page=True), *paragraphs(60), heading("Two", new_page=True))
    first = lay_out(short)
    assert first.headings == (2, 3)
    grown = finish(paged(long, house_style(), layout_worker(), guess=first))
    assert grown.headings[0] == 2
    assert grown.headings[1] == grown.pages > 5


def test_a_contents_list_of_two_pages_counts_itself() -> None:
    many = [heading(f"Section {number}", new_page=True) for number in range(60)]
    pages = lay_out(article(*many))
    assert pages.stable
    assert pages.headings == tuple(range(3, 63))


def test_a_document_without_contents_list_is_laid_out_too() -> None:
    pages = lay_out(article(heading("One"), contents=False))
    assert pages.headings == (1,)


# --- what stays together ---------------------------------------------------------------------------------


def pages_of(whole: Document) -> list[str]:
    pages = lay_out(whole)
    assert pages.stable
    return page_texts(pdf_of(pages))


@pytest.mark.parametrize("lines", range(22, 34, 2))
def test_a_short_grades_table_is_not_torn(lines: int) -> None:
    filler = [Text(role=Role.PLAIN, text=rich(f"Line {number}")) for number in range(lines)]
    texts = pages_of(article(*filler, heading("Grades"), table(5, TableRole.GRADES), contents=False))
    (page,) = [text for text in texts if "Head one" in text]
    assert "Grades" in page
    assert all(f"Row {number}" in page for number in range(1, 6))


@pytest.mark.parametrize("lines", range(24, 34))
def test_the_heading_row_of_a_table_is_not_left_alone(lines: int) -> None:
    filler = [Text(role=Role.PLAIN, text=rich(f"Line {number}")) for number in range(lines)]
    texts = pages_of(article(*filler, heading("Table of it"), table(20), contents=False))
    first = next(text for text in texts if "Head one" in text)
    assert "Table of it" in first
    assert "Row 1 " in first


def test_the_exported_file_has_no_break_but_those_of_the_framework() -> None:
    breaks = list(elements(tree(example_parts(final=True), DOCUMENT), "pageBreakBefore"))
    new_pages = [b for b in document().blocks if isinstance(b, PageBreak) or getattr(b, "new_page", False)]
    assert len(breaks) == len(new_pages)


def test_a_break_that_is_no_longer_needed_is_given_up() -> None:
    filler = [Text(role=Role.PLAIN, text=rich(f"Line {number}")) for number in range(40)]
    grades = (heading("Grades"), table(5, TableRole.GRADES))
    before = next(
        pages
        for lines in range(22, 36)
        if (pages := lay_out(article(*filler[:lines], *grades, contents=False))).breaks
    )
    assert before.breaks == {"grades.title"}
    short = article(*filler[:5], *grades, contents=False)
    after = finish(paged(short, house_style(), layout_worker(), guess=before))
    assert after.breaks == frozenset()
    assert after.pages == 1


# --- in pieces -------------------------------------------------------------------------------------------


def test_pieces_give_the_same_pages_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces = example()
    assert len(in_pieces.pieces) == 12
    monkeypatch.setattr(paging, "_stretches", lambda document: iter([Stretch()]))
    whole = lay_out(document())
    assert in_pieces.headings == whole.headings
    assert in_pieces.pages == whole.pages
    assert [place.key for place in in_pieces.places] == [place.key for place in whole.places]
    pages = [[f.page for f in place.fragments] for place in whole.places]
    assert [[f.page for f in place.fragments] for place in in_pieces.places] == pages


def test_a_page_drawn_from_its_piece_is_the_page_of_the_whole() -> None:
    """Numbers of paragraphs, pages and notes go on from the pieces before."""
    with pypdfium2.PdfDocument(example_pdf()) as whole:
        for number in range(1, example().pages + 1):
            file, place = example().drawable(number)
            image = layout_worker().page(file.name, file.data, place, 0.5)
            page = whole[number - 1]
            expected = bytes(page.render(scale=0.5, prefer_bgrx=True).buffer)
            page.close()
            assert image.pixels == expected, f"page {number}"


def noted(words_of: str) -> Text:
    note = Footnote(words_of.replace(" ", ""), rich(f"Note on {words_of}."))
    return Text(role=Role.CELL, text=rich(words_of, note))


def noted_table(name: str, rows: int) -> Table:
    """A table with a footnote in its heading row and in each cell of its first column."""
    lines = [((noted(f"{name} row {n}"),), (Text(role=Role.CELL, text=rich("x")),)) for n in range(rows)]
    return replace(table(1), rows=(((noted(f"{name} head"),), (noted(f"{name} second"),)), *lines))


def notes_of_tables() -> Document:
    """Footnotes in tables, one of which goes over pages, and in the text between; two pieces."""
    one, two, three = (replace(noted(f"Text {n}"), role=Role.PLAIN) for n in ("one", "two", "three"))
    return article(
        *(heading("One", new_page=True), one, noted_table("First", 3), two),
        *(heading("Two", new_page=True), noted_table("Second", 60), three),
    )


def test_the_notes_of_a_table_stand_below_it_with_the_numbers_of_the_document() -> None:
    pages = page_texts(pdf_of(lay_out(notes_of_tables())))

    assert pages[1] == (
        "Report One Text one1 First head2 First second3 First row 0 4 x First row 1 5 x First row 2 6 x"
        " 2 Note on First head. 3 Note on First second. 4 Note on First row 0. 5 Note on First row 1."
        " 6 Note on First row 2. Text two7 1 Note on Text one. 7 Note on Text two. Page 2 of 6"
    )
    numbers = re.findall(r"(\d+) Note on Second row (\d+)", " ".join(pages))
    assert [int(number) - int(row) for number, row in numbers] == [10] * 60
    assert "Text three70 70 Note on Text three." in pages[-1]


def test_a_page_with_notes_of_tables_is_drawn_from_its_piece_too() -> None:
    laid_out = lay_out(notes_of_tables())

    assert len(laid_out.pieces) == 3
    with pypdfium2.PdfDocument(pdf_of(laid_out)) as whole:
        for number in range(1, laid_out.pages + 1):
            file, place = laid_out.drawable(number)
            image = layout_worker().page(file.name, file.data, place, 0.5)
            assert image.pixels == bytes(whole[number - 1].render(scale=0.5, prefer_bgrx=True).buffer)


def test_the_exported_file_has_the_notes_of_tables_as_footnotes() -> None:
    parts = unpacked(write(notes_of_tables(), house_style()))

    assert parts[DOCUMENT].count(b"<w:footnoteReference ") == 70
    assert b"Note on" not in parts[DOCUMENT]
    assert parts["word/footnotes.xml"].count(b"Note on") == 70


def test_a_page_that_is_not_there_cannot_be_drawn() -> None:
    for number in (0, example().pages + 1):
        with pytest.raises(LookupError):
            example().drawable(number)


def test_numbers_of_four_figures_are_measured_as_they_are() -> None:
    many = article(*[numbered(number) for number in range(1, 1100)], contents=False)
    behind = replace(many, blocks=(*many.blocks, heading("Two", new_page=True), numbered(1100)))
    pages = lay_out(behind)
    file, _ = pages.drawable(pages.pages)
    assert b'<w:start w:val="1100"/>' in bytes(file.parts["word/numbering.xml"])  # type: ignore[arg-type]


def numbered(number: int) -> Text:
    return Text(role=Role.NUMBERED, text=rich("A sentence."), number=number, list="body")


def test_writing_with_page_numbers_changes_the_contents_list_alone() -> None:
    without = unpacked(write(document(), house_style()))
    with_them = unpacked(write(document(), house_style(), pages=example().headings))
    assert {name for name in without if without[name] != with_them[name]} == {DOCUMENT}
    assert b"\\n \\h" in without[DOCUMENT]
    assert b"\\n \\h" not in with_them[DOCUMENT]
    assert with_them[DOCUMENT].count(b"PAGEREF") == 18
