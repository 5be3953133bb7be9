"""Marks of our own in a PDF, with which it comes back whole: keys, kinds and what the look does not tell.

An element of the structure gets its block's key as its ID and its kind as its attribute class, as a Word
file has bookmarks and styles. Footnotes, which the engine tags as no part of the document, or as paragraphs
below a table, become notes inside the paragraphs that they belong to, where a screen reader finds them too.
Nothing is told that is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from drafter.document.keys import graded, key
from drafter.document.model import Contents, Document, Heading, PageBreak, Strip, Table, Text, texts_of
from drafter.errors import DrafterError
from drafter.pages.pdf_pieces import Piece, PieceReader
from drafter.pages.pdf_tree import Grid, Leaf, Tree, Unit
from drafter.pages.pdf_words import look_of, said, spell
from drafter.report.richtext import Footnote, RichText, footnotes

NEW_PAGE, LISTED, TO_DO = "new-page", "listed", "to-do"
CONTENTS, ENTRY, STRIP = "contents", "contents-entry", "strip"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What one unit of the file is. Without `text` nothing is compared; `rows` are those of a table.

    `note`: the unit is the text of this footnote, which stands in the table before it.
    """

    key: str = ""
    classes: tuple[str, ...] = ()
    text: RichText | None = None
    rows: tuple[tuple[tuple[_Wanted, ...], ...], ...] | None = None
    note: Footnote | None = None


def mark(opened: pikepdf.Pdf, document: Document, foot: float) -> None:
    """Add the marks of `document` to its PDF. `foot` is how far down the text of a page reaches, in points.

    Where the file's structure is not the document's, no block is marked; it is read by its look then. The
    pages look the same with and without.
    """
    notes = [note.id for note in _notes(document)]
    if "/StructTreeRoot" not in opened.Root or len(set(notes)) < len(notes):
        return
    try:
        tree = Tree(opened)
    except DrafterError:  # a file that is too large to be read again is made all the same
        return
    drawn = [unit for unit in tree.units if isinstance(unit, Grid) or unit.pieces]
    wanted = list(_wanted(document))
    if len(drawn) != len(wanted) or not all(map(_fits, drawn, wanted)):
        return
    units = list(zip(drawn, wanted, strict=True))
    pairs = [pair for unit, one in units if one.note is None for pair in _leaves(unit, one)]
    marker = _Marker(opened, _labels(document), pairs)
    marker.tag_notes(tree, foot)
    for unit, one in units:
        if isinstance(unit, Leaf) and one.note is not None:
            marker.move_note(unit, one.note)
    for unit, one in units:
        if isinstance(unit, Grid):
            marker.name(unit.element, one)
    for pair in pairs:
        marker.leaf(pair)
    marker.notes(document)
    marker.finish()


def _labels(document: Document) -> dict[str, str]:
    """The printed numbers of the footnotes by their ids."""
    found: dict[str, str] = {}
    for note in _notes(document):
        found.setdefault(note.id, str(len(found) + 1))
    return found


def _notes(document: Document) -> Iterator[Footnote]:
    for wanted in _wanted(document):
        yield from _notes_of(wanted)


def _notes_of(wanted: _Wanted) -> Iterator[Footnote]:
    yield from footnotes(wanted.text or ())
    for row in wanted.rows or ():
        for cell in row:
            for one in cell:
                yield from _notes_of(one)


# --- what is wanted ------------------------------------------------------------------------------------


def _wanted(document: Document) -> Iterator[_Wanted]:
    """What the units of the file should be, in order."""
    new_page: tuple[str, ...] = ()
    for block in document.blocks:
        if isinstance(block, PageBreak):
            new_page = (NEW_PAGE,)
            continue
        for one in _of_block(block, document):
            yield replace(one, classes=(*one.classes, *new_page))
            new_page = ()


def _of_block(block: object, document: Document) -> Iterator[_Wanted]:
    match block:
        case Heading():
            classes = (*((LISTED,) if block.contents else ()), *((NEW_PAGE,) if block.new_page else ()))
            yield _Wanted(key=block.key, classes=classes, text=block.text)
        case Text():
            yield _of_text(block)
        case Strip():
            cells = tuple((_Wanted(),) for _ in block.words)
            yield _Wanted(key=block.key, classes=(STRIP,), rows=(cells,))
        case Table():
            head = tuple(tuple(_Wanted(text=text.text) for text in cell) for cell in block.rows[0])
            rows = tuple(
                tuple(tuple(_of_text(text) for text in cell if text.text) for cell in row)
                for row in block.rows[1:]
            )
            yield _Wanted(key=block.key, classes=(block.role.value,), rows=(head, *rows))
            for note in (note for text in texts_of(block) for note in footnotes(text.text)):
                yield _Wanted(note=note)
        case Contents():
            yield _Wanted(key=block.key, classes=(CONTENTS,), text=block.title)
            for one in document.blocks:
                if isinstance(one, Heading) and one.contents:
                    yield _Wanted(classes=(ENTRY,))


def _of_text(text: Text) -> _Wanted:
    grades = tuple(graded(*one) for one in text.grades)
    classes = (text.role.value, *((TO_DO,) if text.to_do else ()), *grades)
    return _Wanted(key=text.key, classes=classes, text=text.text)


def drawn_in(cell: list[Leaf]) -> list[Leaf]:
    """The paragraphs of a cell that are not empty."""
    return [leaf for leaf in cell if leaf.pieces]


def _fits(unit: Unit, wanted: _Wanted) -> bool:
    """Whether a unit of the file may be what is wanted: a paragraph, or a table of the same cells."""
    if isinstance(unit, Leaf) or wanted.rows is None:
        return isinstance(unit, Leaf) and wanted.rows is None
    if [len(row) for row in unit.rows] != [len(row) for row in wanted.rows]:
        return False
    pairs = (pair for row in zip(unit.rows, wanted.rows, strict=True) for pair in zip(*row, strict=True))
    return all(len(drawn_in(cell)) == len(_printed(texts)) for cell, texts in pairs)


def _printed(texts: tuple[_Wanted, ...]) -> list[_Wanted]:
    return [one for one in texts if one.text is None or one.text]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A paragraph of the file and what it is; `is_head`: it is in the heading row of a table."""

    leaf: Leaf
    wanted: _Wanted
    is_head: bool = False


def _leaves(unit: Unit, wanted: _Wanted) -> Iterator[_Pair]:
    """The paragraphs of a unit that fits, each with what it is."""
    if isinstance(unit, Leaf):
        yield _Pair(unit, wanted)
        return
    for row, texts in zip(unit.rows, wanted.rows or (), strict=True):
        for cell, said_in in zip(row, texts, strict=True):
            for leaf, one in zip(drawn_in(cell), _printed(said_in), strict=True):
                yield _Pair(leaf, one, is_head=row is unit.rows[0])


# --- marking -------------------------------------------------------------------------------------------


class _Marker:
    """Sets the marks; `labels` are the numbers of footnotes by their ids."""

    def __init__(self, opened: pikepdf.Pdf, labels: Mapping[str, str], pairs: list[_Pair]) -> None:
        self._opened = opened
        self._labels = labels
        self._ids: dict[bytes, Any] = {}
        self._classes: set[str] = set()
        self._spells = False
        self._note_leaves: dict[str, Leaf] = {}
        self._owners = {
            labels[note.id]: pair.leaf for pair in pairs for note in footnotes(pair.wanted.text or ())
        }

    def leaf(self, pair: _Pair) -> None:
        self.name(pair.leaf.element, pair.wanted)
        if pair.wanted.text is not None:
            self._spell(pair.leaf, pair.wanted.text, first_page=pair.is_head)

    def _spell(self, leaf: Leaf, text: RichText, *, first_page: bool = False) -> None:
        look = look_of(leaf, first_page=first_page)
        labelled = tuple(
            Footnote(self._labels.get(p.id, ""), ()) if isinstance(p, Footnote) else p for p in text
        )
        if said(leaf.element, look) != labelled:
            spell(leaf.element, text, look, self._labels)
            self._spells = True

    def name(self, element: Any, wanted: _Wanted) -> None:
        name = wanted.key.encode()
        if name and name not in self._ids:
            self._ids[name] = element
            element.ID = String(name)
        if wanted.classes:
            self._classes.update(wanted.classes)
            names = [Name(f"/{one}") for one in wanted.classes]
            element.C = names[0] if len(names) == 1 else Array(names)

    def finish(self) -> None:
        """What the root of the structure tells of IDs and classes (ISO 32000-1, 14.7.2)."""
        root = self._opened.Root.StructTreeRoot
        if self._ids:
            pairs = [one for name in sorted(self._ids) for one in (String(name), self._ids[name])]
            root.IDTree = self._opened.make_indirect(Dictionary(Names=Array(pairs)))
        if self._classes:
            block = Dictionary(O=Name.Layout, Placement=Name.Block)
            root.ClassMap = Dictionary({f"/{name}": block for name in sorted(self._classes)})
        if self._spells:
            self._opened.Root.MarkInfo.UserProperties = True

    # --- footnotes --------------------------------------------------------------------------------------

    def notes(self, document: Document) -> None:
        """Name the notes by their keys, and spell them where that is needed."""
        for note in _notes(document):
            leaf = self._note_leaves.get(self._labels[note.id])
            if leaf is not None:
                wanted = _Wanted(key=key("note", "text", note.id) if note.id else "")
                self.name(leaf.element, wanted)
                self._spell(leaf, note.text)

    def move_note(self, leaf: Leaf, note: Footnote) -> None:
        """Make a paragraph below a table, which is a note of it, an element of the note's own paragraph."""
        element, owner = leaf.element, self._owners[self._labels[note.id]]
        around = element.P
        around.K = Array([one for one in around.K if not _is_same(one, element)])
        element.S, element.P = Name.Note, owner.element
        self._give(owner, replace(leaf, is_note=True), note_label=self._labels[note.id])

    def _give(self, owner: Leaf, note: Leaf, *, note_label: str) -> None:
        """Put a note into the paragraph that its mark stands in."""
        if not isinstance(owner.element.get("/K"), Array):
            owner.element.K = Array([owner.element.K])
        owner.element.K.append(note.element)
        owner.notes.append(note)
        self._note_leaves[note_label] = note

    def tag_notes(self, tree: Tree, foot: float) -> None:
        """Make the notes at the feet of pages elements of the paragraphs that their marks stand in."""
        reader = PieceReader()
        for number, page in enumerate(self._opened.pages, 1):
            groups = _note_groups(tree.pages[number - 1], foot)
            known = _parents(self._opened, page)
            if groups and known is not None:
                owned = {
                    place: (label, self._owners[label])
                    for place, label in groups.items()
                    if label in self._owners
                }
                for leaf, first, last in self._tag_page(reader, page, owned, known):
                    leaf.pieces += tree.pages[number - 1][first:last]
                    leaf.pages += [number] * (last - first)

    def _tag_page(
        self, reader: PieceReader, page: pikepdf.Page, owned: Mapping[int, tuple[str, Leaf]], known: Any
    ) -> Iterator[tuple[Leaf, int, int]]:
        """Tag the notes of one page: `owned` says of pieces which note they are and where its mark stands.

        Yields each note's paragraph with the first and the last but one of the pieces that it gets.
        """
        instructions, contents = reader.contents(page)
        for start, first, last in contents:
            if first not in owned:
                continue
            leaf = self._note(*owned[first], page)
            content = len(known)
            known.append(leaf.element)
            leaf.element.K.append(Dictionary(Type=Name.MCR, Pg=page.obj, MCID=content))
            inside = [Name.Note, Dictionary(MCID=content)]
            instructions[start] = pikepdf.ContentStreamInstruction(inside, pikepdf.Operator("BDC"))
            yield leaf, first, last
        page.obj.Contents = self._opened.make_stream(pikepdf.unparse_content_stream(instructions))

    def _note(self, label: str, owner: Leaf, page: pikepdf.Page) -> Leaf:
        if label not in self._note_leaves:
            element = self._opened.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.Note, P=owner.element, Pg=page.obj, K=Array())
            )
            self._give(owner, Leaf(element, 0, 0, is_note=True), note_label=label)
        return self._note_leaves[label]


def _is_same(one: Any, element: Any) -> bool:
    return isinstance(one, Dictionary) and tuple(one.objgen) == tuple(element.objgen)


def _note_groups(pieces: list[Piece], foot: float) -> dict[int, str]:
    """The label of the note that a piece is of, by the place of the piece among those of its page."""
    found: dict[int, str] = {}
    label = ""
    for place, piece in enumerate(pieces):
        if piece.content is not None or piece.y > foot:
            continue
        if piece.is_note_number:
            label = piece.text
        if label:
            found[place] = label
    return found


def _parents(opened: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """The elements of a page's marked contents by their numbers (ISO 32000-1, 14.7.4.4)."""
    listed = opened.Root.StructTreeRoot.get("/ParentTree", Dictionary()).get("/Nums", Array())
    wanted = page.obj.get("/StructParents")
    for place in range(0, len(listed) - 1, 2):
        if listed[place] == wanted and isinstance(listed[place + 1], Array):
            return listed[place + 1]
    return None
