"""A DuckDB file with what people read of a warehouse, so that no reader meets a build's lock."""

from pathlib import Path

import duckdb

from scripts.errors import UserError
from scripts.files import written_whole
from scripts.warehouse import literal, quoted

SCHEMAS = ("marts", "exports", "quality")
# The words of a rejected row may be anybody's.
PRIVATE_COLUMN = "raw_text"


def comment_on(kind: str, name: str, comment: str) -> str:
    """The SQL that comments a table or column; `name` is already quoted."""
    return f"comment on {kind} {name} is {literal(comment)}"


def copied_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str | None]]:
    """(schema, table, comment) of every table to copy, by name; views are left out."""
    return connection.execute(
        """select schema_name, table_name, comment from duckdb_tables()
        where database_name = current_database() and list_contains(?, schema_name)
        order by all""",
        [SCHEMAS],
    ).fetchall()


def column_comments(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    """(schema, table, column, comment) of every commented column of the tables to copy."""
    return connection.execute(
        """select schema_name, table_name, column_name, c.comment
        from duckdb_columns() as c
        join duckdb_tables() as t using (database_name, schema_name, table_name)
        where database_name = current_database() and list_contains(?, schema_name)
            and c.comment is not null and column_name <> ?
        order by all""",
        [SCHEMAS, PRIVATE_COLUMN],
    ).fetchall()


def write_marts_file(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write `target`: the tables of `marts`, `exports` and `quality` with their types and comments.

    Raw text is left out. The file is renamed into place when it is whole. Raises UserError when
    the warehouse that the connection is on has no such table.
    """
    with written_whole(target) as unfinished:
        tables = copied_tables(connection)
        if not tables:
            raise UserError(f"{target}: no table in marts or exports; run `make build` first")
        connection.execute(f"attach {literal(str(unfinished))} as marts_copy")
        connection.execute("begin")
        for schema, table, comment in tables:
            copy = quoted("marts_copy", schema, table)
            connection.execute(f"create schema if not exists {quoted('marts_copy', schema)}")
            connection.execute(
                f"""create table {copy} as
                select columns(name -> name <> {literal(PRIVATE_COLUMN)})
                from {quoted(schema, table)}"""
            )
            if comment is not None:
                connection.execute(comment_on("table", copy, comment))
        for schema, table, column, comment in column_comments(connection):
            name = quoted("marts_copy", schema, table, column)
            connection.execute(comment_on("column", name, comment))
        connection.execute("commit")
        connection.execute("checkpoint marts_copy")
        connection.execute("detach marts_copy")
