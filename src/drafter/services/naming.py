"""Names of files: one made from the report's data, safe on every system, and free in a folder."""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

from drafter.compose import Sentences
from drafter.framework.model import Framework
from drafter.report.model import Report

LONGEST = 120
"""In characters, the ending included: Windows stops at 260 for a whole path, unless it is told otherwise."""
LONGEST_BYTES = 200
"""In UTF-8: most file systems stop at 255 for each name, and a lock's is longer."""

# what Windows refuses in names; everything else with it, since reports travel
_REFUSED = re.compile(r'[<>:"/\\|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file, with any ending too
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_NOTHING_LEFT = "Report"


def offered_name(report: Report, framework: Framework, ending: str, *, draft: bool = False) -> str:
    """The name that is offered for a file of this report, such as `Halton joint area review 2008.docx`.

    It is the framework's wording for it; its title, where a fact is missing that the wording prints.
    `ending` is the format's, with its dot; a `draft` says in its name that it is one.
    """
    sentences = Sentences(report.content, framework)
    words = sentences.render(framework.file_name) or framework.title
    return safe_name(f"{words} (draft)" if draft else words, ending)


def safe_name(words: str, ending: str) -> str:
    """`words` as the name of a file that Windows, macOS and Linux all take; `ending` with its dot.

    It is never empty and none that Windows keeps for itself, begins and ends with neither dot nor space, and
    is short enough for every file system.
    """
    words = _REFUSED.sub("-", unicodedata.normalize("NFC", " ".join(words.split())))
    # signs that are not seen would hide how the name really ends; half a character is none
    words = "".join(
        sign for sign in words if unicodedata.category(sign) not in ("Cf", "Cs", "Cc", "Co", "Cn")
    )
    words = _trimmed(" ".join(words.split()))
    if _RESERVED.match(words + ending):
        words = f"{_NOTHING_LEFT} {words}"
    return _shortened(words, ending) + ending


def _trimmed(words: str) -> str:
    """A dot in front hides a file, and Windows drops dots and spaces at the end."""
    trimmed = words.lstrip(". -").rstrip(". ")
    return trimmed if any(map(str.isalnum, trimmed)) else _NOTHING_LEFT


def _shortened(words: str, ending: str) -> str:
    """`words` cut so that the name fits, behind a whole word where that loses little."""
    most = LONGEST - len(ending)
    cut = words[:most]
    while len((cut + ending).encode()) > LONGEST_BYTES:
        cut = cut[:-1]
    if cut == words:
        return words
    whole = cut.rpartition(" ")[0]
    return _trimmed(whole if len(whole) > len(cut) // 2 else cut)


def free_name(folder: Path, name: str) -> Path:
    """`name` in `folder`, with a number where that is taken: `name (2).docx`.

    Names that differ in capitals alone count as one, as on Windows and macOS. It looks into the folder, so
    do not call it where a slow network drive may not be waited for; a folder that cannot be read has no
    names. Somebody may take the name meanwhile: write with `overwrite=False` all the same.
    """
    try:
        taken = {_folded(entry.name) for entry in folder.iterdir()}
    except OSError:
        taken = set()
    stem, ending = Path(name).stem, Path(name).suffix
    if _folded(name) not in taken:
        return folder / name
    for number in itertools.count(2):
        behind = f" ({number}){ending}"
        numbered = _shortened(stem, behind) + behind
        if _folded(numbered) not in taken:
            return folder / numbered
    raise AssertionError


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
