"""The framework's sentences while it is still being found out which grades a document tells."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from drafter.compose import Sentences


def graded(sentences: Sentences, grades: Mapping[str, str]) -> Sentences:
    """The same sentences for other grades. What facts alone make up is not rendered anew for each try."""
    twin = copy(sentences)
    twin.content = replace(sentences.content, grades=grades)
    return twin
