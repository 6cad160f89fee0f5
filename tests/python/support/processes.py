"""dbt and `make build` as processes of their own, to be killed or met by others."""

import os
import subprocess
import sys
import time
from pathlib import Path

from conftest import PROJECT, UNTESTED, Place
from rebuilds import CORE

SOURCES = ["--vars", "{sources: [files]}"]
DBT = [str(Path(sys.executable).with_name("dbt"))]
CORE_BUILD = [*DBT, "build", *UNTESTED, "--select", *(f"+{model}" for model in CORE), *SOURCES]
MAKE_BUILD = [sys.executable, "-m", "scripts", "build", "files"]
# What dbt says right before it opens the warehouse.
TO_WORK = "Concurrency:"


class Process:
    """A command at work in a place. Places at one path share what dbt has parsed."""

    def __init__(self, place: Place, command: list[str]) -> None:
        """Start the command; what it says goes to a file."""
        self.said = place.folder / "target" / f"said-{time.monotonic_ns()}.txt"
        self.said.parent.mkdir(parents=True, exist_ok=True)
        with self.said.open("w") as stream:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=os.environ | place.environment | {"NO_COLOR": "1"},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )

    @property
    def text(self) -> str:
        """What it said so far."""
        return self.said.read_text()

    def wait_for(self, word: str) -> None:
        """Return when it has said this; fails when it ended without."""
        while word not in self.text:
            assert self.process.poll() is None, self.text
            time.sleep(0.01)

    def end(self) -> int:
        """Its exit status, once it has ended by itself."""
        return self.process.wait()

    def kill_after(self, seconds: float) -> bool:
        """Kill it after so long, unless it ends before; whether it was killed."""
        time.sleep(seconds)
        self.process.kill()
        return self.process.wait() < 0
