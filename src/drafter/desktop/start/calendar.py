"""Days chosen from a calendar, for those who would rather not type them."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QWidget

from drafter.desktop.look.theme import Theme
from drafter.desktop.panels.parts import column, label
from drafter.report.facts import DateRange, printed


class CalendarPopup(QFrame):
    """A calendar that goes once a day, or the first and the last of a range, is chosen.

    `chosen` brings the words as they would be typed. Escape closes it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, *, is_range: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self._is_range = is_range
        self._first: datetime.date | None = None
        self._asks = label("First day" if is_range else "", "section")
        self._asks.setVisible(is_range)
        self.calendar = QCalendarWidget()
        # reports are in British English, whatever the machine is set to
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setGridVisible(False)
        self.calendar.setMinimumSize(theme.px(300), theme.px(230))
        # Qt's own red on weekends is on no list of colours
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)
        # one signal for a click and one for Enter; a click sends both on some systems, and closing ends that
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        down = column(self, margins=(8, 8, 8, 8), spacing=6)
        down.addWidget(self._asks)
        down.addWidget(self.calendar)

    def open_at(self, place: QPoint, day: datetime.date | None) -> None:
        """Show it with its corner at a place of the screen, at a day or today."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _take(self, chosen: QDate) -> None:
        if not self.isVisible():
            return
        day = datetime.date(chosen.year(), chosen.month(), chosen.day())
        if not self._is_range:
            self._done(printed(day))
        elif self._first is None:
            self._first = day
            self._asks.setText(f"Last day (from {printed(day)})")
        elif day == self._first:
            return  # the second half of one click
        else:
            first, last = sorted((self._first, day))
            self._done(printed(DateRange(first, last)))

    def _done(self, words: str) -> None:
        self.chosen.emit(words)
        self.close()
