"""What is being edited: the report, its one undo history, and what the window shows of it."""
