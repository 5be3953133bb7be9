"""The words of one pasted paragraph while it is read, their white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.report.richtext import Inline, Mark, RichText, Run, rich
from drafter.text.paste_look import Look

_SPACE = re.compile(r"[ \t\r\n\f]+")
_ONE_SPACE = re.compile(r"[\t\r\n\f]")
_LINE_END = re.compile(r"\r\n?")
_BLANK = " \t\r\n\f\N{NO-BREAK SPACE}"


class Words:
    """Gathers text and footnotes. Neighbours of one look are one run, however many they are."""

    def __init__(self) -> None:
        self.says = False
        self.ends_line = False
        self._parts: list[Inline | _Open] = []
        self._last = ""
        self._may_trim = False

    @property
    def is_empty(self) -> bool:
        return not self._parts

    def text(self, text: str, look: Look) -> None:
        """Add text. But for a look that keeps it, white space is one space, and none where a line starts."""
        may_trim = False
        if look.is_spaces:
            text = _ONE_SPACE.sub(" ", text).replace("\N{NO-BREAK SPACE}", " ")
        elif look.keeps_spaces:
            text = _LINE_END.sub("\n", text)
        else:
            text = _SPACE.sub(" ", text)
            if self._last in ("", " ", "\n") and text[:1] == " ":
                text = text[1:]
            may_trim = True
        if not text:
            return
        self._add(text, look.marks, look.link)
        self._may_trim = may_trim
        if not self.says and text.strip(_BLANK):
            self.says = True

    def line_break(self, look: Look) -> None:
        """End the line; the space before the end is only the source's look."""
        if self._may_trim and self._last == " ":
            last = self._parts[-1]
            if isinstance(last, _Open):
                last.texts[-1] = last.texts[-1][:-1]
        self._add("\n", look.marks, look.link)

    def add(self, part: Inline) -> None:
        """Add what is not text."""
        self._parts.append(part)
        self._last = "."
        self.says = True
        self.ends_line = False

    def _add(self, text: str, marks: Mark, link: str) -> None:
        last = self._parts[-1] if self._parts else None
        if isinstance(last, _Open) and last.marks == marks and last.link == link:
            last.texts.append(text)
        else:
            self._parts.append(_Open(text, marks, link))
        self._last = text[-1]
        self.ends_line = self._last == "\n" or (self.ends_line and not text.strip(_BLANK))

    def parts(self, *, exact: bool) -> list[Inline]:
        """What was gathered. If not `exact`, hard spaces at either end are left out too."""
        parts = [part.run() if isinstance(part, _Open) else part for part in self._parts]
        return parts if exact else _without_blanks(parts)


class _Open:
    """A run that may still grow."""

    __slots__ = ("link", "marks", "texts")

    def __init__(self, text: str, marks: Mark, link: str) -> None:
        self.texts = [text]
        self.marks = marks
        self.link = link

    def run(self) -> Run:
        return Run("".join(self.texts), self.marks, self.link)


def texts_together(parts: Sequence[Inline]) -> RichText:
    """The rich text of `parts`, however many; the normal form alone would join neighbours one by one."""
    return rich(*parts) if len(parts) <= 1 else rich(*_neighbours(parts))


def spaced(texts: Iterable[RichText], between: str = " ") -> RichText:
    """Those of `texts` that say something as one, with `between` between them."""
    parts: list[Inline] = []
    for text in filter(None, texts):
        if parts:
            parts.append(Run(between))
        parts += text
    return texts_together(parts)


def _neighbours(parts: Iterable[Inline]) -> Iterator[Inline]:
    for look, same in groupby(parts, _look):
        if look is None:
            yield from same
        else:
            yield Run("".join(part.text for part in same if isinstance(part, Run)), *look)


def _look(part: Inline) -> tuple[Mark, str] | None:
    return (part.marks, part.link) if isinstance(part, Run) else None


def _without_blanks(parts: list[Inline]) -> list[Inline]:
    if len(parts) == 1 and isinstance(only := parts[0], Run):
        return [Run(only.text.strip(_BLANK), only.marks, only.link)]
    first, end = 0, len(parts)
    while first < end and _is_blank(parts[first]):
        first += 1
    while end > first and _is_blank(parts[end - 1]):
        end -= 1
    kept = parts[first:end]
    if kept and isinstance(start := kept[0], Run):
        kept[0] = Run(start.text.lstrip(_BLANK), start.marks, start.link)
    if kept and isinstance(last := kept[-1], Run):
        kept[-1] = Run(last.text.rstrip(_BLANK), last.marks, last.link)
    return kept


def _is_blank(part: Inline) -> bool:
    return isinstance(part, Run) and not part.text.strip(_BLANK)
