"""Tableau's formulas as SQL: the same values in Hyper and DuckDB, and none that Tableau refuses."""

import math
from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

pytest.importorskip("tableauhyperapi")

from tableau_guard.document_parts import ShelfError, literal, shelf_panes
from tableau_guard.engines import Hyper, plain
from tableau_guard.formula import Expression, FormulaError, translate

# Values of a row, and how each is written in SQL.
FIELDS = {
    "[count]": Expression("cast(7 as bigint)", "number", False),
    "[rate]": Expression("cast(0.5 as double precision)", "number", False),
    "[none]": Expression("cast(null as bigint)", "number", False),
    "[name]": Expression("cast('it''s' as text)", "text", False),
    "[is new]": Expression("true", "truth", False),
    "[day]": Expression("date '2026-03-05'", "time", False),
    "[at]": Expression("timestamp '2026-03-05 10:20:30'", "time", False),
    "[Parameters].[Parameter 1]": Expression("'All'", "text"),
}
VALUES = [
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("2 ^ 3 ^ 1 - -1", 9),
    ("[count] / 2", 3.5),
    ("[count] % 4", 3),
    ("[count] / 0", None),
    ("[none] + 1", None),
    ("ZN([none]) + 1", 1),
    ("IFNULL([none], [count])", 7),
    ("ISNULL([none]) AND NOT ISNULL([count])", True),
    ("IF [count] > 9 THEN 'many' ELSEIF [count] >= 7 THEN \"some\" ELSE 'few' END", "some"),
    ("IF [none] > 1 THEN 1 END", None),
    ("CASE [name] WHEN \"it's\" THEN 1 WHEN 'other' THEN 2 ELSE 3 END", 1),
    ("IIF([none] > 1, 'yes', 'no')", None),
    ("IIF([is new], 'yes', 'no')", "yes"),
    ('[Parameters].[Parameter 1] = "All" OR [name] = [Parameters].[Parameter 1]', True),
    ("[name] + '!'", "it's!"),
    ("UPPER(LEFT([name], 2))", "IT"),
    ("LEN([name]) <> 4", False),
    ("CONTAINS([name], 's')", True),
    ('"a" + CHAR(34) + CHAR(10)', 'a"\n'),
    ("ROUND([count] / 2.1)", 3),
    ("INT(-[rate] * 3)", -1),
    ("FLOOR(-0.5) + CEILING(0.2) + ABS(-4)", 4),
    ("SQRT([count] + 9)", 4),
    ("POWER(2, 0.5)", math.sqrt(2)),
    ("LN(EXP(1))", 1),
    ("FLOAT([count]) / 2", 3.5),
    ("STR([count])", "7"),
    ("MAX([count], 8) - MIN([count], 8)", 1),
    ("DATETRUNC('month', [day])", datetime(2026, 3, 1)),
    ("DATETRUNC('hour', [at])", datetime(2026, 3, 5, 10)),
    ("DATEPART('day', [at]) + YEAR([day]) + MONTH([day])", 5 + 2026 + 3),
    ("DATEDIFF('day', #2026-03-01#, [at])", 4),
    ("[day] >= #2026-03-05#", True),
    ("// a remark\n1", 1),
    # Of the one row as a group
    ("SUM([count]) / COUNT([count])", 7),
    ("SUM(IF [is new] THEN 1 ELSE 0 END) / SUM(1)", 1),
    ("COUNTD([none]) + COUNTD([count])", 1),
    ("AVG([count]) + MEDIAN([rate]) + MIN([count])", 14.5),
    ("ATTR([name])", "it's"),
]
REFUSED = [
    ("SUM([count]) + [count]", "mixes aggregated"),
    ("IF [is new] THEN SUM([count]) END", "mixes aggregated"),
    ("SUM(SUM([count]))", "aggregates what is aggregated"),
    ("SUM([name])", "number and text do not fit"),
    ("[name] + 1", "do not fit"),
    ("[count] + [name]", "do not fit"),
    ("[count] = 'seven'", "do not fit"),
    ("[count] AND [is new]", "do not fit"),
    ("IF [count] THEN 1 END", "do not fit"),
    ("IF [is new] THEN 1 ELSE 'no' END", "do not fit"),
    ("IF [is new] THEN 1", "END is missing"),
    ("IF [is new] 1 END", "THEN is missing"),
    ("SUM([count]", r"\) is missing"),
    ("SUM([count]))", "is not expected"),
    ("1 +", "ends too early"),
    ("[count] [rate]", "is not expected"),
    ("[gone]", "is not known"),
    ("[Parameters].[gone]", "is not known"),
    ("UNIQUES([count])", "UNIQUES is not known"),
    ("RUNNING_SUM(SUM([count]))", "table calculation"),
    ("WINDOW_MAX(SUM([count]))", "table calculation"),
    ("COUNT", "neither a field nor a function"),
    ("ROUND([count], 1, 2)", "takes 1 values"),
    ("DATETRUNC('fortnight', [day])", "no part of a time"),
    ("{FIXED [name] : SUM([count])}", "not expected"),
    ("a = ;", "cannot be read"),
]


@pytest.fixture(scope="module")
def row() -> Iterator[tuple[Hyper, bytes]]:
    """Hyper with a file that answers queries without a table."""
    with Hyper() as hyper:
        yield hyper, hyper.blank()


@pytest.mark.parametrize("formula, expected", VALUES)
def test_a_formula_has_its_value_in_both_engines(row, formula, expected):
    sql = f"select {translate(formula, FIELDS).sql}"
    hyper, content = row
    [(in_hyper,)] = hyper.rows(content, sql)
    in_duckdb = plain(duckdb.sql(sql).fetchone()[0])
    for value in (in_hyper, in_duckdb):
        assert value == (pytest.approx(expected) if isinstance(expected, float) else expected)


@pytest.mark.parametrize("formula, why", REFUSED)
def test_a_formula_that_tableau_would_refuse_is_refused(formula, why):
    with pytest.raises(FormulaError, match=why):
        translate(formula, FIELDS)


@pytest.mark.parametrize(
    "text, panes",
    [
        (None, [[]]),
        ("[d].[a]", [["[d].[a]"]]),
        ("([d].[a] / [d].[b])", [["[d].[a]", "[d].[b]"]]),
        ("([d].[a] + [d].[b])", [["[d].[a]"], ["[d].[b]"]]),
        ("([d].[a] / ([d].[b] + [d].[c]))", [["[d].[a]", "[d].[b]"], ["[d].[a]", "[d].[c]"]]),
    ],
)
def test_a_shelf_is_read_as_its_panes(text, panes):
    assert shelf_panes(text) == panes


@pytest.mark.parametrize("text", ["([d].[a]", "[d].[a] [d].[b]", "[a]", "[d].[a] /", "+"])
def test_a_shelf_that_cannot_be_read_is_refused(text):
    with pytest.raises(ShelfError):
        shelf_panes(text)


def test_literals_are_read_as_documents_write_them():
    texts = ['"a"', "#2026-03-01#", "true", "7", "0.5", "%null%"]
    assert [literal(text) for text in texts] == ["a", "2026-03-01", True, 7, 0.5, None]
