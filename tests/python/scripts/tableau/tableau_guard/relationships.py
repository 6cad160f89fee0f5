"""Data sources of several related tables."""

from collections.abc import Iterator

from tableau_guard.document_parts import Source, inner
from tableau_guard.engines import Hyper, QueryError, sql_name
from tableau_guard.field_checks import extract_of
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package


def check_relationships(package: Package, source: Source, hyper: Hyper) -> Iterator[Finding]:
    """Whether the tables are joined by keys, and each second side has every key once."""
    if source.element.find("connection/relation[@type='collection']") is None:
        return
    yield from check_map(source)
    relation_of = {
        one.get("id"): one.find("properties/relation").get("name")
        for one in source.element.iter("object")
        if one.find("properties/relation") is not None
    }
    joined = source.element.findall("object-graph/relationships/relationship")
    ends = set()
    for relationship in joined:
        keys = [inner(one.get("op")) for one in relationship.findall("expression/expression")]
        tables = [
            relation_of.get(_object(relationship.find(f"{side}-end-point")))
            for side in ("first", "second")
        ]
        ends.update(tables)
        where = f"{source.caption}: {' = '.join(keys)}"
        origins = [source.origins.get(key, (None, key)) for key in keys]
        if len(keys) != 2 or [table for table, _ in origins] != tables or None in tables:
            yield Finding(Rule.RELATIONSHIP, f"{where} does not join {tables}")
            continue
        if tables[0] == tables[1] or relationship.find("expression").get("op") != "=":
            yield Finding(Rule.RELATIONSHIP, f"{where} is no join of two tables")
        types = {source.fields[key].datatype for key in keys if key in source.fields}
        if len(types) != 1:
            yield Finding(Rule.RELATIONSHIP, f"{where} compares {sorted(types)}")
        yield from check_second_side(package, source, *origins[1], hyper)
    for alone in sorted(set(source.tables) - ends):
        yield Finding(Rule.RELATIONSHIP, f"{source.caption}: {alone} is related to no table")


def _object(end) -> str | None:
    return None if end is None else end.get("object-id")


def check_map(source: Source) -> Iterator[Finding]:
    """Whether fields are mapped one to one; the first table has bare names, others bear its own."""
    mapped = source.element.findall("connection/cols/map")
    keys = [inner(one.get("key")) for one in mapped]
    calculated = {name for name, field in source.fields.items() if field.formula is not None}
    for name in sorted(set(keys) ^ (set(source.fields) - calculated)):
        yield Finding(Rule.COLUMN_MAP, f"{source.caption}: [{name}] is mapped or a field, not both")
    if len({one.get("value") for one in mapped}) < len(mapped):
        yield Finding(Rule.COLUMN_MAP, f"{source.caption}: a column is mapped twice")


def check_second_side(
    package: Package, source: Source, relation: str, column: str, hyper: Hyper
) -> Iterator[Finding]:
    """Whether a column is unique and never empty."""
    content = extract_of(package, source)
    table = sql_name(source.tables[relation])
    sql = f'select count(*), count("{column}"), count(distinct "{column}") from {table}'
    try:
        [(rows, filled, distinct)] = hyper.rows(content, sql)
    except QueryError as error:
        yield Finding(Rule.SECOND_SIDE, f"{source.caption}: {relation}.{column}: {error}")
        return
    if not rows == filled == distinct:
        counts = f"{rows} rows, {filled} filled, {distinct} distinct"
        yield Finding(Rule.SECOND_SIDE, f"{source.caption}: {relation}.{column} has {counts}")
