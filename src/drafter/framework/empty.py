"""Empty sections: which content each kind of section holds."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.framework.model import (
    AreaSpec,
    InvestigationsSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
)
from drafter.report.model import (
    AnySection,
    AreaSection,
    InvestigationsSection,
    NarrativeSection,
    RecommendationsSection,
    Section,
)

_KINDS: Mapping[type[SectionSpec], type[AnySection]] = {
    NarrativeSpec: NarrativeSection,
    RecommendationsSpec: RecommendationsSection,
    AreaSpec: AreaSection,
    InvestigationsSpec: InvestigationsSection,
}


def empty_section(spec: SectionSpec) -> AnySection:
    """A section of the right kind with nothing in it."""
    return _KINDS.get(type(spec), Section)()
