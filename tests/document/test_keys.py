"""Bookmarks carry keys through Word and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import keys
from drafter.framework.known import known_keys
from drafter.framework.model import InvestigationsSpec
from drafter.report.ids import seeded_ids
from drafter.services.frameworks import by_key

WORDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(WORDS, WORDS, st.integers(0, 99))
def test_every_key_comes_back_from_its_bookmark(section: str, field: str, seed: int) -> None:
    whole = keys.key(section, field, seeded_ids(seed)())

    name = keys.bookmark(whole)

    assert len(name) <= keys.LONGEST
    assert re.fullmatch(r"_[A-Za-z0-9_]+", name)
    assert keys.key_of(name, [keys.key(section, field)]) == whole


@pytest.mark.parametrize("framework", ["joint-area-review-2007", "blank", "ilacs-2018", "area-send-2023"])
def test_no_two_fields_of_a_framework_share_a_bookmark(framework: str) -> None:
    fields: tuple[str, ...] = (
        "title",
        "sentence",
        "strengths",
        "weaknesses",
        "narrative",
        "lists",
        "main-finding",
        "heading",
    )
    fields += ("following", "table", "items", "body", "grade", "page")
    whole = [
        keys.key(section.key, field, part)
        for section in by_key(framework).sections
        for field in fields
        for part in ("", "abcdefgh")
    ]

    assert len({keys.bookmark(one) for one in whole}) == len(whole)


def test_the_id_is_never_cut() -> None:
    name = keys.bookmark("learning-difficulties.strengths.k3f9x2ab")

    assert name.endswith("__k3f9x2ab")
    assert keys.key_of(name) is None
    assert (
        keys.key_of(name, ["learning-difficulties.strengths"]) == "learning-difficulties.strengths.k3f9x2ab"
    )


def test_a_key_that_is_too_long_without_an_id_is_found_in_the_frameworks_list() -> None:
    whole = "recommendations.timescale.over-the-next-twelve-months-or-so"

    name = keys.bookmark(whole)

    assert len(name) <= keys.LONGEST
    assert keys.key_of(name, ["recommendations.timescale", whole]) == whole
    assert keys.key_of(name, ["recommendations.timescale"]) is None


def test_the_bookmarks_of_a_document_tell_whether_one_of_them_is_ours() -> None:
    field = "learning-difficulties.strengths"
    for name, key in (
        (keys.bookmark("cover.title"), "cover.title"),
        (keys.bookmark(f"{field}.k3f9x2ab"), f"{field}.k3f9x2ab"),
        (keys.bookmark("unknown-and-much-too-long.narrative.k3f9x2ab"), None),
        ("_Toc200000000", None),
    ):
        bookmarks = keys.Bookmarks([field])
        assert not bookmarks.are_own
        assert bookmarks.key_of(name) == key
        assert bookmarks.are_own == (key is not None)


def test_somebody_elses_bookmark_carries_no_key() -> None:
    assert keys.key_of("_Toc200000000") is None
    assert keys.key_of("Table1") is None


@given(WORDS, WORDS, st.integers(0, 99))
def test_a_grade_comes_back_from_its_bookmark(judgement: str, grade: str, seed: int) -> None:
    for what in (judgement, seeded_ids(seed)()):
        whole = keys.graded(what, grade)
        name = keys.bookmark(whole)

        assert len(name) <= keys.LONGEST
        assert re.fullmatch(r"_[A-Za-z0-9_]+", name)
        found = keys.key_of(name, [keys.graded("", grade), keys.graded(judgement, grade)])
        assert found == whole
        assert keys.grade_of(whole) == (what, grade)


@pytest.mark.parametrize("whole", ["graded.title", "graded.sentence.aaaaaaa2", "Graded.good", "", "Graded"])
def test_a_key_of_a_section_is_no_grade(whole: str) -> None:
    assert keys.grade_of(whole) is None


@pytest.mark.parametrize("framework", ["joint-area-review-2007", "blank", "ilacs-2018", "area-send-2023"])
def test_every_grade_of_a_framework_is_known(framework: str) -> None:
    of = by_key(framework)
    known = known_keys(of)
    pairs = [(one.key, grade.key) for one in of.judgements for grade in one.scale.grades]
    scales = [spec.scale for spec in of.sections if isinstance(spec, InvestigationsSpec)]
    pairs += [("abcdefgh", grade.key) for scale in scales for grade in scale.grades]

    for pair in pairs:
        assert keys.key_of(keys.bookmark(keys.graded(*pair)), known) == keys.graded(*pair)
