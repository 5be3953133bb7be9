"""A small report with something of each kind in it."""

from __future__ import annotations

from dataclasses import replace

from drafter.report import edits
from drafter.report.ids import IdMaker
from drafter.report.lists import ListAddress, with_paragraphs
from drafter.report.model import Investigation, Kind, Paragraph, RecommendationGroup, Report
from drafter.report.richtext import Footnote, Mark, Reference, Run, rich
from drafter.services.starting import new_report
from tests.examples import framework

FRAMEWORK = framework()
AREA = "safeguarding"
INVESTIGATIONS = next(spec.key for spec in FRAMEWORK.sections if type(spec).__name__ == "InvestigationsSpec")
RECOMMENDATIONS = next(
    spec.key for spec in FRAMEWORK.sections if type(spec).__name__ == "RecommendationsSpec"
)
GRADE = next(one.key for one in FRAMEWORK.judgements if one.key == AREA)


def narrative_of(place: str) -> ListAddress:
    return ListAddress(place, "narrative")


def small_report(ids: IdMaker) -> Report:
    """Two strengths, three paragraphs with a note and a reference, a table, one investigation, one body."""
    report = new_report(FRAMEWORK, {"area": "Halton"}, ids)
    first = ids()
    paragraphs = (
        Paragraph(id=first, text=rich("Children are safe", Footnote(ids(), rich("A survey")), ".")),
        Paragraph(
            id=ids(), text=rich("This is said in paragraph ", Reference(first), Run(" too", Mark.BOLD))
        ),
        Paragraph(id=ids(), kind=Kind.BULLET, text=rich("A point")),
        Paragraph(
            id=ids(), kind=Kind.TABLE, rows=((rich("Year"), rich("Number")), (rich("2007"), rich("12")))
        ),
        Paragraph(id=ids(), text=rich("The last one.")),
    )
    report = with_paragraphs(report, narrative_of(AREA), paragraphs)
    for field in ("strengths", "weaknesses"):
        items = tuple(Paragraph(id=ids(), kind=Kind.PLAIN, text=rich(f"{field} {one}")) for one in "ab")
        report = with_paragraphs(report, ListAddress(AREA, field), items)
    one = Investigation(id=ids(), title="The impact of the youth service")
    report = edits.add_investigation(report, INVESTIGATIONS, one)
    place = f"{INVESTIGATIONS}.{one.id}"
    said = (Paragraph(id=ids(), text=rich("The youth service works.")),)
    report = with_paragraphs(report, narrative_of(place), said)
    group = RecommendationGroup(id=ids(), timescale=_timescale(), body="the partnership")
    report = edits.change_groups(report, RECOMMENDATIONS, lambda groups: (*groups, group))
    where = ListAddress(RECOMMENDATIONS, "items", group.id, group.timescale)
    wished = (Paragraph(id=ids(), kind=Kind.PLAIN, text=rich("act at once")),)
    report = with_paragraphs(report, where, wished)
    return replace(report)


def _timescale() -> str:
    spec = FRAMEWORK.section(RECOMMENDATIONS)
    scales = getattr(spec, "timescales", ())
    return scales[0].key if scales else ""
