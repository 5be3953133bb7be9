"""Moving a report to another version of its framework. What has no place there goes to the tray."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.compose import compose
from drafter.document.keys import split
from drafter.document.model import Text, texts_of
from drafter.errors import DrafterError
from drafter.framework.model import Framework
from drafter.report.ids import IdMaker
from drafter.report.model import Origin, Report, TrayPiece
from drafter.report.richtext import RichText, rich
from drafter.store.decode import Decoder
from drafter.store.encode import Json, content, desk
from drafter.strict import Reader


def moved(report: Report, old: Framework, new: Framework, ids: IdMaker) -> Report:
    """The report held against `new`; until now it was held against `old`.

    Sections, facts, grades and notes go over where the new framework takes them as they are. What it does
    not take stands in the tray under its old heading.
    """
    mover = _Mover(report, old, new, ids)
    mover.sections()
    mover.facts()
    mover.grades()
    mover.notes()
    return mover.report()


class _Mover:
    def __init__(self, report: Report, old: Framework, new: Framework, ids: IdMaker) -> None:
        self._report = report
        self._old = old
        self._new = new
        self._ids = ids
        self._from = content(report.content)
        self._desk = desk(report.desk)
        self._taken: dict[str, Json] = {"facts": {}, "grades": {}, "sections": {}}
        self._pieces: list[TrayPiece] = []

    def report(self) -> Report:
        """What was taken, with the rest in the tray."""
        whole = {"content": self._taken, "desk": self._desk}
        found = Decoder(self._new).report(Reader(whole))
        tray = (*found.desk.tray, *self._pieces)
        return replace(found, desk=replace(found.desk, tray=tray))

    def sections(self) -> None:
        for spec in self._old.sections:
            said = self._of("sections").get(spec.key)
            if said is not None and not self._takes("sections", spec.key, said):
                self._lay_aside(spec.title or spec.key.capitalize(), self._printed(spec.key))

    def facts(self) -> None:
        for key, fact in self._of("facts").items():
            if not self._takes("facts", key, fact):
                known = self._old.fact(key)
                told = " to ".join(map(str, fact)) if isinstance(fact, list) else str(fact)
                self._lay_aside(known.label if known else key, [rich(told)])

    def grades(self) -> None:
        for judgement, grade in self._of("grades").items():
            if not self._takes("grades", judgement, grade):
                scale = self._old.scale_of(judgement)
                words = [one.word for one in scale.grades if one.key == grade] if scale else []
                self._lay_aside(f"Grade: {judgement}", [rich(*(words or [str(grade)]))])

    def notes(self) -> None:
        known = {spec.key for spec in self._new.sections}
        notes = {key: text for key, text in self._report.desk.notes.items() if key in known}
        for key, text in self._report.desk.notes.items():
            if key not in known:
                self._lay_aside(f"Notes: {key}", [rich(text)])
        self._desk["notes"] = notes

    def _of(self, part: str) -> Json:
        found = self._from[part]
        assert isinstance(found, dict)
        return found

    def _takes(self, part: str, key: str, said: object) -> bool:
        """Whether the new framework takes this beside what it has taken so far; it is then taken."""
        tried = self._taken | {part: self._taken[part] | {key: said}}
        try:
            Decoder(self._new).report(Reader({"content": tried}))
        except DrafterError:
            return False
        self._taken = tried
        return True

    def _printed(self, section: str) -> list[RichText]:
        """Every text that a section prints, and the main findings of its areas."""
        document = compose(self._report.content, self._old, draft=True)
        return [
            text.text
            for block in document.blocks
            for text in texts_of(block)
            if isinstance(text, Text) and not text.to_do and split(text.key or block.key)[0] == section
        ]

    def _lay_aside(self, heading: str, texts: Iterable[RichText]) -> None:
        origin = Origin(source=f"{self._old.title}, version {self._old.version}", place=heading)
        self._pieces += [
            TrayPiece(id=self._ids(), heading=heading, text=text, origin=origin) for text in texts if text
        ]
