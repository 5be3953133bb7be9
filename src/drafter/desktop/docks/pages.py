"""The dock of pages: the real pages of the real export, laid out while the report is written."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from drafter.desktop.docks.buttons import IconButton
from drafter.desktop.docks.canvas import STEP, PageCanvas
from drafter.desktop.docks.drawing import Drawer, Picture, Wish
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.pages.client import Worker
from drafter.services.paging import Paged, layout_worker
from drafter.services.previewing import Preview

_HINT_AFTER = 300
"""Milliseconds that pages may be under way before anybody is told."""
_ROOM, _LEAST_ROOM = 320, 270
"""Pixels at 100 % below which the foot says less, and has fewer buttons: there are keys and a wheel."""
_GOES_ON = "You can go on writing: nothing is lost, and these pages are as they were before."


class _Relay(QObject):
    """Brings what the layout's thread says into the window's."""

    laid_out = Signal(object)
    failed = Signal(object)
    restarted = Signal(str)


class PagesDock(QWidget):
    """The pages of a report. `show_view` takes the truth in; pages come a moment later.

    `clicked` brings the key of the field that somebody chose on a page, `pages_counted` the number of pages
    whenever they were laid out, `told` a sentence for the user. `close` ends its threads.
    """

    clicked = Signal(str)
    pages_counted = Signal(int)
    told = Signal(str)

    def __init__(self, tools: Tools, worker: Worker | None = None) -> None:
        super().__init__()
        self._document: Document | None = None
        self._house = b""
        self._followed = ""
        self._is_closed = False
        worker = worker or layout_worker()
        self.canvas = PageCanvas(tools)
        self.canvas.setAccessibleDescription("No pages yet")
        self.setFocusProxy(self.canvas)
        self._drawer = Drawer(worker, self)
        self._relay = _Relay(self)
        self._preview = Preview(
            worker,
            laid_out=self._relay.laid_out.emit,
            failed=self._relay.failed.emit,
            restarted=self._relay.restarted.emit,
        )
        self._hint = QTimer(self, singleShot=True, interval=_HINT_AFTER)
        self._hint.timeout.connect(lambda: self.canvas.show_hint("Laying out…"))
        self.notice = _Notice()
        self.foot = _Foot(self.canvas, tools)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.notice)
        down.addWidget(self.canvas, 1)
        down.addWidget(self.foot)
        self._connect(tools)

    def _connect(self, tools: Tools) -> None:
        # The layout's thread must never run a slot itself.
        queued = Qt.ConnectionType.QueuedConnection
        self._relay.laid_out.connect(self._on_laid_out, queued)
        self._relay.failed.connect(self._on_failed, queued)
        self._relay.restarted.connect(self._on_restarted, queued)
        self.canvas.wished.connect(self._drawer.wish)
        self.canvas.clicked.connect(self.clicked)
        self._drawer.drawn.connect(self._on_drawn)
        self._drawer.failed.connect(self._on_undrawn)
        self.notice.again.clicked.connect(self._again)
        tools.theme.changed.connect(self.canvas.restyle)

    # --- the truth in ------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Lay out the document that was composed last, unless that is what was asked for last."""
        self.show_document(view.document, view.framework.house_style)

    def show_document(self, document: Document, house_style: bytes) -> None:
        """Lay out this document next; the pages shown stay until it is done."""
        if self._is_closed or (document is self._document and house_style == self._house):
            return
        self._document, self._house = document, house_style
        self._begin()

    def follow(self, key: str) -> None:
        """Show and mark the field with this key, now or once it is on the pages; nothing marks nothing."""
        self._followed = key
        self.canvas.mark(key)

    @property
    def paged(self) -> Paged | None:
        """The pages that are shown; None before there were any."""
        return self.canvas.paged

    def close(self) -> bool:
        """End the threads; what is under way is given up. The dock shows nothing new after this."""
        if not self._is_closed:
            self._is_closed = True
            self._hint.stop()
            self._drawer.close()
            self._preview.close()
        return super().close()

    def _begin(self) -> None:
        if self._document is not None:
            if not self._hint.isActive():
                self._hint.start()
            self._preview.show(self._document, self._house)

    def _again(self) -> None:
        self.notice.show_words("")
        self.canvas.redraw()
        self._begin()

    # --- what the threads say ----------------------------------------------------------------------------

    def _on_laid_out(self, paged: Paged) -> None:
        if self._is_closed:
            return
        if paged.document is self._document:
            self._settle()
            self.notice.show_words("")
        was_there = self.canvas.places.find(self._followed) == self._followed
        self.canvas.show_paged(paged)
        if self._followed and not was_there:  # it was written since: there is now a place to go to
            self.canvas.mark(self._followed)
        self.foot.show_pages(paged.pages)
        self.pages_counted.emit(paged.pages)

    def _on_failed(self, error: DrafterError) -> None:
        if self._is_closed:
            return
        self._settle()
        self._tell(error)

    def _on_restarted(self, sentence: str) -> None:
        if not self._is_closed:
            self.told.emit(sentence)

    def _on_drawn(self, page: int, picture: Picture, wish: Wish) -> None:
        self.canvas.show_picture(page, picture, wish)

    def _on_undrawn(self, page: int, error: DrafterError, wish: Wish) -> None:
        self.canvas.show_failure(page, wish)
        self._tell(error)

    def _tell(self, error: DrafterError) -> None:
        problem = error.problem[:1].upper() + error.problem[1:]
        self.notice.show_words(f"{problem}. {error.hint or _GOES_ON}")

    def _settle(self) -> None:
        self._hint.stop()
        self.canvas.show_hint("")


class _Notice(QWidget):
    """What went wrong, and a way to try again."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel(wordWrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = QPushButton("Try again")
        self.again.setProperty("role", "link")
        box = QFrame()
        box.setProperty("role", "banner")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self._words)
        inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        around = QVBoxLayout(self)
        around.setContentsMargins(8, 8, 8, 8)
        around.addWidget(box)
        self.hide()

    def show_words(self, words: str) -> None:
        """Say this; nothing takes the notice away."""
        self._words.setText(words)
        self.setVisible(bool(words))

    @property
    def words(self) -> str:
        return self._words.text()


class _Foot(QFrame):
    """Which page of how many, and how large."""

    def __init__(self, canvas: PageCanvas, tools: Tools) -> None:
        super().__init__()
        self._canvas = canvas
        self._theme = tools.theme
        self.setProperty("role", "foot")
        self.back = IconButton(tools.theme, "chevron-left", "Previous page")
        self.on = IconButton(tools.theme, "chevron-right", "Next page")
        self.number = QLineEdit()
        self._range = QIntValidator(0, 0, self)
        self.number.setValidator(self._range)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName("Page")
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        self.smaller = IconButton(tools.theme, "zoom-out", "Smaller pages (Ctrl+−)")
        self.larger = IconButton(tools.theme, "zoom-in", "Larger pages (Ctrl++)")
        self.fit = IconButton(tools.theme, "fit-width", "Fit the width (Ctrl+0)")
        self.fit.setCheckable(True)
        self._lay_out()
        self._connect()
        self.show_pages(0)
        self._show_zoom()

    def _lay_out(self) -> None:
        self._size()
        self._theme.changed.connect(self._size)
        across = QHBoxLayout(self)
        across.setContentsMargins(8, 4, 8, 4)
        across.setSpacing(4)
        self._word = QLabel("Page")
        self._word.setProperty("role", "soft")
        self._word.setBuddy(self.number)
        for widget in (self.back, self._word, self.number, self.count, self.on):
            across.addWidget(widget)
        across.addStretch()
        for widget in (self.smaller, self.larger, self.fit):
            across.addWidget(widget)

    def _size(self) -> None:
        self.number.setFixedWidth(self._theme.px(46))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word.setVisible(self.width() >= self._theme.px(_ROOM))  # "6 of 28" says it too
        for button in (self.smaller, self.larger):
            button.setVisible(self.width() >= self._theme.px(_LEAST_ROOM))

    def minimumSizeHint(self) -> QSize:
        # what gives way must not hold the dock at a width at which it would stay
        return QSize(self._theme.px(180), super().minimumSizeHint().height())

    def _connect(self) -> None:
        canvas = self._canvas
        self.back.clicked.connect(lambda: canvas.go_to_page(canvas.page - 1))
        self.on.clicked.connect(lambda: canvas.go_to_page(canvas.page + 1))
        self.number.editingFinished.connect(self._go)
        self.smaller.clicked.connect(lambda: canvas.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: canvas.zoom_by(STEP))
        self.fit.clicked.connect(canvas.fit_width)
        canvas.turned.connect(self._show_page)
        canvas.zoomed.connect(self._show_zoom)

    def show_pages(self, pages: int) -> None:
        """Show how many pages there are."""
        self._range.setRange(min(1, pages), pages)
        self.count.setText(f"of {pages}" if pages else "")
        self.setEnabled(bool(pages))
        self._show_page(self._canvas.page)

    def _go(self) -> None:
        if self.number.isModified() and self.number.hasAcceptableInput():
            self._canvas.go_to_page(int(self.number.text()))
        self._show_page(self._canvas.page)

    def _show_page(self, page: int) -> None:
        self.number.setText(str(page) if page else "")
        self.number.setAccessibleDescription(f"Page {page} {self.count.text()}")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < self._range.top())

    def _show_zoom(self) -> None:
        self.fit.setChecked(self._canvas.is_fitted)
