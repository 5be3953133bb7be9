"""Ids are short, distinct, and the same again where a test wants them so."""

from __future__ import annotations

from drafter.report.ids import id_of, is_id, random_ids, seeded_ids


def test_the_same_seed_gives_the_same_ids() -> None:
    first, second = seeded_ids("halton"), seeded_ids("halton")

    assert [first() for _ in range(20)] == [second() for _ in range(20)]


def test_ids_differ_and_are_formed_as_ids() -> None:
    maker = random_ids()

    made = {maker() for _ in range(2000)}

    assert len(made) == 2000
    assert all(map(is_id, made))


def test_what_is_formed_otherwise_is_no_id() -> None:
    assert not any(map(is_id, ["", "abc", "ABCDEFGH", "2bcdefgh", "abcdefg1", "abcdefghi", "abcdef-h"]))


def test_what_stands_once_in_a_report_has_the_same_id_each_time() -> None:
    found = [id_of(f"section-{number}.") for number in range(200)]

    assert all(map(is_id, found))
    assert len(set(found)) == 200
    assert id_of("improve.") == id_of("improve.") != id_of("improve.now")
