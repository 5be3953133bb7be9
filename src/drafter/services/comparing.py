"""The difference of two states of a report, for people who are about to recover or to restore one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafter.checks.printed import printed
from drafter.compose import compose
from drafter.document.model import Contents, Document
from drafter.framework.model import Framework
from drafter.report.model import Kind as ParagraphKind
from drafter.report.model import Report
from drafter.report.richtext import Footnote, Reference, RichText, Run
from drafter.services.said import FACTS, GRADES, TRAY, WORDS, Said, everything
from drafter.services.wordwise import MOST_STEPS, How, Piece, pieces

_MOST_SECTIONS = 3
_MOST_STEPS = 12_000_000
"""For the whole report: about a second. What is beyond is compared more coarsely, unless little changed."""
_FEWEST_STEPS = 400
_LETTERS = 6  # of a word and the space before it


class Kind(StrEnum):
    """What became of something. What moved may have changed as well: it has pieces then."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `section` and `field` are names for people, `what` the kind of thing, in the singular.

    `key` is the field's key, in the new report unless it is gone there. `before` and `after` are all of its
    words, and `pieces` their difference: none for what only moved. `moved_from` says where it stood.
    `remark` says what else changed, such as `now a bullet`; empty where nothing did.
    """

    kind: Kind
    key: str
    section: str
    field: str
    what: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    moved_from: str = ""
    remark: str = ""

    def in_words(self) -> str:
        """`Grade: adequate → good`, `Paragraph 17: changed`, `Strength 2: moved from Strength 4`."""
        if self.what in ("grade", "fact", "section") and self.kind is not Kind.MOVED:
            return f"{self.field}: {self.before or 'none'} → {self.after or 'none'}"
        told = f"moved from {self.moved_from}" if self.kind is Kind.MOVED else self.kind.value
        changed = ", changed" if self.kind is Kind.MOVED and self.pieces else ""
        return f"{self.field}: {told}{changed}" + (f" ({self.remark})" if self.remark else "")


def differences(old: Report, new: Report, framework: Framework) -> list[Difference]:
    """What changed from `old` to `new`, in the order of the report; nothing where both say the same.

    Paragraphs and items are matched by their ids, so that one that moved is told as moved. Wording that the
    framework generates is not told: the grade or the fact that it follows from is. Both reports are held
    against `framework`.
    """
    return list(_Comparison(_State(old, framework), _State(new, framework)).differences(framework))


class _State:
    """One of the two reports: its composed draft, and all that it says by identity, in order."""

    def __init__(self, report: Report, framework: Framework) -> None:
        self.document: Document = compose(report.content, framework, draft=True)
        self.said: dict[str, Said] = {}
        for one in everything(report, framework, self.document):
            self.said.setdefault(one.identity, one)
        self.generated: dict[str, RichText] = {
            block.key: block.title for block in self.document.blocks if isinstance(block, Contents)
        }
        for text in printed(self.document, framework):
            if not text.is_to_do:
                self.generated[text.key] = text.text.text


class _Comparison:
    def __init__(self, old: _State, new: _State) -> None:
        self._old = old
        self._new = new
        self._moved = _moved(old.said, new.said)
        self._steps = _MOST_STEPS

    def differences(self, framework: Framework) -> Iterator[Difference]:
        order = {spec.name: place for place, spec in enumerate(framework.sections)}
        order = {FACTS: -1} | order | {name: len(order) + n for n, name in enumerate((GRADES, TRAY, WORDS))}
        found = [self._difference(was, now) for was, now in self._pairs()]
        yield from sorted(filter(None, found), key=lambda one: order.get(one.section, len(order)))

    def _pairs(self) -> Iterator[tuple[Said | None, Said | None]]:
        """Each thing as it was and as it is; what is gone stands behind what it stood behind."""
        gone: defaultdict[str, list[Said]] = defaultdict(list)
        last = ""
        for identity, said in self._old.said.items():
            if identity in self._new.said:
                last = identity
            else:
                gone[last].append(said)
        yield from ((said, None) for said in gone[""])
        for identity, said in self._new.said.items():
            yield self._old.said.get(identity), said
            yield from ((lost, None) for lost in gone.get(identity, ()))

    def _difference(self, was: Said | None, now: Said | None) -> Difference | None:
        said = now or was
        assert said is not None
        moved = said.identity in self._moved
        if was and now and not moved and _is_same(was, now):
            return None
        before, after = self._words(was, said, self._old), self._words(now, said, self._new)
        kind = Kind.CHANGED
        if said.absent is None and not (said.is_own and before and after):
            kind = (
                Kind.MOVED if moved else Kind.ADDED if was is None else Kind.REMOVED if now is None else kind
            )
        return Difference(
            kind=kind,
            key=said.key,
            section=said.section,
            field=said.field,
            what=said.what,
            before=before,
            after=after,
            pieces=() if moved and before == after else self._pieces(before, after),
            moved_from=_place(was, said) if moved and was else "",
            remark=_remark(was, now) if was and now else _own(said, now, before, after),
        )

    def _pieces(self, before: str, after: str) -> tuple[Piece, ...]:
        found = pieces(before, after, max(_FEWEST_STEPS, min(MOST_STEPS, self._steps)))
        differing = Counter({how: sum(len(one.words) for one in found if one.how is how) for how in How})
        self._steps -= differing[How.GONE] * differing[How.NEW] // _LETTERS**2
        return found

    def _words(self, said: Said | None, other: Said, state: _State) -> str:
        """The words of a thing, or what stands there in its absence."""
        text = said.text if said else ()
        if said is None:
            if other.absent is not None:
                return other.absent
            text = state.generated.get(other.key, ()) if other.is_own else ()
        return _plain(text, self._number)

    def _number(self, paragraph: str) -> str:
        """The new number of a paragraph, in both texts: a number that merely followed is no difference."""
        known = self._new if paragraph in self._new.document.numbers else self._old
        return known.document.number_of(paragraph)


def _is_same(was: Said, now: Said) -> bool:
    told = [(one.text, one.form, one.exact, one.carried) for one in (was, now)]
    return told[0] == told[1]


def _own(said: Said, now: Said | None, before: str, after: str) -> str:
    """What is different where own wording and the framework's say the same."""
    if not said.is_own or before != after:
        return ""
    return "now your own wording" if now else "now the standard wording"


def _remark(was: Said, now: Said) -> str:
    """What is different besides the words."""
    found = []
    if was.form != now.form and now.form:  # an item has none
        found.append(f"now {_FORMS[now.form]}")
    if was.carried != now.carried:
        found.append(f"carried over from {now.carried}" if now.carried else "confirmed")
    if was.what == "main finding" and was.exact != now.exact:
        found.append("now with its own opening" if now.exact else "now with the standard opening")
    if was.text != now.text and _bare(was.text) == _bare(now.text):
        found.append("formatting only")
    return ", ".join(found)


_FORMS = {
    ParagraphKind.NUMBERED.value: "a numbered paragraph",
    ParagraphKind.PLAIN.value: "a paragraph without a number",
    ParagraphKind.BULLET.value: "a bullet",
    ParagraphKind.BULLET_2.value: "a bullet of the second level",
    ParagraphKind.SUBHEADING.value: "a sub-heading",
    ParagraphKind.TABLE.value: "a table",
}


def _place(was: Said, now: Said) -> str:
    return was.field if was.section == now.section else f"{was.section}, {was.field}"


def _bare(text: RichText) -> str:
    return _plain(text, lambda paragraph: paragraph)


def _plain(text: RichText, number_of: Callable[[str], str]) -> str:
    """The words of a text, with those of its footnotes where their marks stand."""
    words = []
    for part in text:
        match part:
            case Run():
                words.append(part.text)
            case Reference():
                words.append(number_of(part.to))
            case Footnote():
                words.append(f" (footnote: {_plain(part.text, number_of)})")
    return "".join(words)


# --- what moved ------------------------------------------------------------------------------------------


def _moved(old: Mapping[str, Said], new: Mapping[str, Said]) -> set[str]:
    """The identities that stand in another list than they did, or in another order than most of theirs."""
    places = {identity: place for place, identity in enumerate(old)}
    moved: set[str] = set()
    kept: defaultdict[str, list[str]] = defaultdict(list)
    for identity, now in new.items():
        was = old.get(identity)
        if was is None or not now.container:
            continue
        if was.container == now.container:
            kept[now.container].append(identity)
        else:
            moved.add(identity)
    for identities in kept.values():
        staying = _longest_rising([places[identity] for identity in identities])
        moved.update(identity for place, identity in enumerate(identities) if place not in staying)
    return moved


def _longest_rising(numbers: list[int]) -> set[int]:
    """The places of one of the longest rising runs among different numbers (patience sorting)."""
    ends: list[int] = []  # the smallest number that ends a run of each length
    at: list[int] = []  # its place
    before: list[int] = []  # for each place, the one before it in its run
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [place]
    found: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


# --- in one line -----------------------------------------------------------------------------------------


def summary(found: Iterable[Difference]) -> str:
    """`3 paragraphs changed, 1 added in Safeguarding; 1 fact changed in Facts`; `No differences` if none."""
    sections: defaultdict[str, Counter[tuple[str, Kind]]] = defaultdict(Counter)
    for one in found:
        sections[one.section][one.what, one.kind] += 1
    told = [f"{_counted(counts)} in {name}" for name, counts in list(sections.items())[:_MOST_SECTIONS]]
    more = [counts for _, counts in list(sections.items())[_MOST_SECTIONS:]]
    if more:
        number = sum(counts.total() for counts in more)
        told.append(f"{number} more in {_number(len(more), 'other section')}")
    return "; ".join(told) or "No differences"


def _counted(counts: Counter[tuple[str, Kind]]) -> str:
    """`3 paragraphs changed, 1 added`."""
    told = []
    last = ""
    for (what, kind), number in sorted(counts.items(), key=lambda item: _rank(item[0], counts)):
        told.append(f"{number if what == last else _number(number, what)} {kind.value}")
        last = what
    return ", ".join(told)


def _rank(one: tuple[str, Kind], counts: Counter[tuple[str, Kind]]) -> tuple[int, str, int]:
    """What there is most of first, and of one thing what changed first."""
    what, kind = one
    order = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.MOVED)
    return -sum(n for (other, _), n in counts.items() if other == what), what, order.index(kind)


def _number(number: int, what: str) -> str:
    plural = {
        "weakness": "weaknesses",
        "body": "bodies",
        "dictionary": "dictionaries",
        "own wording": "own wordings",
    }
    return f"{number} {what if number == 1 else plural.get(what, f'{what}s')}"
