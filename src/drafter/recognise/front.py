"""Recognising cover and imprint: each line by its key, its label, its wording or its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.compose import Sentences
from drafter.document.keys import key, split
from drafter.document.model import Block, Heading, PageBreak, Text
from drafter.errors import DrafterError
from drafter.framework.model import Line, LineRole, LinesSpec
from drafter.recognise.ledger import Ledger
from drafter.report.facts import Fact, FactType, read_fact
from drafter.report.model import Content, Section
from drafter.report.richtext import Mark, RichText, footnotes, plain, split_lines, unmarked

_LONGEST_LINE = 400
"""Characters; the licence statement, the longest line of an imprint, has about 200."""


@dataclass(slots=True)
class _Piece:
    """One printed line, and the place of the framework's line that it was found to be."""

    text: RichText
    key: str
    place: int | None = None


class FrontRecogniser:
    """Finds facts and own wording in what stands before the first section."""

    def __init__(self, sentences: Sentences, ledger: Ledger) -> None:
        self.framework = framework = sentences.framework
        self.ledger = ledger
        self.facts: dict[str, Fact] = {}
        self.own: dict[str, dict[str, RichText]] = {}
        self.specs = [spec for spec in framework.sections if isinstance(spec, LinesSpec)]
        self.lines = [(spec, line) for spec in self.specs for line in spec.lines]
        self._places = {(spec.key, line.key): place for place, (spec, line) in enumerate(self.lines)}
        self._sentences: Sentences | None = sentences
        self._listed: dict[str, list[str]] = {}
        self._taken: set[int] = set()
        self._lines_printed: dict[Line, str | None] = {}

    def read(self, blocks: list[Block]) -> tuple[dict[str, Fact], dict[str, Section]]:
        """The facts and the sections of cover and imprint."""
        pieces = list(self._pieces(blocks))
        for piece in pieces:
            self._match(piece)
        self._place_others(pieces)
        for fact, items in self._listed.items():
            self.facts[fact] = tuple(items)
        return self.facts, {spec.key: Section(own=self.own.get(spec.key, {})) for spec in self.specs}

    def _pieces(self, blocks: list[Block]) -> Iterator[_Piece]:
        for block in blocks:
            if isinstance(block, Text) and block.to_do:
                continue
            if isinstance(block, Text) and block.key:
                yield _Piece(block.text, block.key)
            elif isinstance(block, Text | Heading):
                for line in split_lines(block.text):
                    yield _Piece(line, "")
            elif not isinstance(block, PageBreak):
                self.ledger.to_tray(block)

    # --- by key, label and wording -----------------------------------------------------------------------

    def _match(self, piece: _Piece) -> None:
        if piece.key:
            place = self._places.get(split(piece.key)[:2])
            if place is not None:
                self._keyed(piece, place)
            return
        for place, (spec, line) in enumerate(self.lines):
            if line.role is LineRole.LIST or place in self._taken:
                continue
            if self._says(piece, line):
                self._take(piece, place)
                self.ledger.place(key(spec.key, line.key))
                return

    def _take(self, piece: _Piece, place: int) -> None:
        piece.place = place
        self._taken.add(place)

    def _keyed(self, piece: _Piece, place: int) -> None:
        """A piece whose key tells which line it is."""
        spec, line = self.lines[place]
        self._take(piece, place)
        self.ledger.place(piece.key)
        if line.role is LineRole.LIST:
            self._listed.setdefault(line.fact, []).append(self.ledger.words_only(piece.text))
        elif not self._says(piece, line):
            self._keep_own(spec, line, piece)

    def _says(self, piece: _Piece, line: Line) -> bool:
        """Whether a piece is what `line` prints; facts that it tells are taken from it."""
        if footnotes(piece.text):
            return False
        words = plain(piece.text)
        if line.fact:
            return self._fact(line, words, keyed=bool(piece.key))
        printed = self._printed(line)
        if printed is not None:
            if piece.key:
                return piece.text == self._said().linked(printed)
            return self.ledger.is_standard(unmarked(piece.text, Mark.BOLD), printed, keyed=False)
        assert line.wording is not None
        for name in line.wording.names:
            spec = self.framework.fact(name.replace("_", "-"))
            if spec is None or spec.key in self.facts:
                continue
            value = self._said().value_in(words, line.wording, name)
            if value is not None and value != words:
                return self._set(spec.key, spec.type, value)
        return False

    def _said(self) -> Sentences:
        """The sentences with the facts that are known, made when they are asked for: facts come in rows."""
        if self._sentences is None:
            self._sentences = Sentences(Content(facts=self.facts), self.framework)
        return self._sentences

    def _printed(self, line: Line) -> str | None:
        """What a line prints with the facts that are known; asked for each line of a source, so kept."""
        if line not in self._lines_printed:
            self._lines_printed[line] = self._said().line_words(line)
        return self._lines_printed[line]

    def _fact(self, line: Line, words: str, *, keyed: bool) -> bool:
        spec = self.framework.fact(line.fact)
        if spec is None or not words.startswith(line.label) or not (line.label or keyed):
            return False
        return self._set(spec.key, spec.type, words[len(line.label) :])

    def _set(self, fact: str, kind: FactType, words: str) -> bool:
        try:
            self.facts[fact] = read_fact(kind, words)
        except DrafterError:
            return False
        self._sentences = None
        self._lines_printed.clear()
        return True

    # --- by place ----------------------------------------------------------------------------------------

    def _place_others(self, pieces: list[_Piece]) -> None:
        """The pieces that say none of the lines: entries of a list, own wording of a line, or neither."""
        following = [len(self.lines)] * (len(pieces) + 1)
        for at in range(len(pieces) - 1, -1, -1):
            place = pieces[at].place
            following[at] = following[at + 1] if place is None else min(place, following[at + 1])
        is_cover = sum(piece.place is not None for piece in pieces) * 2 >= len(self.lines)
        before = -1
        for at, piece in enumerate(pieces):
            if piece.place is None and not (is_cover and self._by_place(piece, before, following[at])):
                self.ledger.to_tray(Text(text=piece.text), "Cover")
            before = max(before, -1 if piece.place is None else piece.place)

    def _by_place(self, piece: _Piece, before: int, behind: int) -> bool:
        """Whether a piece fits between the lines that were found before and behind it; it is kept then."""
        if before >= behind or len(plain(piece.text)) > _LONGEST_LINE:
            return False
        first = max(before, 0)
        enclosed = before >= 0 and behind < len(self.lines)
        for place, (spec, line) in enumerate(self.lines[first:behind], first):
            if line.role is LineRole.LIST and enclosed:
                listed = self._listed.setdefault(line.fact, [])
                listed.append(self.ledger.words_only(piece.text))
                self.ledger.place(key(spec.key, line.key, str(len(listed))))
                self._take(piece, place)
                return True
            if place not in self._taken and line.role is not LineRole.LIST:
                if not self._is_bare_fact(line, piece):
                    self._keep_own(spec, line, piece)
                self.ledger.place(key(spec.key, line.key))
                self._take(piece, place)
                return True
        return False

    def _is_bare_fact(self, line: Line, piece: _Piece) -> bool:
        """Whether a piece is the fact of a line without a label, which its place alone can tell."""
        fact = self.framework.fact(line.fact) if line.fact and not line.label else None
        if fact is None or footnotes(piece.text) or fact.key in self.facts:
            return False
        return self._set(fact.key, fact.type, plain(piece.text))

    def _keep_own(self, spec: LinesSpec, line: Line, piece: _Piece) -> None:
        own = piece.text if piece.key or line.fact else unmarked(piece.text, Mark.BOLD)
        self.own.setdefault(spec.key, {})[line.key] = self.ledger.with_ids(own)
