"""Simulated learners whose truth is known: writes the committed sample and what is true of it."""
