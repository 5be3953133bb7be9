"""Which blocks belong to which section: headings by key, else by title and alias."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.compose import Sentences
from drafter.document.keys import split
from drafter.document.model import Block, Contents, Document, Heading, Table, Text
from drafter.framework.model import (
    AreaSpec,
    CoverSpec,
    GradesTableSpec,
    ImprintSpec,
    LinesSpec,
    NarrativeSpec,
    SectionSpec,
)
from drafter.recognise.likeness import normal
from drafter.report.richtext import plain

_MAY_HEAD = (Heading, Contents)


@dataclass(slots=True)
class Passage:
    """A section's heading and the blocks under it. `spec` is None for what the framework lacks.

    A section without a title has no heading.
    """

    spec: SectionSpec | None
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)


def outline(document: Document, sentences: Sentences) -> list[Passage]:
    """The document cut into passages. The first is what belongs to cover and imprint.

    `sentences` are the framework's without any fact.
    """
    return _Outline(document, sentences).passages


class _Outline:
    """The passages so far; blocks without a heading of their own are told by key or by place."""

    def __init__(self, document: Document, sentences: Sentences) -> None:
        self.framework = sentences.framework
        self.keyed = {spec.key: spec for spec in self.framework.sections}
        self.titles = _titles(sentences)
        headings = [
            (block.level, normal(plain(block.text)))
            for block in document.blocks
            if isinstance(block, Heading)
        ]
        self.level = _section_level(headings, self.titles)
        self.at_level = {words for level, words in headings if level == self.level}
        self.imprint_lines = _lines_at_the_end(sentences)
        self.passages = [Passage(spec=None)]
        self._in_imprint = False
        for block in document.blocks:
            self._add(block)

    def _add(self, block: Block) -> None:
        spec = self._section_of(block) if isinstance(block, _MAY_HEAD) else None
        if spec is not None:
            if spec is self.passages[-1].spec and not isinstance(block, Contents):
                self.passages[-1].blocks.append(block)  # the second heading of a joined area
                return
            self._begin(spec, _as_heading(block))
        elif block.key:
            self._add_keyed(block)
        elif isinstance(block, Heading) and block.level <= self.level and len(self.passages) > 1:
            self._begin(None, block)  # as high as the sections' and the name of none of them
        elif self._is_of_imprint(block):
            self.passages[0].blocks.append(block)
        else:
            self._put(block, self._untitled(block))

    def _add_keyed(self, block: Block) -> None:
        """A block that is no section's heading; its key tells whether cover or imprint has it."""
        spec = self.keyed.get(block.key.partition(".")[0])
        if isinstance(spec, LinesSpec):
            self.passages[0].blocks.append(block)
        else:
            self._put(block, spec if spec is not None and not spec.title else None)

    def _put(self, block: Block, untitled: SectionSpec | None) -> None:
        """Put a block behind the last, or into a section without a title that it begins."""
        if untitled is not None and untitled is not self.passages[-1].spec:
            self._begin(untitled)
        self.passages[-1].blocks.append(block)

    def _begin(self, spec: SectionSpec | None, heading: Heading | None = None) -> None:
        self._in_imprint = False
        self.passages.append(Passage(spec=spec, heading=heading))

    def _section_of(self, block: Heading | Contents) -> SectionSpec | None:
        """The section that a block is the heading of."""
        if block.key:
            section, name, part = split(block.key)
            spec = self.keyed.get(section)
            is_title = name == "title" and (not part or isinstance(spec, AreaSpec))
            return spec if is_title and not isinstance(spec, LinesSpec) else None
        words = normal(plain(block.text if isinstance(block, Heading) else block.title))
        if isinstance(block, Heading) and block.level > self.level and words in self.at_level:
            return None  # a sub-heading that says the same as a section
        spec = self.titles.get(words)
        return None if isinstance(spec, CoverSpec | ImprintSpec) else spec

    def _is_of_imprint(self, block: Block) -> bool:
        """Whether a block without a key is of the imprint, wherever that stands."""
        if isinstance(block, Text) and normal(plain(block.text)) in self.imprint_lines:
            self._in_imprint = True
        return self._in_imprint

    def _untitled(self, block: Block) -> SectionSpec | None:
        """The section without a title that a block stands in: by a table's head, or by its place."""
        current = self.passages[-1].spec
        for spec, following in zip(
            self.framework.sections, (*self.framework.sections[1:], None), strict=True
        ):
            if spec.title or not isinstance(spec, GradesTableSpec):
                continue
            if isinstance(block, Table) and _is_headed(block, spec):
                return spec
            if current is spec and isinstance(block, Text) and isinstance(following, NarrativeSpec):
                return following if not following.title else None
        return None


def _is_headed(table: Table, spec: GradesTableSpec) -> bool:
    said = tuple(normal("".join(plain(text.text) for text in cell)) for cell in table.rows[0])
    return said == tuple(map(normal, spec.columns))


def _lines_at_the_end(sentences: Sentences) -> frozenset[str]:
    """What the lines of an imprint behind the body print without any fact, normalised."""
    titled = False
    found: set[str] = set()
    for spec in sentences.framework.sections:
        titled = titled or bool(spec.title)
        if titled and isinstance(spec, ImprintSpec):
            found.update(normal(sentences.line_words(line) or "") for line in spec.lines if not line.fact)
    return frozenset(found - {""})


def _as_heading(block: Block) -> Heading:
    if isinstance(block, Contents):
        return Heading(key=block.key, text=block.title, level=1)
    assert isinstance(block, Heading)
    return block


def _titles(sentences: Sentences) -> dict[str, SectionSpec]:
    """Every title and alias, normalised, with its section; the first section wins."""
    found: dict[str, SectionSpec] = {}
    for spec in sentences.framework.sections:
        for title in _names(spec, sentences):
            found.setdefault(normal(title), spec)
    return found


def _names(spec: SectionSpec, sentences: Sentences) -> Iterator[str]:
    if spec.title:
        yield spec.title
    yield from spec.aliases
    if isinstance(spec, AreaSpec):
        for part in spec.parts:
            yield part.title
            yield from part.aliases
        for forms in sentences.graded_titles(spec).values():
            yield from forms


def _section_level(headings: list[tuple[int, str]], titles: dict[str, SectionSpec]) -> int:
    """The level at which most of the known headings stand, 0 where there are none."""
    levels = Counter(level for level, words in headings if words in titles)
    return levels.most_common(1)[0][0] if levels else 0
