"""The web page that we write is read again, whole: by id, class and text."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.document.model import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    TableRole,
    Text,
    texts_of,
)
from drafter.framework.known import known_keys
from drafter.recognise import Recognition, recognise
from drafter.report.ids import seeded_ids
from drafter.report.richtext import Footnote, Mark, Reference, Run, plain, rich
from drafter.services import frameworks
from drafter.services.frameworks import by_key
from drafter.text.read_html import read_html
from drafter.text.write_html import write_html
from tests.examples import FRAMEWORK, framework, halton
from tests.strategies import ANY, contents

FRAMEWORKS = pytest.mark.parametrize("key", sorted(frameworks.folders()))
EXPORTS = pytest.mark.parametrize("draft", [True, False], ids=["draft", "final"])


def recognised(page: str, key: str = FRAMEWORK) -> Recognition:
    known = by_key(key)
    return recognise(read_html(page, known_keys(known)), known, ids=seeded_ids("again"), source="report.html")


@cache
def example(*, draft: bool = False) -> str:
    return write_html(compose(halton().recognition.report.content, framework(), draft=draft))


def again(*blocks: Block) -> list[Block]:
    """The blocks after a way through a page."""
    return list(read_html(write_html(Document(title="A review", own=True, blocks=blocks))).blocks)


# --- everything comes back -------------------------------------------------------------------------------


@FRAMEWORKS
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_is_read_again(key: str, data: st.DataObject) -> None:
    content = data.draw(contents(by_key(key)))

    found = recognised(write_html(compose(content, by_key(key), draft=True)), key)

    assert found.report.content == content
    assert found.report.desk.tray == ()


@EXPORTS
def test_the_worked_example_comes_back(draft: bool) -> None:
    found = recognised(example(draft=draft))

    assert found.report.content == halton().recognition.report.content
    assert found.report.desk.tray == ()
    assert found.warnings == ()


@EXPORTS
def test_the_blocks_that_are_read_are_those_that_were_written(draft: bool) -> None:
    written = compose(halton().recognition.report.content, framework(), draft=draft)

    found = read_html(example(draft=draft), known_keys(framework()))

    assert (found.title, found.subject, found.language) == (written.title, written.subject, written.language)
    assert (found.draft, found.own) == (draft, True)
    foot = [b for b in written.blocks if isinstance(b, Text) and b.role is Role.IMPRINT]
    expected = [b for b in written.blocks if not (isinstance(b, PageBreak) or b in foot)] + foot
    assert [b for b in found.blocks if not isinstance(b, PageBreak)] == [
        replace(b, list="") if isinstance(b, Text) else b for b in expected
    ]


def test_each_kind_of_block_comes_back_as_it_was() -> None:
    rows = (
        ((), (Text(role=Role.CELL, text=rich("b")),), (Text(role=Role.CELL, text=rich("c")),)),
        ((Text(role=Role.CELL, text=rich("1\n2")),), (), (Text(role=Role.CELL, text=rich("3"), to_do=True),)),
    )
    items = tuple(Text(key=f"a.strengths.{n}", role=Role.ITEM, text=rich(n)) for n in ("one", "two"))
    heads = tuple((Text(role=Role.CELL, text=rich(word)),) for word in ("Strengths", "Weaknesses"))
    blocks: list[Block] = [
        Contents(key="contents.title", title=rich("Contents")),
        Heading(key="a.title", text=rich("A"), level=1, contents=True, new_page=True),
        Strip(key="a.grade", words=("Weak", "Very strong"), given=1),
        Strip(key="a.grade.b", words=("Weak", "Very strong")),
        Text(key="a.sentence", role=Role.JUDGEMENT, text=rich("It is."), number=1),
        Text(key="a.narrative.x", role=Role.BULLET_2, text=rich("alone")),
        Text(key="a.narrative.y", role=Role.BULLET, text=rich("first")),
        Text(key="a.narrative.z", role=Role.BULLET_2, text=rich("below")),
        PageBreak(),
        Table(key="a.lists", role=TableRole.LISTS, title="Both", rows=(heads, (items, ()))),
        Heading(key="a.narrative.h", text=rich("B"), level=2),
        PageBreak(),
        Table(key="a.narrative.t", title="Figures", rows=rows),
        Text(role=Role.PLAIN, text=rich("[To be written]"), to_do=True),
        Text(role=Role.NUMBERED, text=rich("  two  spaces"), number=2),
    ]

    assert again(*blocks) == blocks


@given(ANY)
def test_any_text_comes_back_to_the_letter(words: str) -> None:
    text = rich("x", words, "x")

    assert again(Text(key="a.narrative.x", text=text)) == [Text(key="a.narrative.x", text=text)]


def test_marks_links_notes_and_references_come_back() -> None:
    address = "https://www.example.org/?a=1&b=2"
    text = rich(
        Run("bold", Mark.BOLD | Mark.ITALIC),
        Run(" ", link=address),
        Run("2", Mark.SUPERSCRIPT, address),
        Run("n", Mark.SUBSCRIPT),
        Footnote("note1", rich("With a ", Run("link", link=address))),
        Reference("one"),
        " and ",
        Reference("gone"),
        Footnote("note2", rich("Another")),
    )
    document = Document(
        blocks=(
            Text(key="a.narrative.one", role=Role.NUMBERED, text=rich("One"), number=1),
            Text(key="a.narrative.two", text=text),
        ),
        numbers={"one": 1},
        places={"one": "a.narrative.one"},
    )

    found = read_html(write_html(document))

    assert found.blocks == document.blocks
    assert [d.text for d in found.dropped if "reference" in d.reason] == ["1 [missing paragraph]"]


# --- what people and browsers do to the page -------------------------------------------------------------


def test_a_page_that_a_browser_saved_comes_back() -> None:
    page = example().replace("<br/>", "<br>").replace('href="#', 'href="file:///home/a/Report%201.html#')
    for tag in ("p", "li", "td", "tr"):
        page = page.replace(f"</{tag}>", f"</{tag}>\n   ")

    assert recognised(page).report.content == halton().recognition.report.content


def test_end_tags_that_html_lets_people_leave_out_are_not_missed() -> None:
    page = example()
    for tag in ("p", "li", "td", "th", "tr", "thead", "tbody"):
        page = page.replace(f"</{tag}>", "")

    assert recognised(page).report.content == halton().recognition.report.content


def test_a_word_that_was_changed_comes_back_changed_under_its_id() -> None:
    before = halton().recognition.report.content

    after = recognised(example().replace("from 89% to 93%", "from 89% to 94%")).report.content

    assert after != before
    assert str(after).replace("94%", "93%") == str(before)


def test_without_our_ids_classes_and_text_still_tell_most() -> None:
    page = re.sub(r' id="_dr[^"]*"', "", example())
    document = read_html(page, known_keys(framework()))

    assert not document.own
    assert [plain(b.text) for b in document.blocks if isinstance(b, Heading)][1:3] == [
        "Introduction",
        "Context",
    ]
    assert sum(isinstance(b, Strip) for b in document.blocks) == 5
    assert sum(isinstance(b, Text) and b.role is Role.JUDGEMENT for b in document.blocks) == 6


def test_a_footnote_whose_mark_is_gone_is_kept_as_a_paragraph() -> None:
    page = write_html(Document(blocks=(Text(text=rich("Said", Footnote("f", rich("A note")))),)))

    found = read_html(re.sub("<sup>.*?</sup>", "", page))

    assert [plain(b.text) for b in found.blocks if isinstance(b, Text)] == ["Said", "A note"]


# --- pages of others, and damaged ones -------------------------------------------------------------------


def test_a_page_of_others_gives_its_text() -> None:
    page = """<!doctype html><title>T</title><script>no()</script><!-- no --><body>
      <h1>Review</h1> loose <b>words</b><br>here <div><div><p>One
      two<p>Three</div></div><ul><li>a<ul><li>b</ul><li>c</ul><ol><li>first<li>second</ol>
      <table>stray<tr><td>1<td>2<tr><td>3</table><dl><dt>d<dd>e</dl>tail &amp; <i>end"""

    found = read_html(page)

    assert (found.own, found.title) == (False, "T")
    said = [(b.role.value, plain(b.text)) if isinstance(b, Text) else type(b).__name__ for b in found.blocks]
    assert said == [
        "Heading",
        ("plain", "loose words\nhere"),
        ("plain", "One two"),
        ("plain", "Three"),
        ("bullet", "a"),
        ("bullet-2", "b"),
        ("bullet", "c"),
        ("numbered", "first"),
        ("numbered", "second"),
        ("plain", "stray"),
        "Table",
        ("plain", "d"),
        ("plain", "e"),
        ("plain", "tail & end"),
    ]
    (table,) = (b for b in found.blocks if isinstance(b, Table))
    assert [["".join(plain(t.text) for t in c) for c in row] for row in table.rows] == [["1", "2"], ["3", ""]]


@pytest.mark.parametrize("unsaid", ["script", "style", "svg", "select", "template", "textarea"])
@pytest.mark.parametrize("depth", [1, 59, 60, 61, 62, 119, 120, 121, 122, 500, 5000])
def test_what_is_never_said_is_dropped_however_deep_it_stands(unsaid: str, depth: int) -> None:
    inside = f"<{unsaid}>never <i>said</i> <b>at all</u></{unsaid}>"
    page = f"Before {'<div>' * depth}in {inside}it{'</div>' * depth} after"

    said = [plain(block.text) for block in read_html(page).blocks if isinstance(block, Text)]

    assert " ".join(said).split() == ["Before", "in", "it", "after"]


def test_an_end_of_what_is_not_open_ends_nothing_deep_down() -> None:
    page = f"{'<div>' * 200}<svg></section>never</i> said</svg>said{'</div>' * 200}<p>after"

    said = [plain(block.text) for block in read_html(page).blocks if isinstance(block, Text)]

    assert said == ["said", "after"]


@pytest.mark.parametrize("source", ["", " ", "<", "<!", "</", "<html>", "<table></table>", "<ul></ul>", "\0"])
def test_a_page_that_says_nothing_is_an_empty_document(source: str) -> None:
    document = read_html(source)

    assert not document.own
    assert "".join(plain(b.text) for b in document.blocks if isinstance(b, Text)) in ("", "<", "<!", "</")


PIECES = st.sampled_from(
    [
        *("<", ">", "</", "<!--", "-->", "<![", "<?", "]]>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<br>"),
        *("<table>", "<tr>", "<td>", "</td>", "<nav>", "<section>", "<h1>", "<h2>", "<a>", "<style>"),
        *("<title>", "<script>", "</script>", "&#xD800;", "&#1114112;", "&amp", "&#0;", "words", '"', "'"),
        f"&#{'9' * 5000};",
        '<ul class="strip">',
        '<section class="notes">',
        '<li id="note-1">',
        '<a class="note-mark" href="#note-1">',
        '<p id="_dr_a__b" class="cell">',
        '<span id="_dr_no__p1__x">',
        '<nav aria-labelledby="n"><h2 id="n">',
        '<a href="#_dr_"',
        '<a href="http://[">',
        '<span class="number">99999999999. </span>',
    ]
)


@given(st.lists(st.one_of(PIECES, ANY), max_size=30).map("".join))
def test_any_text_at_all_is_read(source: str) -> None:
    assert recognised(source).report.content.sections


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(place=st.integers(0, 140_000), junk=st.one_of(PIECES, ANY), gone=st.integers(0, 400))
def test_a_damaged_page_is_read(place: int, junk: str, gone: int) -> None:
    page = example()

    assert recognised(page[:place] + junk + page[place + gone :]).report.content.sections


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<?", "<![", "<div>", "<table><tr><td>", "<ul><li>", "<em>", "<b> </b><i> </i>", "<a b='"],
)
def test_a_page_that_nests_or_never_ends_is_read_in_time(piece: str) -> None:
    source = piece * 30_000 + "the end"

    started = time.process_time()
    document = read_html(source)

    assert time.process_time() - started < 20  # in the square of its length it would take minutes
    words = " ".join(plain(t.text) for b in document.blocks for t in texts_of(b))
    assert "the end" in words
