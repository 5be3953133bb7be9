"""The words on a page of a PDF as the engine draws them: pieces of text with font and place.

Places are in points from the top left corner, as the engine counts them. Nothing here trusts the file:
what it holds is bounded by size before it is unpacked, and what is not understood is left out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from drafter.errors import DrafterError
from drafter.report.richtext import Mark

MOST_BYTES = 16_000_000
"""Bytes of one unpacked stream; a page of ours has less than a hundredth of it."""
_MOST_CODES = 65_536
NOTE_FONT = "Carlito"
"""The font in which the engine, and nothing else, sets the numbers before the texts of footnotes."""
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,64})>")
_OPERATORS = "BT Tf Tm Tj TJ BDC BMC EMC"
_FONT_NAME = re.compile(r"(?:[A-Z]{6}\+)?([^-,]*)[-,]?(.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or so, drawn with one font. `content` is the number of its marked content, or None.

    `link` is an address, or empty; `jumps` is true for a link within the document. `is_note_number`: it is
    the number before the text of a footnote.
    """

    text: str
    x: float
    y: float
    size: float
    marks: Mark = Mark.NONE
    is_note_number: bool = False
    content: int | None = None
    link: str = ""
    jumps: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    characters: dict[int, str]
    marks: Mark
    is_note_font: bool


@dataclass(frozen=True, slots=True)
class _Link:
    left: float
    right: float
    top: float
    bottom: float
    address: str


def too_large(what: str) -> DrafterError:
    """The refusal of a file that unpacks to more than any report."""
    return DrafterError(
        f"this PDF is larger inside than Drafter reads ({what})",
        hint="Export the report again from its .drafter file and import that PDF.",
    )


def unpacked(stream: Any) -> bytes:
    """The bytes of a stream. Raises DrafterError where they are more than a report needs."""
    raw = bytes(stream.read_raw_bytes())
    kind = stream.get("/Filter")
    if isinstance(kind, Array) and len(kind) == 1:
        kind = kind[0]
    if kind is None:
        data = raw
    elif kind == Name.FlateDecode and "/DecodeParms" not in stream:
        data = _inflated(raw)
    else:
        return b""
    if len(data) > MOST_BYTES:
        raise too_large("one of its parts")
    return data


def _inflated(raw: bytes) -> bytes:
    """What is packed in `raw`, at most one byte more than is read."""
    try:
        return zlib.decompressobj().decompress(raw, MOST_BYTES + 1)
    except zlib.error:
        return b""


class PieceReader:
    """Reads page after page; fonts are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, ...], _Font] = {}

    def read(self, page: pikepdf.Page) -> list[Piece]:
        """The pieces of a page, in the order in which they are drawn."""
        contents = page.obj.get("/Contents")
        streams = list(contents)[:100] if isinstance(contents, Array) else [contents]
        if sum(len(unpacked(one)) for one in streams if isinstance(one, Stream)) > MOST_BYTES:
            raise too_large("a page")
        reading = PageReading(self._fonts_of(page), _links(page))
        for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
            reading.do(str(instruction.operator), instruction.operands)
        return reading.pieces

    def contents(self, page: pikepdf.Page) -> tuple[list[Any], list[tuple[int, int, int]]]:
        """All instructions of a page, and its outermost marked contents that show something.

        Each is the place of its first instruction, and the first and the last but one of its pieces.
        """
        reading = PageReading(self._fonts_of(page), _links(page))
        found: list[tuple[int, int, int]] = []
        start = first = 0
        instructions = list(pikepdf.parse_content_stream(page))
        for place, instruction in enumerate(instructions):
            before = reading.depth
            reading.do(str(instruction.operator), instruction.operands)
            if not before and reading.depth:
                start, first = place, len(reading.pieces)
            elif before and not reading.depth and len(reading.pieces) > first:
                found.append((start, first, len(reading.pieces)))
        return instructions, found

    def _fonts_of(self, page: pikepdf.Page) -> dict[str, _Font]:
        resources = page.obj.get("/Resources")
        fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
        if not isinstance(fonts, Dictionary):
            return {}
        return {str(name): self._font(font) for name, font in fonts.items() if isinstance(font, Dictionary)}

    def _font(self, font: Any) -> _Font:
        known = self._fonts.get(tuple(font.objgen))
        if known is None or not font.is_indirect:
            known = _read_font(font)
            self._fonts[tuple(font.objgen)] = known
        return known


def _read_font(font: Any) -> _Font:
    found = _FONT_NAME.fullmatch(str(font.get("/BaseFont", "")).removeprefix("/"))
    family, style = found.groups() if found else ("", "")
    marks = Mark.BOLD if "Bold" in style else Mark.NONE
    if "Italic" in style or "Oblique" in style:
        marks |= Mark.ITALIC
    table = font.get("/ToUnicode")
    characters = _characters(unpacked(table)) if isinstance(table, Stream) else {}
    return _Font(characters, marks, family == NOTE_FONT)


def _characters(table: bytes) -> dict[int, str]:
    """What each code of a font stands for (ToUnicode, ISO 32000-1, 9.10.3; the engine uses no ranges)."""
    found: dict[int, str] = {}
    for part in _CHARACTERS.findall(table):
        for code, text in _PAIR.findall(part):
            if len(found) < _MOST_CODES and len(text) % 4 == 0:
                found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "ignore")
    return found


def _links(page: pikepdf.Page) -> list[_Link]:
    """The links of a page; one inside the document has no address."""
    found: list[_Link] = []
    box = numbers(page.obj.get("/MediaBox"), 4)
    annotations = page.obj.get("/Annots")
    for link in annotations if box and isinstance(annotations, Array) else ():
        if not isinstance(link, Dictionary) or link.get("/Subtype") != Name.Link:
            continue
        place = numbers(link.get("/Rect"), 4)
        action = link.get("/A")
        if place and isinstance(action, Dictionary):
            left, bottom, right, top = place
            address = str(action.get("/URI", ""))
            found.append(_Link(left, right, box[3] - top, box[3] - bottom, address))
    return found


def numbers(value: Any, count: int) -> list[float]:
    """`count` numbers of an array, or none."""
    if not isinstance(value, Array | list) or len(value) != count:
        return []
    try:
        return [float(one) for one in value]
    except (TypeError, ValueError):
        return []


class PageReading:
    """What the operators have said so far."""

    def __init__(self, fonts: dict[str, _Font], links: Sequence[_Link]) -> None:
        self.pieces: list[Piece] = []
        self._fonts = fonts
        self._links = links
        self._font: _Font | None = None
        self._size = 0.0
        self._x = self._y = 0.0
        self._contents: list[int | None] = []
        self._spelled: list[str | None] = []

    @property
    def depth(self) -> int:
        """How many marked contents are open."""
        return len(self._contents)

    def do(self, operator: str, operands: Any) -> None:
        if operator == "Tf" and len(operands) == 2:
            self._font = self._fonts.get(str(operands[0]))
            self._size = (numbers([operands[1]], 1) or [0.0])[0]
        elif operator == "Tm":
            matrix = numbers(list(operands), 6)
            self._x, self._y = matrix[4:] if matrix else (0.0, 0.0)
        elif operator in ("BDC", "BMC"):
            self._begin(operands[1] if len(operands) > 1 else None)
        elif operator == "EMC" and self._contents:
            self._contents.pop()
            self._spelled.pop()
        elif operator in ("Tj", "TJ") and operands:
            self._show(operands[0])

    def _begin(self, properties: Any) -> None:
        """Marked content; what is inside another belongs to that, but may say its words itself."""
        given = _entry(properties, "/MCID")
        outer = self._contents[-1] if self._contents else None
        number = given if isinstance(given, int) else outer
        spelled = _entry(properties, "/ActualText")
        self._contents.append(number)
        self._spelled.append(str(spelled) if isinstance(spelled, String) else None)

    def _show(self, shown: Any) -> None:
        font = self._font
        if font is None:
            return
        characters = list(_decoded(shown, font))
        words = "".join(characters)
        spelled = next((one for one in reversed(self._spelled) if one is not None), None)
        if spelled is not None:  # once, however much is drawn inside
            words = spelled
            self._spelled = ["" if one is not None else None for one in self._spelled]
        if not characters:  # what no font has is drawn and says nothing
            return
        link = next((one for one in self._links if self._is_in(one)), None)
        piece = Piece(
            text=words,
            x=self._x,
            y=self._y,
            size=self._size,
            marks=font.marks,
            is_note_number=font.is_note_font and words.isdigit(),
            content=self._contents[-1] if self._contents else None,
            link=link.address if link else "",
            jumps=link is not None and not link.address,
        )
        self.pieces.append(piece)

    def _is_in(self, link: _Link) -> bool:
        """Whether what is drawn now begins inside a link."""
        return link.left - 0.3 <= self._x < link.right - 0.3 and link.top <= self._y <= link.bottom


def _entry(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, Dictionary) else None


def _decoded(shown: Any, font: _Font) -> Iterator[str]:
    """The characters of a string, or of those in an array, two bytes each; unknown ones say nothing."""
    for one in shown if isinstance(shown, Array) else (shown,):
        if isinstance(one, String):
            codes = bytes(one)
            for at in range(0, len(codes) - 1, 2):
                yield font.characters.get(codes[at] * 256 + codes[at + 1], "")
