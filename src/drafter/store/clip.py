"""Paragraphs on the clipboard in Drafter's own form, which loses nothing: ids, kinds, footnotes, origins.

It is JSON, shaped as the narratives of a `.drafter` file are. What another program put on the clipboard under
our name is read as strictly as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from drafter.errors import DrafterError
from drafter.report.ids import IdMaker
from drafter.report.model import Content, Desk, NarrativeSection, Origin, Paragraph
from drafter.report.richtext import Footnote, Inline, Reference, RichText, clean
from drafter.store import encode
from drafter.store.decode import Decoder
from drafter.strict import Reader, read_json

MIME_TYPE = "application/x-drafter-paragraphs+json"
FORMAT = 1
LARGEST = 64_000_000
"""Bytes that are read: more than the largest report."""
MOST_PARAGRAPHS = 100_000
_SECTION = "clip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """Paragraphs that were copied or cut, with the origins of those that nobody confirmed yet, by their ids.

    What was cut may keep its ids when it is pasted for the first time; a copy needs others (`fresh_clip`).
    """

    paragraphs: tuple[Paragraph, ...] = ()
    carried: Mapping[str, Origin] = field(default_factory=dict)
    cut: bool = False


def encode_clip(paragraphs: Iterable[Paragraph], carried: Mapping[str, Origin], cut: bool) -> bytes:
    """The paragraphs as bytes, with their own of the origins; the same paragraphs give the same bytes."""
    kept = tuple(paragraphs)
    origins = {one.id: carried[one.id] for one in kept if one.id in carried}
    printed = encode.content(Content(sections={_SECTION: NarrativeSection(narrative=kept)}))
    whole = {
        "drafter-clip": FORMAT,
        "cut": cut,
        "sections": printed["sections"],
        "desk": encode.desk(Desk(carried=origins)),
    }
    # ASCII alone, so that no clipboard can spell it otherwise
    return json.dumps(whole, separators=(",", ":")).encode()


def decode_clip(data: bytes) -> Clip:
    """What `encode_clip` made. Raises DrafterError on anything else."""
    if len(data) > LARGEST:
        raise DrafterError("what was copied is too large to be pasted", hint="Copy it in several parts.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise DrafterError("what is on the clipboard is damaged", hint="Copy it again.") from error
    return _ClipDecoder().clip(Reader(read_json(text)))


class _ClipDecoder(Decoder):
    """Decodes paragraphs as those of a report; no framework has a say in them."""

    def __init__(self) -> None:
        self._ids = {}

    def clip(self, root: Reader) -> Clip:
        if root["drafter-clip"].number() != FORMAT:
            raise root["drafter-clip"].error(
                "this was copied from another version of Drafter", "Close the other one and copy it again."
            )
        sections, desk = root["sections"], root["desk"]
        nothing: tuple[Paragraph, ...] = ()
        narrative = sections.get(_SECTION, self._narrative, nothing)
        found = Clip(
            paragraphs=narrative,
            carried=_carried(desk, {one.id for one in narrative}),
            cut=root["cut"].flag(),
        )
        for table in (sections, desk, root):
            table.done()
        return found

    def _narrative(self, section: Reader) -> tuple[Paragraph, ...]:
        listed = section["narrative"].value
        if isinstance(listed, list) and len(listed) > MOST_PARAGRAPHS:
            raise section.error("these are too many paragraphs to be pasted", "Copy them in several parts.")
        found = section.each("narrative", self._paragraph)
        section.done()
        return found


def _carried(desk: Reader, ids: set[str]) -> dict[str, Origin]:
    found = desk.table("carried", _origin)
    for name in found:
        if name not in ids:
            raise desk["carried"].at(name).error("no paragraph here has this id")
    return found


def _origin(reader: Reader) -> Origin:
    origin = Origin(source=clean(reader["source"].text()), place=clean(reader.get("place", Reader.text, "")))
    reader.done()
    return origin


# --- copies ----------------------------------------------------------------------------------------------


def fresh(paragraphs: Iterable[Paragraph], ids: IdMaker) -> tuple[Paragraph, ...]:
    """Copies with new ids for paragraphs and footnotes.

    A reference to a paragraph that is copied with it leads to the copy; any other leads where it led.
    """
    kept = tuple(paragraphs)
    return _renamed(kept, {one.id: ids() for one in kept}, ids)


def fresh_clip(clip: Clip, ids: IdMaker) -> Clip:
    """The same as a copy: new ids, which the origins follow, and nothing that was cut."""
    names = {one.id: ids() for one in clip.paragraphs}
    carried = {names[name]: origin for name, origin in clip.carried.items()}
    return Clip(paragraphs=_renamed(clip.paragraphs, names, ids), carried=carried)


def _renamed(
    paragraphs: tuple[Paragraph, ...], names: Mapping[str, str], ids: IdMaker
) -> tuple[Paragraph, ...]:
    def text(old: RichText) -> RichText:
        return tuple(map(inline, old))

    def inline(part: Inline) -> Inline:
        if isinstance(part, Footnote):
            return Footnote(ids(), text(part.text))
        return Reference(names.get(part.to, part.to)) if isinstance(part, Reference) else part

    return tuple(
        replace(
            one,
            id=names[one.id],
            text=text(one.text),
            rows=tuple(tuple(map(text, row)) for row in one.rows),
        )
        for one in paragraphs
    )
