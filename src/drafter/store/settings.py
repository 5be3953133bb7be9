"""The user's settings: declared once, in `SETTINGS`, from which form, documentation and file follow.

The file is strict JSON in the user's configuration folder. A value that does not fit gives the default and a
sentence, and stays in the file until the user sets it anew; so does a key that this Drafter does not know,
since a newer one may.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import platformdirs

from drafter.errors import DrafterError
from drafter.report.richtext import clean
from drafter.store.files import atomic_write, sweep
from drafter.store.state import PRIVATE_FILE
from drafter.strict import Reader, read_json, shorten

T = TypeVar("T", str, int, bool)

_LARGEST = 1_000_000
_NO_CHOICES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[T]):
    """One setting; its type is that of its default.

    `choices` are the texts that it may be, each with its label; none where any text will do. `bounds` are the
    least and the most: of a number itself, of a text its length. `unit` stands behind a number in a form.
    """

    key: str
    default: T
    label: str
    help: str
    choices: Mapping[str, str] = field(default_factory=lambda: _NO_CHOICES)
    bounds: tuple[int, int] | None = None
    unit: str = ""

    @property
    def type(self) -> type[T]:
        return type(self.default)

    def check(self, value: object) -> T:
        """`value` as this setting has it. Raises DrafterError with what it may be."""
        if not _fits(self, value):
            told = json.dumps(value, ensure_ascii=False, default=str).encode(errors="replace").decode()
            raise DrafterError(
                f"the setting “{self.label}” cannot be {shorten(told)}",
                where=self.key,
                hint=f"It may be {self.allowed()}.",
            )
        assert isinstance(value, type(self.default))
        return value

    def allowed(self) -> str:
        """What it may be, in words: `system, light, dark or high-contrast`, `a whole number from 1 to 60`."""
        if self.choices:
            *first, last = self.choices
            return f"{', '.join(first)} or {last}"
        if isinstance(self.default, bool):
            return "true or false"
        least, most = self.bounds or (0, 0)
        if isinstance(self.default, int):
            return f"a whole number from {least} to {most}"
        return f"one line of at most {most} characters"


def _fits(setting: Setting[Any], value: Any) -> bool:
    if type(value) is not setting.type:  # `True` is a number to Python, and not to a form
        return False
    if setting.choices:
        return value in setting.choices
    if setting.bounds is None:
        return True
    least, most = setting.bounds
    if isinstance(value, str):
        return least <= len(value) <= most and value == clean(value).strip() and "\n" not in value
    return bool(least <= value <= most)


THEME = Setting(
    key="theme",
    default="system",
    label="Appearance",
    help="Light or dark as the system has it, or always the same.",
    choices=MappingProxyType(
        {
            "system": "As the system",
            "light": "Light",
            "dark": "Dark",
            "high-contrast": "High contrast",
        }
    ),
)
FONT_SCALE = Setting(
    key="font-scale",
    default=100,
    label="Size of text",
    help="The size of all text in the window. The printed report stays as it is.",
    bounds=(50, 300),
    unit="%",
)
SAVE_BY_ITSELF = Setting(
    key="save-by-itself",
    default=False,
    label="Save the report by itself",
    help="Without this, the report's file changes only when you save. What you write is on this machine's "
    "disk within a second either way.",
)
SAVE_EVERY = Setting(
    key="save-every",
    default=10,
    label="Save every",
    help="How often the report is saved by itself, where that is switched on.",
    bounds=(1, 60),
    unit="minutes",
)
SPELLING = Setting(
    key="spelling",
    default=True,
    label="Check spelling",
    help="Words that no dictionary knows are underlined while you write.",
)
SMART_QUOTES = Setting(
    key="smart-quotes",
    default=True,
    label="Curly quotation marks and dashes",
    help='Straight quotation marks become “curly” ones while you type, and " - " becomes a dash.',
)
USER_NAME = Setting(
    key="user-name",
    default="",
    label="Your name",
    help="Shown to colleagues who open a report that you have open. Left empty, it is the name by which the "
    "system knows you.",
    bounds=(0, 80),
)
PAGE_PREVIEW = Setting(
    key="page-preview",
    default=True,
    label="Show pages",
    help="The finished pages stand beside the form and follow what you write.",
)

SETTINGS: tuple[Setting[Any], ...] = (
    THEME,
    FONT_SCALE,
    SAVE_BY_ITSELF,
    SAVE_EVERY,
    SPELLING,
    SMART_QUOTES,
    USER_NAME,
    PAGE_PREVIEW,
)
"""All of them, in the order in which a form shows them."""


def config_folder() -> Path:
    """Where settings are; it need not exist. The environment variable DRAFTER_CONFIG names another place."""
    named = os.environ.get("DRAFTER_CONFIG")
    return Path(named).absolute() if named else platformdirs.user_config_path("drafter", appauthor=False)


def settings_file() -> Path:
    """The file of the settings."""
    return config_folder() / "settings.json"


class Settings:
    """The settings as they are. It never changes: `having` makes another.

    `problems` are sentences about what in the file did not fit; the defaults stand in for it.
    """

    def __init__(self, found: Mapping[str, Any] | None = None, problems: tuple[str, ...] = ()) -> None:
        """`found` is what a file holds, whatever it is."""
        self._found: Mapping[str, Any] = found or {}
        self._set: Mapping[str, str | int | bool] = {}
        self._values: dict[str, str | int | bool] = {}
        told = list(problems)
        for setting in SETTINGS:
            try:
                if setting.key in self._found:
                    self._values[setting.key] = setting.check(self._found[setting.key])
            except DrafterError as error:
                told.append(f"{error} Until you change it, it is {_in_words(setting)}.")
        self.problems = tuple(told)

    def __getitem__(self, setting: Setting[T]) -> T:
        """Its value: what the user set, or the default."""
        value = self._values.get(setting.key, setting.default)
        assert isinstance(value, type(setting.default))
        return value

    def having(self, setting: Setting[T], value: T) -> Settings:
        """The settings with this one set; the same object where it is so. Raises DrafterError."""
        checked: str | int | bool = setting.check(value)
        if setting.key in self._values and self._values[setting.key] == checked:
            return self
        new = Settings({**self._found, setting.key: checked})
        new._set = {**self._set, setting.key: checked}
        return new

    def save(self) -> Settings:
        """Write what was set here into the file; what another Drafter set there meanwhile stays.

        A file that cannot be read is put aside, as `settings.json.damaged`. Returns the settings as they are
        then. Raises DrafterError where the folder cannot be written.
        """
        there, damaged = _read(settings_file())
        merged = {**there, **self._set}
        try:
            settings_file().parent.mkdir(parents=True, exist_ok=True)
            if damaged:
                settings_file().replace(settings_file().with_suffix(".json.damaged"))
        except OSError as error:
            raise DrafterError(
                f"the settings could not be kept ({error.strerror or error})",
                where=str(settings_file()),
                hint="Check that this folder can be written, or name another in DRAFTER_CONFIG.",
            ) from error
        sweep(settings_file().parent)
        data = json.dumps(merged, ensure_ascii=True, indent=2).encode() + b"\n"
        atomic_write(settings_file(), data, mode=PRIVATE_FILE)
        return Settings(merged)

    @classmethod
    def load(cls) -> Settings:
        """The settings in the file; the defaults where there is none. It never raises."""
        found, damaged = _read(settings_file())
        return cls(found, (damaged,) if damaged else ())


def _in_words(setting: Setting[Any]) -> str:
    value = setting.default
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value or "empty")


def _read(file: Path) -> tuple[dict[str, Any], str]:
    """What the file holds, and what is wrong with it as a whole; both empty where there is no file."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise DrafterError("this file is larger than 1 MB")
        value: Any = read_json(data.decode())
        reader = Reader(value)
        return {name: value[name] for name in reader.names()}, ""
    except FileNotFoundError:
        return {}, ""
    except (DrafterError, ValueError, RecursionError) as error:
        reason = error.problem if isinstance(error, DrafterError) else "it is no text in UTF-8"
    except OSError as error:
        reason = error.strerror or str(error)
    return {}, f"The settings in {file} could not be read ({reason}), so all of them are as at first."
