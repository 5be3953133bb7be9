"""A report as JSON. The same report gives the same bytes."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date

from drafter.framework.files import HOUSE_STYLE
from drafter.framework.model import Framework
from drafter.report.facts import DateRange, Fact
from drafter.report.model import (
    AnySection,
    Area,
    AreaSection,
    Content,
    Desk,
    InvestigationsSection,
    Item,
    Kind,
    NarrativeSection,
    Origin,
    Paragraph,
    RecommendationsSection,
    Report,
)
from drafter.report.richtext import MARK_NAMES, Footnote, Reference, RichText, Run
from drafter.store.migrations import FORMAT

Json = dict[str, object]


def encode(report: Report, framework: Framework, *, compact: bool = False) -> bytes:
    """The `.drafter` file of a report, with a copy of its framework in it; `compact` without line breaks."""
    whole: Json = {
        "format": FORMAT,
        "framework": {
            "key": framework.key,
            "version": framework.version,
            "files": {name: _file(name, data) for name, data in framework.files.items()},
        },
        "content": content(report.content),
        "desk": desk(report.desk),
    }
    indent, separators = (None, (",", ":")) if compact else (1, None)
    return (json.dumps(whole, ensure_ascii=False, indent=indent, separators=separators) + "\n").encode()


def encode_data(report: Report) -> bytes:
    """What a draft carries: the content and the marks that belong to it; no notes, no tray, no words."""
    whole: Json = {
        "format": FORMAT,
        "framework": {"key": report.framework, "version": report.version},
        "content": content(report.content),
        "desk": desk(Desk(carried=report.desk.carried, short_titles=report.desk.short_titles)),
    }
    # ASCII alone, so that nothing on the way can spell it otherwise and the hash stays true
    return json.dumps(whole, separators=(",", ":")).encode()


def _file(name: str, data: bytes) -> object:
    if name == HOUSE_STYLE:
        return {"base64": base64.b64encode(data).decode()}
    return data.decode()


def content(printed: Content) -> Json:
    """The content; what is empty is left out."""
    return {
        "facts": {key: _fact(fact) for key, fact in printed.facts.items()},
        "grades": dict(printed.grades),
        "sections": {
            key: encoded for key, section in printed.sections.items() if (encoded := _section(section))
        },
    }


def _fact(fact: Fact) -> object:
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, DateRange):
        return [fact.first.isoformat(), fact.last.isoformat()]
    return list(fact) if isinstance(fact, tuple) else fact


def _section(section: AnySection) -> Json:
    found: Json = {}
    if section.own:
        found["own"] = {name: rich_text(text) for name, text in section.own.items()}
    if section.left_out:
        found["left-out"] = True
    if isinstance(section, NarrativeSection):
        found |= _filled(narrative=_paragraphs(section.narrative))
    elif isinstance(section, RecommendationsSection):
        groups = [
            {
                "id": group.id,
                "timescale": group.timescale,
                "body": group.body,
                "items": _items(group.items),
            }
            for group in section.groups
        ]
        found |= _filled(groups=groups)
    elif isinstance(section, AreaSection):
        found |= _area(section.area)
    elif isinstance(section, InvestigationsSection):
        listed = [
            {"id": one.id, "title": one.title} | _filled(subject=one.subject) | _area(one.area)
            for one in section.investigations
        ]
        found |= _filled(investigations=listed)
    return found


def _area(area: Area) -> Json:
    found = _filled(sentence=rich_text(area.sentence))
    if area.finding.text or area.finding.own_opening:
        found["main-finding"] = {"text": rich_text(area.finding.text)} | _filled(
            **{"own-opening": area.finding.own_opening}
        )
    return found | _filled(
        strengths=_items(area.strengths),
        weaknesses=_items(area.weaknesses),
        narrative=_paragraphs(area.narrative),
    )


def _items(items: tuple[Item, ...]) -> list[Json]:
    return [{"id": item.id, "text": rich_text(item.text)} for item in items]


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[Json]:
    return [_paragraph(paragraph) for paragraph in paragraphs]


def _paragraph(paragraph: Paragraph) -> Json:
    found: Json = {"id": paragraph.id}
    if paragraph.kind is not Kind.NUMBERED:
        found["kind"] = paragraph.kind.value
    if paragraph.kind is Kind.TABLE:
        found["rows"] = [[rich_text(cell) for cell in row] for row in paragraph.rows]
    else:
        found["text"] = rich_text(paragraph.text)
    return found


def rich_text(text: RichText) -> object:
    """A plain text is a string, anything else a list of its runs."""
    if not text:
        return ""
    if len(text) == 1 and isinstance(text[0], Run) and text[0] == Run(text[0].text):
        return text[0].text
    return [_inline(part) for part in text]


def _inline(part: Run | Footnote | Reference) -> object:
    if isinstance(part, Footnote):
        return {"footnote": part.id, "text": rich_text(part.text)}
    if isinstance(part, Reference):
        return {"reference": part.to}
    if part == Run(part.text):
        return part.text
    found: Json = {"text": part.text}
    found |= {name: True for name, mark in MARK_NAMES.items() if mark in part.marks}
    return found | _filled(link=part.link)


def desk(kept: Desk) -> Json:
    """What is not printed; what is empty is left out."""
    tray = [
        {"id": piece.id}
        | _filled(heading=piece.heading)
        | {"text": rich_text(piece.text), "origin": _origin(piece.origin)}
        for piece in kept.tray
    ]
    return _filled(
        notes=dict(kept.notes),
        **{"short-titles": dict(kept.short_titles)},
        tray=tray,
        carried=_origins(kept.carried),
        words=list(kept.words),
    )


def _origins(origins: Mapping[str, Origin]) -> Json:
    return {key: _origin(origin) for key, origin in origins.items()}


def _origin(origin: Origin) -> Json:
    return {"source": origin.source} | _filled(place=origin.place)


def _filled(**fields: object) -> Json:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value}
