"""The process in which pages are laid out and drawn: one job after the other, until the pipe closes.

A job is a tuple of its name and its arguments; the answer is `("done", result)` or `("failed", why)`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

Answer = tuple[str, Any]


def main(pipe: Connection) -> None:
    """Answer the jobs that arrive through `pipe`."""
    _be_quiet()
    from drafter.pages.jobs import Jobs  # here, since the program that starts the process does without

    jobs = Jobs()
    known: Mapping[str, Callable[..., Any]] = {
        "lay_out": jobs.lay_out,
        "draw": jobs.draw,
        "pdf": jobs.pdf,
        "page": jobs.page,
        "draws_all": jobs.draws_all,
        "read_pdf": jobs.read_pdf,
        "ready": jobs.ready,
    }
    while True:
        try:
            name, arguments = pipe.recv()
        except (EOFError, OSError):  # the program is gone
            return
        try:
            answer: Answer = ("done", known[name](*arguments))
        except Exception:  # noqa: BLE001 - told to the other side, which knows what to do
            answer = ("failed", traceback.format_exc())
        try:
            pipe.send(answer)
        except OSError:
            return


def _be_quiet() -> None:
    """Ctrl+C is for the program, not for its worker; the engine's last words are for nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError), open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = None
