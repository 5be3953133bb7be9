"""What the worker can do. It alone loads the layout engine."""

from __future__ import annotations

import hashlib

from drafter.errors import DrafterError
from drafter.pages import engine
from drafter.pages.count_pdf import count_pdf_words
from drafter.pages.memory import limited_memory
from drafter.pages.model import Finish, Layout, PageImage, PdfRead, PdfRefused
from drafter.pages.pdf import finished
from drafter.pages.read_pdf import read_pdf

_DRAWINGS = 6
"""Files whose pages stay ready: those on the screen and round it."""
_READING_MEMORY = 1_500_000_000
"""Bytes that reading a PDF may take; one of ours takes a hundredth of it."""


class Jobs:
    """What the worker can do. It keeps what it laid out last, and the files whose pages were drawn last."""

    def __init__(self) -> None:
        self._name = b""
        self._laid_out: engine.LaidOut | None = None
        self._drawings: dict[bytes, engine.Drawing] = {}

    def lay_out(self, docx: bytes) -> Layout:
        return self._opened(docx).layout()

    def pdf(self, docx: bytes, finish: Finish) -> bytes:
        return finished(self._opened(docx).pdf(), finish)

    def page(self, name: bytes, number: int, scale: float) -> PageImage | None:
        """A page of the file that was handed to `draw` under this name, or None where it is not here."""
        drawing = self._drawings.get(name)
        return None if drawing is None else drawing.page(number, scale)

    def draw(self, name: bytes, docx: bytes) -> None:
        """Make the pages of a file ready to be drawn; of a few others they stay ready too."""
        while len(self._drawings) >= _DRAWINGS:
            self._drawings.pop(next(iter(self._drawings))).close()
        self._drawings[name] = engine.Drawing(engine.LaidOut(docx).pdf())

    def draws_all(self, docx: bytes) -> bool:
        """Whether there is a font for each character in a file."""
        return not engine.has_missing_characters(engine.LaidOut(docx).pdf())

    def read_pdf(self, pdf: bytes) -> PdfRead | PdfRefused:
        """What a PDF of ours says; it may be anybody's."""
        try:
            with limited_memory(_READING_MEMORY):
                return PdfRead(read_pdf(pdf), count_pdf_words(pdf))
        except DrafterError as error:
            return PdfRefused(error.problem, error.hint)

    def ready(self) -> bool:
        return True

    def _opened(self, docx: bytes) -> engine.LaidOut:
        name = hashlib.sha256(docx).digest()
        if self._laid_out is None or name != self._name:
            self._laid_out = None  # given up before the next takes its room
            self._laid_out, self._name = engine.LaidOut(docx), name
        return self._laid_out
