"""The export panel: what to write, what is still open, how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QWidget

from drafter.checks.finding import Finding
from drafter.desktop.look.roles import set_role
from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.export_choice import ExportChoice
from drafter.desktop.panels.export_outcome import ExportOutcome
from drafter.desktop.panels.export_run import Exported, ExportWish, Outcome, Taken
from drafter.desktop.panels.parts import Ground, announce, button, column, label, scrolling
from drafter.desktop.panels.points_list import PointsList, PointsModel
from drafter.desktop.work import Work
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.services.open_points import in_words

_WIDE = 860
"""Pixels at 100 % from which what is open stands beside the choice, rather than below it."""
_COLUMN = 440


class ExportPanel(QWidget):
    """Asks what to export, and tells how it goes.

    `wished` brings an ExportWish: whoever answers it starts the work and gives it to `watch`. `went` brings
    the key of an open point's place; `place_wished` the Path to offer in a dialog, which `show_target`
    answers. `opened` and `shown` bring the Path of the file that was written; `exported` all about it.
    """

    wished = Signal(object)
    went = Signal(str)
    place_wished = Signal(object)
    opened = Signal(object)
    shown = Signal(object)
    exported = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._work: Work | None = None
        self._done: Exported | None = None
        self._taken: Taken | None = None
        self.choice = ExportChoice(theme)
        self.points = PointsModel(self)
        self.list = PointsList(theme, self.points)
        self.tick = QCheckBox()
        self._reminder = label("", "error", wraps=True)
        self.outcome = ExportOutcome()
        self.export_button = button("Export", "primary")
        self._close = button("Close")
        self._count = label("", "soft")
        self._nothing = label("Nothing is open. This report is ready to be final.", "good", wraps=True)
        self._lay_out()
        self._connect()
        self._fit()
        self._show_tick()

    # --- building ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._body.setContentsMargins(32, 24, 32, 24)
        self._body.setSpacing(32)
        self._left = QWidget()
        left = column(self._left, spacing=6)
        left.addWidget(label("Export", "title"))
        left.addSpacing(12)
        left.addWidget(self.choice)
        left.addStretch()
        self._body.addWidget(self._left)
        self._body.addWidget(self._open_points(), 1)
        ground = Ground(self._theme, "panel")
        all_ = column(ground, spacing=0)
        self._scroll = scrolling(inside)
        all_.addWidget(self._scroll, 1)
        all_.addWidget(self._foot())
        column(self).addWidget(ground)

    def _open_points(self) -> QWidget:
        points = QWidget()
        down = column(points, spacing=6)
        head = QHBoxLayout()
        heading = label("Still open", "heading")
        heading.setBuddy(self.list)
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self._count)
        down.addLayout(head)
        down.addWidget(self._nothing)
        down.addWidget(self.list, 1)
        down.addStretch()
        return points

    def _foot(self) -> QWidget:
        foot = Ground(self._theme, "panel", sides="t")
        down = column(foot, margins=(32, 12, 32, 12), spacing=8)
        down.addWidget(self.outcome)
        down.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self._reminder)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.export_button)
        across.addStretch()
        across.addWidget(self._close)
        down.addLayout(across)
        return foot

    def _connect(self) -> None:
        self.choice.changed.connect(self._on_choice)
        self.choice.place_wished.connect(self.place_wished)
        self.choice.entered.connect(self.begin)
        self.list.went.connect(self.went)
        self.tick.toggled.connect(lambda: self._remind(""))
        self.export_button.clicked.connect(self.begin)
        self._close.clicked.connect(self.closed)
        self.outcome.chosen.connect(self._on_outcome)
        self._theme.changed.connect(self._fit)

    # --- facts in ----------------------------------------------------------------------------------------

    def show_report(self, report: Report, framework: Framework, folder: Path) -> None:
        """Offer a name from the report's data, in `folder`, unless the user chose another already."""
        self.choice.show_report(report, framework, folder)

    def show_points(self, points: Sequence[Finding], place_of: Callable[[Finding], str]) -> None:
        """Show what is still open, as `services.open_points` gives it; `place_of` names places for people."""
        before = self.points.rowCount()
        self.points.show_points(points, place_of)
        self._count.setText(in_words(points) if points else "")
        self._nothing.setVisible(not points)
        self.list.setVisible(bool(points))
        if len(points) != before:
            # what was agreed to was another number of points
            self.tick.setChecked(False)
        self._show_tick()

    def show_target(self, target: Path) -> None:
        """Take the name that the user chose in a dialog."""
        self.choice.show_target(target)

    def watch(self, work: Work) -> None:
        """Show how the export goes that answers a wish."""
        self._work = work
        work.progressed.connect(self.outcome.show_step)
        work.finished.connect(self._finish)
        work.failed.connect(self.outcome.show_error)
        work.cancelled.connect(self.outcome.show_cancelled)
        work.fault.connect(lambda _: self.outcome.show_fault())
        work.ended.connect(self._end)
        self.export_button.hide()

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._work is not None

    def begin_choosing(self) -> None:
        """Put the focus where most people go on."""
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- exporting ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Wish for the export, or go to what hinders it and say what that is."""
        if self.is_running or not self.choice.check():
            return
        if self.choice.is_final and self.points.rowCount() and not self.tick.isChecked():
            self._remind("Tick this first, or put right what is open. A draft can be exported at any time.")
            self.tick.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._wish(
            ExportWish(
                target=self.choice.target(),
                is_final=self.choice.is_final,
                overwrite=self.choice.may_replace,
            )
        )

    def _wish(self, wish: ExportWish) -> None:
        self._forget_outcome()
        self.wished.emit(wish)

    def _forget_outcome(self) -> None:
        self._done = self._taken = None
        self.outcome.show_nothing()
        self._name_button()

    def _finish(self, outcome: Outcome) -> None:
        match outcome:
            case Exported():
                self._done = outcome
                self.outcome.show_done(outcome)
                self._name_button()
                self.exported.emit(outcome)
            case Taken():
                self._taken = outcome
                self.outcome.show_taken(outcome)

    def _end(self) -> None:
        self._work = None
        self.export_button.show()

    def _on_outcome(self, key: str) -> None:
        if key == "cancel" and self._work is not None:
            self._work.cancel()
            self.outcome.show_stopping()
        elif key == "open" and self._done is not None:
            self.opened.emit(self._done.target)
        elif key == "show" and self._done is not None:
            self.shown.emit(self._done.target)
        elif key == "replace" and self._taken is not None:
            self._wish(replace(self._taken.wish, overwrite=True))
        elif key == "keep-both" and self._taken is not None:
            self._wish(replace(self._taken.wish, target=self._taken.free))

    # --- what is shown when ------------------------------------------------------------------------------

    def _on_choice(self) -> None:
        if not self.is_running:
            self._forget_outcome()
        self._show_tick()

    def _show_tick(self) -> None:
        number = self.points.rowCount()
        is_one = number == 1
        self.tick.setText(f"Export although {number} point{' is' if is_one else 's are'} open")
        self.tick.setVisible(self.choice.is_final and number > 0)
        self._remind("")
        self._name_button()

    def _name_button(self) -> None:
        """Once a file is written, opening it is what comes next."""
        kind = "final report" if self.choice.is_final else "draft"
        self.export_button.setText(f"Export the {kind}{' again' if self._done else ''}")
        set_role(self.export_button, "" if self._done else "primary")

    def _remind(self, told: str) -> None:
        self._reminder.setText(told)
        self._reminder.setVisible(bool(told))
        if told:
            announce(self.tick, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Side by side where there is room; otherwise one below the other, and all of it scrolls."""
        px = self._theme.px
        is_wide = self.width() >= px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._left.setFixedWidth(px(_COLUMN) if is_wide else max(px(240), self.width() - 64))
        self.list.setMinimumHeight(px(200))
