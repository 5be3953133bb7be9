"""What the stories of a Word file (text, headers, notes, comments) carry besides what the pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from drafter.document.keys import is_bookmark
from drafter.word.hidden import Finds
from drafter.word.vanished import FALLBACK, HidingStyles, W, hidden_passages, is_on, text_of, value_of

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHANGES = {
    "ins": "insertions",
    "cellIns": "insertions",
    "customXmlInsRangeStart": "insertions",
    "del": "deletions",
    "cellDel": "deletions",
    "customXmlDelRangeStart": "deletions",
    "cellMerge": "format-changes",
    "numberingChange": "format-changes",
}
_FORMATTING = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr")
_CHANGES |= {f"{name}Change": "format-changes" for name in _FORMATTING}
_MOVED = ("moveFromRangeStart", "moveFrom", "moveTo")
_FETCHING = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DDEAUTO|DDE|DATABASE|RD)\b", re.IGNORECASE
)
_SESSION = re.compile(rb"\brsid[A-Za-z]*\s*=\s*[\"']([0-9A-Fa-f]{1,8})[\"']")
_CROPS = ("cropleft", "croptop", "cropright", "cropbottom")
_OF_WORD = ("_Toc", "_Ref", "_Hlk", "_GoBack", "_Hlt", "_PictureBullets")
"""How the bookmarks begin that Word makes for itself."""


def find_traces(root: etree._Element, styles: HidingStyles, finds: Finds) -> None:
    """Look through one story."""
    _find_comments(root, finds)
    _find_changes(root, finds)
    for passage in hidden_passages(root, styles):
        finds.add("hidden-text", f"“{passage}”")
    _find_drawings(root, finds)
    _find_fields(root, finds)
    _find_bookmarks(root, finds)
    for editor in root.iter(f"{W}permStart"):
        finds.person(editor.get(f"{W}ed", ""), "may edit a part")
    for block in root.iter(f"{W}docPart"):
        name = block.find(f"{W}docPartPr/{W}name")
        words = text_of(block).strip()
        finds.add("building-blocks", f"“{words}”" if words else value_of(name))


def sessions(data: bytes) -> set[bytes]:
    """The editing sessions whose numbers a part carries in its attributes."""
    return {number.upper().rjust(8, b"0") for number in _SESSION.findall(data)}


def _find_comments(root: etree._Element, finds: Finds) -> None:
    for comment in root.iter(f"{W}comment"):
        author = comment.get(f"{W}author", "")
        words = text_of(comment).strip()
        finds.add("comments", f"“{words}”" if words else "", by=author)
        finds.person(author, "comments")
        _find_date(comment, finds)


def _find_changes(root: etree._Element, finds: Finds) -> None:
    for change in root.iter(*(f"{W}{name}" for name in _CHANGES)):
        _add_change(change, _CHANGES[str(change.tag).removeprefix(W)], finds)
    # a move is a range with a name at each end, or just the text that went, or just the text that came
    moved = next(filter(None, (list(root.iter(f"{W}{name}")) for name in _MOVED)), [])
    texts = filter(None, (text_of(one, "t", "delText").strip() for one in root.iter(f"{W}moveFrom")))
    for move in moved:
        _add_change(move, "moves", finds, next(texts, ""))


def _add_change(change: etree._Element, kind: str, finds: Finds, words: str = "") -> None:
    author = change.get(f"{W}author", "")
    if kind in ("insertions", "deletions"):
        words = text_of(change, "t", "delText").strip()
    finds.add(kind, f"“{words}”" if words else "", by=author)
    finds.person(author, "tracked changes")
    _find_date(change, finds)


def _find_date(element: etree._Element, finds: Finds) -> None:
    if date := element.get(f"{W}date"):
        finds.add("dates", f"comments and changes, from {date[:10]}")


def _find_drawings(root: etree._Element, finds: Finds) -> None:
    for crop in root.iter(f"{_DRAWING}srcRect"):
        if any(crop.get(side, "0").rstrip("%") not in ("", "0") for side in "ltrb"):
            finds.add("cropped-pictures")
    for picture in root.iter("{urn:schemas-microsoft-com:vml}imagedata"):
        if any(picture.get(side) for side in _CROPS) and next(picture.iterancestors(FALLBACK), None) is None:
            finds.add("cropped-pictures")
    for about in root.iter("{*}docPr"):
        if about.get("hidden") in ("1", "true"):
            finds.add("hidden-objects", about.get("name", ""))
    for ways in root.iter(_ALTERNATIVES):
        if next(ways.iterancestors(_ALTERNATIVES), None) is not None:
            continue  # compared with the one that it stands in
        shown = {_words(one) for one in ways.findall(f"{_COMPATIBILITY}Choice")}
        for words in map(_words, ways.findall(FALLBACK)):
            if words and words not in shown:
                finds.add("alternative-content", f"“{words}”")


def _words(element: etree._Element) -> str:
    return " ".join("".join(one.text or "" for one in element.iter("{*}t")).split())


def _find_fields(root: etree._Element, finds: Finds) -> None:
    for instruction in _instructions(root):
        if _FETCHING.match(instruction):
            finds.add("linked-files", instruction)


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instruction of each field. It may be cut into several runs, and fields stand inside fields."""
    open_fields: list[str] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1] += element.text or ""
        elif kind == "begin":
            open_fields.append("")
        elif kind == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields  # a field without an end


def _find_bookmarks(root: etree._Element, finds: Finds) -> None:
    for bookmark in root.iter(f"{W}bookmarkStart"):
        name = bookmark.get(f"{W}name", "")
        if is_bookmark(name):
            finds.add("drafter-keys")
        elif name and not name.startswith(_OF_WORD):
            finds.add("bookmarks", name)


# --- settings --------------------------------------------------------------------------------------------


def find_in_settings(root: etree._Element, finds: Finds) -> set[bytes]:
    """Look through the settings; the numbers of the editing sessions that they list."""
    for variable in root.iter(f"{W}docVar"):
        finds.add("variables", f"{variable.get(f'{W}name', '')} = {value_of(variable)}")
    for merge in root.iter(f"{W}mailMerge"):
        told = (merge.find(f"{W}query"), merge.find(f"{W}connectString"))
        finds.add("mail-merge", next(filter(None, map(value_of, told)), ""))
    if is_on(root.find(f"{W}trackRevisions")):
        finds.add("tracking")
    listed = (value_of(one) for one in root.iter(f"{W}rsid", f"{W}rsidRoot"))
    return {number.upper().rjust(8, "0").encode() for number in listed if number}
