"""The web page: well-formed, accessible, complete, and nothing in it but the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.document import keys
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
from drafter.report.model import Content
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, clean, footnotes, plain, rich
from drafter.text.html_style import DARK, LIGHT, style_sheet
from drafter.text.write_html import write_html
from tests.examples import framework, halton
from tests.strategies import ANY, contents

VOID = frozenset({"meta", "br"})


class _Strict(HTMLParser):
    """Reads a page as a browser does and refuses what a browser would have to mend."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID, f"<{tag}> is not closed"
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, f"<{tag}/> would stay open in HTML"
        self.words.append("\n" if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)


def _read(page: str) -> _Strict:
    parser = _Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def _tree(page: str) -> Element:
    return ElementTree.fromstring(page)


def _all(page: Element, tag: str, **attributes: str) -> list[Element]:
    """Every element with this tag and these attributes; `class_` asks for one class among others."""
    wanted = attributes.pop("class_", "")
    return [
        element
        for element in page.iter(tag)
        if (not wanted or wanted in element.get("class", "").split())
        and all(element.get(name) == value for name, value in attributes.items())
    ]


def _spelled(element: Element) -> str:
    """The text of an element, its line breaks as such."""
    for line_break in element.iter("br"):
        line_break.text = "\n"
    return "".join(element.itertext())


def _words(element: Element) -> str:
    return " ".join(_spelled(element).split())


def _document(*blocks: Block, draft: bool = False) -> Document:
    return Document(title="A review", draft=draft, blocks=blocks)


def _text(role: Role, *words: str | Run | Footnote | Reference, key: str = "", **more: object) -> Text:
    return replace(Text(key=key, role=role, text=rich(*words)), **more)  # type: ignore[arg-type]


def _cells(*words: str) -> tuple[tuple[Text, ...], ...]:
    return tuple((_text(Role.CELL, word),) for word in words)


@cache
def _example(*, draft: bool = False) -> Document:
    return compose(halton().recognition.report.content, framework(), draft=draft)


@cache
def _page(*, draft: bool = False) -> str:
    return write_html(_example(draft=draft))


# --- the page as a whole -------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", [False, True])
def test_the_page_is_well_formed_as_html_and_as_xml(draft: bool) -> None:
    _read(_page(draft=draft))
    page = _tree(_page(draft=draft))

    assert _page(draft=draft).startswith("<!DOCTYPE html>\n<html")
    assert [child.tag for child in page] == ["head", "body"]


def test_the_same_document_gives_the_same_page() -> None:
    assert write_html(_example()) == write_html(_example())


def test_the_page_says_its_language_title_and_subject_and_nothing_of_its_making() -> None:
    page = _tree(_page())

    assert page.get("lang") == _example().language
    assert [_words(title) for title in page.iter("title")] == [_example().title]
    named = {meta.get("name", "charset") for meta in page.iter("meta")}
    assert named == {"charset", "viewport", "description"}


def test_the_page_has_one_of_each_landmark_and_a_way_past_the_first() -> None:
    page = _tree(_page())

    for landmark in ("header", "nav", "main", "footer"):
        assert len(_all(page, landmark)) == 1, landmark
    skip = next(page.iter("a"))
    assert (skip.get("href"), _words(skip)) == ("#main", "Skip to main content")
    assert page.find("body/div/main[@id='main']") is not None


@pytest.mark.parametrize("draft", [False, True])
def test_the_page_needs_nothing_but_itself(draft: bool) -> None:
    page = _tree(_page(draft=draft))

    tags = {element.tag for element in page.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "video"}
    loading = {"src", "srcset", "data", "action", "background", "style", "poster"}
    for element in page.iter():
        assert not loading & set(element.attrib), element.attrib
        assert not any(name.startswith("on") for name in element.attrib)
    sheet = style_sheet(draft=draft)
    assert not re.search(r"url\(|@import|@font-face|https?:|expression", sheet)
    assert not re.search(r"animation|transition|smooth", sheet)


# --- words ---------------------------------------------------------------------------------------------


def _printed(document: Document, text: RichText) -> str:
    return " ".join(plain(text, document.number_of).split())


def _in_order(document: Document) -> Iterator[tuple[Text | Heading, str]]:
    """The document's texts in the order of the page: the imprint stands at its foot."""
    texts = [text for block in document.blocks for text in texts_of(block)]
    for last in (False, True):
        for text in texts:
            if (isinstance(text, Text) and text.role is Role.IMPRINT) is last:
                yield text, _printed(document, text.text)


def _without_note_marks(page: Element) -> str:
    for link in page.iter("a"):
        if link.get("role") == "doc-noteref":
            link.text = ""
    return _words(page)


@pytest.mark.parametrize("draft", [False, True])
def test_every_word_of_the_worked_example_is_in_the_page_in_order(draft: bool) -> None:
    document = _example(draft=draft)
    words = _without_note_marks(_tree(_page(draft=draft)))

    place = words.index(document.title)
    for block, printed in _in_order(document):
        found = words.find(printed, place)
        assert found >= 0, printed
        if isinstance(block, Text) and block.number is not None:
            assert words[place:found].endswith(f"{block.number}. "), printed
        place = found + len(printed)


def test_every_character_of_the_page_comes_from_the_document() -> None:
    document = _example()
    ours = ["Skip to main content", "Footnotes"]
    for block in document.blocks:
        if isinstance(block, Strip):
            ours += ["■", "□" * (len(block.words) - 1), "Grade given:", *block.words]
        elif isinstance(block, Table):
            ours.append(block.title)
        elif isinstance(block, Contents):
            ours.append(_printed(document, block.title))
        elif isinstance(block, Heading) and block.contents:
            ours.append(_printed(document, block.text))
        elif isinstance(block, Text) and block.number is not None:
            ours.append(f"{block.number}.")
        for text in texts_of(block):
            ours.append(_printed(document, text.text))
            ours += [f"{_printed(document, note.text)}↑" for note in footnotes(text.text)]

    (body,) = _tree(_page()).iter("body")

    found = Counter("".join(_without_note_marks(body).split()))
    assert found == Counter("".join("".join(ours).split()))


@settings(suppress_health_check=list(HealthCheck))
@given(contents(framework()), st.booleans())
def test_any_report_makes_a_page_that_holds_all_its_words(content: Content, draft: bool) -> None:
    document = compose(content, framework(), draft=draft)

    page = write_html(document)

    _read(page)
    tree = _tree(page)
    _check_ids_and_links(tree)
    _check_levels(tree)
    words = _without_note_marks(tree)
    place = 0
    for _, printed in _in_order(document):
        found = words.find(printed, place)
        assert found >= 0, printed
        place = found + len(printed)


@example("<script>alert('x')</script>")
@example("]]> --> <!-- &amp; &lt; &#60; \"'`")
@example('"><img src=x onerror=alert(1)>')
@example("</style></title></p>")
@given(ANY)
def test_any_text_stays_the_text_that_it_is(words: str) -> None:
    text = rich(words)
    document = Document(
        title=words,
        subject=words,
        blocks=(
            Heading(text=text, level=1, contents=True, key="a.title"),
            Text(text=text),
            Strip(words=(words, "Good"), given=0),
            Table(title=words, rows=(((Text(text=text),),),)),
        ),
    )

    page = write_html(document)

    assert plain(text) in "".join(_read(page).words)
    tree = _tree(page)
    (paragraph,) = tree.iterfind("body/div/main/p")
    assert _spelled(paragraph) == plain(text)
    shown = {"html", "head", "meta", "title", "style", "body", "a", "header", "div", "h1", "h2", "main", "p"}
    shown |= {"ul", "li", "span", "strong", "table", "caption", "thead", "tr", "th", "td", "br"}
    assert {element.tag for element in tree.iter()} <= shown
    (given_one,) = _all(tree, "li", class_="given")
    assert _words(given_one).endswith(" ".join(clean(words).split()))


# --- headings, ids and links ---------------------------------------------------------------------------


def _check_levels(page: Element) -> None:
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, level in pairwise(levels):
        assert level <= before + 1, levels


def _check_ids_and_links(page: Element) -> None:
    ids = [element.get("id") for element in page.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    for element in page.iter():
        href = element.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif href:
            assert re.match("(?i)https?://|mailto:", href), href
        for named in element.get("aria-labelledby", "").split():
            assert named in ids


@pytest.mark.parametrize("draft", [False, True])
def test_no_heading_skips_a_level_and_no_link_leads_nowhere(draft: bool) -> None:
    _check_levels(_tree(_page(draft=draft)))
    _check_ids_and_links(_tree(_page(draft=draft)))


def test_the_one_first_heading_is_the_title_on_the_cover() -> None:
    page = _tree(_page())

    (title,) = page.iter("h1")
    assert (title.get("id"), _words(title)) == (keys.bookmark("cover.title"), "Joint area review")
    assert [_words(h) for h in _tree(write_html(_document())).iter("h1")] == ["A review"]


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 12))
def test_headings_of_any_levels_skip_none(levels: list[int], place: int) -> None:
    blocks: list[Block] = [Heading(text=rich("a"), level=level) for level in levels]
    blocks.insert(min(place, len(blocks)), Contents(title=rich("Contents")))

    _check_levels(_tree(write_html(_document(*blocks))))


def test_headings_of_one_level_stay_of_one_level() -> None:
    blocks = [Heading(text=rich("a"), level=level) for level in (1, 3, 3, 2, 3, 1)]
    tags = ["h2", "h3", "h3", "h3", "h4", "h2"]

    page = _tree(write_html(_document(*blocks)))

    assert [h.tag for h in page.iter() if re.fullmatch("h[2-6]", h.tag)] == tags


def test_each_block_is_found_by_the_name_of_its_bookmark() -> None:
    ids = {element.get("id") for element in _tree(_page()).iter()}

    for block in _example().blocks:
        for one in (block, *texts_of(block)):
            if one.key and not isinstance(one, PageBreak):
                assert keys.bookmark(one.key) in ids, one.key


def test_a_key_that_stands_twice_is_an_id_once() -> None:
    twice = [_text(role, "a", key="a.narrative.one") for role in (Role.PLAIN, Role.PLAIN, Role.BULLET)]
    rows = (tuple((_text(Role.CELL, "b", key="a.narrative.one"),) for _ in range(2)),)

    page = _tree(write_html(_document(*twice, Table(rows=rows), *[Contents(title=rich("Contents"))] * 2)))

    _check_ids_and_links(page)
    assert len(_all(page, "p", id=keys.bookmark("a.narrative.one"))) == 1


def test_the_cover_keeps_its_lines_in_the_header_and_its_list_is_one() -> None:
    header = _tree(_page()).find("body/header/div")
    assert header is not None

    covered = [b for b in _example().blocks if isinstance(b, Text) and b.role.value.startswith("cover")]
    assert _words(header) == " ".join(plain(text.text) for text in covered)
    (listed,) = header.iter("ul")
    assert listed.get("role") == "list"  # which a list without bullets has to say of itself
    assert [_words(item) for item in listed] == [
        plain(text.text) for text in covered if text.role is Role.COVER_LIST
    ]


def test_the_contents_list_links_to_each_heading_that_is_marked_for_it() -> None:
    document = _example()
    (nav,) = _tree(_page()).iter("nav")

    headings = [b for b in document.blocks if isinstance(b, Heading) and b.contents]
    links = [(link.get("href"), _words(link)) for link in nav.iter("a")]
    assert links == [(f"#{keys.bookmark(h.key)}", _printed(document, h.text)) for h in headings]
    (title,) = nav.iter("h2")
    assert nav.get("aria-labelledby") == title.get("id")
    assert _words(title) == "Contents"


def test_a_document_without_a_contents_list_has_no_navigation() -> None:
    page = _tree(write_html(_document(Heading(key="a.title", text=rich("A"), level=1, contents=True))))

    assert list(page.iter("nav")) == []


def test_contents_in_the_middle_of_a_document_stay_there() -> None:
    page = _tree(write_html(_document(_text(Role.PLAIN, "Dear all"), Contents(title=rich("Contents")))))

    main = page.find("body/div/main")
    assert main is not None
    assert [child.tag for child in main] == ["p", "nav"]


# --- paragraphs ----------------------------------------------------------------------------------------


def test_a_numbered_paragraph_shows_its_number_as_text_and_can_be_linked_to() -> None:
    document = replace(
        _document(
            _text(Role.NUMBERED, "First", key="a.narrative.one", number=41),
            _text(Role.NUMBERED, "See paragraph ", Reference("one"), " and ", Reference("two"), number=42),
        ),
        numbers={"one": 41},
        places={"one": "a.narrative.one"},
    )

    first, second = _all(_tree(write_html(document)), "p", class_="numbered")

    assert (first.get("id"), _words(first)) == (keys.bookmark("a.narrative.one"), "41. First")
    (link,) = second.iter("a")
    assert (link.get("href"), link.get("aria-label")) == (f"#{first.get('id')}", "Paragraph 41")
    assert _words(second) == "42. See paragraph 41 and [missing paragraph]"


def test_a_run_of_bullets_is_one_list_and_the_second_level_stands_in_its_item() -> None:
    roles = (Role.BULLET, Role.BULLET_2, Role.BULLET_2, Role.BULLET)
    page = _tree(write_html(_document(*(_text(role, str(n)) for n, role in enumerate(roles)))))

    (whole,) = page.iterfind("body/div/main/ul")
    assert [_words(item) for item in whole] == ["0 12", "3"]
    assert [[_words(item) for item in inner] for inner in whole.iterfind("li/ul")] == [["1", "2"]]


def test_a_second_level_bullet_with_nothing_above_it_is_an_item() -> None:
    page = _tree(write_html(_document(_text(Role.BULLET_2, "alone"))))

    assert [_words(item) for item in page.iterfind("body/div/main/ul/li")] == ["alone"]


def test_what_begins_a_page_in_word_begins_one_in_print() -> None:
    blocks = (
        Heading(text=rich("A"), level=1, new_page=True),
        _text(Role.PLAIN, "1"),
        PageBreak(),
        _text(Role.BULLET, "2"),
    )

    page = _tree(write_html(_document(*blocks)))

    assert [e.tag for e in page.iter() if "new-page" in e.get("class", "").split()] == ["h2", "ul"]
    assert "break-before: page" in style_sheet(draft=False)


def test_marks_are_kept_and_runs_with_one_address_are_one_link() -> None:
    address = "https://www.example.org/?a=1&b=2"
    runs = (Run("the ", Mark.BOLD, address), Run("site", Mark.ITALIC, address), Run("2", Mark.SUPERSCRIPT))

    (paragraph,) = _tree(write_html(_document(_text(Role.PLAIN, *runs)))).iterfind("body/div/main/p")

    (link,) = paragraph.iter("a")
    assert (link.get("href"), _words(link)) == (address, "the site")
    assert [e.tag for e in paragraph.iter()] == ["p", "a", "strong", "em", "sup"]


def test_a_link_without_words_keeps_its_address_and_leads_nobody_to_it() -> None:
    blank = Run(" ", link="https://www.example.org")

    (link,) = _tree(write_html(_document(_text(Role.PLAIN, "a", blank, "b")))).iterfind("body/div/main/p/a")

    assert (link.get("href"), link.get("tabindex"), link.get("aria-hidden")) == (blank.link, "-1", "true")


def test_a_reference_to_a_paragraph_that_is_gone_keeps_what_it_referred_to() -> None:
    page = _tree(write_html(_document(_text(Role.PLAIN, Reference("two"), " and ", Reference("two")))))

    gone = page.iterfind("body/div/main/p/span")
    assert [keys.key_of(one.get("id", "")) for one in gone] == ["no.p1.two", "no.p2.two"]


def test_a_footnote_carries_its_id() -> None:
    page = _tree(write_html(_document(_text(Role.PLAIN, "Said", Footnote("f", rich("A note"))))))

    (words,) = _all(page, "span", id=keys.bookmark("note.text.f"))
    assert _words(words) == "A note"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.b",
        "http://",
    ],
)
def test_an_address_that_is_none_of_web_or_mail_becomes_no_link(address: str) -> None:
    # a run that was made past `rich`, which would have refused the address
    page = _tree(write_html(_document(Text(text=(Run("words", link=address),)))))

    (paragraph,) = page.iterfind("body/div/main/p")
    assert (_words(paragraph), list(paragraph)) == ("words", [])


def test_footnotes_stand_at_the_end_with_links_both_ways() -> None:
    note = Footnote("f", rich("With a ", Run("link", link="https://www.example.org/")))

    page = _tree(write_html(_document(_text(Role.PLAIN, "Said", note), _text(Role.PLAIN, "again", note))))

    marks = [link for link in page.iter("a") if link.get("role") == "doc-noteref"]
    assert [(m.get("href"), m.get("aria-label"), _words(m)) for m in marks] == [
        ("#note-1", "Footnote 1", "1"),
        ("#note-2", "Footnote 2", "2"),
    ]
    main = page.find("body/div/main")
    assert main is not None
    notes = list(main)[-1]
    assert [item.get("id") for item in notes.iter("li")] == ["note-1", "note-2"]
    back = [link for link in notes.iter("a") if link.get("role") == "doc-backlink"]
    assert [link.get("href") for link in back] == [f"#{mark.get('id')}" for mark in marks]
    assert all(link.get("aria-label", "").startswith("Back to ") for link in back)
    assert [_words(item) for item in notes.iter("li")] == ["With a link ↑"] * 2


# --- grades and tables ---------------------------------------------------------------------------------


def test_the_given_grade_is_told_by_word_mark_and_weight_and_the_list_has_a_name() -> None:
    page = _tree(write_html(_document(Strip(words=("Inadequate", "Good", "Outstanding"), given=2))))

    (strip,) = _all(page, "ul", class_="strip")
    assert (strip.get("role"), strip.get("aria-label")) == ("list", "Grade: Outstanding")
    assert [_words(item) for item in strip] == ["□ Inadequate", "□ Good", "■ Grade given: Outstanding"]
    (given_one,) = _all(strip, "li", class_="given")
    assert [(e.tag, e.get("class"), e.get("aria-hidden"), _words(e)) for e in given_one] == [
        ("span", None, "true", "■"),
        ("span", "hidden", None, "Grade given:"),
        ("strong", None, None, "Outstanding"),
    ]


def test_a_strip_without_a_grade_says_so() -> None:
    page = _tree(write_html(_document(Strip(words=("Inadequate", "Good")))))

    (strip,) = _all(page, "ul", class_="strip")
    assert strip.get("aria-label") == "Grade: not given yet"
    assert [_words(item) for item in strip] == ["□ Inadequate", "□ Good"]


def test_tables_have_captions_and_headings_with_their_scope() -> None:
    for table in _tree(_page()).iter("table"):
        assert _words(next(table.iter("caption")))
        head = table.find("thead/tr")
        assert head is not None
        assert [(cell.tag, cell.get("scope")) for cell in head] == [("th", "col")] * len(head)
        rows = [[(c.tag, c.get("scope")) for c in row] for row in table.iterfind("tbody/tr")]
        first = ("th", "row") if table.get("class") == "grades" else ("td", None)
        assert all(row == [first] + [("td", None)] * (len(head) - 1) for row in rows), rows


def test_a_wide_table_scrolls_in_a_named_box_that_the_keyboard_reaches() -> None:
    wide = Table(title="Figures", rows=(_cells("a", "b", "c"), _cells("1", "2", "3")))
    narrow = Table(title="Pairs", rows=(_cells("a", "b"), _cells("1", "2")))

    page = _tree(write_html(_document(wide, narrow)))

    (box,) = _all(page, "div", class_="scroll")
    assert (box.get("tabindex"), box.get("role")) == ("0", "group")
    (caption,) = (c for c in page.iter("caption") if c.get("id") == box.get("aria-labelledby"))
    assert _words(caption) == "Figures"
    assert len(list(box.iter("table"))) == 1


def test_strengths_and_weaknesses_are_lists_in_a_table_that_keeps_its_roles_when_stacked() -> None:
    head = _cells("Major strengths", "Important weaknesses")
    cells = ((_text(Role.ITEM, "one"), _text(Role.ITEM, "two")), ())

    page = _tree(write_html(_document(Table(role=TableRole.LISTS, title="Both", rows=(head, cells)))))

    (table,) = page.iter("table")
    assert table.get("class") == "lists stack"
    roles = [(e.tag, e.get("role")) for e in table.iter() if e.get("role")]
    assert Counter(roles) == Counter(
        [("table", "table"), ("thead", "rowgroup"), ("tbody", "rowgroup")]
        + [("tr", "row")] * 2
        + [("th", "columnheader")] * 2
        + [("td", "cell")] * 2
    )
    assert [_words(item) for item in table.iter("li")] == ["one", "two"]


def test_an_empty_heading_cell_is_announced_as_no_heading() -> None:
    rows = (((), *_cells("b")), _cells("1", "2"))

    (head,) = _tree(write_html(_document(Table(rows=rows)))).iter("thead")

    assert [cell.tag for cell in head.iter() if cell.tag in ("th", "td")] == ["td", "th"]


# --- drafts --------------------------------------------------------------------------------------------


def test_a_draft_says_so_at_the_top_and_marks_what_is_to_be_written() -> None:
    # without facts and grades, which is most of what can be missing
    sections = halton().recognition.report.content.sections
    document = compose(Content(sections=sections), framework(), draft=True)
    page = _tree(write_html(document))

    header = page.find("body/header")
    assert header is not None
    assert _words(header[0]) == "Draft: not for publication"
    to_do = [t for b in document.blocks for t in texts_of(b) if isinstance(t, Text) and t.to_do and t.text]
    assert to_do
    assert sorted(_words(mark) for mark in _all(page, "span", class_="to-do")) == sorted(
        plain(text.text) for text in to_do
    )
    assert "position: fixed" in style_sheet(draft=True)


def test_a_final_page_shows_no_trace_of_a_draft_and_no_notes() -> None:
    report = halton().recognition.report
    desk = replace(report.desk, notes={"safeguarding": "Sekret"}, short_titles={"safeguarding": "Sekret"})
    report = replace(report, desk=desk)

    page = write_html(compose(report.content, framework(), draft=False))

    assert "Sekret" not in page
    assert "draft" not in page.lower()
    assert "to-do" not in page
    assert "<!--" not in page
    tree = _tree(page)
    allowed = {"lang", "charset", "name", "content", "class", "id", "href", "role", "scope", "tabindex"}
    allowed |= {"aria-label", "aria-labelledby", "aria-hidden"}
    assert {name for element in tree.iter() for name in element.attrib} <= allowed


# --- the look ------------------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_can_be_read(palette: dict[str, str]) -> None:
    sheet = style_sheet(draft=True)
    letters = set(re.findall(r"[ {]color: var\(--([\w-]+)\)", sheet))
    grounds = set(re.findall(r"background: var\(--([\w-]+)\)", sheet))
    assert (letters, grounds) == ({"text", "soft", "accent", "warn"}, {"page", "tint", "warn-tint"})

    for letter in letters - {"warn"}:
        for ground in grounds - {"warn-tint"}:
            assert _contrast(palette[letter], palette[ground]) >= 4.5, (letter, ground)
    assert _contrast(palette["warn"], palette["warn-tint"]) >= 4.5


def test_the_style_sheet_names_no_colour_that_it_does_not_define() -> None:
    sheet = style_sheet(draft=True)

    assert set(LIGHT) == set(DARK)
    used = set(re.findall(r"var\(--([\w-]+)\)", sheet))
    assert used <= set(re.findall(r"--([\w-]+):", sheet))
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)) == {*LIGHT.values(), *DARK.values()}
    assert not set("<&") & set(sheet)


def test_every_class_of_the_page_has_its_look() -> None:
    """A class that the style sheet does not know would be a slip of the pen in one of the two."""
    spelled = {name for e in _tree(_page(draft=True)).iter() for name in e.get("class", "").split()}
    plain_ones = {"numbered", "plain", "imprint", "lists"}

    assert spelled - plain_ones <= set(re.findall(r"\.([a-z][\w-]*)", style_sheet(draft=True)))
