"""Importing a source as a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.framework.known import known_keys
from drafter.framework.model import Framework
from drafter.recognise import Recognition, recognise
from drafter.report.ids import IdMaker
from drafter.report.richtext import refused_characters
from drafter.services import frameworks
from drafter.services.account import Account, account
from drafter.services.bringing_back import Carried, carried, with_desk
from drafter.services.formats import IMPORTED
from drafter.services.paging import layout_worker
from drafter.services.steps import Step, Steps
from drafter.store.files import read_bytes, read_text
from drafter.text.count import count_html_words, count_markdown_words, count_text_words, count_words
from drafter.text.read_html import read_html
from drafter.text.read_markdown import read_markdown
from drafter.text.read_text import read_plain_text
from drafter.word.count import paragraph_texts
from drafter.word.gate import opened_package
from drafter.word.read import read_package

FORMATS = IMPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A recognised source. `fit` is the share of the framework's headings that it has, from 0 to 1.

    `changes` are the places where a Word draft says something else than the data that it carries.
    """

    framework: Framework
    recognition: Recognition
    account: Account
    warnings: tuple[str, ...]
    fit: float
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A source that was read: as a document for each framework, and what is to be known of it."""

    document: Callable[[Framework], Document]
    words: int
    refused: int = 0
    carried: Carried | None = None


def import_source(source: Path, framework_key: str | None, ids: IdMaker) -> Steps[Imported]:
    """Read and recognise `source`; without a key, against the framework that fits it best.

    A Word draft of Drafter's own brings back what it carries; where its text says something else, the
    text wins. Raises DrafterError where it cannot be read, or where no framework fits it.
    """
    if source.suffix.lower() not in FORMATS and not source.is_dir():
        raise DrafterError(
            f"Drafter cannot read {source.suffix or 'a file without an ending'!s} yet",
            where=str(source),
            hint=f"It reads {', '.join(FORMATS[:-1])} and {FORMATS[-1]} files.",
        )
    yield Step("Reading", 0.0)
    given = _read(source)
    yield Step("Recognising", 0.4)
    named = framework_key or (given.carried.framework if given.carried else None)
    offered, problems = _offered(named)
    tries = []
    for framework in offered:
        found = recognise(given.document(framework), framework, ids=ids, source=source.name)
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
    return _imported(given, framework, recognition, fit, problems)


def _imported(
    given: _Source,
    framework: Framework,
    recognition: Recognition,
    fit: float,
    problems: list[DrafterError],
) -> Imported:
    counted = account(recognition, framework, given.words)
    report, changes, told = with_desk(recognition.report, given.carried, framework)
    return Imported(
        framework=framework,
        recognition=replace(recognition, report=report),
        account=counted,
        warnings=(
            *(f"The framework was left out: {problem}" for problem in problems),
            *recognition.warnings,
            *told,
            *_own_warnings(given.refused, counted, fit),
        ),
        fit=fit,
        changes=changes,
    )


def _read(source: Path) -> _Source:
    """The source by its ending. Raises DrafterError where it cannot be read."""
    match source.suffix.lower():
        case ".docx":
            return _word(source)
        case ".pdf":
            return _pdf(source)
        case ".html" | ".htm":
            return _web_page(source)
        case ".txt":
            return _plain_text(source)
        case _:
            return _markdown(source)


def _web_page(source: Path) -> _Source:
    text = read_text(source)
    return _Source(
        document=lambda framework: read_html(text, known_keys(framework)),
        words=count_html_words(text),
        refused=refused_characters(text),
    )


def _markdown(source: Path) -> _Source:
    text = read_text(source)
    document = read_markdown(text)
    words, refused = count_markdown_words(text), refused_characters(text)
    return _Source(document=lambda _: document, words=words, refused=refused)


def _plain_text(source: Path) -> _Source:
    text = read_text(source)
    try:
        document = read_plain_text(text)
    except DrafterError as error:
        raise error.within(str(source)) from None
    words, refused = count_text_words(text), refused_characters(text)
    return _Source(document=lambda _: document, words=words, refused=refused)


def _pdf(source: Path) -> _Source:
    """A PDF of ours, which the worker reads, since it may be anybody's."""
    data = read_bytes(source)
    try:
        found = layout_worker().read_pdf(data)
    except DrafterError as error:
        raise error.within(str(source)) from None
    return _Source(document=lambda _: found.document, words=found.words)


def _word(source: Path) -> _Source:
    data = read_bytes(source)
    try:
        package = opened_package(data)
        words = sum(map(count_words, paragraph_texts(package)))
        return _Source(
            document=lambda framework: read_package(package, known_keys(framework)),
            words=words,
            carried=carried(package),
        )
    except DrafterError as error:
        raise error.within(str(source)) from None


def _offered(framework_key: str | None) -> tuple[list[Framework], list[DrafterError]]:
    """The frameworks to try, and what is wrong with those that were left out."""
    if framework_key is None:
        return frameworks.available()
    return [frameworks.by_key(framework_key)], []


def _fit(recognition: Recognition, framework: Framework) -> float:
    headed = [section for section in framework.sections if section.title]
    placed = set(recognition.placed)
    found = [section for section in headed if f"{section.key}.title" in placed]
    return len(found) / len(headed) if headed else 0.0


def _own_warnings(refused: int, counted: Account, fit: float) -> list[str]:
    warnings = []
    if fit == 0:
        warnings.append("None of the framework's headings was found; is it the right framework?")
    if refused:
        warnings.append(f"{refused} control characters were taken out; a report cannot hold them.")
    if not counted.balanced:
        kept = counted.placed + counted.tray + counted.furniture
        warnings.append(
            f"The source has {counted.source_words} words and {kept} were accounted for;"
            " please compare the report with the source."
        )
    return warnings
