"""Markdown inside a paragraph: the parser's inline tokens to rich text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from drafter.report.richtext import Footnote, Inline, Mark, RichText, Run, rich

_TAGS = {
    "b": Mark.BOLD,
    "strong": Mark.BOLD,
    "i": Mark.ITALIC,
    "em": Mark.ITALIC,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}
_HTML = frozenset(
    {
        *(
            "a",
            "b",
            "blockquote",
            "br",
            "center",
            "code",
            "div",
            "em",
            "font",
            "hr",
            "i",
            "img",
            "input",
            "li",
        ),
        *("mark", "ol", "p", "pre", "s", "script", "small", "span", "strong", "sub", "sup", "u", "ul"),
        *("table", "tbody", "td", "th", "thead", "tr", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
"""Tags that are no words. The counting of words has a list of its own."""
_TAG = re.compile(r"<(/?)([a-zA-Z]+)([^>]*)>")
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,40})\]")
DEEPEST = 60
"""How deep lists and quotations may nest; the parser leaves out what is deeper."""
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and footnote marks.

    Unlike CommonMark, two backslashes stay two: recovered reports escape `*` and `_` but not the
    backslashes of addresses. Our own writer spells a backslash that could escape as an entity.
    Link definitions (`[label]: address`) are off: they would swallow one-word footnotes, and words.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("reference")
    markdown.inline.ruler.at("escape", _escape)
    markdown.inline.ruler.before("link", "note", _note)
    return markdown


def _escape(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    behind = state.src[state.pos + 1 : state.pos + 2]
    if behind == "\n":
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos += 2
        while state.src[state.pos : state.pos + 1] in (" ", "\t"):
            state.pos += 1
        return True
    if behind not in _ESCAPED or not behind:
        return False
    if not silent:
        state.push("text", "", 0).content = behind
    state.pos += 2
    return True


def _note(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


def inline(source: str) -> list[RichText]:
    """The paragraphs that `source` holds; more than one only where it has `<p>` in it."""
    tokens = parser().parseInline(source)
    return from_tokens(tokens[0].children or [])


def is_draft_mark(source: str) -> bool:
    """Whether a paragraph is what a draft prints where something is still to be written."""
    return source.lstrip().startswith("<mark>")


def from_tokens(tokens: Iterable[Token]) -> list[RichText]:
    """The paragraphs that inline tokens hold.

    A footnote mark becomes a footnote with its label as id and no text; its text is put in later.
    """
    writer = _InlineReader()
    for token in tokens:
        writer.read(token)
    return [text for text in map(rich, writer.paragraphs) if text]


class _InlineReader:
    def __init__(self) -> None:
        self.paragraphs: list[list[Inline]] = [[]]
        self._marks: list[Mark] = []
        self._link = ""

    def read(self, token: Token) -> None:
        if token.type in ("text", "code_inline", "text_special"):
            self._say(token.content)
        elif token.type == "softbreak":
            self._say(" ")
        elif token.type == "hardbreak":
            self._say("\n")
        elif token.type == "note":
            self.paragraphs[-1].append(Footnote(token.content, ()))
        elif token.type in ("strong_open", "em_open"):
            self._marks.append(Mark.BOLD if token.type == "strong_open" else Mark.ITALIC)
        elif token.type in ("strong_close", "em_close"):
            self._close(Mark.BOLD if token.type == "strong_close" else Mark.ITALIC)
        elif token.type == "link_open":
            self._link = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            self._link = ""
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.type == "image":
            self._say(token.content)

    def _say(self, text: str) -> None:
        marks = Mark.NONE
        for mark in self._marks:
            marks |= mark
        self.paragraphs[-1].append(Run(text, marks, self._link))

    def _close(self, mark: Mark) -> None:
        if mark in self._marks:
            self._marks.reverse()
            self._marks.remove(mark)
            self._marks.reverse()

    def _tag(self, source: str) -> None:
        found = _TAG.match(source)
        if not found:
            self._say(source)
            return
        closing, name, rest = found[1], found[2].lower(), found[3]
        if name in _TAGS:
            if closing:
                self._close(_TAGS[name])
            else:
                self._marks.append(_TAGS[name])
        elif name == "br":
            self._say("\n")
        elif name == "p":
            self.paragraphs.append([])
        elif name not in _HTML:
            self._say(source)  # somebody wrote <the name of the area>
        elif name == "input" and "checkbox" in rest:
            self._say("☒" if "checked" in rest.replace("checkbox", "") else "☐")
