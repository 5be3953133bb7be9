"""The theme of the program: which colours and which scale hold now, and their way into Qt."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from drafter.desktop.look import icons, tokens
from drafter.desktop.look.roles import FocusMarks
from drafter.desktop.look.sheet import style_sheet
from drafter.desktop.look.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    Colours,
    contrast,
)
from drafter.resources import shipped

Name = Literal["light", "dark", "high-contrast"]
NAMES: tuple[Name, ...] = get_args(Name)

_Role = QPalette.ColorRole


class Theme(QObject):
    """The colours and the scale that hold now. `changed` comes after the whole window has them.

    A new theme follows the system. It acts on nothing until `apply`; from then on each change shows at once.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: QApplication | None = None
        self._chosen: Name | None = None
        self._name: Name = "light"
        self._colours = LIGHT
        self._scale = 1.0
        self._family = ""

    @property
    def colours(self) -> Colours:
        """The colours that hold now."""
        return self._colours

    @property
    def name(self) -> Name:
        """The theme that holds now, chosen or the system's."""
        return self._name

    @property
    def chosen(self) -> Name | None:
        """The theme that was chosen by name; None while the system is followed."""
        return self._chosen

    @property
    def scale(self) -> float:
        """How much larger than usual the type is, 0.8 to 2."""
        return self._scale

    @property
    def high_contrast(self) -> bool:
        """Whether meaning must not rest on a tint or a hue."""
        return self._name == "high-contrast"

    @property
    def dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return tokens.luminance(self._colours.text) > tokens.luminance(self._colours.panel)

    @property
    def border(self) -> int:
        """The width of a border in px."""
        return tokens.BORDER_HIGH_CONTRAST if self.high_contrast else tokens.BORDER

    @property
    def ring(self) -> int:
        """The width of the focus's ring in px."""
        return tokens.RING_HIGH_CONTRAST if self.high_contrast else tokens.RING

    def px(self, length: float) -> int:
        """A length of the tokens at the scale that holds now, in whole px."""
        return round(length * self._scale)

    def colour(self, role: str) -> QColor:
        """The colour of a role, ready to paint with. Raises KeyError where there is no such role."""
        return QColor(self._colours.of_role(role))

    def font(self, size: int = tokens.BASE, *, semibold: bool = False) -> QFont:
        """The font of the program in a size of the type scale."""
        font = QFont(self._family) if self._family else QFont()
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
        return font

    def choose(self, name: str) -> None:
        """Hold on to "light", "dark" or "high-contrast", whatever the system does. ValueError for another."""
        known = next((one for one in NAMES if one == name), None)
        if known is None:
            raise ValueError(f"no theme is called {name!r}")
        self._chosen = known
        self._tell_system()
        self._decide()

    def follow_system(self) -> None:
        """Follow the system, now and when it changes."""
        self._chosen = None
        self._tell_system()
        self._decide()

    def set_scale(self, scale: float) -> None:
        """Make the type larger or smaller; what lies outside 0.8 to 2 is brought inside."""
        held = min(max(scale, tokens.LEAST_SCALE), tokens.GREATEST_SCALE)
        if held != self._scale:
            self._scale = held
            self._show()

    def apply(self, app: QApplication) -> None:
        """Give the program its style, font, colours and style sheet, and keep them up to date."""
        if self._app is app:
            self._show()
            return
        self._app = app
        app.setStyle("Fusion")
        self._family = _family()
        FocusMarks(app)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._decide)
        contrast_changed = getattr(hints, "accessibility", None)  # Qt 6.10
        if contrast_changed is not None:
            contrast_changed().contrastPreferenceChanged.connect(self._decide)
        self._tell_system()
        self._name, self._colours = self._wanted()
        self._show()

    def _tell_system(self) -> None:
        # The frame and the dialogs that belong to the system go along with what was chosen.
        if self._app is None:
            return
        hints = self._app.styleHints()
        match self._chosen:
            case "light":
                hints.setColorScheme(Qt.ColorScheme.Light)
            case "dark":
                hints.setColorScheme(Qt.ColorScheme.Dark)
            case _:
                hints.unsetColorScheme()

    def _decide(self) -> None:
        name, colours = self._wanted()
        if (name, colours) != (self._name, self._colours):
            self._name, self._colours = name, colours
            self._show()

    def _wanted(self) -> tuple[Name, Colours]:
        name = self._chosen or _name_of_system()
        match name:
            case "light":
                return name, LIGHT
            case "dark":
                return name, DARK
            case _:
                return name, self._high_contrast()

    def _high_contrast(self) -> Colours:
        if self._app is not None and _system_wants_contrast():
            self._app.setPalette(QPalette())  # what is set hides what the system says
            found = from_palette(self._app.palette())
            if found is not None:
                return found
        return HIGH_CONTRAST_DARK if _system_is_dark() else HIGH_CONTRAST_LIGHT

    def _show(self) -> None:
        if self._app is None:
            self.changed.emit()
            return
        icons.draw_in(self._colours)
        made = palette(self._colours)
        self._app.setPalette(made)
        QToolTip.setPalette(made)
        self._app.setFont(self.font())
        self._app.setStyleSheet(style_sheet(self._colours, self._scale, high_contrast=self.high_contrast))
        self.changed.emit()


def palette(colours: Colours) -> QPalette:
    """The palette for what the style draws without asking the style sheet."""
    roles = {
        _Role.Window: colours.background,
        _Role.WindowText: colours.text,
        _Role.Base: colours.field,
        _Role.AlternateBase: colours.background,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.placeholder,
        _Role.Button: colours.panel,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.error,
        _Role.ToolTipBase: colours.panel,
        _Role.ToolTipText: colours.text,
        _Role.Highlight: colours.selection,
        _Role.HighlightedText: colours.on_selection,
        _Role.Accent: colours.accent,
        _Role.Link: colours.accent,
        _Role.LinkVisited: colours.accent,
        _Role.Light: colours.panel,
        _Role.Midlight: colours.hover,
        _Role.Mid: colours.line,
        _Role.Dark: colours.edge,
        _Role.Shadow: colours.edge,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (
        _Role.WindowText,
        _Role.Text,
        _Role.ButtonText,
        _Role.PlaceholderText,
        _Role.HighlightedText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return made


def from_palette(system: QPalette) -> Colours | None:
    """High contrast in the system's own colours; None where they lack the contrast that they promise."""

    def colour(role: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return system.color(group, role).name()

    ground, highlight = colour(_Role.Base), colour(_Role.Highlight)
    made = tokens.high_contrast(
        ground=ground,
        text=colour(_Role.Text),
        highlight=highlight,
        on_highlight=colour(_Role.HighlightedText),
        link=colour(_Role.Link),
        grey=colour(_Role.Text, QPalette.ColorGroup.Disabled),
    )
    pairs = ((made.text, ground), (made.accent, ground), (made.on_row, highlight))
    return made if all(contrast(ink, under) >= 4.5 for ink, under in pairs) else None


def _name_of_system() -> Name:
    if _system_wants_contrast():
        return "high-contrast"
    return "dark" if _system_is_dark() else "light"


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _system_wants_contrast() -> bool:
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)  # Qt 6.10
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _family() -> str:
    """The family of the system's font; the shipped one where the system has none at all."""
    if QFontDatabase.families():
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    families = [""]
    for file in sorted(shipped("resources", "fonts").glob("LiberationSans-*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return families[-1]
