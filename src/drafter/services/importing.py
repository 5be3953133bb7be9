"""Importing a source as a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.recognise import Recognition, recognise
from drafter.report.ids import IdMaker
from drafter.report.richtext import refused_characters
from drafter.services import frameworks
from drafter.services.account import Account, account
from drafter.services.steps import Step, Steps
from drafter.store.files import read_text
from drafter.text.count import count_markdown_words
from drafter.text.read_markdown import read_markdown

FORMATS = (".md", ".markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A recognised source. `fit` is the share of the framework's headings that it has, from 0 to 1."""

    framework: Framework
    recognition: Recognition
    account: Account
    warnings: tuple[str, ...]
    fit: float


def import_source(source: Path, framework_key: str | None, ids: IdMaker) -> Steps[Imported]:
    """Read and recognise `source`; without a key, against the framework that fits it best.

    Raises DrafterError where it cannot be read, or where no framework fits it.
    """
    if source.suffix.lower() not in FORMATS and not source.is_dir():
        raise DrafterError(
            f"Drafter cannot read {source.suffix or 'a file without an ending'!s} yet",
            where=str(source),
            hint=f"It reads {' and '.join(FORMATS)} files.",
        )
    yield Step("Reading", 0.0)
    text = read_text(source)
    document = read_markdown(text)
    yield Step("Recognising", 0.4)
    offered, problems = _offered(framework_key)
    tries = []
    for framework in offered:
        found = recognise(document, framework, ids=ids, source=source.name)
        tries.append((_fit(found, framework), framework, found))
        yield Step("Recognising", 0.4 + 0.5 * len(tries) / len(offered))
    if not tries:
        raise problems[0]
    fit, framework, recognition = max(tries, key=lambda one: one[0])
    if fit == 0 and framework_key is None:
        raise DrafterError(
            "none of the frameworks' headings was found in this file",
            where=str(source),
            hint="Name the framework with --framework, or check that this is the right file.",
        )
    counted = account(recognition, framework, count_markdown_words(text))
    return Imported(
        framework=framework,
        recognition=recognition,
        account=counted,
        warnings=(
            *(f"The framework was left out: {problem}" for problem in problems),
            *recognition.warnings,
            *_own_warnings(text, counted, fit),
        ),
        fit=fit,
    )


def _offered(framework_key: str | None) -> tuple[list[Framework], list[DrafterError]]:
    """The frameworks to try, and what is wrong with those that were left out."""
    return ([frameworks.by_key(framework_key)], []) if framework_key else frameworks.available()


def _fit(recognition: Recognition, framework: Framework) -> float:
    headed = [section for section in framework.sections if section.title]
    placed = set(recognition.placed)
    found = [section for section in headed if f"{section.key}.title" in placed]
    return len(found) / len(headed) if headed else 0.0


def _own_warnings(text: str, counted: Account, fit: float) -> list[str]:
    warnings = []
    if fit == 0:
        warnings.append("None of the framework's headings was found; is it the right framework?")
    if refused := refused_characters(text):
        warnings.append(f"{refused} control characters were taken out; a report cannot hold them.")
    if not counted.balanced:
        kept = counted.placed + counted.tray + counted.furniture
        warnings.append(
            f"The source has {counted.source_words} words and {kept} were accounted for;"
            " please compare the report with the source."
        )
    return warnings
