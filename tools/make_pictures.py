"""Make the pictures in `docs/pictures/` from the worked example: `.venv/bin/python tools/make_pictures.py`.

They are pages of the PDF that Drafter exports; nothing else has to be installed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2

from drafter.resources import shipped
from drafter.services.exporting import export
from drafter.services.frameworks import installed
from drafter.services.steps import finish
from drafter.store.reports import open_report

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PAGES = {"cover": 1, "contents": 3, "grades": 7, "judgement-area": 9}
SCALE = 1.0
"""Pixels to a point: sharp enough to judge a page by, small enough for a repository."""


def make() -> None:
    """Export the worked example as a PDF and draw the pages that the README shows."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "example.pdf"
        opened = open_report(shipped("resources", "examples", "halton-2008.drafter"), installed)
        finish(export(opened, pdf, final=True))
        with pypdfium2.PdfDocument(pdf.read_bytes()) as pages:
            for name, page in PAGES.items():
                target = PICTURES / f"{name}.png"
                picture = pages[page - 1].render(scale=SCALE).to_pil()
                picture.quantize(64).save(target, optimize=True)
                print(f"Wrote {target}")


if __name__ == "__main__":
    make()
