"""The window: everything that Qt shows, and the only part of Drafter that knows Qt."""
