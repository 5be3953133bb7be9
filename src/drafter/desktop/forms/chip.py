"""A grade as a chip in its colour, beside a name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from drafter.desktop.look import paint
from drafter.desktop.look.theme import Theme
from drafter.desktop.session.view import View
from drafter.framework.model import AreaSpec, Grade


def grades_of(view: View, place: str) -> list[Grade | None]:
    """The grades of the area at `place`, one for each of its judgements; None where there is none yet."""
    spec = view.spec(place)
    judgements = [part.judgement for part in spec.parts] if isinstance(spec, AreaSpec) else [place]
    return [view.sentences.grade(one) for one in judgements]


class GradeChips(QWidget):
    """The grades of an area, side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grades: list[Grade] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_grades(self, view: View, place: str) -> None:
        """Show what an area was graded."""
        self._grades = [grade for grade in grades_of(view, place) if grade is not None]
        self.setAccessibleName(" and ".join(grade.title for grade in self._grades) or "Not graded yet")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        sizes = [paint.chip_size(grade.title, self._theme) for grade in self._grades]
        gaps = self._theme.px(6) * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        for grade in self._grades:
            width = paint.chip_size(grade.title, self._theme).width()
            paint.grade_chip(painter, QRectF(x, 0, width, self.height()), self._theme, grade)
            x += width + self._theme.px(6)
        painter.end()
