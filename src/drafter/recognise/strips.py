"""Recognising the marks of grades: strips in every shape, and the strengths/weaknesses table."""

from __future__ import annotations

from drafter.document.model import Block, Strip, Table, Text
from drafter.framework.model import Scale
from drafter.recognise.likeness import normal, same
from drafter.report.richtext import plain

FILLED = "■●☒☑✓✔"
EMPTY = "□○☐"
_TYPED_MARKS = ("x", "X")


def read_strip(blocks: list[Block], start: int, scale: Scale) -> tuple[int, str | None] | None:
    """A grade strip that begins at `blocks[start]`: how many blocks it takes, and the grade's key.

    None where no strip begins there; the grade is None where nothing or more than one thing is marked.
    """
    block = blocks[start]
    if isinstance(block, Strip):
        if [normal(word) for word in block.words] != _words(scale):
            return None
        return 1, None if block.given is None else scale.grades[block.given].key
    if isinstance(block, Table):
        tokens = [plain(text.text) for row in block.rows for cell in row for text in cell]
        return (1, _marked(tokens, scale)) if _is_strip(tokens, scale) else None
    tokens = _lines(blocks[start:], scale)
    return (len(tokens), _marked(tokens, scale)) if _is_strip(tokens, scale) else None


def _lines(blocks: list[Block], scale: Scale) -> list[str]:
    """The paragraphs from the first on that say the scale's words in order, marks among them."""
    tokens: list[str] = []
    for block in blocks:
        if not isinstance(block, Text) or block.number is not None:
            break
        words = plain(block.text)
        if not _begins_strip([*tokens, words], scale):
            break
        tokens.append(words)
    return tokens


def _words(scale: Scale) -> list[str]:
    return [normal(grade.word) for grade in scale.grades]


def _is_mark(token: str) -> bool:
    token = token.strip()
    return token in _TYPED_MARKS or (len(token) == 1 and token in FILLED + EMPTY)


def _said(tokens: list[str]) -> list[str]:
    return [normal(token) for token in tokens if not _is_mark(token)]


def _begins_strip(tokens: list[str], scale: Scale) -> bool:
    said = _said(tokens)
    return said == _words(scale)[: len(said)]


def _is_strip(tokens: list[str], scale: Scale) -> bool:
    return _said(tokens) == _words(scale)


def _marked(tokens: list[str], scale: Scale) -> str | None:
    """The one grade that is marked.

    A mark inside a word's own cell counts for that word; a mark on its own counts for the word before
    it, or behind it where the row begins with a mark.
    """
    marks_first = bool(tokens) and _is_mark(tokens[0])
    marked: set[int] = set()
    word = -1
    for token in tokens:
        alone = _is_mark(token)
        if not alone:
            word += 1
        filled = token.strip() in _TYPED_MARKS if alone else False
        if filled or any(sign in token for sign in FILLED):
            marked.add(word + 1 if alone and marks_first else word)
    return scale.grades[marked.pop()].key if len(marked) == 1 else None


def is_lists_head(row: tuple[tuple[Text, ...], ...], heads: tuple[str, str]) -> bool:
    """Whether a table's row is the head of the strengths/weaknesses table."""
    return len(row) == 2 and all(
        len(cell) == 1 and same(cell[0].text, head) for cell, head in zip(row, heads, strict=True)
    )
