"""A process that is killed while it writes damages nothing, and loses a second at the most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.parametrize(
    "count",
    [50, pytest.param(1000, marks=[pytest.mark.full, pytest.mark.timeout(900)])],
)
def test_killed_at_any_instant_nothing_is_damaged_and_a_second_is_lost_at_most(
    count: int, tmp_path: Path
) -> None:
    seed = int.from_bytes(os.urandom(4))
    words = [sys.executable, "-m", "tests.store.killing", str(tmp_path), str(count), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == count
    assert [one["problem"] for one in found if "problem" in one] == [], f"seed {seed}"
    assert max(one["lost"] for one in found) <= 1.0, f"seed {seed}"
    assert sum(one["edits"] for one in found) > 20 * count
