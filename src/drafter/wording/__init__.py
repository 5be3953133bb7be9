"""Standard sentences: a small, checked part of Jinja's language, sandboxed and strict about names."""

from drafter.wording.wording import FILTERS, MissingValueError, Values, Wording

__all__ = ["FILTERS", "MissingValueError", "Values", "Wording"]
