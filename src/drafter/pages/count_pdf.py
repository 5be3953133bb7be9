"""Counting the words of a PDF straight from its pages, so that what is read can be held against it.

Another library takes the characters off the pages here, by their places and without the file's structure,
so this shares nothing with the reader.
"""

from __future__ import annotations

import re

import pypdfium2

_HYPHENS = ("-", "/", "\N{EN DASH}", "\N{EM DASH}", "\N{HYPHEN}")
_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")
"""What the library puts for a hyphen at the end of a line, which it joins with the next."""
_CUT_ADDRESS = re.compile(r"(?:\S*://\S*|\S{20,})[?&=%\\]\Z|\S{60,}\Z")
"""An address goes on in the next line behind one of these signs, or where no line holds it."""


def count_pdf_words(data: bytes) -> int:
    """How many words the pages show: runs without white space that hold a letter or a digit."""
    count = 0
    with pypdfium2.PdfDocument(data) as opened:
        for number in range(len(opened)):
            page = opened[number]
            text = page.get_textpage()
            words = _joined(_HYPHEN.sub("-", text.get_text_range())).split()
            count += sum(any(map(str.isalnum, word)) for word in words)
            text.close()
            page.close()
    return count


def _joined(shown: str) -> str:
    """The words of a page without the ends of lines inside words: behind hyphens, and in long addresses."""
    whole: list[str] = []
    for line in shown.splitlines():
        whole.append(line)
        is_cut = line.endswith(_HYPHENS) or _CUT_ADDRESS.search(line)
        whole.append("" if is_cut else "\n")
    return "".join(whole)
