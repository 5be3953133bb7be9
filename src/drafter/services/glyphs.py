"""Characters that no font can draw, so that the inspector hears of them before the reader sees boxes."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.model import Document, Role, Strip, Text, texts_of
from drafter.pages.client import Worker
from drafter.report.richtext import Footnote, RichText, Run, rich
from drafter.services.paging import shipped_faces
from drafter.word.write import write_for_layout

_SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset("‐‑‒–—‘’“”„†‡•…€™■□\n\t")
"""What the shipped fonts have, without asking."""
_MOST = 100
"""Characters that are asked for one by one."""


def undrawable(document: Document, house_style: bytes, worker: Worker) -> str:
    """The characters of `document` that no shipped or installed font has, in the order of their codes.

    Raises DrafterError where the layout engine fails.
    """
    doubtful = sorted({sign for text in _texts(document) for sign in text} - _SURE)[:_MOST]
    if not doubtful or _draws("".join(doubtful), house_style, worker):
        return ""
    return "".join(sign for sign in doubtful if not _draws(sign, house_style, worker))


def _draws(signs: str, house_style: bytes, worker: Worker) -> bool:
    page = Document(blocks=tuple(Text(role=Role.PLAIN, text=rich(f"x{sign}x")) for sign in signs))
    return worker.draws_all(write_for_layout(page, house_style, shipped_faces(), pages=()).data())


def _texts(document: Document) -> Iterator[str]:
    yield document.title
    for block in document.blocks:
        if isinstance(block, Strip):
            yield from block.words
        for text in texts_of(block):
            yield from _words(text.text)


def _words(text: RichText) -> Iterator[str]:
    for part in text:
        if isinstance(part, Run):
            yield part.text
        elif isinstance(part, Footnote):
            yield from _words(part.text)
