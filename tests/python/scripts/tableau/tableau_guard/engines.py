"""The engines that answer queries: Hyper on extracts, DuckDB on the export tables."""

import hashlib
import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from tableauhyperapi import (
    Connection,
    CreateMode,
    Date,
    HyperException,
    HyperProcess,
    TableName,
    Telemetry,
    Timestamp,
)

Value = str | bool | int | float | datetime | None
Row = tuple[Value, ...]


class QueryError(Exception):
    """A query that an engine refuses, in the engine's words."""


def plain(value) -> Value:
    """A value of either engine as Python knows it: days as midnights, decimals as numbers."""
    if isinstance(value, Timestamp):
        return value.to_datetime()
    if isinstance(value, Date):
        value = value.to_date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def is_same(one: Value, other: Value) -> bool:
    """Whether two values are equal; numbers may differ in the tenth digit."""
    if isinstance(one, float) or isinstance(other, float):
        if one is None or other is None:
            return False
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


class Hyper:
    """Hyper with the extracts of packages; the same question about the same bytes is asked once."""

    def __enter__(self) -> "Hyper":
        """Start Hyper."""
        self._folder = TemporaryDirectory()
        self._process = HyperProcess(
            Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU, parameters={"log_config": ""}
        )
        self._connections: dict[str, Connection] = {}
        self.rows = cache(self._rows)
        self.tables = cache(self._tables)
        return self

    def __exit__(self, *_) -> None:
        """Stop Hyper and remove its files."""
        for connection in self._connections.values():
            connection.close()
        self._process.close()
        self._folder.cleanup()

    def _connection(self, content: bytes | None) -> Connection:
        if content is None:
            raise QueryError("the extract is not there")
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._connections:
            path = Path(self._folder.name) / f"{digest}.hyper"
            path.write_bytes(content)
            try:
                self._connections[digest] = Connection(self._process.endpoint, path)
            except HyperException as error:
                raise QueryError(error.main_message) from error
        return self._connections[digest]

    def blank(self) -> bytes:
        """The bytes of an extract without tables."""
        path = Path(self._folder.name) / "blank.hyper"
        Connection(self._process.endpoint, path, CreateMode.CREATE_AND_REPLACE).close()
        return path.read_bytes()

    def changed(self, content: bytes, *statements: str) -> bytes:
        """The bytes of an extract after these statements."""
        path = Path(self._folder.name) / "changed.hyper"
        path.write_bytes(content)
        with Connection(self._process.endpoint, path) as connection:
            for statement in statements:
                connection.execute_command(statement)
        return path.read_bytes()

    def _rows(self, content: bytes | None, sql: str) -> list[Row]:
        try:
            found = self._connection(content).execute_list_query(sql)
        except HyperException as error:
            raise QueryError(error.main_message) from error
        return [tuple(map(plain, row)) for row in found]

    def _tables(self, content: bytes | None) -> dict[tuple[str, str], dict[str, str]]:
        catalog = self._connection(content).catalog
        return {
            (schema.name.unescaped, table.name.unescaped): {
                column.name.unescaped: column.type.tag.name
                for column in catalog.get_table_definition(table).columns
            }
            for schema in catalog.get_schema_names()
            for table in catalog.get_table_names(schema)
        }


class Warehouse:
    """The schema `exports` of a warehouse, read only."""

    def __init__(self, path: Path) -> None:
        """Open the DuckDB file."""
        self._connection = duckdb.connect(str(path), read_only=True)
        self._connection.execute("set TimeZone = 'UTC'; use exports")
        self.rows = cache(self._rows)
        self.columns = cache(self._columns)

    def __enter__(self) -> "Warehouse":
        """It is open already."""
        return self

    def __exit__(self, *_) -> None:
        """Close the file."""
        self._connection.close()

    def _rows(self, sql: str) -> list[Row]:
        try:
            found = self._connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        return [tuple(map(plain, row)) for row in found]

    def _columns(self, table: str) -> dict[str, str]:
        found = self.rows(
            "select column_name, data_type from information_schema.columns "
            f"where table_schema = 'exports' and table_name = '{table}' order by ordinal_position"
        )
        return dict(found)


def export_table(warehouse: Warehouse, extract_path: str, table: tuple[str, str]) -> str | None:
    """The export table that a table of an extract was made from, None where there is none.

    A file with the one table "Extract"."Extract" bears its name, another table its own.
    """
    name = Path(extract_path).stem if table[1] == "Extract" else table[1]
    candidates = (name, f"tableau_{name}")
    return next((one for one in candidates if warehouse.columns(one)), None)


def sql_name(table: Sequence[str]) -> str:
    """A schema and table in SQL."""
    return str(TableName(*table))
