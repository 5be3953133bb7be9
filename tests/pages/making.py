"""PDF files for the tests: reports as they are exported, and files that were tampered with."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf

from drafter.compose import compose
from drafter.document.model import Document
from drafter.framework.empty import empty_section
from drafter.framework.model import Framework
from drafter.report.model import Content
from drafter.services import frameworks
from drafter.services.paging import layout_worker, paged
from drafter.services.steps import finish
from tests.word.helpers import JOINT_AREA_REVIEW, worked_example


def pdf_of(document: Document, framework: Framework) -> bytes:
    """The PDF of a document, as it is exported."""
    pages = finish(paged(document, framework.house_style, layout_worker()))
    return layout_worker().pdf(pages.whole(), pages.finish())


@cache
def example_pdf(*, final: bool) -> bytes:
    opened = worked_example()
    return pdf_of(compose(opened.report.content, opened.framework, draft=not final), opened.framework)


@cache
def small_pdf() -> bytes:
    """A short one of ours: the form of a report that nobody has filled in."""
    framework = frameworks.by_key(JOINT_AREA_REVIEW)
    empty = Content(sections={spec.key: empty_section(spec) for spec in framework.sections})
    return pdf_of(compose(empty, framework, draft=True), framework)


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
    """A PDF after a change; `how` says how it is saved."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        target = io.BytesIO()
        opened.save(target, **how)  # type: ignore[arg-type]
    return target.getvalue()


def without_marks(opened: pikepdf.Pdf) -> None:
    """Take keys, kinds and spelled texts away; what is left is what the layout engine tags."""
    root = opened.Root.StructTreeRoot
    for name in ("/IDTree", "/ClassMap"):
        del root[name]
    for one in opened.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.StructElem:
            for name in ("/ID", "/C", "/A"):
                if name in one:
                    del one[name]


def unpacking_to(size: int) -> bytes:
    """A PDF whose catalogue is packed together with `size` bytes of nothing (a stream of objects)."""
    packer = zlib.compressobj(9)
    nothing = b" " * 10_000_000
    packed = [packer.compress(b"1 0 <</Type/Catalog/Pages 2 0 R>>")]
    packed += [packer.compress(nothing) for _ in range(size // len(nothing))]
    data = b"".join([*packed, packer.flush()])
    bodies = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>",
        b"<</Producer(Drafter)>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(data), data),
    ]
    file = b"%PDF-1.7\n"
    rows = struct.pack(">BIH", 0, 0, 65535) + struct.pack(">BIH", 2, 5, 0)
    for number, body in enumerate(bodies, 2):
        rows += struct.pack(">BIH", 1, len(file), 0)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows += struct.pack(">BIH", 1, len(file), 0)
    table = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Info 4 0 R/Length %d>>stream\n%b\nendstream"
    start = len(file)
    file += b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table % (len(rows), rows), start)
    return file
