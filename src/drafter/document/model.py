"""Blocks of a document. A reader makes them without keys and roles that only Drafter's own files have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from drafter.report.richtext import RichText


class Role(StrEnum):
    """The kind of a block of text; the house style has one paragraph style for each."""

    NUMBERED = "numbered"
    BULLET = "bullet"
    BULLET_2 = "bullet-2"
    PLAIN = "plain"
    JUDGEMENT = "judgement"
    LEAD_IN = "lead-in"
    LEGEND = "legend"
    ITEM = "item"
    CELL = "cell"
    COVER_TITLE = "cover-title"
    COVER_AREA = "cover-area"
    COVER_SUBTITLE = "cover-subtitle"
    COVER_LIST = "cover-list"
    COVER_FACT = "cover-fact"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` 1 is a section's heading. `contents`: it stands in the contents list."""

    key: str = ""
    text: RichText
    level: int
    contents: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph. `number` is its printed number in the numbering list called `list`.

    `to_do` marks what a draft prints where something is still to be written; it is no content. `grades` are
    those that a judgement sentence stands for where nothing that is printed tells them: pairs of a judgement
    (or the id of an investigation) and a grade.
    """

    key: str = ""
    role: Role = Role.PLAIN
    text: RichText
    number: int | None = None
    list: str = ""
    to_do: bool = False
    grades: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A grade strip: the scale's words in order, and the place of the given one (None: not graded)."""

    key: str = ""
    words: tuple[str, ...]
    given: int | None = None


class TableRole(StrEnum):
    """What a table is for; the house style has a table style for each."""

    LISTS = "lists"
    GRADES = "grades"
    PLAIN = "plain"


Cell: TypeAlias = tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of equal length; the first is the heading row. `title` names the table for a screen reader."""

    key: str = ""
    role: TableRole = TableRole.PLAIN
    title: str = ""
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The contents list; its entries are the document's headings that are marked for it."""

    key: str = ""
    title: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins a new page."""

    key: str = ""


Block: TypeAlias = Heading | Text | Strip | Table | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of a source that are not text of the report, such as typed paragraph numbers."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    `numbers` gives the printed number of each numbered paragraph by its id (an area's sentence goes by
    the area's address), `places` its key.
    `own` is true where Drafter wrote it itself: nothing in it was cut by a page break then. `dropped`
    is what a reader took out; a composed document has none.
    """

    title: str = ""
    subject: str = ""
    language: str = "en-GB"
    draft: bool = False
    own: bool = False
    blocks: tuple[Block, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()

    def number_of(self, paragraph: str) -> str:
        """The number that a reference to this paragraph prints."""
        number = self.numbers.get(paragraph)
        return "[missing paragraph]" if number is None else str(number)


def texts_of(block: Block) -> Iterator[Text | Heading]:
    """The paragraphs of a block, those in a table's cells row by row among them."""
    if isinstance(block, Text | Heading):
        yield block
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
