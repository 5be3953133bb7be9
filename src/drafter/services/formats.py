"""The endings of the files that Drafter reads as reports, besides its own."""

from __future__ import annotations

IMPORTED = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf")
