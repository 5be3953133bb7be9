"""The report: its content and desk, rich text, facts, ids, and edits as pure functions.

Standard library only; everything here is immutable.
"""
