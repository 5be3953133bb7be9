"""`drafter history`: older saves, and what a crash left unsaved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from drafter.errors import DrafterError

_PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def history() -> None:
    """Show, restore and clear older saves, and what a crash left unsaved.

    Before a report is overwritten, what stood there is kept: the ten latest saves, and one a day before
    that. They lie in your own folder on this machine, never beside the report.
    """


@history.command("list")
@click.argument("report", type=_PATH, required=False)
def list_(report: Path | None) -> None:
    """List the older saves of REPORT, or of all reports."""
    from drafter.store import history as kept
    from drafter.store.state import history_folder

    found = kept.all_saves() if report is None else kept.saves(report)
    for save in found:
        place = f"  {save.report}" if report is None else ""
        click.echo(f"{save.number:>6}  {_in_words(save.saved)}  {save.size // 1000:>6} KB{place}")
    if not found:
        click.echo("No older saves are kept." if report is None else f"No older saves of {report} are kept.")
    if not kept.is_on():
        click.echo("Keeping older saves is switched off; `drafter history keep on` switches it on.")
    click.echo(f"They lie in {history_folder()}")


@history.command()
@click.argument("report", type=_PATH)
@click.argument("number", type=int)
@click.option("-o", "--output", type=_PATH, required=True, metavar="FILE", help="The .drafter file to make.")
def restore(report: Path, number: int, output: Path) -> None:
    """Write the older save NUMBER of REPORT to a new file. REPORT itself stays as it is."""
    from drafter.services.recovering import restore as restored

    restored(report, number, output)
    click.echo(f"Restored save {number} of {report} as {output}.")


@history.command()
@click.argument("report", type=_PATH, required=False)
@click.option("--all", "everything", is_flag=True, help="The older saves of every report.")
@click.option("--unsaved", is_flag=True, help="What crashes left unsaved.")
def clear(report: Path | None, everything: bool, unsaved: bool) -> None:
    """Take away the older saves of REPORT for good, or of every report. The reports themselves stay."""
    from drafter.services.recovering import unfinished
    from drafter.store import history as kept

    if (report is None) != (everything or unsaved):
        raise click.UsageError("Name a report, or give --all, --unsaved or both.")
    if report is not None or everything:
        click.echo(f"Took away {_count(kept.clear(report), 'older save')}.")
    if unsaved:
        journals = unfinished()
        for journal in journals:
            journal.discard()
        click.echo(f"Took away {_count(len(journals), 'unsaved report')}.")


@history.command()
@click.argument("setting", type=click.Choice(["on", "off"]))
def keep(setting: str) -> None:
    """Switch the keeping of older saves on or off. Those that are there stay until you clear them."""
    from drafter.store import history as kept

    kept.switch(on=setting == "on")
    click.echo("Older saves are kept." if kept.is_on() else "Older saves are not kept from now on.")


@history.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("-o", "--output", type=_PATH, metavar="FILE", help="The .drafter file to make.")
def recover(number: int | None, output: Path | None) -> None:
    """List what a crash left unsaved, or write NUMBER of that list to a new file."""
    from drafter.services import recovering

    journals = recovering.unfinished()
    if number is None:
        for index, journal in enumerate(journals, 1):
            place = journal.about.place or journal.about.name or "a report without a name"
            click.echo(f"{index:>6}  {_in_words(journal.about.written)}  {place}")
        if not journals:
            click.echo("Nothing is unsaved.")
        return
    if output is None:
        raise click.UsageError("Name the file to make with -o.")
    if number > len(journals):
        raise DrafterError(
            f"there is no unsaved report {number}", hint="`drafter history recover` lists what there is."
        )
    recovering.recover_as(journals[number - 1], output)
    click.echo(f"Recovered {output}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _in_words(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
