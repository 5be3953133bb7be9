"""What an editor has to know of the report around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.desktop.session.view import View
from drafter.report.model import Origin


@dataclass(frozen=True, slots=True)
class Context:
    """Numbers, carried-over marks and taken ids, from a view; nothing at all without one."""

    view: View | None = None
    carried: Mapping[str, Origin] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View) -> Context:
        return cls(view, view.report.desk.carried)

    def number_of(self, paragraph: str) -> str:
        """The printed number of a paragraph, or nothing."""
        return self.view.number_of(paragraph) if self.view else ""

    def note_number(self, note: str) -> str:
        """The printed number of a footnote, or nothing."""
        return str(self.view.note_numbers.get(note, "")) if self.view else ""

    def has_id(self, one: str) -> bool:
        """Whether the report holds this id now."""
        return self.view is not None and one in self.view.ids

    def paints_like(self, other: Context) -> bool:
        """Whether numbers and marks are the same as in `other`."""
        if self.view is None or other.view is None:
            return self.view is other.view
        same_numbers = self.view.document is other.view.document or (
            self.view.document.numbers == other.view.document.numbers
            and self.view.note_numbers == other.view.note_numbers
        )
        return same_numbers and self.carried == other.carried
