"""What the commands print: tables for people, JSON for programs. The JSON's keys are stable."""

from __future__ import annotations

import json
from pathlib import Path

import click

from drafter.framework.model import Framework
from drafter.report.richtext import plain
from drafter.services.importing import Imported
from drafter.services.overview import SectionOverview
from drafter.store.encode import content, rich_text
from drafter.store.reports import Opened
from drafter.word.hidden import Hidden


def _json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def frameworks(listed: list[Framework], *, as_json: bool) -> None:
    """Print a line for each framework."""
    if as_json:
        _json([{"key": f.key, "version": f.version, "title": f.title} for f in listed])
        return
    width = max((len(f.key) for f in listed), default=0)
    for framework in listed:
        click.echo(f"{framework.key:<{width}}  version {framework.version}  {framework.title}")


def overview(opened: Opened, sections: list[SectionOverview], *, as_json: bool) -> None:
    """Print a line for each section of a report."""
    if as_json:
        _json(
            {
                "framework": {"key": opened.framework.key, "version": opened.framework.version},
                "facts": content(opened.report.content)["facts"],
                "sections": [_section(section) for section in sections],
                "tray": len(opened.report.desk.tray),
            }
        )
        return
    width = min(max(len(section.title) for section in sections), 44)
    for section in sections:
        numbers = "-".join(map(str, dict.fromkeys(section.paragraphs or ())))
        grades = ", ".join(grade or "not graded" for grade in section.grades.values())
        title = section.title if len(section.title) <= width else section.title[: width - 1] + "…"
        line = f"{title:<{width}}  {section.state:<13}  {section.words:>6} words  {numbers:>7}  {grades}"
        click.echo(line.rstrip())
    if opened.report.desk.tray:
        click.echo(f"In the tray: {len(opened.report.desk.tray)} passages that no section took.")


def _section(section: SectionOverview) -> dict[str, object]:
    return {
        "key": section.key,
        "title": section.title,
        "state": section.state.value,
        "words": section.words,
        "paragraphs": list(section.paragraphs) if section.paragraphs else None,
        "grades": section.grades,
        "to-do": list(section.to_do),
    }


def imported(found: Imported, output: Path | None, *, as_json: bool) -> None:
    """Print what became of a source, and its account."""
    report = found.recognition.report
    account = found.account
    if as_json:
        _json(
            {
                "framework": {"key": found.framework.key, "version": found.framework.version},
                "fit": round(found.fit, 3),
                **content(report.content),
                "tray": [
                    {"heading": piece.heading, "text": rich_text(piece.text)} for piece in report.desk.tray
                ],
                "furniture": [
                    {"text": dropped.text, "reason": dropped.reason}
                    for dropped in found.recognition.furniture
                ],
                "warnings": list(found.warnings),
                "account": {
                    "source_words": account.source_words,
                    "placed": account.placed,
                    "tray": account.tray,
                    "furniture": account.furniture,
                    "balanced": account.balanced,
                },
            }
        )
        return
    click.echo(f"Read as {found.framework.title} ({found.fit:.0%} of its headings were found).")
    click.echo(
        f"{account.source_words} words: {account.placed} placed, {account.tray} in the tray,"
        f" {account.furniture} furniture of the page (numbers, contents list, grade marks)."
    )
    for piece in report.desk.tray:
        words = plain(piece.text)
        click.echo(f"In the tray: {words[:70]}{'…' if len(words) > 70 else ''}")
    if output is not None:
        click.echo(f"Wrote {output}.")


def hidden(path: Path, found: tuple[Hidden, ...], *, as_json: bool) -> None:
    """Print what is hidden in a Word file, and what to do about it; remarks last."""
    if as_json:
        _json([_hidden(one) for one in found])
        return
    dangers = [one for one in found if not one.is_remark]
    click.echo(f"Hidden in {path}:" if dangers else "Nothing is hidden in this file.")
    for one in dangers:
        click.echo(f"\n- {one.what[:1].upper()}{one.what[1:]}{_whose(one)}")
        _examples(one)
        click.echo(f"  {one.remedy}")
    remarks = [one for one in found if one.is_remark]
    if remarks:
        click.echo("\nNot hidden, but good to know:")
    for one in remarks:
        click.echo(f"- {one.what}{_whose(one)}")
        _examples(one)


def _examples(one: Hidden) -> None:
    for example in one.examples:
        click.echo(f"    {example}")
    # people are told with their roles, one example for each
    if one.examples and one.count > len(one.examples) and one.kind == "people":
        click.echo(f"    and {one.count - len(one.examples)} more")


def _whose(one: Hidden) -> str:
    """By whom, and the full stop."""
    if not one.people or one.kind == "people":
        return "."
    first, more = one.people[:3], len(one.people) - 3
    names = [*first, f"{more} more"] if more > 0 else list(first)
    return f", by {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}."


def _hidden(one: Hidden) -> dict[str, object]:
    return {
        "kind": one.kind,
        "hidden": not one.is_remark,
        "count": one.count,
        "what": one.what,
        "people": list(one.people),
        "examples": list(one.examples),
        "remedy": one.remedy,
    }
