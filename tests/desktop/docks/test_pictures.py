from __future__ import annotations

from PySide6.QtGui import QImage

from drafter.desktop.docks.drawing import Picture
from drafter.desktop.docks.pictures import Pictures

SIDE = 100
BYTES = SIDE * SIDE * 4


def one(page: int) -> Picture:
    return Picture(QImage(SIDE, SIDE, QImage.Format.Format_RGB32), (b"one", page), 1.0)


def test_memory_is_bounded_and_what_is_far_from_the_eye_goes_first() -> None:
    kept = Pictures(most=5 * BYTES)
    for page in range(1, 41):
        kept.put(page, one(page), range(page, page + 1))
        assert kept.bytes <= 5 * BYTES
    assert 40 in kept
    assert 1 not in kept


def test_what_is_shown_is_kept_even_where_it_is_too_much() -> None:
    kept = Pictures(most=BYTES)
    for page in (1, 2, 3):
        kept.put(page, one(page), range(1, 4))
    assert [page in kept for page in (1, 2, 3)] == [True, True, True]


def test_an_old_picture_stays_until_there_is_a_new_one() -> None:
    kept = Pictures()
    kept.put(1, one(1), range(1, 2))
    assert not kept.due([1])
    kept.stale(pages=4)
    assert kept.get(1) is not None
    assert [page for page, _ in kept.due([1, 2])] == [1, 2]


def test_pages_that_are_gone_go_with_their_pictures() -> None:
    kept = Pictures()
    kept.put(9, one(9), range(9, 10))
    kept.stale(pages=8)
    assert 9 not in kept


def test_a_page_that_fails_is_not_asked_for_for_ever() -> None:
    kept = Pictures()
    kept.fail(1)
    assert kept.failed(1)
    assert not kept.due([1])
    kept.stale(pages=1)
    assert kept.due([1])
