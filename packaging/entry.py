"""Where the packaged program starts; `drafter.spec` names this file."""

from __future__ import annotations

import multiprocessing
import os
import sys


def _start() -> None:
    # The layout engine's process is this program again; here it goes its own way and does not come back.
    multiprocessing.freeze_support()
    _speak_to_nobody()
    _free_other_programs()
    from drafter.__main__ import main

    main()


def _speak_to_nobody() -> None:
    """Where Windows gives a program without a console no place to speak to, give it one."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _free_other_programs() -> None:
    """Have the programs that are started from here, such as a PDF viewer, find their own libraries."""
    if not sys.platform.startswith("linux"):
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    _start()
