"""Marks such as `[grade]` that a new report begins with where something is to be put in."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from drafter.framework.model import Framework, NarrativeSpec
from drafter.report.richtext import RichText, footnotes, plain

_GAP = re.compile(r"\[[^\[\]]+\]")


def gap_marks(framework: Framework) -> AbstractSet[str]:
    """All of them that this framework knows. What else stands in brackets is the inspector's."""
    started = [
        start for spec in framework.sections if isinstance(spec, NarrativeSpec) for start in spec.start
    ]
    sources = [start.wording.source if start.wording else start.text for start in started]
    sources += [cell for start in started for row in start.rows for cell in row]
    return set(_GAP.findall(" ".join(sources))) | {f"[{fact.label}]" for fact in framework.facts}


def gaps_in(text: RichText, marks: AbstractSet[str]) -> list[str]:
    """Those of the `marks` that stand in a text or its footnotes, in order, each once."""
    said = [plain(text), *(plain(note.text) for note in footnotes(text))]
    return [gap for gap in dict.fromkeys(_GAP.findall(" ".join(said))) if gap in marks]
