"""Extracts against the export tables they were made from: columns, types, rows, counts, sums."""

from collections.abc import Iterator

from tableau_guard.document_parts import Source
from tableau_guard.engines import Hyper, QueryError, Warehouse, export_table, is_same, sql_name
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package

# Type in DuckDB, and in Hyper.
TYPES = {
    "VARCHAR": "TEXT", "BOOLEAN": "BOOL", "DATE": "DATE", "TIMESTAMP": "TIMESTAMP",
    "SMALLINT": "SMALL_INT", "INTEGER": "INT", "BIGINT": "BIG_INT", "DOUBLE": "DOUBLE",
}  # fmt: skip
NUMBERS = ("SMALL_INT", "INT", "BIG_INT", "DOUBLE")
# Keys that no view can use, and that make up half of a large file: workbook and model do without.
LEFT_OUT = {"action_key"}
COUNTS = ("filled", "distinct", "minimum", "maximum", "sum")


def profile_sql(columns: dict[str, str], table: str) -> str:
    """One row: of each column, given with its type in Hyper, the COUNTS."""
    selected = []
    for column, found in columns.items():
        name = f'"{column}"'
        ends, total = [f"min({name})", f"max({name})"], "null"
        if found == "BOOL":
            ends, total = ["null", "null"], f"sum(case when {name} then 1 else 0 end)"
        elif found in NUMBERS:
            total = f"sum(cast({name} as double precision))"
        selected += [f"count({name})", f"count(distinct {name})", *ends, total]
    return f"select {', '.join(selected)} from {table}"


def check_readback(
    name: str, content: bytes, hyper: Hyper, warehouse: Warehouse, *, is_whole: bool = True
) -> Iterator[Finding]:
    """Whether each table of an extract file equals its export table.

    One that is not whole may lack the columns LEFT_OUT.
    """
    try:
        tables = hyper.tables(content)
    except QueryError as error:
        yield Finding(Rule.EXTRACT_TABLE, f"{name}: {error}")
        return
    for table, columns in tables.items():
        origin = export_table(warehouse, name, table)
        if origin is None:
            yield Finding(Rule.EXTRACT_ORIGIN, f"{name}: no export table for {'.'.join(table)}")
            continue
        expected = {
            column: TYPES.get(found, found) for column, found in warehouse.columns(origin).items()
        }
        if not is_whole:
            missing = LEFT_OUT - set(columns)
            expected = {one: kind for one, kind in expected.items() if one not in missing}
        if columns != expected:
            odd = sorted(dict(set(columns.items()) ^ set(expected.items())))
            yield Finding(Rule.EXTRACT_COLUMNS, f"{name}, {origin}: {', '.join(odd)}")
            continue
        counted = "select count(*) from "
        [(found,)] = hyper.rows(content, counted + sql_name(table))
        [(rows,)] = warehouse.rows(counted + origin)
        if found != rows:
            yield Finding(Rule.EXTRACT_ROWS, f"{name}, {origin}: {found} rows instead of {rows}")
        [here] = hyper.rows(content, profile_sql(columns, sql_name(table)))
        [there] = warehouse.rows(profile_sql(columns, origin))
        for place, (one, other) in enumerate(zip(here, there, strict=True)):
            if not is_same(one, other):
                where = f"{list(columns)[place // len(COUNTS)]}, {COUNTS[place % len(COUNTS)]}"
                yield Finding(Rule.EXTRACT_VALUES, f"{name}, {where}: {one} instead of {other}")


def check_extracts(
    package: Package, sources: dict[str, Source], hyper: Hyper, warehouse: Warehouse
) -> Iterator[Finding]:
    """Whether each extract that the data sources of a package name equals its export tables."""
    is_one_table = all(len(source.tables) == 1 for source in sources.values())
    is_whole = package.suffix == ".tds" and is_one_table
    for path in sorted({source.extract for source in sources.values()}):
        if path in package.members:
            content = package.members[path]
            yield from check_readback(path, content, hyper, warehouse, is_whole=is_whole)
