"""Facts and derived values cannot take the names that wordings have for other things."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError
from drafter.framework.files import read_folder
from drafter.framework.load import load_framework
from drafter.framework.slots import SLOT_NAMES
from drafter.resources import shipped


@pytest.mark.parametrize("name", sorted(SLOT_NAMES))
@pytest.mark.parametrize(
    "table",
    ['[[facts]]\nkey = "{}"\nlabel = "X"\ntype = "text"\n', '[derived]\n{} = "x"\n'],
    ids=["fact", "derived"],
)
def test_a_name_that_means_something_else_is_refused(name: str, table: str) -> None:
    files = dict(read_folder(shipped("templates", "blank")))
    files["framework.toml"] = files["framework.toml"].replace(
        b"[[scales]]", table.format(name).encode() + b"[[scales]]"
    )

    with pytest.raises(DrafterError, match="wordings call something else") as caught:
        load_framework(files, "blank")

    assert "framework.toml" in caught.value.where
