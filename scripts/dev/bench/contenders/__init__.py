"""Rivals of the core chain, each a process of its own that writes the same four tables."""
