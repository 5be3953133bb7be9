"""Who is at work: this user, machine and process, and whether a process that left a mark still lives."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.strict import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has something open, where and since when. `started` tells a process from a later one of its number.

    `started` is empty where the system does not say when a process began.
    """

    user: str
    machine: str
    process: int
    started: str
    since: datetime

    def is_here(self) -> bool:
        """Whether this is a process of this machine."""
        return self.machine == machine()

    def is_dead(self) -> bool:
        """Whether this is a process of this machine that ended. One of another machine nobody can tell."""
        if not self.is_here():
            return False
        if not is_alive(self.process):
            return True
        now = started(self.process)
        return "" not in (now, self.started) and now != self.started

    def in_words(self) -> str:
        """`Ann Lee on DESK-12 since 25 November 2026, 14:03`."""
        local = self.since.astimezone()
        return f"{self.user} on {self.machine} since {local.day} {local:%B %Y, %H:%M}"


def this_process() -> Holder:
    """This very process, from now."""
    process = os.getpid()
    return Holder(
        user=_user(),
        machine=machine(),
        process=process,
        started=started(process),
        since=datetime.now(UTC),
    )


def encode_holder(holder: Holder) -> dict[str, object]:
    """As JSON."""
    return {
        "user": holder.user,
        "machine": holder.machine,
        "process": holder.process,
        "started": holder.started,
        "since": holder.since.isoformat(),
    }


def read_holder(reader: Reader) -> Holder:
    """From JSON. Raises DrafterError where it is none."""
    try:
        since = datetime.fromisoformat(reader["since"].text())
    except ValueError:
        raise reader["since"].error("this is not a time") from None
    return Holder(
        user=reader["user"].text(),
        machine=reader["machine"].text(),
        process=reader["process"].number(),
        started=reader["started"].text(),
        since=since if since.tzinfo else since.replace(tzinfo=UTC),
    )


def machine() -> str:
    """This machine's name."""
    return platform.node() or "this machine"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "somebody"


def started(process: int) -> str:
    """When a process began, in the system's own count; empty where the system does not say."""
    try:
        line = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    # the name of the program, in brackets, may hold anything
    fields = line.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""


if sys.platform == "win32":
    import ctypes

    def is_alive(process: int) -> bool:
        """Whether there is a process of this number here."""
        # os.kill would end it: Windows knows no signal that only asks
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x100000, False, process)
        if not handle:
            return bool(kernel.GetLastError() == 5)  # another user's
        still_runs = kernel.WaitForSingleObject(handle, 0) == 0x102
        kernel.CloseHandle(handle)
        return bool(still_runs)

else:

    def is_alive(process: int) -> bool:
        """Whether there is a process of this number here."""
        if process <= 0:
            return False
        with contextlib.suppress(PermissionError):  # it lives, and is another user's
            try:
                os.kill(process, 0)
            except (ProcessLookupError, OverflowError):
                return False
        return True
