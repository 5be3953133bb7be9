"""Writing whole or not at all, and refusing what is no text with a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.store.files import atomic_write, read_bytes, read_text


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
