"""The shipped frameworks load; every mistake in one is refused with the file, the key and a remedy."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.framework.files import read_folder
from drafter.framework.load import load_framework
from drafter.resources import shipped
from drafter.services.frameworks import check
from drafter.word import styles
from drafter.word.house import HouseStyle
from tests.cli.running import assert_done, assert_one_line, drafter

Files = dict[str, bytes]
Change = Callable[[Files], object]
KEYS = ("area-send-2023", "blank", "ilacs-2018", "joint-area-review-2007")
PLACE = "/frameworks/one"
TOML = "framework.toml"
HOUSE = "house-style.docx"
LINE = "wording/document-title.j2"


def case(name: str, *values: object, marks: Any = ()) -> Any:
    return pytest.param(*values, id=name, marks=marks)


@pytest.fixture(autouse=True)
def no_frameworks_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_FRAMEWORKS", str(tmp_path / "frameworks"))


@pytest.fixture(params=KEYS)
def files(request: pytest.FixtureRequest) -> Files:
    """The files of a shipped framework, the test's to change."""
    return dict(read_folder(shipped("templates", str(request.param))))


@pytest.fixture
def blank() -> Files:
    return dict(read_folder(shipped("templates", "blank")))


@pytest.fixture
def review() -> Files:
    return dict(read_folder(shipped("templates", "joint-area-review-2007")))


def toml(old: str, new: str) -> Change:
    """Put `new` for the first `old` of framework.toml."""

    def change(files: Files) -> None:
        assert old in files[TOML].decode(), old
        files[TOML] = files[TOML].decode().replace(old, new, 1).encode()

    return change


def file(name: str, data: bytes) -> Change:
    return lambda files: files.__setitem__(name, data)


def refusal(files: Mapping[str, bytes]) -> str:
    with pytest.raises(DrafterError) as caught:
        load_framework(files, PLACE)
    told = str(caught.value)
    assert told.startswith(PLACE), told
    assert "\n" not in told
    return told


# --- what is in order -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_a_shipped_framework_is_in_order(key: str) -> None:
    framework = check(shipped("templates", key))
    assert framework.key == key
    assert framework.version == 1


def test_line_ends_of_windows_do_no_harm(files: Files) -> None:
    for name in files:
        if name != HOUSE:
            files[name] = files[name].replace(b"\n", b"\r\n")
    assert load_framework(files, PLACE).sections


@pytest.mark.parametrize("name", [TOML, LINE])
def test_a_byte_order_mark_does_no_harm(name: str, blank: Files) -> None:
    blank[name] = b"\xef\xbb\xbf" + blank[name]
    assert load_framework(blank, PLACE).document_title.render({"area": "Halton"}) == "Review report: Halton"


# --- framework.toml ---------------------------------------------------------------------------------------

AREAS = '[areas]\nstrengths = "Strengths"\nweaknesses = "Weaknesses"\n'
GRADES = 'grades = [\n    { key = "weak", word = "weak", role = "worst" },'
SECOND_AREA = """[[sections]]
key = "again"
kind = "judgement-area"
title = "Again"
judgement = "quality"
strip = "boxes"
sentence = "quality-sentence"

[[sections]]
key = "other-areas\""""

BLANK_MISTAKES = [
    case("an unknown key at the top", toml("format = 1", 'format = 1\ncolour = "x"'), "toml: colour"),
    case("in document", toml("[document]", '[document]\ncolour = "x"'), "toml: document.colour"),
    case("in a fact", toml("required = true", 'required = true\ncolour = "x"'), "toml: facts[0].colour"),
    case("a slip in a fact", toml("required = true", "requird = true"), "Did you mean required"),
    case("in a scale", toml("best =", 'colour = "x"\nbest ='), "toml: scales[0].colour"),
    case("in a grade", toml('word = "weak",', 'word = "weak", colour = "x",'), "scales[0].grades[0].colour"),
    case("in a judgement", toml("[areas]", 'colour = "x"\n[areas]'), "toml: judgements[0].colour"),
    case("in areas", toml("[areas]", '[areas]\ncolour = "x"'), "toml: areas.colour"),
    case("in a section", toml('kind = "contents"', 'kind = "contents"\nx = 1'), "toml: sections[1].x"),
    case("in a line", toml('label = "Published:"', 'label = "P", x = 1'), "sections[0].lines[2].x"),
    case("in a timescale", toml('title = "Now"', 'title = "Now", x = 1'), "sections[7].timescales[0].x"),
    case("another kind's key", toml('title = "Summary"', 'title = "S"\nstrip = "none"'), "sections[2].strip"),
    case("no format", toml("format = 1\n", ""), "'format' is missing"),
    case("no key", toml('key = "blank"\n', ""), "'key' is missing"),
    case("no version", toml("version = 1\n", ""), "'version' is missing"),
    case("no title", toml('title = "Blank report"\n', ""), "'title' is missing"),
    case("no file name", toml('file-name = "file-name"\n', ""), "document: the key 'file-name' is missing"),
    case("a fact without a label", toml('label = "Area"\n', ""), "facts[0]: the key 'label' is missing"),
    case("a fact without a type", toml('type = "text"\n', ""), "facts[0]: the key 'type' is missing"),
    case("a scale without a best", toml('best = "strong"\n', ""), "scales[0]: the key 'best' is missing"),
    case("a section without a kind", toml('kind = "contents"\n', ""), "sections[1]: the key 'kind'"),
    case("a section without a title", toml('title = "Contents"\n', ""), "sections[1]: the key 'title'"),
    case("an area without a sentence", toml('sentence = "quality-sentence"\n', ""), "'sentence' is missing"),
    case("an area without a strip", toml('strip = "boxes"\n', ""), "sections[5]: the key 'strip'"),
    case("strengths without a heading", toml('strengths = "Strengths"\n', ""), "areas: the key 'strengths'"),
    case("a version in words", toml("version = 1", 'version = "1"'), "version: here must stand a whole"),
    case("a version with a point", toml("version = 1", "version = 1.0"), "version: here must stand a whole"),
    case("a title that is a number", toml('title = "Blank report"', "title = 5"), "title: here must stand"),
    case("judgements that are no list", toml("[[judgements]]", "[judgements]"), "judgements: here"),
    case("required in words", toml("required = true", 'required = "yes"'), "facts[0].required"),
    case("aliases in a text", toml('title = "Summary"', 'title = "S"\naliases = "x"'), "sections[2].aliases"),
    case("a newer format", toml("format = 1", "format = 2"), "Install a newer Drafter"),
    case("format 0", toml("format = 1", "format = 0"), "format: there is no format 0"),
    case("a key in capitals", toml('key = "blank"', 'key = "Blank"'), "'Blank' is not a key"),
    case("a fact's key with an underscore", toml('key = "published"', 'key = "pub_l"'), "'pub_l' is not"),
    case("an unknown type", toml('type = "date"', 'type = "day"'), "facts[1].type: 'day' is not known"),
    case("an unknown kind", toml('kind = "narrative"', 'kind = "story"'), "sections[2].kind: 'story'"),
    case("a slip in a kind", toml('kind = "narrative"', 'kind = "narative"'), "Did you mean narrative"),
    case("an unknown role of a grade", toml('role = "worst"', 'role = "poor"'), "grades[0].role: 'poor'"),
    case("an unknown role of a line", toml('role = "title"', 'role = "big"'), "lines[0].role: 'big'"),
    case("an unknown strip", toml('strip = "boxes"', 'strip = "bars"'), "sections[5].strip: 'bars'"),
    case("an unknown numbering", toml('numbering = "body"', 'numbering = "x"'), "sections[2].numbering: 'x'"),
    case("unknown cells", toml('cells = "word"', 'cells = "star"'), "sections[4].cells: 'star'"),
    case("a best that is no grade", toml('best = "strong"', 'best = "super"'), "scales[0].best: 'super'"),
    case("one grade only", toml(GRADES, "grades = [\n] \nother = ["), "a scale has two grades"),
    case("an unknown fact in a line", toml('fact = "area"', 'fact = "weather"'), "lines[1].fact: 'weather'"),
    case("two things in a line", toml('fact = "area"', 'fact = "area", text = "x"'), "sections[0].lines[1]"),
    case("nothing in a line", toml(', text = "Review report"', ""), "sections[0].lines[0]: a line has one"),
    case("a fact line without a fact", toml('fact = "published"', 'text = "x"'), "needs the key 'fact'"),
    case("two facts of one key", toml('key = "published"', 'key = "area"'), "facts[1].key: there are"),
    case("two grades of one key", toml('key = "sound"', 'key = "weak"'), "grades[1].key: there are"),
    case(
        "two sections of one key", toml('key = "grades"', 'key = "summary"'), "sections[4].key: there are two"
    ),
    case("two lines of one key", toml('key = "area-line"', 'key = "title"'), "lines[1].key: there are"),
    case(
        "two timescales of one key", toml('key = "later"', 'key = "now"'), "timescales[1].key: there are two"
    ),
    case("two contents", toml('kind = "narrative"', 'kind = "contents"\nx = 1'), "sections[2]"),
    case(
        "two lists of contents",
        toml('kind = "narrative"\ntitle = "Summary"\ncontents = true\n', 'kind = "contents"\ntitle = "S"\n'),
        "sections: there is more than one contents",
    ),
    case("an unknown judgement", toml('judgement = "quality"', 'judgement = "x"'), "judgement: 'x'"),
    case("an unknown row", toml('rows = ["quality"]', 'rows = ["x"]'), "sections[4].rows[0]: 'x'"),
    case("no rows", toml('rows = ["quality"]', "rows = []"), "sections[4].rows"),
    case("a row twice", toml('rows = ["quality"]', 'rows = ["quality", "quality"]'), "sections[4].rows"),
    case("three columns", toml('["Area", "Grade"]', '["A", "B", "C"]'), "sections[4].columns: two columns"),
    case("a judgement in two areas", toml('[[sections]]\nkey = "other-areas"', SECOND_AREA), "'quality'"),
    case("an unknown wording", toml('"quality-sentence"', '"nope"'), "Write it in wording/nope.j2"),
    case("a wording outside", toml('"quality-sentence"', '"../../x"'), "sections[5].sentence: there is no"),
    case("a bad default", toml('type = "date"', 'type = "date"\ndefault = "soon"'), "default: 'soon'"),
    case("a wrong default", toml('type = "date"', 'type = "date"\ndefault = 5'), "facts[1].default"),
    case("a broken derived text", toml("[document]", '[derived]\nx = "{{"\n[document]'), "derived.x"),
    case("a link that is no text", toml("[document]", "[links]\nx = 5\n[document]"), "links.x"),
    case("a key twice", toml("format = 1", "format = 1\nformat = 1"), "not valid TOML"),
    case("a syntax error", toml("format = 1", "format = "), "not valid TOML"),
    case("an unclosed text", toml('"Blank report"', '"Blank report'), "line 5"),
]


@pytest.mark.parametrize(("change", "told"), BLANK_MISTAKES)
def test_a_mistake_in_framework_toml_is_told_with_its_key(change: Change, told: str, blank: Files) -> None:
    change(blank)
    found = refusal(blank)
    assert f"{PLACE}/{TOML}: " in found
    assert told in found


REVIEW_MISTAKES = [
    case("in a first paragraph", toml('kind = "bullet", text', 'x = 1, kind = "bullet", text'), "start[2].x"),
    case("a table without rows", toml('kind = "bullet"', 'kind = "table"'), "start[2]: the key 'rows'"),
    case(
        "a heading of two grades",
        toml("joined = [", 'title-wording = "cover-area"\njoined = ['),
        "title-wording",
    ),
    case("no text to start with", toml(', wording = "introduction-purpose"', ""), "start[1]"),
    case(
        "in a joined one",
        toml('title = "Capacity to improve" }', 'title = "C", x = 1 }'),
        "joined[0].x",
    ),
    case(
        "a judgement in two areas",
        toml('judgement = "looked-after"', 'judgement = "safeguarding"'),
        "'safeguarding' stands in 'safeguarding' already",
    ),
    case("unknown items", toml('items = "bullets"', 'items = "stars"'), "sections[7].items: 'stars'"),
    case("an unknown legend", toml('legend = "grades-legend"', 'legend = "x"'), "sections[6].legend"),
]


@pytest.mark.parametrize(("change", "told"), REVIEW_MISTAKES)
def test_a_mistake_in_the_larger_one_is_told_as_well(change: Change, told: str, review: Files) -> None:
    change(review)
    found = refusal(review)
    assert f"{PLACE}/{TOML}: " in found
    assert told in found


ILACS_MISTAKES = [
    case("no title and no label", toml('label = "Judgements"\n', ""), "has a label instead"),
    case("title and label", toml('label = "Judgements"', 'title = "T"\nlabel = "J"'), "needs no label"),
    case("a label for an area", toml('title = "The exp', 'label = "The exp'), "a section of this kind has"),
    case("a body where there is none", toml('groups = "none"', 'groups = "none"\nbodies = ["x"]'), "bodies"),
    case("unknown groups", toml('groups = "none"', 'groups = "themes"'), "groups: 'themes'"),
    case("a grouped list without a line", toml('groups = "none"\n', ""), "the key 'body-line' is missing"),
    case("no sentence and no heading", toml('title-wording = "area-heading"\n', ""), "'sentence' is missing"),
    case(
        "aliases in a text", toml('aliases = ["requires improvement",', 'aliases = "x"\nx = ["a",'), "aliases"
    ),
]
AREA_SEND_MISTAKES = [
    case("an unknown outcome", toml('["systemic-failings"]', '["grave"]'), "when.grades[0]: 'grave'"),
    case("no outcome at all", toml('["systemic-failings"]', "[]"), "when.grades: with no grade"),
    case("an unknown judgement", toml('when = { judgement = "outcome"', 'when = { judgement = "x"'), "'x'"),
    case("a cover that comes and goes", toml('kind = "cover"', 'kind = "cover"\nwhen = 1'), "[0].when"),
    case("a table without heads", toml('columns = ["Areas for improvement"]\n', ""), "'columns' is missing"),
    case("one head too many", toml('["Areas for improvement"]', '["A", "B"]'), "one column is needed"),
    case("one head too few", toml('["Responsible body", "Areas', '["Areas'), "two columns are: the body"),
    case(
        "rows of two lengths", toml('["[Website]", "[Website]"]', '["[Website]"]'), "all its rows one length"
    ),
    case("a following of no wording", toml('"outcome-plan"', '"nope"'), "Write it in wording/nope.j2"),
    case("two followings of one key", toml('key = "plan"', 'key = "next-inspection"'), "there are two"),
    case("an unknown start", toml('paragraphs = "bullet"', 'paragraphs = "table"'), "paragraphs: 'table'"),
]


@pytest.mark.parametrize(
    ("key", "change", "told"),
    [
        pytest.param(key, *one.values, id=str(one.id))
        for key, mistakes in (("ilacs-2018", ILACS_MISTAKES), ("area-send-2023", AREA_SEND_MISTAKES))
        for one in mistakes
    ],
)
def test_a_mistake_in_what_only_some_frameworks_have_is_told(key: str, change: Change, told: str) -> None:
    files = dict(read_folder(shipped("templates", key)))
    change(files)
    found = refusal(files)
    assert f"{PLACE}/{TOML}: " in found
    assert told.lower() in found.lower()


SECOND_SCALE = """[[scales]]
key = "other"
best = "a"
grades = [
    { key = "a", word = "a", role = "best" },
    { key = "b", word = "b", role = "worst" },
]

[[judgements]]"""


def test_with_two_scales_each_judgement_names_its_own(blank: Files) -> None:
    toml("[[judgements]]", SECOND_SCALE)(blank)
    assert "judgements[0]: the key 'scale' is missing" in refusal(blank)


def test_a_scale_that_is_not_there_is_refused(blank: Files) -> None:
    toml("[areas]", 'scale = "x"\n[areas]')(blank)
    assert "judgements[0].scale: 'x'" in refusal(blank)


LONELY = '[[judgements]]\nkey = "lonely"\nlabel = "Lonely"\n\n[areas]'


@pytest.mark.parametrize(
    "change",
    [
        case("not UTF-8", file(TOML, b"\xff")),
        case("UTF-16", lambda files: files.__setitem__(TOML, files[TOML].decode().encode("utf-16"))),
        case("100,000 brackets", file(TOML, b"a = " + b"[" * 100_000)),
        case("100,000 tables", file(TOML, b"a = " + b"{a = " * 100_000)),
        case("5,000 dots", file(TOML, b"a." * 5_000 + b"a = 1")),
        case("empty", file(TOML, b"")),
        case("5,000 digits", toml("version = 1", "version = " + "9" * 5_000)),
    ],
)
def test_what_no_framework_can_be_is_refused(change: Change, blank: Files) -> None:
    change(blank)
    assert f"{PLACE}/{TOML}: " in refusal(blank)


@pytest.mark.parametrize(
    "change",
    [
        case("version 0", toml("version = 1", "version = 0")),
        case("version -1", toml("version = 1", "version = -1")),
        case("two grades of one word", toml('word = "sound"', 'word = "weak"')),
        case("a judgement of no area", toml("[areas]", LONELY)),
        case("a list line of a date", toml('"area", fact = "area"', '"list", fact = "published"')),
        case("a derived text called as a fact", toml("[document]", '[derived]\narea = "x"\n[document]')),
        case("a derived text's key in capitals", toml("[document]", '[derived]\n"A B" = "x"\n[document]')),
        case("an empty title", toml('title = "Blank report"', 'title = ""')),
    ],
)
def test_what_can_only_be_a_slip_is_refused(change: Change, blank: Files) -> None:
    change(blank)
    refusal(blank)


def test_without_headings_for_them_there_are_no_strengths_and_weaknesses(blank: Files) -> None:
    toml(AREAS, "")(blank)
    framework = load_framework(blank, PLACE)
    assert (framework.strengths, framework.weaknesses) == ("", "")


def test_a_framework_of_no_sections_is_refused_or_shown(tmp_path: Path, blank: Files) -> None:
    head, _, _ = blank[TOML].decode().partition("[[sections]]")
    blank[TOML] = head.replace("[document]", "sections = []\n[document]").encode()
    kept = {TOML, HOUSE, LINE, "wording/document-subject.j2", "wording/file-name.j2"}
    folder = written({name: data for name, data in blank.items() if name in kept}, tmp_path / "frameworks")
    outcome = drafter("new", "--framework", folder.name, "-o", tmp_path / "x.drafter")
    if outcome.code == 0:
        assert_done(drafter("show", tmp_path / "x.drafter"))
    else:
        assert_one_line(outcome, "sections")


# --- the other files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        case("an unknown name", file(LINE, b"{{ weather }}"), LINE, "'weather'"),
        case("a grade outside its area", file(LINE, b"{{ grade.word }}"), LINE, "'grade.word'"),
        case("a loop", file(LINE, b"a\n{% for a in area %}{% endfor %}"), LINE, "line 2"),
        case("an assignment", file(LINE, b"{% set x = 1 %}"), LINE, "'assign'"),
        case("a call", file(LINE, b"{{ area() }}"), LINE, "'call'"),
        case("an include", file(LINE, b"{% include 'x' %}"), LINE, "'include'"),
        case("a macro", file(LINE, b"{% macro a() %}{% endmacro %}"), LINE, "'macro'"),
        case("an unknown filter", file(LINE, b"{{ area | upper }}"), LINE, "Known: capitalised"),
        case("a subscript", file(LINE, b"{{ area[0] }}"), LINE, "'getitem'"),
        case("an unclosed tag", file(LINE, b"{{ area"), LINE, "line 1"),
        case("an unclosed if", file(LINE, b"{% if area %}"), LINE, "endif"),
        case("100,000 ifs", file(LINE, b"{% if area %}" * 100_000), LINE, "nested too deeply"),
        case("100,000 parentheses", file(LINE, b"{{ " + b"(" * 100_000), LINE, "nested too deeply"),
        case("no UTF-8", file(LINE, b"Caf\xe9"), LINE, "not UTF-8"),
        case("nothing names it", file("wording/more.j2", b"x"), "wording/more.j2", "Delete the file"),
        case("guidance for no section", file("guidance/x.md", b"x"), "guidance/x.md", "key of a section"),
        case("no UTF-8 in guidance", file("guidance/quality.md", b"\xe9"), "guidance/quality.md", "UTF-8"),
        case("no house style", lambda files: files.pop(HOUSE), HOUSE, "Copy house-style.docx"),
    ],
)
def test_a_mistake_in_another_file_is_told_with_that_file(
    change: Change, name: str, told: str, blank: Files
) -> None:
    change(blank)
    found = refusal(blank)
    assert found.startswith(f"{PLACE}/{name}")
    assert told in found


def test_a_joint_areas_sentence_names_each_of_its_grades(review: Files) -> None:
    review["wording/management-sentence.j2"] = b"{{ grade.word }}"
    assert "grades.capacity_to_improve.word" in refusal(review)


# --- the house style --------------------------------------------------------------------------------------

Part = Callable[[bytes], bytes]
STYLES, NUMBERS, PAGE = "word/styles.xml", "word/numbering.xml", "word/document.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
# Entities that would make eight hundred million letters of a few lines.
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
ENTITY_BOMB = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaa">{ENTITIES}]><x>&e8;</x>'.encode()


def rebuilt(data: bytes, changes: Mapping[str, Part | None]) -> bytes:
    """A house style with some parts changed, or left out where the change is None."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name, bytes)
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return whole.getvalue()


def written(files: Mapping[str, bytes], parent: Path, key: str = "blank") -> Path:
    folder = parent / key
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def checked(files: Mapping[str, bytes], parent: Path, *told: str) -> None:
    """`drafter frameworks --check` refuses the framework and names the file."""
    folder = written(files, parent)
    outcome = drafter("frameworks", "--check", folder)
    assert_one_line(outcome, str(folder), *told)


def gone(pattern: bytes, instead: bytes = b"") -> Part:
    def change(data: bytes) -> bytes:
        assert re.search(pattern, data), pattern
        return re.sub(pattern, instead, data)

    return change


NO_NUMBER = b'<w:numId w:val="x"/>'


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        case("no styles", {STYLES: None}, STYLES),
        case("no lists", {NUMBERS: None}, NUMBERS),
        case("no page", {PAGE: None}, "no Word document"),
        case("damaged styles", {STYLES: lambda data: data[:500]}, f"{STYLES}' is damaged"),
        case("damaged lists", {NUMBERS: lambda data: data[:500]}, f"{NUMBERS}' is damaged"),
        case("empty styles", {STYLES: lambda data: b""}, f"{STYLES}' is damaged"),
        case("other XML", {STYLES: lambda data: b"<x/>"}, "lacks the style"),
        case("an entity bomb", {STYLES: lambda data: ENTITY_BOMB}, ""),
        case("deep XML", {STYLES: lambda data: b"<a>" * 5_000 + b"</a>" * 5_000}, "is damaged"),
        case("no list link", {STYLES: gone(rb"<w:numPr>.*?</w:numPr>")}, "linked to no list"),
        case("no page size", {PAGE: gone(rb"<w:pgSz [^>]*/>")}, "page size"),
        case("no margins", {PAGE: gone(rb"<w:pgMar [^>]*/>")}, "margins"),
        case("wide margins", {PAGE: gone(rb'w:left="\d+"', b'w:left="11000"')}, "35 mm"),
        case("a list that is not there", {NUMBERS: gone(rb"<w:num .*</w:num>")}, "list"),
        case("no relationships", {RELATIONS: None}, RELATIONS),
        case("no content types", {TYPES: None}, TYPES),
        case("a damaged header", {"word/header1.xml": lambda data: data[:200]}, "header1"),
        case("a missing header", {"word/header1.xml": None}, "header1"),
        case("damaged settings", {"word/settings.xml": lambda data: data[:200]}, "settings"),
        case(
            "a list called x",
            {STYLES: gone(rb'<w:numId w:val="\d+"/>', NO_NUMBER)},
            "numId needs a whole number",
        ),
        case(
            "a page in millimetres", {PAGE: gone(rb'w:w="\d+"', b'w:w="210mm"')}, "pgSz needs a whole number"
        ),
        case(
            "margins by their other name",
            {PAGE: gone(rb"w:left=", b"w:start=")},
            "pgMar needs a whole number",
        ),
    ],
)
def test_a_house_style_that_lacks_something_is_told(
    changes: Mapping[str, Part | None], told: str, blank: Files, tmp_path: Path
) -> None:
    blank[HOUSE] = rebuilt(blank[HOUSE], changes)
    checked(blank, tmp_path, HOUSE, told)


def flagged(data: bytes) -> bytes:
    """The archive with every entry marked as encrypted."""
    found = bytearray(data)
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for match in re.finditer(signature, data):
            found[match.start() + place] |= 1
    return bytes(found)


def garbled(data: bytes) -> bytes:
    """The archive with the deflated bytes of its first entry spoiled."""
    return data[:60] + b"\xff" * 40 + data[100:]


@pytest.mark.parametrize(
    "spoil",
    [
        case("a text", lambda data: b"hello"),
        case("empty", lambda data: b""),
        case("half of it", lambda data: data[: len(data) // 2]),
        case("a page of HTML", lambda data: b"<html></html>"),
        case("an old .doc", lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5_000)),
        case("encrypted", flagged),
        case("damaged inside", garbled),
    ],
)
def test_a_house_style_that_is_no_word_document_is_told(spoil: Part, blank: Files, tmp_path: Path) -> None:
    blank[HOUSE] = spoil(blank[HOUSE])
    checked(blank, tmp_path, HOUSE, "no Word document")


def test_a_zip_bomb_is_refused(blank: Files, tmp_path: Path) -> None:
    blank[HOUSE] = rebuilt(blank[HOUSE], {"word/settings.xml": lambda data: bytes(50_000_000)})
    checked(blank, tmp_path, HOUSE, "too large")


@pytest.mark.parametrize("name", sorted(styles.PARAGRAPHS | styles.CHARACTERS | styles.TABLES))
def test_a_style_that_is_missing_is_named(name: str, blank: Files) -> None:
    pattern = rb'<w:name w:val="' + re.escape(name.encode()) + rb'"/>'
    house = rebuilt(blank[HOUSE], {STYLES: gone(b"(?i)" + pattern, b'<w:name w:val="Other"/>')})
    with pytest.raises(DrafterError) as caught:
        HouseStyle(house)
    assert caught.value.problem == f"the house style lacks the style {name!r}"


def test_relationships_may_name_their_parts_from_the_root(blank: Files) -> None:
    house = HouseStyle(rebuilt(blank[HOUSE], {RELATIONS: gone(rb'Target="', b'Target="/word/')}))
    assert house.package.kept_parts == HouseStyle(blank[HOUSE]).package.kept_parts
    assert STYLES in house.package.kept_parts
    assert "styles.xml" in {target for _, _, target in house.package.relationships}


# --- folders ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_the_check_of_a_good_folder_says_so(key: str) -> None:
    outcome = drafter("frameworks", "--check", shipped("templates", key))
    assert_done(outcome)
    assert outcome.out.endswith("is in order.\n")


def test_the_check_works_where_one_stands(
    blank: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(blank, tmp_path))
    assert drafter("frameworks", "--check", ".").out == ".: Blank report, version 1, is in order.\n"


def test_a_folder_that_holds_no_framework_is_refused(tmp_path: Path) -> None:
    assert_one_line(drafter("frameworks", "--check", tmp_path / "x"), str(tmp_path / "x"), "no such folder")
    assert_one_line(drafter("frameworks", "--check", tmp_path), str(tmp_path), "no framework.toml")
    (tmp_path / "file").touch()
    assert_one_line(drafter("frameworks", "--check", tmp_path / "file"), "no such folder")


def test_a_folder_of_another_name_is_refused(blank: Files, tmp_path: Path) -> None:
    folder = written(blank, tmp_path, "mine")
    assert_one_line(drafter("frameworks", "--check", folder), "'mine'", "'blank'", "same name")


def test_a_framework_that_is_too_large_is_refused(blank: Files, tmp_path: Path) -> None:
    checked({**blank, "guidance/quality.md": bytes(9_000_000)}, tmp_path, "too large")


@pytest.mark.parametrize("name", ["Title", "the_title"])
def test_a_wording_whose_name_does_not_fit_is_told(name: str, blank: Files, tmp_path: Path) -> None:
    toml('title = "document-title"', f'title = "{name}"')(blank)
    blank[f"wording/{name}.j2"] = blank.pop(LINE)
    checked(blank, tmp_path, f"wording/{name}.j2: a file of this name is not read")


def test_guidance_whose_name_does_not_fit_is_told(blank: Files, tmp_path: Path) -> None:
    checked({**blank, "guidance/Quality.md": b"x"}, tmp_path, "guidance/Quality.md: a file of this")


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no links here")
def test_a_folder_that_is_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert_one_line(drafter("frameworks", "--check", tmp_path / "loop"), str(tmp_path / "loop"))


# --- the user's own ---------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, blank: Files) -> Path:
    """A framework of the user's own, copied from the blank one."""
    toml('key = "blank"', 'key = "mine"')(blank)
    toml('title = "Blank report"', 'title = "My own"')(blank)
    return written(blank, tmp_path / "frameworks", "mine")


def test_a_copied_framework_is_found(own: Path, tmp_path: Path) -> None:
    outcome = drafter("frameworks")
    assert_done(outcome)
    assert re.search(r"^mine +version 1  My own$", outcome.out, re.MULTILINE)
    target = tmp_path / "x.drafter"
    assert_done(drafter("new", "--framework", "mine", "--set", "area=Halton", "-o", target))
    shutil.rmtree(own)
    assert "Quality of services" in drafter("show", target).out


def test_a_framework_of_ones_own_wins_over_the_shipped_one(tmp_path: Path, blank: Files) -> None:
    toml('title = "Blank report"', 'title = "My blank"')(blank)
    written(blank, tmp_path / "frameworks")
    assert "My blank" in drafter("frameworks").out


def test_what_is_no_framework_is_passed_over(own: Path) -> None:
    (own.parent / "notes.txt").touch()
    (own.parent / "empty").mkdir()
    assert_done(drafter("frameworks"))


def test_the_folder_of_ones_own_need_not_exist() -> None:
    assert_done(drafter("frameworks"))


def test_a_broken_framework_of_ones_own_is_told(own: Path) -> None:
    (own / LINE).write_text("{{ weather }}", "utf-8")
    assert_one_line(drafter("new", "--framework", "mine", "-o", own / "x.drafter"), str(own / LINE))


def test_a_broken_framework_of_ones_own_stops_no_other(own: Path, tmp_path: Path) -> None:
    (own / TOML).write_text("=", "utf-8")
    assert_done(drafter("new", "--framework", "blank", "-o", tmp_path / "x.drafter"))
    assert_done(drafter("show", tmp_path / "x.drafter"))


@pytest.mark.parametrize("words", [["frameworks"], ["import", "SOURCE"]])
def test_a_broken_framework_of_ones_own_does_not_stand_in_the_way(words: list[str], own: Path) -> None:
    (own / TOML).write_text("=", "utf-8")
    source = str(shipped("resources", "examples", "halton-2008-joint-area-review.md"))
    outcome = drafter(*(source if word == "SOURCE" else word for word in words))
    assert outcome.code == 0
    assert "oint area review" in outcome.out
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_the_list_leaves_out_a_broken_framework_and_says_so(option: list[str], own: Path) -> None:
    (own / TOML).write_text("=", "utf-8")
    outcome = drafter("frameworks", *option)
    assert outcome.code == 0
    assert "mine" not in outcome.out.replace(str(own.parent), "")
    assert "blank" in outcome.out
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"drafter: left out: {own / TOML}: ")
