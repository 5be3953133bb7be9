"""A document back to a report: the mirror of composing.

Whatever is composed is recognised again. What cannot be placed goes to the tray in the order of the
source, so nothing is lost.
"""

from drafter.recognise.recognise import Recognition, recognise

__all__ = ["Recognition", "recognise"]
