"""Find and replace over a whole report.

Places are code points in the flat text of a field, where a footnote or a reference counts as one character
(`drafter.report.slices`); what a footnote says is a field of its own. The search is linear and plain: no
regular expressions, neither inside nor for people.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.framework.fields import own_fields
from drafter.framework.model import Framework, LinesSpec
from drafter.report.fields import FACTS, Field, fields, rewritten
from drafter.report.model import InvestigationsSection, Report
from drafter.report.quotes import curled, curls
from drafter.report.richtext import RichText, Run, clean
from drafter.report.slices import OBJECT, Change, flat, replaced_all

AROUND = 40
"""How many characters an excerpt shows on each side at most."""

_FACTS_NAME = "Facts"
_NEVER = "\0"  # stands for footnotes and references while searching; no text and no search can hold it
# Quotation marks are one to a search, however they are typed: straight, curly, low, reversed.
_QUOTES = {"'": "‘’‚‛ʼ", '"': "“”„‟"}
# A plain one finds these too. Typed itself, one of these finds nothing but itself: who asks for an en dash
# does not want each hyphen of the report.
_SPECIAL = {"-": "\u2010\u2011–", " ": "\u00a0\u202f"}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `sections` are the keys to look in (`fields.FACTS` for facts), None for all.

    Words that are empty find nothing.
    """

    words: str
    whole_word: bool = False
    match_case: bool = False
    sections: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A field as it was searched; `plain` is its flat text, `name` what people call where it stands."""

    field: Field
    plain: str
    name: str
    search: Search


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, from `start` up to `end` in the flat text of the field `key`."""

    place: Place
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.place.field.key

    @property
    def section(self) -> str:
        return self.place.field.section

    @property
    def name(self) -> str:
        """What people call the section; of an investigation its title."""
        return self.place.name

    @property
    def words(self) -> str:
        """The words as they stand there."""
        return self.place.plain[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before them in one line, cut between words with an ellipsis."""
        text = self.place.plain[max(0, self.start - AROUND - 1) : self.start]
        if len(text) > AROUND:
            text = "…" + (text.partition(" ")[2] or text[1:])
        return _in_a_line(text)

    @property
    def after(self) -> str:
        """What stands behind them, likewise."""
        text = self.place.plain[self.end : self.end + AROUND + 1]
        if len(text) > AROUND:
            text = (text.rpartition(" ")[0] or text[:-1]) + "…"
        return _in_a_line(text)


def _in_a_line(text: str) -> str:
    return text.replace(OBJECT, "").replace("\n", " ")


# --- find ------------------------------------------------------------------------------------------------


def find(report: Report, framework: Framework, search: Search) -> list[Hit]:
    """The hits in the order of the report; none overlaps another, none spans a footnote or a reference."""
    needle = _folded(clean(search.words), search)
    if not needle:
        return []
    names = _Names(report, framework)
    found: list[Hit] = []
    for field in sorted(fields(report), key=_Order(framework).rank):
        if not field.text or (search.sections is not None and field.section not in search.sections):
            continue
        plain = flat(field.text)
        spans = list(_spans(plain, _searchable(field.text, plain, search), needle, search.whole_word))
        if spans:
            place = Place(field, plain, names.of(field), search)
            found += [Hit(place, start, end) for start, end in spans]
    return found


def _spans(text: str, searched: str, needle: str, whole_word: bool) -> Iterator[tuple[int, int]]:
    """From where to where `needle` stands in `searched`, which is `text` as it is compared."""
    start = searched.find(needle)
    while start >= 0:
        end = start + len(needle)
        if _is_whole(text, start, end, words=whole_word):
            yield start, end
            start = searched.find(needle, end)
            continue
        start += 1
        if whole_word and _in_word(needle[0]):
            # no whole word begins before this one ends: a long word is not tried at each of its letters
            while start < len(text) and _in_word(text[start - 1]):
                start += 1
        start = searched.find(needle, start)


def _is_whole(text: str, start: int, end: int, *, words: bool) -> bool:
    """Whether no letter (with its accents) is cut in two, and no word where whole words are wanted."""
    behind = text[end : end + 1]
    if behind and not behind.isascii() and (behind == "\u200d" or _is_mark(behind)):
        return False
    if not words:
        return True
    starts_inside = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
    return not starts_inside and not (behind and _in_word(behind) and _in_word(text[end - 1]))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or _is_mark(character)


def _searchable(text: RichText, plain: str, search: Search) -> str:
    """`plain` as it is compared: of the same length, footnotes and references as what nothing finds."""
    if OBJECT in plain:
        plain = "".join([part.text if isinstance(part, Run) else _NEVER for part in text])
    return _folded(plain, search)


def _folded(text: str, search: Search) -> str:
    """`text` with what the search takes for the same made the same, character by character."""
    text = _alike(text, search.words)
    if search.match_case:
        return text
    folded = text.casefold()
    return folded if len(folded) == len(text) else "".join(map(_case_folded, text))


def _alike(text: str, words: str) -> str:
    """`text` with plain quotation marks, hyphens and spaces, but for special ones that `words` names."""
    if text.isascii():
        return text
    for plain, others in (*_QUOTES.items(), *_SPECIAL.items()):
        for other in others:
            if other in text and not (plain in _SPECIAL and other in words):
                text = text.replace(other, plain)
    return text


def _case_folded(character: str) -> str:
    """One character for one, so that places stay: ß, which folds to two, is itself."""
    for folded in (character.casefold(), character.lower()):
        if len(folded) == 1:
            return folded
    return character


class _Names:
    """What people call the places of one report."""

    def __init__(self, report: Report, framework: Framework) -> None:
        self._sections = {FACTS: _FACTS_NAME} | {spec.key: spec.name for spec in framework.sections}
        self._titles = {
            one.id: one.title
            for section in report.content.sections.values()
            if isinstance(section, InvestigationsSection)
            for one in section.investigations
        }

    def of(self, field: Field) -> str:
        return self._titles.get(field.investigation) or self._sections.get(field.section, field.section)


class _Order:
    """The framework's order: of facts, of sections, and of the lines of a cover, whatever a file has."""

    def __init__(self, framework: Framework) -> None:
        keys = [f"{FACTS}.{fact.key}" for fact in framework.facts]
        self._sections = {FACTS: 0} | {spec.key: at for at, spec in enumerate(framework.sections, 1)}
        for spec in framework.sections:
            if isinstance(spec, LinesSpec):
                keys += [f"{spec.key}.{name}" for name in own_fields(spec)]
        self._lines = {key: at for at, key in enumerate(keys)}

    def rank(self, field: Field) -> tuple[int, int]:
        key = field.within or field.key
        return self._sections.get(field.section, len(self._sections)), self._lines.get(key, 0)


# --- replace ---------------------------------------------------------------------------------------------


def replace(report: Report, hits: Iterable[Hit], replacement: str) -> tuple[Report, int]:
    """`report` with the words of `hits` replaced, and how many of them that changed.

    The same object where nothing changes. A hit in a field that says something else by now is passed over,
    and so is one that overlaps another. The words take marks and link of the first character that they
    replace and, but for a search that matches case, the shape of its case; typed straight quotation marks
    become curly where the text around them, or else the report, has curly ones. Line ends become spaces.
    """
    replacing = _Replacing(report, hits, clean(replacement).replace("\n", " "))
    return rewritten(report, replacing.rewrite), replacing.count


class _Replacing:
    def __init__(self, report: Report, hits: Iterable[Hit], replacement: str) -> None:
        self.count = 0
        self._report = report
        self._new = replacement
        self._shapes: dict[tuple[str, int], str] = {}
        self._hits: dict[str, list[Hit]] = {}
        for hit in hits:
            self._hits.setdefault(hit.key, []).append(hit)

    def rewrite(self, field: Field) -> RichText:
        """The text of a field with its hits replaced."""
        hits = self._hits.get(field.key)
        if not hits:
            return field.text
        plain = flat(field.text)
        # asked of each place once, not of each hit: a text may be long and have many
        current = {
            id(place) for place in {id(hit.place): hit.place for hit in hits}.values() if place.plain == plain
        }
        hits = [hit for hit in hits if id(hit.place) in current and OBJECT not in hit.words]
        changes = list(self._changes(plain, sorted(hits, key=lambda hit: hit.start)))
        self.count += len(changes)
        return replaced_all(field.text, changes) if changes else field.text

    def _changes(self, plain: str, hits: list[Hit]) -> Iterator[Change]:
        done = 0
        curly = curls(plain)
        for hit in hits:
            if hit.start < done:
                continue
            new = self._shaped(hit)
            if "'" in new or '"' in new:
                before = plain[hit.start - 1 : hit.start]
                new = curled(new, before) if (self._curls if curly is None else curly) else new
            if new != hit.words:
                done = hit.end
                yield hit.start, hit.end, new

    def _shaped(self, hit: Hit) -> str:
        """What is new in the case of a hit's words; there are few shapes and may be very many hits."""
        key = (hit.words, id(hit.place.search))
        if key not in self._shapes:
            self._shapes[key] = _in_case(self._new, hit)
        return self._shapes[key]

    @cached_property
    def _curls(self) -> bool:
        """Whether the report as a whole has curly quotation marks; where it has none, typed ones stay."""
        return bool(curls("\n".join([flat(field.text) for field in fields(self._report)])))


def _in_case(new: str, hit: Hit) -> str:
    """`new` in the shape of the words that it replaces, where their case is not the one that was typed."""
    words, search = hit.words, hit.place.search
    typed = clean(search.words)
    if search.match_case or _alike(words, typed) == _alike(typed, typed):
        return new
    small = new.lower() if typed.isupper() and new.isupper() else new
    if words.isupper() and sum(map(str.isalpha, words)) > 1:
        return new.upper()
    if words.islower():
        return " ".join([_lowered(word) for word in small.split(" ")])
    if not _is_raised(words):
        return new
    if small.islower() and len(words.split()) > 1 and all(map(_is_raised, words.split())):
        return " ".join([_raised(word) for word in small.split(" ")])
    return _raised(small)


def _lowered(word: str) -> str:
    """A word in small letters if only its first is a capital; NHS stays."""
    return word.lower() if word[:1].isupper() and word[1:] == word[1:].lower() else word


def _is_raised(words: str) -> bool:
    """Whether the first letter is a capital."""
    return next((letter for letter in words if letter.isalpha()), "").isupper()


def _raised(words: str) -> str:
    """The words with a capital for their first letter."""
    place = next((place for place, letter in enumerate(words) if letter.isalpha()), 0)
    return words[:place] + words[place : place + 1].upper() + words[place + 1 :]
