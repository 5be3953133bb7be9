"""Which form a section has."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.desktop.forms.area import AreaForm
from drafter.desktop.forms.contents import ContentsForm
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.grades import GradesForm
from drafter.desktop.forms.investigations import InvestigationsForm
from drafter.desktop.forms.lines import LinesForm
from drafter.desktop.forms.main_findings import MainFindingsForm
from drafter.desktop.forms.narrative_form import NarrativeForm
from drafter.desktop.forms.recommendations import RecommendationsForm
from drafter.desktop.tools import Tools
from drafter.framework.model import (
    AreaSpec,
    ContentsSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    LinesSpec,
    MainFindingsSpec,
    NarrativeSpec,
    RecommendationsSpec,
    SectionSpec,
)

_FORMS: Mapping[type[SectionSpec], type[Form]] = {
    ContentsSpec: ContentsForm,
    NarrativeSpec: NarrativeForm,
    MainFindingsSpec: MainFindingsForm,
    RecommendationsSpec: RecommendationsForm,
    InvestigationsSpec: InvestigationsForm,
}


def make_form(place: str, framework: Framework, tools: Tools) -> Form:
    """A form for the section, or the investigation, at `place`."""
    spec = framework.section(place.partition(".")[0])
    if isinstance(spec, AreaSpec) or (isinstance(spec, InvestigationsSpec) and "." in place):
        return AreaForm(place, framework, tools)
    if isinstance(spec, LinesSpec):
        return LinesForm(spec, framework, tools)
    if isinstance(spec, GradesTableSpec):
        return GradesForm(spec, framework, tools)
    form: type[Form] = _FORMS[type(spec)]
    return form(spec, tools)  # type: ignore[arg-type]  # each takes the kind that it stands for
