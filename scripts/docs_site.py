"""The lineage site as one page that does not tell on whose machine it was made."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from urllib.parse import quote

import duckdb

from scripts.errors import UserError
from scripts.files import remove, written_whole
from scripts.warehouse import literal, one_row, quoted

FOLDER_SETTINGS = (
    "DBT_PROFILES_DIR",
    "DBT_TARGET_PATH",
    "DBT_LOG_PATH",
    "MOOC_DATA_DIR",
    "MOOC_EXPORTS",
)


def folder_pattern(folder: PurePath) -> str:
    """A regular expression for a folder however a page spells it.

    Separators may be slashes or escaped backslashes; names may be plain, JSON or URL text. A folder
    right below the root, such as /app, counts only where a path starts: scripts have `x/app`.
    """
    names = [name for name in re.split(r"[\\/]+", str(folder)) if name]
    spellings = [{name, json.dumps(name)[1:-1], quote(name)} for name in names]
    start = r"(?:(?<![\w.])|(?<=\\[nrt]))" if len(names) == 1 else ""
    root = {"/": "/", "\\": r"\\+"}.get(str(folder)[0], "")
    path = r"(?:/|\\+)".join(
        f"(?:{'|'.join(map(re.escape, sorted(texts)))})" for texts in spellings
    )
    return start + root + path + r"(?![\w-])"


def without_folders(text: str, folders: Iterable[PurePath]) -> str:
    """The text with each absolute folder replaced by `.`, the longest first; roots are ignored."""
    named = {folder for folder in folders if folder.is_absolute() and folder.name}
    for folder in sorted(named, key=lambda folder: (-len(folder.parts), str(folder))):
        case = re.IGNORECASE if folder.drive else re.NOFLAG
        text = re.sub(folder_pattern(folder), ".", text, flags=case)
    return text


def private_folders(project_dir: Path) -> list[Path]:
    """The folders that a page must not name: the project's, the user's and those in settings."""
    folders = [project_dir.absolute(), Path(os.path.expanduser("~"))]
    folders += [Path(os.environ.get(name, "")) for name in FOLDER_SETTINGS]
    folders.append(Path(os.environ.get("MOOC_WAREHOUSE", "")).parent)
    absolute = [folder for folder in folders if folder.is_absolute()]
    return absolute + [folder.resolve() for folder in absolute]


def write_outline(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write `target`: the tables and views of a warehouse without rows, for a site to describe."""
    database = one_row(connection, "select current_database()")[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    remove(target)
    connection.execute(f"attach {literal(str(target))} as outline")
    connection.execute(f"copy from database {quoted(database)} to outline (schema)")
    connection.execute("detach outline")


def publish_docs(static_index: Path, target: Path, project_dir: Path) -> None:
    """Write `target`: the page of `dbt docs generate --static` without this machine's folders.

    It is renamed into place when it is whole. Raises UserError when the page is missing.
    """
    if not static_index.is_file():
        raise UserError(f"{static_index}: no such page; run `dbt docs generate --static` first")
    page = static_index.read_bytes().decode()
    with written_whole(target) as unfinished:
        unfinished.write_bytes(without_folders(page, private_folders(project_dir)).encode())
