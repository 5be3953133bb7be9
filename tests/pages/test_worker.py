"""The worker process: jobs, cancelling, and what happens when it dies."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from drafter.compose import compose
from drafter.errors import DrafterError
from drafter.pages import client
from drafter.pages.client import CancelledError, Worker
from drafter.pages.model import Finish
from drafter.services.paging import shipped_faces
from drafter.word.write import write_for_layout
from tests.word.helpers import empty_blank, worked_example

FINISH = Finish(title="Title", language="en-GB")


def small() -> bytes:
    opened = empty_blank()
    document = compose(opened.report.content, opened.framework, draft=True)
    return write_for_layout(document, opened.framework.house_style, shipped_faces(), pages=()).data()


def large() -> bytes:
    """A file that takes long enough to be interrupted."""
    opened = worked_example()
    document = compose(opened.report.content, opened.framework, draft=False)
    house = opened.framework.house_style
    many = replace(document, blocks=document.blocks * 12)
    return write_for_layout(many, house, shipped_faces(), pages=()).data()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


def pid_of(worker: Worker) -> int:
    worker.warm_up()
    assert worker._process is not None
    assert worker._process.pid is not None
    return worker._process.pid


def test_the_same_file_is_laid_out_the_same_twice(worker: Worker) -> None:
    assert worker.lay_out(small()) == worker.lay_out(small())


def test_the_same_file_gives_the_same_pdf_in_another_process(worker: Worker) -> None:
    with Worker() as other:
        assert worker.pdf(small(), FINISH) == other.pdf(small(), FINISH)


def test_a_page_is_drawn_in_its_size(worker: Worker) -> None:
    image = worker.page(b"small", small, 1, 1.0)
    assert (image.width, image.height) == (596, 842)
    assert image.stride >= image.width * 4
    assert len(image.pixels) == image.stride * image.height
    assert len(set(image.pixels)) > 10  # not a white sheet


def test_pages_of_two_files_are_not_mixed_up(worker: Worker) -> None:
    of_first = worker.page(b"small", small, 1, 0.5)
    assert worker.page(b"large", large, 1, 0.5) != of_first
    assert worker.page(b"small", not_asked_for, 1, 0.5) == of_first


def not_asked_for() -> bytes:
    raise AssertionError("the file is there already")


def test_only_a_few_files_are_kept_ready_to_be_drawn(worker: Worker) -> None:
    first = worker.page(b"0", small, 1, 0.5)
    for number in range(1, 10):
        worker.page(str(number).encode(), small, 1, 0.5)
    with pytest.raises(AssertionError):
        worker.page(b"0", not_asked_for, 1, 0.5)
    assert worker.page(b"0", small, 1, 0.5) == first


def test_a_page_that_is_not_there_is_told(worker: Worker) -> None:
    with pytest.raises(DrafterError, match="could not be laid out"):
        worker.page(b"small", small, 99, 1.0)
    assert worker.lay_out(small()).pages >= 1


def test_what_is_no_word_file_is_told_and_the_worker_lives_on(worker: Worker) -> None:
    before = pid_of(worker)
    with pytest.raises(DrafterError, match="could not be laid out"):
        worker.lay_out(b"no Word file")
    assert worker.lay_out(small()).pages >= 1
    assert pid_of(worker) == before


def test_a_worker_that_was_killed_between_two_jobs_is_started_again() -> None:
    with Worker() as worker:
        before = pid_of(worker)
        os.kill(before, signal.SIGKILL)
        assert worker.lay_out(small()).pages >= 1
        assert pid_of(worker) != before


def test_a_worker_that_is_killed_in_the_middle_of_a_job_does_it_again() -> None:
    with Worker() as worker:
        pid = pid_of(worker)
        killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
        killer.start()
        layout = worker.lay_out(large())
        killer.join()
        assert layout.pages > 100
        assert worker.deaths == 1
        assert pid_of(worker) != pid


def test_a_worker_that_dies_of_the_same_job_twice_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Worker() as worker:
        # a process that ends at once stands for one that runs out of memory
        monkeypatch.setattr("drafter.pages.worker.main", os.abort)
        with pytest.raises(DrafterError, match="stopped twice") as raised:
            worker.lay_out(small())
        assert "Nothing is lost" in raised.value.hint
        assert worker.deaths == 2
        monkeypatch.undo()
        assert worker.lay_out(small()).pages >= 1


def test_a_page_survives_the_death_of_the_worker() -> None:
    with Worker() as worker:
        image = worker.page(b"small", small, 1, 0.5)
        os.kill(pid_of(worker), signal.SIGKILL)
        assert worker.page(b"small", small, 1, 0.5) == image


def test_a_job_that_was_cancelled_before_it_began_is_not_done(worker: Worker) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        worker.lay_out(small(), cancelled=cancelled)


def test_a_long_job_that_is_cancelled_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.1)
    with Worker() as worker:
        pid = pid_of(worker)
        cancelled = threading.Event()
        threading.Timer(0.2, cancelled.set).start()
        with pytest.raises(CancelledError):
            worker.pdf(large(), FINISH, cancelled=cancelled)
        assert worker.lay_out(small()).pages >= 1
        assert pid_of(worker) != pid
        assert worker.deaths == 0


def test_jobs_from_many_threads_are_done_one_after_the_other(worker: Worker) -> None:
    pages: list[int] = []
    threads = [threading.Thread(target=lambda: pages.append(worker.lay_out(small()).pages)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pages == [worker.lay_out(small()).pages] * 8


def test_the_process_ends_with_the_program_that_started_it() -> None:
    with Worker() as worker:
        process = worker._process
        worker.warm_up()
        process = worker._process
        assert process is not None
        pid = process.pid
        assert pid is not None
        assert worker._pipe is not None
        worker._pipe.close()  # as the system does when the program dies
        process.join(10)
        assert process.exitcode == 0


def test_ctrl_c_does_not_reach_the_worker() -> None:
    with Worker() as worker:
        pid = pid_of(worker)
        os.kill(pid, signal.SIGINT)
        assert worker.lay_out(small()).pages >= 1
        assert pid_of(worker) == pid
