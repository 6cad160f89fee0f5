"""How long the build takes and what it needs, beside rivals that make the same tables."""
