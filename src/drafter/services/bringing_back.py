"""What a Word draft carries beside its text, held against what its text says now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.compose import compose
from drafter.document.keys import split
from drafter.document.model import Heading, Strip, Text, texts_of
from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.model import Content, Report
from drafter.report.richtext import RichText, footnotes, plain
from drafter.store.decode import Decoder, check_format
from drafter.strict import Reader, read_json
from drafter.word.carried import carried_data
from drafter.word.gate import Package

_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The data of a draft, not yet decoded, and the framework that it names."""

    framework: str
    data: bytes


def carried(package: Package) -> Carried | None:
    """What a Word file carries; None where it carries nothing, or nothing that can be understood."""
    data = carried_data(package)
    if data is None:
        return None
    try:
        return Carried(framework=str(json.loads(data)["framework"]["key"]), data=data)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def with_desk(
    report: Report, given: Carried | None, framework: Framework
) -> tuple[Report, tuple[str, ...], tuple[str, ...]]:
    """The report with the marks that a draft carries, the places where its text was changed, and warnings.

    The text wins wherever the two differ.
    """
    if given is None or given.framework != framework.key:
        return report, (), ()
    try:
        before = _decoded(given.data, framework)
    except DrafterError as error:
        told = f"The data that the Word file carries could not be read ({error}); its text was taken alone."
        return report, (), (told,)
    desk = replace(report.desk, carried=before.desk.carried, short_titles=before.desk.short_titles)
    changes = tuple(_changes(before.content, report.content, framework))
    warnings = (_told(changes),) if changes else ()
    return replace(report, desk=desk), changes, warnings


def _decoded(data: bytes, framework: Framework) -> Report:
    """The report in a draft's data, which names its framework and has no copy of it."""
    root = Reader(read_json(data.decode()))
    check_format(root)
    named = root["framework"]
    named["key"].text()
    named["version"].number()
    named.done()
    return Decoder(framework).report(root)


def _told(changes: tuple[str, ...]) -> str:
    more = f" and {len(changes) - _TOLD} more" if len(changes) > _TOLD else ""
    return f"Changed in the Word file since it was exported: {'; '.join(changes[:_TOLD])}{more}."


def _changes(before: Content, after: Content, framework: Framework) -> Iterator[str]:
    """The places where two contents print different words, in the order in which they are printed."""
    old, new = (dict(_printed(content, framework)) for content in (before, after))
    titles = {section.key: section.title or section.key for section in framework.sections}
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key, ("", None)), new.get(key, ("", None))
        if was[0] != now[0]:
            title = titles.get(split(key)[0], key)
            number = now[1] or was[1]
            where = title if number is None else f"{title}, paragraph {number}"
            yield f"{where} (new)" if key not in old else f"{where} (gone)" if key not in new else where


def _printed(content: Content, framework: Framework) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """What each field prints, with its number."""
    for block in compose(content, framework, draft=True).blocks:
        if isinstance(block, Strip):
            yield block.key, (block.words[block.given] if block.given is not None else "", None)
        for text in texts_of(block):
            if text.key and not (isinstance(text, Text) and text.to_do):
                number = None if isinstance(text, Heading) else text.number
                yield text.key, (_words(text.text), number)


def _words(text: RichText) -> str:
    return " ".join([plain(text), *(_words(note.text) for note in footnotes(text))])
