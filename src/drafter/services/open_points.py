"""What is still open in a report, the worst first: what is shown before an export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from drafter.checks.finding import Finding, Severity
from drafter.checks.known import find_all
from drafter.document.model import Document
from drafter.framework.model import Framework
from drafter.report.model import Report


def open_points(report: Report, framework: Framework, document: Document | None = None) -> list[Finding]:
    """Every finding, errors first, and those of one severity in the order of the report.

    `document` is the report's composed draft, where there is one already.
    """
    return worst_first(find_all(report, framework, document))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first; those of one severity stay in their order."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity, the worst first; every severity is there."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in Severity}


def in_words(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; `Nothing is open` where there is nothing."""
    told = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in counts(findings).items()
        if number
    ]
    return ", ".join(told) or "Nothing is open"
