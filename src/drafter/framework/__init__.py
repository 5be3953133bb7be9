"""Frameworks: the structure of one kind of report, as data, loaded from a folder and checked."""
