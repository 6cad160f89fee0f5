"""How long the build takes and what it needs, beside hand-written rivals that do the same."""
