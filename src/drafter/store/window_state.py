"""What each kind of window looked like: opaque to all but the window itself, and kept apart from settings.

One small file for each kind, in the user's state folder. Losing it costs nobody more than a size and a
place, so nothing here is ever an error.
"""

from __future__ import annotations

import base64
import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from drafter.errors import DrafterError
from drafter.store.files import atomic_write, sweep
from drafter.store.state import PRIVATE_FILE, make_private, state_folder
from drafter.strict import Reader, read_json

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

LARGEST = 256_000
"""In bytes, for each kind of window. What is larger is not kept."""
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """`blobs` are bytes as the toolkit gave them (`geometry`, `docks`), `values` what JSON can say."""

    blobs: Mapping[str, bytes] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)


def load(kind: str) -> WindowState:
    """What was kept for this kind of window; nothing in it where there is none, or none that can be read."""
    file = _file(kind)
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return WindowState()
        found = Reader(read_json(file.read_bytes().decode()))
        blobs = found.table("blobs", lambda one: base64.b64decode(one.text(), validate=True))
        values = found.at("values").value
    except (OSError, ValueError, RecursionError, DrafterError):
        return WindowState()
    return WindowState(blobs=blobs, values=dict(values) if isinstance(values, dict) else {})


def save(kind: str, state: WindowState) -> bool:
    """Keep it. False where that was not possible: too large, no JSON, or a disk that cannot be written."""
    file = _file(kind)
    told = {
        "blobs": {name: base64.b64encode(blob).decode() for name, blob in state.blobs.items()},
        "values": dict(state.values),
    }
    try:
        data = json.dumps(told, allow_nan=False).encode()
        if len(data) > LARGEST:
            return False
        make_private(file.parent)
        sweep(file.parent)
        atomic_write(file, data, mode=PRIVATE_FILE)
    except (OSError, ValueError, TypeError, RecursionError, DrafterError):
        return False
    return True


def forget(kind: str) -> None:
    """Begin afresh with this kind of window."""
    with contextlib.suppress(OSError):
        _file(kind).unlink()


def _file(kind: str) -> Path:
    """The kind's file. A kind that is no plain name is a fault of the caller (ValueError)."""
    if _KIND.fullmatch(kind) is None:
        raise ValueError(kind)
    return state_folder() / "windows" / f"{kind}.json"
