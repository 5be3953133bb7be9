"""The exported example can be read by everybody: one test for each thing that its readers depend on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.word.helpers import (
    DOCUMENT,
    STORIES,
    Parts,
    W,
    elements,
    example_parts,
    style_names,
    style_of,
    tree,
    unpacked,
    val,
    written,
    xml_names,
)
from tests.word.helpers import empty_blank as blank

WHITE = "FFFFFF"
EXPORTS = pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
HEADING = re.compile(r"heading (\d)( not in contents)?")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("000000", WHITE) == pytest.approx(21)
    assert contrast("767676", WHITE) == pytest.approx(4.54, abs=0.01)


@EXPORTS
def test_the_document_has_a_title_that_readers_show(final: bool) -> None:
    (title,) = tree(example_parts(final=final), "docProps/core.xml").iter("{*}title")
    assert title.text == "Joint area review: Halton"


@EXPORTS
def test_the_language_is_british_english_and_said_once(final: bool) -> None:
    parts = example_parts(final=final)
    said = [
        (name, val(e)) for name in xml_names(parts) for e in elements(tree(parts, name), "lang") if val(e)
    ]
    assert said == [("word/styles.xml", "en-GB")]
    default = tree(parts, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert val(default) == "en-GB"


@EXPORTS
def test_headings_are_real_and_skip_no_level(final: bool) -> None:
    parts = example_parts(final=final)
    names = style_names(parts)
    levels = [
        int(found[1])
        for p in elements(tree(parts, DOCUMENT), "p")
        if (found := HEADING.fullmatch(style_of(p, names)))
    ]
    assert levels[0] == 1
    assert len(levels) > 20
    assert all(behind <= before + 1 for before, behind in pairwise(levels))


@EXPORTS
def test_every_table_of_data_says_which_row_is_its_heading(final: bool) -> None:
    parts = example_parts(final=final)
    names = style_names(parts)
    for table in elements(tree(parts, DOCUMENT), "tbl"):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        strip = names[val(table.find(f"{W}tblPr/{W}tblStyle"))] == "grade strip"
        assert heads == [not strip and number == 0 for number in range(len(rows))]


@EXPORTS
def test_no_cell_is_merged_or_nested(final: bool) -> None:
    root = tree(example_parts(final=final), DOCUMENT)
    assert list(elements(root, "gridSpan", "vMerge", "hMerge")) == []
    assert not [table for table in elements(root, "tbl") if any(True for _ in table.iterancestors(f"{W}tbl"))]


@EXPORTS
def test_every_table_is_named_and_a_strip_by_its_grade(final: bool) -> None:
    captions = [val(e) for e in elements(tree(example_parts(final=final), DOCUMENT), "tblCaption")]
    assert captions.count("Major strengths and Important weaknesses".replace("Imp", "imp")) == 6
    assert sum(caption.startswith("Grade: ") for caption in captions) == 5
    assert all(captions)


@EXPORTS
def test_every_picture_has_words_or_is_marked_as_decoration(final: bool) -> None:
    """There are none today; a house style may bring some."""
    parts = example_parts(final=final)
    for name in xml_names(parts):
        for drawing in tree(parts, name).iter("{*}docPr"):
            assert drawing.get("descr") or any(True for _ in drawing.iter("{*}decorative")), name


@EXPORTS
def test_the_words_of_each_link_say_where_it_goes(final: bool) -> None:
    parts = example_parts(final=final)
    for story in STORIES:
        for link in elements(tree(parts, story), "hyperlink"):
            text = "".join(t.text or "" for t in elements(link, "t")).strip().lower()
            assert len(text) > 3
            assert text not in {"here", "click here", "this link", "link", "more"}


def coloured(parts: Parts) -> Iterator[tuple[str, str, str]]:
    """Name, colour of the text and colour of the ground of each style that says one."""
    root = tree(parts, "word/styles.xml")
    grounds = {val(s, "styleId"): val(s.find(f".//{W}shd"), "fill") for s in elements(root, "style")}
    for style in elements(root, "style"):
        colour = val(style.find(f"{W}rPr/{W}color"))
        if colour and colour != "auto":
            name = val(style.find(f"{W}name"))
            yield name, colour, WHITE
            if name == "Grade given":
                yield name, colour, grounds["GradeGivenCell"]
            if name == "Table heading":
                yield name, colour, grounds["GradesTable"]
            if fill := val(style.find(f"{W}rPr/{W}shd"), "fill"):
                yield name, colour, fill


@pytest.mark.parametrize("key", ["joint-area-review-2007", "blank"])
def test_every_text_stands_out_from_its_ground(key: str) -> None:
    parts = example_parts(final=False)
    if key == "blank":
        parts = unpacked(written(blank().report.content, "blank", final=False))
    found = list(coloured(parts))
    assert len(found) > 10
    for name, text, ground in found:
        assert contrast(text, ground) >= 4.5, f"{name}: {text} on {ground}"


def test_the_frame_of_the_given_grade_stands_out() -> None:
    root = tree(example_parts(final=True), "word/styles.xml")
    (style,) = [s for s in elements(root, "style") if val(s, "styleId") == "GradeGivenCell"]
    frames = {val(side, "color") for side in style.iterfind(f"{W}tblPr/{W}tblBorders/*")}
    assert all(contrast(frame, WHITE) >= 3 for frame in frames)
    assert frames


@EXPORTS
def test_the_given_grade_is_told_by_more_than_colour(final: bool) -> None:
    parts = example_parts(final=final)
    names = style_names(parts)
    given = [p for p in elements(tree(parts, DOCUMENT), "p") if style_of(p, names) == "grade given"]
    assert len(given) == 5
    for paragraph in given:
        mark, word = [t.text for t in elements(paragraph, "t")]
        assert mark == "■"
        assert (word or "").strip() in {"Inadequate", "Adequate", "Good", "Outstanding"}


@EXPORTS
def test_nothing_moves_blinks_or_waits_for_the_reader(final: bool) -> None:
    root = tree(example_parts(final=final), "word/settings.xml")
    assert list(elements(root, "updateFields")) == []
    for name in STORIES:
        story = tree(example_parts(final=final), name)
        assert not [e for e in elements(story, "fldChar") if val(e, "dirty")]
        assert list(elements(story, "effect")) == []
