"""What the last build was made of and what it wrote: with nothing new, there is nothing to do."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from plugins.raw_files import file_signature
from scripts.data_folder import data_folder
from scripts.files import fingerprint, written_whole
from scripts.places import Places

PROJECT = Path(__file__).parents[1]
BUILT_FROM = [
    *["analyses", "dbt_project.yml", "macros", "models", "plugins", "profiles.yml", "scripts"],
    *["seeds", "tests/generic", "tests/singular"],
]

Signatures = dict[str, str]


def _record(place: Places) -> Path:
    return place.warehouse.with_suffix(".last_build.json")


def _of_files(files: Iterable[Path]) -> Signatures:
    return {str(file): file_signature(str(file)) for file in files if file.is_file()}


def read_signatures(sources: Sequence[str], settings: dict[str, object]) -> Signatures:
    """The state of what a build reads: the project with its settings, and the raw files.

    Settings are hashed: the environment may hold a salt.
    """
    named = {name: value for name, value in os.environ.items() if name.startswith("MOOC_")}
    chosen = hashlib.sha256(json.dumps([settings, named], sort_keys=True).encode()).hexdigest()
    folders = (data_folder(settings) / source for source in sources)
    files = _of_files(path for folder in folders for path in folder.rglob("*"))
    return {
        "project": f"{duckdb.__version__} {fingerprint([PROJECT / name for name in BUILT_FROM])}",
        "settings": chosen,
        **files,
    }


def written_signatures(place: Places) -> Signatures:
    """The state of what a build writes: the warehouse and everything in the folder of exports."""
    return _of_files([place.warehouse, *place.exports.rglob("*")])


def _last(place: Places) -> dict:
    try:
        return json.loads(_record(place).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"signatures": {}, "said": []}


def said_by_last_build(place: Places, now: Signatures) -> list[str]:
    """The lines that the last build printed at its end, if all is as it left it; else none."""
    last = _last(place)
    return last["said"] if last["signatures"] == now else []


def is_kept(place: Places, now: Signatures, file: Path) -> bool:
    """Whether a file is as the last build left it, by the same project with the same settings."""
    last = _last(place)["signatures"]
    names = ("project", "settings", str(file))
    return str(file) in now and all(last.get(name) == now[name] for name in names)


def remember_build(place: Places, now: Signatures, said: Sequence[str]) -> None:
    """Keep how a build left everything, and what it printed at its end."""
    with written_whole(_record(place)) as unfinished:
        text = json.dumps({"signatures": now, "said": list(said)})
        unfinished.write_text(text, encoding="utf-8")
