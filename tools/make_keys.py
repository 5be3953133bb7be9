"""Make `docs/keys.md` from the commands of the window: `.venv/bin/python tools/make_keys.py`."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from drafter.desktop.window.keys_page import table

FILE = Path(__file__).resolve().parents[1] / "docs" / "keys.md"
_HEAD = """\
# Keys of the keyboard

Where Word has a key for something, Drafter has the same. F1 shows this table in the window. On macOS, Ctrl is
the Command key. Made from the commands by `tools/make_keys.py`.
"""


def text() -> str:
    """The whole file."""
    parts = [_HEAD]
    for menu, rows in table():
        parts.append(f"\n## {menu}\n\n| keys | what they do |\n|---|---|\n")
        parts += [f"| {keys} | {words} |\n" for keys, words in rows]
    return "".join(parts)


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    print(f"Wrote {FILE}")
