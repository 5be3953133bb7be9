"""Text to read: a framework's guidance and its grades, to be selected and never to be followed out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.look.tokens import BASE, LARGE, SMALL
from drafter.framework.model import Grade, GradeRole, Scale

_CHIP = int(QTextFormat.Property.UserProperty) + 1
"""The role of the grade whose word is a block."""
_GIVEN = _CHIP + 1
_LEADING = 130
"""The height of lines, in percent of the type's."""
_PROPORTIONAL = int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


class Prose(QTextBrowser):
    """Read-only text. It loads nothing and opens nothing, whatever a stranger's framework says."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "bare")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    # --- writing -----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Empty the text."""
        self.clear()
        self.document().setDefaultFont(self._theme.font(BASE))
        self.document().setIndentWidth(self._theme.px(18))
        frame = self.document().rootFrame().frameFormat()
        frame.setRightMargin(self._theme.px(8))
        frame.setBottomMargin(self._theme.px(16))
        self.document().rootFrame().setFrameFormat(frame)

    def add_guidance(self, words: str) -> None:
        """Add guidance, which is Markdown without HTML."""
        if not words:
            return
        read = QTextDocument()
        read.setDefaultFont(self._theme.font(BASE))
        read.setMarkdown(words, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._end().insertFragment(QTextDocumentFragment(read))
        block = self.document().begin()
        while block.isValid():
            self._set(block)
            block = block.next()

    def add_heading(self, words: str) -> None:
        """Add a heading between two parts."""
        form = QTextBlockFormat()
        form.setHeadingLevel(2)
        form.setTopMargin(self._theme.px(20) if self.document().characterCount() > 1 else 0)
        form.setBottomMargin(self._theme.px(10))
        self._add_block(form, words, self._chars(BASE, self._theme.colours.text, bold=True))

    def add_grades(self, scale: Scale, given: Grade | None) -> None:
        """Add the grades of a scale in the order of its strip, each with what it means."""
        px, colours = self._theme.px, self._theme.colours
        for grade in scale.grades:
            chip = QTextBlockFormat()
            chip.setProperty(_CHIP, grade.role.value)
            chip.setProperty(_GIVEN, grade is given)
            chip.setLeftMargin(px(10))
            chip.setTopMargin(px(6))
            chip.setBottomMargin(px(8))
            word = f"✓ {grade.title}" if grade is given else grade.title
            ink = colours.grade(grade.role).ink
            self._add_block(chip, word, self._chars(SMALL, ink, bold=True))
            about = QTextBlockFormat()
            about.setBottomMargin(px(14))
            about.setLineHeight(_LEADING, _PROPORTIONAL)
            words = grade.descriptor or "The framework does not say what it means."
            ink = colours.text if grade.descriptor else colours.soft_text
            self._add_block(about, words, self._chars(BASE, ink))

    def go_to_top(self) -> None:
        """Show the beginning."""
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add_block(self, form: QTextBlockFormat, words: str, chars: QTextCharFormat) -> None:
        cursor = self._end()
        if self.document().characterCount() > 1:
            cursor.insertBlock(form, chars)
        else:
            cursor.setBlockFormat(form)
        cursor.insertText(words, chars)

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    # --- setting -----------------------------------------------------------------------------------------

    def _set(self, block: QTextBlock) -> None:
        """Give a block that Markdown made our own type and white."""
        px, form = self._theme.px, QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        in_list = block.blockFormat().objectIndex() >= 0
        form.setLineHeight(_LEADING, _PROPORTIONAL)
        form.setTopMargin(px(12) if level and block.blockNumber() else 0)
        form.setBottomMargin(px(6) if level or in_list else px(10))
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(form)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        chars = QTextCharFormat()
        chars.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        size = LARGE if level == 1 else BASE
        chars.setProperty(QTextFormat.Property.FontPixelSize, self._theme.font(size).pixelSize())
        cursor.mergeCharFormat(chars)

    def _chars(self, size: int, ink: str, *, bold: bool = False) -> QTextCharFormat:
        chars = QTextCharFormat()
        chars.setFont(self._theme.font(size, semibold=bold))
        chars.setForeground(QColor(ink))
        return chars

    # --- Qt ----------------------------------------------------------------------------------------------

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing: neither files nor addresses that a text names are ever read."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        layout = self.document().documentLayout()
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        block = self.document().begin()
        while block.isValid():
            role = block.blockFormat().property(_CHIP)
            if role:
                at = layout.blockBoundingRect(block).topLeft() + shift
                self._paint_chip(painter, block, at, GradeRole(role))
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _paint_chip(self, painter: QPainter, block: QTextBlock, at: QPointF, role: GradeRole) -> None:
        """The pill behind a grade's word, which is text like any other: it can be selected and read aloud."""
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        theme, colours = self._theme, self._theme.colours.grade(role)
        word = line.naturalTextRect().translated(at)
        pill = QRectF(word).adjusted(-theme.px(10), -theme.px(3), theme.px(10), theme.px(3))
        fill = colours.tint if block.blockFormat().property(_GIVEN) else theme.colours.panel
        paint.rounded(
            painter, pill, radius=pill.height() / 2, fill=fill, edge=colours.ink, width=theme.border
        )
