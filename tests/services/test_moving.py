"""A report that moves to another version of its framework loses nothing."""

from __future__ import annotations

from dataclasses import replace

from drafter.framework.model import Framework
from drafter.report.ids import seeded_ids
from drafter.report.model import Desk, Report, TrayPiece
from drafter.report.richtext import plain
from drafter.services.moving import moved
from drafter.store.decode import Decoder
from drafter.store.encode import content, desk
from drafter.strict import Reader
from tests.examples import framework, halton

NOTES = Desk(notes={"context": "Ask about the figures.", "safeguarding": "Call them."})


def report() -> Report:
    return replace(halton().recognition.report, desk=NOTES)


def without(*sections: str, facts: tuple[str, ...] = ()) -> Framework:
    """The next version of the framework, which lacks some of it."""
    return replace(
        framework(),
        version=framework().version + 1,
        sections=tuple(one for one in framework().sections if one.key not in sections),
        judgements=tuple(one for one in framework().judgements if one.key not in sections),
        facts=tuple(one for one in framework().facts if one.key not in facts),
    )


def words(tray: tuple[TrayPiece, ...]) -> str:
    return " ".join(plain(piece.text) for piece in tray)


def test_a_framework_that_takes_everything_gets_everything() -> None:
    new = without()
    found = moved(report(), framework(), new, seeded_ids(1))

    assert found == replace(report(), version=new.version)


def test_a_section_that_is_no_more_stands_in_the_tray_under_its_heading() -> None:
    found = moved(report(), framework(), without("context"), seeded_ids(1))

    narrative = report().content.sections["context"].narrative  # type: ignore[union-attr]
    assert "context" not in found.content.sections
    assert all(plain(paragraph.text) in words(found.desk.tray) for paragraph in narrative)
    assert "Context" in {piece.heading for piece in found.desk.tray}
    assert "Ask about the figures." in words(found.desk.tray)
    assert found.desk.notes == {"safeguarding": "Call them."}
    assert found.desk.tray[0].origin.source == f"{framework().title}, version {framework().version}"


def test_an_area_that_is_no_more_takes_its_grade_and_its_main_finding_along() -> None:
    found = moved(report(), framework(), without("safeguarding"), seeded_ids(1))

    area = report().content.sections["safeguarding"].area  # type: ignore[union-attr]
    told = words(found.desk.tray)
    assert "safeguarding" not in found.content.grades
    assert "utstanding" in told
    assert plain(area.finding.text) in told
    assert all(plain(item.text) in told for item in (*area.strengths, *area.weaknesses))


def test_a_fact_that_is_no_more_stands_in_the_tray() -> None:
    found = moved(report(), framework(), without(facts=("area",)), seeded_ids(1))

    assert "area" not in found.content.facts
    assert "Halton" in words(found.desk.tray)


def test_what_moved_is_a_report_of_the_new_framework() -> None:
    new = without("context", "safeguarding", facts=("area",))
    found = moved(report(), framework(), new, seeded_ids(1))

    whole = {"content": content(found.content), "desk": desk(found.desk)}
    assert Decoder(new).report(Reader(whole)) == found
