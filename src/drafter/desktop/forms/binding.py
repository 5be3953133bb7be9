"""An editor tied to a place in the report: what it shows, and what its wishes change there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from drafter.desktop.editor.actions import Paragraphs
from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import SINGLE, ParagraphsEdit, Wish
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.view import View
from drafter.report.edits import changed
from drafter.report.lists import ListAddress, paragraphs_at, with_paragraphs
from drafter.report.model import Origin, Paragraph, Report
from drafter.report.richtext import RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """`read` gives what the editor shows, `write` the report with what it shows; `key` names the field."""

    editor: ParagraphsEdit
    key: str
    read: Callable[[View], Paragraphs]
    write: Callable[[Report, Paragraphs], Report]
    where: ListAddress | None = None

    def show(self, view: View, context: Context) -> None:
        self.editor.show_paragraphs(self.read(view), context)

    def edit(self, wish: Wish) -> Edit:
        """The edit of the report that a wish of the editor means."""
        return Edit(
            change=lambda report: _with_carried(self.write(report, wish.paragraphs), wish.carried),
            verb=wish.verb,
            key=self.key_of(wish.paragraph),
            merge=wish.merge and f"{self.key}:{wish.merge}",
            renumbers=wish.renumbers,
        )

    def key_of(self, paragraph: str) -> str:
        """The key of a paragraph of this editor."""
        return self.where.key(paragraph) if self.where is not None else self.key

    def holds(self, key: str) -> bool:
        """Whether the field with this key is in the editor."""
        if self.where is None:
            return key == self.key
        return any(self.key_of(one.id) == key for one in self.editor.sync.paragraphs)

    def go_to(self, key: str, place: int = -1) -> bool:
        """Put the cursor into the field with this key."""
        if self.where is None:
            return key == self.key and (self.editor.go_to(SINGLE, place) or self._focus())
        for one in self.editor.sync.paragraphs:
            if self.key_of(one.id) == key:
                return self.editor.go_to(one.id, place)
        return key == self.where.key() and self._focus()

    def select(self, key: str, start: int, end: int) -> None:
        """Select a part of the field with this key."""
        numbers = [n for n, one in enumerate(self.editor.sync.paragraphs) if self.key_of(one.id) == key]
        number = numbers[0] if self.where is not None and numbers else 0
        self.editor.setFocus()
        self.editor.put_cursor(number, end, select_from=(number, start))

    def _focus(self) -> bool:
        self.editor.setFocus()
        return True


def list_binding(editor: ParagraphsEdit, where: ListAddress) -> Binding:
    """An editor of a list of the report."""
    return Binding(
        editor=editor,
        key=f"{where.place}.{where.field}.{where.group}",
        read=lambda view: paragraphs_at(view.report, where),
        write=lambda report, paragraphs: with_paragraphs(report, where, paragraphs),
        where=where,
    )


def text_binding(
    editor: ParagraphsEdit,
    key: str,
    read: Callable[[View], RichText],
    write: Callable[[Report, RichText], Report],
) -> Binding:
    """An editor of one text of the report."""

    def shown(view: View) -> Paragraphs:
        text = read(view)
        return (Paragraph(id=SINGLE, kind=editor.nature.default, text=text),) if text else ()

    def written(report: Report, paragraphs: Paragraphs) -> Report:
        return write(report, paragraphs[0].text if paragraphs else ())

    return Binding(editor=editor, key=key, read=shown, write=written)


def _with_carried(report: Report, carried: Mapping[str, Origin]) -> Report:
    if not carried:
        return report
    desk = changed(report.desk, carried={**report.desk.carried, **carried})
    return replace(report, desk=desk)
