"""Reading a PDF of ours as a document: by our own marks first, then by its structure, then by its look.

It mirrors `pdf_marks`. The running headers and footers, heading rows that are printed again, printed
numbers and the contents list are told as furniture. Nothing is judged here; what a block means is
recognised later.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Name, String

from drafter.document import keys
from drafter.document.model import (
    Block,
    Contents,
    Document,
    Dropped,
    Heading,
    PageBreak,
    Role,
    Strip,
    Table,
    TableRole,
    Text,
)
from drafter.errors import DrafterError
from drafter.pages import pdf_marks
from drafter.pages.pdf_pieces import Piece
from drafter.pages.pdf_tree import Grid, Leaf, Tree, Unit
from drafter.pages.pdf_words import Look, look_of, said
from drafter.report.richtext import Footnote, Reference, RichText, plain, rich

PRODUCER = "Drafter"
_ROLES = {role.value: role for role in Role}
_TABLES = {role.value: role for role in TableRole}
_KEY = re.compile(r"[\w-]+(?:\.[\w-]+){1,3}", re.ASCII)
_NUMBER = re.compile(r"(\d{1,6})[.)]?")
_FILLED, _EMPTY = "■", "□"
_SECOND = "–"
_LONGEST_KEY = 200


def read_pdf(data: bytes) -> Document:
    """The document in a PDF that Drafter made. Raises DrafterError where it is none, or cannot be read."""
    with opened_pdf(data) as opened:
        return _Reader(Tree(opened)).document()


def opened_pdf(data: bytes) -> pikepdf.Pdf:
    """A PDF of ours. Raises DrafterError for anything else."""
    again = "Export the report again from its .drafter file and import that PDF."
    try:
        opened = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise _locked() from None
    except pikepdf.PdfError:
        what = "this PDF is damaged" if data[:1024].find(b"%PDF-") >= 0 else "this is not a PDF file"
        raise DrafterError(what, hint=again) from None
    if opened.is_encrypted:
        opened.close()
        raise _locked()
    producer = opened.docinfo.get("/Producer")
    is_ours = isinstance(producer, String) and str(producer) == PRODUCER
    if not is_ours or "/StructTreeRoot" not in opened.Root:
        opened.close()
        hint = "For a report of another program, save its text as Markdown (.md) and import that."
        raise DrafterError("Drafter reads only PDF files that it made itself so far", hint=hint)
    return opened


def _locked() -> DrafterError:
    hint = "Save it without protection in the program that set it, and import that copy."
    return DrafterError("this PDF is encrypted or protected with a password", hint=hint)


@dataclass(frozen=True, slots=True)
class _Named:
    """The marks of an element: the key of its block, and the names of its classes."""

    key: str
    classes: frozenset[str]


class _Reader:
    """Turns the units of a file into blocks, in order."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self._taken: set[str] = set()
        self._notes: dict[str, Footnote] = {}

    def document(self) -> Document:
        for unit in self._tree.units:
            self._unit(unit)
        for number, pieces in self._tree.furniture():
            untagged = _untagged_notes(pieces)
            self.blocks += [Text(text=rich("".join(one.text for one in note))) for note in untagged]
            in_notes = {id(piece) for note in untagged for piece in note}
            for line in _lines([piece for piece in pieces if id(piece) not in in_notes]):
                self._drop(line, f"running header or footer of page {number}")
        return Document(own=True, blocks=tuple(self.blocks), dropped=tuple(self.dropped))

    def _drop(self, words: str, reason: str) -> None:
        if words.strip():
            self.dropped.append(Dropped(words.strip(), reason))

    def _named(self, element: Any) -> _Named:
        """The marks of an element; each key is taken once."""
        name, given = element.get("/ID"), element.get("/C")
        key = str(name) if isinstance(name, String) else ""
        if key in self._taken or len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
            key = ""
        self._taken.update({key} - {""})
        listed = list(given) if isinstance(given, Array) else [given]
        classes = frozenset(str(one).removeprefix("/") for one in listed if isinstance(one, Name))
        return _Named(key, classes)

    # --- paragraphs -------------------------------------------------------------------------------------

    def _unit(self, unit: Unit) -> None:
        if isinstance(unit, Grid):
            named = self._named(unit.element)
            self._break(named)
            self.blocks.append(self._table(unit, named))
            return
        if not unit.pieces:
            return
        named, look = self._named(unit.element), look_of(unit)
        if pdf_marks.CONTENTS in named.classes:
            self._break(named)
            self.blocks.append(Contents(key=named.key, title=self._text_of(unit, look)))
        elif pdf_marks.ENTRY in named.classes or self._is_entry(unit):
            *words, page = [piece.text for piece in unit.pieces]
            self._drop(f"{''.join(words)} {page}", "contents list, made anew")
        elif unit.heading:
            text = self._text_of(unit, look)
            self.blocks.append(_heading(unit, named, text))
        else:
            self._break(named)
            text_block = self._paragraph(unit, named, look)
            if text_block is not None:
                self.blocks.append(text_block)

    def _break(self, named: _Named) -> None:
        if pdf_marks.NEW_PAGE in named.classes:
            self.blocks.append(PageBreak())

    def _is_entry(self, leaf: Leaf) -> bool:
        """Whether a paragraph without marks is an entry of a contents list: a jump that ends in a number."""
        first, last = leaf.pieces[0], leaf.pieces[-1]
        is_entry = first.jumps and last.jumps and last.text.isdigit() and first is not last
        before = self.blocks[-1] if self.blocks else None
        if is_entry and isinstance(before, Text) and before.role is Role.PLAIN and not before.key:
            self.blocks[-1] = Contents(title=before.text)
        return is_entry and isinstance(self.blocks[-1] if self.blocks else None, Contents)

    def _paragraph(self, leaf: Leaf, named: _Named, look: Look, role: Role | None = None) -> Text | None:
        text = self._text_of(leaf, look)
        given = next((_ROLES[name] for name in sorted(named.classes) if name in _ROLES), role)
        number = _NUMBER.fullmatch(look.label.strip())
        if number:
            self._drop(look.label, "printed number of a paragraph")
        is_to_do = pdf_marks.TO_DO in named.classes
        if is_to_do:
            self._drop(plain(text), "mark of what is still to be written")
        if not text:
            return None
        return Text(
            key=named.key,
            role=given or _role(leaf, look, numbered=number is not None),
            text=text,
            number=int(number[1]) if number else None,
            to_do=is_to_do,
            grades=keys.grades_in(named.classes),
        )

    def _text_of(self, leaf: Leaf, look: Look) -> RichText:
        """The text of a paragraph with its footnotes; what stands for something else is dropped."""
        for note in leaf.notes:
            self._note(note)
        text = said(leaf.element, look)
        self._drop_marks(text, look)
        for part in text:
            if isinstance(part, Footnote) and part.id not in self._notes:
                self.dropped.append(
                    Dropped("…", f"text of footnote {part.id}, which this PDF does not print")
                )
        known = (self._notes.get(p.id) if isinstance(p, Footnote) else p for p in text)
        return rich(*(part for part in known if part is not None))

    def _drop_marks(self, text: RichText, look: Look) -> None:
        """Tell the numbers of footnotes and references that are words of their own in print."""
        numbers = [words.strip() for words in look.jumps if words.strip().isdigit()]
        references = sum(isinstance(part, Reference) for part in text)
        missing = max(references - len(numbers), 0)
        numbers = ["" if missing else number for number in numbers[:references]] + [""] * missing
        printed: list[str] = []
        for part in text:
            if isinstance(part, Reference):
                printed.append(f"\0{numbers.pop(0)}\0" if numbers else "")
            else:
                printed.append(f"\0{part.id}\0" if isinstance(part, Footnote) else part.text)
        for word in "".join(printed).split():
            marks = word.split("\0")[1::2]
            if marks and not any(map(str.isalnum, "".join(word.split("\0")[::2]))):
                self._drop("".join(marks), "printed number of a footnote or a reference")
        for _ in range(missing):
            self._drop("[missing paragraph]", "reference to a paragraph that is gone")
        if missing:
            jumps = [words for words in look.jumps if words.strip().isdigit()]
            self._drop(" ".join(jumps), "number that a reference prints")

    def _note(self, leaf: Leaf) -> None:
        """Keep a footnote by its number."""
        named = self._named(leaf.element)
        look = look_of(leaf)
        self._drop(look.label, "printed number of a footnote")
        self._notes[look.label] = Footnote(keys.split(named.key)[2], said(leaf.element, look))

    # --- tables -----------------------------------------------------------------------------------------

    def _table(self, grid: Grid, named: _Named) -> Block:
        words = [
            ["".join(piece.text for leaf in cell for piece in leaf.pieces) for cell in row]
            for row in grid.rows
        ]
        is_strip = pdf_marks.STRIP in named.classes or (len(words) == 1 and _is_strip(words[0]))
        if is_strip and len(words) == 1:
            given = [place for place, said in enumerate(words[0]) if said.lstrip().startswith(_FILLED)]
            options = tuple(said.strip(f"{_FILLED}{_EMPTY} \N{NO-BREAK SPACE}") for said in words[0])
            return Strip(key=named.key, words=options, given=given[0] if len(given) == 1 else None)
        role = next((_TABLES[name] for name in sorted(named.classes) if name in _TABLES), TableRole.PLAIN)
        width = max(map(len, grid.rows), default=1)
        rows = []
        for place, row in enumerate(grid.rows):
            cells = [tuple(self._cell(cell, is_head=place == 0)) for cell in row]
            rows.append((*cells, *[()] * (width - len(cells))))
        return Table(key=named.key, role=role, rows=tuple(rows) or (((),),))

    def _cell(self, cell: list[Leaf], *, is_head: bool) -> Iterator[Text]:
        for leaf in pdf_marks.drawn_in(cell):
            look = look_of(leaf, first_page=is_head)
            if is_head:
                for again in range(1, len(set(leaf.pages))):
                    self._drop(plain(look.text), f"heading row of a table, printed {again + 1} times")
            text = self._paragraph(leaf, self._named(leaf.element), look, Role.CELL)
            if text is not None:
                yield text


def _heading(leaf: Leaf, named: _Named, text: RichText) -> Heading:
    return Heading(
        key=named.key,
        text=text,
        level=leaf.heading,
        contents=pdf_marks.LISTED in named.classes,
        new_page=pdf_marks.NEW_PAGE in named.classes,
    )


def _role(leaf: Leaf, look: Look, *, numbered: bool) -> Role:
    """What a paragraph without marks is, by its label and its place in lists."""
    if numbered:
        return Role.NUMBERED
    if not leaf.list_level:
        return Role.PLAIN
    return Role.BULLET_2 if leaf.list_level > 1 or look.label.strip() == _SECOND else Role.BULLET


def _is_strip(words: list[str]) -> bool:
    return len(words) > 1 and all(said.lstrip().startswith((_FILLED, _EMPTY)) for said in words)


def _untagged_notes(pieces: list[Piece]) -> list[list[Piece]]:
    """The footnotes of a page that are part of nothing: from a number on what has the size of its text."""
    found: list[list[Piece]] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if piece.is_note_number:
            found.append([piece])
        elif found and before is found[-1][-1] and piece.size == (found[-1][1:] or [piece])[0].size:
            found[-1].append(piece)
    return found


def _lines(pieces: list[Piece]) -> Iterator[str]:
    """The words of pieces, line by line."""
    line: list[Piece] = []
    for piece in pieces:
        if line and abs(piece.y - line[-1].y) > 1:
            yield "".join(one.text for one in line)
            line = []
        line.append(piece)
    if line:
        yield "".join(one.text for one in line)
