"""Bringing older formats of `.drafter` files up to the newest.

Format 1 is the first. A new format is one more function at the end of `MIGRATIONS`; what was released is
never taken out. A migration changes the decoded JSON in place (so that keys which stand there twice are
still told) and passes over what is not formed as it expects: the decoder tells every mistake afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from drafter.errors import DrafterError
from drafter.strict import Reader

Migration: TypeAlias = Callable[[dict[str, object]], None]

# The first brings format 1 to format 2, and so on.
MIGRATIONS: tuple[Migration, ...] = ()
FORMAT = len(MIGRATIONS) + 1


def migrate(root: Reader, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a decoded file to the newest format. Raises DrafterError for what is no report, or too new."""
    table = root.value
    if not isinstance(table, dict) or not root.has("format") or not root.has("content"):
        raise DrafterError(
            "this is not a Drafter report",
            hint="A report is a .drafter file that Drafter has saved.",
        )
    newest = len(migrations) + 1
    number = root["format"].number()
    if number > newest:
        raise root["format"].error(
            f"this report was saved by a newer Drafter (format {number}; this one knows {newest})",
            "Install the newer Drafter, or ask for the report as a Word draft.",
        )
    if number < 1:
        raise root["format"].error(f"there is no format {number}")
    for migration in migrations[number - 1 :]:
        migration(table)
    table["format"] = newest
