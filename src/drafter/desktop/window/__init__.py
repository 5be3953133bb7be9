"""The window: outline, form and docks, put together in one place."""
