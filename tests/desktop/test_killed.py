"""A window that is killed while somebody types loses a second at the most, and damages nothing."""

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
    [10, pytest.param(200, marks=[pytest.mark.full, pytest.mark.timeout(1800)])],
)
def test_killed_while_typing_a_window_loses_a_second_at_most(count: int, tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4))
    words = [sys.executable, "-m", "tests.desktop.killing", str(tmp_path), str(count), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == count
    assert [one["problem"] for one in found if one["problem"]] == [], f"seed {seed}"
    assert [one["litter"] for one in found if one["litter"]] == [], f"seed {seed}"
    assert all(one["found"] >= one["due"] for one in found), f"seed {seed}: {found}"
    assert max(one["lost"] for one in found) <= 1.0, f"seed {seed}"
    assert sum(one["typed"] for one in found) > 10 * count
