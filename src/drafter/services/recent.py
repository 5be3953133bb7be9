"""Recent reports: what was open, how far it was, and where to go on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.report.facts import FactType
from drafter.store import recent as kept
from drafter.store.recent import Recent

if TYPE_CHECKING:
    from drafter.compose import Sentences
    from drafter.framework.model import Framework
    from drafter.report.model import Report
    from drafter.services.states import Progress

__all__ = ["Recent", "forget", "present", "recent", "remember"]


def remember(
    path: Path,
    report: Report,
    framework: Framework,
    progress: Progress,
    *,
    section: str | None = None,
    field: str | None = None,
    final: bool | None = None,
) -> Recent:
    """Put a report that was opened, saved, exported or closed at the top of the list.

    `section` and `field` are the keys of what is shown, and `final` whether it stands exported as final;
    None leaves each as it was remembered. Raises DrafterError where the state folder cannot be written,
    which is no reason to keep anybody from working.
    """
    from drafter.compose import Sentences

    before = kept.entry(path)
    sentences = Sentences(report.content, framework)
    one = Recent(
        path=kept.lexical(path),
        name=sentences.render(framework.document_title) or path.stem,
        used=datetime.now(UTC),
        area=_area(sentences),
        framework=framework.title,
        done=progress.done,
        sections=progress.sections,
        section=section if section is not None else before.section if before else "",
        field=field if field is not None else before.field if before else "",
        is_final=final if final is not None else before is not None and before.is_final,
    )
    kept.put(one)
    return one


def forget(path: Path) -> None:
    """Take a report out of the list. The report itself is not touched."""
    kept.forget(path)


def recent() -> list[Recent]:
    """The list, the newest first, at most twenty. It looks at no report, so that no drive is waited for."""
    return kept.entries()


def present(path: Path) -> bool:
    """Whether a report is still there.

    Ask this from a thread, never from the window's: a network drive that is gone answers after a minute, if
    at all. Until the answer is there, show the entry as if the report were.
    """
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _area(sentences: Sentences) -> str:
    """Whom the report is about: the first fact that a report must have and that is a text."""
    facts = sentences.framework.facts
    first = next((fact for fact in facts if fact.required and fact.type is FactType.TEXT), None)
    return (sentences.fact(first.key) or "") if first else ""
