"""Plain formats: reading and writing Markdown, and counting the words of a source."""
