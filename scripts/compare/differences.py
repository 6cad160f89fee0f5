"""What differs between two warehouses: table by table, both ways, whatever the order of rows."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path

import duckdb

from scripts.errors import UserError
from scripts.warehouse import attach, new_connection, one_row, quoted

EXAMPLE_COUNT = 3
# Elsewhere rows may hold personal data: they are counted, never shown.
SHOWN_SCHEMAS = ("marts", "quality", "exports")
# What increments are judged by; it says when a file was written, not what is in it.
LEFT_OUT_SCHEMAS = ("inputs",)
HIDDEN_COLUMNS = {("quality", "rejected_rows"): ("raw_text",)}
# Rows fall into buckets by their hash, and only buckets that differ are compared row by row.
BUCKET_COUNT = 4096
# How often a row stands in the new table more than in the old; no column of a table is called so.
SURPLUS = '"new minus old"'

Name = tuple[str, str]
Columns = dict[str, str]


@dataclass(frozen=True)
class ChangedValue:
    """One value of a row that both tables have; values are text, None for null."""

    key: str
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class SurplusRow:
    """A row that one table has and the other has not, or has fewer times; without a key all of it.

    With a key `values` holds the key alone.
    """

    values: dict[str, str | None]
    row_count: int


@dataclass(frozen=True)
class TableDifference:
    """How a table of the new warehouse differs from that of the old, if it does.

    Without a `key` a changed row counts as one removed and one added. Examples are few, and empty
    where rows may hold personal data.
    """

    schema: str
    table: str
    only_in: str | None = None
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    types_changed: tuple[tuple[str, str, str], ...] = ()
    key: str | None = None
    added_count: int = 0
    removed_count: int = 0
    changed_count: int = 0
    changed_columns: tuple[tuple[str, int], ...] = ()
    added: tuple[SurplusRow, ...] = ()
    removed: tuple[SurplusRow, ...] = ()
    changed: tuple[ChangedValue, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        columns = self.columns_added or self.columns_removed or self.types_changed
        rows = self.added_count or self.removed_count or self.changed_count
        return bool(self.only_in or columns or rows)


def compare(
    old: Path,
    new: Path,
    schemas: Collection[str] | None = None,
    on_table: Callable[[int, int], None] = lambda done, total: None,
) -> list[TableDifference]:
    """One TableDifference per table of either warehouse, by name; equal tables do not `differ`.

    `on_table` hears how many tables are done, and of how many. Raises UserError when a file is
    missing, is no DuckDB file, or is in use.
    """
    with both_opened(old, new) as connection:
        olds, news = (tables_of(connection, side, schemas) for side in ("old", "new"))
        names = sorted(olds.keys() | news.keys())
        found = []
        for done, name in enumerate(names):
            on_table(done, len(names))
            if name in olds and name in news:
                found.append(compare_table(connection, name, olds[name], news[name]))
            else:
                found.append(only_in_one(connection, name, "old" if name in olds else "new"))
        return found


@contextmanager
def both_opened(old: Path, new: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads both files, as catalogs `old` and `new`; raises UserError."""
    for path in (old, new):
        if not path.is_file():
            found = "a folder" if path.is_dir() else "no such file"
            raise UserError(f"{path}: {found}; name a warehouse, as in A=old.duckdb")
    if old.samefile(new):
        raise UserError(f"{new}: the same file as {old}; name two warehouses")
    with new_connection(spilling_of=new) as connection:
        # Text is the same wherever it is read, and rows may be spilled in any order.
        connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
        for path, side in ((old, "old"), (new, "new")):
            attach(connection, path, side)
        yield connection


def tables_of(
    connection: duckdb.DuckDBPyConnection, side: str, schemas: Collection[str] | None
) -> dict[Name, Columns]:
    """The base tables of a warehouse with their columns and types, in order."""
    rows = connection.execute(
        """select schema_name, table_name, column_name, data_type
        from duckdb_columns()
        join duckdb_tables() using (database_name, schema_name, table_name)
        where database_name = ?
        order by schema_name, table_name, column_index""",
        [side],
    ).fetchall()
    tables: dict[Name, Columns] = {}
    for schema, table, column, data_type in rows:
        if schema not in LEFT_OUT_SCHEMAS and (schemas is None or schema in schemas):
            tables.setdefault((schema, table), {})[column] = data_type
    return tables


def only_in_one(connection: duckdb.DuckDBPyConnection, name: Name, side: str) -> TableDifference:
    """A table that only one warehouse has, with the number of its rows."""
    count = row_count(connection, quoted(side, *name))
    if side == "old":
        return TableDifference(*name, only_in=side, removed_count=count)
    return TableDifference(*name, only_in=side, added_count=count)


def row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many rows a table has; `table` is already quoted."""
    return one_row(connection, f"select count(*) from {table}")[0]


def compare_table(
    connection: duckdb.DuckDBPyConnection, name: Name, old: Columns, new: Columns
) -> TableDifference:
    """How two tables of one name differ; rows are compared by the columns that both have."""
    shared = [column for column in new if column in old]
    retyped = [column for column in shared if old[column] != new[column]]
    told = TableDifference(
        *name,
        columns_added=tuple(column for column in new if column not in old),
        columns_removed=tuple(column for column in old if column not in new),
        types_changed=tuple((column, old[column], new[column]) for column in retyped),
    )
    if not shared:
        return replace(
            told,
            added_count=row_count(connection, quoted("new", *name)),
            removed_count=row_count(connection, quoted("old", *name)),
        )
    casts = {column: common_type(connection, old[column], new[column]) for column in retyped}
    values = ", ".join(value_of(column, casts) for column in shared)
    if not find_surplus(connection, name, shared, values):
        return told
    is_shown = name[0] in SHOWN_SCHEMAS
    hidden = HIDDEN_COLUMNS.get(name, ())
    shown = [column for column in shared if is_shown and column not in hidden]
    key = next(iter(new))
    if key in shared and is_key(connection, name, key):
        return with_keyed_rows(told, connection, key, shared, shown)
    return with_whole_rows(told, connection, shown)


def common_type(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> str:
    """A type that holds the values of both, as DuckDB would choose it; else text."""
    union = f"select cast(null as {old}) as value union all select cast(null as {new})"
    try:
        return one_row(connection, f"describe {union}")[1]
    except duckdb.Error:
        return "varchar"


def value_of(column: str, casts: Columns) -> str:
    """A column, in the type that it has in both tables or is to be compared in."""
    name = quoted(column)
    return f"cast({name} as {casts[column]}) as {name}" if column in casts else name


def find_surplus(
    connection: duckdb.DuckDBPyConnection, name: Name, shared: Sequence[str], values: str
) -> bool:
    """Write the temporary table `surplus`, and say whether it has rows: those that differ.

    It has each row that does not stand equally often in both tables, once, and how many times more
    it stands in the new one. This is `except all` both ways in one pass that spills to disk.
    """
    columns = ", ".join(quoted(column) for column in shared)
    old, new = (f"(select {values} from {quoted(side, *name)})" for side in ("old", "new"))
    bucket = f"hash({columns}) % {BUCKET_COUNT}"
    connection.execute(
        f"""create or replace temp table buckets as
        select bucket
        from (
            select hash({columns}) as hashed, {bucket} as bucket, 1 as sign from {new}
            union all
            select hash({columns}) as hashed, {bucket} as bucket, -1 as sign from {old}
        )
        group by bucket
        having sum(sign) <> 0
            or bit_xor(hashed) <> 0
            or sum(hashed) filter (where sign = 1)
                is distinct from sum(hashed) filter (where sign = -1)"""
    )
    if not row_count(connection, "buckets"):
        return False
    connection.execute(
        f"""create or replace temp table surplus as
        select {columns}, cast(sum({SURPLUS}) as bigint) as {SURPLUS}
        from (
            select {columns}, 1 as {SURPLUS} from {new} where {bucket} in (from buckets)
            union all
            select {columns}, -1 as {SURPLUS} from {old} where {bucket} in (from buckets)
        )
        group by {columns}
        having sum({SURPLUS}) <> 0"""
    )
    return row_count(connection, "surplus") > 0


def is_key(connection: duckdb.DuckDBPyConnection, name: Name, column: str) -> bool:
    """Whether a column is named like a key, and names one row in each of the two tables."""
    if not column.endswith("_key") and column != "session_id":
        return False
    unique = f"select count(*) = count(distinct {quoted(column)}) from "
    return all(one_row(connection, unique + quoted(side, *name))[0] for side in ("old", "new"))


def with_keyed_rows(
    told: TableDifference,
    connection: duckdb.DuckDBPyConnection,
    key: str,
    shared: Sequence[str],
    shown: Sequence[str],
) -> TableDifference:
    """And what `surplus` says of a table with a key: rows added, removed and changed."""
    others = [column for column in shared if column != key]
    removed = f"(select * from surplus where {SURPLUS} < 0)"
    added = f"(select * from surplus where {SURPLUS} > 0)"
    pairs = f"{removed} as o join {added} as n on o.{quoted(key)} = n.{quoted(key)}"
    differing = [f"o.{quoted(column)} is distinct from n.{quoted(column)}" for column in others]
    filtered = "".join(f", count(*) filter (where {condition})" for condition in differing)
    changed_count, *counts = one_row(connection, f"select count(*){filtered} from {pairs}")
    often = sorted(
        ((column, count) for column, count in zip(others, counts, strict=True) if count),
        key=lambda pair: -pair[1],
    )

    def values(column: str) -> list[ChangedValue]:
        name = quoted(column)
        rows = connection.execute(
            f"""select cast(o.{quoted(key)} as varchar),
                cast(o.{name} as varchar), cast(n.{name} as varchar)
            from {pairs}
            where o.{name} is distinct from n.{name}
            order by o.{quoted(key)}
            limit {EXAMPLE_COUNT}"""
        ).fetchall()
        return [ChangedValue(found, column, before, after) for found, before, after in rows]

    def alone(rows: str, others: str) -> tuple[SurplusRow, ...]:
        return surplus_rows(
            connection, f"{rows} as a anti join {others} as b using ({quoted(key)})", [key]
        )

    # One example of each column that changed before a second of any.
    most_changed = [column for column, _ in often if column in shown][:EXAMPLE_COUNT]
    examples = chain.from_iterable(zip_longest(*map(values, most_changed)))
    added_count, removed_count = counts_of_surplus(connection)
    return replace(
        told,
        key=key,
        added_count=added_count - changed_count,
        removed_count=removed_count - changed_count,
        changed_count=changed_count,
        changed_columns=tuple(often),
        added=alone(added, removed) if key in shown else (),
        removed=alone(removed, added) if key in shown else (),
        changed=tuple(example for example in examples if example)[:EXAMPLE_COUNT],
    )


def with_whole_rows(
    told: TableDifference, connection: duckdb.DuckDBPyConnection, shown: Sequence[str]
) -> TableDifference:
    """And what `surplus` says of a table without a key: rows only in the new or in the old one."""

    def side(sign: str) -> tuple[SurplusRow, ...]:
        rows = f"(select * from surplus where {SURPLUS} {sign} 0)"
        return surplus_rows(connection, rows, shown) if shown else ()

    added_count, removed_count = counts_of_surplus(connection)
    return replace(
        told,
        added_count=added_count,
        removed_count=removed_count,
        added=side(">"),
        removed=side("<"),
    )


def counts_of_surplus(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """How many rows of `surplus` stand in the new table only, and how many in the old only."""
    added, removed = one_row(
        connection,
        f"""select coalesce(sum({SURPLUS}) filter (where {SURPLUS} > 0), 0),
            coalesce(-sum({SURPLUS}) filter (where {SURPLUS} < 0), 0)
        from surplus""",
    )
    return int(added), int(removed)


def surplus_rows(
    connection: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[str]
) -> tuple[SurplusRow, ...]:
    """A few of these rows, the first in order."""
    names = ", ".join(quoted(column) for column in columns)
    texts = ", ".join(f"cast({quoted(column)} as varchar)" for column in columns)
    found = connection.execute(
        f"""select abs({SURPLUS}), {texts} from {rows} order by {names} limit {EXAMPLE_COUNT}"""
    ).fetchall()
    return tuple(
        SurplusRow(dict(zip(columns, values, strict=True)), count) for count, *values in found
    )
