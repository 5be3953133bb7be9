"""Composing: every section makes its blocks, in the framework's order, with running numbers."""

from __future__ import annotations

from drafter.compose.areas import AreaComposer
from drafter.compose.builder import Builder
from drafter.compose.sections import SectionComposer
from drafter.compose.sentences import Sentences
from drafter.document.model import Document
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
)
from drafter.report.model import Content


def compose(content: Content, framework: Framework, *, draft: bool) -> Document:
    """The document of a report. A draft shows what is still to be written; a final one does not."""
    sentences = Sentences(content, framework)
    builder = Builder(draft=draft)
    sections = SectionComposer(builder, sentences)
    areas = AreaComposer(builder, sentences)
    for spec in framework.sections:
        section = content.sections.get(spec.key)
        if section is None or section.left_out or not spec.applies(content.grades):
            continue
        match spec:
            case LinesSpec():
                sections.lines(spec, section)
            case ContentsSpec():
                sections.contents(spec, section)
            case NarrativeSpec():
                sections.narrative(spec, section)
            case MainFindingsSpec():
                areas.main_findings(spec, section)
            case GradesTableSpec():
                sections.grades_table(spec, section)
            case RecommendationsSpec():
                sections.recommendations(spec, section)
            case AreaSpec():
                areas.area(spec, section)
            case InvestigationsSpec():
                areas.investigations(spec, section)
            case _:
                raise TypeError(type(spec).__name__)
    return Document(
        title=sentences.render(framework.document_title) or framework.title,
        subject=sentences.render(framework.document_subject) or "",
        language=framework.language,
        draft=draft,
        own=True,
        blocks=tuple(builder.blocks),
        numbers=builder.numbers,
        places=builder.places,
    )
