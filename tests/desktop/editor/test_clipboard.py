"""What is cut, copied, pasted and dropped, and whatever else a clipboard may hold."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from drafter.desktop.editor import mime
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import Nature
from drafter.report.model import Kind, Origin
from drafter.report.richtext import Footnote, Mark, Reference, Run, clean, plain, rich
from drafter.store.clip import MIME_TYPE, decode_clip
from tests.desktop.editor.box import (
    CLIPBOARD,
    CTRL,
    NARRATIVE,
    ROWS,
    SHIFT,
    SINGLE_TEXT,
    Box,
    MakeBox,
    data_of,
    numbered,
    of_kind,
    table,
)

NATURES = pytest.mark.parametrize(
    "nature", [NARRATIVE, ROWS, SINGLE_TEXT], ids=["narrative", "rows", "single"]
)
A, B, C = numbered("aaaaaaaa", "First one"), numbered("bbbbbbbb", "Second"), numbered("cccccccc", "Third")
TABLE = table("tttttttt", ("Year", "Number"), ("2007", "12"))
SECONDS = 8.0
"""Longer than anything here takes on a busy machine, and as long as anybody would wait."""


# --- ours ------------------------------------------------------------------------------------------------


def test_whole_paragraphs_that_were_cut_keep_their_ids(box: MakeBox) -> None:
    made = box(A, B, TABLE, C).select((1, 0), (2, 1)).cut()
    assert list(made.paragraphs) == [A, C]
    assert made.verbs == ["cutting"]
    made.at(1, 5).paste()
    assert list(made.paragraphs) == [A, C, B, TABLE]
    made.at(0, 0).paste()
    assert made.texts[:2] == ["Second", ""]


def test_what_was_cut_and_is_there_again_is_pasted_as_a_copy(box: MakeBox) -> None:
    made = box(A, B).select((1, 0), (1, 6)).cut()
    made.show(A, B)
    made.at(1, 6).press(Qt.Key.Key_Return).paste()
    assert made.texts == ["First one", "Second", "Second"]


def test_a_footnote_that_was_cut_and_pasted_into_a_text_is_copied_the_next_time(box: MakeBox) -> None:
    note = numbered("ntentent", "Says", Footnote("nnnnnnnn", rich("Source")))
    made = box(note, A).select((0, 0), (0, 5)).cut().at(0, 5)
    made.paste().paste()
    notes = [part.id for part in made.paragraphs[0].text if isinstance(part, Footnote)]
    assert notes[0] == "nnnnnnnn"
    assert len(set(notes)) == 2


def test_copies_get_new_ids_footnotes_too(box: MakeBox) -> None:
    note = numbered("ntentent", "Says", Footnote("nnnnnnnn", rich("Source")), Reference("ntentent"))
    made = box(note, A)
    made.edit.selectAll()
    made.copy().at(1, 9).press(Qt.Key.Key_Return).paste()
    assert made.texts == ["Says", "First one"] * 2
    assert len(set(made.ids)) == 4
    copied = made.paragraphs[2].text
    assert isinstance(copied[1], Footnote)
    assert copied[1].id != "nnnnnnnn"
    assert copied[1].text == rich("Source")
    assert copied[2] == Reference(made.ids[2])


def test_marks_of_carried_over_text_travel(box: MakeBox) -> None:
    origin = Origin(source="old.docx", place="paragraph 4")
    made = box(A, B)
    made.edit.context = Context(carried={A.id: origin})
    made.select((0, 0), (0, 9)).copy()
    other = box(C)
    other.at(0, 5).press(Qt.Key.Key_Return).paste()
    assert other.wishes[-1].carried == {other.ids[1]: origin}


def test_fields_take_what_they_can_hold(box: MakeBox) -> None:
    made = box(
        numbered("aaaaaaaa", Run("a", Mark.BOLD), Footnote("nnnnnnnn", rich("Note")), Run("b", Mark.BOLD))
    )
    made.edit.selectAll()
    made.copy()
    words = box(nature=Nature(single=True, words=True)).paste()
    assert [one.text for one in words.paragraphs] == [rich("ab")]
    note = box(nature=Nature(single=True, notes=False)).paste()
    assert [one.text for one in note.paragraphs] == [rich(Run("ab", Mark.BOLD))]


def test_marks_links_and_kinds_survive_the_clipboard(box: MakeBox) -> None:
    rich_one = numbered("rrrrrrrr", "a", Run("b", Mark.BOLD), Run("c", link="https://www.example.org/"))
    made = box(rich_one, of_kind("dddddddd", Kind.BULLET_2, "Deep"), TABLE)
    made.edit.selectAll()
    made.copy()
    other = box()
    other.paste()
    assert [one.text for one in other.paragraphs[:2]] == [rich_one.text, rich("Deep")]
    assert other.kinds == [Kind.NUMBERED, Kind.BULLET_2, Kind.TABLE]


def test_part_of_a_paragraph_is_pasted_into_the_text(box: MakeBox) -> None:
    made = box(A, B).select((0, 0), (0, 5)).copy().at(1, 3).paste()
    assert made.texts == ["First one", "SecFirstond"]
    assert made.cursor == (1, 8)


def test_what_is_pasted_behind_a_space_keeps_the_space(box: MakeBox) -> None:
    made = box(A, B).at(0, 9).type(" and ")
    made.paste(data_of(text="more"))
    assert made.texts[0] == "First one and more"


def test_cutting_part_and_everything(box: MakeBox) -> None:
    made = box(A, B).select((0, 5), (1, 3)).cut()
    assert made.texts == ["Firstond"]
    made.edit.selectAll()
    made.cut()
    assert made.paragraphs == ()
    made.paste()
    assert made.texts == ["Firstond"]
    assert box(A).at(0, 0).cut().wishes == []


def test_a_field_of_one_paragraph_gives_its_text_a_new_id(box: MakeBox) -> None:
    made = box(nature=SINGLE_TEXT).type("words")
    made.edit.selectAll()
    made.cut()
    assert made.paragraphs == ()
    clip = decode_clip(bytes(QGuiApplication.clipboard().mimeData().data(MIME_TYPE).data()))
    assert clip.paragraphs[0].id != "text"
    assert not clip.cut


def test_what_only_looks_like_ours_is_read_as_text(box: MakeBox) -> None:
    data = data_of(text="words")
    data.setData(MIME_TYPE, b'{"drafter-clip": 1, "cut": ')
    assert box().paste(data).texts == ["words"]


# --- others ----------------------------------------------------------------------------------------------


@NATURES
@pytest.mark.parametrize("name", sorted(path.name for path in CLIPBOARD.glob("*.html")))
def test_what_others_copy_is_taken(box: MakeBox, name: str, nature: Nature) -> None:
    html = (CLIPBOARD / name).read_text(encoding="utf-8")
    made = box(nature=nature).paste(data_of(html=html, text="words"))
    assert made.paragraphs
    assert len(made.wishes) == 1
    assert made.verbs == ["pasting"]
    if nature is SINGLE_TEXT:
        assert len(made.paragraphs) == 1


def test_word_brings_bullets_and_footnotes(box: MakeBox) -> None:
    made = box().paste(data_of(html=(CLIPBOARD / "word.html").read_text(encoding="utf-8")))
    assert Kind.BULLET in made.kinds
    assert len(set(made.ids)) == len(made.ids)


def test_plain_paste_takes_the_words_alone(box: MakeBox, qapp: QApplication) -> None:
    QGuiApplication.clipboard().setMimeData(data_of(html="<p><b>bold</b></p>", text="bold"))
    made = box().press(Qt.Key.Key_V, CTRL | SHIFT)
    assert made.paragraphs[0].text == rich("bold")


def test_lines_become_paragraphs_and_the_last_is_where_one_goes_on(box: MakeBox) -> None:
    made = box().paste(data_of(text="One.\n\nTwo.\nThree.")).type("!")
    assert made.texts == ["One.", "Two.", "Three.!"]


def test_scripts_are_not_taken(box: MakeBox) -> None:
    html = (
        "<script>alert(1)</script><p onclick='x()'>Kept<a href='javascript:x()'>!</a></p><style>p{}</style>"
    )
    made = box().paste(data_of(html=html))
    assert [one.text for one in made.paragraphs] == [rich("Kept!")]


# --- what nobody should copy -----------------------------------------------------------------------------


def ends_well(made: Box, data: QMimeData) -> None:
    """It was taken or refused with a sentence, soon, and the editor goes on."""
    begun = time.perf_counter()
    made.paste(data)
    assert time.perf_counter() - begun < SECONDS
    assert made.wishes or made.told
    made.type("x")
    assert any(text.endswith("x") or "x" in text for text in made.texts)


@NATURES
@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "x" * 100_000,
        "line\n" * 5_000,
        "".join(map(chr, range(1, 0x300))),
        "👩‍👧 😀 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "שלום \u202eabc\u202c عربي",
        "\u0301\u0301a\u0323\u0302",
        "\ufffc\ufffd\ufeff",
        "   \t\n  ",
        "\x00\x01\x02",
    ],
    ids=["words", "one word", "lines", "all", "emoji", "bidi", "combining", "objects", "white", "control"],
)
def test_hard_text_is_taken_or_refused(box: MakeBox, text: str, nature: Nature) -> None:
    ends_well(box(nature=nature), data_of(text=text))


@NATURES
def test_a_hundred_thousand_characters_are_all_there(box: MakeBox, nature: Nature) -> None:
    text = "Sentence of words. " * 5_300
    made = box(nature=nature).paste(data_of(text=text))
    assert plain(made.paragraphs[0].text) == clean(text).strip()


@NATURES
def test_fifty_megabytes_are_refused_with_a_sentence(box: MakeBox, nature: Nature) -> None:
    for data in (data_of(text="word " * 10_000_000), data_of(html="<b>" * 16_000_000)):
        made = box(A if nature is NARRATIVE else numbered("text", "First one"), nature=nature)
        before = made.paragraphs
        begun = time.perf_counter()
        made.paste(data)
        assert time.perf_counter() - begun < 2 * SECONDS
        assert made.paragraphs == before
        assert made.told


def test_fifty_megabytes_of_paragraphs_are_refused_with_a_sentence(box: MakeBox) -> None:
    made = box(A)
    begun = time.perf_counter()
    made.paste(data_of(html="<p>word</p>" * 4_500_000))
    assert time.perf_counter() - begun < 2 * SECONDS
    assert made.paragraphs == (A,)
    assert "paragraphs" in made.told[0]


@NATURES
def test_pictures_alone_are_refused_with_a_sentence(box: MakeBox, nature: Nature) -> None:
    data = mime.new_data()
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    data.setImageData(image)
    made = box(nature=nature).paste(data)
    assert made.paragraphs == ()
    assert len(made.told) == 1
    assert made.paste(data_of(html="<img src='file:///etc/passwd'>")).paragraphs == ()
    assert len(made.told) == 2


def test_an_empty_clipboard_says_so(box: MakeBox) -> None:
    made = box()
    made.edit.paste_plain()
    assert made.told == [mime._NOTHING]


_AT_EXIT = """
import sys
from PySide6.QtWidgets import QApplication
from tests.desktop.editor.box import LOOK, NARRATIVE, numbered
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.report.ids import seeded_ids
app = QApplication(["test"])
edit = ParagraphsEdit(lambda: LOOK, NARRATIVE, seeded_ids("x"))
edit.show_paragraphs((numbered("aaaaaaaa", "First"),), Context())
edit.selectAll()
edit.copy() if sys.argv[1] == "copy" else edit.cut_selection()
"""


@pytest.mark.parametrize("how", ["copy", "cut"])
def test_what_stands_on_the_clipboard_at_the_end_crashes_nothing(how: str) -> None:
    done = subprocess.run([sys.executable, "-c", _AT_EXIT, how], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# --- dropping --------------------------------------------------------------------------------------------


def drop(made: Box, data: QMimeData, number: int, place: int, *, own: bool, action: Qt.DropAction) -> None:
    """Drop something as Qt does, at a place."""
    cursor = made.edit.textCursor()
    cursor.setPosition(made.edit.document().findBlockByNumber(number).position() + place)
    spot = QPointF(made.edit.cursorRect(cursor).center())
    event = _Drop(spot, action, data, made.edit.viewport() if own else None)
    made.edit.dropEvent(event)
    made.check()


class _Drop(QDropEvent):
    """A drop from a widget, which only the platform could make otherwise."""

    def __init__(self, spot: QPointF, action: Qt.DropAction, data: QMimeData, source: object) -> None:
        super().__init__(spot, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._from = source

    def source(self) -> object:  # type: ignore[override]
        return self._from


def test_text_from_elsewhere_is_put_where_it_was_dropped(box: MakeBox) -> None:
    made = box(A, B).at(0, 0)
    drop(made, data_of(text="new"), 1, 3, own=False, action=Qt.DropAction.CopyAction)
    assert made.texts == ["First one", "Secnewond"]


@pytest.mark.parametrize(
    ("chosen", "place", "wanted"),
    [
        (((0, 0), (0, 5)), (0, 9), ["oneFirst", "Second", "Third"]),
        (((0, 0), (0, 5)), (1, 3), ["one", "SecFirstond", "Third"]),
        (((1, 3), (1, 6)), (0, 5), ["Firstond one", "Sec", "Third"]),
        (((0, 5), (1, 3)), (2, 5), ["Firstond", "Third", "one", "Sec"]),
        (((0, 5), (1, 3)), (1, 4), ["Firsto", "one", "Sec", "nd", "Third"]),
        (((0, 0), (0, 9)), (2, 5), ["Second", "ThirdFirst one"]),
        (((0, 0), (1, 6)), (2, 5), ["Third", "First one", "Second"]),
    ],
)
def test_words_are_moved_within_the_text(
    box: MakeBox, chosen: tuple[tuple[int, int], tuple[int, int]], place: tuple[int, int], wanted: list[str]
) -> None:
    made = box(A, B, C).select(*chosen)
    drop(made, made.edit.createMimeDataFromSelection(), *place, own=True, action=Qt.DropAction.MoveAction)
    assert made.texts == wanted


def test_words_dropped_on_themselves_stay(box: MakeBox) -> None:
    made = box(A).select((0, 0), (0, 5))
    drop(made, made.edit.createMimeDataFromSelection(), 0, 3, own=True, action=Qt.DropAction.MoveAction)
    assert made.wishes == []


def test_whole_paragraphs_are_moved_with_their_ids(box: MakeBox) -> None:
    made = box(A, TABLE, B, C).select((0, 0), (1, 1))
    drop(made, made.edit.createMimeDataFromSelection(), 3, 5, own=True, action=Qt.DropAction.MoveAction)
    assert made.paragraphs == (B, C, A, TABLE)


def test_words_are_copied_within_the_text(box: MakeBox) -> None:
    made = box(A, B).select((0, 0), (0, 5))
    drop(made, made.edit.createMimeDataFromSelection(), 1, 3, own=True, action=Qt.DropAction.CopyAction)
    assert made.texts == ["First one", "SecFirstond"]
