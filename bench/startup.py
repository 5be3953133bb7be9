"""How fast the command answers, and what it brings in to do so. Run `python bench/startup.py`."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 31
GOAL = 0.2
HEAVY = ("PySide6", "docx", "lxml", "jinja2", "rdocx", "pypdfium2", "pikepdf")
"""What neither the package nor the command may import before it is needed."""


def main() -> int:
    """Measure and print; 0 where every goal is met."""
    today = datetime.datetime.now(datetime.UTC).date()
    print(f"{today:%d %B %Y}; Python {platform.python_version()}, {platform.system()}", end=" ")
    print(f"{platform.release()} on {platform.machine()}, {os.cpu_count()} cores\n")
    commands = _commands()
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        _timed(command)  # once without a clock: it may still have to compile
    for _ in range(RUNS):
        for name, command in commands.items():
            seconds[name].append(_timed(command))
    print(f"{f'milliseconds, {RUNS} runs in turns':44}{'median':>8}{'lowest':>8}{'highest':>8}")
    for name, found in seconds.items():
        figures = (statistics.median(found), min(found), max(found))
        print(f"{name:44}{''.join(f'{figure * 1000:8.0f}' for figure in figures)}")
    whole = statistics.median(seconds[next(iter(commands))])
    met = whole < GOAL
    print(f"\n`--version` in {whole:.3f} s: {'met' if met else 'MISSED'} (goal: under {GOAL} s)\n")
    heavy = [name for module in ("drafter", "drafter.cli") for name in _say_imports(module)]
    return 0 if met and not heavy else 1


def _commands() -> dict[str, list[str]]:
    """What is started, by what the table calls it; ours comes first."""
    python = sys.executable
    script = Path(python).with_name("drafter.exe" if sys.platform == "win32" else "drafter")
    if script.is_file():
        ours = {"drafter --version": [str(script), "--version"]}
    else:
        ours = {"python -m drafter --version": [python, "-m", "drafter", "--version"]}
    return {
        **ours,
        "python -c 'import drafter.cli'": [python, "-c", "import drafter.cli"],
        "python -c 'import click'": [python, "-c", "import click"],
        "python -c pass": [python, "-c", "pass"],
    }


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _say_imports(module: str) -> list[str]:
    """Print what `import module` brings in; returns what of it is heavy."""
    asking = f"import sys; before = set(sys.modules); import {module}; print(*set(sys.modules) - before)"
    answer = subprocess.run(
        [sys.executable, "-c", asking], check=True, capture_output=True, text=True
    ).stdout.split()
    packages = {name.partition(".")[0] for name in answer}
    heavy = [name for name in HEAVY if name in packages]
    others = sorted(packages - set(sys.stdlib_module_names) - {"drafter"})
    print(f"import {module}: {len(answer)} modules, from outside Python: {', '.join(others) or 'none'};")
    print(f"  of {', '.join(HEAVY)}: {'MISSED: ' + ', '.join(heavy) if heavy else 'none'}")
    return heavy


if __name__ == "__main__":
    sys.exit(main())
