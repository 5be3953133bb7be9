"""The account of an import: every word of the source is placed, in the tray or told as furniture.

Both ends are counted on their own: the source's words straight from its characters, the placed ones from
the finished report as it prints itself. So a word that is lost on the way makes the sums differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafter.compose import compose
from drafter.document.model import Contents, Table, texts_of
from drafter.framework.model import Framework
from drafter.recognise import Recognition
from drafter.report.richtext import RichText, footnotes, plain
from drafter.text.count import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Numbers of words."""

    source_words: int
    placed: int
    tray: int
    furniture: int

    @property
    def balanced(self) -> bool:
        return self.placed + self.tray + self.furniture == self.source_words


def account(recognition: Recognition, framework: Framework, source_words: int) -> Account:
    """Count what became of a source that holds `source_words` words."""
    printed = _printed_words(recognition, framework)
    return Account(
        source_words=source_words,
        placed=sum(printed.get(key, 0) for key in recognition.placed),
        tray=sum(words(piece.text) for piece in recognition.report.desk.tray),
        furniture=sum(count_words(dropped.text) for dropped in recognition.furniture),
    )


def words(text: RichText) -> int:
    """The words of a text and of its footnotes."""
    return count_words(plain(text)) + sum(words(note.text) for note in footnotes(text))


def _printed_words(recognition: Recognition, framework: Framework) -> dict[str, int]:
    """How many words each field of the report prints, by its key."""
    counts: dict[str, int] = {}
    for block in compose(recognition.report.content, framework, draft=True).blocks:
        if isinstance(block, Contents):
            counts[block.key] = words(block.title)
        elif isinstance(block, Table) and block.key:
            counts[block.key] = sum(words(text.text) for text in texts_of(block))
        for text in texts_of(block):
            if text.key:
                counts[text.key] = counts.get(text.key, 0) + words(text.text)
    return counts
