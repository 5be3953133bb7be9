"""Which blocks belong to which section: headings by key, else by title and alias."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.document.keys import split
from drafter.document.model import Block, Contents, Document, Heading
from drafter.framework.model import (
    AreaSpec,
    CoverSpec,
    Framework,
    ImprintSpec,
    LinesSpec,
    SectionSpec,
)
from drafter.recognise.likeness import normal
from drafter.report.richtext import plain


@dataclass(slots=True)
class Passage:
    """A section's heading and the blocks under it. `spec` is None for what the framework lacks."""

    spec: SectionSpec | None
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)


def outline(document: Document, framework: Framework) -> list[Passage]:
    """The document cut into passages. The first is what stands before any heading that is known."""
    titles = _titles(framework)
    level = _section_level(document, titles)
    at_level = {
        normal(plain(block.text))
        for block in document.blocks
        if isinstance(block, Heading) and block.level == level
    }
    passages = [Passage(spec=None)]
    for block in document.blocks:
        current = passages[-1]
        spec = _section_of(block, titles, framework)
        is_lower = isinstance(block, Heading) and not block.key and block.level > level
        if is_lower and normal(plain(block.text)) in at_level:  # type: ignore[union-attr]
            spec = None  # a sub-heading that says the same as a section
        if spec is not None:
            if spec is current.spec and not isinstance(block, Contents):
                current.blocks.append(block)  # the second heading of a joined area
                continue
            passages.append(Passage(spec=spec, heading=_as_heading(block)))
        elif _is_unknown_section(block, level) and len(passages) > 1:
            assert isinstance(block, Heading)
            passages.append(Passage(spec=None, heading=block))
        else:
            current.blocks.append(block)
    return passages


def _as_heading(block: Block) -> Heading:
    if isinstance(block, Contents):
        return Heading(key=block.key, text=block.title, level=1)
    assert isinstance(block, Heading)
    return block


def _titles(framework: Framework) -> dict[str, SectionSpec]:
    """Every title and alias, normalised, with its section; the first section wins."""
    found: dict[str, SectionSpec] = {}
    for spec in framework.sections:
        for title in _names(spec):
            found.setdefault(normal(title), spec)
    return found


def _names(spec: SectionSpec) -> Iterator[str]:
    if spec.title:
        yield spec.title
    yield from spec.aliases
    if isinstance(spec, AreaSpec):
        for part in spec.parts:
            yield part.title
            yield from part.aliases


def _section_of(block: Block, titles: dict[str, SectionSpec], framework: Framework) -> SectionSpec | None:
    if not isinstance(block, Heading | Contents):
        return None
    if block.key:
        section, name, part = split(block.key)
        spec = next((spec for spec in framework.sections if spec.key == section), None)
        is_title = name == "title" and (not part or isinstance(spec, AreaSpec))
        return spec if is_title and not isinstance(spec, LinesSpec) else None
    spec = titles.get(normal(plain(block.text if isinstance(block, Heading) else block.title)))
    return None if isinstance(spec, CoverSpec | ImprintSpec) else spec


def _section_level(document: Document, titles: dict[str, SectionSpec]) -> int:
    """The level at which most of the known headings stand, 0 where there are none."""
    levels = Counter(
        block.level
        for block in document.blocks
        if isinstance(block, Heading) and normal(plain(block.text)) in titles
    )
    return levels.most_common(1)[0][0] if levels else 0


def _is_unknown_section(block: Block, level: int) -> bool:
    """A heading as high as the sections' that names none of them and carries no key."""
    return isinstance(block, Heading) and not block.key and block.level <= level
