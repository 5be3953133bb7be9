"""The style sheet of the program: `resources/style.qss` with its names filled in from the tokens.

Names in the file are

- a role of `Colours`: `$text`, `$grade_best_ink`;
- `$p6`: 6 px, grown with the type; `$q6` and `$r6`: the same less a border, less the ring of the focus, so
  that a control keeps its size whichever it wears;
- `$border` and `$ring`: those two widths, which do not grow;
- `$c14`: the radius of a circle of 14 px within a border;
- `$groove_line`: the width of the border of a groove, which only high contrast needs;
- `$hover_line` and `$checked_line`: the edge of what is pointed at and of what is switched on;
- `$row_focus`: the ring of the focus on a chosen row;
- `$image_chevron_down__soft_text`: an icon in the colour of a role.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Template

from drafter.desktop.look import icons, images
from drafter.desktop.look.tokens import BORDER, BORDER_HIGH_CONTRAST, RING, RING_HIGH_CONTRAST, Colours
from drafter.resources import shipped

_IMAGE = re.compile(r"image_(?P<icon>[a-z_]+?)__(?P<role>[a-z_]+)")
_LENGTH = re.compile(r"(?P<kind>[pqrc])(?P<px>\d+)")


@lru_cache(maxsize=1)
def template() -> str:
    """The text of the file, with its names still in it and without its comments."""
    return re.sub(r"/\*.*?\*/", "", shipped("resources", "style.qss").read_text("utf-8"), flags=re.DOTALL)


def style_sheet(colours: Colours, scale: float, *, high_contrast: bool) -> str:
    """The style sheet in these colours at this scale of the type.

    Raises KeyError where the file has a name that stands for nothing.
    """
    border = BORDER_HIGH_CONTRAST if high_contrast else BORDER
    ring = RING_HIGH_CONTRAST if high_contrast else RING
    values = _Values(scale, {"p": 0, "q": border, "r": ring})
    values.update(colours.named())
    values["border"], values["ring"] = str(border), str(ring)
    values["hover_line"] = colours.edge if high_contrast else colours.hover
    values["groove_line"] = str(border - BORDER)
    values["checked_line"] = colours.accent if high_contrast else colours.accent_tint
    values["row_focus"] = colours.on_row if high_contrast else colours.focus
    values.update(_images(colours))
    return Template(template()).substitute(values)


class _Values(dict[str, str]):
    """What the names stand for; lengths are worked out as they are asked for."""

    def __init__(self, scale: float, less: dict[str, int]) -> None:
        super().__init__()
        self._scale = scale
        self._less = less

    def __missing__(self, name: str) -> str:
        found = _LENGTH.fullmatch(name)
        if found is None:
            raise KeyError(name)
        grown = round(int(found["px"]) * self._scale)
        if found["kind"] == "c":  # more than half is too much for Qt, which then draws a square
            return f"{grown // 2 + self._less['q']}px"
        return f"{max(0, grown - self._less[found['kind']])}px"


def _images(colours: Colours) -> dict[str, str]:
    asked = {found[0]: found for found in _IMAGE.finditer(template())}
    files = {
        f"{name}.svg": icons.coloured(found["icon"].replace("_", "-"), colours.of_role(found["role"]))
        for name, found in asked.items()
    }
    folder = images.register(files)
    return {name: f"url({folder}/{name}.svg)" for name in asked}
