"""Results that outlive an interrupted bench."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from scripts.dev.bench.measure import Measured
from scripts.errors import UserError
from scripts.files import written_whole


class Results:
    """Measurements and comparisons by name, kept in a JSON file.

    A name holds for one state of the code: after a change its step runs anew.
    """

    def __init__(self, path: Path, state_now: Callable[[], str]) -> None:
        """`state_now` gives the fingerprint of the code; results of another state are dropped."""
        self.path, self.state_now, self.state = path, state_now, state_now()
        self.kept: dict[str, dict] = {}
        if path.is_file():
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored["state"] == self.state:
                self.kept = stored["results"]

    def __contains__(self, name: str) -> bool:
        """Whether there is a result of this name."""
        return name in self.kept

    def keep(self, name: str, result: dict) -> None:
        """Write a result down at once; raises UserError where the code is no longer the same."""
        if self.state_now() != self.state:
            raise UserError(f"{name}: the code was changed while it was measured; start again")
        self.kept[name] = result
        with written_whole(self.path) as unfinished:
            text = json.dumps({"state": self.state, "results": self.kept}, indent=1)
            unfinished.write_text(text, encoding="utf-8")

    def keep_measured(self, name: str, measured: Measured) -> None:
        """The same of a measurement."""
        self.keep(name, asdict(measured))

    def runs_of(self, prefix: str) -> list[Measured]:
        """The measurements of all runs whose names begin so."""
        return [Measured(**kept) for name, kept in self.kept.items() if name.startswith(prefix)]
