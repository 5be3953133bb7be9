"""The kinds of things that a Word file can carry unseen: what each is called and how to be rid of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_EXAMPLES = 5
LONGEST_EXAMPLE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One kind of hidden thing in a file: `what` is a sentence for people, `kind` a name for programs.

    A remark is worth knowing and no danger: a file with nothing but remarks hides nothing.
    """

    kind: str
    what: str
    count: int
    people: tuple[str, ...]
    examples: tuple[str, ...]
    remedy: str
    is_remark: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind is told: of one and of `{n}`, and what to do in Word."""

    one: str
    many: str
    remedy: str
    is_remark: bool = False


_INSPECT = "In Word: File > Info > Check for Issues > Inspect Document, tick {}, then Remove All."
_CHANGES = "In Word: Review > Accept > Accept All Changes and Stop Tracking (or Reject)."
_PROPERTIES = _INSPECT.format('"Document Properties and Personal Information"')
_BREAK = "In Word: File > Info > Edit Links to Files > Break Link."
_COPY = "In Word: copy the text into a new document and send that one."
_NONE = "Nothing to do."

KINDS: dict[str, Kind] = {
    "comments": Kind(
        "a comment", "{n} comments", "In Word: Review > Delete > Delete All Comments in Document."
    ),
    "insertions": Kind("a tracked insertion", "{n} tracked insertions", _CHANGES),
    "deletions": Kind(
        "a tracked deletion, whose text is still there",
        "{n} tracked deletions, whose text is still there",
        _CHANGES,
    ),
    "moves": Kind("a tracked move", "{n} tracked moves", _CHANGES),
    "format-changes": Kind("a tracked change of formatting", "{n} tracked changes of formatting", _CHANGES),
    "hidden-text": Kind(
        "a passage of hidden text", "{n} passages of hidden text", _INSPECT.format('"Hidden Text"')
    ),
    "hidden-objects": Kind(
        "a picture or shape that is switched off",
        "{n} pictures or shapes that are switched off",
        "In Word: Home > Select > Selection Pane, show them and delete them.",
    ),
    "cropped-pictures": Kind(
        "a cropped picture, whose cut-off part is still there",
        "{n} cropped pictures, whose cut-off parts are still there",
        'In Word: Picture Format > Compress Pictures, tick "Delete cropped areas of pictures".',
    ),
    "photo-data": Kind(
        "a picture that says how it was taken (perhaps when, where and by whom)",
        "{n} pictures that say how they were taken (perhaps when, where and by whom)",
        "Save the picture without its properties and put it into the file again.",
    ),
    "alternative-content": Kind(
        "a passage that only older versions of Word show, with other words",
        "{n} passages that only older versions of Word show, with other words",
        "In Word: delete the text box or drawing and make it again.",
    ),
    "building-blocks": Kind(
        "a stored building block or placeholder, whose text is not in the document",
        "{n} stored building blocks or placeholders, whose text is not in the document",
        "In Word: Insert > Quick Parts > Building Blocks Organizer, delete them; or " + _COPY[9:],
    ),
    "other-documents": Kind(
        "another document, stored whole inside this one",
        "{n} other documents, stored whole inside this one",
        "In Word: open the file and save it; then they become part of the text, which can be read.",
    ),
    "people": Kind(
        "the name of a person or organisation", "the names of {n} people or organisations", _PROPERTIES
    ),
    "dates": Kind(
        "one mark of when and how long it was worked on",
        "{n} marks of when and how long it was worked on",
        _PROPERTIES,
    ),
    "descriptions": Kind("a property that describes it", "{n} properties that describe it", _PROPERTIES),
    "drafter-data": Kind(
        "the report's data, which a Drafter draft carries so that it comes back whole",
        "the report's data in {n} places, which a Drafter draft carries so that it comes back whole",
        "Export the report from Drafter as final.",
    ),
    "custom-properties": Kind("a custom property", "{n} custom properties", _PROPERTIES),
    "custom-xml": Kind(
        "a piece of data of another program (custom XML)",
        "{n} pieces of data of other programs (custom XML)",
        _INSPECT.format('"Custom XML Data"'),
    ),
    "labels": Kind(
        "a sensitivity label, which names the organisation",
        "{n} sensitivity labels, which name the organisation",
        "In Word: Home > Sensitivity, take the label off.",
    ),
    "variables": Kind(
        "a document variable",
        "{n} document variables",
        _COPY,
    ),
    "mail-merge": Kind(
        "a link to the data of a mail merge",
        "{n} links to the data of a mail merge",
        "In Word: Mailings > Start Mail Merge > Normal Word Document.",
    ),
    "template": Kind(
        "a link to the template that it was made from",
        "{n} links to templates that it was made from",
        "In Word: Developer > Document Template, put Normal.dotm in its place.",
    ),
    "linked-pictures": Kind(
        "a picture that is fetched from elsewhere when the file is opened",
        "{n} pictures that are fetched from elsewhere when the file is opened",
        _BREAK,
    ),
    "linked-files": Kind(
        "a link that fetches text or data from another file",
        "{n} links that fetch text or data from other files",
        _BREAK,
    ),
    "file-links": Kind(
        "a link to a file or folder on somebody's computer or network",
        "{n} links to files or folders on somebody's computer or network",
        "In Word: right-click the link, Remove Hyperlink.",
    ),
    "leftover-links": Kind(
        "the address of a link that is no longer in the text",
        "the addresses of {n} links that are no longer in the text",
        _COPY,
    ),
    "macros": Kind(
        "a part with macros (programs)",
        "{n} parts with macros (programs)",
        "In Word: File > Save As, Word Document (.docx), which cannot hold them.",
    ),
    "embedded-files": Kind(
        "an embedded file, whole, whatever the page shows of it",
        "{n} embedded files, whole, whatever the pages show of them",
        "In Word: put a picture in its place (copy it, Paste Special > Picture).",
    ),
    "controls": Kind(
        "a control of a program (ActiveX)",
        "{n} controls of programs (ActiveX)",
        "In Word: Developer > Design Mode, select it and delete it.",
    ),
    "editing-sessions": Kind(
        "the mark of an editing session",
        "the marks of {n} editing sessions, which tell what was written together",
        "In Word: File > Options > Trust Center > Trust Center Settings > Privacy Options, untick"
        ' "Store random numbers to improve Combine accuracy", then copy the text into a new document.',
    ),
    "thumbnail": Kind(
        "a small picture of the first page, as it was when it was made",
        "{n} small pictures of the first page, as it was when they were made",
        'In Word: File > Save As, untick "Save Thumbnail".',
    ),
    "printer-settings": Kind(
        "the settings of a printer, which may name it and its place in the network",
        "{n} settings of printers, which may name them and their places in the network",
        _COPY,
    ),
    "other-data": Kind("a part that Drafter does not know", "{n} parts that Drafter does not know", _COPY),
    "stray-parts": Kind(
        "a part that nothing in the document leads to",
        "{n} parts that nothing in the document leads to",
        "In Word: open the file and save it again; Word leaves them out.",
    ),
    "unreadable-parts": Kind(
        "a damaged part, into which Drafter could not look",
        "{n} damaged parts, into which Drafter could not look",
        "In Word: open the file, save it again and inspect the new one.",
    ),
    # --- remarks
    "tracking": Kind(
        "Changes to this file are tracked from now on",
        "Changes to this file are tracked from now on",
        "In Word: Review > Track Changes.",
        is_remark=True,
    ),
    "title": Kind(
        "Its properties say a title or subject",
        "Its properties say a title and a subject",
        "In Word: File > Info, if they are not the right ones.",
        is_remark=True,
    ),
    "hyperlinks": Kind(
        "A link leads to an address outside",
        "Links lead to {n} addresses outside",
        "In Word: point at a link to see its address.",
        is_remark=True,
    ),
    "bookmarks": Kind(
        "A bookmark gives a name to a place in the text",
        "{n} bookmarks give names to places in the text",
        "In Word: Insert > Bookmark lists them.",
        is_remark=True,
    ),
    "drafter-keys": Kind(
        "A hidden bookmark tells Drafter which field a text belongs to; it says nothing of its own",
        "{n} hidden bookmarks tell Drafter which field a text belongs to; they say nothing of their own",
        _NONE,
        is_remark=True,
    ),
    "embedded-fonts": Kind(
        "A font travels with the file", "{n} fonts travel with the file", _NONE, is_remark=True
    ),
    "signatures": Kind(
        "The file is signed, which names the signer",
        "The file is signed, which names the signers",
        "In Word: File > Info > View Signatures.",
        is_remark=True,
    ),
}
"""In the order in which they are told. Programs rely on the names: they stay."""


@dataclass(slots=True)
class _Found:
    count: int = 0
    people: dict[str, None] = field(default_factory=dict)
    examples: dict[str, None] = field(default_factory=dict)


class Finds:
    """What was found so far, kind by kind."""

    def __init__(self) -> None:
        self._found: dict[str, _Found] = {}
        self._people: dict[str, dict[str, None]] = {}

    def add(self, kind: str, example: str = "", *, by: str = "", count: int = 1) -> None:
        """Count a thing of this kind; `by` is whose it is."""
        found = self._found.setdefault(kind, _Found())
        found.count += count
        if example := shown(example):
            found.examples[example] = None
        if by := shown(by):
            found.people[by] = None

    def person(self, name: str, role: str) -> None:
        """Remember that the file names a person or an organisation."""
        # "Author" is what Word writes where it has taken the name away
        if (name := shown(name)) and name != "Author":
            self._people.setdefault(name, {})[role] = None

    def told(self) -> Iterator[Hidden]:
        """Each kind that was found, in the order of `KINDS`."""
        for name, roles in self._people.items():
            self.add("people", f"{name} ({', '.join(roles)})", by=name)
        self._people.clear()
        for kind, words in KINDS.items():
            if (found := self._found.get(kind)) is not None:
                yield Hidden(
                    kind=kind,
                    what=words.one if found.count == 1 else words.many.format(n=f"{found.count:,}"),
                    count=found.count,
                    people=tuple(found.people),
                    examples=tuple(found.examples)[:MOST_EXAMPLES],
                    remedy=words.remedy,
                    is_remark=words.is_remark,
                )


def shown(text: str) -> str:
    """`text` in one short line, without what would play tricks with a terminal or turn its letters round."""
    # far more than is shown, far less than a file can hold
    line = " ".join("".join(c if c.isprintable() else " " for c in text[:2_000]).split())
    return line if len(line) <= LONGEST_EXAMPLE else f"{line[: LONGEST_EXAMPLE - 1].rstrip()}…"
