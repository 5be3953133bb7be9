"""Counting the words of a source straight from its characters, without any of the readers.

This is the other end of the account of an import, so it must share no code with the reading.
"""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]*)>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:b|strong|i|em|sup|sub|a|u|s|span|font|small|mark)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# tags of HTML alone: <The name of the area> is what somebody wrote
_TAG = re.compile(
    r"</?(?:p|br|input|div|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|img|hr|blockquote|pre|code|center|script)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TARGET = re.compile(r"""\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)""")
_NOTE_MARK = re.compile(r"\[\^[^\s\[\]]{1,40}\]:?")
_TEXT_TARGET = re.compile(r"\] <(?:https?://|mailto:)[^<>\s]*>")
_TEXT_MARK = re.compile(r"(?<!\\)\[[1-9]\d*\]")

_HEAD = re.compile(r"<(style|title|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|td|th|tr|table|caption|div|section|header|footer|nav|main|dt|dd|br)\b[^>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^>]*>")


def count_words(text: str) -> int:
    """How many words plain text has: runs without white space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def count_markdown_words(source: str) -> int:
    """How many words a Markdown source holds, comments too.

    Addresses behind links, titles of links and note marks do not count.
    """
    source = _COMMENT.sub(r" \1 ", source)
    source = _AUTOLINK.sub(r"\1", source)
    source = _TARGET.sub("]", source)
    source = _INLINE_TAG.sub("", source)
    source = _TAG.sub(" ", source)
    source = _NOTE_MARK.sub("", source)
    return count_words(html.unescape(source))


def count_text_words(source: str) -> int:
    """How many words a plain text of ours holds; addresses behind links and note marks do not count."""
    return count_words(_TEXT_MARK.sub("", _TEXT_TARGET.sub("]", source)))


def count_html_words(source: str) -> int:
    """How many words a web page shows; what stands in its head does not count."""
    source = _HEAD.sub("", _COMMENT.sub("", source))
    return count_words(html.unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub(" ", source))))
