from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from drafter.desktop.look import icons, paint
from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.look.tokens import contrast
from drafter.framework.model import Grade, GradeRole

BOX = QRect(4, 4, 172, 36)
GOOD = Grade(key="good", word="good", role=GradeRole.BETTER)


def painted(theme: Theme, how: Callable[[QPainter], None]) -> QImage:
    """What a helper paints on a panel; the painter must come back as it went."""
    image = QImage(180, 44, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    pen, font, hints = painter.pen(), painter.font(), painter.renderHints()
    how(painter)
    assert (painter.pen(), painter.font(), painter.renderHints()) == (pen, font, hints)
    painter.end()
    return image


def colours_of(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


HELPERS: dict[str, Callable[[QPainter, Theme], None]] = {
    "chip": lambda painter, theme: paint.grade_chip(painter, BOX, theme, GOOD),
    "ring": lambda painter, theme: paint.focus_ring(painter, BOX, theme),
    "words": lambda painter, theme: paint.words(painter, BOX, "Halton", theme.colours.text, theme.font()),
    "progress": lambda painter, theme: paint.progress_line(painter, BOX, theme, 0.5),
    "keycap": lambda painter, theme: paint.keycap(painter, BOX, theme, "4"),
    "carried": lambda painter, theme: paint.carried_bar(painter, BOX, theme),
    "option": lambda painter, theme: paint.grade_option(painter, BOX, theme, GOOD, key="3"),
    "chosen": lambda painter, theme: paint.grade_option(painter, BOX, theme, GOOD, key="3", chosen=True),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("helper", HELPERS)
def test_a_helper_paints_inside_its_box_and_tidies_up(theme: Theme, name: str, helper: str) -> None:
    theme.choose(name)
    image = painted(theme, lambda painter: HELPERS[helper](painter, theme))
    ground = theme.colours.panel
    assert colours_of(image) > {ground}
    assert colours_of(image.copy(0, 0, image.width(), BOX.top())) == {ground}
    assert colours_of(image.copy(0, 0, BOX.left(), image.height())) == {ground}
    assert colours_of(image.copy(BOX.right() + 1, 0, 3, image.height())) == {ground}


@pytest.mark.parametrize("glyph", paint.Glyph)
def test_each_glyph_is_an_icon_of_its_own(theme: Theme, glyph: paint.Glyph) -> None:
    assert glyph.value in icons.names()
    image = painted(theme, lambda painter: paint.state_glyph(painter, BOX, theme, glyph))
    assert len(colours_of(image)) > 2


def test_a_grade_is_told_apart_chosen_hovered_and_focused(theme: Theme) -> None:
    def option(*, chosen: bool = False, hovered: bool = False, focused: bool = False) -> bytes:
        image = painted(
            theme,
            lambda painter: paint.grade_option(
                painter, BOX, theme, GOOD, chosen=chosen, hovered=hovered, focused=focused
            ),
        )
        return bytes(image.constBits())

    looks = {
        option(),
        option(hovered=True),
        option(focused=True),
        option(chosen=True),
        option(chosen=True, focused=True),
    }
    assert len(looks) == 5


def test_a_progress_line_is_as_long_as_its_share(theme: Theme) -> None:
    def filled(share: float) -> int:
        image = painted(theme, lambda painter: paint.progress_line(painter, BOX, theme, share))
        row = BOX.center().y()
        return sum(image.pixelColor(x, row).name() == theme.colours.accent for x in range(image.width()))

    assert filled(0) == 0
    assert filled(0.5) == pytest.approx(BOX.width() / 2, abs=3)
    assert filled(1) == filled(7) == pytest.approx(BOX.width(), abs=3)


def test_sizes_grow_with_the_type(theme: Theme) -> None:
    small = paint.chip_size("Good", theme), paint.keycap_size("4", theme)
    theme.set_scale(2.0)
    large = paint.chip_size("Good", theme), paint.keycap_size("4", theme)
    assert all(after.width() > 1.5 * before.width() for before, after in zip(small, large, strict=True))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", ["panel", "row"])
def test_the_ring_of_the_focus_is_seen_on_a_chosen_row_too(theme: Theme, name: str, ground: str) -> None:
    theme.choose(name)
    under = theme.colours.of_role(ground)

    def ring(painter: QPainter) -> None:
        painter.fillRect(BOX, theme.colour(ground))
        paint.focus_ring(painter, BOX, theme)

    image = painted(theme, ring)
    across = {image.pixelColor(x, BOX.center().y()).name() for x in range(BOX.left(), BOX.left() + 8)}
    assert max(contrast(found, under) for found in across) >= 3
