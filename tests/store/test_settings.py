"""The user's settings: declared once, strict, and forgiving."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.store import settings
from drafter.store.settings import (
    FONT_SCALE,
    SAVE_BY_ITSELF,
    SAVE_EVERY,
    SETTINGS,
    SPELLING,
    THEME,
    USER_NAME,
    Settings,
    settings_file,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration folder; it is not there yet."""
    folder = tmp_path / "config" / "drafter"
    monkeypatch.setenv("DRAFTER_CONFIG", str(folder))
    return folder


def write(content: str | bytes) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(content if isinstance(content, bytes) else content.encode())


def test_each_setting_is_whole_and_fits_its_own_rules() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)
    for one in SETTINGS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.key)
        assert one.label
        assert one.help.endswith(".")
        assert one.check(one.default) == one.default
        assert one.allowed()


def test_every_setting_of_the_module_is_listed() -> None:
    declared = [one for one in vars(settings).values() if isinstance(one, settings.Setting)]

    assert declared == list(SETTINGS)


def test_without_a_file_everything_is_as_at_first() -> None:
    found = Settings.load()

    assert found[THEME] == "system"
    assert found[FONT_SCALE] == 100
    assert found[SAVE_BY_ITSELF] is False
    assert found[USER_NAME] == ""
    assert found.problems == ()
    assert not settings_file().exists()


def test_what_is_set_and_saved_is_there_again() -> None:
    changed = Settings.load().having(THEME, "dark").having(SAVE_EVERY, 5).having(USER_NAME, "Ann Lee")
    changed.save()

    found = Settings.load()
    assert (found[THEME], found[SAVE_EVERY], found[USER_NAME]) == ("dark", 5, "Ann Lee")
    assert json.loads(settings_file().read_text()) == {
        "theme": "dark",
        "save-every": 5,
        "user-name": "Ann Lee",
    }


def test_setting_what_is_set_makes_no_other_settings() -> None:
    dark = Settings().having(THEME, "dark")

    assert dark.having(THEME, "dark") is dark
    assert Settings()[THEME] == "system"


def test_choosing_the_default_is_a_choice() -> None:
    Settings().having(SPELLING, True).save()

    assert json.loads(settings_file().read_text()) == {"spelling": True}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "sepia"),
        ("theme", 3),
        ("font-scale", 49),
        ("font-scale", 301),
        ("font-scale", 100.0),
        ("font-scale", True),
        ("spelling", 1),
        ("spelling", "yes"),
        ("spelling", None),
        ("user-name", "x" * 81),
        ("user-name", "Ann\nLee"),
        ("user-name", " Ann"),
        ("user-name", "\ud800"),
        ("save-every", [10]),
    ],
)
def test_a_value_that_does_not_fit_gives_the_default_and_a_sentence(key: str, value: object) -> None:
    write(json.dumps({key: value, "save-by-itself": True}))
    setting = next(one for one in SETTINGS if one.key == key)

    found = Settings.load()

    assert found[setting] == setting.default
    assert found[SAVE_BY_ITSELF] is True
    (problem,) = found.problems
    assert setting.label in problem
    assert setting.allowed() in problem
    problem.encode()  # it can be shown
    with pytest.raises(DrafterError):
        setting.check(value)


def test_what_is_not_understood_stays_until_it_is_set_anew() -> None:
    write(json.dumps({"theme": "sepia", "of-a-newer-drafter": {"a": [1]}}))

    Settings.load().having(FONT_SCALE, 120).save()
    kept = json.loads(settings_file().read_text())
    Settings.load().having(THEME, "light").save()

    assert kept == {"theme": "sepia", "of-a-newer-drafter": {"a": [1]}, "font-scale": 120}
    assert json.loads(settings_file().read_text()) == {**kept, "theme": "light"}
    assert Settings.load().problems == ()


def test_two_drafters_do_not_undo_what_the_other_set() -> None:
    one, other = Settings.load(), Settings.load()

    one.having(THEME, "dark").save()
    after = other.having(FONT_SCALE, 150).save()

    assert (after[THEME], after[FONT_SCALE]) == ("dark", 150)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        b"\xff\xfe",
        '{"theme": "dark", "theme": "light"}',
        '{"theme": NaN}',
        " " * 1_000_001,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_damaged_file_is_no_error_and_is_put_aside_once_something_is_saved(content: str | bytes) -> None:
    write(content)
    before = settings_file().read_bytes()

    found = Settings.load()

    assert found[THEME] == "system"
    (problem,) = found.problems
    assert str(settings_file()) in problem
    assert settings_file().read_bytes() == before
    found.having(THEME, "dark").save()
    assert settings_file().with_suffix(".json.damaged").read_bytes() == before
    assert Settings.load()[THEME] == "dark"


def test_a_folder_in_the_place_of_the_file_is_no_error() -> None:
    settings_file().mkdir(parents=True)

    assert len(Settings.load().problems) == 1
    assert Settings.load().having(THEME, "dark").save()[THEME] == "dark"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_is_private() -> None:
    Settings().having(USER_NAME, "Ann Lee").save()

    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_a_sentence(config: Path) -> None:
    config.parent.parent.mkdir(parents=True, exist_ok=True)
    config.parent.write_text("a file")

    with pytest.raises(DrafterError, match="could not be kept"):
        Settings().having(THEME, "dark").save()


@given(st.dictionaries(st.sampled_from([one.key for one in SETTINGS]) | st.text(), JSON, max_size=5))
def test_whatever_a_file_holds_every_setting_has_a_value_that_fits(content: dict[str, object]) -> None:
    found = Settings(content)

    for one in SETTINGS:
        assert one.check(found[one]) == found[one]
    # as JSON, since 1 is True to Python, and not to a form
    unfit = [
        one.key
        for one in SETTINGS
        if one.key in content and json.dumps(found[one]) != json.dumps(content[one.key])
    ]
    assert len(found.problems) == len(unfit)
