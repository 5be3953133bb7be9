"""The names of the styles that a house style must have, by what they are for.

Styles are found by name, never by id: LibreOffice rewrites the ids when it saves.
"""

from __future__ import annotations

from drafter.document.model import Role, TableRole

OF_ROLE = {
    Role.NUMBERED: "Numbered paragraph",
    Role.BULLET: "Bullet",
    Role.BULLET_2: "Bullet 2",
    Role.PLAIN: "Body Text",
    Role.JUDGEMENT: "Judgement sentence",
    Role.LEAD_IN: "Lead-in",
    Role.LEGEND: "Grade legend",
    Role.ITEM: "Table item",
    Role.CELL: "Table text",
    Role.COVER_TITLE: "Title",
    Role.COVER_AREA: "Cover area",
    Role.COVER_SUBTITLE: "Subtitle",
    Role.COVER_LIST: "Cover list",
    Role.COVER_FACT: "Cover fact",
    Role.IMPRINT: "Imprint",
}
LONG = 60
"""Characters of a title or an area's name from which on the cover sets it smaller."""
LONG_OF_ROLE = {Role.COVER_TITLE: "Title long", Role.COVER_AREA: "Cover area long"}
AFTER_A_TABLE = {
    Role.NUMBERED: "Numbered paragraph after table",
    Role.PLAIN: "Body text after table",
}
HEADINGS = ("heading 1", "heading 2", "heading 3")
UNLISTED_HEADINGS = tuple(f"Heading {level} not in contents" for level in (1, 2, 3))
CONTENTS = ("toc 1", "toc 2", "toc 3")
CONTENTS_HEADING = "Contents heading"
GIVEN = "Grade given"
NOT_GIVEN = "Grade not given"
STRIP = "Grade strip"
GIVEN_CELL = "Grade given cell"
TABLE_HEADING = "Table heading"
AFTER_TABLE = "After table"
OF_TABLE = {
    TableRole.LISTS: "Strengths and weaknesses",
    TableRole.GRADES: "Grades table",
    TableRole.PLAIN: "Report table",
}
DRAFT_MARK = "Draft mark"
LINK = "Hyperlink"
TO_BE_WRITTEN = "To be written"
GRADE_MARK = "Grade mark"
FOOTNOTE_TEXT = "footnote text"
FOOTNOTE_MARK = "footnote reference"

PARAGRAPHS = frozenset(
    {
        *OF_ROLE.values(),
        *LONG_OF_ROLE.values(),
        *AFTER_A_TABLE.values(),
        *HEADINGS,
        *UNLISTED_HEADINGS,
        *CONTENTS,
        CONTENTS_HEADING,
        GIVEN,
        NOT_GIVEN,
        TABLE_HEADING,
        AFTER_TABLE,
        DRAFT_MARK,
        FOOTNOTE_TEXT,
    }
)
CHARACTERS = frozenset({LINK, TO_BE_WRITTEN, GRADE_MARK, FOOTNOTE_MARK})
TABLES = frozenset({STRIP, GIVEN_CELL, *OF_TABLE.values()})
