"""Every file that cannot be right is refused in one line that names the place; nothing is left behind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.framework.fields import own_fields
from drafter.framework.files import read_folder
from drafter.framework.load import load_framework
from drafter.resources import shipped
from tests.cli.running import Outcome, assert_done, assert_one_line, drafter, nothing_changes_in

Change = Callable[[Any], object]
Spoil = Callable[[bytes], bytes]

# Each way to name a report on the command line; `{}` is the report.
READERS = {
    "show": ("show", "{}"),
    "show --json": ("show", "{}", "--json"),
    "export": ("export", "{}", "-o", "out.docx"),
    "open": ("open", "{}"),
    "the report's name alone": ("{}",),
}
# Each way to name a file that is written.
WRITERS = {
    "new": ("new", "--framework", "blank", "-o"),
    "export": ("export", "EXAMPLE", "-o"),
    "import": ("import", "SOURCE", "-o"),
}
LONG = "x" * 300


def case(name: str, *values: object, marks: Any = ()) -> Any:
    return pytest.param(*values, id=name, marks=marks)


def read_as(reader: str, report: Path | str, folder: Path) -> Outcome:
    words = [word.format(report) for word in READERS[reader]]
    return drafter(*(str(folder / word) if word == "out.docx" else word for word in words))


every_reader = pytest.mark.parametrize("reader", READERS)
every_writer = pytest.mark.parametrize("writer", WRITERS)


@pytest.fixture
def named(example: Path, source: Path) -> dict[str, str]:
    """What the words in capitals in `WRITERS` stand for."""
    return {"EXAMPLE": str(example), "SOURCE": str(source)}


# --- bytes that are no report -----------------------------------------------------------------------------

SPOILED: dict[str, tuple[Spoil, str]] = {
    "truncated": (lambda data: data[: len(data) // 2], "not valid JSON"),
    "without its last bracket": (lambda data: data.rstrip()[:-1], "not valid JSON"),
    "empty": (lambda data: b"", "empty"),
    "only white space": (lambda data: b" \n\n ", "not valid JSON"),
    "binary": (lambda data: bytes(range(256)) * 20, "not a text file"),
    "a picture": (lambda data: b"\x89PNG\r\n\x1a\n" + b"\xff" * 50, "not UTF-8"),
    "UTF-16 with a byte-order mark": (lambda data: data.decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without one": (lambda data: data.decode().encode("utf-16-le"), "not a text file"),
    "Latin-1": (lambda data: data.decode().encode("latin-1", "replace") + b"\xe9", "not UTF-8"),
    "two reports": (lambda data: data + data, "Extra data"),
    "a list": (lambda data: b"[]", "not a Drafter report"),
    "a text": (lambda data: b'"report"', "not a Drafter report"),
    "a number": (lambda data: b"1", "not a Drafter report"),
    "null": (lambda data: b"null", "not a Drafter report"),
    "another program's JSON": (lambda data: b'{"name": "x", "version": 1}', "not a Drafter report"),
    "NaN": (lambda data: b'{"format": NaN, "content": {}}', "NaN"),
    "Infinity": (lambda data: b'{"format": -Infinity, "content": {}}', "Infinity"),
    "a number of 10,000 digits": (lambda data: b'{"format": ' + b"9" * 10_000 + b"}", "digits"),
    "200,000 brackets": (lambda data: b"[" * 200_000, "nested too deeply"),
    "200,000 brackets inside": (lambda data: b'{"format":1,"content":' + b"[" * 200_000, "nested too deeply"),
    "200,000 tables": (lambda data: b'{"a":' * 200_000, "nested too deeply"),
    "format 0": (lambda data: b'{"format": 0, "content": {}}', "no format 0"),
    "a format below nought": (lambda data: b'{"format": -1, "content": {}}', "no format -1"),
    "a newer format": (lambda data: b'{"format": 2, "content": {}}', "newer Drafter"),
    "a format in words": (lambda data: b'{"format": "1", "content": {}}', "a whole number"),
    "a format with a point": (lambda data: b'{"format": 1.0, "content": {}}', "a whole number"),
    "a format that is true": (lambda data: b'{"format": true, "content": {}}', "a whole number"),
}


@every_reader
@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_file_that_is_no_report_is_refused(spoiled: str, reader: str, example: Path, folder: Path) -> None:
    spoil, told = SPOILED[spoiled]
    report = folder / "report.drafter"
    report.write_bytes(spoil(example.read_bytes()))
    with nothing_changes_in(folder):
        assert_one_line(read_as(reader, report, folder), str(report), told)


def test_a_byte_order_mark_does_no_harm(example: Path, folder: Path) -> None:
    report = folder / "report.drafter"
    report.write_bytes(b"\xef\xbb\xbf" + example.read_bytes())
    assert drafter("show", report) == drafter("show", example)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        case("empty", b"", "empty"),
        case("binary", bytes(range(256)), "not a text file"),
        case("UTF-16", "# Safeguarding".encode("utf-16"), "UTF-16"),
        case("UTF-16 without a mark", "# Safeguarding".encode("utf-16-be"), "not a text file"),
        case("Latin-1", b"# Caf\xe9\n", "line 1: this file is not UTF-8"),
        case("nothing but white space", b" \n \n", "headings"),
        case("without a known heading", b"# Shopping\n\nMilk.\n", "headings"),
        case("5,000 nested quotations", b">" * 5_000 + b" x", "headings"),
        case("5,000 open brackets", b"[" * 5_000, "headings"),
    ],
)
def test_a_source_that_cannot_be_imported_is_refused(data: bytes, told: str, folder: Path) -> None:
    source = folder / "source.md"
    source.write_bytes(data)
    with nothing_changes_in(folder):
        assert_one_line(drafter("import", source, "-o", folder / "out.drafter"), str(source), told)


def test_a_source_with_a_byte_order_mark_is_read(source: Path, folder: Path) -> None:
    marked = folder / "marked.md"
    marked.write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
    assert_done(drafter("import", marked, "-o", folder / "out.drafter"))


# --- names of files ---------------------------------------------------------------------------------------


@every_reader
@pytest.mark.parametrize(
    ("name", "told"),
    [
        case("missing", "missing.drafter", "no such file"),
        case("in a missing folder", "missing/x.drafter", "no such file"),
        case("below a file", "file/x.drafter", "cannot be read"),
        case("a folder", "folder.drafter", "a folder"),
        case("with a line break", "a\nb\n\nc.drafter", "no such file"),
        case("with an emoji", "\N{FACE WITH TEARS OF JOY} שלום.drafter", "no such file"),
        case("300 characters", f"{LONG}.drafter", ""),
    ],
)
def test_a_report_that_is_not_there_is_named(name: str, told: str, reader: str, folder: Path) -> None:
    (folder / "folder.drafter").mkdir()
    (folder / "file").touch()
    with nothing_changes_in(folder):
        assert_one_line(read_as(reader, folder / name, folder), str(folder / name), told)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        case("missing", "missing.md", "no such file"),
        case("in a missing folder", "missing/x.md", "no such file"),
        case("a folder", "folder.md", "a folder"),
        case("a folder without an ending", "folder", "a folder"),
        case("with another ending", "report.odt", "cannot read .odt"),
        case("without an ending", "report", "without an ending"),
        case("with a line break", "a\nb.md", "no such file"),
        case("300 characters", f"{LONG}.md", ""),
    ],
)
def test_a_source_that_is_not_there_is_named(name: str, told: str, folder: Path) -> None:
    (folder / "folder.md").mkdir()
    (folder / "folder").mkdir()
    assert_one_line(drafter("import", folder / name), str(folder / name), told)


@every_writer
@pytest.mark.parametrize(
    ("name", "told"),
    [
        case("in a missing folder", "missing/x", "there is no such folder"),
        case("below a file", "file/x", "there is no such folder"),
        case("a folder", "folder", "a folder"),
        case("300 characters", LONG, ""),
    ],
)
def test_a_target_that_cannot_be_written_is_refused_before_any_work(
    name: str, told: str, writer: str, folder: Path, named: dict[str, str]
) -> None:
    ending = ".md" if writer == "export" else ".drafter"
    (folder / f"folder{ending}").mkdir()
    (folder / "file").touch()
    target = folder / f"{name}{ending}"
    words = [named.get(word, word) for word in WRITERS[writer]]
    with nothing_changes_in(folder):
        assert_one_line(drafter(*words, target), told, name.rpartition("/")[0])


@every_writer
@pytest.mark.parametrize("name", ["report", "report.odt", "report.drafter.bak", ".drafter", ""])
def test_a_target_with_another_ending_is_refused(
    name: str, writer: str, folder: Path, named: dict[str, str]
) -> None:
    words = [named.get(word, word) for word in WRITERS[writer]]
    with nothing_changes_in(folder):
        assert_one_line(drafter(*words, folder / name), "end")


@pytest.mark.parametrize("name", ["a b.drafter", "a\nb.drafter", "\N{FACE WITH TEARS OF JOY}שלום.drafter"])
def test_an_odd_name_is_as_good_as_any(name: str, folder: Path) -> None:
    target = folder / name
    assert_done(drafter("new", "--framework", "blank", "--set", "area=Halton", "-o", target))
    assert_done(drafter("show", target))
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
@every_reader
def test_a_link_to_itself_is_refused(reader: str, folder: Path) -> None:
    loop = folder / "loop.drafter"
    loop.symlink_to(loop)
    assert_one_line(read_as(reader, loop, folder), str(loop), "cannot be read")


@every_reader
def test_a_report_that_may_not_be_read_is_refused(
    reader: str, example: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert_one_line(read_as(reader, example, folder), str(example), "Permission denied")


@pytest.mark.parametrize(
    "words",
    [
        case("show", ("show", "x.drafter")),
        case("import", ("import", "x.md")),
        case("new", ("new", "--framework", "blank", "-o", "x.drafter")),
        case("check", ("frameworks", "--check", "x")),
    ],
)
def test_a_folder_that_may_not_be_entered_is_named(
    words: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.stat

    def locked(path: Path, **options: Any) -> os.stat_result:
        if path.name.startswith("x"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **options)

    monkeypatch.chdir(folder)
    monkeypatch.setattr(Path, "stat", locked)
    assert_one_line(drafter(*words), words[-1], "Permission denied")


# --- JSON that says what no report can say ----------------------------------------------------------------


def put(place: str, value: object) -> Change:
    """A change that puts `value` at a place such as `content.facts.area` or `content.x[0].id`."""

    def change(root: Any) -> None:
        *way, last = place.replace("[", ".#").replace("]", "").split(".")
        at = root
        for step in way:
            at = at[int(step[1:])] if step.startswith("#") else at.setdefault(step, {})
        at[int(last[1:]) if last.startswith("#") else last] = value

    return change


def drop(*way: str) -> Change:
    def change(root: Any) -> None:
        at = root
        for step in way[:-1]:
            at = at[step]
        del at[way[-1]]

    return change


def refused(change: Change, root: Any, folder: Path, *told: str) -> None:
    change(root)
    report = folder / "report.drafter"
    report.write_text(json.dumps(root), "utf-8")
    with nothing_changes_in(folder):
        assert_one_line(drafter("show", report), str(report), *told)


FIRST = "content.sections.context.narrative[0]"
INNER = [{"footnote": "abcdefgm", "text": [{"footnote": "abcdefgn", "text": "lost"}]}]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        case("an id of capitals", f"{FIRST}.id", "ABCDEFGH", "not an id"),
        case("a short id", f"{FIRST}.id", "abc", "not an id"),
        case("an empty id", f"{FIRST}.id", "", "not an id"),
        case("an id with an l and an o", f"{FIRST}.id", "lolololo", "not an id"),
        case("an id that is a number", f"{FIRST}.id", 12345678, "a text"),
        case("an id that stands twice", "content.sections.context.narrative[8].id", "abcdefgh", "stands at"),
        case("an unknown kind of paragraph", f"{FIRST}.kind", "poem", "not known"),
        case("a mistyped kind of paragraph", f"{FIRST}.kind", "bulet", "Did you mean bullet"),
        case("a table without rows", "content.sections.context.narrative[8].rows", [], "one row"),
        case("a table of an empty row", "content.sections.context.narrative[8].rows", [[]], "one row"),
        case("rows of two lengths", "content.sections.context.narrative[8].rows", [["a"], []], "one length"),
        case("a footnote in a footnote", f"{FIRST}.text", INNER, "inside a footnote"),
        case("a grade that is not on the scale", "content.grades.safeguarding", "superb", "not known"),
        case("a mistyped grade", "content.grades.safeguarding", "godo", "Did you mean good"),
        case("a grade's number for its key", "content.grades.safeguarding", 3, "a text"),
        case("a judgement that is not there", "content.grades.weather", "good", "no such judgement"),
        case("no investigation", "content.grades|investigations.zzzzzzzz", "good", "no such judgement"),
        case("a grade for a narrative", "content.grades|context.zzzzzzzz", "good", "no such judgement"),
        case("an unknown section", "content.sections.weather", {}, "Known here"),
        case("a mistyped section", "content.sections.contexts", {}, "Did you mean context"),
        case("an unknown fact", "content.facts.weather", "mild", "nothing is known by this key"),
        case("a day that is no date", "content.facts.published", "2008-02-30", "not a date"),
        case("a printed date", "content.facts.published", "22 July 2008", "not a date"),
        case("an unknown timescale", "content.sections.recommendations.groups[0].timescale", "x", "Known"),
        case("a note on no section", "desk.notes.weather", "mild", "no such section"),
        case("a tray piece of no origin", "desk.tray[0].origin", {}, "'source' is missing"),
    ],
)
def test_what_no_report_can_say_is_refused_with_its_place(
    place: str, value: object, told: str, decoded: Any, folder: Path
) -> None:
    way, bar, key = place.partition("|")
    change: Change = put(way, {key: value}) if bar else put(place, value)
    refused(change, decoded, folder, f": {place.replace('|', '.')}", told)


@pytest.mark.parametrize(
    "place",
    [
        case("a paragraph", f"{FIRST}.text"),
        case("a heading", "content.sections.context.own"),
        case("a judgement sentence", "content.sections.safeguarding.sentence"),
        case("a cell", "content.sections.context.narrative[8].rows[0][0]"),
    ],
)
def test_a_footnote_inside_a_footnote_is_refused_everywhere(place: str, decoded: Any, folder: Path) -> None:
    value: object = {"title": INNER} if place.endswith("own") else INNER
    refused(put(place, value), decoded, folder, place, "inside a footnote")


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (("format",), "not a Drafter report"),
        (("content",), "not a Drafter report"),
        (("framework",), "'framework' is missing"),
        (("framework", "key"), "framework: the key 'key' is missing"),
        (("framework", "version"), "framework: the key 'version' is missing"),
        (("framework", "files"), "framework: the key 'files' is missing"),
        (("content", "sections"), "content: the key 'sections' is missing"),
    ],
)
def test_a_key_that_must_be_there_is_missed(
    way: tuple[str, ...], told: str, decoded: Any, folder: Path
) -> None:
    refused(drop(*way), decoded, folder, told)


@pytest.mark.parametrize("way", [("desk",), ("content", "facts"), ("content", "grades")])
def test_a_key_that_may_be_missing_is_not_missed(way: tuple[str, ...], decoded: Any, folder: Path) -> None:
    drop(*way)(decoded)
    (folder / "report.drafter").write_text(json.dumps(decoded), "utf-8")
    assert_done(drafter("show", folder / "report.drafter"))


# --- at every level ---------------------------------------------------------------------------------------

Place = tuple[str | int, ...]


def places_in(value: object, at: Place = ()) -> dict[tuple[str, ...], Place]:
    """One place for each shape of place: `x[0].id` and `x[7].id` have one shape."""
    found: dict[tuple[str, ...], Place] = {}
    children: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    shape = tuple("#" if isinstance(step, int) else step for step in at)
    found[(*shape, type(value).__name__)] = at
    for key, child in children:
        for inner, place in places_in(child, (*at, key)).items():
            found.setdefault(inner, place)
    return found


def value_at(root: Any, place: Place) -> Any:
    for step in place:
        root = root[step]
    return root


def spelled(place: Place) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")


def test_an_unknown_key_is_refused_at_every_level(decoded: Any, folder: Path) -> None:
    text = json.dumps(decoded)
    tables = [at for at in places_in(decoded).values() if isinstance(value_at(decoded, at), dict)]
    assert len(tables) > 20
    for place in tables:
        root = json.loads(text)
        value_at(root, place)["zzz"] = "x"
        refused(lambda _: None, root, folder, spelled((*place, "zzz")))


def test_own_wording_for_a_field_that_the_section_lacks_is_refused(decoded: Any, folder: Path) -> None:
    refused(put("content.sections.context.own", {"nonsense": "x"}), decoded, folder, "own.nonsense")


def test_own_wording_for_every_field_that_a_section_has_is_kept(decoded: Any, folder: Path) -> None:
    framework = load_framework(read_folder(shipped("templates", "joint-area-review-2007")), "here")
    fields = {section.key: own_fields(section) for section in framework.sections}
    assert {"title", "heading", "lead-in", "legend"} <= {name for names in fields.values() for name in names}
    for key, names in fields.items():
        section = decoded["content"]["sections"].setdefault(key, {})
        section["own"] = {name: f"Own {name}" for name in names}
    report = folder / "report.drafter"
    report.write_text(json.dumps(decoded), "utf-8")
    assert_done(drafter("export", report, "-o", folder / "out.md"))
    assert "Own lead-in" in (folder / "out.md").read_text("utf-8")


def test_a_duplicate_key_is_refused_at_every_level(decoded: Any, folder: Path) -> None:
    text = json.dumps(decoded)
    report = folder / "report.drafter"
    for place in places_in(decoded).values():
        table = value_at(decoded, place)
        if not isinstance(table, dict) or not table:
            continue
        root = json.loads(text)
        key = next(iter(table))
        value_at(root, place)[f"{key}@again"] = table[key]
        report.write_text(json.dumps(root).replace('@again"', '"'), "utf-8")
        assert_one_line(drafter("show", report), spelled((*place, key)), "stands here twice")


@pytest.mark.parametrize("wrong", [None, 1.5, 7, "text", True, [], {}], ids=repr)
def test_a_wrong_type_is_refused_at_every_level(wrong: Any, decoded: Any, folder: Path) -> None:
    text = json.dumps(decoded)
    for place in places_in(decoded).values():
        right = value_at(decoded, place)
        may_be_rich = isinstance(right, str | list | dict) and isinstance(wrong, str | list)
        if type(right) is type(wrong) or may_be_rich or not place:
            continue
        root = json.loads(text)
        value_at(root, place[:-1])[place[-1]] = wrong
        refused(lambda _: None, root, folder, spelled(place))


# --- letters that no file can hold ------------------------------------------------------------------------

LONE = "\ud83d"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        case("a paragraph", f"{FIRST}.text", f"a{LONE}b"),
        case("a fact", "content.facts.area", f"Hal{LONE}ton"),
        case("a link", f"{FIRST}.text", [{"text": "x", "link": f"https://{LONE}"}]),
        case("an investigation", "content.sections.investigations.investigations[0].title", LONE),
        case("a tray piece", "desk.tray[0].heading", LONE),
        case("a reference", f"{FIRST}.text", [{"reference": LONE}]),
        case("a name of own wording", "content.sections.context.own", {LONE: "x"}),
        case("a short title's key", "desk.short-titles", {LONE: "x"}),
        case("a mark's key", "desk.carried", {LONE: {"source": "x"}}),
        case("a mark's source", "desk.carried", {"abcdefgj": {"source": LONE}}),
    ],
)
def test_a_lone_surrogate_is_dropped_or_refused(
    place: str, value: object, decoded: Any, folder: Path
) -> None:
    put(place, value)(decoded)
    report = folder / "report.drafter"
    report.write_text(json.dumps(decoded), "utf-8")
    for words in (("show", "--json", report), ("export", report, "-o", folder / "out.docx")):
        outcome = drafter(*words)
        if outcome.code != 0:
            assert_one_line(outcome, str(report))


@pytest.mark.parametrize("letters", ["a\nb", "a\x1b[31mb", "\x00", LONE, "\u2028", "\N{PILE OF POO}"])
def test_a_message_about_odd_letters_is_one_line_too(letters: str, decoded: Any, folder: Path) -> None:
    decoded["content"]["facts"][letters] = "x"
    refused(lambda _: None, decoded, folder, "content.facts.")


def test_a_message_about_an_endless_key_is_short(decoded: Any, folder: Path) -> None:
    decoded["x" * 100_000] = 1
    (folder / "report.drafter").write_text(json.dumps(decoded), "utf-8")
    assert len(drafter("show", folder / "report.drafter").err) < 2_000
