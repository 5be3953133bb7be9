"""Our PDF: tagged, in its language, with outline, title, links and heading rows, and nothing hidden."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from drafter.services.exporting import export
from drafter.services.steps import finish
from tests.services.test_paging import document, example, listed, page_texts, words
from tests.word.helpers import worked_example


@cache
def exported_pdf(*, final: bool) -> bytes:
    """The PDF that the user gets."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        target = Path(folder) / "report.pdf"
        finish(export(worked_example(), target, final=final))
        return target.read_bytes()


@pytest.fixture
def opened() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(exported_pdf(final=True))) as pdf:
        yield pdf


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The names of the structure elements, in reading order."""
    found: list[str] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            found.append(str(element.S))
        inside = element.get("/K")
        if isinstance(inside, pikepdf.Array):
            waiting.extend(reversed(list(inside)))
        elif isinstance(inside, pikepdf.Dictionary):
            waiting.append(inside)
    return found


def numbers(pdf: pikepdf.Pdf) -> dict[tuple[object, ...], int]:
    """The number of each page by its object."""
    return {tuple(page.objgen): number for number, page in enumerate(pdf.pages, 1)}


def outline(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Title and page of each entry."""
    pages = numbers(pdf)
    found: list[tuple[str, int]] = []

    def walk(entry: pikepdf.Object | None) -> None:
        while entry is not None:
            found.append((words(str(entry.Title)), pages[tuple(entry.Dest[0].objgen)]))
            walk(entry.get("/First"))
            entry = entry.get("/Next")

    walk(pdf.Root.Outlines.get("/First"))
    return found


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", []):
            yield number, link


def test_it_says_its_language_and_shows_its_title(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en-GB"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == "Joint area review: Halton"
    with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata["dc:title"] == "Joint area review: Halton"
        assert "en-GB" in metadata["dc:language"]


def test_it_says_nothing_else_of_itself(opened: pikepdf.Pdf) -> None:
    assert sorted(opened.docinfo.keys()) == ["/Producer", "/Subject", "/Title"]
    assert str(opened.docinfo["/Producer"]) == "Drafter"
    text = opened.Root.Metadata.read_bytes().decode()
    assert "pdfuaid" not in text  # a claim that nobody has checked
    assert "rdocx" not in text
    assert "/AcroForm" not in opened.Root
    assert "/Names" not in opened.Root
    assert "/OpenAction" not in opened.Root


def test_it_is_tagged_with_headings_lists_and_tables(opened: pikepdf.Pdf) -> None:
    found = tags(opened)
    assert bool(opened.Root.MarkInfo.Marked)
    assert found.count("/H1") == 15
    assert found.count("/H2") == 7
    assert found.count("/Table") == 12
    assert found.count("/LI") > 100


def test_the_heading_cells_of_tables_are_tagged_as_such(opened: pikepdf.Pdf) -> None:
    # two columns in each of six tables of findings and in the grades table; strips have none
    assert tags(opened).count("/TH") == 14


def test_the_outline_leads_to_the_page_of_each_heading(opened: pikepdf.Pdf) -> None:
    found = dict(outline(opened))
    for heading, page in zip(listed(document()), example().headings, strict=True):
        assert found[heading] == page


def test_each_entry_of_the_contents_list_jumps_to_its_page(opened: pikepdf.Pdf) -> None:
    pages = numbers(opened)
    jumps = [link for number, link in links(opened) if number == 3]
    targets = {pages[tuple(link.A.D[0].objgen)] for link in jumps}
    assert targets == set(example().headings)
    assert len(jumps) >= len(example().headings)  # a title of two lines has two


def test_a_jump_lands_at_its_heading(opened: pikepdf.Pdf) -> None:
    places = {place.key: place.fragments[0] for place in example().places}
    heights = {(f.page, round(842 - f.y)) for key, f in places.items() if _is_heading(key)}
    for number, link in links(opened):
        if number == 3:
            page = numbers(opened)[tuple(link.A.D[0].objgen)]
            y = float(link.A.D[3])
            assert any(page == p and abs(h - y) < 40 for p, h in heights)


def _is_heading(key: str) -> bool:
    return ".title" in key or key.endswith(".heading")


def test_every_link_says_in_words_where_it_goes(opened: pikepdf.Pdf) -> None:
    found = [(str(link.Contents), link.A) for _, link in links(opened)]
    assert all(text.strip() for text, _ in found)
    outside = {text: str(action.URI) for text, action in found if "/URI" in action}
    assert outside["www.ofsted.gov.uk"] == "http://www.ofsted.gov.uk"
    assert not any(address.startswith("urn:") for address in outside.values())


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        finish(export(worked_example(), tmp_path / name, final=True))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert (tmp_path / "one.pdf").read_bytes() == exported_pdf(final=True)


def test_a_draft_says_so_on_every_page_and_a_final_report_nowhere() -> None:
    mark = "Draft: not for publication"
    assert all(mark in text for text in page_texts(exported_pdf(final=False)))
    assert not any(mark in text for text in page_texts(exported_pdf(final=True)))


def test_every_page_but_the_cover_says_its_number() -> None:
    texts = page_texts(exported_pdf(final=True))
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in text
    assert "Page 1 of" not in texts[0]


def test_only_fonts_that_drafter_brings_are_in_it(opened: pikepdf.Pdf) -> None:
    fonts = set()
    for page in opened.pages:
        for font in page.resources.get("/Font", {}).values():
            fonts.add(str(font.BaseFont).rpartition("+")[2].removeprefix("/"))
            assert font.DescendantFonts[0].FontDescriptor.get("/FontFile2") is not None
    # the engine sets the number of a footnote in a font that it brings itself
    assert fonts == {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "Carlito"}
