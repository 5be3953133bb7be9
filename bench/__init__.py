"""Benchmarks; README.md says what they compare and what they found."""
