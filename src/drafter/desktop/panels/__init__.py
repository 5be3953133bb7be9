"""Panels and bars inside the window: what was unfinished, older saves, the export, quiet messages."""
