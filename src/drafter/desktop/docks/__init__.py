"""The docks beside the form."""
