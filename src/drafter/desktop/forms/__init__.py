"""The middle of the window: one form for each kind of section."""
