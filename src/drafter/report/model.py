"""The report as frozen dataclasses: `content` is what is printed, `desk` is what is not.

Every edit makes a new report that shares what did not change. Field addresses are keys such as
`safeguarding.strengths`; an area's address is its section's key, or `investigations.<id>` for an
investigation. Mappings are never changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from drafter.report.facts import Fact
from drafter.report.ids import id_of
from drafter.report.richtext import RichText

EMPTY: Mapping[str, RichText] = MappingProxyType({})


class Kind(StrEnum):
    """What a paragraph of a narrative is. `NUMBERED` runs on in the section's list."""

    NUMBERED = "numbered"
    PLAIN = "plain"
    BULLET = "bullet"
    BULLET_2 = "bullet-2"
    SUBHEADING = "sub-heading"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a narrative. A table holds `rows` of equal length (the first is its heading row)."""

    id: str
    kind: Kind = Kind.NUMBERED
    text: RichText = ()
    rows: tuple[tuple[RichText, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A strength, a weakness or a recommendation."""

    id: str
    text: RichText = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFinding:
    """An area's bullet among the main findings.

    It opens with the sentence that the framework generates from the grade and goes on with `text`;
    where `own_opening` is true, `text` is all of it.
    """

    text: RichText = ()
    own_opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What an inspector writes on one judgement area. An empty `sentence` is the generated one."""

    sentence: RichText = ()
    finding: MainFinding = MainFinding()
    strengths: tuple[Item, ...] = ()
    weaknesses: tuple[Item, ...] = ()
    narrative: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation:
    """A judgement area that the inspector adds. An empty `subject` is the title itself."""

    id: str
    title: str = ""
    subject: str = ""
    area: Area = Area()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationGroup:
    """The recommendations to one body within one timescale (a key of the framework, or empty).

    Where a framework names no bodies, `ungrouped_id` is the id of a timescale's one group.
    """

    id: str
    timescale: str = ""
    body: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What every section has; the sections that print facts and grades only have nothing else.

    `own` holds wording that replaces the framework's, by field (`title`, `lead-in`, a line of the
    cover ...); a field that is not in it is generated. `left_out` is for optional sections.
    """

    own: Mapping[str, RichText] = field(default_factory=lambda: EMPTY)
    left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeSection(Section):
    """A section of paragraphs; annexes too."""

    narrative: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsSection(Section):
    """Recommendations, the groups in the order of their timescales."""

    groups: tuple[RecommendationGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSection(Section):
    """A judgement area of the framework."""

    area: Area = Area()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationsSection(Section):
    """The judgement areas that the inspector added, in order."""

    investigations: tuple[Investigation, ...] = ()


AnySection: TypeAlias = (
    Section | NarrativeSection | RecommendationsSection | AreaSection | InvestigationsSection
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is printed. `grades` maps a judgement's key to a grade's key of the framework's scale."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, AnySection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where carried-over text came from: a file's name, and the place in it (such as `paragraph 43`)."""

    source: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayPiece:
    """Imported text that no section took, in the order of its source, under its old heading."""

    id: str
    heading: str = ""
    text: RichText = ()
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is not printed: `notes` by section, short names of investigations, tray, carried-over marks.

    `carried` maps the id of a paragraph or an item that nobody confirmed yet to its origin. `words` are
    spelled right in this report, whatever a dictionary says: sorted, each once.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    short_titles: Mapping[str, str] = field(default_factory=dict)
    tray: tuple[TrayPiece, ...] = ()
    carried: Mapping[str, Origin] = field(default_factory=dict)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report, held against the framework that `framework` (a key) and `version` name."""

    framework: str
    version: int
    content: Content = Content()
    desk: Desk = Desk()


def ungrouped_id(section: str, timescale: str = "") -> str:
    """The id of the one group that a timescale has where recommendations are not grouped by body."""
    return id_of(f"{section}.{timescale}")


def area_address(section: str, investigation: str = "") -> str:
    """The address of an area: `safeguarding`, or `investigations.k3f9x2ab`."""
    return f"{section}.{investigation}" if investigation else section
