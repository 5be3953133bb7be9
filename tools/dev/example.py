"""The main job on the command line: a published report becomes a Word document."""

from __future__ import annotations

from pathlib import Path

from tools.dev.process import ROOT, StopError, run, say

_EXAMPLES = ROOT / "resources" / "examples"
_OUT = ROOT / "build" / "example"


def make(drafter: Path, why: str) -> int:
    """Make the example's Word document and PDF with `drafter`; `why` says why no window opens instead.

    Returns the exit code of the first step that fails, 0 when none does.
    """
    say(f"Because {why}, Drafter makes the worked example on the command line.")
    _OUT.mkdir(parents=True, exist_ok=True)
    document = _OUT / "halton-2008.docx"
    pages = _OUT / "halton-2008.pdf"
    published = _EXAMPLES / "halton-2008-joint-area-review.md"
    report = (_OUT if published.exists() else _EXAMPLES) / "halton-2008.drafter"
    if not report.exists() and not published.exists():
        raise StopError(
            f"The worked example is not in {_EXAMPLES.relative_to(ROOT)}. Restore that folder "
            "(git restore resources) and give the same command again."
        )
    if published.exists():
        code = _step(drafter, "import", published, "-o", report, "--force")
        if code:
            return code
    for target in (document, pages):
        code = _step(drafter, "export", report, "-o", target, "--force")
        if code:
            return code
    say(f"\nThe report:        {_shown(report)}\nThe Word document: {_shown(document)}")
    say(f"The same as PDF:   {_shown(pages)}")
    return 0


def _step(drafter: Path, *words: str | Path) -> int:
    say("\n$ drafter " + " ".join(str(_shown(w)) if isinstance(w, Path) else w for w in words))
    code = run([drafter, *words])
    if code:
        say(f"That ended with exit code {code}, so the example stops here; see the message above.")
    return code


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT)
