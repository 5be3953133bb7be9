"""Reports that nobody writes, and that must come out right all the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from drafter.compose import compose
from drafter.document.model import Document, Heading, Text
from drafter.pages.client import Worker
from drafter.report.ids import IdMaker, seeded_ids
from drafter.report.model import (
    AreaSection,
    Content,
    InvestigationsSection,
    Item,
    Kind,
    NarrativeSection,
    Paragraph,
)
from drafter.report.richtext import plain, rich
from drafter.services.frameworks import by_key
from drafter.services.paging import Paged, layout_worker, paged
from drafter.services.starting import new_report
from drafter.services.steps import finish
from drafter.word.write import write
from tests.services.test_paging import listed, page_texts, words
from tests.word import validity
from tests.word.helpers import JOINT_AREA_REVIEW, unpacked, worked_example

LONG = ("A title that goes on and on because somebody wanted to say everything in it, " * 4)[:300].strip()


def changed(key: str, section: object) -> Content:
    content = worked_example().report.content
    return replace(content, sections={**content.sections, key: section})  # type: ignore[dict-item]


def thirty_investigations() -> Content:
    ids = seeded_ids("thirty")
    given = worked_example().report.content.sections["investigations"]
    assert isinstance(given, InvestigationsSection)
    many = []
    for number in range(30):
        one = given.investigations[number % 2]
        area = replace(
            one.area,
            strengths=tuple(replace(item, id=ids()) for item in one.area.strengths),
            weaknesses=tuple(replace(item, id=ids()) for item in one.area.weaknesses),
            narrative=_renamed(one.area.narrative[:3], ids),
        )
        many.append(replace(one, id=ids(), title=f"The impact of matter {number}", area=area))
    return changed("investigations", replace(given, investigations=tuple(many)))


def _renamed(narrative: tuple[Paragraph, ...], ids: IdMaker) -> tuple[Paragraph, ...]:
    return tuple(replace(paragraph, id=ids()) for paragraph in narrative)


def long_titles() -> Content:
    content = changed(
        "equality", replace(worked_example().report.content.sections["equality"], own={"title": rich(LONG)})
    )
    return replace(content, facts={**content.facts, "area": LONG})


def table_of_500_rows() -> Content:
    rows = [(rich("Measure"), rich("2006"), rich("2007"))]
    rows += [(rich(f"Measure {n} of what was done"), rich(f"{n}"), rich(f"{n * 2}")) for n in range(500)]
    equality = worked_example().report.content.sections["equality"]
    assert isinstance(equality, NarrativeSection)
    table = Paragraph(id="tttttttt", kind=Kind.TABLE, rows=tuple(rows))
    return changed("equality", replace(equality, narrative=(*equality.narrative, table)))


def sixty_strengths() -> Content:
    ids = seeded_ids("sixty")
    section = worked_example().report.content.sections["safeguarding"]
    assert isinstance(section, AreaSection)
    words_of = "which is long enough to take three lines of the narrow column that it stands in, and says so"
    items = tuple(Item(id=ids(), text=rich(f"Strength {number} {words_of}.")) for number in range(60))
    return changed("safeguarding", replace(section, area=replace(section.area, strengths=items)))


REPORTS = {
    "sixty strengths": sixty_strengths,
    "empty": lambda: new_report(by_key(JOINT_AREA_REVIEW), {}, seeded_ids("empty")).content,
    "thirty investigations": thirty_investigations,
    "long titles": long_titles,
    "table of 500 rows": table_of_500_rows,
}
ALL = pytest.mark.parametrize("name", REPORTS)


@cache
def composed(name: str, *, draft: bool = True) -> Document:
    return compose(REPORTS[name](), by_key(JOINT_AREA_REVIEW), draft=draft)


@cache
def pages_of(name: str) -> Paged:
    return finish(paged(composed(name), by_key(JOINT_AREA_REVIEW).house_style, layout_worker()))


@cache
def texts_of(name: str) -> list[str]:
    return page_texts(layout_worker().pdf(pages_of(name).whole(), pages_of(name).finish()))


@ALL
def test_its_contents_list_is_true(name: str) -> None:
    assert pages_of(name).stable
    for heading, page in zip(listed(composed(name)), pages_of(name).headings, strict=True):
        assert heading in texts_of(name)[page - 1]


@ALL
@pytest.mark.parametrize("draft", [True, False], ids=["draft", "final"])
def test_its_word_file_keeps_every_rule(name: str, draft: bool) -> None:
    pages = pages_of(name).headings if draft else ()
    document = composed(name, draft=draft)
    parts = unpacked(write(document, by_key(JOINT_AREA_REVIEW).house_style, pages=pages))
    assert [problem for check in validity.CHECKS for problem in check(parts)] == []


@ALL
def test_no_heading_is_left_alone_at_the_foot_of_a_page(name: str) -> None:
    places = {place.key: place.fragments for place in pages_of(name).places}
    keys = list(places)
    for before, behind in pairwise(keys):
        if ".title" in before and ".title" not in behind:
            assert places[before][-1].page == places[behind][0].page, before


def test_a_cover_with_a_long_name_stays_on_its_page() -> None:
    cover = texts_of("long titles")[0]
    assert words(LONG) in cover
    assert "Reference no: 876" in cover


def test_a_long_title_takes_one_line_of_the_running_header() -> None:
    for text in texts_of("long titles")[1:]:
        assert text.count("Draft: not for publication Joint area review: A title that goes on") == 1
        assert "…" in text[:200]


def test_a_long_table_has_its_heading_row_on_each_page_and_every_row_once() -> None:
    texts = texts_of("table of 500 rows")
    with_rows = [text for text in texts if "of what was done" in text]
    assert len(with_rows) > 10
    assert all("Measure 2006 2007" in text for text in with_rows)
    whole = " ".join(with_rows)
    for number in range(500):
        assert whole.count(f"Measure {number} of what was done {number} {number * 2}") == 1


def test_a_long_list_breaks_between_its_items() -> None:
    texts = texts_of("sixty strengths")
    with_items = [text for text in texts if "which is long enough to take" in text]
    assert len(with_items) > 3
    assert all("Major strengths Important weaknesses" in text for text in with_items)
    for number in range(60):
        whole = (
            f"Strength {number} which is long enough to take three lines of the narrow column that it stands"
        )
        assert sum(whole in text and f"{whole} in, and says so." in text for text in with_items) == 1


def test_thirty_investigations_are_numbered_through() -> None:
    blocks = composed("thirty investigations").blocks
    numbers = [block.number for block in blocks if isinstance(block, Text) and block.list == "body"]
    assert numbers == list(range(1, len(numbers) + 1))
    titles = [
        plain(block.text)
        for block in blocks
        if isinstance(block, Heading) and block.key.startswith("investigations.title.")
    ]
    assert len(titles) == 30


@pytest.mark.full
def test_a_report_of_a_hundred_times_the_size_is_laid_out_piece_by_piece() -> None:
    from bench import contents

    report, framework = contents.worked_example()
    document = compose(contents.grown(report, 100).content, framework, draft=False)
    with Worker() as worker:
        pages = finish(paged(document, framework.house_style, worker))
        assert pages.stable
        assert pages.pages > 3000
        assert len(pages.pieces) > 20
