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
