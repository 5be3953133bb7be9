"""The pages do not depend on the fonts of the machine, and characters that none has are told."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.compose import compose
from drafter.document.model import Document, Role, Text
from drafter.pages.client import Worker
from drafter.report.richtext import Footnote, Run, rich
from drafter.services.exporting import export
from drafter.services.glyphs import undrawable
from drafter.services.paging import layout_worker, paged, shipped_faces
from drafter.services.steps import finish
from drafter.word.write import write_for_layout
from tests.services.test_paging import document, example, house_style, page_texts
from tests.word.helpers import empty_blank, worked_example

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="only fontconfig can be told to look elsewhere"
)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all the fonts of the machine; it is empty."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    settings = tmp_path / "fonts.conf"
    settings.write_text(f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir></fontconfig>', "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    return folder


@pytest.fixture
def worker(fonts: Path) -> Iterator[Worker]:
    with Worker() as one:
        yield one


def fake_arial() -> bytes:
    """A font that calls itself Arial and whose letters are twice as large."""
    data = bytearray(next(face.data for face in shipped_faces() if face.kind == "Regular"))
    tables = {bytes(data[at : at + 4]): struct.unpack_from(">I", data, at + 8)[0] for at in _directory(data)}
    struct.pack_into(">H", data, tables[b"head"] + 18, 1024)  # units to the em: half of what they were
    names = tables[b"name"]
    count, strings = struct.unpack_from(">HH", data, names + 2)
    for number in range(count):
        at = names + 6 + 12 * number
        platform, _, _, name, _, offset = struct.unpack_from(">6H", data, at)
        if name in (1, 4, 6, 16):
            spelled = "Arial".encode("utf-16-be" if platform == 3 else "ascii")
            struct.pack_into(">H", data, at + 8, len(spelled))
            data[names + strings + offset : names + strings + offset + len(spelled)] = spelled
    return bytes(data)


def _directory(data: bytearray) -> range:
    (count,) = struct.unpack_from(">H", data, 4)
    return range(12, 12 + 16 * count, 16)


def pages_without_our_fonts(worker: Worker) -> int:
    whole = write_for_layout(document(), house_style(), (), pages=example().headings)
    return len(page_texts(worker.pdf(whole.data(), example().finish())))


# --- what stands where -----------------------------------------------------------------------------------


def test_without_any_font_on_the_machine_the_pages_are_the_same(worker: Worker) -> None:
    masked = finish(paged(document(), house_style(), worker))
    assert masked.headings == example().headings
    assert masked.places == example().places


def test_without_any_font_on_the_machine_the_pdf_is_the_same(worker: Worker) -> None:
    ours = layout_worker().pdf(example().whole(), example().finish())
    assert worker.pdf(example().whole(), example().finish()) == ours


def test_another_arial_on_the_machine_changes_nothing(fonts: Path, worker: Worker) -> None:
    (fonts / "arial.ttf").write_bytes(fake_arial())
    assert pages_without_our_fonts(worker) > example().pages  # it would, were ours not in the file
    assert finish(paged(document(), house_style(), worker)).places == example().places
    ours = layout_worker().pdf(example().whole(), example().finish())
    assert worker.pdf(example().whole(), example().finish()) == ours


def test_without_fonts_the_grade_is_readable_and_every_heading_on_its_page(worker: Worker) -> None:
    texts = page_texts(worker.pdf(example().whole(), example().finish()))
    safeguarding = texts[example().headings[6] - 1]
    assert "□ Inadequate □ Adequate □ Good ■ Outstanding" in safeguarding
    assert undrawable(document(), house_style(), worker) == ""


# --- characters that no font has -------------------------------------------------------------------------


def article(*texts: Text) -> Document:
    return Document(blocks=texts)


def test_usual_english_is_not_even_asked_for(fonts: Path) -> None:
    with Worker() as worker:
        text = Text(role=Role.PLAIN, text=rich("“Café” – £5 … A*–C, naïve, Łódź"))
        assert undrawable(article(text), house_style(), worker) == ""
        assert worker.pid == 0  # no process was needed


def test_a_character_that_no_font_has_is_told(worker: Worker) -> None:
    text = Text(role=Role.PLAIN, text=rich("An owl \U00013153 and ■, and \U00013153 again, and \ue000"))
    assert undrawable(article(text), house_style(), worker) == "\ue000\U00013153"


def test_footnotes_are_looked_at_too(worker: Worker) -> None:
    note = Footnote(id="aaaaaaaa", text=(Run("\U00013153"),))
    text = Text(role=Role.PLAIN, text=rich("A note", note))
    assert undrawable(article(text), house_style(), worker) == "\U00013153"


def test_the_user_is_told_at_the_export(tmp_path: Path, worker: Worker) -> None:
    opened = empty_blank()
    facts = {**opened.report.content.facts, "area": "Owl \U00013153"}
    content = replace(opened.report.content, facts=facts)
    opened = replace(opened, report=replace(opened.report, content=content))
    assert "\U00013153" in str(compose(opened.report.content, opened.framework, draft=True).blocks)
    (warning,) = finish(export(opened, tmp_path / "report.pdf", final=False, worker=worker))
    assert "No font on this machine can draw \U00013153 (U+13153)" in warning
    assert "install a font" in warning
    assert finish(export(worked_example(), tmp_path / "example.pdf", final=False, worker=worker)) == ()
