"""Recognising the sections that do not judge: narratives, main findings, grades, recommendations."""

from __future__ import annotations

from dataclasses import replace

from drafter.compose import Sentences, finding_key
from drafter.document.keys import key, split
from drafter.document.model import Block, Cell, Heading, PageBreak, Role, Table, Text
from drafter.framework.model import (
    AreaSpec,
    Framework,
    GradesTableSpec,
    InvestigationsSpec,
    MainFindingsSpec,
    NarrativeSpec,
    Numbering,
    RecommendationsSpec,
    Scale,
    Timescale,
)
from drafter.recognise.areas import keep_title
from drafter.recognise.ledger import Ledger, wording_of
from drafter.recognise.likeness import likeness, normal, same
from drafter.recognise.paragraphs import read_narrative
from drafter.report.model import (
    Investigation,
    Item,
    Kind,
    MainFinding,
    NarrativeSection,
    RecommendationGroup,
    RecommendationsSection,
    Section,
    ungrouped_id,
)
from drafter.report.richtext import RichText, plain, rich, without_start

AreaPlace = tuple[AreaSpec | InvestigationsSpec, Investigation | None]


def narrative(
    spec: NarrativeSpec,
    heading: Heading,
    blocks: list[Block],
    ledger: Ledger,
    sentences: Sentences,
) -> NarrativeSection:
    """A narrative or an annex."""
    own: dict[str, RichText] = {}
    keep_title(ledger, key(spec.key, "title"), heading, (spec.title, *spec.aliases), own)
    rest = list(blocks)
    if spec.heading is not None and rest and isinstance(rest[0], Heading) and _is_second(rest[0]):
        words = wording_of(rest[0])
        ledger.place(key(spec.key, "heading"))
        standard = sentences.heading(spec)
        # to the letter, in any source: an annex headed in capitals keeps its capitals
        if standard is None or words != rich(standard):
            own["heading"] = ledger.with_ids(words)
        del rest[0]
    numbered = spec.numbering is not Numbering.NONE
    return NarrativeSection(own=own, narrative=read_narrative(spec.key, rest, ledger, numbered=numbered))


def _is_second(block: Heading) -> bool:
    return not block.key or split(block.key)[1] == "heading"


def _keep_own(ledger: Ledger, own: dict[str, RichText], name: str, block: Text, standard: str | None) -> None:
    """Keep a text as own wording unless it is what the framework prints."""
    words = wording_of(block)
    if standard is None or not ledger.is_standard(words, standard, keyed=bool(block.key)):
        own[name] = ledger.with_ids(words)


# --- main findings ---------------------------------------------------------------------------------------


def main_findings(
    spec: MainFindingsSpec,
    heading: Heading,
    blocks: list[Block],
    ledger: Ledger,
    sentences: Sentences,
    *,
    areas: list[AreaPlace],
) -> tuple[Section, dict[str, MainFinding]]:
    """The section, and each area's main finding by the key `section.main-finding[.id]`."""
    own: dict[str, RichText] = {}
    keep_title(ledger, key(spec.key, "title"), heading, (spec.title, *spec.aliases), own)
    bullets: list[Text] = []
    for block in blocks:
        if not isinstance(block, Text):
            if not isinstance(block, PageBreak):
                ledger.to_tray(block, spec.title)
        elif block.to_do:
            continue
        elif block.role is Role.BULLET:
            bullets.append(block)
        elif not bullets and key(spec.key, "lead-in") not in ledger.placed:
            ledger.place(key(spec.key, "lead-in"))
            _keep_own(ledger, own, "lead-in", block, sentences.render(spec.lead_in))
        else:
            ledger.to_tray(block, spec.title)
    found: dict[str, MainFinding] = {}
    for bullet, place in _matched(bullets, areas, sentences):
        if place is None:
            ledger.to_tray(bullet, spec.title)
            continue
        whole_key = finding_key(*place)
        ledger.place(whole_key)
        found[whole_key] = _finding(ledger.with_ids(bullet.text), sentences.opening(*place))
    return Section(own=own), found


def _finding(text: RichText, opening: str | None) -> MainFinding:
    words = plain(text)
    if opening and (words == opening or words.startswith(opening + " ")):
        return MainFinding(text=without_start(text, opening))
    return MainFinding(text=text, own_opening=opening is not None)


def _matched(
    bullets: list[Text], areas: list[AreaPlace], sentences: Sentences
) -> list[tuple[Text, AreaPlace | None]]:
    """Each bullet with its area: by key, else the best alignment that keeps both orders."""
    if any(bullet.key for bullet in bullets):
        by_key = {finding_key(*place): place for place in areas}
        return [(bullet, by_key.get(bullet.key)) for bullet in bullets]
    rows, columns = len(bullets), len(areas)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    score = [[_score(bullet, area, sentences) for area in areas] for bullet in bullets]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + score[row][column],
            )
    matched: list[tuple[Text, AreaPlace | None]] = []
    row = column = 0
    while row < rows:
        if column < columns and best[row][column] == best[row][column + 1]:
            column += 1
        elif column < columns and best[row][column] == best[row + 1][column + 1] + score[row][column]:
            matched.append((bullets[row], areas[column]))
            row, column = row + 1, column + 1
        else:
            matched.append((bullets[row], None))
            row += 1
    return matched


def _score(bullet: Text, place: AreaPlace, sentences: Sentences) -> float:
    """How well a bullet's first sentence fits an area; above nothing, so that order alone can decide."""
    spec, investigation = place
    first = plain(bullet.text).partition(". ")[0]
    names = [investigation.title] if investigation else [spec.title]
    if isinstance(spec, AreaSpec):
        names += [spec.subject, *(part.title for part in spec.parts)]
    names.append(sentences.opening(spec, investigation) or "")
    return 0.05 + max(likeness(first, name) for name in names)


# --- grades table ----------------------------------------------------------------------------------------


def grades_table(
    spec: GradesTableSpec,
    heading: Heading,
    blocks: list[Block],
    ledger: Ledger,
    sentences: Sentences,
) -> tuple[Section, dict[str, str]]:
    """The section, and the grades that its table tells, by judgement."""
    own: dict[str, RichText] = {}
    keep_title(ledger, key(spec.key, "title"), heading, (spec.title, *spec.aliases), own)
    grades: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Table):
            _grade_rows(spec, block, ledger, sentences.framework, grades)
        elif (
            isinstance(block, Text)
            and spec.legend is not None
            and key(spec.key, "legend") not in ledger.placed
        ):
            ledger.place(key(spec.key, "legend"))
            _keep_own(ledger, own, "legend", block, sentences.render(spec.legend))
        elif not isinstance(block, PageBreak):
            ledger.to_tray(block, spec.title)
    return Section(own=own), grades


def _grade_rows(
    spec: GradesTableSpec,
    table: Table,
    ledger: Ledger,
    framework: Framework,
    grades: dict[str, str],
) -> None:
    labelled = {normal(one.label): one for one in reversed(framework.judgements) if one.key in spec.rows}
    for row in table.rows:
        said = ["".join(plain(text.text) for text in cell) for cell in row]
        judgement = labelled.get(normal(said[0])) if said else None
        grade = _grade_said(said[-1], judgement.scale) if judgement and len(said) > 1 else None
        if judgement and grade:
            grades[judgement.key] = grade
        cells = [text for cell in row for text in cell if not text.to_do]
        if judgement and not grade and len(cells) > 1:
            ledger.warn(f"No grade is understood in {' | '.join(said)!r}; the row is in the tray.")
        is_understood = (judgement and (grade or len(cells) == 1)) or _is_head(said, spec)
        for text in cells:
            if is_understood:
                ledger.drop(text.text, "row of the grades table")
            else:
                ledger.to_tray(text, spec.title)


def _is_head(said: list[str], spec: GradesTableSpec) -> bool:
    return all(not normal(cell) or any(same(cell, name) for name in spec.columns) for cell in said)


def _grade_said(words: str, scale: Scale) -> str | None:
    """The grade that a cell names by word or, where it has only a number, by that."""
    said = normal(words)
    for grade in scale.grades:
        number = "" if grade.number is None else str(grade.number)
        forms = [normal(word) for word in (grade.word, *grade.aliases)]
        if said in (number, *forms, *(number + form for form in forms)):
            return grade.key
    return None


# --- recommendations -------------------------------------------------------------------------------------


def recommendations(
    spec: RecommendationsSpec,
    heading: Heading,
    blocks: list[Block],
    ledger: Ledger,
    sentences: Sentences,
) -> RecommendationsSection:
    """Recommendations by timescale and body. What stands before any timescale belongs to the first."""
    own: dict[str, RichText] = {}
    keep_title(ledger, key(spec.key, "title"), heading, (spec.title, *spec.aliases), own)
    groups: list[RecommendationGroup] = []
    timescale = spec.timescales[0].key if spec.timescales else ""
    begun = False
    for block in blocks:
        if isinstance(block, PageBreak) or (isinstance(block, Text) and block.to_do):
            continue
        if isinstance(block, Heading):
            named = _timescale(spec, block)
            if named is None:
                ledger.to_tray(block, spec.title)
                continue
            timescale = named.key
            begun = False
            whole_key = key(spec.key, "timescale", named.key)
            keep_title(ledger, whole_key, block, (named.title, *named.aliases), own)
        elif isinstance(block, Table) and spec.items is Kind.TABLE:
            groups.extend(_table_groups(spec, block, timescale, ledger))
        elif isinstance(block, Text) and block.role in (Role.PLAIN, Role.LEAD_IN):
            if spec.body_line is None:
                ledger.to_tray(block, spec.title)
                continue
            groups.append(_group(spec, block, timescale, ledger, sentences))
            begun = True
        elif isinstance(block, Text):
            if not begun:
                groups.append(_new_group(spec, timescale, ledger))
                begun = True
            groups[-1] = _with_item(spec, groups[-1], block, ledger)
        else:
            ledger.to_tray(block, spec.title)
    return RecommendationsSection(own=own, groups=tuple(groups))


def _new_group(spec: RecommendationsSpec, timescale: str, ledger: Ledger) -> RecommendationGroup:
    """A group that names no body; where none does, there is one, and it has the id that is its own."""
    one = ledger.new_id() if spec.grouped else ledger.keep_or_new(ungrouped_id(spec.key, timescale))
    return RecommendationGroup(id=one, timescale=timescale)


def _with_item(
    spec: RecommendationsSpec, group: RecommendationGroup, block: Text, ledger: Ledger
) -> RecommendationGroup:
    item = Item(id=ledger.keep_or_new(split(block.key)[2]), text=ledger.with_ids(block.text))
    ledger.place(key(spec.key, "items", item.id))
    return replace(group, items=(*group.items, item))


def _table_groups(
    spec: RecommendationsSpec, table: Table, timescale: str, ledger: Ledger
) -> list[RecommendationGroup]:
    """The groups of a table of actions: neighbours with one key or one body are one group."""
    groups: list[RecommendationGroup] = []
    last = ""
    for row in table.rows:
        said = ["".join(plain(text.text) for text in cell) for cell in row]
        if len(row) != len(spec.columns):
            for text in (text for cell in row for text in cell):
                ledger.to_tray(text, spec.title)
            continue
        if all(map(same, said, spec.columns)) and not _is_action(row):
            for text in (text for cell in row for text in cell):
                ledger.drop(text.text, "heading of the table of actions")
            continue
        body = row[0][0] if spec.grouped and row[0] else None
        given = split(body.key)[2] if body else ""
        name = ledger.words_only(body.text) if body else ""
        goes_on = given == last if given else not name or bool(groups and groups[-1].body == name)
        if not groups or not goes_on:
            group = _new_group(spec, timescale, ledger)
            if spec.grouped:
                group = replace(group, id=ledger.keep_or_new(given), body=name)
            groups.append(group)
        if body:
            ledger.place(key(spec.key, "body", groups[-1].id))
        last = given
        for text in row[-1]:
            if not text.to_do:
                groups[-1] = _with_item(spec, groups[-1], text, ledger)
    return groups


def _is_action(row: tuple[Cell, ...]) -> bool:
    """Whether a row carries the key of an action, whatever it says."""
    return any(split(text.key)[1] == "items" for cell in row for text in cell)


def _timescale(spec: RecommendationsSpec, block: Heading) -> Timescale | None:
    part = split(block.key)[2]
    for timescale in spec.timescales:
        names = (timescale.title, *timescale.aliases)
        if part == timescale.key or (not part and any(same(block.text, name) for name in names)):
            return timescale
    return None


def _group(
    spec: RecommendationsSpec, block: Text, timescale: str, ledger: Ledger, sentences: Sentences
) -> RecommendationGroup:
    words = ledger.words_only(block.text)
    body = sentences.value_in(words, spec.body_line, "body") if spec.body_line else None
    if body is None:
        ledger.warn(f"{words!r} does not name a body as the framework words it; it is in the tray.")
        ledger.to_tray(block, spec.title)
    group_id = ledger.keep_or_new(split(block.key)[2])
    ledger.place(key(spec.key, "body", group_id))
    return RecommendationGroup(id=group_id, timescale=timescale, body=body or "")
