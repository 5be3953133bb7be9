"""Every editable text of a report, in order, and the way back: one walk reads them and rewrites them.

The keys are those of the printed document: `section.field` or `section.field.id`. Beside them stand

- `investigations.subject.<id>`, which is printed only inside a sentence;
- `context.narrative.<paragraph>.<row>.<column>`, a cell of a table, counted from 0;
- `context.footnote.<id>`, the text of a footnote, right behind the text that it stands in;
- `@facts.area`, a fact of the type text or list, the entries of a list as lines. No section can be called
  `@facts`. The other facts are no texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TypeAlias, TypeVar

from drafter.report.edits import changed
from drafter.report.facts import Fact
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Investigation,
    InvestigationsSection,
    Item,
    Kind,
    NarrativeSection,
    Paragraph,
    RecommendationGroup,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import Footnote, Inline, RichText, plain, rich

T = TypeVar("T")

FACTS = "@facts"
"""What stands for a section in the keys of facts."""

_LATER = ("following.", "timescale.")
_FIRST = {"title": 0, "heading": 2, "lead-in": 3, "legend": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One editable text. It may be empty where the report has a place for it whatever it says.

    `section` is the key of the section that it belongs to, or `FACTS`; `investigation` the id of the
    investigation, or empty; `within` the key of the field that a footnote stands in, or empty.
    """

    key: str
    section: str
    text: RichText
    investigation: str = ""
    within: str = ""


Rewrite: TypeAlias = Callable[[Field], RichText]


def fields(report: Report) -> list[Field]:
    """All of them: the facts, then section by section, each in the order in which it is printed.

    A main finding stands with its area. Wording that the framework generates is none of the report's own
    and so is not among them; sections that are left out are.
    """
    found: list[Field] = []

    def seen(field: Field) -> RichText:
        found.append(field)
        return field.text

    rewritten(report, seen)
    return found


def with_field(report: Report, key: str, text: RichText) -> Report:
    """`report` with `text` in the field; the same object where it says that already.

    An empty text takes a fact, an entry of a list or an own wording away. Where a field is no rich text (a
    fact, a title, a body) the words alone are taken. Raises KeyError where the report has no such field.
    """
    return with_fields(report, {key: text})


def with_fields(report: Report, texts: Mapping[str, RichText]) -> Report:
    """`with_field` for several fields in one pass; a footnote's own text wins over its surroundings'."""
    missing = set(texts)

    def put(field: Field) -> RichText:
        missing.discard(field.key)
        return texts.get(field.key, field.text)

    result = rewritten(report, put)
    if missing:
        raise KeyError(min(missing))
    return result


def rewritten(report: Report, rewrite: Rewrite) -> Report:
    """`report` with each field as `rewrite` says it; the same object where that changes nothing.

    `rewrite` is called once for each field, in the order of `fields`.
    """
    content = report.content
    facts = _kept(content.facts, {key: _fact(key, fact, rewrite) for key, fact in content.facts.items()})
    sections = {key: _Walk(key, rewrite).section(section) for key, section in content.sections.items()}
    content = changed(content, facts=facts, sections=_kept(content.sections, sections))
    return changed(report, content=content)


def _kept(old: Mapping[str, object], new: Mapping[str, object]) -> Mapping[str, object]:
    """`new` without what is None, or `old` itself where all in it is the same."""
    if all(new[key] is value for key, value in old.items()):
        return old
    return {key: value for key, value in new.items() if value is not None}


def _fact(key: str, fact: Fact, rewrite: Rewrite) -> Fact | None:
    """The fact anew; None where nothing is left of it."""
    if not isinstance(fact, str | tuple):
        return fact
    text = rich(fact if isinstance(fact, str) else "\n".join(fact))
    new = rewrite(Field(key=f"{FACTS}.{key}", section=FACTS, text=text))
    if new == text:
        return fact
    words = plain(rich(*new))
    if isinstance(fact, str):
        return words or None
    return tuple(line.strip() for line in words.split("\n") if line.strip()) or None


class _Walk:
    """The walk through one section."""

    def __init__(self, key: str, rewrite: Rewrite) -> None:
        self._key = key
        self._rewrite = rewrite
        self._investigation = ""
        self._own: Mapping[str, RichText] = {}
        self._said: dict[str, RichText] = {}

    def section(self, section: AnySection) -> AnySection:
        self._own = section.own
        early = [name for name in section.own if not name.startswith(_LATER)]
        self._say(sorted(early, key=_place))
        if isinstance(section, NarrativeSection):
            section = changed(section, narrative=self._paragraphs(section.narrative))
        elif isinstance(section, RecommendationsSection):
            section = changed(section, groups=self._each(section.groups, self._group))
        elif isinstance(section, AreaSection):
            section = changed(section, area=self._area(section.area))
        elif isinstance(section, InvestigationsSection):
            section = changed(section, investigations=self._each(section.investigations, self._one))
        self._say([name for name in section.own if name not in self._said])
        own = {name: self._said[name] or None for name in section.own}
        return changed(section, own=_kept(section.own, own))

    def _say(self, names: list[str]) -> None:
        """Walk the own wordings with these names; each is walked where it is printed."""
        for name in names:
            if name in self._own and name not in self._said:
                self._said[name] = self._text(name, self._own[name])

    def _area(self, area: Area) -> Area:
        part = f".{self._investigation}" if self._investigation else ""
        sentence = self._text(f"sentence{part}", area.sentence)
        finding = changed(area.finding, text=self._text(f"main-finding{part}", area.finding.text))
        self._say([name for name in self._own if name.startswith("following.")])
        return changed(
            area,
            sentence=sentence,
            finding=finding,
            strengths=self._each(area.strengths, lambda item: self._item("strengths", item)),
            weaknesses=self._each(area.weaknesses, lambda item: self._item("weaknesses", item)),
            narrative=self._paragraphs(area.narrative),
        )

    def _one(self, one: Investigation) -> Investigation:
        self._investigation = one.id
        title = self._words(f"title.{one.id}", one.title)
        subject = self._words(f"subject.{one.id}", one.subject)
        one = changed(one, title=title, subject=subject, area=self._area(one.area))
        self._investigation = ""
        return one

    def _group(self, group: RecommendationGroup) -> RecommendationGroup:
        self._say([f"timescale.{group.timescale}"])
        body = self._words(f"body.{group.id}", group.body)
        return changed(
            group, body=body, items=self._each(group.items, lambda item: self._item("items", item))
        )

    def _item(self, field: str, item: Item) -> Item:
        return changed(item, text=self._text(f"{field}.{item.id}", item.text))

    def _paragraphs(self, narrative: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return self._each(narrative, self._paragraph)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        name = f"narrative.{paragraph.id}"
        if paragraph.kind is not Kind.TABLE:
            return changed(paragraph, text=self._text(name, paragraph.text))
        rows = tuple(
            tuple(self._text(f"{name}.{row}.{column}", cell) for column, cell in enumerate(cells))
            for row, cells in enumerate(paragraph.rows)
        )
        return changed(paragraph, rows=rows)

    # --- what they are made of ---------------------------------------------------------------------------

    def _each(self, things: tuple[T, ...], walk: Callable[[T], T]) -> tuple[T, ...]:
        """Each of `things` walked; the same tuple where all of them stay."""
        new = tuple(map(walk, things))
        return things if all(map(is_, new, things)) else new

    def _words(self, name: str, words: str) -> str:
        text = rich(words)
        new = self._text(name, text)
        return words if new == text else plain(new)

    def _text(self, name: str, text: RichText) -> RichText:
        """A text, then those of its footnotes."""
        new = self._changed(f"{self._key}.{name}", text)
        if not any(isinstance(part, Footnote) for part in new):
            return new
        parts = tuple(self._noted(f"{self._key}.{name}", part) for part in new)
        return new if all(map(is_, parts, new)) else parts

    def _noted(self, within: str, part: Inline) -> Inline:
        if not isinstance(part, Footnote):
            return part
        text = self._changed(f"{self._key}.footnote.{part.id}", part.text, within)
        return part if text is part.text else replace(part, text=text)

    def _changed(self, key: str, text: RichText, within: str = "") -> RichText:
        """What `rewrite` makes of a text, in the normal form; the same object where equal."""
        field = Field(key=key, section=self._key, text=text, investigation=self._investigation, within=within)
        new = self._rewrite(field)
        if new is text or new == text:
            return text
        new = rich(*(part for part in new if not (within and isinstance(part, Footnote))))
        return text if new == text else new


def _place(name: str) -> int:
    """Where an own wording is printed among those above a section's texts."""
    return _FIRST.get(name, 1)
