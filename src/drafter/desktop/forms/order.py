"""The order of the Tab key: that of reading, as the layouts have it, whenever a widget was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_tabs(widget: QWidget) -> None:
    """Have Tab go through everything in a widget in the order of its layouts."""
    wanted = list(_stops(widget))
    for _ in wanted:  # each time round, one that stands in front goes behind
        first = _first_of(widget, wanted)
        if first is None or first is wanted[0]:
            break
        # Qt does nothing where one follows the other round the end of the chain, so first apart, then behind
        QWidget.setTabOrder(first, wanted[0])
        QWidget.setTabOrder(wanted[0], first)
    for before, after in pairwise(wanted):
        QWidget.setTabOrder(before, after)


def _first_of(widget: QWidget, among: list[QWidget]) -> QWidget | None:
    """Where Tab comes in now."""
    found = widget.nextInFocusChain()
    while found is not None and found is not widget:
        if found in among:
            return found
        found = found.nextInFocusChain()
    return None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
