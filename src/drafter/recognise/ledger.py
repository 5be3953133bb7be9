"""The ledger of a recognition: what became of each piece of the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.document.model import Block, Contents, Dropped, Heading, Strip, Table, Text, texts_of
from drafter.recognise.likeness import same
from drafter.report.ids import IdMaker
from drafter.report.model import Origin, TrayPiece
from drafter.report.richtext import Footnote, Mark, RichText, footnotes, plain, rich, unmarked


class Ledger:
    """Placed keys, furniture and tray, in the order in which they were met; and the maker of ids."""

    def __init__(self, ids: IdMaker, source: str, *, own: bool) -> None:
        self.own = own
        self.source = source
        self.placed: list[str] = []
        self.furniture: list[Dropped] = []
        self.tray: list[TrayPiece] = []
        self.warnings: list[str] = []
        self._ids = ids
        self._taken: set[str] = set()

    def place(self, whole_key: str) -> None:
        """The words of the field with this key came from the source."""
        self.placed.append(whole_key)

    def drop(self, text: RichText | str, reason: str) -> None:
        """These words of the source are not text of the report."""
        words = text if isinstance(text, str) else plain(text)
        if words.strip():
            self.furniture.append(Dropped(words, reason))
        for note in () if isinstance(text, str) else footnotes(text):
            self.to_tray(Text(text=note.text), reason)

    def words_only(self, text: RichText) -> str:
        """The words of a text in a place that holds no footnotes; those go to the tray."""
        for note in footnotes(text):
            self.to_tray(Text(text=note.text), plain(text))
        return plain(text)

    def drop_block(self, block: Block, reason: str) -> None:
        for text in words_of(block):
            self.drop(text, reason)

    def to_tray(self, block: Block, heading: str = "") -> None:
        """No section takes this block; it is kept beside the report."""
        for text in words_of(block):
            if text:
                piece = TrayPiece(
                    id=self.new_id(),
                    heading=heading,
                    text=self.with_ids(text),
                    origin=Origin(source=self.source),
                )
                self.tray.append(piece)

    def warn(self, sentence: str) -> None:
        self.warnings.append(sentence)

    # --- standard and own wording ------------------------------------------------------------------------

    def is_standard(self, text: RichText, standard: str, *, keyed: bool) -> bool:
        """Whether `text` is what the framework prints by itself.

        Where a key says which field it is, or Drafter wrote the file, only the very same words are;
        elsewhere typography does not count.
        """
        if keyed:
            return text == rich(standard)
        return plain(text) == plain(rich(standard)) if self.own else same(text, standard)

    # --- ids ---------------------------------------------------------------------------------------------

    def keep_or_new(self, block_id: str) -> str:
        """The id that the source gives, unless it is taken already; otherwise a new one."""
        if not block_id or block_id in self._taken:
            return self.new_id()
        self._taken.add(block_id)
        return block_id

    def new_id(self) -> str:
        while (fresh := self._ids()) in self._taken:
            pass
        self._taken.add(fresh)
        return fresh

    def with_ids(self, text: RichText) -> RichText:
        """`text` with an id on each footnote; it is in the normal form, as all rich text is."""
        if not footnotes(text):
            return text
        return rich(*(replace(p, id=self.keep_or_new(p.id)) if isinstance(p, Footnote) else p for p in text))


def wording_of(block: Text | Heading) -> RichText:
    """What a block says in a place that sets its text in bold by itself.

    Where it has a key, bold runs are the inspector's; elsewhere they are only the look of the place.
    """
    return block.text if block.key else unmarked(block.text, Mark.BOLD)


def words_of(block: Block) -> Iterable[RichText]:
    """The texts that a block prints."""
    if isinstance(block, Heading | Text | Table):
        return [text.text for text in texts_of(block)]
    if isinstance(block, Contents):
        return [block.title]
    return [rich(word) for word in block.words] if isinstance(block, Strip) else []
