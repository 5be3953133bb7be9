"""Exporting a report as a file that others can read."""

from __future__ import annotations

from pathlib import Path

from drafter.compose import compose
from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.framework.files import HOUSE_STYLE
from drafter.services.steps import Step, Steps
from drafter.store.encode import encode_data
from drafter.store.files import atomic_write
from drafter.store.reports import Opened
from drafter.text.write_markdown import write_markdown
from drafter.word.write import write

FORMATS = (".docx", ".md")


def check_format(target: Path) -> None:
    """Refuse a file name whose ending names no format that Drafter writes."""
    if target.suffix.lower() not in FORMATS:
        raise DrafterError(
            f"Drafter cannot write {target.suffix or 'a file without an ending'!s}",
            where=str(target),
            hint=f"Name a file that ends in {' or '.join(FORMATS)}.",
        )


def export(opened: Opened, target: Path, *, final: bool, overwrite: bool = True) -> Steps[None]:
    """Write the report to `target`: Word or Markdown, by its ending. A draft shows that it is one.

    Raises DrafterError; whatever stood at `target` is then as it was.
    """
    check_format(target)
    yield Step("Composing", 0.0)
    document = compose(opened.report.content, opened.framework, draft=not final)
    yield Step("Writing", 0.4)
    if target.suffix.lower() == ".md":
        data = write_markdown(document).encode()
    else:
        carried = None if final else encode_data(opened.report)
        data = _word_file(opened, document, carried)
    yield Step("Saving", 0.9)
    atomic_write(target, data, overwrite=overwrite)


def _word_file(opened: Opened, document: Document, carried: bytes | None) -> bytes:
    try:
        return write(document, opened.framework.house_style, data=carried)
    except DrafterError as error:  # only the house style can be at fault here
        raise error.within(f"{opened.place or opened.framework.key}: framework.files.{HOUSE_STYLE}") from None
