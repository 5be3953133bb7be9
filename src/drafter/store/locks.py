"""A lock beside a report that says who has it open, where and since when.

It is a hidden file, `.name.drafter.lock`, made so that only one can make it. Nothing else is asked of the
folder, so that it works where folders are synchronised or lie on a network. It stops nobody from saving;
that is what stamps are for. It tells colleagues of each other before they write the same report twice.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.store.processes import Holder, encode_holder, read_holder, this_process
from drafter.store.settings import USER_NAME, Settings
from drafter.strict import Reader, read_json

_MOST = 10_000
_TRIES, _PAUSE = 10, 0.02
_LONGEST_NAME = 255


class InUseError(DrafterError):
    """A report that somebody has open. `holder` says who; the lock may be taken over if they agree."""

    def __init__(self, report: Path, holder: Holder) -> None:
        super().__init__(
            f"this report is open: {holder.in_words()}",
            where=str(report),
            hint=_hint(report, holder),
        )
        self.holder = holder


def _hint(report: Path, holder: Holder) -> str:
    if holder.is_here():
        return "Close it there first."
    name = lock_file(report).name
    return f"Ask them to close it; if nobody has it open any more, delete {name} beside it and try again."


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that this process took. `is_held` is false where the folder cannot hold one."""

    file: Path
    secret: str
    is_held: bool

    def is_ours(self) -> bool:
        """Whether it is still there; false once somebody took it over."""
        return self.is_held and _secret(self.file) == self.secret

    def release(self) -> None:
        """Give it up. One that somebody took over stays theirs."""
        if self.is_ours():
            with contextlib.suppress(OSError):
                self.file.unlink()


def lock_file(report: Path) -> Path:
    """Where the lock of `report` is; of a link, beside what it points to, so that one report has one lock."""
    try:
        report = report.resolve()
    except (OSError, RuntimeError):
        report = report.absolute()
    return report.with_name(f".{report.name}.lock")


def holder_of(report: Path) -> Holder | None:
    """Who has `report` open: None where nobody has, or who had it is a process that ended."""
    file = lock_file(report)
    found = _read(file)
    return None if found is None or found.is_dead() else found


def take(report: Path, *, force: bool = False) -> Lock:
    """Lock `report` for this process. With `force`, take it over from whoever has it.

    A lock whose process ended is taken over. A folder that cannot hold one goes without. Raises InUseError.
    """
    file = lock_file(report)
    secret = secrets.token_hex(8)
    mine = json.dumps({"secret": secret} | encode_holder(_me())).encode()
    for _ in range(_TRIES):
        try:
            _make(file, mine)
        except FileExistsError:
            seen = _secret(file)
            found = _read(file)
            if force or found is None or found.is_dead():
                _put_away(file, seen)
            elif seen is not None:
                raise InUseError(report, found) from None
        except OSError:
            return Lock(file, secret, is_held=False)
        else:
            return Lock(file, secret, is_held=True)
        time.sleep(_PAUSE)  # somebody may be writing theirs, or taking the same stale one over
    found = _read(file)
    if found is not None and not force:
        raise InUseError(report, found)
    return Lock(file, secret, is_held=False)


def _me() -> Holder:
    """This process, under the name that its user wishes to be known by."""
    name = Settings.load()[USER_NAME]
    return replace(this_process(), user=name) if name else this_process()


def _make(file: Path, content: bytes) -> None:
    """Make the lock, whole, unless there is one. Raises OSError, FileExistsError among them."""
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    try:
        with os.fdopen(handle, "wb") as lock:
            lock.write(content)
            lock.flush()
            os.fsync(lock.fileno())
    except BaseException:  # being stopped just here leaves nothing either
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def _put_away(file: Path, seen: str | None) -> None:
    """Take away the lock whose secret is `seen`; another that came in its place meanwhile stays.

    Of several who try, one at a time may look and take away: who makes the guard's file.
    """
    guard = file.with_name(f"{file.name}.{seen or 'unreadable'}"[:_LONGEST_NAME])
    try:
        os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except OSError:
        return
    try:
        if _secret(file) == seen:
            file.unlink()
    except OSError:
        return
    finally:
        with contextlib.suppress(OSError):
            guard.unlink()


def _read(file: Path) -> Holder | None:
    """Who stands in a lock; somebody unknown where it cannot be read, None where there is none."""
    try:
        return read_holder(_reader(file))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, DrafterError, RecursionError):
        return _somebody(file)


def _somebody(file: Path) -> Holder | None:
    try:
        since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    return Holder(user="somebody", machine="another machine", process=0, started="", since=since)


def _secret(file: Path) -> str | None:
    try:
        secret = _reader(file)["secret"].text()
        return secret if secret.isalnum() else None  # it becomes part of a name
    except (OSError, ValueError, DrafterError, RecursionError):
        return None


def _reader(file: Path) -> Reader:
    with file.open("rb") as lock:
        return Reader(read_json(lock.read(_MOST).decode()))
