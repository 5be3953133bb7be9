"""Make the worked example, `resources/examples/halton-2008.drafter`, from the published report's text.

Run it again after changing a framework or the file format: `.venv/bin/python tools/make_example.py`.
The same source gives the same bytes.
"""

from __future__ import annotations

import sys

from drafter.report.ids import seeded_ids
from drafter.resources import shipped
from drafter.services.importing import import_source
from drafter.services.steps import finish
from drafter.store.encode import encode
from drafter.store.files import atomic_write

FRAMEWORK = "joint-area-review-2007"
FOLDER = shipped("resources", "examples")
SOURCE = FOLDER / "halton-2008-joint-area-review.md"
TARGET = FOLDER / "halton-2008.drafter"


def example() -> bytes:
    """The worked example as a `.drafter` file."""
    imported = finish(import_source(SOURCE, FRAMEWORK, seeded_ids("halton-2008")))
    if imported.warnings or not imported.account.balanced:
        sys.exit(f"The example did not come through whole: {imported.warnings}")
    return encode(imported.recognition.report, imported.framework)


if __name__ == "__main__":
    atomic_write(TARGET, example())
    print(f"Wrote {TARGET}")
