"""Whatever an inspector writes or pastes: the file is valid, and it says the text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from drafter.document.keys import LONGEST, bookmark, key_of
from drafter.framework.empty import empty_section
from drafter.report.ids import seeded_ids
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Content,
    Investigation,
    InvestigationsSection,
    Item,
    Kind,
    MainFinding,
    NarrativeSection,
    Paragraph,
)
from drafter.report.richtext import Footnote, Inline, Mark, Reference, RichText, Run, clean, rich
from drafter.services import frameworks
from tests.strategies import contents
from tests.word.helpers import (
    DOCUMENT,
    JOINT_AREA_REVIEW,
    Parts,
    elements,
    tree,
    unpacked,
    written,
)
from tests.word.reading import written_text
from tests.word.validity import every_problem

# A whole report takes minutes to shrink; what failed can be repeated without.
SLOW = settings(suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])
NASTY = (
    "العربية مع English و 123",
    "עברית (סוגריים) 42%",
    "漢字かな交じり文。한국어",
    "👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧 e\u0301 \u0338= <\u0338",
    "\x00\x01\x1b\x7f\x9f\ufffe\uffff",
    "\ud800 alone \udfff",
    "\u202ereversed\u202c \u200fmark\u200e",
    "a\tb\r\nc\vd\fe\u0085f\u2028g\u2029h",
    "]]> <![CDATA[ &amp; &#0; <w:p/> <!-- --> <?pi?> \"'",
    " \u00a0 no-break \u00a0 ",
    "\U0001fffe \U0010ffff \ufeff \u00ad\u200b",
    "{{ name }} {% if %} %s %(x)s \\n",
    "x" * 10_000,
    "long words " * 1_000,
    "",
    " \n \n ",
)
ANY = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text("ab \n\t\x00&<>\"'\u0301\u0338\ud83d\ude00é", max_size=20),
)
LINKS = (
    "http://example.org/a b",
    "C:\\Reports\\old.docx",
    "\\\\server\\share\\file.pdf",
    "http://example.org/?q=\"quoted\"&x='<y>'",
    "http://bücher.example/日本?ü=%C3%BC",
    "javascript:alert('x')",
    "http://[::1",
    "http://example.org/{a}|b^c`d",
    "mailto:someone@example.org?subject=A b",
    "#anchor",
    "relative/path.html",
    " ",
    "http://example.org/\x00\n\ud800",
    "http://example.org/%41%5C",
)


# --- making reports --------------------------------------------------------------------------------------


class Maker:
    """Draws the parts of a report in which any text may stand anywhere."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.new_id = seeded_ids("any text")
        self.numbered: list[str] = []
        self.said: list[str] = []  # every text that the document must say

    def rich(self, *, notes: bool = True) -> RichText:
        parts: list[Inline] = []
        for _ in range(self.draw(st.integers(0, 3))):
            kind = self.draw(st.sampled_from(["run", "run", "link", "note", "reference"]))
            parts.append(self.inline(kind if notes or kind != "note" else "run"))
        text = rich(*parts)
        self.said += [part.text for part in text if isinstance(part, Run)]
        for part in text:
            if isinstance(part, Footnote):
                self.said += [words.text for words in part.text if isinstance(words, Run)]
        return text

    def inline(self, kind: str) -> Inline:
        if kind == "note":
            return Footnote(self.new_id(), rich(self.draw(ANY), Reference("nothing"), self.inline("link")))
        if kind == "reference":
            return Reference(self.draw(st.sampled_from([*self.numbered, "nothing1", "safeguarding", ""])))
        link = self.draw(st.sampled_from(LINKS)) if kind == "link" else ""
        return Run(self.draw(ANY), self.draw(st.sampled_from(list(Mark))), link)

    def narrative(self) -> tuple[Paragraph, ...]:
        kinds = self.draw(st.lists(st.sampled_from([*Kind, Kind.TABLE, Kind.TABLE]), max_size=5))
        return tuple(self.paragraph(kind) for kind in kinds)

    def paragraph(self, kind: Kind) -> Paragraph:
        new_id = self.new_id()
        if kind is Kind.TABLE:
            rows, columns = self.draw(st.sampled_from([(1, 1), (1, 4), (3, 1), (2, 2), (30, 2), (2, 20)]))
            cells = [self.rich() for _ in range(min(3, rows * columns))]
            cells += [()] * (rows * columns - len(cells))
            grid = (tuple(cells[row * columns :][:columns]) for row in range(rows))
            return Paragraph(id=new_id, kind=kind, rows=tuple(grid))
        if kind is Kind.NUMBERED:
            self.numbered.append(new_id)
        return Paragraph(id=new_id, kind=kind, text=self.rich())

    def items(self) -> tuple[Item, ...]:
        return tuple(Item(id=self.new_id(), text=self.rich()) for _ in range(self.draw(st.integers(0, 3))))

    def area(self) -> Area:
        return Area(
            sentence=self.rich(),
            finding=MainFinding(text=self.rich(), own_opening=self.draw(st.booleans())),
            strengths=self.items(),
            weaknesses=self.items(),
            narrative=self.narrative(),
        )

    def content(self) -> Content:
        framework = frameworks.by_key(JOINT_AREA_REVIEW)
        sections: dict[str, AnySection] = {spec.key: empty_section(spec) for spec in framework.sections}
        grades = {}
        for key, section in sections.items():
            if isinstance(section, NarrativeSection):
                sections[key] = NarrativeSection(narrative=self.narrative(), own=self.own())
            elif isinstance(section, AreaSection):
                sections[key] = AreaSection(area=self.area(), own=self.own())
            elif isinstance(section, InvestigationsSection):
                sections[key] = InvestigationsSection(investigations=self.investigations())
        for judgement in framework.judgements:
            if self.draw(st.booleans()):
                grades[judgement.key] = self.draw(st.sampled_from(judgement.scale.grades)).key
        area = clean(self.draw(ANY)).strip()
        return Content(facts={"area": area} if area else {}, grades=grades, sections=sections)

    def own(self) -> dict[str, RichText]:
        title = self.rich(notes=False) if self.draw(st.booleans()) else ()
        return {"title": title} if title else {}

    def investigations(self) -> tuple[Investigation, ...]:
        count = self.draw(st.integers(0, 2))
        titles = [clean(self.draw(ANY)).strip() for _ in range(count)]
        return tuple(Investigation(id=self.new_id(), title=title, area=self.area()) for title in titles)


# --- helpers ---------------------------------------------------------------------------------------------


def text_of(parts: Parts) -> str:
    return written_text(parts, DOCUMENT) + "\n" + written_text(parts, "word/footnotes.xml")


def checked(data: bytes) -> Parts:
    parts = unpacked(data)
    assert every_problem(parts) == []
    return parts


def in_introduction(*paragraphs: Paragraph) -> Content:
    return Content(sections={"introduction": NarrativeSection(narrative=paragraphs)})


def numbered(*texts: str | Inline) -> Content:
    return in_introduction(
        *(Paragraph(id=f"p{place:07}", text=rich(text)) for place, text in enumerate(texts, 1))
    )


# --- any report ------------------------------------------------------------------------------------------


@pytest.mark.timeout(900)  # the full form tries a thousand reports
@SLOW
@given(data=st.data(), final=st.booleans())
def test_any_report_is_valid_and_says_its_text(data: st.DataObject, final: bool) -> None:
    maker = Maker(data.draw)
    parts = checked(written(maker.content(), final=final))
    text = text_of(parts)
    assert [words for words in maker.said if words not in text] == []


@pytest.mark.timeout(900)  # the full form tries a thousand reports
@SLOW
@pytest.mark.parametrize("key", [JOINT_AREA_REVIEW, "blank"])
@given(data=st.data(), final=st.booleans())
def test_every_report_that_can_be_recognised_is_valid(key: str, data: st.DataObject, final: bool) -> None:
    checked(written(data.draw(contents(frameworks.by_key(key))), key, final=final))


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_each_nasty_text_stands_whole_in_one_paragraph(text: str) -> None:
    parts = checked(written(numbered("Before.", f"<{text}>", "After.")))
    assert clean(f"<{text}>") in text_of(parts)


@pytest.mark.parametrize("key", sorted(frameworks.folders()))
@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
def test_empty_everything_is_valid(key: str, final: bool) -> None:
    framework = frameworks.by_key(key)
    checked(written(Content(), key, final=final))
    sections = {spec.key: empty_section(spec) for spec in framework.sections}
    checked(written(Content(sections=sections), key, final=final))


# --- tables ----------------------------------------------------------------------------------------------


def table(new_id: str, rows: int, columns: int, text: str = "cell") -> Paragraph:
    return Paragraph(id=new_id, kind=Kind.TABLE, rows=((rich(text),) * columns,) * rows)


@pytest.mark.parametrize(
    "paragraphs",
    [
        (table("t1", 1, 1),),
        (table("t1", 30, 3), table("t2", 1, 2), table("t3", 2, 40)),
        (table("t1", 2, 2, ""), Paragraph(id="p1", text=rich("between")), table("t2", 2, 2)),
        (Paragraph(id="p1", kind=Kind.BULLET, text=rich("first")), table("t1", 200, 2)),
    ],
    ids=["one cell", "three in a row", "empty", "long"],
)
@pytest.mark.parametrize("section", ["introduction", "annex-c"])
def test_tables_may_stand_first_last_and_next_to_each_other(
    paragraphs: tuple[Paragraph, ...], section: str
) -> None:
    content = Content(sections={section: NarrativeSection(narrative=paragraphs)})
    parts = checked(written(content))
    tables = list(elements(tree(parts, DOCUMENT), "tbl"))
    assert [len(t.findall(f"{t.prefix}:tr", t.nsmap)) for t in tables] == [  # type: ignore[arg-type]
        len(p.rows) for p in paragraphs if p.rows
    ]


# --- investigations --------------------------------------------------------------------------------------


@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
def test_thirty_investigations_with_long_titles_are_valid(final: bool) -> None:
    ids = seeded_ids("thirty")
    investigations = tuple(
        Investigation(
            id=ids(),
            title=f"The impact of {number} " + "long & <winding> title " * 13,
            area=Area(narrative=(Paragraph(id=ids(), text=rich(f"About {number}.")),)),
        )
        for number in range(30)
    )
    grades = {f"investigations.{one.id}": "good" for one in investigations}
    sections = {"investigations": InvestigationsSection(investigations=investigations)}
    text = text_of(checked(written(Content(grades=grades, sections=sections), final=final)))
    assert all(len(one.title) > 300 and one.title.strip() in text for one in investigations)


# --- headings --------------------------------------------------------------------------------------------


def sub_headed(new_id: str) -> tuple[Paragraph, ...]:
    return (Paragraph(id=new_id, kind=Kind.SUBHEADING, text=rich("A sub-heading")),)


def test_a_sub_heading_in_an_annex_whose_heading_is_not_known_skips_no_level() -> None:
    sections = {"annex-a": NarrativeSection(narrative=sub_headed("p1"))}
    checked(written(Content(sections=sections), final=False))


def test_a_sub_heading_in_an_investigation_without_a_title_skips_no_level() -> None:
    investigation = Investigation(id="k3f9x2ab", area=Area(narrative=sub_headed("p1")))
    sections = {"investigations": InvestigationsSection(investigations=(investigation,))}
    checked(written(Content(sections=sections), final=True))


# --- references ------------------------------------------------------------------------------------------


def fields(parts: Parts) -> list[str]:
    return [(e.text or "").strip() for e in elements(tree(parts, DOCUMENT), "instrText")]


def test_a_reference_to_a_paragraph_is_a_live_field() -> None:
    parts = checked(written(numbered("One.", "Two.", Reference("p0000001"), Reference("p0000002"))))
    assert fields(parts) == [
        "REF _dr_introduction__narrative__p0000001 \\r \\h",
        "REF _dr_introduction__narrative__p0000002 \\r \\h",
    ]
    assert text_of(parts).strip().endswith("One.Two.12")


def test_a_reference_to_a_missing_paragraph_says_so() -> None:
    parts = checked(written(numbered("One.", Reference("missing1"))))
    assert fields(parts) == []
    assert "[missing paragraph]" in text_of(parts)


def test_a_reference_to_a_judgement_sentence_is_a_live_field() -> None:
    area = AreaSection(area=Area(sentence=rich("It is good.")))
    content = numbered("See paragraph", Reference("safeguarding"))
    content = Content(sections={**content.sections, "safeguarding": area})
    parts = checked(written(content))
    assert "3" in text_of(parts)
    assert fields(parts) == ["REF _dr_safeguarding__sentence \\r \\h"]


# --- links -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", LINKS, ids=range(len(LINKS)))
def test_a_link_with_any_address_is_valid_and_keeps_its_words(address: str) -> None:
    note = Footnote("n1", rich(Run("in a note", link=address)))
    parts = checked(written(numbered(Run("the words", link=address), note)))
    assert "the words" in text_of(parts)
    assert "in a note" in text_of(parts)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "vbscript:x", "data:text/html,x"]
)
def test_a_link_that_would_run_something_is_only_its_words(address: str) -> None:
    parts = checked(written(numbered(Run("the words", link=address))))
    assert "the words" in text_of(parts)
    assert b"External" not in parts["word/_rels/document.xml.rels"]


def test_a_percent_sign_that_begins_no_code_is_spelled_as_one() -> None:
    parts = checked(written(numbered(Run("the words", link="http://example.org/100%sure"))))
    assert b'Target="http://example.org/100%25sure"' in parts["word/_rels/document.xml.rels"]


# --- bookmarks -------------------------------------------------------------------------------------------

_WORD = st.text("abcdefghijkmnpqrstuvwxyz23456789", min_size=1, max_size=12)
_KEY = st.lists(_WORD, min_size=1, max_size=6).map("-".join)


@given(section=_KEY, field=_KEY, part=st.one_of(st.just(""), _KEY))
@example(section="grades", field="label", part="children-with-learning-difficulties-and-disabilities")
def test_the_bookmark_of_every_key_is_one_that_word_allows(section: str, field: str, part: str) -> None:
    name = bookmark(".".join(filter(None, [section, field, part])))
    assert re.fullmatch(r"[A-Za-z_]\w*", name)
    assert len(name) <= LONGEST


@given(section=_KEY, field=_KEY)
def test_the_bookmark_of_a_key_with_an_id_leads_back_to_it(section: str, field: str) -> None:
    whole = f"{section}.{field}.k3f9x2ab"
    assert key_of(bookmark(whole), [f"{section}.{field}"]) == whole
