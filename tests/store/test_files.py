"""Writing whole or not at all, and refusing what is no text with a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.store import files
from drafter.store.files import atomic_write, read_bytes, read_stamped, read_text, sweep
from drafter.store.stamps import ChangedError
from tests.store.making import dead


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    atomic_write(tmp_path / "a.drafter", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["a.drafter"]
    assert (tmp_path / "a.drafter").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_on_any_failure_the_old_content_stands_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    target = tmp_path / "a.drafter"
    target.write_bytes(b"old")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path if call == "replace" else os, call, fail)
    with pytest.raises(DrafterError) as caught:
        atomic_write(target, b"new")
    monkeypatch.undo()

    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.drafter"]
    assert os.strerror(number) in caught.value.problem
    assert caught.value.hint.startswith("Nothing was changed")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="could not be written"):
        atomic_write(tmp_path / "gone" / "a.drafter", b"new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    target = tmp_path / "a.drafter"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "usual").write_bytes(b"")

    atomic_write(target, b"new")
    atomic_write(tmp_path / "b.drafter", b"new")

    assert target.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b.drafter").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"\xff\xfea\0", "UTF-16"),
        (b"a\0b", "not a text file"),
        (b"one\ntwo\xff", "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "a.md").write_bytes(data)

    with pytest.raises(DrafterError, match=problem):
        read_text(tmp_path / "a.md")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfword")

    assert read_text(tmp_path / "a.md") == "word"


@pytest.mark.parametrize("name", ["gone.md", ".", "x" * 300, "a\0b"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DrafterError):
        read_bytes(tmp_path / name)


# --- reaching the disk, and nobody's work overwritten -----------------------------------------------------


def failing(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def assert_nothing_changed(target: Path, caught: pytest.ExceptionInfo[DrafterError]) -> None:
    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert caught.value.where == str(target)
    assert caught.value.hint.startswith("Nothing was changed; ")
    assert "\n" not in str(caught.value)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is to be overwritten, alone in its folder."""
    file = tmp_path / "a.drafter"
    file.write_bytes(b"old")
    return file


def test_what_does_not_read_back_as_it_was_written_takes_nobodys_place(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"\0\0\0")
    with pytest.raises(DrafterError, match="does not read back") as caught:
        atomic_write(target, b"new")
    monkeypatch.undo()

    assert_nothing_changed(target, caught)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EACCES, "the right to write"),
        (errno.EROFS, "can only be read"),
        (errno.ENAMETOOLONG, "shorter name"),
        (errno.ENOENT, "connect its drive again"),
        (errno.EIO, "choose another place"),
    ],
)
def test_each_failure_says_what_to_do(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    monkeypatch.setattr(os, "fsync", failing(number))
    with pytest.raises(DrafterError, match=told) as caught:
        atomic_write(target, b"new")
    monkeypatch.undo()

    assert_nothing_changed(target, caught)


def test_a_file_that_is_read_only_is_not_replaced(target: Path) -> None:
    target.chmod(0o444)

    with pytest.raises(DrafterError, match="read-only") as caught:
        atomic_write(target, b"new")

    target.chmod(0o644)
    assert_nothing_changed(target, caught)


def test_a_name_that_is_too_long_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="shorter name"):
        atomic_write(tmp_path / f"{'x' * 300}.drafter", b"new")

    assert not list(tmp_path.iterdir())


def test_a_network_drive_that_cannot_sync_folders_is_no_failure(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuses(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if Path(path) == target.parent:
            raise OSError(errno.EINVAL, "Invalid argument")
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refuses)
    atomic_write(target, b"new")

    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")
def test_the_folder_reaches_the_disk_after_the_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def noted(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", noted)
    atomic_write(target, b"new")

    assert synced == [False, True]


def test_a_file_that_changed_since_it_was_stamped_is_not_overwritten(target: Path) -> None:
    _, stamp = read_stamped(target)
    target.write_bytes(b"own")  # of the same length

    with pytest.raises(ChangedError, match="changed by somebody else"):
        atomic_write(target, b"new", unless_changed=stamp)

    assert target.read_bytes() == b"own"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_that_changes_while_the_new_one_is_written_is_not_overwritten(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, stamp = read_stamped(target)
    real = os.fsync

    def changes(handle: int) -> None:
        target.write_bytes(b"somebody else's")
        real(handle)

    monkeypatch.setattr(os, "fsync", changes)
    with pytest.raises(ChangedError):
        atomic_write(target, b"new", unless_changed=stamp)

    assert target.read_bytes() == b"somebody else's"


def test_the_same_bytes_written_again_are_no_change(target: Path) -> None:
    _, stamp = read_stamped(target)
    again = target.with_name("again")
    again.write_bytes(b"old")
    again.replace(target)
    os.utime(target, (0, 0))

    assert stamp.is_touched(target)
    assert not stamp.is_changed(target)
    assert not atomic_write(target, b"new", unless_changed=stamp).is_touched(target)


def test_a_change_that_hides_behind_the_old_time_is_found(target: Path) -> None:
    _, stamp = read_stamped(target)
    target.write_bytes(b"own")
    os.utime(target, ns=(stamp.modified, stamp.modified))

    assert stamp.is_changed(target)


def test_a_file_that_is_gone_may_be_written_again(target: Path) -> None:
    _, stamp = read_stamped(target)
    target.unlink()

    atomic_write(target, b"new", unless_changed=stamp)

    assert target.read_bytes() == b"new"


def test_what_a_killed_process_left_is_swept_away_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    names = [f"{files._prefix(process)}abc.tmp" for process in (dead().process, os.getpid())]
    others = [".drafter-ffffff-1-abc.tmp", ".tmpabc.tmp", "a.drafter"]
    for name in [*names, *others]:
        (tmp_path / name).touch()

    sweep(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {names[1], *others}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=False, capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_really_full_leaves_the_old_content(small_disk: Path) -> None:
    target = small_disk / "a.drafter"
    target.write_bytes(b"old")

    with pytest.raises(DrafterError, match="make room on the disk") as caught:
        atomic_write(target, b"x" * 100_000)

    assert_nothing_changed(target, caught)
    atomic_write(target, b"new")
    assert target.read_bytes() == b"new"
