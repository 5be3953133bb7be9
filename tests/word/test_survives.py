"""What is in our Word documents is still there when another program has saved them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import docx
import pytest

from tests.word.helpers import DOCUMENT, Parts, elements, example, style_names, tree, unpacked, val
from tests.word.reading import Line, read

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
NEEDS_LIBREOFFICE = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
NEEDS_PDFTOTEXT = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler) is not installed")
EXPORTS = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
# LibreOffice tells styles by their names; these it knows under names of its own.
_OWN_NAMES = {"normal table", "no list", "default paragraph font"}


def bookmarks(parts: Parts) -> set[str]:
    """The names of the bookmarks in body and notes."""
    return {
        val(mark, "name")
        for name in (DOCUMENT, "word/footnotes.xml")
        for mark in elements(tree(parts, name), "bookmarkStart")
    }


def words(parts: Parts) -> list[tuple[str, str]]:
    """List number and text of each line of the body; how bullets are drawn may differ."""
    lines = [line for line in read(parts) if not line.mark.startswith(("header", "footer"))]
    return [(_number(line), re.sub(r"\s+", " ", line.text).strip()) for line in lines]


def _number(line: Line) -> str:
    return line.mark if re.fullmatch(r"\d+\.", line.mark) else ""


def numbers(parts: Parts) -> list[int]:
    return [int(number[:-1]) for number, _ in words(parts) if number]


EXPECTED_NUMBERS = [*range(1, 99), *range(1, 9), *range(1, 5)]


# --- python-docx -----------------------------------------------------------------------------------------


@EXPORTS
def test_python_docx_keeps_bookmarks_styles_and_text(final: bool) -> None:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(example(final=final))).save(saved)
    before, after = unpacked(example(final=final)), unpacked(saved.getvalue())
    assert bookmarks(after) == bookmarks(before)
    assert style_names(after) == style_names(before)
    assert words(after) == words(before)
    assert numbers(after) == EXPECTED_NUMBERS


def test_python_docx_reads_the_headings_and_the_title() -> None:
    document = docx.Document(io.BytesIO(example(final=True)))
    assert document.core_properties.title == "Joint area review: Halton"
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[:3] == ["Introduction", "Context", "Main findings"]
    assert headings[-1] == "Annex C"


# --- LibreOffice -----------------------------------------------------------------------------------------


def converted(source: Path, kind: str) -> bytes:
    """`source` as LibreOffice saves it, with a profile of its own."""
    assert SOFFICE is not None
    target = source.parent / "converted"
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (target / f"{source.stem}.{kind}").read_bytes()


@cache
def resaved(folder: Path, *, final: bool) -> bytes:
    source = folder / f"{'final' if final else 'draft'}.docx"
    source.write_bytes(example(final=final))
    return converted(source, "docx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.mark.full
@NEEDS_LIBREOFFICE
@EXPORTS
def test_libreoffice_keeps_every_bookmark(final: bool, folder: Path) -> None:
    lost = bookmarks(unpacked(example(final=final))) - bookmarks(unpacked(resaved(folder, final=final)))
    assert lost == set()


@pytest.mark.full
@NEEDS_LIBREOFFICE
@EXPORTS
def test_libreoffice_keeps_the_text_and_its_numbers(final: bool, folder: Path) -> None:
    before, after = unpacked(example(final=final)), unpacked(resaved(folder, final=final))
    assert numbers(after) == EXPECTED_NUMBERS
    assert words(after) == words(before)


@pytest.mark.full
@NEEDS_LIBREOFFICE
@EXPORTS
def test_libreoffice_keeps_the_names_of_the_styles(final: bool, folder: Path) -> None:
    before, after = unpacked(example(final=final)), unpacked(resaved(folder, final=final))
    used = {val(use) for use in elements(tree(before, DOCUMENT), "pStyle", "rStyle")}
    names = {name for style, name in style_names(before).items() if style in used}
    assert names - set(style_names(after).values()) - _OWN_NAMES == set()


@pytest.mark.full
@NEEDS_LIBREOFFICE
@NEEDS_PDFTOTEXT
def test_the_pdf_has_the_numbers_in_order(folder: Path) -> None:
    assert PDFTOTEXT is not None
    source = folder / "printed.docx"
    source.write_bytes(example(final=True))
    pdf = folder / "printed.pdf"
    pdf.write_bytes(converted(source, "pdf"))
    command = [PDFTOTEXT, "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    printed = [int(number) for number in re.findall(r"(?m)^ {0,3}(\d{1,2})\. +\S", text)]
    assert printed == EXPECTED_NUMBERS
