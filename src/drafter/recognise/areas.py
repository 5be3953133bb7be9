"""Recognising judgement areas: strip, sentence, strengths and weaknesses, narrative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafter.compose import NO_TITLE, Sentences, judgements_of
from drafter.document.keys import key, split
from drafter.document.model import Block, Cell, Heading, Role, Table, TableRole, Text
from drafter.framework.model import (
    AreaSpec,
    InvestigationsSpec,
    Numbering,
    Part,
    StripLayout,
)
from drafter.recognise.ledger import Ledger, wording_of
from drafter.recognise.likeness import same
from drafter.recognise.paragraphs import read_narrative
from drafter.recognise.saying import graded
from drafter.recognise.strips import is_lists_head, read_strip
from drafter.report.model import (
    Area,
    AreaSection,
    Investigation,
    InvestigationsSection,
    Item,
    area_address,
)
from drafter.report.richtext import Mark, RichText, Run, plain, split_lines


class AreaRecogniser:
    """Reads areas; the grades that it finds are gathered in `grades`."""

    def __init__(self, sentences: Sentences, ledger: Ledger) -> None:
        self.framework = sentences.framework
        self.ledger = ledger
        self._ungraded = sentences
        self.grades: dict[str, str] = {}

    def area(self, spec: AreaSpec, heading: Heading, blocks: list[Block]) -> AreaSection:
        """The section of an area. `heading` is its own, for the wording of the title."""
        own: dict[str, RichText] = {}
        self._title(spec, 0, heading, own)
        rest = self._strips(spec, blocks, own)
        area = self._body(spec, None, rest, own)
        return AreaSection(own=own, area=area)

    def _title(self, spec: AreaSpec, place: int, heading: Heading, own: dict[str, RichText]) -> None:
        part = spec.parts[place]
        name = "title" if place == 0 else key("title", part.judgement)
        if place == 0 and self._tells_grade(spec, heading):
            return
        keep_title(self.ledger, f"{spec.key}.{name}", heading, (part.title, *part.aliases), own)

    def _tells_grade(self, spec: AreaSpec, heading: Heading) -> bool:
        """Whether a heading is the framework's with a grade in it; the grade is kept then."""
        if spec.title_wording is None:
            return False
        words = wording_of(heading)
        keyed = bool(heading.key)
        for grade, (printed, *others) in self._sentences({}).graded_titles(spec).items():
            if self.ledger.is_standard(words, printed, keyed=keyed):
                self.ledger.place(key(spec.key, "title"))
            elif not keyed and any(same(words, other) for other in others):
                self.ledger.drop(words, f"heading, printed as {printed!r}")
            else:
                continue
            self.grades[spec.parts[0].judgement] = grade
            return True
        return False

    def _strips(self, spec: AreaSpec, blocks: list[Block], own: dict[str, RichText]) -> list[Block]:
        """Take the headings and strips of the area's parts away from its blocks."""
        rest: list[Block] = []
        part = 0
        place = 0
        while place < len(blocks):
            block = blocks[place]
            following = _part_headed(spec, block, part)
            if following is not None:
                assert isinstance(block, Heading)
                part = following
                self._title(spec, part, block, own)
                place += 1
                continue
            taken = self._strip(spec.parts[part].judgement, blocks, place)
            if not taken:
                rest.append(block)
            place += taken or 1
        return rest

    def _strip(self, judgement: str, blocks: list[Block], place: int) -> int:
        """How many blocks a strip at this place takes (0: none is there); its grade is kept."""
        if judgement in self.grades:
            return 0
        scale = self.framework.scale_of(judgement)
        found = read_strip(blocks, place, scale) if scale else None
        if found is None:
            return 0
        count, grade = found
        for block in blocks[place : place + count]:
            self.ledger.drop_block(block, "grade strip")
        if grade is not None:
            self.grades[judgement] = grade
        elif not self.ledger.own:
            self.ledger.warn(f"The grade strip of {judgement!r} marks no grade, or more than one.")
        return count

    def investigations(
        self, spec: InvestigationsSpec, heading: Heading, blocks: list[Block]
    ) -> InvestigationsSection:
        """The investigations under their group heading, each begun by a heading of its own."""
        own: dict[str, RichText] = {}
        keep_title(self.ledger, key(spec.key, "title"), heading, (spec.title, *spec.aliases), own)
        groups: list[tuple[Heading, list[Block]]] = []
        level = min((b.level for b in blocks if isinstance(b, Heading) and not b.key), default=0)
        for block in blocks:
            starts = isinstance(block, Heading) and (
                split(block.key)[1] == "title" if block.key else block.level <= level
            )
            if starts:
                assert isinstance(block, Heading)
                groups.append((block, []))
            elif groups:
                groups[-1][1].append(block)
            elif not (isinstance(block, Text) and block.to_do):
                self.ledger.to_tray(block, plain(heading.text))
        found = tuple(self._investigation(spec, head, rest) for head, rest in groups)
        return InvestigationsSection(own=own, investigations=found)

    def _investigation(
        self, spec: InvestigationsSpec, heading: Heading, blocks: list[Block]
    ) -> Investigation:
        title = self.ledger.words_only(wording_of(heading))
        one = Investigation(id=self.ledger.keep_or_new(split(heading.key)[2]), title=title)
        if title == NO_TITLE:
            one = replace(one, title="")
        self.ledger.place(key(spec.key, "title", one.id))
        address = area_address(spec.key, one.id)
        rest = list(blocks)
        if rest and spec.strip is StripLayout.BOXES:
            del rest[: self._strip(address, rest, 0)]
        subject, area = self._with_subject(spec, one, rest)
        return replace(one, subject=subject, area=area)

    def _with_subject(
        self, spec: InvestigationsSpec, one: Investigation, blocks: list[Block]
    ) -> tuple[str, Area]:
        """The area, and the subject that its sentence names where that is not the title."""
        sentence = next((b for b in blocks if isinstance(b, Text) and not b.to_do), None)
        subject = ""
        if sentence is not None:
            subject = self._subject(spec, one, sentence)
        return subject, self._body(spec, replace(one, subject=subject), blocks)

    def _subject(self, spec: InvestigationsSpec, one: Investigation, block: Text) -> str:
        words = plain(block.text)
        address = area_address(spec.key, one.id)
        for grade in spec.scale.grades:
            sentences = self._sentences({address: grade.key})
            values = sentences.area_values(spec, one)
            standard = sentences.render(spec.sentence, values)
            if standard and self.ledger.is_standard(wording_of(block), standard, keyed=bool(block.key)):
                return ""
            found = sentences.value_in(words, spec.sentence, "subject", values)
            if found and found != words and ". " not in found:
                return found
        return ""

    # --- the body of an area -----------------------------------------------------------------------------

    def _body(
        self,
        spec: AreaSpec | InvestigationsSpec,
        one: Investigation | None,
        blocks: list[Block],
        own: dict[str, RichText] | None = None,
    ) -> Area:
        """The area; own wording of what follows its sentence is put into `own`."""
        rest = [b for b in blocks if not (isinstance(b, Text) and b.to_do)]
        sentence, rest = self._sentence(spec, one, rest)
        if isinstance(spec, AreaSpec) and own is not None:
            rest = self._following(spec, rest, own)
        strengths: list[Item] = []
        weaknesses: list[Item] = []
        others: list[Block] = []
        goes_on = False
        for block in rest:
            rows = self._lists_rows(block, goes_on=goes_on)
            goes_on = rows is not None
            if rows is None:
                others.append(block)
            for row in rows or ():
                strengths.extend(self._items(spec.key, "strengths", row[0]))
                weaknesses.extend(self._items(spec.key, "weaknesses", row[1]))
        narrative = read_narrative(
            spec.key, others, self.ledger, numbered=spec.numbering is not Numbering.NONE
        )
        return Area(
            sentence=sentence,
            strengths=tuple(strengths),
            weaknesses=tuple(weaknesses),
            narrative=narrative,
        )

    def _sentence(
        self, spec: AreaSpec | InvestigationsSpec, one: Investigation | None, blocks: list[Block]
    ) -> tuple[RichText, list[Block]]:
        """The judgement sentence (empty: the framework's), and the blocks without it."""
        if spec.sentence is None:
            return (), blocks
        place = next((n for n, b in enumerate(blocks) if _may_be_sentence(b)), None)
        if place is None:
            return (), blocks
        block = blocks[place]
        assert isinstance(block, Text)
        rest = blocks[:place] + blocks[place + 1 :]
        whole_key = key(spec.key, "sentence", one.id if one else "")
        for grades in self._ways(spec, one, known=True):
            if self._is_standard(block, spec, one, grades):
                self.grades |= grades
                self.ledger.place(whole_key)
                return (), rest
        told = self._told_behind(spec, blocks[place:])
        if not told and block.role is not Role.JUDGEMENT and not _is_all_bold(block.text):
            return (), blocks  # the narrative begins without a judgement sentence
        self.grades |= told
        if any(self._is_standard(block, spec, one, way) for way in self._ways(spec, one, known=False)):
            words = plain(block.text)
            self.ledger.warn(f"The sentence {words!r} tells another grade than the strip; both were kept.")
        self._take_grades(block, spec, one)
        self.ledger.place(whole_key)
        return self.ledger.with_ids(wording_of(block)), rest

    def _told_behind(self, spec: AreaSpec | InvestigationsSpec, blocks: list[Block]) -> dict[str, str]:
        """The grades that the standard sentences behind the first block tell; none where that is not clear.

        What is printed wins over what a sentence in other words says it stands for: somebody may have
        changed it since.
        """
        if not isinstance(spec, AreaSpec) or not spec.following:
            return {}
        said: list[tuple[int, dict[str, str]]] = []
        for way in self._ways(spec, None, known=True):
            sentences = self._sentences(self.grades | way)
            values = sentences.area_values(spec)
            printed = [sentences.render(one.wording, values) for one in spec.following]
            words = [one for one in printed if one]
            if any(self._is_said(one, blocks[:1]) for one in words):
                return {}
            said.append((sum(self._is_said(one, blocks[1:]) for one in words), way))
        said.sort(key=lambda one: -one[0])
        is_clear = bool(said) and said[0][0] > (said[1][0] if len(said) > 1 else 0)
        return said[0][1] if is_clear else {}

    def _is_said(self, words: str, blocks: list[Block]) -> bool:
        return any(isinstance(block, Text) and self._says(block, words) for block in blocks)

    def _take_grades(
        self, block: Text, spec: AreaSpec | InvestigationsSpec, one: Investigation | None
    ) -> None:
        """Keep the grades that a sentence in the inspector's own words says it stands for."""
        said = dict(block.grades)
        for judgement in judgements_of(spec, one):
            scale = self.framework.scale_of(judgement)
            grade = scale.grade(said.get(split(judgement)[1] or judgement, "")) if scale else None
            if grade is not None:
                self.grades.setdefault(judgement, grade.key)

    def _following(self, spec: AreaSpec, blocks: list[Block], own: dict[str, RichText]) -> list[Block]:
        """Take the standard sentences behind the judgement sentence away from the blocks."""
        if not spec.following:
            return blocks
        sentences = self._sentences(self.grades)
        values = sentences.area_values(spec)
        printed = {
            key(spec.key, "following", one.key): sentences.render(one.wording, values)
            for one in spec.following
        }
        rest: list[Block] = []
        for block in blocks:
            whole_key = self._said_behind(block, printed)
            if whole_key is None:
                rest.append(block)
                continue
            assert isinstance(block, Text)
            self.ledger.place(whole_key)
            if not self._says(block, printed.pop(whole_key) or ""):
                own[whole_key.partition(".")[2]] = self.ledger.with_ids(wording_of(block))
        return rest

    def _said_behind(self, block: Block, printed: Mapping[str, str | None]) -> str | None:
        """Which of the `printed` sentences a block is: by its key or, where it has none, by its words."""
        if not isinstance(block, Text):
            return None
        if block.key:
            return block.key if block.key in printed else None
        return next((one for one, words in printed.items() if words and self._says(block, words)), None)

    def _says(self, block: Text, standard: str) -> bool:
        return self.ledger.is_standard(wording_of(block), standard, keyed=bool(block.key))

    def _is_standard(
        self,
        block: Text,
        spec: AreaSpec | InvestigationsSpec,
        one: Investigation | None,
        grades: dict[str, str],
    ) -> bool:
        standard = self._sentences(self.grades | grades).sentence(spec, one)
        return standard is not None and self._says(block, standard)

    def _ways(
        self, spec: AreaSpec | InvestigationsSpec, one: Investigation | None, *, known: bool
    ) -> list[dict[str, str]]:
        """Every way to grade the area's judgements; with `known`, those that agree with the strips."""
        ways: list[dict[str, str]] = [{}]
        for judgement in judgements_of(spec, one):
            scale = self.framework.scale_of(judgement)
            options = [grade.key for grade in scale.grades] if scale else []
            if known and judgement in self.grades:
                options = [self.grades[judgement]]
            ways = [way | {judgement: option} for way in ways for option in options]
        return ways

    def _sentences(self, grades: dict[str, str]) -> Sentences:
        return graded(self._ungraded, grades)

    def _lists_rows(self, block: Block, *, goes_on: bool) -> list[tuple[Cell, Cell]] | None:
        """The rows of a strengths/weaknesses table without its head; None where it is no such table.

        A table of two columns that follows such a table (`goes_on`) is the rest of it, cut off by a page
        break; Drafter's own files have no such breaks.
        """
        if not isinstance(block, Table) or not block.rows or len(block.rows[0]) != 2:
            return None
        head = block.rows[0]
        is_head = is_lists_head(head, (self.framework.strengths, self.framework.weaknesses))
        if block.key and block.role is not TableRole.LISTS:
            is_head = False
        if not is_head and (self.ledger.own or not goes_on):
            return None
        if is_head:
            for cell in head:
                self.ledger.drop(cell[0].text, "heading of the strengths and weaknesses")
        return [(row[0], row[1]) for row in block.rows[1 if is_head else 0 :]]

    def _items(self, section: str, name: str, cell: Cell) -> list[Item]:
        found: list[Item] = []
        for text in cell:
            lines = [text.text] if text.key or self.ledger.own else split_lines(text.text)
            for line in lines:
                item = Item(id=self.ledger.keep_or_new(split(text.key)[2]), text=self.ledger.with_ids(line))
                self.ledger.place(key(section, name, item.id))
                found.append(item)
        return found


def keep_title(
    ledger: Ledger,
    whole_key: str,
    heading: Heading,
    standard: tuple[str, ...],
    own: dict[str, RichText],
) -> None:
    """Keep a heading's own wording under the name of its field.

    `standard` is the framework's title and its other names; those are not own wording.
    """
    if not standard[0] and not heading.text:
        return  # a section without a title prints none
    words = wording_of(heading)
    keyed = bool(heading.key)
    if ledger.is_standard(words, standard[0], keyed=keyed):
        ledger.place(whole_key)
    elif not keyed and any(same(words, alias) for alias in standard[1:]):
        ledger.drop(words, f"heading, printed as {standard[0]!r}")
    else:
        own[whole_key.partition(".")[2]] = ledger.with_ids(words)
        ledger.place(whole_key)


def _part_headed(spec: AreaSpec, block: Block, current: int) -> int | None:
    """Which part of a joined area this heading begins, if any."""
    if not isinstance(block, Heading):
        return None
    for place, part in enumerate(spec.parts):
        if place > current and (_is_keyed(spec, part, block) or (not block.key and _is_named(part, block))):
            return place
    return None


def _is_keyed(spec: AreaSpec, part: Part, block: Heading) -> bool:
    return block.key == key(spec.key, "title", part.judgement)


def _is_named(part: Part, block: Heading) -> bool:
    return any(same(block.text, title) for title in (part.title, *part.aliases))


def _may_be_sentence(block: Block) -> bool:
    if not isinstance(block, Text):
        return False
    if block.key:
        return split(block.key)[1] == "sentence"
    return block.role in (Role.JUDGEMENT, Role.NUMBERED, Role.PLAIN)


def _is_all_bold(text: RichText) -> bool:
    return all(isinstance(part, Run) and Mark.BOLD in part.marks for part in text)
