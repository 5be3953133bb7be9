"""The `drafter` command."""

from drafter.cli.main import main

__all__ = ["main"]
