"""The pages while somebody writes: the newest edit wins, and a dead worker costs nothing."""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.document.model import Document
from drafter.errors import DrafterError
from drafter.pages import client
from drafter.pages.client import Worker
from drafter.services.exporting import export
from drafter.services.paging import Paged
from drafter.services.previewing import Preview
from drafter.services.steps import finish
from tests.services.test_paging import document, edited, example, house_style
from tests.word.helpers import worked_example

SECONDS = 60


class Window:
    """What a window would do with a preview."""

    def __init__(self) -> None:
        self.told: queue.Queue[Paged | DrafterError] = queue.Queue()
        self.worker = Worker()
        self.restarts: list[str] = []
        self.preview = Preview(
            self.worker, laid_out=self.told.put, failed=self.told.put, restarted=self.restarts.append
        )

    def show(self, whole: Document) -> None:
        self.preview.show(whole, house_style())

    def next(self) -> Paged | DrafterError:
        return self.told.get(timeout=SECONDS)

    def close(self) -> None:
        self.preview.close()
        self.worker.close()


@pytest.fixture
def window() -> Iterator[Window]:
    one = Window()
    yield one
    one.close()


def test_a_document_is_laid_out_and_its_pages_are_drawn(window: Window) -> None:
    window.show(document())
    pages = window.next()
    assert isinstance(pages, Paged)
    assert pages.headings == example().headings
    image = window.preview.page(9, 0.5)
    assert (image.width, image.height) == (298, 421)


def test_there_is_no_page_before_the_first_layout(window: Window) -> None:
    with pytest.raises(LookupError):
        window.preview.page(1, 1.0)


def test_only_the_newest_of_many_edits_is_shown(window: Window) -> None:
    window.show(document())
    window.next()
    for number in range(10, 150, 10):
        window.show(edited(document(), number))
    newest = edited(document(), 150)
    window.show(newest)
    told = []
    while True:
        pages = window.next()
        assert isinstance(pages, Paged)
        told.append(pages.document)
        if pages.document == newest:
            break
    assert len(told) < 15
    assert window.told.empty()


def test_a_long_layout_is_given_up_for_a_newer_edit(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.05)
    window.worker.warm_up()
    long = replace(document(), blocks=tuple(replace(b) for b in document().blocks) * 8)
    window.show(long)
    window.show(document())
    pages = window.next()
    assert isinstance(pages, Paged)
    assert pages.document == document()
    assert window.told.empty()


def test_a_worker_that_dies_is_started_again_and_nobody_notices(window: Window) -> None:
    window.show(document())
    window.next()
    os.kill(window.worker.pid, signal.SIGKILL)
    window.show(edited(document(), 60))
    pages = window.next()
    assert isinstance(pages, Paged)
    assert pages.headings == example().headings
    assert window.preview.page(9, 0.5).pixels


def test_a_worker_that_dies_in_the_middle_is_started_again_with_a_sentence(window: Window) -> None:
    window.worker.warm_up()
    long = replace(document(), blocks=tuple(replace(b) for b in document().blocks) * 8)
    threading.Timer(0.3, os.kill, (window.worker.pid, signal.SIGKILL)).start()
    window.show(long)
    assert isinstance(window.next(), Paged)
    assert window.restarts == ["The layout engine stopped and was started again; nothing was lost."]


def test_a_worker_that_cannot_live_is_told_and_the_pages_before_stay(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show(document())
    before = window.next()
    assert isinstance(before, Paged)
    monkeypatch.setattr("drafter.pages.worker.main", os.abort)
    window.worker.close()
    window.show(edited(document(), 60))
    error = window.next()
    assert isinstance(error, DrafterError)
    assert "Nothing is lost" in error.hint
    monkeypatch.undo()
    assert window.preview.page(9, 0.5).pixels
    window.show(edited(document(), 60))
    assert isinstance(window.next(), Paged)


def test_without_pages_a_word_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.pages.worker.main", os.abort)
    target = tmp_path / "report.docx"
    with Worker() as worker:
        (warning,) = finish(export(worked_example(), target, final=True, worker=worker))
        assert "The contents list has no page numbers" in warning
        assert target.stat().st_size > 10_000
        with pytest.raises(DrafterError, match="stopped twice"):
            finish(export(worked_example(), tmp_path / "report.pdf", final=True, worker=worker))
        assert not (tmp_path / "report.pdf").exists()
