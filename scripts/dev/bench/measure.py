"""What a command takes: time, memory and disk."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from scripts.errors import UserError

SECONDS_BETWEEN_LOOKS = 0.25
# Linux counts memory in KiB, macOS in bytes.
RSS_UNIT = 1024 if os.uname().sysname == "Linux" else 1


@dataclass(frozen=True)
class Measured:
    """What one run of a command took.

    `cpu_seconds` are user and system time, of the process and those it started; `memory_bytes` is
    its largest resident set; `disk_bytes` the most that lay in its folder, spilled rows included.
    """

    cpu_seconds: float
    wall_seconds: float
    memory_bytes: int
    disk_bytes: int


def measure(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, project: Path
) -> Measured:
    """Run a command in the project, with its output in `<folder>/output.log`.

    What it writes goes to `folder`. Raises UserError when it fails.
    """
    log = folder / "output.log"
    at_start = size_of(folder)
    largest = [at_start]
    ended = Event()

    def watch() -> None:
        while not ended.wait(SECONDS_BETWEEN_LOOKS):
            largest.append(size_of(folder))

    watcher = Thread(target=watch, daemon=True)
    with log.open("wb") as stream:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, **environment},
            stdout=stream,
            stderr=stream,
        )
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["nothing"]
        raise UserError(f"{' '.join(command[:4])} failed, see {log}; its last words: {said[-1]}")
    return Measured(
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        wall_seconds=wall_seconds,
        memory_bytes=usage.ru_maxrss * RSS_UNIT,
        disk_bytes=max(*largest, size_of(folder)) - at_start,
    )


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder; those that vanish meanwhile count nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except FileNotFoundError:
                continue
    return total
