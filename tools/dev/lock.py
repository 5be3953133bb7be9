"""Making requirements/*.txt, the exact packages with their digests, from requirements/*.in."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.dev.environment import OLDEST, Environment
from tools.dev.process import ROOT, StopError, run_quietly, say

# The files are the same whoever makes them: for every system, with no trace of this one's settings.
_COMPILE = [
    "pip",
    "compile",
    "--universal",
    "--python-version",
    ".".join(str(number) for number in OLDEST),
    "--generate-hashes",
    "--only-binary",
    ":all:",
    "--no-config",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command",
    "python3 dev.py lock",
]


def lock(main: Environment, *, upgrade: bool) -> None:
    """Write requirements/run.txt and dev.txt anew; pins that still fit stay unless `upgrade`.

    Raises StopError when uv is missing or finds no packages that go together.
    """
    uv = _find_uv(main)
    for name in ("run", "dev"):
        source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
        extra = ["--upgrade"] if upgrade else []
        run_quietly([uv, *_COMPILE, *extra, source, "-o", target], doing=f"makes {target}")
        if "://" in (ROOT / target).read_text("utf-8"):
            raise StopError(
                f"{target} names an address, which would bind everybody to this machine. Look for "
                "settings of uv in the environment (env | grep UV_), unset them and type again: "
                "python3 dev.py lock"
            )
        say(f"Made {target} from {source}.")


def _find_uv(main: Environment) -> Path:
    own = main.program("uv")
    if own.exists():
        return own
    elsewhere = shutil.which("uv")
    if elsewhere is None:
        raise StopError(
            "uv, which finds the packages that go together, is not here. Type this line, then give "
            f"the same command again: {main.python.relative_to(ROOT)} -m pip install uv"
        )
    return Path(elsewhere)
