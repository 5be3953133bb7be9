"""The fields of a section whose wording the inspector may replace."""

from __future__ import annotations

from drafter.framework.model import (
    AreaSpec,
    GradesTableSpec,
    LineRole,
    LinesSpec,
    MainFindingsSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
)


def own_fields(spec: SectionSpec) -> tuple[str, ...]:
    """Their names, as `Section.own` has them."""
    names = ["title"] if spec.title else []
    match spec:
        case LinesSpec():
            names = [line.key for line in spec.lines if line.role is not LineRole.LIST]
        case AreaSpec():
            names += [f"title.{part.judgement}" for part in spec.parts[1:]]
            names += [f"following.{following.key}" for following in spec.following]
        case MainFindingsSpec():
            names.append("lead-in")
        case GradesTableSpec() if spec.legend:
            names.append("legend")
        case NarrativeSpec() if spec.heading:
            names.append("heading")
        case RecommendationsSpec():
            names += [f"timescale.{timescale.key}" for timescale in spec.timescales]
    return tuple(names)
