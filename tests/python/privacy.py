"""Whether personal data has got into anything that a build writes."""

import duckdb
from conftest import Place


def tables_that_hold(place: Place, text: str) -> list[str]:
    """Every table and view of the warehouse with a row that holds a text, whatever its case."""
    with duckdb.connect(str(place.warehouse), read_only=True) as connection:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by all"
        ).fetchall()
        return [
            name
            for (name,) in names
            if connection.execute(
                f"select 1 from {name} as t where contains(lower(t::varchar), lower(?)) limit 1",
                [text],
            ).fetchall()
        ]


def files_that_hold(place: Place, text: str) -> list[str]:
    """Every file that was written, not delivered, with a text in its bytes or in its rows."""
    found = []
    for path in sorted(path for path in place.folder.rglob("*") if path.is_file()):
        is_delivered = place.data.resolve() in path.resolve().parents
        if not is_delivered and text.lower().encode() in path.read_bytes().lower():
            found.append(path.relative_to(place.folder).as_posix())
    for path in sorted(place.exports.rglob("*.parquet")):
        rows = duckdb.sql(f"select t::varchar from read_parquet('{path}') as t").fetchall()
        if any(text.lower() in row.lower() for (row,) in rows):
            found.append(path.relative_to(place.folder).as_posix())
    return found


def assert_nowhere(place: Place, texts: list[str]) -> None:
    """No text stands in a table, a log, an export or the bytes of the warehouse."""
    found = {text: tables_that_hold(place, text) + files_that_hold(place, text) for text in texts}
    assert {text: places for text, places in found.items() if places} == {}
