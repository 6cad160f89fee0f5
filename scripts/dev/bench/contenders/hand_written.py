"""The hand-written DuckDB script, a program of its own with the arguments FILES SEED OUT.

DuckDB gets the settings that the project gives it: those of profiles.yml, and the memory limit and
threads of the environment.
"""

import os
import sys
from pathlib import Path

import duckdb
import yaml

SCRIPT = Path(__file__).with_name("floor.sql")
PROFILES = Path(__file__).parents[4] / "profiles.yml"


def main(files: Path, action_types: Path, out: Path) -> None:
    """Write the four tables to the schema `marts` of the new DuckDB file `out`."""
    profile = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))["mooc"]["outputs"]["dev"]
    settings = {**profile["settings"], "memory_limit": os.environ["MOOC_MEMORY_LIMIT"]}
    if threads := os.environ.get("MOOC_THREADS"):
        settings["threads"] = threads
    with duckdb.connect(str(out), config=profile["config_options"]) as connection:
        for name, value in settings.items():
            connection.execute(f"set {name} = '{value}'")
        connection.execute("set variable files = ?", [str(files)])
        connection.execute("set variable action_types = ?", [str(action_types)])
        connection.execute("create schema marts; use marts")
        connection.execute(SCRIPT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
