"""What dev.py can be told to do."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.dev import checks, debian, example, lock, package
from tools.dev.environment import Environment, main_environment
from tools.dev.process import ROOT, StopError, run, say, warn

_AFTER = """\
What stands after -- goes to the program that is started:
  python3 dev.py run -- export report.drafter -o report.docx
  python3 dev.py test -- tests/test_size_rule.py -x
"""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the commands stand on: the environment, and the line for what the system lacks still."""

    main: Environment
    to_type: str

    def end(self, code: int) -> int:
        """The exit code, given that of the work: missing packages are an error too, told last."""
        lacking = self.tell()
        return code or int(lacking)

    def tell(self) -> bool:
        """Whether packages are missing, and say so if they are."""
        if self.to_type:
            warn(
                "This system lacks packages that Drafter's window needs. Type this line, which asks "
                f"for an administrator's rights, and give the same command again: {self.to_type}"
            )
        return bool(self.to_type)


def main(arguments: list[str]) -> int:
    """Do what `arguments` say and return the exit code."""
    before, rest = _divide(arguments)
    parser = _parser()
    chosen, unknown = parser.parse_known_args(before)
    if unknown:
        words = " ".join(unknown)
        parser.error(f"it is not known what {words} means; write -- before what a program is to be given")
    command: Callable[[argparse.Namespace], int] | None = chosen.command
    if command is None:
        parser.print_help()
        return 0
    if rest and command not in {_run, _test}:
        parser.error(f"{before[0]} starts no program that could take what stands after --; leave it out")
    chosen.rest = rest
    try:
        return command(chosen)
    except StopError as error:
        warn(str(error))
        return 1
    except KeyboardInterrupt:
        warn("Stopped. Nothing is broken: give the same command again to go on.")
        return 130


def _divide(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands before the first `--`, and what after it."""
    if "--" not in arguments:
        return list(arguments), []
    place = arguments.index("--")
    return list(arguments[:place]), list(arguments[place + 1 :])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 dev.py",
        description="Work on Drafter: set it up, run it, check it.",
        epilog=_AFTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    setup = commands.add_parser("setup", help="make .venv with Drafter and all that it needs")
    setup.set_defaults(command=_setup)

    start = commands.add_parser("run", help="start Drafter, or what stands after -- with it")
    start.set_defaults(command=_run)

    test = commands.add_parser("test", help="run every check, or only pytest with what is after --")
    test.add_argument("--full", action="store_true", help="long forms too, and every other Python found")
    test.set_defaults(command=_test)

    pictures = commands.add_parser("screenshots", help="take pictures of every form and dock")
    pictures.add_argument("-o", "--output", required=True, help="the folder to put them in")
    pictures.set_defaults(command=_screenshots)

    pack = commands.add_parser("package", help="make the program that needs no Python, and try it")
    pack.set_defaults(command=_package)

    make = commands.add_parser("lock", help="make requirements/*.txt from requirements/*.in")
    make.add_argument("--upgrade", action="store_true", help="take the newest packages that fit")
    make.set_defaults(command=_lock)
    return parser


def _ground() -> _Ground:
    main = main_environment()
    to_type = debian.provide(venv=not main.is_ready())
    main.ensure()
    return _Ground(main, to_type)


def _setup(_chosen: argparse.Namespace) -> int:
    ground = _ground()
    say(f"Drafter is set up: {ground.main.program('drafter').relative_to(ROOT)}")
    return ground.end(0)


def _run(chosen: argparse.Namespace) -> int:
    ground = _ground()
    drafter = ground.main.program("drafter")
    if chosen.rest:
        # A script may go by the exit code, so it is Drafter's own whatever else is missing.
        code = run([drafter, *chosen.rest], folder=Path.cwd())
        ground.tell()
        return code
    has_window = (ROOT / "src" / "drafter" / "desktop" / "__init__.py").exists()
    if has_window and debian.has_screen():
        return ground.end(run([drafter, "open"]))
    why = "there is no screen" if has_window else "Drafter has no window yet"
    return ground.end(example.make(drafter, why))


def _test(chosen: argparse.Namespace) -> int:
    ground = _ground()
    if chosen.rest:
        return ground.end(checks.run_pytest(ground.main, chosen.rest, full=chosen.full))
    return ground.end(checks.run_all(ground.main, full=chosen.full))


def _screenshots(chosen: argparse.Namespace) -> int:
    ground = _ground()
    script = ROOT / "tools" / "make_screenshots.py"
    folder = Path(chosen.output).absolute()
    return ground.end(run([ground.main.python, script, "-o", folder], folder=ROOT))


def _package(_chosen: argparse.Namespace) -> int:
    ground = _ground()
    package.make(ground.main)
    return ground.end(0)


def _lock(chosen: argparse.Namespace) -> int:
    lock.lock(main_environment(), upgrade=chosen.upgrade)
    return 0
