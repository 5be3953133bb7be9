"""What kinds of editors there are."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.desktop.editor.gutter import Margin
from drafter.report.model import Kind

SINGLE = "text"
"""The id of the one paragraph of an editor that holds one; the report knows no such paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """What an editor is for.

    `single` holds one paragraph, of mere words where `words` is set, and without footnotes where `notes` is
    not. `rich` may hold bullets, sub-headings and tables. `margin` is what stands at the left; `default` what
    a new paragraph is.
    """

    margin: Margin = Margin.NOTHING
    default: Kind = Kind.PLAIN
    single: bool = False
    words: bool = False
    notes: bool = True
    rich: bool = False
    bold: bool = False
