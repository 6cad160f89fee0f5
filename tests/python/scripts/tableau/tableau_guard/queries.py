"""Worksheets as SQL: what Tableau would ask the extract for, asked of Hyper and of DuckDB."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import product

from lxml import etree

from tableau_guard.document_parts import (
    PARAMETERS,
    Instance,
    Sheet,
    ShelfError,
    Source,
    instances_of,
    literal,
    parameters_of,
    sheets_of,
    sources_of,
)
from tableau_guard.engines import Hyper, QueryError, Row, Warehouse, export_table, is_same, sql_name
from tableau_guard.field_checks import LEARNER, expression_of, extract_of
from tableau_guard.formula import (
    AGGREGATES,
    Expression,
    FormulaError,
    constant,
    extracted,
    truncated,
)
from tableau_guard.rules import Finding, Rule
from tableau_guard.sheets import SUFFIXES
from tableau_guard.zip_package import Package

AGGREGATE_OF = {one: one.upper() for one in ("Sum", "Avg", "Count", "CountD", "Min", "Max")}
AGGREGATE_OF |= {"Median": "MEDIAN", "Attribute": "ATTR"}
EXTRACTED = {one: one.lower() for one in ("Year", "Quarter", "Month", "Week", "Day", "Hour")}
TRUNCATED = {f"{one}-Trunc": part for one, part in EXTRACTED.items()}
EXTRACTED["Weekday"] = "dow"
RATES = ("_rate", "_low", "_high")


class NotTranslated(ValueError):
    """Something in a sheet that has no translation to SQL."""


@dataclass(frozen=True)
class Query:
    """One pane of a sheet: what it selects of which rows and groups.

    `axes` says which of the selected values place marks, and `headers` which of these are words,
    as their positions.
    """

    selected: tuple[Expression, ...]
    axes: tuple[int, ...]
    headers: tuple[int, ...]
    conditions: tuple[Expression, ...]
    is_grouped: bool

    def sql(self, table: str, *more: str) -> str:
        """The query on a table, with more aggregates behind the selected values."""
        rows = [one.sql for one in self.conditions if not one.is_aggregate]
        groups = [one.sql for one in self.conditions if one.is_aggregate]
        keys = [str(place) for place, one in enumerate(self.selected, 1) if not one.is_aggregate]
        text = f"select {', '.join([*(one.sql for one in self.selected), *more])} from {table}"
        if rows:
            text += f" where {' and '.join(rows)}"
        if self.is_grouped and keys:
            text += f" group by {', '.join(keys)}"
        elif not keys:  # SQL makes a row of no rows, Tableau draws nothing
            groups.append("count(*) > 0")
        if groups:
            text += f" having {' and '.join(groups)}"
        return text


def instance_expression(
    source: Source, instance: Instance, parameters: dict[str, etree._Element]
) -> Expression:
    """A column instance as SQL; raises NotTranslated or FormulaError."""
    if instance.element.find("table-calc") is not None:
        raise NotTranslated(f"{instance.column}: a table calculation")
    base, derivation = expression_of(source, instance.column, parameters), instance.derivation
    if derivation in ("None", "User"):
        if base.is_aggregate is not None and base.is_aggregate != (derivation == "User"):
            raise FormulaError(f"[{instance.column}] is used as {derivation}")
        return base
    if base.is_aggregate:
        raise FormulaError(f"[{instance.column}] is aggregated already, and again by {derivation}")
    if derivation in AGGREGATE_OF:
        template, family = AGGREGATES[AGGREGATE_OF[derivation]]
        return Expression(template(base.sql), family or base.family, True)
    if derivation in TRUNCATED:
        return Expression(truncated(TRUNCATED[derivation], base.sql), base.family, False)
    if derivation in EXTRACTED:
        return Expression(extracted(EXTRACTED[derivation], base.sql), "number", False)
    raise NotTranslated(f"derivation {derivation}")


def condition_of(one: etree._Element, expression: Expression, datatype: str) -> Expression | None:
    """A filter as a condition, None when it lets everything pass; raises NotTranslated."""
    sql = None
    if one.get("class") == "quantitative":
        sql = _range(one, expression, datatype)
    elif one.get("class") == "categorical":
        groups = one.findall("groupfilter")
        if len(groups) != 1:
            raise NotTranslated(f"a filter of {len(groups)} groups")
        sql = _membership(groups[0], expression, datatype)
    else:
        raise NotTranslated(f"a filter of class {one.get('class')}")
    return sql and Expression(sql, "truth", expression.is_aggregate)


def _range(one: etree._Element, expression: Expression, datatype: str) -> str | None:
    included = one.get("included-values")
    if included == "all":
        return None
    if included == "non-null":
        return f"{expression.sql} is not null"
    if included != "in-range":
        raise NotTranslated(f"a filter of values {included}")
    bounds = []
    for tag, sign in (("min", ">="), ("max", "<=")):
        if (text := one.findtext(tag)) is not None:
            bounds.append(f"{expression.sql} {sign} {constant(literal(text), datatype).sql}")
    return " and ".join(bounds) or None


def _membership(group: etree._Element, expression: Expression, datatype: str) -> str | None:
    function, inside = group.get("function"), group.findall("groupfilter")
    if function == "level-members":
        return None
    if function == "member":
        value = literal(group.get("member"))
        if value is None:
            return f"({expression.sql} is null)"
        return f"({expression.sql} = {constant(value, datatype).sql})"
    if function == "union":
        conditions = (_membership(one, expression, datatype) or "true" for one in inside)
        return f"({' or '.join(conditions)})"
    if function == "except" and len(inside) == 2:
        kept, removed = (_membership(one, expression, datatype) or "true" for one in inside)
        return f"({kept} and not coalesce({removed}, false))"
    raise NotTranslated(f"a group filter {function}")


def pane_of(sheet: Sheet, axes: list[str]) -> etree._Element | None:
    """The pane whose encodings hold for these axes: that of one of them, or that of all."""
    for pane in sheet.panes:
        if {pane.get("x-axis-name"), pane.get("y-axis-name")} & set(axes):
            return pane
    own = (pane for pane in sheet.panes if not (pane.get("x-axis-name") or pane.get("y-axis-name")))
    return next(own, sheet.panes[0] if sheet.panes else None)


def queries_of(
    sheet: Sheet, sources: dict[str, Source], parameters: dict[str, etree._Element]
) -> tuple[Source, list[Query]]:
    """The queries of a sheet, one a pane, and the data source they ask.

    Raises NotTranslated, FormulaError or ShelfError.
    """
    instances = instances_of(sheet.view)
    found = {one.source for one in instances.values()} & set(sources)
    if len(found) != 1:
        raise NotTranslated(f"{len(found)} data sources")
    source = sources[found.pop()]
    if len(source.tables) != 1:
        raise NotTranslated(f"{len(source.tables)} tables")

    def expression(reference: str) -> Expression:
        if reference not in instances:
            raise NotTranslated(f"{reference} is not declared")
        return instance_expression(source, instances[reference], parameters)

    conditions = []
    for one in sheet.filters:
        filtered = expression(one.get("column", ""))
        column = instances[one.get("column", "")].column
        datatype = "integer" if filtered.family == "number" else source.fields[column].datatype
        if (condition := condition_of(one, filtered, datatype)) is not None:
            conditions.append(condition)
    is_grouped = sheet.view.find("aggregation[@value='false']") is None
    queries = []
    for rows, columns in product(sheet.shelf("rows"), sheet.shelf("cols")):
        queries.append(_query(sheet, rows + columns, expression, tuple(conditions), is_grouped))
    return source, list(dict.fromkeys(queries))


def _query(
    sheet: Sheet,
    axes: list[str],
    expression: Callable[[str], Expression],
    conditions: tuple[Expression, ...],
    is_grouped: bool,
) -> Query:
    pane = pane_of(sheet, axes)
    shown = list(axes)
    if pane is not None:
        shown += [one.get("column", "") for one in pane.iterfind("encodings/*")]
    placing = list(dict.fromkeys(shown)) if not axes else list(dict.fromkeys(axes))
    extra = [one.get("using", "") for one in sheet.view.findall("computed-sort")]
    for line in [] if pane is None else pane.iter("reference-line"):
        extra.append(line.get("value-column", ""))
    wanted = list(dict.fromkeys([*shown, *filter(None, extra)]))
    if not wanted:
        raise NotTranslated("nothing is on it")
    # Keys come first, so that rows of both engines can be put in the same order.
    by_level = sorted(
        ((reference, expression(reference)) for reference in wanted),
        key=lambda pair: bool(pair[1].is_aggregate),
    )
    places = {reference: place for place, (reference, _) in enumerate(by_level)}
    return Query(
        tuple(one for _, one in by_level),
        tuple(places[reference] for reference in placing),
        tuple(places[reference] for reference in dict.fromkeys(axes) if is_header(reference)),
        conditions,
        is_grouped,
    )


def is_header(reference: str) -> bool:
    """Whether a field on a shelf makes headers, not an axis."""
    return not reference.endswith(f":{SUFFIXES['quantitative']}]")


def ordered(rows: list[Row]) -> list[Row]:
    """Rows in an order that does not depend on the engine; nulls come first."""
    return sorted(rows, key=lambda row: [(value is not None, value or 0) for value in row])


def marks(query: Query, rows: list[Row]) -> int:
    """How many rows would be drawn: those with a value on every axis."""
    return sum(all(row[place] is not None for place in query.axes) for row in rows)


def is_same_result(one: list[Row], other: list[Row]) -> bool:
    """Whether two results have the same rows, in any order."""
    if len(one) != len(other):
        return False
    pairs = zip(ordered(one), ordered(other), strict=True)
    return all(all(map(is_same, row, twin)) for row, twin in pairs)


def check_queries(package: Package, hyper: Hyper, warehouse: Warehouse) -> Iterator[Finding]:
    """Whether every sheet can be run, shows something, and shows what the warehouse holds."""
    sources, parameters = sources_of(package.root), parameters_of(package.root)

    def judge(sheet: Sheet, given: dict[str, etree._Element]) -> list[Finding]:
        return list(check_sheet(package, sheet, sources, given, hyper, warehouse))

    sheets = sheets_of(package.root).values()
    for sheet in sheets:
        yield from judge(sheet, parameters)
    for reference, parameter in parameters.items():
        reading = [sheet for sheet in sheets if _reads(sheet, reference)]
        # What shows rates is asked with every choice, the others until one shows something.
        reading.sort(key=lambda sheet: not _shows_rates(sheet, sources))
        for choice in parameter.findall("members/member"):
            chosen = deepcopy(parameter)
            chosen.set("value", choice.get("value", ""))
            is_shown = False
            for sheet in reading:
                if is_shown and not _shows_rates(sheet, sources):
                    break
                found = judge(sheet, {**parameters, reference: chosen})
                is_shown = is_shown or not found
                yield from (one for one in found if one.rule is not Rule.SHOWS_SOMETHING)
            if not is_shown:
                yield Finding(Rule.CHOICE, f"{parameter.get('caption')}: {choice.get('value')}")


def _reads(sheet: Sheet, parameter: str) -> bool:
    name = parameter.split(".", 1)[1]
    path = f"datasource-dependencies[@datasource='{PARAMETERS}']/column[@name='{name}']"
    return sheet.view.find(path) is not None


def _shows_rates(sheet: Sheet, sources: dict[str, Source]) -> bool:
    names = {one.get("name") for one in sheet.view.findall("datasources/datasource")}
    return any(aggregated_rates(sheet, sources[name]) for name in names & set(sources))


def check_sheet(
    package: Package,
    sheet: Sheet,
    sources: dict[str, Source],
    parameters: dict[str, etree._Element],
    hyper: Hyper,
    warehouse: Warehouse,
) -> Iterator[Finding]:
    """Whether a sheet, with the parameters as they are, shows something, and what it should."""
    try:
        source, queries = queries_of(sheet, sources, parameters)
    except (NotTranslated, FormulaError, ShelfError, KeyError) as error:
        yield Finding(Rule.QUERY, f"{sheet.name}: {error}")
        return
    content = extract_of(package, source)
    if content is None:
        return
    [table] = source.tables.values()
    origin = export_table(warehouse, source.extract, table)
    for query in queries:
        try:
            rows = hyper.rows(content, query.sql(sql_name(table)))
            expected = warehouse.rows(query.sql(origin)) if origin else rows
        except QueryError as error:
            yield Finding(Rule.QUERY, f"{sheet.name}: {' '.join(str(error).split())}")
            continue
        if not marks(query, rows):
            yield Finding(Rule.SHOWS_SOMETHING, f"{sheet.name}: {query.sql(source.caption)}")
        if any(row[place] is None for place in query.headers for row in rows):
            yield Finding(Rule.NO_NULL_HEADER, f"{sheet.name}: {query.sql(source.caption)}")
        if not is_same_result(rows, expected):
            yield Finding(Rule.SAME_AS_WAREHOUSE, f"{sheet.name}: {query.sql(str(origin))}")
        if rates := aggregated_rates(sheet, source):
            counts = hyper.rows(content, query.sql(sql_name(table), f'count("{rates[0]}")'))
            if max((row[-1] for row in counts), default=0) > 1:
                yield Finding(Rule.RATE_OF_RATES, f"{sheet.name}: {', '.join(rates)}")


def aggregated_rates(sheet: Sheet, source: Source) -> list[str]:
    """The rates of an aggregated table that a sheet aggregates again."""
    if LEARNER in source.fields:
        return []
    shown = {*sheet.shelved, *sheet.encoded}
    instances = [one for name, one in instances_of(sheet.view).items() if name in shown]
    aggregated = {one.column for one in instances if one.derivation in AGGREGATE_OF}
    return sorted(column for column in aggregated if column.endswith(RATES))
