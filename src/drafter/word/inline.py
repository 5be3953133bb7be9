"""Writing rich text: runs, links, references and footnotes."""

from __future__ import annotations

from drafter.document import keys
from drafter.document.model import Document
from drafter.report.richtext import Footnote, Mark, Reference, RichText, Run
from drafter.word import styles
from drafter.word.house import HouseStyle
from drafter.word.xml import HEAD, NAMESPACES, bookmark, field, paragraph, text_run

_FIRST_NOTE = 1  # 0 and -1 are the separators
_BELOW = '<w:spacing w:before="120"/>'
"""The white between a table and the notes below it; that at the foot of a page has a line in it."""
_MISSED = 2_000_000  # ids of bookmarks, far above those of keys and of notes
INSIDE = "urn:drafter:"
"""How links inside the document are spelled for the layout engine, which knows links out of it only.

What follows is the key that the link leads to.
"""


class InlineWriter:
    """Writes the runs of paragraphs; gathers the links and the footnotes that they need.

    `for_layout`: links inside the document are spelled as the layout engine needs them (see INSIDE). So many
    footnotes as `notes_before` says are printed before what is written here.
    """

    def __init__(
        self, house: HouseStyle, document: Document, *, for_layout: bool = False, notes_before: int = 0
    ) -> None:
        self.for_layout = for_layout
        self._notes_before = notes_before
        self._house = house
        self._document = document
        self._link_style = house.style(styles.LINK)
        self._note_mark = f'<w:rStyle w:val="{house.style(styles.FOOTNOTE_MARK)}"/>'
        self._to_do = f'<w:rStyle w:val="{house.style(styles.TO_BE_WRITTEN)}"/>'
        self.links: dict[str, str] = {}
        self.note_links: dict[str, str] = {}
        self.noted: list[Footnote] = []
        self._notes: list[str] = []
        self._missed = 0

    def runs(self, text: RichText, *, to_do: bool = False) -> str:
        """The runs of `text`; a draft's mark that something is to be written has a style of its own."""
        if to_do:
            return "".join(text_run(run.text, self._to_do) for run in text if isinstance(run, Run))
        return "".join(self._inline(part, self.links) for part in text)

    def _inline(self, part: Run | Footnote | Reference, links: dict[str, str]) -> str:
        if isinstance(part, Run):
            return self._run(part, links)
        if isinstance(part, Reference):
            key, number = self._document.places.get(part.to), self._document.number_of(part.to)
            if key is None:
                return self._missing(part.to, text_run(number))
            shown = field(f"REF {keys.bookmark(key)} \\r \\h", number)
            return self.jump(key, "", text_run(number), links) if self.for_layout else shown
        self.noted.append(part)
        self._notes.append(self._note(part))
        note = _FIRST_NOTE + len(self._notes) - 1
        return f'<w:r><w:rPr>{self._note_mark}</w:rPr><w:footnoteReference w:id="{note}"/></w:r>'

    def _missing(self, to: str, runs: str) -> str:
        """Where a paragraph is gone: a bookmark keeps its id, since Word would make an error of a field."""
        self._missed += 1
        number = _MISSED + self._missed
        return bookmark(keys.bookmark(keys.nowhere(to, self._missed)), number, runs)

    def jump(self, key: str, name: str, runs: str, links: dict[str, str] | None = None) -> str:
        """`runs` as a link to the place of `key` in the document, where the bookmark `name` stands."""
        if not self.for_layout:
            return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs}</w:hyperlink>'
        links = self.links if links is None else links
        number = links.setdefault(INSIDE + key, f"rIdLink{len(links) + 1}")
        return f'<w:hyperlink r:id="{number}">{runs}</w:hyperlink>'

    def page_number(self, name: str, page: int) -> str:
        """The page on which a bookmark stands, as a field; for the layout engine as it is printed."""
        return text_run(str(page)) if self.for_layout else field(f"PAGEREF {name} \\h", str(page))

    def _run(self, run: Run, links: dict[str, str]) -> str:
        if not run.link:
            return text_run(run.text, _marks(run.marks))
        number = links.setdefault(run.link, f"rIdLink{len(links) + 1}")
        properties = f'<w:rStyle w:val="{self._link_style}"/>{_marks(run.marks)}'
        return f'<w:hyperlink r:id="{number}" w:history="1">{text_run(run.text, properties)}</w:hyperlink>'

    def _note(self, note: Footnote) -> str:
        number = _FIRST_NOTE + len(self._notes)
        mark = f"<w:r><w:rPr>{self._note_mark}</w:rPr><w:footnoteRef/></w:r>{text_run(' ')}"
        words = "".join(self._inline(part, self.note_links) for part in note.text)
        if note.id:
            name = keys.bookmark(keys.key("note", "text", note.id))
            # far above the ids of the body's bookmarks; unique over both parts
            words = (
                f'<w:bookmarkStart w:id="{1_000_000 + number}" w:name="{name}"/>{words}'
                f'<w:bookmarkEnd w:id="{1_000_000 + number}"/>'
            )
        style = self._house.style(styles.FOOTNOTE_TEXT)
        return f'<w:footnote w:id="{number}">{paragraph(style, mark + words)}</w:footnote>'

    def notes_in_text(self, first: int) -> list[str]:
        """The footnotes from the `first` that was written (counted from 0) on, as paragraphs of the body."""
        style = self._house.style(styles.FOOTNOTE_TEXT)
        return [
            paragraph(
                style,
                text_run(str(self._notes_before + number), self._note_mark)
                + text_run(" ")
                + "".join(self._inline(part, self.links) for part in note.text),
                "" if number > first + 1 else _BELOW,
            )
            for number, note in enumerate(self.noted[first:], first + 1)
        ]

    def footnotes_part(self) -> str:
        kinds = ((-1, "separator"), (0, "continuationSeparator"))
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in kinds
        )
        return f"{HEAD}<w:footnotes {NAMESPACES}>{separators}{''.join(self._notes)}</w:footnotes>"


def _marks(marks: Mark) -> str:
    if not marks:
        return ""
    spelled = ""
    if Mark.BOLD in marks:
        spelled += "<w:b/><w:bCs/>"
    if Mark.ITALIC in marks:
        spelled += "<w:i/><w:iCs/>"
    if Mark.SUPERSCRIPT in marks:
        spelled += '<w:vertAlign w:val="superscript"/>'
    elif Mark.SUBSCRIPT in marks:
        spelled += '<w:vertAlign w:val="subscript"/>'
    return spelled
