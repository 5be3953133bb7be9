"""Report and framework to a document: one grade, everywhere in agreement."""

from drafter.compose.areas import all_areas, finding_key
from drafter.compose.builder import NO_TITLE
from drafter.compose.compose import compose
from drafter.compose.sentences import Sentences, judgements_of

__all__ = ["NO_TITLE", "Sentences", "all_areas", "compose", "finding_key", "judgements_of"]
