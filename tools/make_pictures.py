"""Make the pictures in `docs/pictures/` from the worked example: `.venv/bin/python tools/make_pictures.py`.

Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); on Debian: libreoffice-writer-nogui, poppler-utils.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.resources import shipped
from drafter.services.exporting import export
from drafter.services.frameworks import installed
from drafter.services.steps import finish
from drafter.store.reports import open_report

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PAGES = {"cover": 1, "grades": 7, "judgement-area": 9}
RESOLUTION = 60
"""Dots per inch: sharp enough to judge a page by, small enough for a repository."""


def make() -> None:
    """Export the worked example, lay it out, and draw the pages that the README shows."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            sys.exit(f"The pictures need {program}; install it and run this again.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "example.docx"
        opened = open_report(shipped("resources", "examples", "halton-2008.drafter"), installed)
        finish(export(opened, document, final=True))
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(document))
        pdf = document.with_suffix(".pdf")
        for name, page in PAGES.items():
            target = PICTURES / name
            where = ("-f", str(page), "-l", str(page), "-r", str(RESOLUTION))
            _run("pdftoppm", "-png", "-singlefile", *where, str(pdf), str(target))
            print(f"Wrote {target.with_suffix('.png')}")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    make()
