"""How much is measured: a number of actions."""

from dataclasses import dataclass

LARGE_MILLIONS = 100
RUN_MILLIONS = 40


@dataclass(frozen=True, order=True)
class Size:
    """A number of actions, in millions."""

    millions: float

    @property
    def action_count(self) -> int:
        """The number itself."""
        return round(self.millions * 1_000_000)

    @property
    def is_large(self) -> bool:
        """Whether the build gets more memory than usual."""
        return self.millions >= LARGE_MILLIONS

    def run_count(self, wanted: int) -> int:
        """How often it is measured: as wanted, but so that it does not take days."""
        return min(wanted, max(1, round(RUN_MILLIONS / self.millions)))

    def __str__(self) -> str:
        """As in the name of a folder: 5 or 0.02."""
        return f"{self.millions:g}"
