"""Starting a report: empty sections, the framework's own first paragraphs, facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.compose import Sentences
from drafter.errors import DrafterError
from drafter.framework.empty import empty_section
from drafter.framework.model import FactSpec, Framework, NarrativeSpec
from drafter.report.facts import Fact, read_fact
from drafter.report.ids import IdMaker
from drafter.report.model import Content, NarrativeSection, Paragraph, Report
from drafter.report.richtext import rich


def new_report(framework: Framework, facts: Mapping[str, Fact], ids: IdMaker) -> Report:
    """A report with nothing in it but its facts and what the framework starts with."""
    defaults = {fact.key: fact.default for fact in framework.facts if fact.default is not None}
    given = {fact.key: (defaults | dict(facts)).get(fact.key) for fact in framework.facts}
    known = {key: fact for key, fact in given.items() if fact is not None}
    sentences = Sentences(Content(facts=known), framework)
    sections = {spec.key: empty_section(spec) for spec in framework.sections}
    for spec in framework.sections:
        if isinstance(spec, NarrativeSpec) and spec.start:
            sections[spec.key] = NarrativeSection(narrative=tuple(_started(spec, sentences, ids)))
    return Report(
        framework=framework.key,
        version=framework.version,
        content=Content(facts=known, sections=sections),
    )


def _started(spec: NarrativeSpec, sentences: Sentences, ids: IdMaker) -> Iterable[Paragraph]:
    for start in spec.start:
        text = start.text
        if start.wording is not None:
            text = sentences.with_gaps(start.wording)
        rows = tuple(tuple(map(rich, row)) for row in start.rows)
        yield Paragraph(id=ids(), kind=start.kind, text=rich(text), rows=rows)


def read_facts(framework: Framework, settings: Iterable[str]) -> Mapping[str, Fact]:
    """Facts from `key=value` texts. Raises DrafterError where one is not known or does not fit."""
    found: dict[str, Fact] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        spec = framework.fact(key.strip())
        if not equals or spec is None:
            raise DrafterError(
                f"{setting!r} sets no fact of this framework",
                hint=f"Known: {_known(framework.facts)}.",
            )
        try:
            fact = read_fact(spec.type, value)
        except DrafterError as error:
            raise error.within(spec.key) from None
        if fact not in ("", ()):
            found[spec.key] = fact
    return found


def _known(facts: tuple[FactSpec, ...]) -> str:
    return ", ".join(f"{fact.key}=..." for fact in facts)
