"""Edits of paragraphs, as functions from paragraphs and a selection to paragraphs. No Qt.

Places are code points in a paragraph's text, in which a footnote or a reference counts as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafter.report.ids import IdMaker
from drafter.report.model import Kind, Paragraph
from drafter.report.richtext import Inline, Mark, Run, clean_link, rich
from drafter.report.slices import length, slice_exactly, slice_rich

Paragraphs = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From a place in one paragraph to a place in the same or a later one (both by their numbers)."""

    first: int
    start: int
    last: int
    stop: int

    @property
    def is_empty(self) -> bool:
        return self.first == self.last and self.start == self.stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The paragraphs after an action, and where the cursor goes: a paragraph's number and a place in it."""

    paragraphs: Paragraphs
    number: int
    place: int


def pieces(paragraphs: Sequence[Paragraph], span: Span) -> list[tuple[int, int, int]]:
    """For each paragraph of a span its number, and from where to where it is selected."""
    return [
        (
            number,
            span.start if number == span.first else 0,
            span.stop if number == span.last else length(paragraphs[number].text),
        )
        for number in range(span.first, span.last + 1)
    ]


def selected(paragraphs: Sequence[Paragraph], span: Span) -> Paragraphs:
    """What a span selects; its first and its last paragraph perhaps in part."""
    return tuple(
        replace(paragraphs[number], text=slice_rich(paragraphs[number].text, start, stop))
        for number, start, stop in pieces(paragraphs, span)
        if not span.is_empty
    )


# --- marks -----------------------------------------------------------------------------------------------


def changed_runs(paragraphs: Sequence[Paragraph], span: Span, change: Callable[[Run], Run]) -> Paragraphs:
    """The paragraphs with every selected run changed."""
    new = list(paragraphs)
    for number, start, stop in pieces(paragraphs, span):
        one = paragraphs[number]
        middle = [
            change(part) if isinstance(part, Run) else part for part in slice_exactly(one.text, start, stop)
        ]
        before = slice_exactly(one.text, 0, start)
        behind = slice_exactly(one.text, stop, length(one.text))
        new[number] = replace(one, text=rich(before, middle, behind))
    return tuple(new)


def toggled(paragraphs: Sequence[Paragraph], span: Span, mark: Mark) -> Paragraphs:
    """The selection with a mark, or without it where all of it has it."""
    runs = [
        part
        for number, start, stop in pieces(paragraphs, span)
        for part in slice_exactly(paragraphs[number].text, start, stop)
        if isinstance(part, Run) and part.text.strip()
    ]
    if runs and all(mark in run.marks for run in runs):
        return changed_runs(paragraphs, span, lambda run: replace(run, marks=run.marks & ~mark))
    other = {Mark.SUPERSCRIPT: Mark.SUBSCRIPT, Mark.SUBSCRIPT: Mark.SUPERSCRIPT}.get(mark, Mark.NONE)
    return changed_runs(paragraphs, span, lambda run: replace(run, marks=(run.marks & ~other) | mark))


def linked(paragraphs: Sequence[Paragraph], span: Span, address: str) -> Paragraphs:
    """The selection as a link; an empty address takes the link away."""
    address = clean_link(address) if address else ""
    return changed_runs(paragraphs, span, lambda run: replace(run, link=address))


# --- kinds, order ----------------------------------------------------------------------------------------


def of_kind(paragraphs: Sequence[Paragraph], span: Span, kind: Kind, default: Kind) -> Paragraphs:
    """The selected paragraphs as `kind`, or as the default where all are of that kind. Tables stay."""
    chosen = [one for one in paragraphs[span.first : span.last + 1] if one.kind is not Kind.TABLE]
    wanted = default if all(one.kind is kind for one in chosen) else kind
    new = list(paragraphs)
    for number in range(span.first, span.last + 1):
        if new[number].kind is not Kind.TABLE:
            new[number] = replace(new[number], kind=wanted)
    return tuple(new)


def nested(paragraphs: Sequence[Paragraph], span: Span, *, deeper: bool) -> Paragraphs:
    """The selected bullets one level deeper or less deep; other paragraphs stay."""
    step = {Kind.BULLET: Kind.BULLET_2} if deeper else {Kind.BULLET_2: Kind.BULLET}
    new = list(paragraphs)
    for number in range(span.first, span.last + 1):
        new[number] = replace(new[number], kind=step.get(new[number].kind, new[number].kind))
    return tuple(new)


def moved(paragraphs: Sequence[Paragraph], first: int, last: int, to: int) -> Paragraphs:
    """The paragraphs from `first` to `last` moved in front of the one that is number `to` now."""
    if first <= to <= last + 1:
        return tuple(paragraphs)
    block = tuple(paragraphs[first : last + 1])
    rest = (*paragraphs[:first], *paragraphs[last + 1 :])
    to -= len(block) if to > last else 0
    return (*rest[:to], *block, *rest[to:])


# --- putting in ------------------------------------------------------------------------------------------


def without(paragraphs: Sequence[Paragraph], span: Span, default: Kind = Kind.PLAIN) -> Result:
    """The paragraphs without a selection; what is left of its first and last becomes one paragraph.

    That is the first, unless only the last has anything left to say. A table goes altogether, and leaves a
    paragraph of the `default` kind where nothing else is left.
    """
    if span.is_empty:
        return Result(paragraphs=tuple(paragraphs), number=span.first, place=span.start)
    first, last = paragraphs[span.first], paragraphs[span.last]
    before = slice_exactly(first.text, 0, span.start)
    behind = slice_exactly(last.text, span.stop, length(last.text))
    stays = last if not rich(*before) and rich(*behind) else first
    kind = default if stays.kind is Kind.TABLE else stays.kind
    joined = replace(stays, kind=kind, rows=(), text=rich(before, behind))
    new = (*paragraphs[: span.first], joined, *paragraphs[span.last + 1 :])
    return Result(paragraphs=new, number=span.first, place=span.start)


def put_inline(
    paragraphs: Sequence[Paragraph], span: Span, what: Sequence[Inline], default: Kind = Kind.PLAIN
) -> Result:
    """`what` in place of a selection, inside one paragraph."""
    result = without(paragraphs, span, default)
    one = result.paragraphs[result.number]
    before = slice_exactly(one.text, 0, result.place)
    behind = slice_exactly(one.text, result.place, length(one.text))
    text = rich(before, what, behind)
    new = (
        *result.paragraphs[: result.number],
        replace(one, text=text),
        *result.paragraphs[result.number + 1 :],
    )
    place = min(length(text), result.place + length(tuple(what)))
    return Result(paragraphs=new, number=result.number, place=place)


def put_paragraphs(
    paragraphs: Sequence[Paragraph],
    span: Span,
    what: Sequence[Paragraph],
    ids: IdMaker,
    default: Kind = Kind.PLAIN,
) -> Result:
    """Whole paragraphs in place of a selection.

    Text before and behind the cursor stays in paragraphs of its own; a paragraph that says nothing gives
    its place up.
    """
    result = without(paragraphs, span, default)
    one = result.paragraphs[result.number]
    before = rich(*slice_exactly(one.text, 0, result.place))
    behind = rich(*slice_exactly(one.text, result.place, length(one.text)))
    head = (replace(one, text=before),) if before or one.kind is Kind.TABLE else ()
    tail: Paragraphs = ()
    if behind:
        tail = (replace(one, id=ids() if before else one.id, text=behind),)
    middle = (*head, *what)
    new = (*result.paragraphs[: result.number], *middle, *tail, *result.paragraphs[result.number + 1 :])
    number = result.number + len(middle) - 1
    return Result(paragraphs=new, number=number, place=length(new[number].text))
