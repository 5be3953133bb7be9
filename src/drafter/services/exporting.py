"""Exporting a report as a file that others can read."""

from __future__ import annotations

from pathlib import Path

from drafter.compose import compose
from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.framework.files import HOUSE_STYLE
from drafter.pages.client import RESTARTED, Worker
from drafter.services.glyphs import undrawable
from drafter.services.paging import Paged, layout_worker, paged
from drafter.services.steps import Step, Steps
from drafter.store.encode import encode_data
from drafter.store.files import atomic_write
from drafter.store.reports import Opened
from drafter.text.write_html import write_html
from drafter.text.write_markdown import write_markdown
from drafter.text.write_text import write_text
from drafter.word.house import house_style
from drafter.word.write import write

FORMATS = (".docx", ".pdf", ".html", ".md", ".txt")


def check_format(target: Path) -> None:
    """Refuse a file name whose ending names no format that Drafter writes."""
    if target.suffix.lower() not in FORMATS:
        raise DrafterError(
            f"Drafter cannot write {target.suffix or 'a file without an ending'!s}",
            where=str(target),
            hint=f"Name a file that ends in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        )


def export(
    opened: Opened, target: Path, *, final: bool, overwrite: bool = True, worker: Worker | None = None
) -> Steps[tuple[str, ...]]:
    """Write the report to `target`: Word, PDF, HTML, Markdown or plain text, by its ending. A draft shows it.

    Returns sentences about what the reader of the file might miss. Raises DrafterError; whatever stood
    at `target` is then as it was.
    """
    check_format(target)
    yield Step("Composing", 0.0)
    document = compose(opened.report.content, opened.framework, draft=not final)
    warnings: tuple[str, ...] = ()
    worker = worker or layout_worker()
    deaths = worker.deaths
    match target.suffix.lower():
        case ".md":
            data = write_markdown(document).encode()
        case ".txt":
            data = write_text(document).encode()
        case ".html":
            data = write_html(document).encode()
        case ".pdf":
            data, warnings = yield from _pdf(opened, document, worker)
        case _:
            carried = None if final else encode_data(opened.report)
            data, warnings = yield from _word_file(opened, document, carried, worker)
    yield Step("Saving", 0.9)
    atomic_write(target, data, overwrite=overwrite)
    return (*warnings, RESTARTED) if worker.deaths > deaths and not warnings else warnings


def _word_file(
    opened: Opened, document: Document, carried: bytes | None, worker: Worker
) -> Steps[tuple[bytes, tuple[str, ...]]]:
    """The Word file. It is written without page numbers rather than not at all."""
    _check_house_style(opened)
    house = opened.framework.house_style
    try:
        pages = yield from _half(paged(document, house, worker))
        warnings = _warnings(document, house, pages, worker)
        headings = pages.headings
    except DrafterError as error:
        headings = ()
        warnings = (f"The contents list has no page numbers: {error.problem}. Update the list in Word.",)
    return write(document, house, data=carried, pages=headings), warnings


def _pdf(opened: Opened, document: Document, worker: Worker) -> Steps[tuple[bytes, tuple[str, ...]]]:
    _check_house_style(opened)
    house = opened.framework.house_style
    pages = yield from _half(paged(document, house, worker))
    yield Step("Making the PDF", 0.7)
    data = worker.pdf(pages.whole(), pages.finish())
    return data, _warnings(document, house, pages, worker)


def _check_house_style(opened: Opened) -> None:
    """Raises DrafterError with the place of the house style where it lacks what a report needs."""
    try:
        house_style(opened.framework.house_style)
    except DrafterError as error:
        raise error.within(f"{opened.place or opened.framework.key}: framework.files.{HOUSE_STYLE}") from None


def _half(steps: Steps[Paged]) -> Steps[Paged]:
    """Laying out, as the part of the progress from a tenth to seven tenths."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            result: Paged = stop.value
            return result
        yield Step(step.what, 0.1 + 0.6 * step.done)


def _warnings(document: Document, house: bytes, pages: Paged, worker: Worker) -> tuple[str, ...]:
    found = []
    if not pages.stable:
        found.append("Some page numbers in the contents list may be wrong by one. Update the list in Word.")
    if missing := undrawable(document, house, worker):
        signs = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:10])
        found.append(
            f"No font on this machine can draw {signs}. The PDF shows a box there, and Word may too: "
            "write it in another way, or install a font that has it."
        )
    return tuple(found)
