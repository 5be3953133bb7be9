"""The outline: the sections of the report, each with its state and its grade."""
