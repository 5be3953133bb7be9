"""Checks: what is missing or wrong in a report, as findings, and never as an exception."""
