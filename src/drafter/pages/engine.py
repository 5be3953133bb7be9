"""The layout engine's calls. Only the worker process makes them."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import rdocx

from drafter.pages.model import Fragment, Layout, PageImage


class LaidOut:
    """A Word file in the engine's hands. What it worked out once it keeps."""

    def __init__(self, docx: bytes) -> None:
        self._document = rdocx.Document.from_bytes(docx)

    def layout(self) -> Layout:
        found = tuple(
            Fragment(f.body_index, f.physical_page, f.bounds.x, f.bounds.y, f.bounds.width, f.bounds.height)
            for f in self._document.layout()
        )
        return Layout(found, self._document.page_count())

    def pdf(self) -> bytes:
        """The pages as a tagged PDF, as the engine makes it."""
        return self._document.to_pdf()


class Drawing:
    """A PDF whose pages are drawn one by one."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(pdf)

    def page(self, number: int, scale: float) -> PageImage:
        """Page `number` (from 1) with `scale` pixels to a point."""
        page = self._pdf[number - 1]
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return image

    def close(self) -> None:
        self._pdf.close()


def has_missing_characters(pdf: bytes) -> bool:
    """Whether a PDF of the engine's draws a character that no font has: its code is 0 then."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for instruction in pikepdf.parse_content_stream(page, "Tj TJ"):
                for operand in instruction.operands:
                    shown = operand if isinstance(operand, pikepdf.Array) else [operand]
                    for piece in shown:
                        if isinstance(piece, pikepdf.String) and _has_zero(bytes(piece)):
                            return True
    return False


def _has_zero(codes: bytes) -> bool:
    return any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
