"""What was measured, and on what machine, without what names it."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from plugins.memory import machine_memory_bytes
from scripts.dev.bench.ours import PROJECT

LIBRARIES = ["dbt-core", "dbt-duckdb", "duckdb", "pandas", "polars", "pyarrow"]


def commit() -> str:
    """The project's commit, with `-dirty` where files differ from it; `unknown` without git."""
    describe = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty", "--exclude=*"]
    try:
        return subprocess.run(describe, capture_output=True, check=True, text=True).stdout.strip()
    except (FileNotFoundError, subprocess.CalledProcessError):
        return "unknown"


def processor(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """The model of the processor as the system tells it, else its architecture."""
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def machine() -> str:
    """Cores, processor, memory, system and versions, in one sentence."""
    memory = (machine_memory_bytes() or 0) / 1e9
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {libraries}."
    )
