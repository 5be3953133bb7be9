"""The Word document of the worked example says what its Markdown says, sentence by sentence, in order.

Both are read here by readers of their own, which share nothing with Drafter's.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from tests.word.helpers import DOCUMENT, SEED, Parts, example_parts, planted
from tests.word.reading import Line, read, sentences
from tests.word.seed import plain, seed_lines

DECLARED = Path(__file__).with_name("declared_differences.toml")
EXPORTS = pytest.mark.parametrize("export", ["draft", "final"])


@dataclass(frozen=True, slots=True)
class Difference:
    """What the seed says, and what the Word document says in its place."""

    seed: tuple[str, ...]
    word: tuple[str, ...]


@cache
def seed() -> list[Line]:
    return seed_lines(SEED.read_text("utf-8"))


def differences(parts: Parts) -> list[Difference]:
    """Where seed and document differ; a line that only one of them has is a difference of its own."""
    left, right = sentences(seed()), sentences(read(parts))
    found: list[Difference] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "replace":
            found.append(Difference(tuple(left[a:b]), tuple(right[c:d])))
        elif kind != "equal":
            found += [Difference((line,), ()) for line in left[a:b]]
            found += [Difference((), (line,)) for line in right[c:d]]
    return found


def declared(export: str) -> Counter[Difference]:
    """The declared differences of an export, and how often each is there."""
    found: Counter[Difference] = Counter()
    for entry in tomllib.loads(DECLARED.read_text("utf-8"))["difference"]:
        assert entry["reason"].strip(), "every declared difference has a reason"
        if entry.get("only", export) == export:
            found[Difference(tuple(entry["seed"]), tuple(entry["word"]))] += entry.get("times", 1)
    return found


def undeclared(parts: Parts, export: str = "final") -> list[Difference]:
    return list((Counter(differences(parts)) - declared(export)).elements())


# --- the comparison --------------------------------------------------------------------------------------


@EXPORTS
def test_every_sentence_of_the_seed_stands_in_the_document_in_order_and_no_other(export: str) -> None:
    assert undeclared(example_parts(final=export == "final"), export) == []


@EXPORTS
def test_every_declared_difference_is_there(export: str) -> None:
    found = Counter(differences(example_parts(final=export == "final")))
    assert list((declared(export) - found).elements()) == []


def test_declared_differences_are_few_and_none_is_for_an_unknown_export() -> None:
    entries = tomllib.loads(DECLARED.read_text("utf-8"))["difference"]
    assert len(entries) <= 12
    assert {entry.get("only", "draft") for entry in entries} <= {"draft", "final"}
    assert all(set(entry) <= {"reason", "seed", "word", "only", "times"} for entry in entries)


@EXPORTS
def test_the_comparison_has_enough_to_compare(export: str) -> None:
    words = sum(len(line.text.split()) for line in read(example_parts(final=export == "final")))
    assert words > 11_500
    assert len(sentences(seed())) > 700


def test_links_lead_where_those_of_the_seed_lead() -> None:
    links = [link for line in read(example_parts(final=True)) for link in line.links]
    assert links == [link for line in seed() for link in line.links]
    assert len(links) == 3


# --- numbers ---------------------------------------------------------------------------------------------


@EXPORTS
def test_the_body_is_numbered_to_98_and_annexes_b_and_c_from_1(export: str) -> None:
    assert _runs_of_numbers(read(example_parts(final=export == "final"))) == [98, 8, 4]


def test_each_list_of_numbers_has_a_definition_of_its_own() -> None:
    lines = [line for line in read(example_parts(final=True)) if line.mark[:-1].isdigit()]
    assert [len(list(group)) for _, group in groupby(lines, key=lambda line: line.list)] == [98, 8, 4]
    assert len({line.list for line in lines}) == 3


def test_annex_a_has_no_numbers() -> None:
    lines = read(example_parts(final=True))
    places = [n for n, line in enumerate(lines) if line.mark == "##" and line.text.startswith("Annex")]
    annex = lines[places[0] : places[1]]
    assert [line.mark for line in annex] == ["##", "###", "####", "¶", "¶", "¶"]


def _runs_of_numbers(lines: list[Line]) -> list[int]:
    """The last number of each unbroken count from 1; a gap is a run that does not begin with 1."""
    numbers = [int(line.mark[:-1]) for line in lines if re.fullmatch(r"\d+\.", line.mark)]
    runs: list[int] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number == 1:
            runs.append(1)
        else:
            assert number == before + 1, f"{number} stands behind {before}"
            runs[-1] = number
    return runs


# --- the comparison can fail -----------------------------------------------------------------------------


def test_a_dropped_sentence_is_reported() -> None:
    dropped = "Routes for referral both in respect of children in need"
    text = example_parts(final=True)[DOCUMENT].decode()
    sentence = re.search(f" {dropped}.*?[.](?= )", text)
    assert sentence is not None
    faulty = planted(example_parts(final=True), DOCUMENT, sentence[0], "")
    assert [difference.seed[0].startswith(dropped) for difference in undeclared(faulty)] == [True]


def test_a_sentence_said_twice_is_reported() -> None:
    twice = " Complaints about bullying are also reducing."
    faulty = planted(example_parts(final=True), DOCUMENT, twice, twice * 2)
    assert undeclared(faulty) == [Difference((), (twice.strip(),))]


def test_a_changed_word_is_reported() -> None:
    faulty = planted(example_parts(final=True), DOCUMENT, "from 89% to 93% over", "from 89% to 94% over")
    (found,) = undeclared(faulty)
    assert "93%" in found.seed[0]
    assert "94%" in found.word[0]


def test_two_swapped_paragraphs_are_reported() -> None:
    text = example_parts(final=True)[DOCUMENT].decode()
    first, second = (_paragraph(text, begin) for begin in ("Duty arrangements", "Processes for assessing"))
    faulty = planted(example_parts(final=True), DOCUMENT, first + second, second + first)
    found = undeclared(faulty)
    assert any("21. Duty arrangements" in line for difference in found for line in difference.seed)
    assert any("22. Duty arrangements" in line for difference in found for line in difference.word)


def test_a_changed_grade_in_a_strip_is_reported() -> None:
    parts = example_parts(final=True)
    swapped = planted(planted(parts, DOCUMENT, "■", "no mark"), DOCUMENT, "□", "■")
    faulty = planted(swapped, DOCUMENT, "no mark", "□")
    assert undeclared(faulty) == [
        Difference(("strip: [ ] Inadequate",), ("strip: [x] Inadequate",)),
        Difference(("strip: [x] Outstanding",), ("strip: [ ] Outstanding",)),
    ]


def test_a_changed_grade_in_the_grades_table_is_reported() -> None:
    faulty = planted(example_parts(final=True), DOCUMENT, ">3: good<", ">2: adequate<")
    assert [difference.word for difference in undeclared(faulty)] == [("Looked after children: 2: adequate",)]


def test_a_strength_among_the_weaknesses_is_reported() -> None:
    text = example_parts(final=True)[DOCUMENT].decode()
    item = _paragraph(text, "High numbers of care leavers not in education")
    last = _paragraph(text, "Targeted educational support and monitoring")
    faulty = planted(planted(example_parts(final=True), DOCUMENT, item, ""), DOCUMENT, last, last + item)
    assert undeclared(faulty) == [
        Difference(
            ("Important weaknesses: High numbers of care leavers not in education, employment or training.",),
            ("Major strengths: High numbers of care leavers not in education, employment or training.",),
        )
    ]


def test_a_paragraph_without_its_number_is_reported() -> None:
    text = example_parts(final=True)[DOCUMENT].decode()
    paragraph = _paragraph(text, "Duty arrangements are strong")
    unnumbered = paragraph.replace("NumberedParagraph", "BodyText")
    faulty = planted(example_parts(final=True), DOCUMENT, paragraph, unnumbered)
    found = undeclared(faulty)
    assert found[0].seed == ("21. Duty arrangements are strong, well resourced and effectively managed.",)
    assert len(found) > 70, "every later number is another one"


def test_a_lost_footnote_text_is_reported() -> None:
    faulty = planted(example_parts(final=True), "word/footnotes.xml", "Performance in relation to ", "")
    assert [difference.seed[0][:8] for difference in undeclared(faulty)] == ["note 1: "]


def _paragraph(text: str, begin: str) -> str:
    """The XML of the paragraph whose text begins so."""
    at = text.index(f">{begin}")
    return text[text.rindex("<w:p>", 0, at) : text.index("</w:p>", at) + len("</w:p>")]


# --- the reader of the seed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        (r"five A\*–C grades", "five A*–C grades"),
        (r"a\_b", "a_b"),
        (r"name=\\APA\\apa", r"name=\\APA\\apa"),
        ("the 30<sup>th</sup> most", "the 30^{th} most"),
        ("**bold** and *Framework for the Inspection*.", "bold and Framework for the Inspection."),
        ("[www.example.org](http://www.example.org)", "www.example.org"),
    ],
)
def test_the_reader_of_the_seed_reads(source: str, read_as: str) -> None:
    assert plain(source) == read_as
