"""Whatever is composed is recognised again: the property that the whole design hangs on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.recognise import recognise
from drafter.report.ids import seeded_ids
from drafter.resources import shipped
from drafter.services import frameworks
from tests.strategies import contents

KEYS = sorted(path.parent.name for path in shipped("templates").glob("*/framework.toml"))


@pytest.mark.parametrize("key", KEYS)
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_composed_is_recognised_again(key: str, data: st.DataObject) -> None:
    framework = frameworks.by_key(key)
    content = data.draw(contents(framework))
    document = compose(content, framework, draft=True)

    found = recognise(document, framework, ids=seeded_ids(7), source="itself")

    assert found.report.content == content
    assert found.report.desk.tray == ()
