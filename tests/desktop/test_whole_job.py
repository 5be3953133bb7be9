"""The whole job, as an inspector does it: from the start page to the exported report."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton

from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.look.theme import Theme
from drafter.report.ids import seeded_ids
from drafter.report.model import Area, AreaSection, InvestigationsSection, RecommendationsSection
from drafter.report.richtext import plain
from drafter.services.frameworks import installed
from drafter.store.reports import open_report
from tests.desktop.driving import CTRL, SHIFT, Hand, Key, program
from tests.desktop.feedback_double import FeedbackDouble
from tests.desktop.forms.reports import halton

SHORT = 25
"""Letters that are typed of each text."""
AREAS = ("safeguarding", "looked-after", "learning-difficulties", "service-management")
GRADES = ("inadequate", "adequate", "good", "outstanding")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DICTIONARY"):
        monkeypatch.setenv(f"DRAFTER_{name}", str(tmp_path / name.lower()))


@pytest.fixture
def hand(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, the_theme: Theme
) -> Iterator[tuple[Hand, FeedbackDouble]]:
    the_theme.choose("light")
    the_theme.set_scale(1.0)
    with program(monkeypatch, the_theme, seeded_ids("job")) as (made, answers):
        made.show_start()
        yield Hand(made), answers


def short(text: str, number: int = SHORT) -> str:
    """The beginning of a text, as somebody in a hurry types it."""
    return " ".join(text.replace("\n", " ")[:number].split())


def begin(hand: Hand) -> None:
    """A new joint area review of Halton."""
    hand.settle()
    hand.push("New report")
    hand.key(Key.Key_Return)  # from the framework that is offered into its facts
    hand.type("Halton")
    page = hand.start.new_page
    date = next(field for field in page.fields if field.spec.key == "published")
    hand.click(date.editor)
    hand.type("22 July 2008")
    hand.push("Begin the report")
    hand.wait(lambda: type(hand.window).__name__ == "ReportWindow")
    hand.settle()


class Writing:
    """Writes the worked example anew, and remembers what it wrote."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.said: list[str] = []
        self.grades: dict[str, str] = {}
        self.content = halton().content

    def say(self, text: str, number: int = SHORT) -> str:
        words = short(text, number)
        self.said.append(words)
        return words

    def area(self, area: Area, *, pastes: bool) -> None:
        """All of an area below its grades: the form is open."""
        hand = self.hand
        for title, items in (
            ("Major strengths", area.strengths),
            ("Important weaknesses", area.weaknesses),
        ):
            hand.click(hand.find(ParagraphsEdit, title))
            lines = [self.say(plain(item.text)) for item in items]
            if pastes and title == "Major strengths":
                hand.paste(html=word_list(lines), text="\n".join(lines))
            elif lines:
                hand.type_lines(lines)
        self.finding(area)
        self.narrative(area, pastes=pastes)

    def finding(self, area: Area) -> None:
        hand = self.hand
        if area.finding.own_opening:
            box = hand.find(QCheckBox, "Begin with the standard sentence")
            hand.click(box, box.rect().center())
        hand.click(hand.find(ParagraphsEdit, "Main finding"))
        hand.type(self.say(plain(area.finding.text)))

    def narrative(self, area: Area, *, pastes: bool) -> None:
        hand = self.hand
        hand.click(hand.find(ParagraphsEdit, "Narrative"))
        texts = [plain(one.text) for one in area.narrative if one.text]
        hand.type_lines([self.say(text) for text in texts[:2]])
        if pastes:
            hand.key(Key.Key_Return)
            rest = [self.say(text, 60) for text in texts[2:6]]
            hand.paste(html="".join(f"<p class=MsoNormal>{escape(one)}</p>" for one in rest))

    def judgement(self, place: str, *, pastes: bool = False) -> None:
        """A judgement area, its grades first, by Enter in the outline and a key."""
        hand = self.hand
        hand.go(place)
        hand.enter()
        strips = hand.strips()
        assert strips[0].hasFocus()
        spec = hand.report.session.framework.section(place)
        for strip, part in zip(strips, spec.parts, strict=True):  # type: ignore[attr-defined]
            grade = self.content.grades[part.judgement]
            hand.grade(strip, GRADES.index(grade) + 1)
            self.grades[part.judgement] = grade
        section = self.content.sections[place]
        assert isinstance(section, AreaSection)
        self.area(section.area, pastes=pastes)

    def investigation(self) -> str:
        """One is added by its keys; the cursor is in its title then."""
        hand = self.hand
        section = self.content.sections["investigations"]
        assert isinstance(section, InvestigationsSection)
        one = section.investigations[0]
        hand.key(Key.Key_I, CTRL | SHIFT)
        hand.wait(lambda: hand.report.stack.place.startswith("investigations."))
        assert QApplication.focusWidget() is hand.find(ParagraphsEdit, "Title")
        hand.type(self.say(one.title, 60))
        (strip,) = hand.strips()
        hand.grade(strip, 2)
        self.area(one.area, pastes=False)
        place = hand.report.stack.place
        hand.go("investigations")
        hand.push(f"Write {short(one.title, 60)}")  # and back to it from the list of all
        assert hand.report.stack.place == place
        return place

    def recommendations(self) -> None:
        hand = self.hand
        hand.go("recommendations")
        section = self.content.sections["recommendations"]
        assert isinstance(section, RecommendationsSection)
        bodies = {"immediate": "For immediate action", "six-months": "For action over the next six months"}
        for group in section.groups[:2]:
            words = bodies.get(group.timescale) or next(
                one.title
                for one in hand.report.session.framework.section("recommendations").timescales  # type: ignore[attr-defined]
                if one.key == group.timescale
            )
            hand.push(f"Add a body to “{words}”")
            hand.choose_in_menu("Another body")
            hand.type(group.body)
            self.said.append(group.body)
            hand.key(Key.Key_Return)  # on to its recommendations
            hand.type_lines([self.say(plain(item.text)) for item in group.items])


def word_list(lines: list[str]) -> str:
    """A list as Word puts it on the clipboard."""
    marks = "mso-list:l0 level1 lfo1"
    rows = "".join(
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;{marks}'><![if !supportLists]>"
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt"
        f' "Times New Roman"\'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{escape(one)}</p>'
        for one in lines
    )
    return f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>{rows}</body></html>"


def write_all(hand: Hand) -> Writing:
    """Cover, areas, investigation and recommendations, with steps back and forth in between."""
    job = Writing(hand)
    hand.go("cover")
    hand.write_into("Reference number", "876")
    hand.write_into("Age group", "All")
    for place in AREAS:
        job.judgement(place, pastes=place == "safeguarding")
    go_back_and_forth(hand, job)
    job.investigation()
    job.recommendations()
    return job


def go_back_and_forth(hand: Hand, job: Writing) -> None:
    """Undo goes to where something was, and redo brings it back."""
    session = hand.report.session
    whole = session.report
    hand.go("context")
    hand.enter()
    hand.type("Halton is in the north west.")
    job.said.append("Halton is in the north west.")
    with_context = session.report
    hand.key(Key.Key_Z, CTRL)
    assert session.report == whole
    hand.go("safeguarding")
    hand.key(Key.Key_Y, CTRL)
    assert session.report == with_context
    assert hand.report.stack.place == "context"


# --- reading what was written, with nothing of ours ------------------------------------------------------


def document(file: Path) -> ElementTree.Element:
    with zipfile.ZipFile(file) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def words_of(element: ElementTree.Element) -> str:
    return re.sub(r"\s+", " ", "".join(one.text or "" for one in element.iter(f"{W}t")))


def paragraphs(root: ElementTree.Element) -> list[str]:
    return [words_of(one).strip() for one in root.iter(f"{W}p")]


def table_rows(root: ElementTree.Element) -> list[list[str]]:
    return [[words_of(cell).strip() for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]


def check_file(file: Path, job: Writing, labels: dict[str, str]) -> None:
    """The Word file says what was typed, each in a paragraph of its own, and the grades in its table."""
    root = document(file)
    found = paragraphs(root)
    whole = " ".join(found)
    assert [words for words in job.said if not any(words in one for one in found)] == []
    assert "Halton" in whole
    assert "22 July 2008" in whole
    rows = table_rows(root)
    for judgement, grade in job.grades.items():
        row = [one for one in rows if one[0] == labels[judgement] and len(one) > 1]
        assert row, labels[judgement]
        assert grade.casefold() in row[0][1].casefold(), (judgement, row)


def export(hand: Hand, kind: str, target: Path) -> None:
    """Export by the panel, from the button on the bar."""
    hand.key(Key.Key_E, CTRL)
    panel = hand.find(QRadioButton, kind)
    hand.click(panel, panel.rect().center())
    tick = [one for one in hand.window.findChildren(QCheckBox) if one.text().startswith("Export although")]
    for box in tick:
        if box.isVisible():
            hand.click(box, box.rect().center())
    words = "Export the final report" if kind == "Final" else "Export the draft"
    buttons = [one for one in hand.window.findChildren(QAbstractButton) if one.isVisible()]
    name = next(one.text() for one in buttons if one.text().startswith(words))
    hand.push(name)
    hand.wait(lambda: bool(list(target.parent.glob("*.docx"))), 60)
    hand.wait(lambda: any(one.isVisible() and one.text() == "Open" for one in buttons_of(hand)), 60)


def buttons_of(hand: Hand) -> list[QAbstractButton]:
    return hand.window.findChildren(QAbstractButton)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising menus, grabbing keys
def test_a_report_from_the_first_key_to_the_word_file(
    hand: tuple[Hand, FeedbackDouble], tmp_path: Path
) -> None:
    person, answers = hand
    begin(person)
    job = write_all(person)
    file = tmp_path / "reports" / "halton.drafter"
    file.parent.mkdir()
    answers.expect("name_to_save", file)
    person.key(Key.Key_S, CTRL)
    assert file.exists()
    session = person.report.session
    assert session.is_saved
    assert open_report(file, installed).report == session.report
    labels = {one.key: one.label for one in session.framework.judgements}
    for kind in ("Draft", "Final"):
        before = set(file.parent.glob("*.docx"))
        export(person, kind, file)
        (written,) = set(file.parent.glob("*.docx")) - before
        check_file(written, job, labels)
        data = written.read_bytes()
        assert (b"customXml" in data) == (kind == "Draft")
    answers.check()


# --- what a crash leaves ---------------------------------------------------------------------------------


def write_until_killed() -> None:
    """What the process does that is killed: begin a report, write, tell when it is safe, write no more."""
    from drafter.desktop.app import make_app

    app = make_app()
    theme = Theme()
    theme.apply(app)
    monkeypatch = pytest.MonkeyPatch()
    with program(monkeypatch, theme, seeded_ids("killed")) as (made, _):
        made.show_start()
        person = Hand(made)
        begin(person)
        person.go("safeguarding")
        person.enter()
        person.grade(person.strips()[0], 4)
        person.click(person.find(ParagraphsEdit, "Major strengths"))
        person.type_lines(["Very robust partnership", "Strong leadership"])
        session = person.report.session
        moment = session.safe_since
        person.type(" of the board")
        person.wait(lambda: session.safe_since is not None and session.safe_since != moment)
        person.wait(lambda: session.flush() is None)
        sys.stdout.write("safe\n")
        sys.stdout.flush()
        person.wait(lambda: False, 60)


def test_after_a_kill_the_next_start_offers_all_of_it(
    hand: tuple[Hand, FeedbackDouble], state: Path, tmp_path: Path
) -> None:
    person, answers = hand
    code = "from tests.desktop.test_whole_job import write_until_killed; write_until_killed()"
    root = Path(__file__).resolve().parents[2]
    other = subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "safe\n"
        os.kill(other.pid, signal.SIGKILL)
    finally:
        other.kill()
        other.wait()
        if other.stdout is not None:
            other.stdout.close()
    person.start.show_start()
    person.settle()
    person.push("Restore")
    person.wait(lambda: type(person.window).__name__ == "ReportWindow")
    person.settle()
    person.go("safeguarding")
    strengths = person.find(ParagraphsEdit, "Major strengths")
    document = strengths.document()
    lines = [document.findBlockByNumber(number).text() for number in range(document.blockCount())]
    assert lines == ["Very robust partnership", "Strong leadership of the board"]
    assert person.report.session.report.content.grades == {"safeguarding": "outstanding"}
    assert not person.report.session.is_saved
    answers.check()
