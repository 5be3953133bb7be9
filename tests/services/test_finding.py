"""Find and replace over a whole report."""

from __future__ import annotations

import time
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.framework.empty import empty_section
from drafter.framework.fields import own_fields
from drafter.report import edits
from drafter.report.fields import FACTS, fields
from drafter.report.model import (
    AnySection,
    Content,
    Investigation,
    Kind,
    NarrativeSection,
    Paragraph,
    Report,
)
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, clean, plain, rich
from drafter.report.slices import OBJECT, flat
from drafter.services.finding import Search, find, replace
from tests.examples import framework, halton
from tests.strategies import ANY, RICH, WORDS, contents

NOTE = Footnote("aaaaaaa2", rich("A note on Halton."))
EVERY = list(HealthCheck)


def saying(*texts: RichText | str) -> Report:
    """A report that says nothing but these paragraphs, in the section `context`."""
    paragraphs = tuple(
        Paragraph(id=f"aaaaaaa{letter}", text=rich(text))
        for letter, text in zip("bcdefgh", texts, strict=False)
    )
    sections: dict[str, AnySection] = {spec.key: empty_section(spec) for spec in framework().sections}
    sections["context"] = NarrativeSection(narrative=paragraphs)
    return Report(framework=framework().key, version=framework().version, content=Content(sections=sections))


def found(report: Report, words: str, *, whole_word: bool = False, match_case: bool = False) -> list[str]:
    search = Search(words, whole_word=whole_word, match_case=match_case)
    return [hit.words for hit in find(report, framework(), search)]


def after(report: Report, search: Search, new: str) -> str:
    """What the first paragraph of `saying` says when all that is found is replaced."""
    return plain(first(replace(report, find(report, framework(), search), new)[0]))


def first(report: Report) -> RichText:
    section = report.content.sections["context"]
    assert isinstance(section, NarrativeSection)
    return section.narrative[0].text


# --- find ------------------------------------------------------------------------------------------------


def test_a_hit_says_where_it_is_and_what_stands_around_it() -> None:
    (hit,) = find(saying(rich("Care in ", NOTE, "Runcorn is good.")), framework(), Search("runcorn"))

    assert (hit.key, hit.section, hit.name) == ("context.narrative.aaaaaaab", "context", "Context")
    assert (hit.start, hit.end) == (9, 16)
    assert (hit.before, hit.words, hit.after) == ("Care in ", "Runcorn", " is good.")


def test_a_long_text_around_a_hit_is_cut_between_words() -> None:
    (hit,) = find(saying("before " * 20 + "Halton" + " behind" * 20), framework(), Search("Halton"))

    assert hit.before == "…before before before before before "
    assert hit.after == " behind behind behind behind behind…"


def test_a_word_longer_than_what_is_shown_is_cut_anywhere() -> None:
    (hit,) = find(saying("x" * 50 + "Halton" + "y" * 50), framework(), Search("Halton"))

    assert (hit.before, hit.after) == ("…" + "x" * 40, "y" * 40 + "…")


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("halton", "HALTON, Halton", ["HALTON", "Halton"]),
        ("children's", "children’s", ["children’s"]),
        ("children’s", "children's", ["children's"]),
        ('"good"', "“good”", ["“good”"]),
        ("“good”", '"good"', ['"good"']),
        ("well-being", "well\u2011being, well–being", ["well\u2011being", "well–being"]),
        ("10 per cent", "10\u00a0per cent", ["10\u00a0per cent"]),
        ("cafe\u0301", "Café", ["Café"]),
        ("straße", "STRASSE, Straße", ["Straße"]),
        ("a", "aaa", ["a", "a", "a"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("tab\there", "tab here", ["tab here"]),
    ],
)
def test_what_is_alike_is_found(words: str, text: str, expected: list[str]) -> None:
    assert found(saying(text), words) == expected


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("–", "well-being"),
        ("\u2011", "well-being"),
        ("a\u00a0b", "a b"),
        ("e", "e\u0331"),
        ("", "anything"),
        ("\x00", "anything"),
        (OBJECT, "anything"),
    ],
)
def test_what_is_not_meant_is_not_found(words: str, text: str) -> None:
    assert found(saying(text), words) == []


def test_case_counts_where_it_is_asked_for() -> None:
    assert found(saying("HALTON, Halton's"), "Halton", match_case=True) == ["Halton"]
    assert found(saying("Halton’s"), "Halton's", match_case=True) == ["Halton’s"]


def test_whole_words_are_bounded_by_what_is_no_letter() -> None:
    text = "care, carer; care-leaver Care’s scare (care) care_ 2care caré care"

    hits = find(saying(text), framework(), Search("care", whole_word=True))

    assert [text[hit.start - 1 : hit.end + 1] for hit in hits[1:]] == [" care-", " Care’", "(care)", " care"]
    assert hits[0].start == 0


def test_a_whole_word_may_begin_with_a_mark() -> None:
    assert found(saying("see (care) and (careful)"), "(care", whole_word=True) == ["(care"]


def test_nothing_is_found_across_a_footnote_or_a_reference() -> None:
    text = rich("one", NOTE, "two", Reference("aaaaaaa3"), "three")

    assert found(saying(text), "onetwo") == []
    assert found(saying(text), "two") == ["two"]
    assert found(saying(text), OBJECT) == []


def test_the_sign_that_stands_for_a_footnote_is_found_where_it_was_typed() -> None:
    (hit,) = find(saying(rich("a", NOTE, f" b{OBJECT}")), framework(), Search(OBJECT))

    assert hit.start == 4


def test_marks_do_not_part_words() -> None:
    assert found(saying(rich("Hal", Run("ton", Mark.BOLD))), "halton") == ["Halton"]


def test_the_text_of_a_footnote_is_found_behind_the_text_it_stands_in() -> None:
    hits = find(saying(rich("Halton", NOTE), "Halton"), framework(), Search("Halton"))

    assert [hit.key.split(".", 1)[1] for hit in hits] == [
        "narrative.aaaaaaab",
        "footnote.aaaaaaa2",
        "narrative.aaaaaaac",
    ]


def test_hits_stand_in_the_framework_s_order_whatever_the_report_has() -> None:
    report = edits.set_fact(saying("Halton"), "age-group", "Halton")
    report = edits.set_fact(report, "area", "Halton")
    mixed = dict(reversed([*report.content.sections.items()]))
    report = edits.changed(report, content=edits.changed(report.content, sections=mixed))
    report = edits.set_own(report, "annex-a", "title", rich("Halton"))

    keys = [hit.key for hit in find(report, framework(), Search("Halton"))]

    assert keys == [f"{FACTS}.area", f"{FACTS}.age-group", "context.narrative.aaaaaaab", "annex-a.title"]


def test_lines_of_the_cover_stand_as_they_are_printed_each_with_its_footnotes() -> None:
    names = own_fields(framework().section("cover"))[:2]
    report = edits.set_own(saying(), "cover", names[1], rich("Halton"))
    report = edits.set_own(report, "cover", names[0], rich("Halton", NOTE))

    keys = [hit.key for hit in find(report, framework(), Search("Halton"))]

    assert keys == [f"cover.{names[0]}", "cover.footnote.aaaaaaa2", f"cover.{names[1]}"]


def test_sections_may_be_chosen() -> None:
    report = edits.set_fact(saying("Halton"), "area", "Halton")

    for sections, expected in (({"context"}, ["context"]), ([FACTS], [FACTS]), ((), [])):
        hits = find(report, framework(), Search("Halton", sections=sections))
        assert [hit.section for hit in hits] == expected


def test_people_call_a_hit_s_place_by_its_name() -> None:
    report = edits.set_fact(saying(), "area", "Halton")
    one = Investigation(id="aaaaaaa2", title="Health", subject="Halton")
    report = edits.add_investigation(report, "investigations", one)

    assert {hit.name for hit in find(report, framework(), Search("Halton", match_case=True))} == {
        "Facts",
        "Health",
    }


def test_every_mention_in_the_worked_example_is_found() -> None:
    report = halton().recognition.report

    told = sum(flat(field.text).count("Halton") for field in fields(report))

    assert len(found(report, "Halton", match_case=True)) == told > 20


@settings(suppress_health_check=EVERY)
@given(RICH, st.one_of(ANY, WORDS, st.sampled_from(["a", "'", " ", "-", "–", "\u0301", "e"])), st.booleans())
def test_finding_never_fails_and_hits_lie_side_by_side(text: RichText, words: str, flag: bool) -> None:
    hits = find(saying(text), framework(), Search(words, whole_word=flag, match_case=not flag))

    inside = [hit for hit in hits if hit.key == "context.narrative.aaaaaaab"]
    assert all(0 <= hit.start < hit.end <= len(flat(text)) for hit in inside)
    assert all(one.end <= two.start for one, two in pairwise(inside))
    assert all(len(hit.words) == len(clean(words)) for hit in hits)
    assert all(hit.before + hit.after is not None for hit in hits)


@given(st.text("aAbß -–'’", max_size=30), st.text("aAbß -–'’", min_size=1, max_size=3))
def test_what_is_found_is_what_a_plain_look_at_each_place_finds(text: str, words: str) -> None:
    text = plain(rich(text))
    hits = find(saying(text), framework(), Search(words))

    expected: list[tuple[int, int]] = []
    place = 0
    while place + len(words) <= len(text):
        if all(fits(*pair, words) for pair in zip(text[place:], words, strict=False)):
            expected.append((place, place + len(words)))
            place += len(words)
        else:
            place += 1
    assert [(hit.start, hit.end) for hit in hits] == expected


def fits(there: str, wanted: str, words: str) -> bool:
    """Whether one character is found by another."""
    if there == "–":
        return wanted == "–" or (wanted == "-" and "–" not in words)
    straight = {"’": "'"}
    return straight.get(there, there).lower() == straight.get(wanted, wanted).lower()


# --- replace ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "new", "expected"),
    [
        ("HALTON and Halton", "halton", "norfolk", "NORFOLK and Norfolk"),
        ("Halton", "Halton", "norfolk", "norfolk"),
        ("www.halton.gov.uk", "Halton", "Norfolk", "www.norfolk.gov.uk"),
        ("the service", "The Service", "NHS trust", "NHS trust"),
        ("A child", "a", "the", "The child"),
        ("Trust", "trust", "’tis (good)", "’Tis (good)"),
        ("NHS", "nhs", "health service", "HEALTH SERVICE"),
        ("Halton Council, halton council", "HALTON COUNCIL", "NORFOLK", "Norfolk, norfolk"),
        ("Halton Council", "halton council", "norfolk county", "Norfolk County"),
        ("Looked after", "looked after", "in care", "In care"),
        ("hALTON", "halton", "Norfolk", "Norfolk"),
    ],
)
def test_the_shape_of_the_case_is_kept(text: str, words: str, new: str, expected: str) -> None:
    assert after(saying(text), Search(words), new) == expected


def test_the_case_is_as_typed_where_case_was_searched_for() -> None:
    assert after(saying("HALTON"), Search("HALTON", match_case=True), "norfolk") == "norfolk"


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("it’s Halton", "the council's", "it’s the council’s"),
        ("it's Halton", "the council's", "it's the council's"),
        ("“so” Halton", "('good' \"x\")", "“so” (‘good’ “x”)"),
        ("it’s Halton", "'08", "it’s ’08"),
    ],
)
def test_typed_quotation_marks_become_like_those_around(text: str, new: str, expected: str) -> None:
    assert after(saying(text), Search("Halton"), new) == expected


def test_where_a_text_has_none_those_of_the_report_decide() -> None:
    assert after(saying("Halton", "it’s"), Search("Halton"), "it's") == "it’s"
    assert after(saying("Halton", "it's"), Search("Halton"), "it's") == "it's"
    assert after(saying("Halton"), Search("Halton"), "it's") == "it's"


def test_marks_links_and_footnotes_stay() -> None:
    link = "https://www.example.org"
    text = rich("see ", Run("Hal", Mark.BOLD), Run("ton", link=link), NOTE, " and ", Run("Halton", link=link))
    report = saying(text)

    hits = [hit for hit in find(report, framework(), Search("Halton")) if ".narrative." in hit.key]
    changed, count = replace(report, hits, "Norfolk")

    assert count == 2
    assert first(changed) == rich("see ", Run("Norfolk", Mark.BOLD), NOTE, " and ", Run("Norfolk", link=link))


def test_a_text_and_its_footnote_are_replaced_at_once() -> None:
    report = saying(rich("Halton", NOTE))

    changed, count = replace(report, find(report, framework(), Search("Halton")), "Norfolk")

    assert count == 2
    assert first(changed) == rich("Norfolk", Footnote("aaaaaaa2", rich("A note on Norfolk.")))


def test_facts_titles_and_cells_are_replaced() -> None:
    report = edits.set_fact(saying("x"), "inspectorates", ("Ofsted", "Audit of Halton"))
    report = edits.set_own(report, "context", "title", rich("Halton"))
    table = Paragraph(id="aaaaaaa9", kind=Kind.TABLE, rows=((rich("a"), rich("Halton")),))
    report = edits.change_narrative(report, "context", lambda old: (*old, table))

    changed, count = replace(report, find(report, framework(), Search("Halton")), "Norfolk")

    assert count == 3
    assert changed.content.facts["inspectorates"] == ("Ofsted", "Audit of Norfolk")
    assert found(changed, "Norfolk") == ["Norfolk"] * 3


def test_what_changes_nothing_returns_the_same_report() -> None:
    report = saying("Halton’s")
    hits = find(report, framework(), Search("Halton's"))

    assert replace(report, hits, "Halton's") == (report, 0)
    assert replace(report, hits, "Halton's")[0] is report
    assert replace(report, [], "x")[0] is report


def test_a_hit_of_an_older_report_is_passed_over() -> None:
    report = saying("Halton and Halton")
    one, two = find(report, framework(), Search("Halton"))

    changed, _ = replace(report, [one], "Norfolk")

    assert replace(changed, [two], "Norfolk") == (changed, 0)


def test_hits_over_one_another_are_replaced_once() -> None:
    report = saying("Halton")
    hits = [*find(report, framework(), Search("Halton")), *find(report, framework(), Search("alt"))]

    changed, count = replace(report, [*hits, *hits], "Norfolk")

    assert (plain(first(changed)), count) == ("Norfolk", 1)


def test_a_line_end_in_what_is_new_is_a_space() -> None:
    assert after(saying("Halton"), Search("Halton"), "a\nb") == "a b"


def test_words_taken_out_leave_the_rest_as_it_is() -> None:
    assert after(saying("in Halton now"), Search("Halton "), "") == "in now"


@settings(suppress_health_check=EVERY, max_examples=30)
@given(contents(framework()), st.data())
def test_replacing_a_hit_changes_exactly_its_slice(content: Content, data: st.DataObject) -> None:
    report = edits.changed(saying("a"), content=content)
    hits = [hit for words in ("a", " ") for hit in find(report, framework(), Search(words))]
    if not hits:
        return
    hit = data.draw(st.sampled_from(hits))
    new = data.draw(WORDS)

    changed, count = replace(report, [hit], new)

    before = {field.key: flat(field.text) for field in fields(report)}
    now = {field.key: flat(field.text) for field in fields(changed)}
    assert count == (0 if changed is report else 1)
    for key, text in before.items():
        if key != hit.key:
            assert now[key] == text
        elif changed is not report:
            start, end = text[: hit.start], text[hit.end :]
            assert_between(now.get(key, ""), start, clean(new), end)


def assert_between(text: str, start: str, new: str, end: str) -> None:
    """That a text is what stood before, what is new in any case and with any marks, what stood behind."""

    def same(words: str) -> str:
        for mark in "‘’":
            words = words.replace(mark, "'")
        for mark in "“”":
            words = words.replace(mark, '"')
        return normalize("NFC", words.casefold())

    assert same(text).split() == same(start + new + end).split()


@settings(suppress_health_check=EVERY)
@given(RICH, WORDS)
def test_after_replacing_nothing_of_the_old_is_found(text: RichText, words: str) -> None:
    report = saying(text)

    hits = find(report, framework(), Search("a", match_case=True))
    changed, count = replace(report, hits, "7")

    assert count == len(hits)
    assert found(changed, "a", match_case=True) == []


# --- how long it takes -----------------------------------------------------------------------------------


def test_a_text_made_to_be_slow_is_searched_in_no_time() -> None:
    report = saying("a" * 300_000, "a " * 150_000, "'" * 300_000)

    began = time.perf_counter()
    for words in ("a" * 200 + "b", "a" * 200, "b" + "a" * 200, "''''–", "a a a b"):
        find(report, framework(), Search(words, whole_word=True))

    assert time.perf_counter() - began < 5
