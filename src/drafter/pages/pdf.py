"""Finishing a PDF: what the layout engine leaves out or says wrongly.

It names no language, follows no link inside the document, describes no link, leaves footnotes out of the
structure, and claims PDF/UA, which nobody has checked. The same PDF and finish give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

from drafter.pages.model import Finish, Spot
from drafter.pages.pdf_marks import mark

_PRODUCER = "Drafter"
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_ABOVE = 6
"""Points of white that a jump leaves above its target."""


def finished(pdf: bytes, finish: Finish) -> bytes:
    """The engine's PDF with language, title, working links and nothing about how it was made."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _describe(opened, finish)
        words = pypdfium2.PdfDocument(pdf)
        try:
            _mend_links(opened, words, finish.spots)
        finally:
            words.close()
        if finish.document is not None:
            mark(opened, finish.document, finish.foot)
        target = io.BytesIO()
        opened.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            linearize=False,
        )
    return target.getvalue()


def _describe(opened: pikepdf.Pdf, finish: Finish) -> None:
    root = opened.Root
    root.Lang = String(finish.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.MarkInfo = Dictionary(Marked=True)
    if "/Outlines" in root:
        root.PageMode = Name.UseOutlines
    spelled = _METADATA.format(title=_escaped(finish.title), language=_escaped(finish.language))
    root.Metadata = opened.make_stream(spelled.encode(), Type=Name.Metadata, Subtype=Name.XML)
    subject = opened.docinfo.get("/Subject")
    for key in list(opened.docinfo.keys()):
        del opened.docinfo[key]
    opened.docinfo["/Title"] = String(finish.title)
    opened.docinfo["/Producer"] = String(_PRODUCER)
    if subject is not None:
        opened.docinfo["/Subject"] = subject


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mend_links(opened: pikepdf.Pdf, words: pypdfium2.PdfDocument, spots: Mapping[str, Spot]) -> None:
    """Turn the addresses in `spots` into jumps, and say of each link what its words say."""
    for number, page in enumerate(opened.pages):
        links = page.obj.get("/Annots", Array())
        if not len(links):
            continue
        text = words[number].get_textpage()
        for link in links:
            action = link.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            link.Contents = String(_words_of(text, link.Rect) or address)
            spot = spots.get(address)
            if spot is not None:
                link.A = _jump(opened, spot)
        text.close()
        page.obj.Tabs = Name.S


def _words_of(text: pypdfium2.PdfTextPage, place: Any) -> str:
    left, bottom, right, top = (float(side) for side in place)
    return " ".join(text.get_text_bounded(left, bottom, right, top).split())


def _jump(opened: pikepdf.Pdf, spot: Spot) -> Dictionary:
    page = opened.pages[spot.page - 1]
    height = float(page.mediabox[3])
    y = Decimal(str(round(height - max(spot.y - _ABOVE, 0), 2)))
    return Dictionary(S=Name.GoTo, D=Array([page.obj, Name.XYZ, 0, y, 0]))
