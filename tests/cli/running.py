"""Running the `drafter` command inside the test's own process, and what must hold of every refusal."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """The exit code of a command and what it printed."""

    code: object
    out: str
    err: str


def drafter(*arguments: str | Path) -> Outcome:
    """Run `drafter` with `arguments`. Standard output refuses what UTF-8 cannot spell, as a real one does."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="\n", write_through=True)
    code: object = "main came back without an exit code"
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
        finally:
            if sys.stdout is not out:  # put there by `main`, so that leaving flushes it
                sys.stdout.close()
    return Outcome(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    raw = stream.detach()
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


def assert_one_line(outcome: Outcome, *parts: str) -> None:
    """What a user can put right: exit code 1 and one line on standard error with all of `parts` in it."""
    told = outcome.err[-400:]
    assert outcome.code == 1, (outcome.code, told)
    assert len(outcome.err.splitlines()) == 1, told
    assert outcome.err.startswith("drafter: "), told
    assert "Traceback" not in outcome.err
    assert outcome.out == ""
    for part in parts:
        assert " ".join(part.split()) in outcome.err, told


def assert_done(outcome: Outcome) -> None:
    assert (outcome.code, outcome.err) == (0, "")


@contextlib.contextmanager
def nothing_changes_in(folder: Path) -> Iterator[None]:
    """Every file under `folder` is afterwards what it was, and there is no other."""
    before = _content(folder)
    yield
    assert _content(folder) == before


def _content(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
