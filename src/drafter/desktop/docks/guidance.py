"""The dock of guidance: what the framework says about a section, and what its grades mean."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from drafter.desktop.docks.prose import Prose
from drafter.desktop.session.names import section_name
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.framework.model import AreaSpec, Grade, GradesTableSpec, InvestigationsSpec, Scale

NOTHING = "The framework says nothing about this section."


class GuidanceDock(QWidget):
    """The guidance of one section. `show_view` takes the truth in, `show_place` the section that is meant."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._view: View | None = None
        self._place = ""
        self._shown: object = None
        self._theme = tools.theme
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "heading")
        self.prose = Prose(tools.theme)
        self.prose.setAccessibleName("Guidance")
        self.setFocusProxy(self.prose)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 4, 0)
        down.setSpacing(8)
        down.addWidget(self.title)
        down.addWidget(self.prose, 1)
        tools.theme.changed.connect(self._restyle)

    def show_view(self, view: View) -> None:
        """Show the framework and the grades as they are now."""
        self._view = view
        self._show()

    def show_place(self, place: str) -> None:
        """Show the guidance of a section (or of `investigations.<id>`)."""
        self._place = place
        self._show()

    def _restyle(self) -> None:
        self._shown = None
        self._show()

    def _show(self) -> None:
        view = self._view
        section = self._place.partition(".")[0]
        if view is None or all(spec.key != section for spec in view.framework.sections):
            self.title.clear()
            self.prose.begin()
            self._shown = None
            return
        spec = view.spec(self._place)
        self.title.setText(section_name(view, self._place))
        words = view.framework.guidance.get(spec.key, "")
        scales = [
            (scale, view.sentences.grade(one) if one else None) for scale, one in _scales(view, self._place)
        ]
        wanted = (self._place, words, scales)
        if wanted == self._shown:
            return  # who reads or copies is not disturbed by somebody's typing
        is_new_place = not isinstance(self._shown, tuple) or self._shown[0] != self._place
        self._shown = wanted
        at = 0 if is_new_place else self.prose.verticalScrollBar().value()
        self.prose.begin()
        self.prose.add_guidance(_without_title(words) or ("" if scales else NOTHING))
        for scale, given in scales:
            self.prose.add_heading(_title_of(scales))
            self.prose.add_grades(scale, given)
        self.prose.go_to_top()
        self.prose.verticalScrollBar().setValue(at)


def _title_of(scales: list[tuple[Scale, Grade | None]]) -> str:
    return "What the grades mean" if len(scales) == 1 else "What these grades mean"


def _scales(view: View, place: str) -> list[tuple[Scale, str]]:
    """The scales of a section, each once, with the judgement that is given in it if it is the only one."""
    spec, framework = view.spec(place), view.framework
    match spec:
        case AreaSpec():
            judgements = [part.judgement for part in spec.parts]
        case InvestigationsSpec():
            return [(spec.scale, place if "." in place else "")]
        case GradesTableSpec():
            judgements = list(spec.rows)
        case _:
            return []
    found: dict[str, tuple[Scale, str]] = {}
    for judgement in judgements:
        scale = framework.scale_of(judgement)
        if scale is not None:
            found[scale.key] = (scale, "" if scale.key in found else judgement)
    return list(found.values())


def _without_title(words: str) -> str:
    """The guidance without its first heading: the dock's own says the same."""
    first, _, rest = words.lstrip().partition("\n")
    return rest.strip() if first.startswith("# ") else words.strip()
