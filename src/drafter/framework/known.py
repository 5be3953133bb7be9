"""Every key that a report of a framework may have, ids left out: shortened bookmarks stand for these."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.keys import graded, key
from drafter.framework.fields import own_fields
from drafter.framework.model import Framework, InvestigationsSpec, RecommendationsSpec

_FIELDS = (
    *("title", "heading", "page", "narrative", "lead-in", "legend", "table", "label", "grade", "none"),
    *("sentence", "lists", "strengths", "weaknesses", "main-finding", "timescale", "body", "items"),
)
"""What the composers call the fields of a section; a test holds that none is missing."""


def known_keys(framework: Framework) -> tuple[str, ...]:
    """The `section.field` keys, and the whole keys of fields whose last part is a name of the framework's."""
    return tuple(dict.fromkeys(_keys(framework)))


def _keys(framework: Framework) -> Iterator[str]:
    yield from _grades(framework)
    for spec in framework.sections:
        for field in (*_FIELDS, *own_fields(spec)):
            yield key(spec.key, field)
        for judgement in framework.judgements:
            for field in ("grade", "label", "title"):
                yield key(spec.key, field, judgement.key)
        for timescale in spec.timescales if isinstance(spec, RecommendationsSpec) else ():
            yield key(spec.key, "table", timescale.key)


def _grades(framework: Framework) -> Iterator[str]:
    """What says of a sentence which grade it stands for, with and without what is judged."""
    for judgement in framework.judgements:
        for grade in judgement.scale.grades:
            yield graded(judgement.key, grade.key)
    scales = [spec.scale for spec in framework.sections if isinstance(spec, InvestigationsSpec)]
    for scale in (*scales, *(judgement.scale for judgement in framework.judgements)):
        for grade in scale.grades:
            yield graded("", grade.key)
