"""Where the shipped frameworks and examples lie, in a checkout and in the installed program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of something shipped, such as `shipped("templates", "blank")`; it need not exist.

    In a checkout `templates/` and `resources/` stand at the top; the wheel carries them inside the
    package, under `_shipped/`.
    """
    inside = _PACKAGE / "_shipped"
    root = inside if inside.is_dir() else _PACKAGE.parents[1]
    return root.joinpath(*parts)
