"""Every check that a change must pass, the same on a laptop and in CI."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.dev.environment import Environment, other_environments
from tools.dev.process import ROOT, StopError, alone, run, run_quietly, say, warn


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name; `start` runs it and returns its exit code."""

    name: str
    start: Callable[[], int]


def run_all(main: Environment, *, full: bool) -> int:
    """Run every check, the rest even when one fails, and return the exit code for all of them.

    pytest comes last, so that the output ends with its own closing line; what failed before it is
    named before it starts.
    """
    others, missing = other_environments() if full else ([], [])
    failed = [check.name for check in _before_pytest(main, others) if not _passes(check)]
    for number in missing:
        say(f"Python {number} was not found here: the tests did not run with it.")
    if failed:
        say(f"FAILED before pytest: {', '.join(failed)}. See above; the exit code will say so too.")
    else:
        say("Every check before pytest passed.")
    say("== pytest")
    code = run_pytest(main, full=full)
    return code or int(bool(failed))


def run_pytest(environment: Environment, arguments: Sequence[str] = (), *, full: bool = False) -> int:
    """Run pytest with `arguments`, or the whole of it on all processors when there are none."""
    words = [*(arguments or ["-n", "auto"]), *(["--run-full", "--timeout=3000"] if full else [])]
    return run([environment.python, "-m", "pytest", *words])


def _before_pytest(main: Environment, others: Sequence[Environment]) -> list[Check]:
    python = main.python
    checks = [
        Check("ruff check", partial(run, [main.program("ruff"), "check"])),
        Check("ruff format --check", partial(run, [main.program("ruff"), "format", "--check"])),
        Check("mypy", partial(run, [python, "-m", "mypy", *_python_code()])),
        Check("lint-imports", partial(run, [main.program("lint-imports"), "--no-logo"])),
        Check("pytest -m smoke, on the built wheel", partial(_run_on_wheel, main)),
    ]
    for other in others:
        number = ".".join(other.base.version.split(".")[:2])
        checks.append(Check(f"pytest with Python {number}", partial(_run_on, other)))
    return checks


def _passes(check: Check) -> bool:
    say(f"== {check.name}")
    start = time.monotonic()
    try:
        code = check.start()
    except StopError as error:
        warn(str(error))
        code = 1
    say(f"{'failed' if code else 'passed'} after {time.monotonic() - start:.1f} s\n")
    return code == 0


def _python_code() -> list[str]:
    # mypy refuses a folder without Python files.
    folders = ("src", "tests", "tools", "bench")
    return ["dev.py", *(name for name in folders if any((ROOT / name).rglob("*.py")))]


def _run_on(other: Environment) -> int:
    other.ensure()
    return run_pytest(other)  # the long forms once, on the main one, are enough


def _run_on_wheel(main: Environment) -> int:
    with alone():
        installed = _install_wheel(main, _build_wheel(main))
        return run_pytest(installed, ["-m", "smoke", "--on-wheel"])


def _build_wheel(main: Environment) -> Path:
    """Build the wheel with what the environment holds; nothing is fetched."""
    folder = ROOT / "build" / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    run_quietly(
        [main.python, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        doing="builds the wheel",
    )
    return next(folder.glob("*.whl"))


def _install_wheel(main: Environment, wheel: Path) -> Environment:
    """Install `wheel` alone in an environment of its own and lend it the other packages of `main`.

    The path file comes after the wheel, since pip would otherwise find the Drafter of `main`.
    Python does not read path files in a folder that a path file names, so that the checkout, which
    `main` knows by such a file, stays out of reach: what the tests import can only be the wheel.
    """
    environment = Environment(folder=ROOT / ".venv-wheel", base=main.base)
    environment.make_empty(with_pip=False)
    main.install(["--no-deps", "--no-index", str(wheel)], doing="installs the wheel", into=environment)
    path_file = environment.site_packages / "lent.pth"
    path_file.write_text(f"{main.site_packages}\n", "utf-8")
    return environment
