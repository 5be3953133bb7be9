"""What a check tells: one thing that is missing or wrong, where it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is. An error would be wrong in print; a warning may be; a note is for a second look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """For sorting: the worst first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `message` is one or two sentences: what is wrong, and what to do.

    `rule` names the check that made it. `section` is the section that prints the place, and `key` the place
    itself, as the composed document calls it (an area's main finding has the area's key and is printed among
    the main findings). `quote` is what is meant, as it stands in the text there; empty where the whole field
    is. `number` is the printed number of the paragraph, if it has one,
    and `fact` the key of the fact that is missing, if one is.
    """

    rule: str
    severity: Severity
    section: str
    key: str
    message: str
    quote: str = ""
    number: int | None = None
    fact: str = ""
