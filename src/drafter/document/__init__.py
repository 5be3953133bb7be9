"""The document in the middle: a plain list of blocks, each with the key of the field it came from."""
