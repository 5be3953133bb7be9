"""Report and framework to a document: one grade, everywhere in agreement."""

from drafter.compose.compose import compose
from drafter.compose.sentences import Sentences

__all__ = ["Sentences", "compose"]
