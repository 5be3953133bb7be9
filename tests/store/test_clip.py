"""Drafter's own form of what is copied loses nothing, and refuses what is no such thing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.report.ids import is_id, seeded_ids
from drafter.report.model import Kind, Origin, Paragraph
from drafter.report.richtext import Footnote, Mark, Reference, Run, rich
from drafter.store import clip
from drafter.store.clip import Clip, decode_clip, encode_clip, fresh, fresh_clip
from tests.strategies import PLAIN_RICH

PARAGRAPHS = (
    Paragraph(
        id="aaaaaaaa",
        text=rich("See ", Reference("bbbbbbbb"), Run(" now", Mark.BOLD), Footnote("cccccccc", rich("Note"))),
    ),
    Paragraph(id="bbbbbbbb", kind=Kind.BULLET_2, text=rich(Reference("zzzzzzzz"), " two")),
    Paragraph(
        id="dddddddd", kind=Kind.TABLE, rows=((rich("a"), ()), ((), rich(Footnote("eeeeeeee", rich("b")))))
    ),
)
CARRIED = {"aaaaaaaa": Origin(source="old.docx", place="paragraph 43")}


def test_what_was_copied_comes_back_whole() -> None:
    data = encode_clip(PARAGRAPHS, CARRIED | {"ffffffff": Origin(source="other.docx")}, cut=True)
    assert decode_clip(data) == Clip(paragraphs=PARAGRAPHS, carried=CARRIED, cut=True)
    assert data == encode_clip(PARAGRAPHS, CARRIED, cut=True)
    assert data.isascii()


def test_nothing_comes_back_as_nothing() -> None:
    assert decode_clip(encode_clip((), {}, cut=False)) == Clip()


@given(st.lists(PLAIN_RICH, max_size=4))
def test_any_text_comes_back(texts: list[tuple[Run, ...]]) -> None:
    ids = seeded_ids(1)
    copied = tuple(Paragraph(id=ids(), text=text) for text in texts)
    assert decode_clip(encode_clip(copied, {}, cut=False)).paragraphs == copied


GOOD = json.loads(encode_clip(PARAGRAPHS, CARRIED, cut=False))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"drafter-clip": 1}',
        b"<html>",
        json.dumps(GOOD | {"drafter-clip": 2}).encode(),
        json.dumps(GOOD | {"drafter-clip": True}).encode(),
        json.dumps(GOOD | {"cut": 1}).encode(),
        json.dumps(GOOD | {"more": 1}).encode(),
        json.dumps(GOOD | {"desk": {"notes": {}}}).encode(),
        json.dumps(GOOD | {"desk": {"carried": {"zzzzzzzz": {"source": "x"}}}}).encode(),
        json.dumps(GOOD | {"sections": {"clip": {"narrative": [{"id": "no id", "text": ""}]}}}).encode(),
        json.dumps(GOOD | {"sections": {"clip": {"narrative": [{"id": "aaaaaaaa", "text": 1}]}}}).encode(),
        json.dumps(GOOD | {"sections": {"clip": {"narrative": {}}}}).encode(),
        json.dumps(GOOD | {"sections": {"clip": {}}}).encode(),
        json.dumps(GOOD | {"sections": {"other": {}}}).encode(),
        json.dumps(
            GOOD | {"sections": {"clip": {"narrative": [{"id": "aaaaaaaa", "kind": "table", "rows": []}]}}}
        ).encode(),
    ],
)
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(DrafterError):
        decode_clip(data)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(DrafterError):
        decode_clip(data)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode_clip(PARAGRAPHS, {}, cut=False)
    monkeypatch.setattr(clip, "MOST_PARAGRAPHS", 2)
    with pytest.raises(DrafterError, match="too many"):
        decode_clip(data)
    monkeypatch.setattr(clip, "LARGEST", len(data) - 1)
    with pytest.raises(DrafterError, match="too large"):
        decode_clip(data)


def test_copies_have_ids_of_their_own() -> None:
    copied = fresh(PARAGRAPHS, seeded_ids(1))
    first, second, third = copied
    new = [one.id for one in copied]
    assert all(map(is_id, new))
    assert not {"aaaaaaaa", "bbbbbbbb", "dddddddd"} & set(new)
    assert first.text[1] == Reference(second.id), "within the copies"
    assert second.text[0] == Reference("zzzzzzzz"), "to what was not copied"
    notes = [first.text[-1], third.rows[1][1][0]]
    assert all(isinstance(note, Footnote) and note.id not in ("cccccccc", "eeeeeeee") for note in notes)
    assert len({note.id for note in notes if isinstance(note, Footnote)} | set(new)) == 5


def test_marks_of_carried_text_follow_the_copies() -> None:
    copied = fresh_clip(Clip(paragraphs=PARAGRAPHS, carried=CARRIED, cut=True), seeded_ids(1))
    assert copied.carried == {copied.paragraphs[0].id: CARRIED["aaaaaaaa"]}
    assert not copied.cut
    assert copied.paragraphs == fresh(PARAGRAPHS, seeded_ids(1))
