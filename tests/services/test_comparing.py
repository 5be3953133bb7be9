"""The difference of two states of a report."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.contents import grown
from drafter.compose import compose
from drafter.document.model import Block
from drafter.framework.model import Framework
from drafter.report import edits
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    Area,
    AreaSection,
    Content,
    Desk,
    Investigation,
    Item,
    Kind,
    NarrativeSection,
    Origin,
    Paragraph,
    Report,
    TrayPiece,
)
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run, plain, rich
from drafter.services.comparing import Difference, differences, summary
from drafter.services.comparing import Kind as Became
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report
from drafter.services.wordwise import How, Piece, pieces
from tests.examples import framework, halton
from tests.filled import ILACS, ilacs
from tests.strategies import contents

ONE, TWO = "aaaaaaa2", "aaaaaaa3"


@pytest.fixture
def example() -> Report:
    return halton().recognition.report


def told(old: Report, new: Report) -> list[str]:
    return [f"{one.section}: {one.in_words()}" for one in differences(old, new, framework())]


def only(old: Report, new: Report) -> Difference:
    (one,) = differences(old, new, framework())
    return one


def narrative(report: Report, section: str) -> tuple[Paragraph, ...]:
    found = report.content.sections[section]
    assert isinstance(found, AreaSection | NarrativeSection)
    return found.area.narrative if isinstance(found, AreaSection) else found.narrative


# --- texts -----------------------------------------------------------------------------------------------


def test_a_changed_paragraph_is_told_word_by_word(example: Report) -> None:
    old = edits.change_narrative(example, "context", lambda _: (Paragraph(id=ONE, text=rich("It is good.")),))
    new = edits.change_narrative(
        example, "context", lambda _: (Paragraph(id=ONE, text=rich("It was very good.")),)
    )

    one = only(old, new)

    assert (one.section, one.field, one.kind) == ("Context", "Paragraph 4", Became.CHANGED)
    assert one.pieces == (
        Piece(How.SAME, "It"),
        Piece(How.GONE, " is"),
        Piece(How.NEW, " was very"),
        Piece(How.SAME, " good."),
    )
    assert one.key == f"context.narrative.{ONE}"


def test_what_comes_and_goes_is_told_where_it_stands(example: Report) -> None:
    first, second = narrative(example, "context")[:2]
    paragraph = Paragraph(id=ONE, text=rich("New."))
    new = edits.change_narrative(
        example,
        "context",
        lambda all_: edits.insert(edits.remove(all_, second.id), paragraph, after=first.id),
    )

    earlier = replace(first, text=rich(first.text, " More."))
    new = edits.change_narrative(new, "context", lambda all_: edits.put(all_, earlier))

    assert told(example, new) == [
        "Context: Paragraph 4: changed",
        "Context: Paragraph 5: removed",
        "Context: Paragraph 5: added",
    ]


def test_a_paragraph_that_moves_is_no_loss(example: Report) -> None:
    new = edits.change_narrative(example, "safeguarding", lambda all_: edits.move(all_, all_[9].id, -6))

    one = only(example, new)
    assert one.in_words() == "Paragraph 20: moved from Paragraph 26"
    assert one.pieces == ()


def test_an_item_moves_from_strengths_to_weaknesses(example: Report) -> None:
    def worse(area: Area) -> Area:
        item = replace(area.strengths[1], text=rich(area.strengths[1].text, " Not really."))
        return replace(area, strengths=edits.remove(area.strengths, item.id), weaknesses=(item,))

    one = only(example, edits.change_area(example, "safeguarding", worse))

    assert one.in_words() == "Weakness 1: moved from Strength 2, changed"
    assert [piece.words for piece in one.pieces if piece.how is not How.SAME] == [" Not really."]


def test_a_paragraph_moves_into_another_section(example: Report) -> None:
    paragraph = narrative(example, "context")[0]
    new = edits.change_narrative(example, "context", lambda all_: edits.remove(all_, paragraph.id))
    new = edits.change_narrative(new, "equality", lambda all_: (*all_, paragraph))

    one = only(example, new)
    assert (one.section, one.kind) == ("Equality and diversity", Became.MOVED)
    assert one.moved_from == "Context, Paragraph 4"


def test_a_paragraph_becomes_a_strength(example: Report) -> None:
    last = narrative(example, "safeguarding")[-1]

    def better(area: Area) -> Area:
        item = Item(id=last.id, text=last.text)
        narrative_ = edits.remove(area.narrative, last.id)
        return replace(area, strengths=(*area.strengths, item), narrative=narrative_)

    one = only(example, edits.change_area(example, "safeguarding", better))
    assert one.in_words() == "Strength 6: moved from Paragraph 30"


def test_formatting_form_and_confirmation_are_remarked(example: Report) -> None:
    paragraph = narrative(example, "context")[0]

    def having(new: Paragraph) -> Report:
        return edits.change_narrative(example, "context", lambda all_: edits.put(all_, new))

    bold = having(replace(paragraph, text=(Run(plain(paragraph.text), Mark.BOLD),)))
    bullet = having(replace(paragraph, kind=Kind.BULLET))
    marked = replace(example, desk=Desk(carried={paragraph.id: Origin(source="old.docx")}))

    assert only(example, bold).in_words() == "Paragraph 4: changed (formatting only)"
    assert only(example, bullet).remark == "now a bullet"
    assert only(marked, example).remark == "confirmed"
    assert only(example, marked).remark == "carried over from old.docx"


def test_a_reference_whose_number_only_followed_is_no_difference(example: Report) -> None:
    last = narrative(example, "context")[-1]
    text = rich("See paragraph ", Reference(last.id), ".")
    old = edits.change_narrative(example, "equality", lambda _: (Paragraph(id=ONE, text=text),))
    new = edits.change_narrative(old, "context", lambda all_: (Paragraph(id=TWO, text=rich("First.")), *all_))
    changed = edits.change_narrative(
        new, "equality", lambda all_: (replace(all_[0], text=rich("Pray see paragraph ", *text[1:])),)
    )

    assert told(old, new) == ["Context: Paragraph 4: added"]
    both = differences(old, changed, framework())[1]
    assert [one.how for one in both.pieces] == [How.GONE, How.NEW, How.SAME]
    assert both.pieces[-1].words == " paragraph 12."


def test_a_footnote_is_told_where_its_mark_stands(example: Report) -> None:
    old = edits.change_narrative(
        example, "equality", lambda _: (Paragraph(id=ONE, text=rich("Yes", Footnote(TWO, rich("A.")), ".")),)
    )
    new = edits.change_narrative(
        example, "equality", lambda _: (Paragraph(id=ONE, text=rich("Yes", Footnote(TWO, rich("B.")), ".")),)
    )

    assert only(old, new).after == "Yes (footnote: B.)."


def test_tables_are_told_by_their_cells(example: Report) -> None:
    def with_table(words: str) -> Report:
        rows = ((rich("Area"), rich("Grade")), (rich("Play"), rich(words)))
        table = Paragraph(id=ONE, kind=Kind.TABLE, rows=rows)
        return edits.change_narrative(example, "context", lambda all_: (*all_, table))

    one = only(with_table("good"), with_table("fair"))
    assert (one.what, one.after) == ("table", "Area | Grade\nPlay | fair")
    assert one.field == "Table behind paragraph 11"


def test_cells_that_only_moved_their_borders_are_told(example: Report) -> None:
    def with_row(*cells: str) -> Report:
        table = Paragraph(id=ONE, kind=Kind.TABLE, rows=(tuple(map(rich, cells)),))
        return edits.change_narrative(example, "context", lambda all_: (*all_, table))

    assert only(with_row("a | b", "c"), with_row("a", "b | c")).kind is Became.CHANGED


# --- the rest of a report ----------------------------------------------------------------------------------


def test_grades_and_facts_are_told_in_words(example: Report) -> None:
    new = edits.set_grade(example, "looked-after", "adequate")
    new = edits.set_grade(new, "capacity-to-improve", None)
    new = edits.set_fact(new, "reference", None)

    assert told(example, new) == [
        "Facts: Reference number: 876 → none",
        "Looked after children and young people: Grade: good → adequate",
        "Service management: Grade of Capacity to improve: outstanding → not graded",
    ]
    assert {one.kind for one in differences(example, new, framework())} == {Became.CHANGED, Became.REMOVED}


def test_a_grade_of_the_table_is_told_there() -> None:
    new = edits.set_grade(ilacs(), "overall", "good")

    (one,) = differences(ilacs(), new, by_key(ILACS))
    assert (one.section, one.field) == ("Judgements", "Grade of Overall effectiveness")


def test_own_wording_is_held_against_what_was_generated(example: Report) -> None:
    new = edits.set_own(example, "context", "title", rich("The borough"))
    sentence = rich("The contribution of local services is outstanding.")
    own = edits.change_area(example, "safeguarding", lambda area: replace(area, sentence=sentence))
    same = edits.set_own(example, "context", "title", rich("Context"))

    assert (only(example, new).before, only(example, new).after) == ("Context", "The borough")
    assert only(example, own).in_words() == "Judgement sentence: changed"
    assert only(example, same).remark == "now your own wording"
    assert only(same, example).remark == "now the standard wording"
    contents_title = edits.set_own(example, "contents", "title", rich("What is where"))
    assert only(example, contents_title).before == "Contents"


def test_investigations_come_and_go_with_all_they_say(example: Report) -> None:
    area = Area(strengths=(Item(id=TWO, text=rich("Much.")),))
    new = edits.add_investigation(example, "investigations", Investigation(id=ONE, title="Play", area=area))

    assert [one.in_words() for one in differences(example, new, framework())] == [
        "Investigation “Play”: added",
        "“Play”: Strength 1: added",
    ]


def test_what_is_on_the_desk_is_told_too(example: Report) -> None:
    piece = TrayPiece(id=ONE, heading="Old", text=rich("Once."), origin=Origin(source="old.docx"))
    new = replace(example, desk=Desk(notes={"context": "Ask again."}, tray=(piece,), words=("Runcorn",)))

    assert told(example, new) == [
        "Context: Notes: added",
        "Tray: Piece 1 (“Old”): added",
        "Dictionary: Words of this report: added",
    ]


def test_a_section_that_is_left_out_is_told_as_such(example: Report) -> None:
    section = replace(example.content.sections["annex-a"], left_out=True)
    new = edits.set_section(example, "annex-a", section)

    assert told(example, new) == ["Annex A: Whole section: in the report → left out"]


def test_recommendations_are_counted_through(example: Report) -> None:
    new = edits.change_groups(
        example,
        "recommendations",
        lambda groups: (
            replace(groups[0], items=(*groups[0].items, Item(id=ONE, text=rich("Act.")))),
            *groups[1:],
        ),
    )

    one = only(example, new)
    assert (one.what, one.kind) == ("recommendation", Became.ADDED)
    assert one.field.startswith("Recommendation ")


# --- properties ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["blank", ILACS])
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reports_without_a_difference_print_the_same(key: str, data: st.DataObject) -> None:
    of = by_key(key)
    old, new = (data.draw(contents(of, tame=True)) for _ in range(2))
    # of two that have nothing in common something always differs, so most is shared
    shared = data.draw(st.lists(st.sampled_from(sorted(old.sections)), unique=True))
    new = replace(new, sections={**new.sections, **{name: old.sections[name] for name in shared}})
    if data.draw(st.booleans()):
        new = replace(new, facts=old.facts, grades=old.grades)
    before, after = (Report(framework=key, version=of.version, content=one) for one in (old, new))

    assert differences(before, before, of) == []
    found = differences(before, after, of)

    assert found or _printed(old, of) == _printed(new, of)
    for one in found:
        assert "".join(piece.words for piece in one.pieces if piece.how is not How.NEW) in (one.before, "")
        assert "".join(piece.words for piece in one.pieces if piece.how is not How.GONE) in (one.after, "")
        assert one.in_words()
    assert summary(found)


def _printed(content: Content, of: Framework) -> list[tuple[Block, list[str]]]:
    document = compose(content, of, draft=False)
    return [(block, [document.number_of(key) for key in document.numbers]) for block in document.blocks]


@given(st.permutations(range(8)))
def test_of_paragraphs_in_another_order_the_fewest_are_moved(order: list[int]) -> None:
    ids = [f"aaaaaa{n}{n}".replace("0", "b").replace("1", "c") for n in range(8)]
    paragraphs = tuple(Paragraph(id=one, text=rich(f"Number {one}.")) for one in ids)
    of = by_key("blank")
    started = new_report(of, {}, seeded_ids(1))
    old = edits.set_section(started, "summary", NarrativeSection(narrative=paragraphs))
    shuffled = NarrativeSection(narrative=tuple(paragraphs[n] for n in order))
    new = edits.set_section(started, "summary", shuffled)

    found = differences(old, new, of)

    assert all(one.kind is Became.MOVED for one in found)
    assert len(found) == len(order) - _longest_rising(order)


def _longest_rising(numbers: list[int]) -> int:
    best = [1] * len(numbers)
    for place, number in enumerate(numbers):
        best[place] += max((best[k] for k in range(place) if numbers[k] < number), default=0)
    return max(best)


@given(st.text("ab. \n’-é"), st.text("ab. \n’-é"), st.sampled_from([0, 4, 1000]))
def test_pieces_make_both_texts(old: str, new: str, most: int) -> None:
    found = pieces(old, new, most)

    assert "".join(one.words for one in found if one.how is not How.NEW) == old
    assert "".join(one.words for one in found if one.how is not How.GONE) == new
    assert all(one.words for one in found)
    assert all(first.how is not second.how for first, second in itertools.pairwise(found))


def test_very_long_texts_are_compared_by_sentences_and_then_as_wholes() -> None:
    sentences = [f"Sentence {n} says this and that." for n in range(3000)]
    old, new = " ".join(sentences), " ".join([*sentences[:9], "New.", *sentences[9:-9:2]])
    begin = time.perf_counter()

    assert {one.how for one in pieces(old, new)} == set(How)
    dull = random.Random(1)
    old, new = (" ".join(dull.choices("ab", k=100_000)) for _ in range(2))
    assert pieces(old, new)

    assert time.perf_counter() - begin < 2


def test_ten_times_the_worked_example_is_compared_within_a_second(example: Report) -> None:
    old = grown(example, 10)
    dull = random.Random(1)

    def changed(text: RichText) -> RichText:
        words = plain(text).split()
        return rich(" ".join(word if dull.random() < 0.9 else "other" for word in words))

    new = old
    for key, section in old.content.sections.items():
        if isinstance(section, AreaSection | NarrativeSection):
            new = edits.change_narrative(
                new, key, lambda all_: tuple(replace(one, text=changed(one.text)) for one in all_)
            )
    begin = time.perf_counter()
    found = differences(old, new, framework())
    taken = time.perf_counter() - begin

    assert len(found) > 500
    assert taken < 2  # 0.3 s where nothing else runs


# --- in one line -----------------------------------------------------------------------------------------


def _one(section: str, what: str, kind: Became) -> Difference:
    return Difference(kind=kind, key="x.y", section=section, field="Field", what=what)


def test_the_summary_counts_by_section() -> None:
    found = [
        *[_one("Safeguarding", "paragraph", Became.CHANGED)] * 3,
        _one("Safeguarding", "paragraph", Became.ADDED),
        _one("Safeguarding", "weakness", Became.REMOVED),
        _one("Context", "grade", Became.CHANGED),
    ]

    assert summary(found) == (
        "3 paragraphs changed, 1 added, 1 weakness removed in Safeguarding; 1 grade changed in Context"
    )
    assert summary([]) == "No differences"


def test_the_summary_of_many_sections_is_short() -> None:
    found = [_one(f"Section {n}", "strength", Became.MOVED) for n in range(6)]

    assert summary(found).endswith("; 3 more in 3 other sections")
