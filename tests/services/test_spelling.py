"""Spelling: what a word is, which words are known, what the dictionary says about the rest."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from drafter.compose import compose
from drafter.errors import DrafterError
from drafter.report import edits
from drafter.report.fields import fields
from drafter.report.ids import seeded_ids
from drafter.report.model import Investigation, RecommendationGroup
from drafter.report.slices import flat
from drafter.services import spelling
from drafter.services.spelling import (
    Speller,
    add_personal,
    dictionary_path,
    names_in,
    read_personal,
    words_in,
)
from drafter.services.starting import new_report
from drafter.store.decode import Decoder
from drafter.store.encode import content, desk, encode, encode_data
from drafter.strict import Reader, read_json
from drafter.text.write_html import write_html
from tests.examples import framework, halton
from tests.strategies import ANY


@pytest.fixture(autouse=True)
def personal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A personal dictionary of the test's own."""
    path = tmp_path / "words" / "dictionary.txt"
    monkeypatch.setenv("DRAFTER_DICTIONARY", str(path))
    return path


@pytest.fixture
def speller() -> Speller:
    return needed(Speller())


def needed(speller: Speller) -> Speller:
    if speller.problem:
        pytest.skip(f"this machine has no British dictionary: {speller.problem}")
    return speller


def wrong(speller: Speller, text: str) -> list[str]:
    return [text[start:end] for start, end in speller.misspelt(text)]


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 'quoted' word’s end.", ["A", "quoted", "word’s", "end"]),
        ("well-being, re\u2011referral and 3–4", ["well-being", "re\u2011referral", "and", "3", "4"]),
        ("the 16-year-olds -- or", ["the", "16-year-olds", "or"]),
        ("see www.halton.gov.uk/a-b, or ofsted.gov.uk.", ["see", "or"]),
        ("(https://x.example/y) a@b.example; end.", ["end"]),
        ("one\ufffctwo", ["one", "two"]),
        ("e.g. and/or", ["e", "g", "and", "or"]),
        ("ends here.Next", ["ends", "here", "Next"]),
        ("q\u0307uite", ["q\u0307uite"]),
        ("", []),
        (" ' - ’ ", []),
    ],
)
def test_words_are_letters_with_apostrophes_and_hyphens_between(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in words_in(text)] == words


@given(ANY)
def test_any_text_has_words_in_order(text: str) -> None:
    spans = list(words_in(text))

    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    "text", ["a-" * 100_000, "'" * 200_000, "a.uk" * 100_000, "@ " * 100_000, "x" * 200_000]
)
def test_a_text_made_to_be_slow_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    list(words_in(text))

    assert time.perf_counter() - began < 2


# --- what is misspelt ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The qualty of care", ["qualty"]),
        ("organise organize organisation organization", []),
        ("the color", ["color"]),
        ("don't don’t children’s councils' dosn’t", ["dosn’t"]),
        ("NHS CAMHS PCTs GCSEs the NHS's", []),
        ("SAFEGARDING", ["SAFEGARDING"]),
        ("in part iv and XIV, xxix", []),
        ("the 16th, A2, snake_cse, 3rd, 16-yaer-olds", ["yaer"]),
        ("multi-agency sub-ordinated re-referrals 16 year olds", []),
        ("a well-manged child-centred plan", ["manged"]),
        ("naïve café façade", []),
        ("漢字 שלום привет", []),
        ("https://www.exmple.org and qualty@exmple.org", []),
        ("a b c x", []),
        ("Qualty’s", ["Qualty"]),
        ("👩‍👧 qualty", ["qualty"]),
    ],
)
def test_what_is_misspelt(speller: Speller, text: str, expected: list[str]) -> None:
    assert wrong(speller, text) == expected


def test_places_are_code_points(speller: Speller) -> None:
    assert speller.misspelt("👩‍👧 a qualty") == [(6, 12)]


def test_the_worked_example_is_spelled_well(speller: Speller) -> None:
    report = halton().recognition.report
    speller.know(names_in(report, framework()))

    found = {word for field in fields(report) for word in wrong(speller, flat(field.text))}

    assert found == {"Inglefield"}


@given(ANY)
def test_no_text_is_too_odd(text: str) -> None:
    speller = needed(Speller())

    assert all(text[start:end].strip() for start, end in speller.misspelt(text))


def test_a_report_is_checked_quickly_once_its_words_are_known(speller: Speller) -> None:
    texts = [flat(field.text) for field in fields(halton().recognition.report)]
    for text in texts:
        speller.misspelt(text)

    began = time.perf_counter()
    for text in texts:
        speller.misspelt(text)

    assert time.perf_counter() - began < 1.5  # ten times what it may take on a quiet machine


def test_several_threads_get_the_same_answers(speller: Speller) -> None:
    texts = [flat(field.text) for field in fields(halton().recognition.report)]
    expected = [Speller().misspelt(text) for text in texts]

    def check(number: int) -> list[Any]:
        if number % 3 == 0:
            speller.know(())
        return [speller.misspelt(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(check, range(16)))


# --- suggestions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("qualty", "quality"),
        ("Qualty", "Quality"),
        ("SAFEGARDING", "SAFEGUARDING"),
        ("does’nt", "doesn’t"),
        ("does'nt", "doesn't"),
        ("organsation", "organisation"),
    ],
)
def test_suggestions_have_the_shape_of_the_word(speller: Speller, word: str, suggestion: str) -> None:
    found = speller.suggestions(word)

    assert suggestion in found
    assert len(found) <= spelling.MOST_SUGGESTIONS
    assert len(set(found)) == len(found)


def test_names_of_the_report_are_suggested_first(speller: Speller) -> None:
    speller.know(["Halton"])

    assert speller.suggestions("Haltn")[0] == "Halton"


@pytest.mark.parametrize("word", ["", "x", " ", "q" * 500])
def test_there_are_no_suggestions_for_what_is_no_word(speller: Speller, word: str) -> None:
    assert speller.suggestions(word) == []


# --- known words -----------------------------------------------------------------------------------------


def test_a_word_in_small_letters_is_known_in_any_case_and_a_name_as_it_is(speller: Speller) -> None:
    speller.know(["qualty", "Inglefield", "O’Qualtee"])

    assert wrong(speller, "qualty Qualty QUALTY qualty’s") == []
    assert wrong(speller, "Inglefield INGLEFIELD's inglefield O'Qualtee") == ["inglefield"]


def test_words_that_are_known_no_longer_are_wrong_again(speller: Speller) -> None:
    speller.know(["qualty"])
    speller.know([])

    assert wrong(speller, "qualty") == ["qualty"]


def test_a_word_that_is_added_is_known_from_then_on(speller: Speller, personal: Path) -> None:
    assert wrong(speller, "Qualtee’s") == ["Qualtee"]

    speller.add("Qualtee")

    assert wrong(speller, "Qualtee’s") == []
    assert wrong(Speller(), "Qualtee’s") == []
    assert personal.read_text("utf-8") == "Qualtee\n"


def test_names_are_words_with_a_capital_of_facts_titles_and_bodies() -> None:
    report = new_report(framework(), {"area": "the Isle of Qualtee’s", "age-group": "17"}, seeded_ids(1))
    report = edits.set_fact(report, "inspectorates", ("Smith-Jonesby & sons",))
    report = edits.add_investigation(
        report, "investigations", Investigation(id="aaaaaaa2", title="O’Brienly")
    )
    group = RecommendationGroup(id="aaaaaaa3", body="Haltonshire PCT")
    report = edits.change_groups(report, "recommendations", lambda _: (group,))

    found = names_in(report, framework())

    assert {"Isle", "Qualtee", "Smith-Jonesby", "Smith", "Jonesby", "O'Brienly", "Haltonshire"} <= found
    assert not {"the", "of", "sons", "17"} & found


# --- the personal dictionary -----------------------------------------------------------------------------


def test_words_are_put_at_the_end_and_other_lines_stay(personal: Path) -> None:
    personal.parent.mkdir()
    personal.write_bytes(b"\xef\xbb\xbfOne\r\n\xff\r\nTwo")

    add_personal(personal, "Thre’e")
    add_personal(personal, "Two")

    assert personal.read_bytes() == b"\xef\xbb\xbfOne\r\n\xff\r\nTwo\nThre'e\n"
    assert set(read_personal(personal)) >= {"One", "Two", "Thre'e"}
    assert [path.name for path in personal.parent.iterdir()] == ["dictionary.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_may_read_it(personal: Path) -> None:
    add_personal(personal, "Word")

    assert personal.stat().st_mode & 0o777 == 0o600
    assert personal.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("word", ["", " ", "two words", "a\nb", "-", "x" * 100, "(word)"])
def test_what_is_no_single_word_is_refused(personal: Path, word: str) -> None:
    with pytest.raises(DrafterError, match="is not one word"):
        add_personal(personal, word)
    assert not personal.exists()


def test_a_full_dictionary_says_so_and_stays(personal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "MOST_WORDS", 2)
    add_personal(personal, "One")
    add_personal(personal, "Two")

    with pytest.raises(DrafterError, match="is full"):
        add_personal(personal, "Three")
    assert read_personal(personal) == ("One", "Two")


def test_a_dictionary_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    assert read_personal(tmp_path) == ()
    assert read_personal(tmp_path / "nowhere") == ()
    with pytest.raises(DrafterError, match="cannot be read"):
        add_personal(tmp_path, "Word")


def test_it_lies_with_the_user_s_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAFTER_DICTIONARY")

    assert dictionary_path().name == "dictionary.txt"
    assert "drafter" in dictionary_path().parts


# --- where there is no dictionary ------------------------------------------------------------------------


@pytest.fixture
def looked_for_anew() -> Iterator[None]:
    spelling._look.cache_clear()
    yield
    spelling._look.cache_clear()


@pytest.mark.parametrize(
    ("system", "words"), [("linux", "libenchant-2-2"), ("darwin", "brew install"), ("win32", "again")]
)
def test_without_the_library_nothing_is_wrong_and_the_problem_says_what_to_do(
    looked_for_anew: None, monkeypatch: pytest.MonkeyPatch, system: str, words: str
) -> None:
    monkeypatch.setitem(sys.modules, "enchant", None)
    monkeypatch.setattr(sys, "platform", system)

    speller = Speller()

    assert words in speller.problem
    assert speller.problem.endswith(".")
    assert speller.misspelt("qualty") == []
    assert speller.suggestions("qualty") == []


@pytest.mark.parametrize(
    ("system", "words"), [("linux", "hunspell-en-gb"), ("darwin", "System Settings"), ("win32", "en_GB.aff")]
)
def test_without_a_british_dictionary_the_problem_says_what_to_do(
    looked_for_anew: None, monkeypatch: pytest.MonkeyPatch, system: str, words: str
) -> None:
    try:
        import enchant
    except ImportError:
        pytest.skip("this machine has no spelling library")

    def refuse(self: object, tag: str) -> None:
        raise enchant.errors.DictNotFoundError(tag)

    monkeypatch.setattr(enchant.Broker, "request_dict", refuse)
    monkeypatch.setattr(sys, "platform", system)

    assert words in Speller().problem


# --- the report's own dictionary -------------------------------------------------------------------------


def test_words_of_a_report_are_sorted_and_stand_there_once() -> None:
    report = halton().recognition.report
    changed = edits.add_word(edits.add_word(report, "Widnes "), "Runcorn")

    assert changed.desk.words == ("Runcorn", "Widnes")
    assert changed.content is report.content
    assert edits.add_word(changed, "Widnes") is changed
    assert edits.add_word(changed, " ") is changed
    assert edits.remove_word(changed, "Halton") is changed
    assert edits.remove_word(edits.remove_word(changed, "Widnes"), "Runcorn") == report


def test_words_of_a_report_are_saved_with_it() -> None:
    report = edits.add_word(edits.add_word(halton().recognition.report, "Widnes"), "Runcorn")
    whole = read_json(encode(report, framework()).decode())
    assert isinstance(whole, dict)

    read = Decoder(framework()).report(Reader({"content": whole["content"], "desk": whole["desk"]}))

    assert read == report
    assert "words" not in desk(halton().recognition.report.desk)


def test_words_of_a_file_are_put_in_order_and_an_empty_one_is_refused() -> None:
    printed = content(halton().recognition.report.content)

    def read(*words: str) -> tuple[str, ...]:
        whole = {"content": printed, "desk": {"words": list(words)}}
        return Decoder(framework()).report(Reader(whole)).desk.words

    assert read("b", "a", "b") == ("a", "b")
    with pytest.raises(DrafterError, match="says nothing"):
        read("a", " ")


def test_words_of_a_report_leave_with_no_export() -> None:
    report = edits.add_word(halton().recognition.report, "Sekret")

    assert b"Sekret" not in encode_data(report)
    for draft in (False, True):
        assert "Sekret" not in write_html(compose(report.content, framework(), draft=draft))
