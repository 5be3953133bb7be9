"""The base of all forms: one readable column that scrolls, editors tied to the report, one direction each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from drafter.checks.finding import Finding
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit, Wish
from drafter.desktop.forms.binding import Binding
from drafter.desktop.forms.order import order_tabs
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.lists import moved_to
from drafter.report.model import Kind

COLUMN = 760
"""The widest that a form is, in pixels at 100 %: lines of some 90 letters."""


class Form(QScrollArea):
    """A form for one section, or one investigation, at `place`.

    `show_view` takes the truth in. `edited` brings an Edit that somebody wishes; `focused` the key of the
    field that the cursor is in; `told` a sentence for the user; `left` the wish to move paragraphs out of
    this form (their ids, the key of their list, -1 up or 1 down).
    """

    edited = Signal(object)
    focused = Signal(str)
    told = Signal(str)
    left = Signal(object, str, int)
    went = Signal(str)
    """A key of a field of another form that somebody wishes to go to."""

    def __init__(self, place: str, tools: Tools) -> None:
        super().__init__()
        self.place = place
        self.tools = tools
        self.view: View | None = None
        self.bindings: list[Binding] = []
        self._is_in_order = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("form")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = body = QWidget()
        body.setObjectName("form-body")
        across = QHBoxLayout(body)
        across.setContentsMargins(24, 24, 24, 48)
        self._middle = QWidget()
        self._middle.setMaximumWidth(COLUMN)
        across.addWidget(self._middle)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        down = QVBoxLayout(self._middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(self.column)
        # not an alignment to the top: Qt would then take the height of lines that are not wrapped
        down.addStretch(1)
        self.setWidget(body)

    # --- building ----------------------------------------------------------------------------------------

    def head(self, eyebrow: str, title: str) -> QLabel:
        """The small line and the large title at the top of a form; the title's label."""
        above = QLabel(eyebrow)
        above.setProperty("role", "eyebrow")
        large = QLabel(title)
        large.setProperty("role", "title")
        large.setWordWrap(True)
        self.column.addWidget(above)
        self.column.addWidget(large)
        self.column.addSpacing(16)
        return large

    def label(self, words: str, buddy: QWidget | None = None) -> QLabel:
        """A label over a field."""
        label = QLabel(words)
        label.setProperty("role", "section")
        if buddy is not None:
            label.setBuddy(buddy)
        return label

    def bind(self, binding: Binding) -> None:
        """Tie an editor to the report."""
        editor = binding.editor
        self.bindings.append(binding)
        self.tools.help_with_words(editor)
        editor.wished.connect(lambda wish: self._on_wish(binding, wish))
        editor.told.connect(self.told)
        editor.cursor_moved.connect(lambda spot: self._follow(binding, editor, spot))
        editor.left.connect(lambda by: self.leave(editor, by))
        editor.move_out_wished.connect(lambda ids, by: self._move_out(binding, ids, by))
        editor.rows_dropped.connect(lambda ids, before: self._drop(binding, ids, before))

    def wish(self, edit: Edit) -> None:
        """Let an edit out, unless what it is about is gone."""
        if not self.is_gone:
            self.edited.emit(edit)

    @property
    def is_gone(self) -> bool:
        """Whether the report has no longer what this form is for."""
        return False

    def _on_wish(self, binding: Binding, wish: Wish) -> None:
        self.wish(binding.edit(wish))
        self.focused.emit(binding.key_of(wish.paragraph))

    def _move_out(self, binding: Binding, ids: list[str], by: int) -> None:
        """Past the end of a list of items into the next one of this form; paragraphs ask the window."""
        lists = [one for one in self.bindings if one.where is not None and one.where.field != "narrative"]
        if binding not in lists:
            self.left.emit(ids, binding.key, by)
            return
        at = lists.index(binding) + by
        if not 0 <= at < len(lists):
            self.told.emit("There is no further list that this could go to.")
            return
        target = lists[at]
        there = target.editor.sync.paragraphs
        self._drop(target, ids, there[0].id if by > 0 and there else "")

    def _drop(self, binding: Binding, ids: list[str], before: str) -> None:
        where = binding.where
        if where is None or not ids:
            return
        default = binding.editor.nature.default
        self.wish(
            Edit(
                change=lambda report: moved_to(report, ids, where, before, default),
                verb="moving",
                key=binding.key_of(ids[0]),
            )
        )
        binding.editor.go_to(ids[0])

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show the report as it is now."""
        self.show_text(view)

    def show_text(self, view: View) -> None:
        """Show what the editors hold; asked on every key, so nothing else is done here."""
        self.view = view
        context = Context.of(view)
        for binding in list(self.bindings):
            binding.show(view, context)
        if not self._is_in_order:
            self._is_in_order = True
            order_tabs(self._body)

    def arranged(self) -> None:
        """Widgets came, went or changed places: Tab is to go through them as they stand now."""
        self._is_in_order = False

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the checks found, where a form says it beside the field."""

    def show_counts(self, view: View) -> None:
        """Show numbers of words; asked after a pause in typing."""

    def restyle(self) -> None:
        """Take another look."""
        for binding in self.bindings:
            binding.editor.restyle()

    # --- where the cursor is -----------------------------------------------------------------------------

    def go_to(self, key: str, place: int = -1) -> bool:
        """Put the cursor into the field with this key; whether the form has it."""
        found = any(binding.go_to(key, place) for binding in self.bindings)
        if found:
            # once more when the form, which may just have been made, has been laid out
            QTimer.singleShot(0, self, self._follow_cursor)
        return found

    def focus_on(self, widget: QWidget | None) -> bool:
        """Give a widget the focus and bring it into sight; whether there is one."""
        if widget is None:
            return False
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 40))
        return True

    def enter(self) -> None:
        """Put the cursor where it was last, or into the first field that can have it."""
        body = self._body
        target: QWidget | None = body.focusWidget()
        if target is None or target is body or not target.isVisible():
            target = body.nextInFocusChain()
            while target is not None and target is not body and not _takes_focus(target):
                target = target.nextInFocusChain()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def current(self) -> Binding | None:
        """The editor that the cursor is in."""
        return next((one for one in self.bindings if one.editor.hasFocus()), None)

    def select(self, key: str, start: int, end: int) -> bool:
        """Select a part of the text of a field, by code points; whether the form has the field."""
        for binding in self.bindings:
            if binding.holds(key):
                binding.select(key, start, end)
                return True
        return self.go_to(key)

    def _follow(self, binding: Binding, editor: ParagraphsEdit, spot: QRect) -> None:
        if not editor.hasFocus():
            return
        top = editor.viewport().mapTo(self._body, spot.topLeft())
        self.ensureVisible(top.x(), top.y() + spot.height() // 2, 0, spot.height() + 40)
        self.focused.emit(binding.key_of(editor.current_id()))

    def _follow_cursor(self) -> None:
        found = self.current()
        if found is not None:
            self._follow(found, found.editor, found.editor.cursorRect())

    def editors(self) -> list[ParagraphsEdit]:
        """The boxes that Enter and the arrows go on to, in their order."""
        return [one.editor for one in self.bindings]

    def leave(self, editor: ParagraphsEdit, by: int) -> None:
        """Go on to the editor before or behind."""
        editors = [one for one in self.editors() if one.isVisible()]
        at = editors.index(editor) + by if editor in editors else -1
        if not 0 <= at < len(editors):
            return
        target = editors[at]
        target.setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
        number = 0 if by > 0 else target.document().blockCount() - 1
        target.put_cursor(number, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._middle.setMaximumWidth(round(COLUMN * self.tools.theme.scale))


def default_kind(numbered: bool) -> Kind:
    """What a new paragraph of a narrative is."""
    return Kind.NUMBERED if numbered else Kind.PLAIN


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
