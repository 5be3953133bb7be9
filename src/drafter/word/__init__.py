"""Word files: the only code that knows OOXML. `house` and `write` make them."""
