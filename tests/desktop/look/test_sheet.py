from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QColor

from drafter.desktop import look
from drafter.desktop.look import images
from drafter.desktop.look.sheet import style_sheet, template
from drafter.desktop.look.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Colours

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
THEMES = [(LIGHT, False), (DARK, False), (HIGH_CONTRAST_LIGHT, True), (HIGH_CONTRAST_DARK, True)]
every_theme = pytest.mark.parametrize(("colours", "high"), THEMES)


@every_theme
def test_every_colour_comes_from_the_tokens(colours: Colours, high: bool) -> None:
    used = set(HEX.findall(style_sheet(colours, 1.0, high_contrast=high)))
    assert used
    assert used <= {colour for _, colour in colours.named()}


def test_no_colour_is_written_down_in_the_file() -> None:
    named = {name for name in QColor.colorNames() if name != "transparent"}
    words = {
        word
        for value in re.findall(r":\s*([^;{}]+);", template())
        for word in re.findall(r"(?<![$\w{-])[a-z]+(?![\w-])", value)
    }
    assert "solid" in words
    assert words & named == set()
    assert not HEX.search(template())
    assert not re.search(r"\b(rgba?|hsla?)\(", template())


def test_no_colour_is_written_down_outside_the_tokens() -> None:
    files = [file for file in Path(look.__path__[0]).glob("*.py") if file.name != "tokens.py"]
    assert len(files) >= 6
    assert [file.name for file in files if HEX.search(file.read_text("utf-8"))] == []


@every_theme
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_every_name_is_filled_in(colours: Colours, high: bool, scale: float) -> None:
    made = style_sheet(colours, scale, high_contrast=high)
    assert "$" not in made
    assert made.count("{") == made.count("}") > 100


def test_lengths_grow_with_the_type_and_borders_do_not() -> None:
    small, large = (style_sheet(LIGHT, scale, high_contrast=False) for scale in (1.0, 2.0))
    title = re.compile(r'QLabel\[role="title"\] { font-size: (\d+)px')
    assert [found[1] for found in (title.search(small), title.search(large)) if found] == ["22", "44"]
    assert set(re.findall(r"border: (\d+px) solid", large)) == {"0px", "1px", "2px"}


def test_high_contrast_has_wider_borders_and_no_tints() -> None:
    made = style_sheet(HIGH_CONTRAST_LIGHT, 1.0, high_contrast=True)
    assert "border: 1px solid #" not in re.sub(r"Q(ProgressBar|Slider)[^}]*}", "", made)
    grounds = set(re.findall(r"background: (#\w+)", made))
    allowed = {getattr(HIGH_CONTRAST_LIGHT, role) for role in ("panel", "accent", "row", "text", "disabled")}
    assert grounds <= allowed


@every_theme
def test_every_picture_of_the_style_sheet_is_there(qapp: object, colours: Colours, high: bool) -> None:
    addresses = re.findall(r"url\((:[^)]+)\)", style_sheet(colours, 1.0, high_contrast=high))
    assert len(addresses) > 20
    assert [address for address in addresses if not QFile.exists(address)] == []


def test_pictures_are_found_by_their_names_and_keep_their_bytes() -> None:
    files = {f"{name}.svg": name.encode() * 9 for name in ("a", "bb", "check__text", "ü", "zz_top")}
    folder = images.register(files)
    assert images.register(dict(reversed(files.items()))) == folder
    for name, content in files.items():
        file = QFile(f"{folder}/{name}")
        assert file.open(QFile.OpenModeFlag.ReadOnly)
        assert file.readAll().data() == content
    assert not QFile.exists(f"{folder}/other.svg")
