from __future__ import annotations

import pytest
from lxml import etree
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from drafter.desktop.look import icons
from drafter.desktop.look.theme import Theme

SVG = "{http://www.w3.org/2000/svg}"
LINES = [name for name in icons.names() if name != icons.PROGRAM]
WANTED = {
    "alert",
    "bold",
    "check",
    "checks",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-done",
    "circle-empty",
    "circle-half",
    "clock",
    "close",
    "drafter",
    "drag-handle",
    "error",
    "export",
    "eye",
    "find",
    "fit-width",
    "folder",
    "footnote",
    "guidance",
    "info",
    "italic",
    "join",
    "left-out",
    "link",
    "list",
    "list-nested",
    "lock",
    "markdown",
    "minus",
    "move-down",
    "move-up",
    "new",
    "notes",
    "numbered",
    "open",
    "pages",
    "pdf",
    "plus",
    "prior-report",
    "recent",
    "redo",
    "reference",
    "replace",
    "save",
    "save-as",
    "settings",
    "spelling",
    "split",
    "sub-heading",
    "subscript",
    "superscript",
    "table",
    "trash",
    "tray",
    "undo",
    "warning",
    "web",
    "word",
    "zoom-in",
    "zoom-out",
}


def inked(image: QImage) -> set[str]:
    """The colours of the pixels that are painted wholly."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def picture(name: str, role: str = "text", mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icons.icon(name, role).pixmap(QSize(40, 40), 1.0, mode).toImage()


def test_every_icon_is_there() -> None:
    assert set(icons.names()) >= WANTED


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_parses_and_draws_inside_its_box(qapp: object, name: str) -> None:
    renderer = QSvgRenderer(QByteArray(icons.coloured(name, "#1b2430")))
    assert renderer.isValid()
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.draw(painter, image.rect(), name, "#1b2430")
    painter.end()
    assert inked(image)
    edge = [(x, y) for x in range(60) for y in range(60) if {x, y} & {0, 59}]
    assert [place for place in edge if image.pixelColor(*place).alpha()] == []


@pytest.mark.parametrize("name", LINES)
def test_an_icon_is_of_the_family(name: str) -> None:
    root = etree.fromstring(icons.drawing(name).encode())
    shared = {
        "viewBox": "0 0 20 20",
        "width": "20",
        "height": "20",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.5",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    assert {str(name): value for name, value in root.attrib.items()} == shared
    for part in root.iter():
        assert part.tag in {f"{SVG}{tag}" for tag in ("svg", "path", "circle", "rect")}
        if part is not root:
            assert part.get("fill", "currentColor") == "currentColor"
            assert part.get("stroke", "none") == "none"
            assert part.get("stroke-width") is None


def test_an_icon_has_the_colour_of_its_role(theme: Theme) -> None:
    assert inked(picture("circle-half")) == {theme.colours.text}
    assert inked(picture("circle-half", "error")) == {theme.colours.error}
    assert inked(picture("circle-half", mode=QIcon.Mode.Disabled)) == {theme.colours.disabled}


def test_an_icon_that_is_held_follows_the_theme(theme: Theme) -> None:
    held = icons.icon("circle-half")
    theme.choose("dark")
    assert inked(held.pixmap(40, 40).toImage()) == {theme.colours.text}
    assert theme.colours.text != "#1b2430"


def test_an_icon_in_a_chosen_row_turns_with_its_text(theme: Theme) -> None:
    assert inked(picture("circle-half", "error", QIcon.Mode.Selected)) == {theme.colours.error}
    theme.choose("high-contrast")
    assert inked(picture("circle-half", "error", QIcon.Mode.Selected)) == {theme.colours.on_row}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(theme: Theme, ratio: float) -> None:
    drawn = icons.icon("check").pixmap(QSize(20, 20), ratio)
    assert drawn.width() == round(20 * ratio)
    assert drawn.devicePixelRatio() == ratio


def test_the_program_has_an_icon_for_each_size() -> None:
    made = icons.program_icon()
    sides = {size.width() for size in made.availableSizes()}
    assert {16, 32, 256} <= sides
    assert len(inked(made.pixmap(256, 256).toImage())) > 3


def test_a_wrong_name_is_told_where_it_is_asked_for(qapp: object) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")
    with pytest.raises(KeyError):
        icons.icon("undo", "mauve")
