"""A theme that a test may change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drafter.desktop.look.theme import Theme


@pytest.fixture
def theme(the_theme: Theme) -> Iterator[Theme]:
    """The theme, light and at 100 % before the test and after it."""
    the_theme.choose("light")
    the_theme.set_scale(1.0)
    yield the_theme
    the_theme.choose("light")
    the_theme.set_scale(1.0)
