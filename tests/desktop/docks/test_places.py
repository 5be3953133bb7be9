from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from drafter.desktop.docks.places import Places
from drafter.document.model import Role, Table, TableRole, Text
from drafter.pages.model import Fragment
from drafter.report.richtext import rich
from tests.desktop.docks.stubs import fragment, paged


def item(key: str, words: str) -> Text:
    return Text(key=key, role=Role.ITEM, text=rich(words))


LISTS = Table(
    key="care.lists",
    role=TableRole.LISTS,
    rows=(
        ((Text(text=rich("Strengths"), role=Role.CELL),), (Text(text=rich("Weaknesses"), role=Role.CELL),)),
        (
            (item("care.strengths.a", "short"), item("care.strengths.b", "long " * 40)),
            (item("care.weaknesses.c", "short"),),
        ),
    ),
)
FRAME = Fragment(0, 2, 70, 100, 450, 200)
KEYS = ("care.lists", "care.strengths.a", "care.strengths.b", "care.weaknesses.c")
PAGES = paged(
    2,
    [
        ("care.title", [fragment(1, 70)]),
        ("care.narrative.p", [fragment(1, 700, 60), fragment(2, 60, 30)]),
        *((key, [FRAME]) for key in KEYS),
    ],
    [LISTS],
)


def test_a_field_over_two_pages_has_a_spot_on_each() -> None:
    assert [spot.page for spot in Places.of(PAGES).spots["care.narrative.p"]] == [1, 2]


def test_the_field_under_a_point_is_found() -> None:
    assert Places.of(PAGES).at(1, 200, 710) == "care.narrative.p"


def test_beside_all_fields_the_nearest_is_found() -> None:
    places = Places.of(PAGES)
    assert places.at(1, 20, 690) == "care.narrative.p"
    assert places.at(1, 300, 130) == "care.title"
    assert places.at(7, 300, 130) == ""


def test_items_of_a_table_have_places_of_their_own() -> None:
    places = Places.of(PAGES)
    first, second = (places.spots[key][0] for key in KEYS[1:3])
    other = places.spots[KEYS[3]][0]
    assert first.bottom <= second.y + 0.01
    assert second.height > first.height
    assert other.x > first.x
    assert places.at(2, second.x + 5, second.y + second.height / 2) == KEYS[2]
    assert places.at(2, other.x + 5, other.y + 5) == KEYS[3]


def test_what_is_not_printed_is_found_at_what_is_nearest_to_it() -> None:
    places = Places.of(PAGES)
    assert places.find("care.narrative.p") == "care.narrative.p"
    assert places.find("care.weaknesses.new") == "care.title"
    assert places.find("elsewhere.title") == ""


def test_the_first_field_of_a_page_is_the_topmost() -> None:
    assert Places.of(PAGES).first_on(2) == "care.narrative.p"
    assert Places.of(PAGES).first_on(3) == ""


@given(
    st.lists(
        st.lists(st.lists(st.text("ab ", max_size=300), max_size=3), min_size=2, max_size=2), min_size=1
    ),
    st.lists(st.floats(1, 700), min_size=1, max_size=3),
)
def test_what_stands_in_a_table_never_leaves_it(rows: list[list[list[str]]], heights: list[float]) -> None:
    number = iter(range(10_000))
    table = replace(
        LISTS,
        rows=tuple(
            tuple(tuple(item(f"care.items.{next(number)}", words) for words in cell) for cell in row)
            for row in rows
        ),
    )
    whole = [Fragment(0, page, 70, 50, 450, height) for page, height in enumerate(heights, 1)]
    places = Places.of(paged(3, [("care.lists", whole)], [table]))
    for spots in places.spots.values():
        for spot in spots:
            frame = whole[spot.page - 1]
            assert spot.y >= frame.y - 0.01
            assert spot.bottom <= frame.bottom + 0.01
            assert spot.x >= frame.x - 0.01
            assert spot.x + spot.width <= frame.x + frame.width + 0.01
