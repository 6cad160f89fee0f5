"""Whose data are shown, and that they are simulated where they are."""

from collections.abc import Collection, Sequence

SIMULATED_SOURCES = ("sample",)


def simulation(sources: Collection[str]) -> str:
    """Whether data are simulated: "simulated data", "partly simulated data", or nothing."""
    simulated = set(sources) & set(SIMULATED_SOURCES)
    if not simulated:
        return ""
    return "simulated data" if simulated == set(sources) else "partly simulated data"


def stamp(sources: Sequence[str]) -> str:
    """Whose data they are: "Simulated data: source sample" or "Source act_mooc, files"."""
    simulated = [name for name in sources if name in SIMULATED_SOURCES]
    real = [name for name in sources if name not in SIMULATED_SOURCES]
    parts = []
    if simulated:
        parts.append(f"Simulated data: source {', '.join(simulated)}")
    if real:
        parts.append(f"Source {', '.join(real)}")
    return " · ".join(parts)
