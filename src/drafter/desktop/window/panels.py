"""What stands in place of the form for a while: export, older saves, differences, the keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from drafter.desktop.feedback import (
    MARKDOWN,
    PDF,
    REPORT,
    WEB_PAGE,
    WORD,
    Feedback,
    open_outside,
    show_in_folder,
)
from drafter.desktop.panels.bars import Action
from drafter.desktop.panels.difference import DifferencePage
from drafter.desktop.panels.export import ExportPanel
from drafter.desktop.panels.export_run import Exported, ExportWish, run
from drafter.desktop.panels.older_saves import OlderSavesPanel
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.names import place_of, section_name
from drafter.desktop.session.session import Session
from drafter.desktop.tools import Tools
from drafter.desktop.window.keys_page import KeysPage
from drafter.desktop.window.settings_page import SettingsPage
from drafter.desktop.work import Works
from drafter.errors import DrafterError
from drafter.services.comparing import Difference, differences
from drafter.services.frameworks import installed
from drafter.services.naming import free_name
from drafter.services.open_points import open_points
from drafter.services.steps import Step, Steps
from drafter.store import history
from drafter.store.files import atomic_write
from drafter.store.history import OldSave
from drafter.store.reports import Opened, decode_report, open_report
from drafter.store.settings import Settings

_COMPARING = "The difference is being worked out …"


class Panels(QObject):
    """Shows one of the panels over the forms in `stack`, and takes it away again.

    `went` brings the key of a field to go to; `exported` what was written; `settings_changed` other settings.
    """

    went = Signal(str)
    exported = Signal(object)
    theirs_wished = Signal()
    settings_changed = Signal(object)

    def __init__(
        self, stack: QStackedWidget, forms: QWidget, session: Session, tools: Tools, feedback: Feedback
    ) -> None:
        super().__init__(stack)
        self._stack = stack
        self._forms = forms
        self._session = session
        self._tools = tools
        self._feedback = feedback
        self._works = Works(self)
        self._export: ExportPanel | None = None

    def close_panel(self) -> None:
        """Show the form again."""
        self._stack.setCurrentWidget(self._forms)
        self._forms.setFocus()

    def _show(self, panel: QWidget) -> None:
        """Show a panel; those that were shown before and are done with go."""
        if self._stack.indexOf(panel) < 0:
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        for place in reversed(range(self._stack.count())):
            other = self._stack.widget(place)
            if other is not None and other not in (self._forms, panel, self._export):
                self._stack.removeWidget(other)
                other.deleteLater()

    # --- export ------------------------------------------------------------------------------------------

    def show_export(self) -> None:
        """Ask what to export."""
        session = self._session
        session.compose()
        panel = self._export = self._export or self._make_export()
        view = session.view
        folder = session.path.parent if session.path else Path.home()
        panel.show_report(view.report, view.framework, folder)
        points = open_points(view.report, view.framework, view.document)
        panel.show_points(points, lambda point: section_name(view, place_of(view, point.key)))
        self._show(panel)
        panel.begin_choosing()

    def _make_export(self) -> ExportPanel:
        panel = ExportPanel(self._tools.theme)
        panel.wished.connect(self._begin_export)
        panel.went.connect(self._go)
        panel.place_wished.connect(self._choose_target)
        panel.opened.connect(open_outside)
        panel.shown.connect(show_in_folder)
        panel.exported.connect(self._on_exported)
        panel.closed.connect(self.close_panel)
        return panel

    def _begin_export(self, wish: ExportWish) -> None:
        session = self._session
        assert self._export is not None
        work = self._works.make(run(Opened(session.report, session.framework), wish))
        self._export.watch(work)
        work.start()

    def _choose_target(self, offered: Path) -> None:
        assert self._export is not None
        kinds = [WORD, PDF, WEB_PAGE, MARKDOWN]
        kinds.sort(key=lambda kind: offered.suffix.lower() not in kind.endings)
        target = self._feedback.name_to_save("Export as", offered, kinds)
        if target is not None:
            self._export.show_target(target)

    def _on_exported(self, done: Exported) -> None:
        self.exported.emit(done)

    def _go(self, key: str) -> None:
        self.close_panel()
        self.went.emit(key)

    # --- differences -------------------------------------------------------------------------------------

    def compare_with_disk(self) -> None:
        """What is on the screen, held against what somebody else saved."""
        path = self._session.path
        if path is None:
            return
        page = DifferencePage(self._tools.theme, [Action("theirs", "Open theirs", is_main=True)])
        page.show_head("Changed on disk", path.name, "What your report has, and the file has not.")
        page.closed.connect(self.close_panel)
        page.chosen.connect(lambda _: self.theirs_wished.emit())
        page.view.show_note(_COMPARING)
        self._show(page)
        self._compare(
            lambda: open_report(path, installed),
            lambda found: page.view.show_differences(found, "the file on disk", "your report"),
            page.view.show_note,
        )

    def _compare(
        self,
        old: Callable[[], Opened],
        show: Callable[[list[Difference]], object],
        note: Callable[[str], object],
    ) -> None:
        """Work out, off the window's thread, what the report has that an old one has not."""
        session = self._session

        def compared() -> Steps[list[Difference]]:
            yield Step("Comparing", 0.0)
            return differences(old().report, session.report, session.framework)

        work = self._works.make(compared())
        work.finished.connect(show)
        work.failed.connect(lambda error: note(str(error)))
        work.start()

    def show_older_saves(self) -> None:
        """The older saves of the report's file."""
        path = self._session.path
        panel = OlderSavesPanel(self._tools.theme)
        panel.looked_at.connect(lambda one: self._look_at(panel, one))
        panel.brought_back.connect(self._bring_back)
        panel.copied.connect(self._copy)
        panel.closed.connect(self.close_panel)
        self._show(panel)
        panel.show_saves(tuple(reversed(history.saves(path))) if path else ())

    def _old(self, one: OldSave) -> Opened:
        return decode_report(one.data(), installed, str(self._session.path))

    def _look_at(self, panel: OlderSavesPanel, one: OldSave) -> None:
        panel.show_note(one, _COMPARING)
        self._compare(
            lambda: self._old(one),
            lambda found: panel.show_differences(one, found),
            lambda told: panel.show_note(one, told),
        )

    def _bring_back(self, one: OldSave) -> None:
        try:
            old = self._old(one)
        except DrafterError as error:
            self._feedback.tell_error(error)
            return
        if (
            old.framework.key != self._session.framework.key
            or old.framework.version != self._session.framework.version
        ):
            self._feedback.tell("That save is held against another framework; save it as a copy and open it.")
            return
        self._session.make(Edit(change=lambda _: old.report, verb="bringing back an older save", key=""))
        self.close_panel()
        self._feedback.tell("The older save is in the report now. Undo takes it out again.")

    def _copy(self, one: OldSave) -> None:
        path = self._session.path
        if path is None:
            return
        offered = free_name(path.parent, f"{path.stem} (older).drafter")
        target = self._feedback.name_to_save("Save the older report", offered, [REPORT])
        if target is None:
            return
        try:
            atomic_write(target, one.data())
            self._feedback.tell(f"Saved as {target.name}.")
        except DrafterError as error:
            self._feedback.tell_error(error)

    # --- the keys ----------------------------------------------------------------------------------------

    def show_keys(self) -> None:
        """The keys of the keyboard."""
        page = KeysPage(self._tools.theme)
        page.closed.connect(self.close_panel)
        self._show(page)
        page.setFocus()

    def show_settings(self, settings: Settings) -> None:
        """The settings of the program."""
        page = SettingsPage(self._tools.theme, settings)
        page.changed.connect(self.settings_changed)
        page.closed.connect(self.close_panel)
        self._show(page)
        page.setFocus()

    def close(self) -> None:
        """End what is going on."""
        self._works.close()
