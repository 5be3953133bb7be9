"""The window of one report: the composition root, where everything is made and connected."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from drafter import __version__
from drafter.desktop.feedback import Feedback, QtFeedback, show_in_folder
from drafter.desktop.forms.form import Form
from drafter.desktop.forms.investigations import InvestigationsForm
from drafter.desktop.look.icons import icon
from drafter.desktop.outline.view import Outline
from drafter.desktop.panels.bars import BarStack
from drafter.desktop.panels.export_run import Exported
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import place_of
from drafter.desktop.session.session import Session
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.desktop.window.commands import Actions
from drafter.desktop.window.docks import Docks
from drafter.desktop.window.editing import EditingCommands
from drafter.desktop.window.filing import Filing
from drafter.desktop.window.forms_stack import FormStack
from drafter.desktop.window.overview import Overview
from drafter.desktop.window.palette import Palette, command_choices
from drafter.desktop.window.panels import Panels
from drafter.desktop.window.sectioning import Sectioning
from drafter.desktop.window.status import Status
from drafter.desktop.window.words import Words, key_of_hit
from drafter.errors import DrafterError
from drafter.report.lists import list_of
from drafter.services import recent
from drafter.services.finding import Hit
from drafter.store import window_state
from drafter.store.settings import PAGE_PREVIEW, SAVE_BY_ITSELF, SAVE_EVERY, SMART_QUOTES, SPELLING, Settings
from drafter.store.window_state import WindowState

_KIND = "report"
_SIZE = (1280, 800)
_LEAST = (960, 600)
_OUTLINE = 270
_STATE = 1
"""Goes up when docks come or go: the places of others are not restored then."""


class ReportWindow(QMainWindow):
    """A report open for editing. `ended` comes after it was closed.

    `new_wished`, `open_wished` (a file, or None to ask for one) and `start_wished` are for the program.
    """

    ended = Signal(object)
    new_wished = Signal()
    open_wished = Signal(object)
    start_wished = Signal()
    quit_wished = Signal()
    shown_once = Signal()

    def __init__(
        self,
        session: Session,
        tools: Tools,
        feedback: Feedback | None = None,
        settings: Settings | None = None,
        place: str = "",
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self._named = ("?", "?")
        self.session = session
        self.words = Words(session, tools.theme)
        self.tools = tools = replace(
            tools, spelling=self.words.spelling, prints_marks=lambda: self.settings[SMART_QUOTES]
        )
        self.bars = BarStack(tools.theme, (24, 12, 24, 0))
        self.feedback = feedback or QtFeedback(self, self.bars)
        self.actions_ = Actions(self)
        self.words.tie(self.actions_["spelling"])
        self.outline = Outline(tools.theme)
        self.stack = FormStack(session.view, tools)
        self.status = Status()
        self.filing = Filing(session, self.bars, self.feedback, self)
        self.overview = Overview(session, self)
        self.docks = Docks(self, tools)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.stack)
        self.panels = Panels(self.pages, self.stack, session, tools, self.feedback)
        self.editing = EditingCommands(self.actions_, self.stack)
        self.sectioning = Sectioning(self)
        self._lay_out()
        self._connect()
        self._field = ""
        self._restore()
        self._show_all(session.view)
        self.take_settings(self.settings)
        self._resume_at(place)
        self._list_as_recent()

    # --- putting together --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setObjectName("report-window")
        self.setMinimumSize(*_LEAST)
        self.setStatusBar(self.status)
        middle = QWidget()
        middle.setObjectName("middle")
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.bars)
        down.addWidget(self.pages, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(middle)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([round(_OUTLINE * self.tools.theme.scale), 800])
        self.setCentralWidget(self.splitter)
        self.setDockNestingEnabled(True)
        bar = self.addToolBar("Tools")
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for key in ("save", "undo", "redo", "find"):
            bar.addAction(self.actions_[key])
        bar.addSeparator()
        export = QPushButton("Export")
        export.setProperty("role", "primary")
        export.setIcon(icon("export", "on_accent"))
        export.setToolTip("Export to Word, PDF or the web (Ctrl+E)")
        export.clicked.connect(self.actions_["export"].trigger)
        bar.addWidget(export)
        for action in self.docks.toggles():
            self.actions_.menus["&View"].addAction(action)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._on_changed)
        session.composed.connect(self._show_composed)
        session.went.connect(self.go_to)
        session.safe.connect(lambda _: self.status.show_safety(session))
        session.troubled.connect(lambda _: self.status.show_unsafe())
        session.saved.connect(lambda: self.status.show_safety(session))
        session.history.undoTextChanged.connect(lambda _: self._name_undo())
        session.history.redoTextChanged.connect(lambda _: self._name_undo())
        session.history.canUndoChanged.connect(self.actions_["undo"].setEnabled)
        session.history.canRedoChanged.connect(self.actions_["redo"].setEnabled)
        self.filing.renamed.connect(self._show_title)
        self.filing.renamed.connect(self._list_as_recent)
        self.panels.exported.connect(self._on_exported)
        self.filing.open_wished.connect(self.open_wished)
        self.filing.compare_wished.connect(self.panels.compare_with_disk)
        self.outline.chosen.connect(self.show_place)
        self.outline.list.entered.connect(self._enter_form)
        self.stack.made.connect(self._on_form)
        self.stack.shown.connect(self._on_place)
        self.overview.checked.connect(self._show_overview)
        self.docks.went.connect(self.go_to)
        self.docks.found.connect(self._show_hit)
        self.docks.edited.connect(session.make)
        self.panels.went.connect(self.go_to)
        self.panels.theirs_wished.connect(lambda: self.open_wished.emit(self.path))
        self.words.told.connect(self.bars.tell)
        self.words.switched.connect(self._keep_spelling)
        self.docks.told.connect(self.bars.tell)
        self.docks.pages_counted.connect(self.status.show_pages)
        self.status.findings.clicked.connect(lambda: self.docks.show("checks"))
        self.tools.theme.changed.connect(self._restyle)
        self._connect_commands()
        self._name_undo()

    def _connect_commands(self) -> None:
        theme = self.tools.theme
        table: dict[str, Callable[[], object]] = {
            "new": self.new_wished.emit,
            "open": lambda: self.open_wished.emit(None),
            "start-page": self.start_wished.emit,
            "save": self.filing.save,
            "save-as": self.filing.save_as,
            "older-saves": self.panels.show_older_saves,
            "export": self.panels.show_export,
            "show-in-folder": self._show_in_folder,
            "close": self.close,
            "quit": self.quit_wished.emit,
            "undo": self.session.history.undo,
            "redo": self.session.history.redo,
            "find": lambda: self.docks.begin_find(replacing=False),
            "replace": lambda: self.docks.begin_find(replacing=True),
            "find-next": lambda: self.docks.find_again(1),
            "find-previous": lambda: self.docks.find_again(-1),
            "next-section": lambda: self._step(1),
            "previous-section": lambda: self._step(-1),
            "next-finding": lambda: self.docks.step_finding(1),
            "previous-finding": lambda: self.docks.step_finding(-1),
            "zoom-in": lambda: theme.set_scale(theme.scale + 0.1),
            "zoom-out": lambda: theme.set_scale(theme.scale - 0.1),
            "zoom-reset": lambda: theme.set_scale(1.0),
            "next-pane": lambda: self._next_pane(1),
            "previous-pane": lambda: self._next_pane(-1),
            "go-to": self._show_palette,
            "settings": lambda: self.panels.show_settings(self.settings),
            "keys": self.panels.show_keys,
            "about": self._show_about,
            "spelling": self.words.toggle,
        }
        self.actions_.does(table)

    def _on_form(self, form: Form) -> None:
        """Connect a form that was just made."""
        form.edited.connect(self.session.make)
        form.focused.connect(self._on_field)
        form.told.connect(self.bars.tell)
        form.left.connect(self._move_out)
        form.went.connect(self.go_to)
        if isinstance(form, InvestigationsForm):
            self.sectioning.connect_form(form)

    # --- showing -----------------------------------------------------------------------------------------

    def _on_changed(self, view: View) -> None:
        self.stack.show_view(view)
        self.docks.show_view(view)
        self.status.show_saving()

    def _show_composed(self, view: View) -> None:
        self.stack.show_view(view)
        self.overview.check(view)
        self.docks.show_document(view)

    def _show_all(self, view: View) -> None:
        self._show_title()
        self.overview.check(view, at_once=True)
        self.docks.show_view(view)
        self.docks.show_document(view)
        self.status.show_safety(self.session)

    def _show_overview(self) -> None:
        """Show what was found, and how far the sections are."""
        view, overview = self.session.view, self.overview
        self.outline.show_entries(overview.entries, overview.progress)
        self.stack.show_composed(view, overview.findings)
        self.docks.show_findings(overview.findings, view)
        self.status.show_findings(overview.in_words())
        place = self.stack.place.partition(".")[0]
        self.status.show_words(overview.words_of(place), overview.progress.words)
        if self.stack.place and self.outline.model.row_of(self.stack.place) < 0:
            self.show_place(place)  # the investigation that was shown is gone

    def _show_title(self) -> None:
        view = self.session.view
        name = self.session.path.name if self.session.path else "New report"
        self.setWindowTitle(f"{name}[*] – Drafter")
        about = view.framework.title if view.framework.title != view.document.title else ""
        self.outline.show_report(view.document.title, about)
        self.status.show_safety(self.session)

    def show_place(self, place: str) -> None:
        """Show the form of a section, or of an investigation."""
        if self.pages.currentWidget() is not self.stack:
            self.panels.close_panel()
        self.stack.show_place(place)

    def _on_place(self, place: str) -> None:
        self.outline.show_place(place)
        self.docks.show_place(place)
        self.sectioning.show_place(place)
        self.status.show_words(self.overview.words_of(place.partition(".")[0]), self.overview.progress.words)

    def _on_field(self, key: str) -> None:
        if key == self._field:
            return
        self._field = key
        self.status.show_place(self.session.view, key)
        self.docks.follow(key)

    def go_to(self, key: str, cursor: int = -1) -> bool:
        """Show the field with this key, with the cursor in it."""
        if not key:
            return False
        if self.docks.notes.go_to(key):
            self.docks.show("notes")
            return True
        return self.stack.go_to(key, cursor)

    def _show_hit(self, hit: Hit) -> None:
        """Show a place that a search found, with its words selected."""
        key = key_of_hit(hit, self.session.framework)
        form = self.stack.show_place(place_of(self.session.view, key))
        if hit.place.field.within:
            form.go_to(key)
        else:
            form.select(key, hit.start, hit.end)

    def take_settings(self, settings: Settings) -> None:
        """Do as these settings say."""
        self.settings = settings
        self.words.switch(on=settings[SPELLING])
        self.docks.lay_out(self.session.view, on=settings[PAGE_PREVIEW])
        self.filing.save_every(settings[SAVE_EVERY] if settings[SAVE_BY_ITSELF] else 0)

    def _keep_spelling(self, on: bool) -> None:
        self.panels.settings_changed.emit(self.settings.having(SPELLING, on))

    def _show_palette(self) -> None:
        choices = [
            (entry.title, "section", partial(self._go_and_enter, entry.place))
            for entry in self.overview.entries
        ]
        Palette(self, [*choices, *command_choices(self.actions_.all().values())]).open()

    def _go_and_enter(self, place: str) -> None:
        self.show_place(place)
        self._enter_form()

    def _show_about(self) -> None:
        self.bars.tell(f"Drafter {__version__}. Everything stays on this computer; Drafter uses no network.")

    def _resume_at(self, key: str) -> None:
        """Go to where the report was left: a field, or else its section; otherwise to the first section."""
        if not self.go_to(key):
            section = key.partition(".")[0]
            known = section in self.session.view.content.sections
            self.show_place(section if known else self.session.framework.sections[0].key)

    def _restyle(self) -> None:
        self.stack.restyle()
        self.outline.list.doItemsLayout()

    def _name_undo(self) -> None:
        history = self.session.history
        undo, redo = history.undoText(), history.redoText()
        self.setWindowModified(not self.session.is_saved)
        if (undo, redo) == self._named:
            return
        self._named = (undo, redo)
        for key, words, text in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            self.actions_[key].setText(f"&{words} {text}".rstrip())
            self.actions_[key].setIconText(words)
            self.actions_[key].setToolTip(f"{words} {text}".rstrip())
        self.actions_["undo"].setEnabled(history.canUndo())
        self.actions_["redo"].setEnabled(history.canRedo())

    # --- getting about -----------------------------------------------------------------------------------

    def _enter_form(self) -> None:
        """From the outline into the first field of the form."""
        form = self.stack.form
        if form is not None:
            form.enter()

    def _step(self, by: int) -> None:
        model = self.outline.model
        entry = model.entry(model.row_of(self.stack.place) + by)
        if entry is not None:
            self.show_place(entry.place)
            self._enter_form()

    def _next_pane(self, by: int) -> None:
        """Go round outline, form, and the docks that are open."""
        panes: list[QWidget] = [self.outline.list, self.stack, *self.docks.panes()]
        focus = QApplication.focusWidget()
        at = next(
            (n for n, one in enumerate(panes) if focus and (one is focus or one.isAncestorOf(focus))), -1
        )
        target = panes[(at + by) % len(panes)]
        if target is self.stack:
            self._enter_form()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _move_out(self, ids: list[str], _key: str, by: int) -> None:
        """Move paragraphs past the end of their section into the next one."""
        where = list_of(self.session.report, ids[0])
        if where is not None:
            edit = self.sectioning.to_neighbour(ids, where, by)
            if edit is None:
                self.bars.tell("There is nothing further that this could be moved to.")
            else:
                self.make_and_follow(edit)

    def make_and_follow(self, edit: Edit) -> None:
        """Do what an edit wishes and show where it happened."""
        self.session.make(edit)
        self.go_to(edit.key)

    def _show_in_folder(self) -> None:
        if self.session.path is None:
            self.bars.tell("This report is not in a file yet. Save it first.")
        else:
            show_in_folder(self.session.path)

    # --- the window itself -------------------------------------------------------------------------------

    def _restore(self) -> None:
        self.resize(*_SIZE)
        found = window_state.load(_KIND)
        geometry, state = found.blobs.get("geometry"), found.blobs.get("state")
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        if state:
            self.restoreState(QByteArray(state), _STATE)

    def _list_as_recent(self, *, final: bool | None = None) -> None:
        """Put the report at the top of the recent ones, with where it is left."""
        session = self.session
        if session.path is None:
            return
        with contextlib.suppress(DrafterError):  # no reason to keep anybody from working
            recent.remember(
                session.path,
                session.report,
                session.framework,
                self.overview.progress,
                section=self.stack.place,
                field=self._field,
                final=final,
            )

    def _on_exported(self, done: Exported) -> None:
        if done.is_final:
            self._list_as_recent(final=True)

    def _remember(self) -> None:
        self._list_as_recent()
        blobs = {"geometry": bytes(self.saveGeometry().data()), "state": bytes(self.saveState(_STATE).data())}
        window_state.save(_KIND, WindowState(blobs=blobs))

    @property
    def path(self) -> Path | None:
        """The file of the report."""
        return self.session.path

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_close():
            event.ignore()
            return
        self._remember()
        self.panels.close()
        self.docks.close()
        self.filing.close()
        event.accept()
        # after Qt has done with the event
        QTimer.singleShot(0, lambda: self.ended.emit(self))
