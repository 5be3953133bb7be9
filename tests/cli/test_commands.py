"""The commands: the main job from end to end, what is printed, exit codes, and that nothing is ever lost."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from drafter import __version__
from drafter.cli.main import commands
from drafter.resources import shipped
from tests.cli.running import assert_done, assert_one_line, drafter, nothing_changes_in

MAIN = "framework.toml"
FACTS = """
[[facts]]
key = "days"
label = "Days on site"
type = "range"

[[facts]]
key = "team"
label = "Team"
type = "list"

[[facts]]
key = "pupils"
label = "Pupils"
type = "number"

[[scales]]"""


def named_commands() -> Iterator[tuple[str, click.Command]]:
    yield from commands.commands.items()


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


# --- the main job -----------------------------------------------------------------------------------------


@pytest.mark.smoke
def test_a_source_becomes_a_report_and_a_word_document(source: Path, folder: Path) -> None:
    report, draft, final = (folder / name for name in ("halton.drafter", "draft.docx", "final.docx"))
    imported = drafter("import", source, "-o", report)
    assert_done(imported)
    assert f"Wrote {report}." in imported.out
    assert "Safeguarding" in drafter("show", report).out
    assert drafter("export", report, "-o", draft).out == f"Wrote {draft} (draft).\n"
    assert drafter("export", report, "-o", final, "--final").out == f"Wrote {final} (final).\n"
    assert "customXml/item1.xml" in members(draft)
    assert not {name for name in members(final) if name.startswith("customXml") or "custom.xml" in name}
    assert "Halton" in members(final)["word/document.xml"]
    assert {path.name for path in folder.iterdir()} == {report.name, draft.name, final.name}


@pytest.mark.smoke
def test_markdown_that_is_exported_is_imported_again_as_the_same(example: Path, folder: Path) -> None:
    written, again = folder / "halton.md", folder / "again.md"
    assert_done(drafter("export", example, "-o", written, "--final"))
    assert_done(drafter("import", written, "-o", folder / "again.drafter"))
    assert_done(drafter("export", folder / "again.drafter", "-o", again, "--final"))
    assert again.read_bytes() == written.read_bytes()


def test_the_same_report_gives_the_same_bytes(example: Path, folder: Path) -> None:
    for ending in (".docx", ".pdf", ".html", ".md", ".txt"):
        for name in ("one", "two"):
            assert_done(drafter("export", example, "-o", folder / f"{name}{ending}"))
        assert (folder / f"one{ending}").read_bytes() == (folder / f"two{ending}").read_bytes()


@pytest.mark.smoke
@pytest.mark.parametrize("ending", [".pdf", ".txt"])
def test_a_pdf_and_a_plain_text_that_are_exported_are_imported_again(
    example: Path, folder: Path, ending: str
) -> None:
    written, again = folder / f"halton{ending}", folder / "again.md"
    assert_done(drafter("export", example, "-o", written, "--final"))
    assert_done(drafter("import", written, "-o", folder / "again.drafter"))
    assert_done(drafter("export", folder / "again.drafter", "-o", again, "--final"))
    assert "Safeguarding" in again.read_text("utf-8")


@pytest.mark.smoke
def test_a_report_becomes_a_pdf_and_a_web_page(example: Path, folder: Path) -> None:
    pdf, page = folder / "report.pdf", folder / "report.html"
    assert_done(drafter("export", example, "-o", pdf, "--final"))
    assert_done(drafter("export", example, "-o", page, "--final"))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "<h1" in page.read_text("utf-8")
    assert {path.name for path in folder.iterdir()} >= {"report.pdf", "report.html"}


def test_a_character_that_no_font_has_is_told_beside_the_file(folder: Path) -> None:
    report, target = folder / "owl.drafter", folder / "owl.pdf"
    begun = drafter("new", "--framework", "blank", "-o", report, "--set", "area=Owl \U00100123")
    assert begun.code == 0
    outcome = drafter("export", report, "-o", target)
    assert outcome.code == 0
    assert "Please check: No font on this machine can draw" in outcome.err
    assert "U+100123" in outcome.err
    assert target.exists()


def test_an_import_without_a_target_writes_nothing(source: Path, folder: Path) -> None:
    with nothing_changes_in(folder):
        outcome = drafter("import", source)
    assert_done(outcome)
    assert "Joint area review" in outcome.out
    assert "Wrote" not in outcome.out


@pytest.mark.smoke
def test_the_self_test_checks_the_main_job() -> None:
    outcome = drafter("self-test")
    assert_done(outcome)
    *checked, last = outcome.out.splitlines()
    assert all(line.startswith("ok  ") for line in checked)
    assert last == "Drafter works here."


@pytest.mark.parametrize("words", [("open",), ()])
def test_the_report_alone_opens_it(words: tuple[str, ...], example: Path) -> None:
    assert_one_line(drafter(*words, example), "not part of this program", "drafter show")


def test_nothing_at_all_opens_the_window() -> None:
    assert drafter() == drafter("open")


def test_a_report_in_capitals_opens_as_well(example: Path, folder: Path) -> None:
    (folder / "HALTON.DRAFTER").write_bytes(example.read_bytes())
    assert_one_line(drafter(folder / "HALTON.DRAFTER"), "not part of this program")


# --- new --------------------------------------------------------------------------------------------------


@pytest.fixture
def own_framework(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A framework of the user's own that has facts of every type; its key."""
    shelf = folder.parent / "frameworks"
    made = shelf / "every-fact"
    blank = shipped("templates", "blank")
    for path in blank.rglob("*"):
        if path.is_file():
            target = made / path.relative_to(blank)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    text = (made / MAIN).read_text("utf-8").replace('key = "blank"', 'key = "every-fact"')
    (made / MAIN).write_text(text.replace("[[scales]]", FACTS, 1), "utf-8")
    monkeypatch.setenv("DRAFTER_FRAMEWORKS", str(shelf))
    return "every-fact"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("area=Halton", "Halton"),
        ("area = Halton ", "Halton"),
        ("area=a=b", "a=b"),
        ("area={{ 7*7 }}{% for %}", "{{ 7*7 }}{% for %}"),
        ("area=שלום", "שלום"),
        ("published=22 July 2008", "2008-07-22"),
        ("published=2008-07-22", "2008-07-22"),
        ("days=3 to 14 March 2008", ["2008-03-03", "2008-03-14"]),
        ("days=3 March to 14 April 2008", ["2008-03-03", "2008-04-14"]),
        ("days=2008-03-03 to 2008-03-14", ["2008-03-03", "2008-03-14"]),
        ("team=Ann; Bob ;Eve", ["Ann", "Bob", "Eve"]),
        ("team=Ann", ["Ann"]),
        ("pupils=876", 876),
        ("pupils=0", 0),
    ],
)
def test_a_fact_of_every_type_can_be_set(
    setting: str, value: object, own_framework: str, folder: Path
) -> None:
    target = folder / "new.drafter"
    assert_done(drafter("new", "--framework", own_framework, "--set", setting, "-o", target))
    facts = json.loads(drafter("show", target, "--json").out)["facts"]
    assert facts == {setting.partition("=")[0].strip(): value}
    assert_done(drafter("export", target, "-o", folder / "new.docx"))


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("area", "area=..."),
        ("=Halton", "area=..."),
        ("weather=mild", "area=..."),
        ("published=soon", "published: 'soon' is not a date"),
        ("published=31 February 2008", "published"),
        ("published=", "published"),
        ("days=14 to 3 March 2008", "days"),
        ("days=March 2008", "days"),
        ("pupils=many", "pupils"),
        ("pupils=-1", "pupils"),
        ("pupils=" + "9" * 10_000, "pupils"),
        ("pupils=1.5", "pupils"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused(
    setting: str, told: str, own_framework: str, folder: Path
) -> None:
    target = folder / "new.drafter"
    with nothing_changes_in(folder):
        assert_one_line(drafter("new", "--framework", own_framework, "--set", setting, "-o", target), told)


def test_what_a_new_report_still_lacks_is_named(folder: Path) -> None:
    outcome = drafter("new", "--framework", "blank", "-o", folder / "new.drafter")
    assert_done(outcome)
    assert "Still to be given: Area. Give the command again with --set area=... --force." in outcome.out


def test_a_final_report_with_gaps_is_written_and_the_gaps_are_named(folder: Path) -> None:
    assert_done(drafter("new", "--framework", "blank", "-o", folder / "new.drafter", "--set", "area=Halton"))
    outcome = drafter("export", folder / "new.drafter", "-o", folder / "new.docx", "--final")
    assert (outcome.code, (folder / "new.docx").exists()) == (0, True)
    assert "Please check: Quality of services: [Quality of services: to be graded]." in outcome.err


@pytest.mark.parametrize("command", ["new", "import"])
def test_a_framework_that_is_not_there_is_refused(command: str, source: Path, folder: Path) -> None:
    words = [source] if command == "import" else []
    outcome = drafter(command, *words, "--framework", "blnak", "-o", folder / "x.drafter")
    assert_one_line(outcome, "'blnak'", "blank, ilacs-2018, joint-area-review-2007")


# --- what programs read -----------------------------------------------------------------------------------


@pytest.mark.smoke
def test_the_json_of_show_keeps_its_shape(example: Path) -> None:
    shown = json.loads(drafter("show", example, "--json").out)
    assert list(shown) == ["framework", "facts", "sections", "tray"]
    assert shown["framework"] == {"key": "joint-area-review-2007", "version": 1}
    assert shown["tray"] == 0
    for section in shown["sections"]:
        assert list(section) == ["key", "title", "state", "words", "paragraphs", "grades", "to-do"]
    graded = {section["key"]: section["grades"] for section in shown["sections"]}
    assert graded["service-management"] == {
        "service-management": "good",
        "capacity-to-improve": "outstanding",
    }


def test_the_json_of_import_keeps_its_shape(source: Path) -> None:
    found = json.loads(drafter("import", source, "--json").out)
    assert list(found) == [
        *("framework", "fit", "facts", "grades", "sections", "tray", "furniture", "warnings", "account")
    ]
    assert list(found["account"]) == ["source_words", "placed", "tray", "furniture", "balanced"]
    assert found["account"]["balanced"] is True
    assert {key for dropped in found["furniture"] for key in dropped} == {"text", "reason"}


@pytest.mark.smoke
def test_the_json_of_frameworks_keeps_its_shape() -> None:
    listed = json.loads(drafter("frameworks", "--json").out)
    assert listed == [
        {"key": "area-send-2023", "version": 1, "title": "Area SEND inspection (from 2023)"},
        {"key": "blank", "version": 1, "title": "Blank report"},
        {
            "key": "ilacs-2018",
            "version": 1,
            "title": "Inspection of local authority children's services (2018 to 2022)",
        },
        {
            "key": "joint-area-review-2007",
            "version": 1,
            "title": "Joint area review (from April 2007)",
        },
    ]


def test_the_list_for_people_names_each_framework_and_their_own_folder() -> None:
    outcome = drafter("frameworks")
    assert_done(outcome)
    *listed, last = outcome.out.splitlines()
    assert [line.split()[0] for line in listed] == [
        *("area-send-2023", "blank", "ilacs-2018", "joint-area-review-2007")
    ]
    assert last == f"Your own frameworks: {os.environ['DRAFTER_FRAMEWORKS']}"


# --- help and usage ---------------------------------------------------------------------------------------


@pytest.mark.smoke
def test_the_version_is_told() -> None:
    for option in ("--version", "-V"):
        outcome = drafter(option)
        assert_done(outcome)
        assert outcome.out == f"Drafter {__version__}\n"


@pytest.mark.parametrize("name", ["", *(name for name, _ in named_commands())])
def test_every_command_explains_itself(name: str) -> None:
    for option in ("--help", "-h"):
        outcome = drafter(*filter(None, [name]), option)
        assert_done(outcome)
        assert outcome.out.startswith(f"Usage: drafter {name}".rstrip())


@pytest.mark.parametrize("name", [name for name, _ in named_commands()])
def test_every_option_has_a_help_text(name: str) -> None:
    command = commands.commands[name]
    assert command.help
    assert command.help.strip().endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith((".", '."', '"Halton".')), parameter.help


@pytest.mark.parametrize(
    "words",
    [
        ("weather",),
        ("--weather",),
        ("show",),
        ("show", "a.drafter", "b.drafter"),
        ("show", "--weather", "a.drafter"),
        ("export", "a.drafter"),
        ("export", "-o", "a.docx"),
        ("export", "a.drafter", "-o"),
        ("import",),
        ("new",),
        ("new", "--framework", "blank"),
        ("new", "-o", "a.drafter"),
        ("frameworks", "--check"),
        ("frameworks", "blank"),
        ("self-test", "again"),
        ("a.drafter", "b.drafter"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_exit_code_2(
    words: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    with nothing_changes_in(folder):
        outcome = drafter(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith(("Usage: drafter", "Error: "))
    assert "Traceback" not in outcome.err


# --- nothing is overwritten, nothing is lost --------------------------------------------------------------

Work = Callable[[Path], list[str | Path]]


@pytest.fixture(params=["new", "import", "export to Word", "export to Markdown"])
def work(request: pytest.FixtureRequest, example: Path, source: Path) -> tuple[Work, str]:
    """The words of a command that writes a file, and the ending of that file."""
    ways: dict[str, tuple[Work, str]] = {
        "new": (lambda to: ["new", "--framework", "blank", "-o", to], ".drafter"),
        "import": (lambda to: ["import", source, "-o", to], ".drafter"),
        "export to Word": (lambda to: ["export", example, "-o", to], ".docx"),
        "export to Markdown": (lambda to: ["export", example, "-o", to], ".md"),
    }
    return ways[str(request.param)]


def test_what_is_there_is_overwritten_with_force_only(work: tuple[Work, str], folder: Path) -> None:
    words, ending = work
    target = folder / f"kept{ending}"
    target.write_bytes(b"an earlier one")
    with nothing_changes_in(folder):
        assert_one_line(drafter(*words(target)), str(target), "there already", "--force")
    assert_done(drafter(*words(target), "--force"))
    assert target.read_bytes() != b"an earlier one"
    assert list(folder.iterdir()) == [target]


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    work: tuple[Work, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, ending = work
    target = folder / f"kept{ending}"
    real = os.fsync

    def appears(handle: int) -> None:
        target.write_bytes(b"somebody else's")
        real(handle)

    monkeypatch.setattr(os, "fsync", appears)
    assert_one_line(drafter(*words(target)), str(target), "there already")
    assert target.read_bytes() == b"somebody else's"


class _Full(io.BufferedWriter):
    """A file on a disk that is full."""

    def write(self, data: object, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def _full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(handle: int, mode: str) -> io.BufferedWriter:
        return _Full(io.FileIO(handle, mode))

    monkeypatch.setattr(os, "fdopen", opened)


def _fails(name: str, target: object, number: int) -> Callable[[pytest.MonkeyPatch], None]:
    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return lambda monkeypatch: monkeypatch.setattr(target, name, failing)


FAILURES = {
    "the disk is full while writing": _full_disk,
    "the disk is full at the end": _fails("fsync", os, errno.ENOSPC),
    "the disk is broken": _fails("fsync", os, errno.EIO),
    "the folder is read-only": _fails("mkstemp", tempfile, errno.EACCES),
    "the target is locked": _fails("replace", Path, errno.EACCES),
    "the mode cannot be set": _fails("chmod", Path, errno.EPERM),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("there", [True, False], ids=["overwriting", "a new file"])
def test_a_failure_to_write_leaves_everything_as_it_was(
    failure: str, there: bool, work: tuple[Work, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, ending = work
    target = folder / f"kept{ending}"
    if there:
        target.write_bytes(b"an earlier one")
    FAILURES[failure](monkeypatch)
    with nothing_changes_in(folder):
        outcome = drafter(*words(target), "--force")
    assert_one_line(outcome, str(target), "could not be written", "Nothing was changed")


def test_a_folder_that_vanishes_meanwhile_is_told(
    work: tuple[Work, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, ending = work
    real = tempfile.mkstemp
    inner = folder / "inner"
    inner.mkdir()

    def vanished(**options: Any) -> tuple[int, str]:
        inner.rmdir()
        return real(**options)

    monkeypatch.setattr(tempfile, "mkstemp", vanished)
    assert_one_line(drafter(*words(inner / f"x{ending}")), "could not be written")
    assert not list(folder.iterdir())


def test_stopping_while_writing_leaves_no_litter(
    work: tuple[Work, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, ending = work
    target = folder / f"kept{ending}"
    target.write_bytes(b"an earlier one")

    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with nothing_changes_in(folder):
        outcome = drafter(*words(target), "--force")
    assert outcome.code == 1
    assert outcome.err.strip() == "drafter: stopped."


def test_stopping_is_told_in_one_line(example: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    assert_one_line(drafter("export", example, "-o", folder / "x.md"), "stopped")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_overwriting_keeps_the_mode_of_the_file(work: tuple[Work, str], folder: Path) -> None:
    words, ending = work
    target = folder / f"kept{ending}"
    target.touch(0o640)
    target.chmod(0o640)
    assert_done(drafter(*words(target), "--force"))
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_writing_through_a_link_changes_what_it_points_to(work: tuple[Work, str], folder: Path) -> None:
    words, ending = work
    target, link = folder / f"kept{ending}", folder / f"link{ending}"
    target.write_bytes(b"an earlier one")
    link.symlink_to(target)
    assert_done(drafter(*words(link), "--force"))
    assert link.is_symlink()
    assert target.read_bytes() != b"an earlier one"


# --- as a program -----------------------------------------------------------------------------------------


def program(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    whole = [sys.executable, "-m", "drafter", *map(str, words)]
    environment = {**os.environ, **more.pop("environment", {})}
    return subprocess.run(whole, capture_output=True, check=False, timeout=60, env=environment, **more)


@pytest.mark.smoke
def test_the_program_leaves_with_the_exit_codes(example: Path, folder: Path) -> None:
    assert program("show", example).returncode == 0
    missing = program("show", folder / "missing.drafter")
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert missing.stderr.startswith(b"drafter: ")
    assert missing.stderr.count(b"\n") == 1
    assert program("weather").returncode == 2


def test_the_program_speaks_utf_8_in_json(folder: Path) -> None:
    area = "שלום \N{PILE OF POO}"
    words: list[str | Path] = ["--framework", "blank", "--set", f"area={area}", "-o", folder / "new.drafter"]
    assert program("new", *words).returncode == 0
    shown = program("show", "--json", folder / "new.drafter")
    assert json.loads(shown.stdout)["facts"]["area"] == area


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1"])
def test_a_stream_in_another_encoding_is_no_fault(encoding: str, folder: Path) -> None:
    words: list[str | Path] = ["--framework", "blank", "--set", "area=שלום", "-o", folder / "שלום.drafter"]
    made = program("new", *words, environment={"PYTHONIOENCODING": encoding})
    assert made.returncode == 0, made.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_full_standard_output_is_told(example: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        shown = subprocess.run(
            [sys.executable, "-m", "drafter", "show", str(example)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert shown.returncode == 1
    assert shown.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes end in another way there")
def test_a_reader_that_goes_away_is_no_fault(example: Path) -> None:
    command = [sys.executable, "-m", "drafter", "show", "--json", str(example)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert b"Traceback" not in told
