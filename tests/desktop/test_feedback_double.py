from __future__ import annotations

from pathlib import Path

import pytest

from drafter.desktop.feedback import Feedback
from drafter.errors import DrafterError
from tests.desktop.feedback_double import FeedbackDouble


def test_it_answers_what_is_expected() -> None:
    double = FeedbackDouble()
    feedback: Feedback = double
    double.expect("confirm", True, words="Discard changes")
    double.expect("file_to_open", Path("a.drafter"))
    assert feedback.confirm("Discard?", "Discard changes")
    assert feedback.file_to_open("Open", []) == Path("a.drafter")
    double.check()


def test_an_unexpected_question_fails_the_test() -> None:
    double = FeedbackDouble()
    with pytest.raises(pytest.fail.Exception, match="asked unexpectedly"):
        double.confirm("Discard?", "Discard changes")
    double.expect("confirm", True, words="Replace")
    with pytest.raises(pytest.fail.Exception, match="expected was"):
        double.confirm("Discard?", "Discard changes")


def test_an_error_that_nobody_took_fails_the_check() -> None:
    double = FeedbackDouble()
    double.tell_error(DrafterError("no"))
    with pytest.raises(AssertionError):
        double.check()
    assert double.take_error().problem == "no"
    double.check()


def test_a_question_that_never_came_fails_the_check() -> None:
    double = FeedbackDouble()
    double.expect("confirm", True)
    with pytest.raises(AssertionError, match="never asked"):
        double.check()
