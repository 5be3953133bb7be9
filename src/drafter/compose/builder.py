"""Where composed blocks are gathered and numbered."""

from __future__ import annotations

from collections import Counter

from drafter.document.keys import key
from drafter.document.model import Block, Heading, PageBreak, Role, Table, TableRole, Text
from drafter.framework.model import Numbering, SectionSpec
from drafter.report.model import AnySection, Kind, Paragraph
from drafter.report.richtext import RichText, Run, rich

NO_TITLE = "[Title to be given]"
"""What a draft prints in place of an investigation's title."""

_ROLES = {
    Kind.NUMBERED: Role.NUMBERED,
    Kind.PLAIN: Role.PLAIN,
    Kind.BULLET: Role.BULLET,
    Kind.BULLET_2: Role.BULLET_2,
}


class Builder:
    """The blocks so far, the count of each numbering list, and number and key of each paragraph by id."""

    def __init__(self, *, draft: bool) -> None:
        self.draft = draft
        self.blocks: list[Block] = []
        self.numbers: dict[str, int] = {}
        self.places: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def title(self, spec: SectionSpec, section: AnySection, *, level: int = 1) -> None:
        """The section's heading: the inspector's wording or the framework's; none where it has no title."""
        if not spec.title:
            if spec.new_page:
                self.add(PageBreak(key=key(spec.key, "page")))
            return
        self.add(
            Heading(
                key=key(spec.key, "title"),
                text=section.own.get("title") or rich(spec.title),
                level=level,
                contents=spec.contents,
                new_page=spec.new_page,
            )
        )

    def heading(self, whole_key: str, text: RichText, level: int, *, contents: bool = False) -> None:
        self.add(Heading(key=whole_key, text=text, level=level, contents=contents))

    def text(
        self,
        whole_key: str,
        text: RichText,
        role: Role,
        spec: SectionSpec,
        *,
        part: str = "",
        to_do: bool = False,
        grades: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """A paragraph; a numbered one takes the next number of the section's list."""
        name = self._list(spec) if role in (Role.NUMBERED, Role.JUDGEMENT) else ""
        number = None
        if name:
            self._counts[name] += 1
            number = self._counts[name]
            if part:
                self.numbers[part] = number
                self.places[part] = whole_key
        block = Text(
            key=whole_key, role=role, text=text, number=number, list=name, to_do=to_do, grades=grades
        )
        self.add(block)

    def to_do(self, whole_key: str, what: str, spec: SectionSpec, role: Role = Role.PLAIN) -> None:
        """In a draft, a visible mark that something is still to be written; in a final one, nothing."""
        if self.draft:
            self.text(whole_key, mark(what), role, spec, to_do=True)

    def narrative(
        self, section: str, narrative: tuple[Paragraph, ...], spec: SectionSpec, *, level: int
    ) -> None:
        """The paragraphs of a narrative that say something; `level` is that of its sub-headings."""
        for paragraph in narrative:
            if not (paragraph.rows if paragraph.kind is Kind.TABLE else paragraph.text):
                continue
            whole_key = key(section, "narrative", paragraph.id)
            if paragraph.kind is Kind.SUBHEADING:
                self.heading(whole_key, paragraph.text, level)
            elif paragraph.kind is Kind.TABLE:
                self.add(_table(whole_key, paragraph))
            else:
                role = _ROLES[paragraph.kind]
                self.text(whole_key, paragraph.text, role, spec, part=paragraph.id)

    def _list(self, spec: SectionSpec) -> str:
        return {Numbering.BODY: "body", Numbering.OWN: spec.key, Numbering.NONE: ""}[spec.numbering]


def mark(what: str) -> RichText:
    """What a draft prints in place of something that is not there yet."""
    return (Run(f"[{what}]"),)


def _table(whole_key: str, paragraph: Paragraph) -> Table:
    width = max(map(len, paragraph.rows))
    rows = tuple(
        tuple((Text(role=Role.CELL, text=cell),) for cell in (*row, *[()] * (width - len(row))))
        for row in paragraph.rows
    )
    return Table(key=whole_key, role=TableRole.PLAIN, title="Table", rows=rows)
