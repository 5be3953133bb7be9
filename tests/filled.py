"""Reports of the frameworks without a shipped example, filled from two published reports.

Facts, grades and structure are those of the inspections of Halton in 2020 and 2023; paragraphs say their
matter in few words of our own, and people have no names.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from drafter.report import edits
from drafter.report.facts import DateRange
from drafter.report.ids import IdMaker, seeded_ids
from drafter.report.model import (
    AreaSection,
    Item,
    Kind,
    NarrativeSection,
    Paragraph,
    RecommendationGroup,
    Report,
    ungrouped_id,
)
from drafter.report.richtext import rich
from drafter.services.frameworks import by_key
from drafter.services.starting import new_report
from drafter.store.reports import Opened

ILACS = "ilacs-2018"
AREA_SEND = "area-send-2023"
BODY = "Halton Borough Council and NHS Cheshire and Merseyside Integrated Care Board (ICB)"

_OPENING = [
    (
        "Since the inspection in November 2014, the focused visit in July 2018 and the joint inspection in"
        " July 2019, some services have become better. Early help is effective, the first response to"
        " children who need help is stronger, and risks outside the family are tackled well."
    ),
    (
        "Other parts of the service have moved more slowly, and some weaknesses are those of the earlier"
        " inspection. Thresholds are not always applied in the same way, consent is not fully understood, and"
        " some children live with chronic neglect for too long before decisive action is taken."
    ),
    (
        "Recruitment and retention have made the workforce more stable. A new leadership team is in a better"
        " position to quicken the pace."
    ),
]
_IMPROVE = [
    "Consistency of thresholds, and understanding of parental consent, at the front door.",
    "Quality of assessments and plans, personal education plans and contingency planning among them.",
    "Management oversight, challenge and supervision.",
    "The sufficiency of high-quality placements.",
    "Strategic planning to support improvement.",
]
_HELP = [
    (
        "Families who need help early find a comprehensive range of services, and cases are stepped up when"
        " concerns increase."
    ),
    (
        "The front door is one point of contact for families and professionals, with partner agencies in one"
        " place."
    ),
    (
        "Most children who need an assessment are passed on without delay. However, thresholds are not always"
        " applied consistently, and a small number of children are sent to early help who need more."
    ),
    "Children at risk of significant harm receive a prompt response, outside office hours too.",
    "Strategy meetings are timely and well attended, and lead to appropriate decisions.",
    "Assessments are not consistently good: risk is identified but not rigorously analysed.",
    "Disabled children benefit from comprehensive assessment and child-centred plans.",
    "Plans are not always clear about outcomes and timescales, and lack contingencies.",
    "Children are seen regularly, and direct work helps to understand their daily lives.",
    "Reviews are regular, but drift is not always challenged, and some cases were stepped down too early.",
    "Work before proceedings has begun to have an impact; for some children it has been too slow.",
    "Children who go missing or are at risk of exploitation receive robust, coordinated support.",
    "Children who are missing education, or educated at home, are monitored effectively.",
    (
        "The response to homeless 16- and 17-year-olds is not robust, and private fostering is not well"
        " understood."
    ),
    "Allegations against adults are overseen by several managers, which does not help consistency.",
]
_CARE = [
    "Decisions to come into care are mostly timely, though chances to act on neglect were missed.",
    "Permanence is considered early, and special guardianship is well supported.",
    "Children who return home do so after proper assessment and planning.",
    "Social workers visit regularly and know children well; caseloads limit direct work for a few.",
    "Reports for reviews are comprehensive, but not all plans hold contingencies.",
    "Most children contribute to their reviews; challenge by reviewing managers is uneven.",
    "Time with family and friends is well considered.",
    "Physical and emotional health are better supported than at the joint inspection.",
    "The virtual school is well regarded; personal education plans are too variable at some key stages.",
    "Most children live in placements that meet their needs, but some wait long for a permanent match.",
    "There are too few placements, and a small number of children live in unregistered settings.",
    "Adoption is prompt for most children whose plan it is, and support is available when needed.",
    "Care leavers are supported by advisers who know them, and live in suitable homes.",
    "The children in care council is active and heard.",
]
_LEADERS = [
    "Leaders have made solid improvements in early help, at the front door and for exploited children.",
    "Strategic oversight is not consistent in all areas, and core practice needs to improve further.",
    "Partnership boards and the scrutiny committee oversee and challenge services.",
    "The whole council is committed to children, but leaders do not see the full scale of what is needed.",
    "The self-assessment is too positive, and no overarching plan drives improvement.",
    "Performance information is comprehensive; a culture of using it is not embedded.",
    "Quality assurance measures compliance more than quality.",
    "Oversight of practice does not always lead to timely planning for children.",
    "Social workers feel supported and well trained, but some caseloads are too high.",
]


@cache
def ilacs() -> Report:
    """A report of local authority children's services, as published in 2020."""
    ids = seeded_ids("ilacs")
    report = new_report(by_key(ILACS), {}, ids)
    report = edits.set_fact(report, "council", "Halton Borough Council")
    report = edits.set_fact(report, "dates", DateRange(date(2020, 3, 2), date(2020, 3, 13)))
    report = edits.set_fact(report, "lead", "A. Inspector, Her Majesty's Inspector")
    for judgement in ("help", "care", "leaders", "overall"):
        report = edits.set_grade(report, judgement, "requires-improvement")
    report = _told(report, ids, "opening", _OPENING, Kind.PLAIN)
    for key, told in (("help", _HELP), ("care", _CARE), ("leaders", _LEADERS)):
        report = _told(report, ids, key, told, Kind.NUMBERED)
    group = RecommendationGroup(id=ungrouped_id("improve"), items=_items(ids, _IMPROVE))
    return edits.change_groups(report, "improve", lambda _: (group,))


_PARTNERSHIP = [
    (
        "Halton Borough Council and NHS Cheshire and Merseyside Integrated Care Board (ICB) are jointly"
        " responsible for planning and commissioning services for children and young people with SEND."
    ),
    (
        "The senior leaders have changed since the previous inspection; a permanent director of children's"
        " services started in October 2023."
    ),
    "The integrated care board became responsible for commissioning health services on 1 July 2022.",
]
_EXPERIENCE = [
    (
        "Too many children and young people wait too long for their needs to be identified. Most wait more"
        " than 18 months for a neurodevelopmental assessment, and some reach crisis point."
    ),
    "One in five children do not receive their two-year check, so a chance to see needs early is missed.",
    "Parents and carers must tell their stories again and again, and lose trust in the system.",
    "Education, health and care (EHC) plans are issued late, often because services lack capacity.",
]
_EFFECTIVE = [
    "Leaders listen to children, young people and parents. The parent carer forum is a valued partner.",
    "The school nursing service is highly valued, easy to reach and gives help early.",
    "Preparation for adulthood is positive for some young people, care leavers among them.",
    "Clubs and activities are open to children with SEND, who are visible and valued in Halton.",
]
_BETTER = [
    "Leaders are ambitious, but changes of leadership slow improvement, and planning is underdeveloped.",
    "There is no recovery plan for rising numbers and more complex needs.",
    "There is no joint commissioning strategy, and services develop practices of their own.",
    "The strategy for alternative provision is in its infancy.",
    "Many EHC plans remain variable in quality.",
]
_PRIORITY = [
    (
        "Leaders of the council and the ICB should cooperate at pace to improve shared oversight, governance,"
        " support and challenge."
    ),
    (
        "Leaders across education, health and social care should gather and share information efficiently, so"
        " that needs are understood accurately and met swiftly."
    ),
    "Leaders across education, health and social care should improve the joint commissioning of services.",
    (
        "Leaders across education, health and social care should urgently improve early identification and"
        " access to specialist health pathways, and the support while children wait."
    ),
    (
        "Leaders across education, health and social care should make new EHC plans, and updates after the"
        " annual review, timely."
    ),
]
_AREAS = [
    "Leaders should improve the quality of assessment, advice and planning.",
    "Leaders across the partnership should strengthen the quality assurance of EHC plans.",
    "Leaders should improve communication with parents, carers, children and young people.",
    "Leaders should improve the pace of the strategy for alternative provision.",
]
_DETAILS = [
    ["Local authority", "Integrated care board"],
    ["Halton Borough Council", "NHS Cheshire and Merseyside Integrated Care Board (ICB)"],
    ["A. Director, Director of Children's Services", "B. Officer, Chief Executive Officer"],
    ["www.halton.example", "www.board.example"],
    ["Municipal Building, Kingsway, Widnes", "No 1 Lakeside, Centre Park, Warrington"],
]
_TEAM = [
    ["Ofsted", "Care Quality Commission"],
    ["A. Inspector, Ofsted HMI Lead Inspector", "C. Inspector, CQC Lead Inspector"],
    ["B. Inspector, Ofsted HMI", "D. Inspector, CQC Inspector"],
    ["E. Inspector, Ofsted Inspector", ""],
]


@cache
def area_send() -> Report:
    """A report of an area SEND inspection, as published after November 2023."""
    ids = seeded_ids("area-send")
    report = new_report(by_key(AREA_SEND), {}, ids)
    report = edits.set_fact(report, "area", "Halton")
    report = edits.set_fact(report, "dates", DateRange(date(2023, 11, 20), date(2023, 11, 24)))
    report = edits.set_fact(report, "previous-dates", DateRange(date(2017, 3, 27), date(2017, 3, 31)))
    report = edits.set_grade(report, "outcome", "systemic-failings")
    report = _told(report, ids, "partnership", _PARTNERSHIP, Kind.PLAIN)
    report = _told(report, ids, "experience", _EXPERIENCE, Kind.PLAIN)
    report = _told(report, ids, "effective", _EFFECTIVE, Kind.BULLET)
    report = _told(report, ids, "better", _BETTER, Kind.BULLET)
    team = (
        "The inspection was led by one of His Majesty's Inspectors (HMI) from Ofsted, with a team of"
        " inspectors, including an HMI from social care and inspectors from the Care Quality Commission"
        " (CQC)."
    )
    law = by_key(AREA_SEND).section("about").start[0]  # type: ignore[attr-defined]
    report = _told(report, ids, "about", [law.wording.render({}), team], Kind.PLAIN)
    for key, rows in (("details", _DETAILS), ("team", _TEAM)):
        table = Paragraph(id=ids(), kind=Kind.TABLE, rows=tuple(tuple(map(rich, row)) for row in rows))
        report = edits.change_narrative(report, key, lambda _, table=table: (table,))  # type: ignore[misc]
    both = RecommendationGroup(id=ids(), body=BODY, items=_items(ids, _PRIORITY))
    report = edits.change_groups(report, "priority", lambda _: (both,))
    group = RecommendationGroup(id=ungrouped_id("improve"), items=_items(ids, _AREAS))
    return edits.change_groups(report, "improve", lambda _: (group,))


def _items(ids: IdMaker, told: list[str]) -> tuple[Item, ...]:
    return tuple(Item(id=ids(), text=rich(text)) for text in told)


def _told(report: Report, ids: IdMaker, key: str, told: list[str], kind: Kind) -> Report:
    """The report with these paragraphs in a section."""
    assert isinstance(report.content.sections[key], NarrativeSection | AreaSection)
    paragraphs = tuple(Paragraph(id=ids(), kind=kind, text=rich(text)) for text in told)
    return edits.change_narrative(report, key, lambda _: paragraphs)


OWN_SENTENCE = rich("The partnership's work is told in the inspector's own words.")


def area_send_in_own_words(outcome: str, *, throughout: bool = False) -> Opened:
    """The same report with an outcome whose sentence, or all that is said of it, is in own words."""
    report = edits.set_grade(area_send(), "outcome", outcome)
    report = edits.change_area(report, "outcome", lambda area: replace(area, sentence=OWN_SENTENCE))
    if throughout:
        report = edits.set_own(report, "outcome", "following.next-inspection", rich("That is soon."))
        report = edits.set_own(report, "outcome", "following.plan", rich("There is a plan."))
    return Opened(report, by_key(AREA_SEND))
