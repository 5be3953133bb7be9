"""Text boxes whose blocks are paragraphs of the report."""
