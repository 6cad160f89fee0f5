"""Whether given texts stand anywhere in what a build leaves behind."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
from conftest import Place


def assert_nowhere(place: Place, texts: Iterable[str]) -> None:
    """No table or view of the warehouse, export, compiled SQL or log holds one of the texts."""
    texts = list(texts)
    files = [
        path
        for folder in (place.exports, place.folder / "target", place.folder / "logs")
        for path in folder.rglob("*")
        if path.is_file()
    ]
    found = [
        *_in_warehouse(place, texts),
        *(f"{text!r} in {path}" for path in [place.warehouse, *files] for text in _in(path, texts)),
    ]
    assert not found, found


def _in_warehouse(place: Place, texts: list[str]) -> list[str]:
    names = place.rows("select table_schema || '.' || table_name from information_schema.tables")
    assert names
    held = "select count(*) from {} as t where contains(lower(t::varchar), lower('{}'))"
    return [
        f"{text!r} in {name}"
        for (name,) in names
        for text in texts
        if place.rows(held.format(name, text.replace("'", "''")))[0][0]
    ]


def _in(path: Path, texts: list[str]) -> list[str]:
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            content = str(connection.execute(f"from read_parquet('{path}')").fetchall())
    else:
        content = path.read_bytes().decode("utf-8", errors="replace")
    return [text for text in texts if text.lower() in content.lower()]
