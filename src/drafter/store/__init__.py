"""`.drafter` files: strict decoding, stable encoding, atomic saving."""
