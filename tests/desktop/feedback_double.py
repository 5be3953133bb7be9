"""Feedback for tests: answers what a test expects, and fails it at any other question."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from drafter.desktop.feedback import Answer, FileKind
from drafter.errors import DrafterError

Expected: TypeAlias = tuple[str, str, Any]


class FeedbackDouble:
    """Remembers what it was told; `expect` says which question comes next, and what the answer is."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.errors: list[DrafterError] = []
        self._expected: deque[Expected] = deque()

    def expect(self, kind: str, answer: Any, *, words: str = "") -> None:
        """Answer the next question so: `kind` is the method's name, `words` are to be in the question."""
        self._expected.append((kind, words, answer))

    def take_error(self) -> DrafterError:
        """The error that was told first, which the test expected."""
        assert self.errors, "no error was told"
        return self.errors.pop(0)

    def check(self) -> None:
        """Nothing was told or asked that the test did not expect, and all that it expected."""
        assert not self.errors, f"told unexpectedly: {self.errors}"
        assert not self._expected, f"never asked: {list(self._expected)}"

    # --- Feedback ----------------------------------------------------------------------------------------

    def tell_error(self, error: DrafterError) -> None:
        self.errors.append(error)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def confirm(self, question: str, verb: str, *, about: str = "", is_dangerous: bool = False) -> bool:
        return bool(self._answer("confirm", f"{question} {about} {verb}"))

    def choose(self, question: str, answers: Sequence[Answer], *, about: str = "") -> str | None:
        verbs = " ".join(answer.verb for answer in answers)
        answer: str | None = self._answer("choose", f"{question} {about} {verbs}")
        assert answer is None or answer in [one.key for one in answers]
        return answer

    def file_to_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        answer: Path | None = self._answer("file_to_open", title)
        return answer

    def name_to_save(self, title: str, offered: Path, kinds: Sequence[FileKind]) -> Path | None:
        answer: Path | None = self._answer("name_to_save", f"{title} {offered}")
        return answer

    def _answer(self, kind: str, asked: str) -> Any:
        if not self._expected:
            pytest.fail(f"asked unexpectedly ({kind}): {asked}")
        wanted, words, answer = self._expected.popleft()
        if wanted != kind or words not in asked:
            pytest.fail(f"asked ({kind}): {asked}; expected was ({wanted}): {words}")
        return answer
