"""The project's scripts."""
