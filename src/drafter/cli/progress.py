"""Running long work on a terminal: a progress bar once it has taken a second."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

import click

from drafter.services.steps import Step, Steps

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds before a bar is shown."""


class _Worker:
    """Runs steps, remembering the current one; stops between two of them when asked to."""

    def __init__(self) -> None:
        self.step = Step("Starting", 0.0)
        self.stop = threading.Event()

    def run(self, steps: Steps[T]) -> T:
        while not self.stop.is_set():
            try:
                self.step = next(steps)
            except StopIteration as done:
                result: T = done.value
                return result
        raise click.Abort


def run(steps: Steps[T]) -> T:
    """The result of `steps`. Ctrl+C stops it after the step that it is at."""
    worker = _Worker()
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(worker.run, steps)
        try:
            return future.result(PATIENCE if sys.stderr.isatty() else None)
        except NotYet:
            with click.progressbar(length=100, file=sys.stderr) as bar:
                while not future.done():
                    bar.label = worker.step.what
                    bar.update(round(worker.step.done * 100) - bar.pos)
                    try:
                        future.result(0.1)
                    except NotYet:
                        continue
                bar.update(100 - bar.pos)
            return future.result()
        finally:
            worker.stop.set()
