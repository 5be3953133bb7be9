r"""Lines of plain text: how words are wrapped, and how a paragraph's links and footnotes are spelled in them.

A line is broken at single spaces only, so that joining lines with a space gives the words back; a line
break of the writer's own shows as `↵` at the end of its line. A link is `[its words] <address>`, or the
address alone in angle brackets; the mark of a footnote is its number in square brackets. A backslash before
a sign says that it is nothing but that sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set

from drafter.report.richtext import Footnote, Inline, Reference, RichText, Run, rich

WIDTH = 79
BREAK = "↵"
_SPACE = re.compile(r"(?<=\S) (?=\S)(?!(?<=\] )<(?:https?://|mailto:))")
"""Where a line may be broken; a link's words and its address stay together."""
_BROKEN = re.compile(rf"(?<!\\)(?:\\\\)*{BREAK}\Z")
_SIGNS = (None, re.compile(r"[\\\[\]<>↵]"), re.compile(r"[\\\[\]<>↵■□•–=~+|*-]"))
"""What is guarded: nothing; what stands for something in a paragraph; and what does so at its ends too."""
_START = re.compile(r"\A(\d+)\.")
_ADDRESS = r"(?:https?://|mailto:)[^<>\s]*"
_INLINE = re.compile(
    rf"\\(?P<sign>[^\w\s])|\[(?P<words>(?:\\.|[^\[\]\\])+)\] <(?P<to>{_ADDRESS})>"
    rf"|\[(?P<note>[1-9]\d{{0,5}})\]|<(?P<alone>{_ADDRESS})>",
    re.DOTALL,
)
_SIGN = re.compile(r"\\([^\w\s])")


def spelled(
    text: RichText, number_of: Callable[[str], str], label_of: Callable[[Footnote], str], *, guarded: int
) -> str:
    """`text` as it stands in a file, in one line but for its own breaks.

    `guarded` is how many signs that might say something else have a backslash before them: 0 none, 1 those
    of links, notes and breaks, 2 all.
    """
    parts: list[str] = []
    for part in text:
        if isinstance(part, Footnote):
            parts.append(f"[{label_of(part)}]")
        elif isinstance(part, Reference):
            parts.append(number_of(part.to))
        else:
            signs = _SIGNS[guarded]
            words = signs.sub(r"\\\g<0>", part.text) if signs else part.text
            if part.link:
                words = f"<{part.link}>" if part.text == part.link else f"[{words}] <{part.link}>"
            parts.append(words)
    whole = "".join(parts)
    return _START.sub(r"\1\\.", whole) if guarded > 1 else whole


def said(words: str, notes: Set[str]) -> RichText:
    """The text that `spelled` spells. A footnote is its number as id, without text, if it is in `notes`."""
    parts: list[Inline] = []
    place = 0
    for found in _INLINE.finditer(words):
        parts.append(Run(words[place : found.start()]))
        place = found.end()
        if found["sign"]:
            parts.append(Run(found["sign"]))
        elif found["note"]:
            parts.append(Footnote(found["note"], ()) if found["note"] in notes else Run(found[0]))
        elif found["words"]:
            parts.append(Run(_SIGN.sub(r"\1", found["words"]), link=found["to"]))
        else:
            parts.append(Run(found["alone"], link=found["alone"]))
    return rich(*parts, Run(words[place:]))


def wrapped(words: str, width: int) -> list[str]:
    """The lines of a text, each no longer than `width` unless a word is."""
    lines: list[str] = []
    *broken, last = words.split("\n")
    for line in [*(f"{one}{BREAK}" for one in broken), last]:
        current = ""
        for word in _SPACE.split(line):
            if current and len(current) + 1 + len(word) > width:
                lines.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
        lines.append(current)
    return lines


def unwrapped(lines: Iterable[str]) -> str:
    """The text of such lines, with the writer's own breaks in it."""
    whole = ""
    joint = ""
    for line in lines:
        is_broken = _BROKEN.search(line) is not None
        whole += joint + (line.removesuffix(BREAK) if is_broken else line)
        joint = "\n" if is_broken else " "
    return whole


def longest_word(words: str) -> int:
    """How wide a column must be at least that holds this text."""
    return max(map(len, wrapped(words, 1)), default=0)
