from __future__ import annotations

import itertools
import re

import pytest

from drafter.desktop.look.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    Colours,
    contrast,
    high_contrast,
)
from drafter.framework.model import GradeRole

THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "high-contrast-light": HIGH_CONTRAST_LIGHT,
    "high-contrast-dark": HIGH_CONTRAST_DARK,
}
every_theme = pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)

PLAIN = ("background", "panel", "field")
USED = (*PLAIN, "hover", "accent_tint", "carried_tint", "warning_tint", "error_tint", "good_tint")
INKS = ("text", "soft_text", "accent", "error", "warning", "note", "good", "carried_words")
TEXT_ON = [
    *itertools.product(INKS, USED),
    *itertools.product(("text", "placeholder"), PLAIN),
    *((ink, "pressed") for ink in ("text", "soft_text", "accent")),
    *((ink, ground) for ink in ("text",) for ground in ("stale", "match")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_row", "row"),
    ("on_selection", "selection"),
    ("on_match_now", "match_now"),
    ("on_paper", "paper"),
    *((f"grade_{role}_ink", f"grade_{role}_tint") for role in GradeRole),
    *((f"grade_{role}_ink", ground) for role in GradeRole for ground in USED[:5]),
]
SEEN_ON = [
    *itertools.product(("edge", "focus", "accent"), (*PLAIN, "hover", "carried_tint", "accent_tint")),
    *itertools.product(("carried_bar",), (*PLAIN, "carried_tint")),
    *itertools.product(("disabled",), ("panel", "field")),
    ("accent", "groove"),
    *((f"grade_{role}_ink", ground) for role in GradeRole for ground in PLAIN),
]


def too_faint(colours: Colours, pairs: list[tuple[str, str]], least: float) -> list[str]:
    measured = (
        (ink, ground, contrast(colours.of_role(ink), colours.of_role(ground))) for ink, ground in pairs
    )
    return [f"{ink} on {ground}: {found:.2f}" for ink, ground, found in measured if found < least]


@every_theme
def test_text_can_be_read_on_every_ground_that_it_stands_on(colours: Colours) -> None:
    assert too_faint(colours, TEXT_ON, 4.5) == []


@every_theme
def test_edges_focus_and_bars_can_be_seen(colours: Colours) -> None:
    # what is chosen has the accent for its edge, so the usual one need not be seen on its tint
    pairs = [(ink, ground) for ink, ground in SEEN_ON if (ink, ground) != ("edge", "accent_tint")]
    assert too_faint(colours, pairs, 3.0) == []


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_a_pair_that_is_too_faint_is_found() -> None:
    assert too_faint(LIGHT, [("line", "panel")], 3.0) == ["line on panel: 1.27"]


@every_theme
def test_every_role_is_a_colour_of_six_digits(colours: Colours) -> None:
    named = dict(colours.named())
    assert len(named) > 40
    assert [role for role, colour in named.items() if not re.fullmatch("#[0-9a-f]{6}", colour)] == []


@every_theme
def test_each_role_of_a_grade_has_its_colours(colours: Colours) -> None:
    for role in GradeRole:
        assert colours.grade(role).ink == colours.of_role(f"grade_{role}_ink")
        assert colours.grade(role).tint == colours.of_role(f"grade_{role}_tint")


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_grades_differ(colours: Colours) -> None:
    assert len({colours.grade(role) for role in GradeRole}) == len(GradeRole)


@pytest.mark.parametrize("colours", [HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK])
def test_high_contrast_has_no_tints(colours: Colours) -> None:
    grounds = {colour for role, colour in colours.named() if role.endswith("_tint")}
    grounds |= {colours.of_role(role) for role in ("background", "panel", "field", "hover", "stale", "match")}
    assert grounds == {colours.panel}


def test_high_contrast_uses_the_colours_of_the_system_and_no_other() -> None:
    system = ("#010101", "#fefefe", "#0a0a0a", "#f0f0f0", "#00ff00", "#808080")
    ground, text, highlight, on_highlight, link, grey = system
    made = high_contrast(
        ground=ground, text=text, highlight=highlight, on_highlight=on_highlight, link=link, grey=grey
    )
    assert {colour for role, colour in made.named() if "paper" not in role} == set(system)


def test_an_unknown_role_is_told() -> None:
    with pytest.raises(KeyError):
        LIGHT.of_role("mauve")
