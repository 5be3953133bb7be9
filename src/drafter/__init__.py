"""Drafter: an assistant for drafting inspection reports."""

__version__ = "0.1.0"
