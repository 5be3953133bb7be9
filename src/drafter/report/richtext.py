r"""Rich text: a tuple of runs in one normal form.

What a paragraph can hold is small on purpose: text with marks, links, line breaks (`\n` inside a run),
footnotes and references to numbered paragraphs. The normal form is: equal neighbours merged, no empty
run, Unicode NFC, no control characters, no white space at either end. `rich` makes it, and every rich
text of a report is in it; so `==` compares what is said.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import quote, urlsplit


class Mark(enum.Flag):
    """How a run is set."""

    NONE = 0
    BOLD = enum.auto()
    ITALIC = enum.auto()
    SUPERSCRIPT = enum.auto()
    SUBSCRIPT = enum.auto()


MARK_NAMES = {
    "bold": Mark.BOLD,
    "italic": Mark.ITALIC,
    "superscript": Mark.SUPERSCRIPT,
    "subscript": Mark.SUBSCRIPT,
}
"""What files call the marks."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of marks; `link` is an address, or empty."""

    text: str
    marks: Mark = Mark.NONE
    link: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark stands here, its text at the foot of the page. Its text holds no footnote."""

    id: str
    text: RichText


@dataclass(frozen=True, slots=True)
class Reference:
    """Names a numbered paragraph by its id and prints that paragraph's number."""

    to: str


Inline: TypeAlias = Run | Footnote | Reference
RichText: TypeAlias = tuple[Inline, ...]

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# XML 1.0 (production 2, Char) has no place for these, and neither has a report.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PRINTABLE = re.compile("[ -~]*")
_SCHEME = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_UNFIT = re.compile(r"""[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})""")
_SPACE = " \t\n"
_UNMARKED = Mark.NONE  # the enumeration looks its members up by name each time, which loops over runs feel


def clean(text: str) -> str:
    r"""`text` in NFC, every line end as `\n`, tabs as spaces, without control characters."""
    # what is printable holds nothing that is refused; it is asked very often, and of plain letters in half
    # the time by a pattern
    if text.isascii() and _PRINTABLE.fullmatch(text):
        return text
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _REFUSED.sub("", text))


def refused_characters(text: str) -> int:
    """How many characters of `text` a report cannot hold (control characters, lone surrogates)."""
    return len(_REFUSED.findall(_LINE_ENDS.sub("\n", text)))


def clean_link(address: str) -> str:
    """A link's address as a report holds it; empty where it is none of the web or of mail.

    Characters that RFC 3986 has no place for are spelled in percent; Word calls a file damaged that
    holds an address with a space or a backslash in it.
    """
    address = clean(address).strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # such as half an IPv6 address
        return ""
    if parts.netloc and parts.path == "/" and address.endswith(f"{parts.netloc}/"):
        address = address[:-1]  # LibreOffice adds it; RFC 3986, 6.2.3: both are the same
    return _UNFIT.sub(lambda found: quote(found[0]), address) if _SCHEME.match(address) else ""


def rich(*parts: str | Inline | Iterable[Inline]) -> RichText:
    """The rich text made of `parts`, in the normal form."""
    if len(parts) == 1 and isinstance(only := parts[0], Run):
        only = _normal(only)  # nearly every paragraph
        return _trimmed([only] if only.text else [])
    merged: list[Inline] = []
    _merge(parts, merged)
    return _trimmed(merged)


def _merge(parts: Iterable[str | Inline | Iterable[Inline]], merged: list[Inline]) -> None:
    """Put `parts` behind what is in `merged`, each in its normal form."""
    for part in parts:
        if isinstance(part, Run):
            _merge_run(_normal(part), merged)
        elif isinstance(part, str):
            _merge_run(Run(clean(part)), merged)
        elif isinstance(part, Footnote):
            words = rich(*(i for i in part.text if not isinstance(i, Footnote)))
            merged.append(part if words == part.text else Footnote(part.id, words))
        elif isinstance(part, Reference):
            merged.append(part)
        else:
            _merge(part, merged)


def _normal(run: Run) -> Run:
    """A run that is clean by itself; the same one where it is already, as most are."""
    text = clean(run.text)
    marks = run.marks
    if marks is _UNMARKED and not run.link:
        return run if text is run.text else Run(text)
    if Mark.SUPERSCRIPT in marks:  # nothing stands above and below at once
        marks &= ~Mark.SUBSCRIPT
    return Run(text, marks, clean_link(run.link) if run.link else "")


def _merge_run(run: Run, merged: list[Inline]) -> None:
    if not run.text:
        return
    last = merged[-1] if merged else None
    if isinstance(last, Run) and last.marks == run.marks and last.link == run.link:
        # joined again in NFC: a mark at the start of the second may combine with the first
        merged[-1] = Run(clean(last.text + run.text), last.marks, last.link)
    else:
        merged.append(run)


def _trimmed(parts: list[Inline]) -> RichText:
    while parts and isinstance(first := parts[0], Run):
        text = first.text.lstrip(_SPACE)
        if text == first.text:
            break
        parts[0] = replace(first, text=text)
        if text:
            break
        del parts[0]
    while parts and isinstance(last := parts[-1], Run):
        text = last.text.rstrip(_SPACE)
        if text == last.text:
            break
        parts[-1] = replace(last, text=text)
        if text:
            break
        del parts[-1]
    return tuple(parts)


def plain(text: RichText, number_of: Callable[[str], str] | None = None) -> str:
    """The words of `text` without marks and footnotes.

    `number_of` gives the printed number of a paragraph by its id; without it references print nothing.
    """
    if len(text) == 1 and isinstance(only := text[0], Run):
        return only.text  # nearly every paragraph
    words: list[str] = []
    for part in text:
        if isinstance(part, Run):
            words.append(part.text)
        elif isinstance(part, Reference) and number_of is not None:
            words.append(number_of(part.to))
    return "".join(words)


def footnotes(text: RichText) -> list[Footnote]:
    """The footnotes of `text`, in order."""
    return [part for part in text if isinstance(part, Footnote)]


def unmarked(text: RichText, marks: Mark) -> RichText:
    """`text` without `marks`, for wording that its place sets in bold by itself."""
    return rich(*(replace(p, marks=p.marks & ~marks) if isinstance(p, Run) else p for p in text))


def split_lines(text: RichText) -> list[RichText]:
    """`text` cut at its line breaks, without the empty lines."""
    lines: list[list[Inline]] = [[]]
    for part in text:
        if not isinstance(part, Run):
            lines[-1].append(part)
            continue
        first, *rest = part.text.split("\n")
        lines[-1].append(replace(part, text=first))
        lines.extend([replace(part, text=more)] for more in rest)
    return [line for line in map(rich, lines) if line]


def joined(first: RichText, second: RichText) -> RichText:
    """Two halves of one paragraph, with a space between them."""
    return rich(first, " " if first and second else "", second)


def without_start(text: RichText, start: str) -> RichText:
    """`text` without its first `len(start)` characters, which must be `start`; marks are kept."""
    left = len(start)
    rest: list[Inline] = []
    for part in text:
        if isinstance(part, Run) and left:
            cut = min(left, len(part.text))
            left -= cut
            rest.append(replace(part, text=part.text[cut:]))
        else:
            rest.append(part)
    return rich(*rest)
