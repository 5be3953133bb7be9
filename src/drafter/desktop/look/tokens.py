"""What the window looks like, as values: colours by role, spacing, sizes of type, radii.

This is the one place where a colour is written down. Nothing here knows Qt, so that the values can be
measured (contrast, hue) without a window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.framework.model import GradeRole

#: Distances in px at 100 %: inside a control, between neighbours, between groups, round a page.
SPACING = (4, 8, 12, 16, 24, 32)

#: Sizes of type in px at 100 %.
SMALL, BASE, WRITING, LARGE, TITLE = 12, 13, 14, 15, 22
TYPE_SCALE = (SMALL, BASE, WRITING, LARGE, TITLE)

#: Radii in px at 100 %: of controls, and of frames that hold controls.
RADIUS, RADIUS_LARGE = 6, 8

#: Widths in px, which do not grow with the type: borders and the ring of the focus.
BORDER, BORDER_HIGH_CONTRAST = 1, 2
RING, RING_HIGH_CONTRAST = 2, 3

LEAST_SCALE, GREATEST_SCALE = 0.8, 2.0


@dataclass(frozen=True, slots=True)
class GradeColours:
    """A grade's ink (its word, its edge) and the tint that may lie under them."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """A colour for each role, as `#rrggbb`.

    Grounds are what is painted under text; a name with `on_` is the text on the ground of that name.
    `line` means nothing and may be pale, like `groove`, which is what a progress line has left to fill;
    `edge` bounds what can be used and has 3:1 on the grounds where that stands.
    """

    # grounds, from the back to the front
    background: str
    panel: str
    field: str
    hover: str
    pressed: str
    # lines
    line: str
    groove: str
    edge: str
    focus: str
    # text
    text: str
    soft_text: str
    placeholder: str
    disabled: str
    # what stands out: the one filled button, links, the chosen row, selected text
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_tint: str
    row: str
    on_row: str
    selection: str
    on_selection: str
    # text carried over from a prior report, and figures in it that are likely to be out of date
    carried_tint: str
    carried_bar: str
    carried_words: str
    stale: str
    # finding a word: every place, and the place that is shown
    match: str
    match_now: str
    on_match_now: str
    # findings and how things went
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    note: str
    good: str
    good_tint: str
    # the page preview is paper whatever the theme
    paper: str
    on_paper: str
    # grades, by role
    grade_best: GradeColours
    grade_better: GradeColours
    grade_worse: GradeColours
    grade_worst: GradeColours
    grade_neutral: GradeColours

    def grade(self, role: GradeRole) -> GradeColours:
        """The colours of a grade, whatever the framework calls it."""
        found = getattr(self, f"grade_{role.value}")
        assert isinstance(found, GradeColours)
        return found

    def of_role(self, role: str) -> str:
        """The colour of a role by its name; a grade's parts are `grade_best_ink` and `grade_best_tint`.

        Raises KeyError where there is no such role.
        """
        found = getattr(self, role, None)
        return found if isinstance(found, str) else dict(self.named())[role]

    def named(self) -> Iterator[tuple[str, str]]:
        """Every role with its colour, grades taken apart."""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, GradeColours):
                yield f"{one.name}_ink", value.ink
                yield f"{one.name}_tint", value.tint
            else:
                yield one.name, value


LIGHT = Colours(
    background="#f6f7f9",
    panel="#ffffff",
    field="#ffffff",
    hover="#edf0f4",
    pressed="#e1e5ea",
    line="#e1e5ea",
    groove="#e1e5ea",
    edge="#808b99",
    focus="#1f5a99",
    text="#1b2430",
    soft_text="#5b6776",
    placeholder="#5b6776",
    disabled="#858f9b",
    accent="#1f5a99",
    accent_hover="#1a4d84",
    accent_pressed="#153f6c",
    on_accent="#ffffff",
    accent_tint="#e8f0f9",
    row="#e8f0f9",
    on_row="#1b2430",
    selection="#c9def5",
    on_selection="#1b2430",
    carried_tint="#fff8e8",
    carried_bar="#b7791f",
    carried_words="#8a5a00",
    stale="#f7e8c6",
    match="#fdf0bd",
    match_now="#ffd35c",
    on_match_now="#1b2430",
    error="#b3261e",
    error_tint="#fdeeec",
    warning="#8a5a00",
    warning_tint="#fff8e8",
    note="#1f5a99",
    good="#256b2a",
    good_tint="#edf6ee",
    paper="#ffffff",
    on_paper="#1b2430",
    grade_best=GradeColours("#1f5a99", "#e8f0f9"),
    grade_better=GradeColours("#256b2a", "#e9f4ea"),
    grade_worse=GradeColours("#8a5a00", "#fdf3de"),
    grade_worst=GradeColours("#b3261e", "#fdecea"),
    grade_neutral=GradeColours("#5b6776", "#f1f3f5"),
)

DARK = Colours(
    background="#16191d",
    panel="#1e2329",
    field="#191d22",
    hover="#282f37",
    pressed="#323a44",
    line="#323a44",
    groove="#323a44",
    edge="#6f7c8c",
    focus="#7fb3ea",
    text="#e7ebf0",
    soft_text="#a2adba",
    placeholder="#a2adba",
    disabled="#6c7785",
    accent="#7fb3ea",
    accent_hover="#97c2f0",
    accent_pressed="#b0d1f5",
    on_accent="#10161d",
    accent_tint="#22364c",
    row="#22364c",
    on_row="#e7ebf0",
    selection="#2f5784",
    on_selection="#ffffff",
    carried_tint="#2c2718",
    carried_bar="#e0b04f",
    carried_words="#e0b04f",
    stale="#483c20",
    match="#483e14",
    match_now="#7a5f00",
    on_match_now="#ffffff",
    error="#f1938b",
    error_tint="#3a2322",
    warning="#e0b04f",
    warning_tint="#2c2718",
    note="#7fb3ea",
    good="#7fc98a",
    good_tint="#1f3024",
    paper="#ffffff",
    on_paper="#1b2430",
    grade_best=GradeColours("#7fb3ea", "#22364c"),
    grade_better=GradeColours("#7fc98a", "#203326"),
    grade_worse=GradeColours("#e0b04f", "#362d19"),
    grade_worst=GradeColours("#f1938b", "#3d2524"),
    grade_neutral=GradeColours("#a2adba", "#282f37"),
)


# The roles that high contrast does not tell apart.
_HIGH_CONTRAST_GROUNDS = (
    "background",
    "panel",
    "field",
    "hover",
    "pressed",
    "groove",
    "accent_tint",
    "carried_tint",
    "stale",
    "match",
    "error_tint",
    "warning_tint",
    "good_tint",
)
_HIGH_CONTRAST_INKS = (
    "line",
    "edge",
    "text",
    "soft_text",
    "placeholder",
    "carried_bar",
    "carried_words",
    "error",
    "warning",
    "note",
    "good",
)
_HIGH_CONTRAST_ACCENTS = ("focus", "accent", "accent_hover", "accent_pressed")


def high_contrast(
    *, ground: str, text: str, highlight: str, on_highlight: str, link: str, grey: str
) -> Colours:
    """Colours made of the six that a system with high contrast names: no tints, no hue with a meaning.

    Grades, findings and carried text are told apart by their words, glyphs and bars.
    """
    grade = GradeColours(text, ground)
    return Colours(
        **dict.fromkeys(_HIGH_CONTRAST_GROUNDS, ground),
        **dict.fromkeys(_HIGH_CONTRAST_INKS, text),
        **dict.fromkeys(_HIGH_CONTRAST_ACCENTS, link),
        on_accent=ground,
        disabled=grey,
        row=highlight,
        on_row=on_highlight,
        selection=highlight,
        on_selection=on_highlight,
        match_now=highlight,
        on_match_now=on_highlight,
        paper="#ffffff",
        on_paper="#000000",
        grade_best=grade,
        grade_better=grade,
        grade_worse=grade,
        grade_worst=grade,
        grade_neutral=grade,
    )


#: For who chooses high contrast on a system that does not have it switched on.
HIGH_CONTRAST_LIGHT = high_contrast(
    ground="#ffffff",
    text="#000000",
    highlight="#00317a",
    on_highlight="#ffffff",
    link="#00309c",
    grey="#5c5c5c",
)
HIGH_CONTRAST_DARK = high_contrast(
    ground="#000000",
    text="#ffffff",
    highlight="#1aebff",
    on_highlight="#000000",
    link="#ffff00",
    grey="#9c9c9c",
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 for black to 1 for white (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
