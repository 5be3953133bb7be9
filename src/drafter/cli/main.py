"""The `drafter` command: arguments in, services called, sentences out.

Each command imports what it needs when it runs, so that `drafter --version` answers at once.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import click

from drafter import __version__
from drafter.cli.history import history
from drafter.errors import DrafterError

DONE, PROBLEM, FAULT = 0, 1, 70
_PATH = click.Path(path_type=Path)

Window: TypeAlias = Callable[[Path | None, bool], int]
"""Opens the window with a report, or none, and returns its exit code; the second: end once it is painted."""


class _Commands(click.Group):
    """A group in which a report's name alone opens it, and nothing at all opens the window."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].lower().endswith(".drafter") and args[0] not in self.commands):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # click itself would print an empty line first
            raise click.exceptions.Abort from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="Drafter %(version)s")
def commands() -> None:
    """Draft inspection reports: one structure, one place for each grade, a Word document at the end.

    `drafter REPORT.drafter` opens a report.
    """


@commands.command()
@click.option(
    "--framework",
    "key",
    required=True,
    metavar="KEY",
    help="The framework; see `drafter frameworks`.",
)
@click.option("-o", "--output", type=_PATH, required=True, metavar="FILE", help="The .drafter file to make.")
@click.option("--set", "settings", multiple=True, metavar="FACT=VALUE", help='A fact, such as area="Halton".')
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def new(key: str, output: Path, settings: tuple[str, ...], force: bool) -> None:
    """Start a new report."""
    from drafter.report.ids import random_ids
    from drafter.services.frameworks import by_key
    from drafter.services.saving import save
    from drafter.services.starting import new_report, read_facts

    _check_target(output, (".drafter",), force=force)
    framework = by_key(key)
    report = new_report(framework, read_facts(framework, settings), random_ids())
    saved = save(output, report, framework, overwrite=force)
    _warn(saved.warning)
    click.echo(f"Started {output} with the framework {framework.title}.")
    missing = [fact for fact in framework.facts if fact.required and fact.key not in report.content.facts]
    for fact in missing:
        click.echo(
            f"Still to be given: {fact.label}. Give the command again with --set {fact.key}=... --force."
        )


@commands.command()
@click.argument("report", type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    required=True,
    metavar="FILE",
    help="The .docx, .pdf, .html, .md or .txt file to write.",
)
@click.option("--final", is_flag=True, help="Write the final report instead of a draft.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def export(report: Path, output: Path, final: bool, force: bool) -> None:
    """Write REPORT as a Word document, PDF, web page, Markdown or plain text, by the ending of FILE."""
    from drafter.cli.progress import run
    from drafter.services import exporting
    from drafter.services.frameworks import installed
    from drafter.services.overview import overview
    from drafter.store.reports import open_report

    exporting.check_format(output)
    _check_target(output, exporting.FORMATS, force=force)
    opened = open_report(report, installed)
    warnings = run(exporting.export(opened, output, final=final, overwrite=force))
    click.echo(f"Wrote {output} ({'final' if final else 'draft'}).")
    for warning in warnings:
        click.echo(f"Please check: {warning}", err=True)
    for section in overview(opened) if final else ():
        for what in section.to_do:
            click.echo(f"Please check: {section.title}: {what}.", err=True)


@commands.command("import")
@click.argument("source", type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    metavar="FILE",
    help="The .drafter file to make; without it nothing is written.",
)
@click.option("--framework", "key", metavar="KEY", help="The framework; without it the one that fits best.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON, for programs.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def import_(source: Path, output: Path | None, key: str | None, as_json: bool, force: bool) -> None:
    """Read SOURCE (Markdown, or a Word file, PDF, web page or plain text that Drafter made) as a report."""
    from drafter.cli import printing
    from drafter.cli.progress import run
    from drafter.report.ids import random_ids
    from drafter.services.importing import import_source
    from drafter.services.saving import save

    if output is not None:
        _check_target(output, (".drafter",), force=force)
    imported = run(import_source(source, key, random_ids()))
    if output is not None:
        saved = save(output, imported.recognition.report, imported.framework, overwrite=force)
        _warn(saved.warning)
    for warning in imported.warnings:
        click.echo(f"Please check: {warning}", err=True)
    printing.imported(imported, output, as_json=as_json)


@commands.command()
@click.argument("report", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
def show(report: Path, as_json: bool) -> None:
    """Show what is filled in, section by section."""
    from drafter.cli import printing
    from drafter.services.frameworks import installed
    from drafter.services.overview import overview
    from drafter.store.reports import open_report

    opened = open_report(report, installed)
    printing.overview(opened, overview(opened), as_json=as_json)


@commands.command()
@click.argument("file", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for programs.")
@click.pass_context
def inspect(context: click.Context, file: Path, as_json: bool) -> None:
    """Tell what is hidden in FILE, a Word document of anybody's.

    Comments, tracked changes, hidden text, names, dates, data, links to other files, macros and more, each
    with what to do in Word to be rid of it. Nothing is changed and nothing is fetched.

    The exit code is 0 when nothing is hidden, 1 when something is (or the file cannot be read), 2 for
    wrong usage.
    """
    from drafter.cli import printing
    from drafter.cli.progress import run
    from drafter.services.inspecting import hides_something, inspect_file

    found = run(inspect_file(file))
    printing.hidden(file, found, as_json=as_json)
    context.exit(PROBLEM if hides_something(found) else DONE)


@commands.command()
@click.option(
    "--check",
    "folder",
    type=_PATH,
    metavar="FOLDER",
    help="Check the framework in this folder instead.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for programs.")
def frameworks(folder: Path | None, as_json: bool) -> None:
    """List the frameworks, or check one."""
    from drafter.cli import printing
    from drafter.services import frameworks as shelf

    if folder is not None:
        framework = shelf.check(Path.cwd() / folder)
        click.echo(f"{folder}: {framework.title}, version {framework.version}, is in order.")
        return
    found, problems = shelf.available()
    printing.frameworks(found, as_json=as_json)
    for problem in problems:
        _tell(f"left out: {problem}")
    if not as_json:
        click.echo(f"Your own frameworks: {shelf.user_folder()}")


@commands.command("self-test")
def self_test() -> None:
    """Do the main job on the worked example in a temporary folder and say what was checked."""
    from drafter.services.self_test import self_test as run_it

    for line in run_it():
        click.echo(f"ok  {line}")
    click.echo("Drafter works here.")


@commands.command("open")
@click.argument("report", type=_PATH, required=False)
@click.option(
    "--quit-when-shown", is_flag=True, help="Paint the window once and end: to see that it works here."
)
@click.pass_context
def open_(context: click.Context, report: Path | None, quit_when_shown: bool) -> None:
    """Open the window, with REPORT in it."""
    window = context.obj
    if window is None:
        from drafter.services.frameworks import installed
        from drafter.store.reports import open_report

        if report is not None:
            open_report(report, installed)  # what is wrong with it comes first
        raise DrafterError(
            "the window is not part of this program",
            hint="Use `drafter show`, `drafter export` and `drafter import`; `drafter --help` lists them.",
        )
    if report is not None:
        report = report.absolute()
    context.exit(window(report, quit_when_shown))


commands.add_command(history)


def _warn(warning: str) -> None:
    if warning:
        click.echo(f"Please check: {' '.join(warning.split())}", err=True)


def _check_target(path: Path, endings: tuple[str, ...], *, force: bool) -> None:
    """Refuse a target before any work is done: a wrong ending, a missing folder, a file that is there."""
    from drafter.store.files import already_there

    if path.suffix.lower() not in endings:
        hint = f"Let it end in {' or '.join(endings)}."
        raise DrafterError("the name of this file has the wrong ending", where=str(path), hint=hint)
    try:
        if path.is_dir():
            raise DrafterError("this is a folder, not a file", where=str(path), hint="Name a file in it.")
        if not path.parent.is_dir():
            hint = "Make the folder first, or name another."
            raise DrafterError("there is no such folder", where=str(path.parent), hint=hint)
        if (path.exists() or path.is_symlink()) and not force:
            raise already_there(path)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DrafterError(
            f"no file can be written here ({reason})", where=str(path), hint="Choose another name or place."
        ) from error


def main(arguments: list[str] | None = None, *, window: Window | None = None) -> NoReturn:
    """Run the command and leave with its exit code: 0 done, 1 a problem, 2 wrong usage, 70 our own fault.

    `window` opens the window; without it there is none.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old code page shows what it can
            stream.reconfigure(errors="backslashreplace")
    try:
        result: Any = commands.main(arguments, prog_name="drafter", standalone_mode=False, obj=window)
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else DONE)
    except DrafterError as error:
        _tell(str(error))
        sys.exit(PROBLEM)
    except click.exceptions.Abort:
        _tell("stopped.")
        sys.exit(PROBLEM)
    except click.UsageError as error:
        error.show()
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EINVAL):
            _fault()
        # nobody reads what is printed, or there is no room for it
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - leaving flushes it
        _tell(f"what was to be printed could not be written ({error.strerror}).")
        sys.exit(PROBLEM)
    except Exception:  # noqa: BLE001 - the one place where a fault of ours arrives
        _fault()


def _fault() -> NoReturn:
    """Leave after an exception that is Drafter's own fault."""
    _tell("this is a fault of Drafter's own. Please report what follows.")
    traceback.print_exc()
    sys.exit(FAULT)


def _tell(sentence: str) -> None:
    """One line on standard error."""
    click.echo(f"drafter: {' '.join(sentence.split())}", err=True)
