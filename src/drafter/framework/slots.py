"""The wordings of a framework: found by name, checked against what their slot may name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from drafter.errors import DrafterError
from drafter.framework.reading import decoded
from drafter.strict import Reader
from drafter.wording import Wording

GRADE_FIELDS = ("key", "word", "number")
SLOT_NAMES = frozenset({"subject", "title", "grade", "grades", "body"})
"""What some wordings may name besides facts and derived values."""


class Slots:
    """Makes each wording with the names that its slot allows; `names` are allowed everywhere."""

    def __init__(self, files: Mapping[str, bytes], place: str, names: Iterable[str]) -> None:
        self.files = files
        self.place = place
        self.names = set(names)
        self._used: set[str] = set()

    def named(self, reader: Reader, more: Collection[str] = ()) -> Wording:
        """The wording whose file `reader` names; it may use `more` names besides the common ones."""
        name = reader.text()
        file = f"wording/{name}.j2"
        if file not in self.files:
            raise reader.error(f"there is no wording {name!r}", f"Write it in {file}, beside framework.toml.")
        self._used.add(file)
        place = f"{self.place}/{file}"
        source = decoded(self.files[file], place)
        return Wording(source, place=place, names=self.names | set(more))

    def inline(self, reader: Reader) -> Wording:
        """A wording that stands in framework.toml itself."""
        place = f"{self.place}/framework.toml: {reader.path}"
        return Wording(reader.text(), place=place, names=self.names)

    def check_all_used(self) -> None:
        """Refuse a wording that nothing names: it is a mistyped name or a leftover."""
        for file in self.files:
            if file.startswith("wording/") and file not in self._used:
                raise DrafterError(
                    "nothing in framework.toml names this wording",
                    where=f"{self.place}/{file}",
                    hint="Delete the file, or name it where it belongs.",
                )


def grade_names(judgements: Collection[str]) -> set[str]:
    """The names for the grades of `judgements`: `grade.word`, or `grades.<judgement>.word` for several."""
    if len(judgements) == 1:
        return {f"grade.{field}" for field in GRADE_FIELDS}
    return {f"grades.{key.replace('-', '_')}.{field}" for key in judgements for field in GRADE_FIELDS}
