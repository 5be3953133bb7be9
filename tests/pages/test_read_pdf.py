"""A PDF that we made is read again, whole: by our own marks, and by its tags where they are gone."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.document.model import (
    Contents,
    Document,
    Heading,
    Role,
    Strip,
    Table,
    TableRole,
    Text,
    texts_of,
)
from drafter.errors import DrafterError
from drafter.pages import client
from drafter.pages.client import Worker
from drafter.pages.count_pdf import count_pdf_words
from drafter.pages.pdf_tree import Grid, Tree, leaves
from drafter.pages.read_pdf import read_pdf
from drafter.recognise import Recognition, recognise
from drafter.report.ids import seeded_ids
from drafter.report.model import Content
from drafter.report.richtext import Footnote, Mark, Reference, Run, footnotes, plain, rich
from drafter.services import frameworks
from drafter.services.account import account
from drafter.services.paging import layout_worker
from drafter.store.encode import content as encoded
from tests.pages.making import changed, example_pdf, pdf_of, small_pdf, unpacking_to, without_marks
from tests.strategies import contents
from tests.word.helpers import JOINT_AREA_REVIEW, worked_example

FRAMEWORKS = pytest.mark.parametrize("key", sorted(frameworks.folders()))
EXPORTS = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
FEW = settings(
    suppress_health_check=list(HealthCheck), max_examples=3, phases=[Phase.explicit, Phase.generate]
)
"""Each example is laid out, which costs some tenths of a second; made smaller it would cost minutes."""
REVIEW = frameworks.by_key(JOINT_AREA_REVIEW)


def recognised(pdf: bytes, key: str = JOINT_AREA_REVIEW) -> Recognition:
    return recognise(read_pdf(pdf), frameworks.by_key(key), ids=seeded_ids("again"), source="report.pdf")


def document(*blocks: object, **more: object) -> Document:
    empty = compose(Content(), REVIEW, draft=False)
    return replace(empty, blocks=blocks, **more)  # type: ignore[arg-type]


def read_again(*blocks: object, **more: object) -> Document:
    return read_pdf(pdf_of(document(*blocks, **more), REVIEW))


# --- everything that is printed comes back ---------------------------------------------------------------


@EXPORTS
def test_the_worked_example_comes_back_with_all_its_ids(final: bool) -> None:
    found = recognised(example_pdf(final=final))

    assert found.report.content == worked_example().report.content
    assert found.report.desk.tray == ()
    assert found.warnings == ()


@FRAMEWORKS
@pytest.mark.parametrize("tame", [True, False], ids=["words", "any text"])
@FEW
@given(data=st.data())
def test_what_is_printed_is_read_again(key: str, tame: bool, data: st.DataObject) -> None:
    framework = frameworks.by_key(key)
    content = data.draw(contents(framework, tame=tame))

    pdf = pdf_of(compose(content, framework, draft=True), framework)
    found = recognised(pdf, key)

    assert found.report.content == content
    assert found.report.desk.tray == ()
    counted = account(found, framework, count_pdf_words(pdf))
    accounted = counted.placed + counted.tray + counted.furniture
    # the marks of two footnotes side by side are two words where a line ends between them, and the
    # library that counts puts words from right to left into another order
    if tame and not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in str(content)):
        assert abs(accounted - counted.source_words) <= 10


def test_a_paragraph_comes_back_with_all_that_its_look_does_not_tell() -> None:
    text = rich(
        Run("bold", Mark.BOLD),
        " and/\nor a 30",
        Run("th", Mark.SUPERSCRIPT),
        Run(" 1", Mark.SUPERSCRIPT),
        Footnote("n1", rich("A note, see ", Run("here", link="https://www.example.org/a?b=c"))),
        ", see ",
        Reference("p2"),
        ".",
    )
    first = Text(key="context.narrative.p1", role=Role.NUMBERED, number=1, list="body", text=text)
    second = Text(key="context.narrative.p2", role=Role.NUMBERED, number=2, list="body", text=rich("Two"))

    found = read_again(first, second, numbers={"p2": 2}, places={"p2": "context.narrative.p2"})

    assert found.blocks == (replace(first, list=""), replace(second, list=""))
    assert sorted(one.text for one in found.dropped[:4]) == ["1", "1.", "2", "2."]


def test_a_paragraph_that_a_page_break_cuts_is_one() -> None:
    words = " ".join(f"word{number}" for number in range(900))
    long = Text(key="context.narrative.a", role=Role.PLAIN, text=rich(words))

    pdf = pdf_of(document(long), REVIEW)

    assert read_pdf(pdf).blocks == (long,)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (leaf,) = [one for unit in Tree(opened).units for one in leaves(unit)]
        assert set(leaf.pages) >= {1, 2}


def test_a_table_that_goes_over_pages_has_its_heading_row_once() -> None:
    def cell(words: str) -> tuple[Text, ...]:
        return (Text(role=Role.CELL, text=rich(words)),) if words else ()

    head = (cell("Year"), cell("Figure"))
    rows = tuple((cell(f"Row {number}"), cell("many words " * 40)) for number in range(12))
    table = Table(key="context.narrative.t", role=TableRole.PLAIN, rows=(head, *rows, (cell(""), cell("x"))))

    found = read_again(table)

    assert found.blocks == (table,)
    again = [one.text for one in found.dropped if one.reason.startswith("heading row")]
    assert again[:2] == ["Year", "Figure"] or again[0] == "Year"


def test_running_headers_footers_and_the_contents_list_are_told() -> None:
    found = read_pdf(example_pdf(final=False))

    reasons = Counter(one.reason.rstrip("0123456789 ") for one in found.dropped)
    assert reasons["contents list, made anew"] == 18
    assert reasons["running header or footer of page"] == 36 + 35 + 35
    assert "Page 2 of 36" in [one.text for one in found.dropped]
    assert any(isinstance(block, Contents) and plain(block.title) == "Contents" for block in found.blocks)


# --- notes, marks and what a final file carries ----------------------------------------------------------


def test_footnotes_are_notes_inside_their_paragraphs_for_a_screen_reader() -> None:
    with pikepdf.open(io.BytesIO(example_pdf(final=True))) as opened:
        noted = [one for unit in Tree(opened).units for one in leaves(unit) if one.notes]
        (note,) = noted[0].notes
        words = "".join(piece.text for piece in note.pieces)
        assert words.startswith("1 Performance in relation to five A*–C grades")
        parents = opened.Root.StructTreeRoot.ParentTree.Nums
        page = opened.pages[note.pages[0] - 1]
        place = list(parents).index(page.obj.StructParents)
        assert note.element.objgen == list(parents)[place + 1][-1].objgen


def noted_table(rows: int) -> Table:
    """A table with a footnote in its heading row and one in each row."""

    def cell(words: str, note: str) -> tuple[Text, ...]:
        return (Text(role=Role.CELL, text=rich(words, Footnote(note, rich(f"1 Note {note}, ", LINKED)))),)

    made = [(cell(f"Row {n}", f"n{n}"), (Text(role=Role.CELL, text=rich("x")),)) for n in range(rows)]
    head = (cell("Year", "head"), (Text(role=Role.CELL, text=rich("Figure")),))
    return Table(key="context.narrative.t", role=TableRole.PLAIN, rows=(head, *made))


LINKED = Run("linked", Mark.ITALIC, "https://www.example.org")


@pytest.mark.parametrize("rows", [1, 3, 90])
def test_footnotes_of_cells_come_back_into_their_cells(rows: int) -> None:
    before, behind = (
        Text(key=f"context.narrative.{n}", text=rich("Text", Footnote(n, rich(f"Of {n}."))))
        for n in ("a", "b")
    )
    pdf = pdf_of(document(before, noted_table(rows), behind), REVIEW)

    found = read_pdf(pdf)

    assert found.blocks == (before, noted_table(rows), behind)
    numbers = [one.text for one in found.dropped if one.reason == "printed number of a footnote"]
    assert sorted(map(int, numbers)) == list(range(1, rows + 4))
    without = read_pdf(changed(pdf, without_marks))
    notes, wanted = (
        [plain(note.text) for block in one for text in texts_of(block) for note in footnotes(text.text)]
        for one in (without.blocks, found.blocks)
    )
    assert notes == wanted


def test_a_footnote_of_a_cell_is_a_note_inside_the_cell_for_a_screen_reader() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(document(noted_table(1)), REVIEW))) as opened:
        grid = next(unit for unit in Tree(opened).units if isinstance(unit, Grid))
        noted = [leaf for leaf in leaves(grid) if leaf.notes]
        assert ["".join(piece.text for piece in leaf.notes[0].pieces) for leaf in noted] == [
            "1 1 Note head, linked",
            "2 1 Note n0, linked",
        ]
        parents = opened.Root.StructTreeRoot.ParentTree.Nums
        marked = [one.objgen for one in list(parents)[1]]
        for leaf in noted:
            (note,) = leaf.notes
            assert note.element.P.objgen == leaf.element.objgen
            assert note.element.objgen in marked


def spelled_in(pdf: bytes) -> list[dict[str, object]]:
    """What the elements of a file spell."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        attributes = [one.get("/A") for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        return [
            json.loads(str(one.P[0].V))
            for one in attributes
            if isinstance(one, pikepdf.Dictionary) and "/P" in one
        ]


def test_a_pdf_spells_only_what_its_look_does_not_tell() -> None:
    text = rich("Line one-\ntwo ", Run("2", Mark.SUPERSCRIPT))
    told = Text(key="context.narrative.p1", role=Role.PLAIN, text=text)
    other = Text(key="context.narrative.p2", role=Role.PLAIN, text=rich("Line one\ntwo"))

    assert spelled_in(example_pdf(final=True)) == []
    (spelled,) = spelled_in(pdf_of(document(told, other), REVIEW))
    assert spelled["text"] == [["Line one-\ntwo ", 0, ""], ["2", Mark.SUPERSCRIPT.value, ""]]


def test_words_that_were_changed_in_the_file_win_over_what_it_spells() -> None:
    text = rich("Line one-\ntwo")
    block = Text(key="context.narrative.p1", role=Role.PLAIN, text=text)
    pdf = pdf_of(document(block), REVIEW)
    assert read_pdf(pdf).blocks == (block,)

    def change(opened: pikepdf.Pdf) -> None:
        page = opened.pages[0]
        instructions = list(pikepdf.parse_content_stream(page))
        last = max(at for at, one in enumerate(instructions) if str(one.operator) == "TJ")
        shown = max(at for at, one in enumerate(instructions[:last]) if str(one.operator) == "TJ")
        del instructions[shown]
        page.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(instructions))

    (found,) = read_pdf(changed(pdf, change)).blocks
    assert isinstance(found, Text)
    assert plain(found.text) != plain(text)


# --- by its tags alone -----------------------------------------------------------------------------------


def test_without_our_marks_the_tags_give_headings_numbers_bullets_tables_and_strips() -> None:
    pdf = changed(example_pdf(final=True), without_marks)
    opened = worked_example()
    wanted = compose(opened.report.content, opened.framework, draft=False)

    found = read_pdf(pdf)

    def headings(one: Document) -> list[tuple[int, str]]:
        return [(block.level, plain(block.text)) for block in one.blocks if isinstance(block, Heading)]

    def strips(one: Document) -> list[tuple[tuple[str, ...], int | None]]:
        return [(block.words, block.given) for block in one.blocks if isinstance(block, Strip)]

    assert headings(found) == headings(wanted)
    assert strips(found) == strips(wanted)
    numbers, given_numbers = (
        [block.number for block in one.blocks if isinstance(block, Text) and block.number]
        for one in (found, wanted)
    )
    assert numbers == given_numbers
    bullets, given_bullets = (
        [
            plain(block.text)
            for block in one.blocks
            if isinstance(block, Text) and block.role in (Role.BULLET, Role.BULLET_2)
        ]
        for one in (found, wanted)
    )
    assert bullets == given_bullets
    assert sum(len(footnotes(text.text)) for block in found.blocks for text in texts_of(block)) == 1
    assert sum(isinstance(block, Contents) for block in found.blocks) == 1


def test_without_our_marks_the_report_is_recognised_but_for_its_ids() -> None:
    found = recognised(changed(example_pdf(final=True), without_marks))

    assert found.report.desk.tray == ()
    assert _without_ids(encoded(found.report.content)) == _without_ids(
        encoded(worked_example().report.content)
    )


def _without_ids(value: Any) -> Any:
    """Encoded content without the ids, which stand in our marks."""
    if isinstance(value, dict):
        return {
            key.partition(".")[0]: "" if key in ("id", "footnote") else _without_ids(one)
            for key, one in value.items()
        }
    return [_without_ids(one) for one in value] if isinstance(value, list) else value


# --- the account -----------------------------------------------------------------------------------------


@EXPORTS
def test_every_word_of_the_worked_example_is_accounted_for(final: bool) -> None:
    read = layout_worker().read_pdf(example_pdf(final=final))
    found = recognise(read.document, REVIEW, ids=seeded_ids(1), source="report.pdf")

    counted = account(found, REVIEW, read.words)

    assert counted.balanced
    assert counted.tray == 0
    assert counted.placed > 11_000


def test_a_word_that_the_reader_loses_would_be_missed() -> None:
    read = layout_worker().read_pdf(example_pdf(final=True))
    blocks = tuple(block for block in read.document.blocks if getattr(block, "number", None) != 40)
    found = recognise(replace(read.document, blocks=blocks), REVIEW, ids=seeded_ids(1), source="x")

    assert not account(found, REVIEW, read.words).balanced


# --- files of strangers ----------------------------------------------------------------------------------


def _of_another(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Producer"] = pikepdf.String("LibreOffice 24.2")


def _untagged(opened: pikepdf.Pdf) -> None:
    del opened.Root["/StructTreeRoot"]


def _bomb(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj.Contents = opened.make_stream(b" " * 40_000_000)


def _bomb_in_a_font(opened: pikepdf.Pdf) -> None:
    for font in opened.pages[0].resources.Font.values():
        font.ToUnicode = opened.make_stream(b" " * 40_000_000)


def _deep(opened: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(S=pikepdf.Name.P)
    for _ in range(60):
        inner = pikepdf.Dictionary(S=pikepdf.Name.Sect, K=inner)
    opened.Root.StructTreeRoot.K = inner


def _many_pages(opened: pikepdf.Pdf) -> None:
    page = opened.pages[0].obj
    copies = [opened.make_indirect(pikepdf.Dictionary(dict(page.items()))) for _ in range(3_100)]
    opened.Root.Pages.Kids = pikepdf.Array(copies)
    opened.Root.Pages.Count = 3_100


def _no_pages(opened: pikepdf.Pdf) -> None:
    opened.Root.Pages = pikepdf.Dictionary(Type=pikepdf.Name.Pages)


ENCRYPTED = pikepdf.Encryption(owner="owner", user="user")
OPEN_BUT_ENCRYPTED = pikepdf.Encryption(owner="owner", user="")
SENTENCES: dict[str, tuple[Callable[[], bytes], str]] = {
    "no PDF": (lambda: b"hello " * 100, "not a PDF file"),
    "half a PDF": (lambda: b"%PDF-1.7\n" + b"0" * 5000, "damaged"),
    "of another program": (lambda: changed(small_pdf(), _of_another), "only PDF files that it made itself"),
    "without tags": (lambda: changed(small_pdf(), _untagged), "only PDF files that it made itself"),
    "with a password": (lambda: changed(small_pdf(), lambda _: None, encryption=ENCRYPTED), "encrypted"),
    "with an empty password": (
        lambda: changed(small_pdf(), lambda _: None, encryption=OPEN_BUT_ENCRYPTED),
        "encrypted",
    ),
    "with a page that unpacks": (lambda: changed(small_pdf(), _bomb), "larger inside"),
    "with a font that unpacks": (lambda: changed(small_pdf(), _bomb_in_a_font), "larger inside"),
    "nested": (lambda: changed(small_pdf(), _deep), "nested too deeply"),
    "with thousands of pages": (lambda: changed(small_pdf(), _many_pages), "3100 pages"),
    "without pages": (lambda: changed(small_pdf(), _no_pages), ""),
}


@pytest.mark.parametrize("what", sorted(SENTENCES))
def test_a_file_that_is_not_read_is_refused_with_a_sentence(what: str) -> None:
    make, told = SENTENCES[what]

    with pytest.raises(DrafterError) as caught:
        layout_worker().read_pdf(make())

    assert told in caught.value.problem
    assert caught.value.hint.endswith(".")
    assert layout_worker().pid  # it goes on


def test_an_element_inside_itself_is_read_once() -> None:
    def loop(opened: pikepdf.Pdf) -> None:
        root = opened.Root.StructTreeRoot
        root.K.K.append(root.K)

    assert layout_worker().read_pdf(changed(small_pdf(), loop)).document == read_pdf(small_pdf())


MANGLED: dict[str, Callable[[pikepdf.Dictionary], None]] = {
    "kids": lambda element: element.__setitem__("/K", pikepdf.Name.Nothing),
    "key": lambda element: element.__setitem__("/ID", pikepdf.String("../../etc/passwd")),
    "long key": lambda element: element.__setitem__("/ID", pikepdf.String("a.b" * 5000)),
    "class": lambda element: element.__setitem__("/C", pikepdf.Array([1, 2, pikepdf.Name.strip])),
    "attribute": lambda element: element.__setitem__("/A", pikepdf.Array([pikepdf.Dictionary(P=3)])),
}


@pytest.mark.parametrize("what", sorted(MANGLED))
def test_marks_of_a_stranger_are_no_marks(what: str) -> None:
    def mangle(opened: pikepdf.Pdf) -> None:
        for one in list(opened.objects):
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.StructElem:
                MANGLED[what](one)

    found = layout_worker().read_pdf(changed(small_pdf(), mangle)).document

    assert not any(".." in getattr(block, "key", "") for block in found.blocks)


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "READING", 0.7)

    def slow(opened: pikepdf.Pdf) -> None:
        stream = opened.make_stream(b"q Q 0 0 m 1 1 l S\n" * 200_000)
        for _ in range(40):
            page = opened.make_indirect(pikepdf.Dictionary(dict(opened.pages[0].obj.items())))
            page.Contents = stream
            opened.pages.append(pikepdf.Page(page))

    pdf = changed(small_pdf(), slow)
    with Worker() as worker:
        worker.warm_up()
        with pytest.raises(DrafterError, match="more time or memory"):
            worker.read_pdf(pdf)
        assert worker.deaths == 0  # it was ended by us
        monkeypatch.undo()
        assert worker.read_pdf(small_pdf()).words > 0


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds the memory of a process")
def test_a_file_that_unpacks_to_gigabytes_is_stopped_before_it_has_them() -> None:
    with Worker() as worker:
        worker.warm_up()
        with pytest.raises(DrafterError, match=r"damaged|more time or memory"):
            worker.read_pdf(unpacking_to(2_000_000_000))
        assert worker.read_pdf(small_pdf()).words > 0


@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    pdf = bytearray(small_pdf())
    for _ in range(data.draw(st.integers(1, 12))):
        pdf[data.draw(st.integers(0, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    try:
        layout_worker().read_pdf(bytes(pdf))
    except DrafterError as error:
        assert error.hint  # noqa: PT017 - reading it is as good
