"""How a run of rich text is spelled in Qt's character formats, and a paragraph in its block formats.

What a text *is* stands in properties of our own; how it looks is worked out from them and never read back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextFormat

from drafter.report.model import Kind
from drafter.report.richtext import Mark

_USER = QTextFormat.Property.UserProperty.value


class Property(IntEnum):
    """Properties of our own.

    `MARKS` is a Mark's number, `LINK` an address, `INLINE` the id of a footnote or of a referenced
    paragraph; `ID` and `KIND` are a block's.
    """

    MARKS = _USER + 1
    LINK = _USER + 2
    INLINE = _USER + 3
    ID = _USER + 11
    KIND = _USER + 12


class Thing(IntEnum):
    """Objects that stand in the text as one character."""

    NOTE = QTextFormat.ObjectTypes.UserObject.value + 1
    REFERENCE = QTextFormat.ObjectTypes.UserObject.value + 2
    TABLE = QTextFormat.ObjectTypes.UserObject.value + 3


OBJECT = "\ufffc"
"""The character that an object stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an editor needs to know of the theme. `size` is the writing size in pixels."""

    text: QColor
    soft: QColor
    accent: QColor
    line: QColor
    carried_tint: QColor
    carried_bar: QColor
    size: float
    bold: bool = False


def char_format(
    look: Look, marks: Mark = Mark.NONE, link: str = "", *, heading: bool = False
) -> QTextCharFormat:
    """The format of a run with these marks and this link."""
    form = QTextCharFormat()
    form.setProperty(Property.MARKS, marks.value)
    is_bold = Mark.BOLD in marks or heading or look.bold
    form.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    form.setFontItalic(Mark.ITALIC in marks)
    form.setVerticalAlignment(_alignment(marks))
    form.setForeground(look.accent if link else look.text)
    form.setFontUnderline(bool(link))
    if link:
        form.setProperty(Property.LINK, link)
        form.setToolTip(link)
    return form


def _alignment(marks: Mark) -> QTextCharFormat.VerticalAlignment:
    if Mark.SUPERSCRIPT in marks:
        return QTextCharFormat.VerticalAlignment.AlignSuperScript
    if Mark.SUBSCRIPT in marks:
        return QTextCharFormat.VerticalAlignment.AlignSubScript
    return QTextCharFormat.VerticalAlignment.AlignNormal


def object_format(look: Look, thing: Thing, name: str) -> QTextCharFormat:
    """The format of an object: `name` is the id of a footnote, or of the paragraph that is referred to."""
    form = char_format(look)
    form.setObjectType(thing)
    form.setProperty(Property.INLINE, name)
    return form


def marks_of(form: QTextCharFormat) -> Mark:
    """The marks of a run with this format."""
    number = form.property(Property.MARKS)
    return Mark(number) if isinstance(number, int) else Mark.NONE


def text_of(form: QTextFormat, name: Property) -> str:
    """A property that is text; empty where it is not set."""
    found = form.property(name)
    return found if isinstance(found, str) else ""


def block_id(block: QTextBlock) -> str:
    """The id of the paragraph in a block; empty where it has none yet."""
    return text_of(block.blockFormat(), Property.ID)


def block_kind(block: QTextBlock) -> Kind:
    """What the paragraph in a block is."""
    return Kind(text_of(block.blockFormat(), Property.KIND) or Kind.NUMBERED)


_INDENTS = {Kind.BULLET: 1.6, Kind.BULLET_2: 3.2}


def block_format(look: Look, paragraph: str, kind: Kind, *, above: float, below: float) -> QTextBlockFormat:
    """The format of a paragraph's block, with so many pixels above and below it."""
    form = QTextBlockFormat()
    form.setProperty(Property.ID, paragraph)
    form.setProperty(Property.KIND, kind.value)
    form.setLeftMargin(_INDENTS.get(kind, 0.0) * look.size)
    is_heading = kind is Kind.SUBHEADING
    # Whole pixels only: with fractions Qt moves all that follows at every key, which doubles its work.
    form.setTopMargin(round(above + (look.size * 0.6 if is_heading else 0)))
    form.setBottomMargin(round(below))
    form.setLineHeight(round(look.size * 0.33), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if is_heading:
        form.setHeadingLevel(3)  # screen readers say it
    return form
