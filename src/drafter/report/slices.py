"""Rich text by places: code points, where a footnote or a reference counts as one.

A place is a number of code points from the start of `flat(text)`. What comes out is in the normal form of
rich text, so white space at either end of it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from drafter.report.richtext import Inline, Mark, RichText, Run, rich

OBJECT = "\ufffc"
"""What stands for a footnote or a reference in a flat text: Unicode's replacement for an object."""

Change: TypeAlias = tuple[int, int, str | RichText]
"""From a place to a place, and what is to stand there."""


def flat(text: RichText) -> str:
    """The characters of `text`, an `OBJECT` for each footnote and each reference."""
    if len(text) == 1 and isinstance(text[0], Run):
        return text[0].text
    return "".join([part.text if isinstance(part, Run) else OBJECT for part in text])


def length(text: RichText) -> int:
    """How many places `text` has."""
    return sum([len(part.text) if isinstance(part, Run) else 1 for part in text])


def slice_rich(text: RichText, start: int, end: int) -> RichText:
    """What stands from `start` up to `end`, as far as `text` reaches; marks, links and footnotes are kept."""
    return rich(*slice_exactly(text, start, end))


def slice_exactly(text: RichText, start: int, end: int) -> list[Inline]:
    """The same with the white space at its ends, for putting together again; in no normal form."""
    reader = _Reader(text)
    reader.take(start)
    return reader.take(end)


def replaced(text: RichText, start: int, end: int, new: str | RichText) -> RichText:
    """`text` with `new` in place of what stands from `start` up to `end`; the same object where equal.

    A string is set as the first replaced character is; one that is put between two characters is set as
    the one before it, but is part of a link, raised or lowered only where both are. Raises ValueError for a
    place that `text` does not have.
    """
    return replaced_all(text, [(start, end, new)])


def replaced_all(text: RichText, changes: Iterable[Change]) -> RichText:
    """`replaced` for several changes at once, in one pass: in order, none over another (else ValueError).

    All places are those of `text` as it is, whatever the changes before them add or take away.
    """
    reader = _Reader(text)
    parts: list[Inline] = []
    for start, end, new in changes:
        if not reader.at <= start <= end:
            raise ValueError(f"no change can be made from {start} to {end} behind {reader.at}")
        before = reader.take(start)
        parts += before
        gone = reader.take(end)
        if reader.at != end:
            raise ValueError(f"the text ends at {reader.at}, before {end}")
        if isinstance(new, str):
            parts.append(_set_as(new, gone, before or parts, reader.ahead()))
        else:
            parts += new
    parts += reader.rest()
    result = rich(*_joined(parts))
    return text if result == text else result


def _set_as(new: str, gone: list[Inline], before: list[Inline], ahead: Inline | None) -> Run:
    """`new` with the marks and the link that it gets in its place."""
    for part in gone:
        if isinstance(part, Run):
            return replace(part, text=new)
    model = before[-1] if before else ahead
    if not isinstance(model, Run):
        return Run(new)
    if before and isinstance(ahead, Run) and (ahead.marks, ahead.link) == (model.marks, model.link):
        return replace(model, text=new)
    inside = before and isinstance(ahead, Run) and ahead.link == model.link
    return Run(new, model.marks & ~(Mark.SUPERSCRIPT | Mark.SUBSCRIPT), model.link if inside else "")


def _joined(parts: list[Inline]) -> Iterable[Inline]:
    """`parts` with neighbours that are set alike in one run.

    `rich` would join them one by one, copying all that went before each time.
    """
    for style, alike in groupby(
        parts, lambda part: (part.marks, part.link) if isinstance(part, Run) else None
    ):
        if style is None:
            yield from alike
        else:
            yield Run("".join([part.text for part in alike if isinstance(part, Run)]), *style)


class _Reader:
    """Reads a rich text once, from its start to its end; `at` is the place that it has come to."""

    def __init__(self, text: RichText) -> None:
        self.at = 0
        self._text = text
        self._part = 0
        self._inside = 0

    def take(self, until: int) -> list[Inline]:
        """What stands from here up to `until`, or up to the end."""
        taken: list[Inline] = []
        while self.at < until and (part := self.ahead()) is not None:
            size = len(part.text) if isinstance(part, Run) else 1
            cut = min(size - self._inside, until - self.at)
            taken.append(part)
            if isinstance(part, Run) and cut < size:
                taken[-1] = replace(part, text=part.text[self._inside : self._inside + cut])
            self.at += cut
            self._inside += cut
            if self._inside == size:
                self._part, self._inside = self._part + 1, 0
        return taken

    def ahead(self) -> Inline | None:
        """The part that the next character belongs to, or None at the end."""
        return self._text[self._part] if self._part < len(self._text) else None

    def rest(self) -> list[Inline]:
        """What has not been read yet."""
        inside = self._inside
        part = self.ahead()
        if not inside or not isinstance(part, Run):
            return list(self._text[self._part :])
        return [replace(part, text=part.text[inside:]), *self._text[self._part + 1 :]]
