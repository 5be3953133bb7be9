"""Counting the words of a source straight from its characters, without any of the readers.

This is the other end of the account of an import, so it must share no code with the reading.
"""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:b|strong|i|em|sup|sub|a|u|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)\)")
_NOTE_MARK = re.compile(r"\[\^[^\s\[\]]{1,40}\]:?")


def count_words(text: str) -> int:
    """How many words plain text has: runs without white space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def count_markdown_words(source: str) -> int:
    """How many words a Markdown source prints; addresses behind links and note marks do not count."""
    source = _COMMENT.sub(" ", source)
    source = _TARGET.sub("]", source)
    source = _INLINE_TAG.sub("", source)
    source = _TAG.sub(" ", source)
    source = _NOTE_MARK.sub("", source)
    return count_words(html.unescape(source))
